"""Something that must not be reached: it notes who connects, and answers with a word."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

SECRET = b"hemligt"
"""What anybody hears who gets through."""


class Listener:
    """A socket with its thread, closed at the end of the block."""

    def __init__(self, path: Path | None = None) -> None:
        self.reached = threading.Event()
        if path is None:
            self._socket = socket.create_server(("127.0.0.1", 0))
            self.port = int(self._socket.getsockname()[1])
        else:
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.bind(str(path))
            self._socket.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        try:
            while True:
                with self._socket.accept()[0] as guest, suppress(ConnectionError):
                    self.reached.set()
                    guest.sendall(SECRET)
        except OSError:
            return

    def __enter__(self) -> "Listener":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        # Closing alone leaves a thread in accept where it is.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        return int(made.getsockname()[1])


def heard(port: int, ask: bytes = b"") -> bytes:
    """What comes from a port until it is closed."""
    came = b""
    with socket.create_connection(("127.0.0.1", port), 10) as asked:
        asked.sendall(ask)
        while piece := asked.recv(4096):
            came += piece
            if SECRET in came:
                break
    return came
