"""A port that leads to another one, and can be made to swallow everything without a word.

The manager of the tests listens on loopback, since it asks nobody who they are; Pods reach it through one of these.
"""

from __future__ import annotations

import contextlib
import socket
import threading

CHUNK = 64 * 1024


class Forwarder:
    """Listens at once. `mute` lets connections stand and nothing through, as a cut cable does."""

    def __init__(self, host: str, target: tuple[str, int]) -> None:
        self.accepted = 0
        self._target = target
        self._through = threading.Event()
        self._through.set()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((host, 0), backlog=256)
        self.address: tuple[str, int] = self._listener.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def mute(self) -> None:
        self._through.clear()

    def unmute(self) -> None:
        """Only new connections work again: what was swallowed is gone."""
        self._drop()
        self._through.set()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._through.set()
        self._drop()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        try:
            server = socket.create_connection(self._target, 10)
        except OSError:
            caller.close()
            return
        server.settimeout(None)
        self._open |= {caller, server}
        back = threading.Thread(target=self._pump, args=(server, caller), daemon=True)
        back.start()
        self._pump(caller, server)
        back.join()
        self._open -= {caller, server}
        caller.close()
        server.close()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                self._through.wait()
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        for end in list(self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
