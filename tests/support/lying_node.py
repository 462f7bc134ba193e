"""What stands between a wallet and its node, and is not honest."""

import base64
import contextlib
import hashlib
import http.client
import json
import socket
import struct
import threading

_WEBSOCKET = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class LyingNode:
    """Passes calls on to a node, and lies where a test's subclass does. Has a node's `programs`
    and `url`, so that a wallet can be pointed at it."""

    def __init__(self, node):
        self.node, self.programs = node, node.programs
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """From now on nobody can connect."""
        # A thread that waits in accept() would keep the port.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def answer(self, request):
        """The reply to a call; None cuts the line."""
        return self.passed_on(request)

    def close_reason(self):
        """What it says when it ends a WebSocket, which it does at once."""
        return b""

    def passed_on(self, request):
        """The node's reply."""
        connection = http.client.HTTPConnection(self.node.url.removeprefix("http://").rstrip("/"))
        connection.request("POST", "/", json.dumps(request),
                           {"Content-Type": "application/json"})
        reply = json.loads(connection.getresponse().read())
        connection.close()
        return reply

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                peer = self._listener.accept()[0]
                threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer):
        with peer, peer.makefile("rb") as stream:
            while stream.readline():
                head = http.client.parse_headers(stream)
                if "Sec-WebSocket-Key" in head:
                    peer.sendall(_websocket_closed(head["Sec-WebSocket-Key"], self.close_reason()))
                    return
                reply = self.answer(json.loads(stream.read(int(head["Content-Length"]))))
                if reply is None:
                    return
                text = json.dumps(reply).encode()
                peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             b"Content-Length: %d\r\n\r\n" % len(text) + text)


def _websocket_closed(key, reason):
    """A handshake's answer, and the end of what it began (RFC 6455, sections 4.2.2 and 5.5.1)."""
    accepted = base64.b64encode(hashlib.sha1(key.encode() + _WEBSOCKET).digest())
    content = struct.pack(">H", 1000) + reason
    return (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accepted + b"\r\n\r\n"
            + bytes([0x88, len(content)]) + content)
