"""Messages between a process and its child: a length of eight bytes, then that many bytes."""

import socket


def send(line: socket.socket, message: bytes) -> None:
    line.sendall(len(message).to_bytes(8, "big"))
    line.sendall(message)


def receive(line: socket.socket, largest: int) -> bytes:
    size = int.from_bytes(_exactly(line, 8), "big")
    if size > largest:
        raise ValueError(f"a message of {size} bytes")
    return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    parts, missing = [], size
    while missing:
        part = line.recv(min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
