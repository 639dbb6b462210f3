"""A small server that speaks the INSTREAM protocol of clamd."""

import socket
import struct
import threading
from contextlib import contextmanager

VIRUS = b"zqvirus"


@contextmanager
def scanner(settings, answer=None, hang=False):
    """Set up a scanner that finds VIRUS, or gives that answer, or accepts connections and says nothing."""
    stopped = threading.Event()
    seen = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        settings.CLAMD_SOCKET, settings.CLAMD_HOST = "", "127.0.0.1"
        settings.CLAMD_PORT = server.getsockname()[1]
        settings.CLAMD_SECONDS = 0.3 if hang else 5
        thread = threading.Thread(target=serve, args=(server, stopped, seen, answer, hang), daemon=True)
        thread.start()
        try:
            yield seen
        finally:
            stopped.set()
            thread.join()
            settings.CLAMD_HOST = ""


def serve(server, stopped, seen, answer, hang):
    while not stopped.is_set():
        try:
            connection, _address = server.accept()
        except TimeoutError:
            continue
        with connection:
            if hang:
                stopped.wait(5)
                return
            content = receive(connection.makefile("rb"))
            seen.append(content)
            found = b"stream: Zq.Test FOUND" if VIRUS in content else b"stream: OK"
            connection.sendall((answer or found) + b"\0")


def receive(stream):
    assert stream.read(10) == b"zINSTREAM\0"
    pieces = []
    while size := struct.unpack("!L", stream.read(4))[0]:
        pieces.append(stream.read(size))
    return b"".join(pieces)
