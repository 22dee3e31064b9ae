"""A proxy that can stop forwarding, as a network does that stalls."""

import socket
import threading
from contextlib import suppress


class Proxy:
    """Forwards connections to a host; use it in a `with` statement."""

    def __init__(self, host: str) -> None:
        """Listen on loopback.

        Args:
            host: where connections go, as `host:port`.
        """
        name, _, port = host.rpartition(":")
        self._target = (name, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = [self._listener]
        self._forwards = threading.Event()
        self._forwards.set()
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._forwards.set()
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def stall(self) -> None:
        """Forward nothing from now on; connections stay open."""
        self._forwards.clear()

    def _accept(self) -> None:
        while True:
            try:
                client = self._listener.accept()[0]
                server = socket.create_connection(self._target)
            except OSError:
                return
            self._sockets += [client, server]
            for pair in ((client, server), (server, client)):
                threading.Thread(target=self._forward, args=pair, daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(65_536):
                self._forwards.wait()
                target.sendall(content)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)
