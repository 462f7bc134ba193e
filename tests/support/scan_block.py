"""A block as wallets are given it (spec §9.8, §9.13), to be changed and sealed again: what a liar
needs, written from the specification alone."""

import base64
import hashlib
import struct

HEIGHT, TIME, TRANSACTIONS, SCAN, TREES, HISTORY, STATE = range(1, 8)
OUTPUT = 547
# Offsets in an output.
COMMITMENT, EPK, VIEW_TAG, NOTE_CIPHERTEXT = 0, 32, 64, 66


def _hash(person, data):
    return hashlib.blake2b(data, digest_size=32, person=person).digest()


class Entry:
    """One transaction's entry, its bytes free to be changed."""

    def __init__(self, data):
        self.is_transfer = data[0] == 1
        size = 1 + 32 + 96 + 49 + 16 + 32 + 8 + 3 * OUTPUT if self.is_transfer else \
            1 + 1 + 32 + 32 + 8 + 16 + 32 + 8 + OUTPUT
        self.data = bytearray(data[:size])
        assert len(self.data) == size

    # Offsets in an entry: of a transfer, then of a mint.
    FEE, SEQUENCE = 1 + 32 + 96 + 49, 1 + 1 + 32 + 32

    @property
    def outputs(self):
        """Where each output begins."""
        count = 3 if self.is_transfer else 1
        return [len(self.data) - OUTPUT * (count - slot) for slot in range(count)]

    def flip(self, offset):
        """One bit of each output."""
        for output in self.outputs:
            self.data[output + offset] ^= 1


class ScanBlock:
    def __init__(self, text):
        data = base64.b64decode(text)
        assert data[0] == 2 and data[1] == 7
        at, self.parts = 2, {}
        for _ in range(data[1]):
            label, size = struct.unpack_from("<BI", data, at)
            self.parts[label] = bytearray(data[at + 5:at + 5 + size])
            at += 5 + size
        notes, = struct.unpack_from("<I", data, at)
        at, self.entries = at + 4, []
        while at < len(data):
            self.entries.append(Entry(data[at:]))
            at += len(self.entries[-1].data)
        assert at == len(data) and notes == sum(len(entry.outputs) for entry in self.entries)

    def number(self, label):
        return int.from_bytes(self.parts[label], "little")

    def set_number(self, label, value):
        self.parts[label] = bytearray(value.to_bytes(8, "little"))

    def _entries(self):
        notes = sum(len(entry.outputs) for entry in self.entries)
        return struct.pack("<I", notes) + b"".join(entry.data for entry in self.entries)

    def _parts(self):
        return bytes([len(self.parts)]) + b"".join(
            struct.pack("<BI", label, len(value)) + value
            for label, value in sorted(self.parts.items()))

    def reseal(self):
        """Makes the digest of the entries anew, and with it the AppHash."""
        self.parts[SCAN] = bytearray(_hash(b"Tacit_Scan", self._entries()))

    @property
    def app_hash(self):
        return _hash(b"Tacit_AppHash", self._parts()).hex()

    @property
    def text(self):
        return base64.b64encode(bytes([2]) + self._parts() + self._entries()).decode()
