#!/usr/bin/env python3
"""Proof files, valid and damaged, with the verdict each must get.

Usage: tools/model/proofs.py > vectors/transfer_proofs.json     (needs build/bin/tacit-proof)
The honest proofs are made by tacit-proof; what is done to them, and the points of small order, are
plain Python. The verdicts follow spec/04, not a verifier's answer.
"""
import json
import pathlib
import subprocess
import sys

from bls12_381 import P, R, add, encode, point_of_order, points_above

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "build" / "bin" / "tacit-proof"
ORIGIN = ("tools/model/proofs.py: honest proofs by tacit-proof, damage and points in plain Python, "
          "verdicts from spec/04")

def decode(data):
    return int.from_bytes(data[:48], "big"), int.from_bytes(data[48:], "big")


# ------------------------------------------------------------------ damage
INFINITY = b"\x40" + bytes(95)
SCALARS = 14 * 96  # where the evaluations start


def sample(number):
    done = subprocess.run([PROGRAM, "prove", "--sample", str(number), "--reproducible"],
                          capture_output=True, check=True)
    return json.loads(done.stdout)


def with_proof(file, change):
    data = bytearray.fromhex(file["proof"])
    change(data)
    return dict(file, proof=data.hex())


def with_bytes(file, offset, data):
    def change(proof):
        proof[offset:offset + len(data)] = data
    return with_proof(file, change)


def with_flip(file, offset, mask=1):
    def change(proof):
        proof[offset] ^= mask
    return with_proof(file, change)


def with_input(file, index, value):
    inputs = list(file["public_inputs"])
    inputs[index] = f"0x{value:064x}"
    return dict(file, public_inputs=inputs)


def swapped(file, first, second):
    data = bytes.fromhex(file["proof"])
    moved = with_bytes(file, first * 96, data[second * 96:second * 96 + 96])
    return with_bytes(moved, second * 96, data[first * 96:first * 96 + 96])


def refused(a, b):
    """(name, error, file)"""
    data = bytes.fromhex(a["proof"])
    value = int(a["public_inputs"][14], 16)
    scalar = int.from_bytes(data[SCALARS:SCALARS + 32], "little")
    third, eleventh = (point_of_order(q, points_above(range(1, 1000))) for q in (3, 11))
    assert encode(third)[:48] == bytes(48)  # (0, 2) or (0, -2)
    wire = decode(data[:96])
    x, y = wire
    return [
        ("the fee is another", "invalid", with_input(a, 14, value + 1)),
        ("the anchor is another", "invalid", with_input(a, 0, 1)),
        ("the digest is another", "invalid", dict(a, digest=b["digest"])),
        ("the proof is another statement's", "invalid", dict(a, proof=b["proof"])),
        ("an evaluation is another", "invalid", with_flip(a, SCALARS)),
        ("the last evaluation is another", "invalid", with_flip(a, 1919 - 31)),
        ("a wire's commitment is another's", "invalid", swapped(a, 0, 1)),
        ("the quotient's chunks are swapped", "invalid", swapped(a, 10, 11)),
        ("the openings are swapped", "invalid", swapped(a, 12, 13)),
        ("a wire's commitment is negated", "invalid", with_bytes(a, 0, encode((x, P - y)))),
        ("fifteen inputs are missing", "wrong_public_inputs",
         dict(a, public_inputs=a["public_inputs"][:1])),
        ("an input too many", "wrong_public_inputs",
         dict(a, public_inputs=[*a["public_inputs"], "0x" + "0" * 64])),
        ("an input is its value plus r", "non_canonical", with_input(a, 14, value + R)),
        ("an input is r", "non_canonical", with_input(a, 3, R)),
        ("the last byte is missing", "truncated", dict(a, proof=data[:-1].hex())),
        ("there is no proof", "truncated", dict(a, proof="")),
        ("a zero byte is appended", "trailing_bytes", dict(a, proof=data.hex() + "00")),
        ("the first wire is infinity", "identity", with_bytes(a, 0, INFINITY)),
        ("the second opening is infinity", "identity", with_bytes(a, 13 * 96, INFINITY)),
        ("infinity with another bit", "non_canonical",
         with_bytes(a, 0, INFINITY[:-1] + b"\x01")),
        ("the first wire is off the curve", "not_on_curve", with_flip(a, 95)),
        ("a point of order 3", "not_in_subgroup", with_bytes(a, 0, encode(third))),
        ("a point of order 11", "not_in_subgroup", with_bytes(a, 96, encode(eleventh))),
        ("an honest point plus one of order 3", "not_in_subgroup",
         with_bytes(a, 0, encode(add(wire, third)))),
        ("an honest point plus one of order 11", "not_in_subgroup",
         with_bytes(a, 0, encode(add(wire, eleventh)))),
        ("x of a point is p", "non_canonical", with_bytes(a, 0, encode((P, third[1])))),
        ("y of a point is y plus p", "non_canonical",
         with_bytes(a, 0, encode((third[0], third[1] + P)))),
        ("a point bears the flag of the compressed form", "non_canonical",
         with_flip(a, 0, 0x80)),
        ("a point bears the flag of the sign", "non_canonical", with_flip(a, 0, 0x20)),
        ("an evaluation is r", "non_canonical",
         with_bytes(a, SCALARS, R.to_bytes(32, "little"))),
        ("an evaluation is its value plus r", "non_canonical",
         with_bytes(a, SCALARS, (scalar + R).to_bytes(32, "little"))),
        ("another circuit", "unknown_circuit", dict(a, circuit="issue")),
        ("another version", "unknown_version", dict(a, version=2)),
        ("digits in upper case", "bad_text", dict(a, proof=a["proof"].upper())),
        ("an input without 0x", "bad_text",
         dict(a, public_inputs=[a["public_inputs"][0][2:], *a["public_inputs"][1:]])),
        ("a digest of 63 bytes", "bad_text", dict(a, digest=a["digest"][2:])),
        ("no digest", "bad_member", {k: v for k, v in a.items() if k != "digest"}),
        ("a member that does not belong there", "bad_member", dict(a, note="")),
        ("the version is text", "bad_member", dict(a, version="1")),
    ]


def main():
    files = [sample(number) for number in range(3)]
    cases = [{"name": f"sample {i}", "valid": True, "file": file} for i, file in enumerate(files)]
    cases += [{"name": name, "valid": False, "error": error, "file": file}
              for name, error, file in refused(files[0], files[1])]
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    sys.stdout.write(f'{{\n "origin": {json.dumps(ORIGIN)},\n "cases": [\n{lines}\n ]\n}}\n')


if __name__ == "__main__":
    main()
