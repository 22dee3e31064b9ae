"""Serving: the address that the server listens at, the names it is known by, and its end."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import Final

import uvicorn
from telusur.index.errors import InputError, reason_of
from telusur.index.library import Library
from telusur.search.web.application import application

_USUAL_PORTS: Final = (80, 443)
_BACKLOG: Final = 512
_SECONDS_TO_END: Final = 3


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can ask at a host.

    Args:
        host: a name or an IP address.
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Args:
        host: a name or an IP address of this machine.
        port: the port; 0 for any that is free.

    Raises:
        InputError: it cannot be listened there.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(_BACKLOG)
    except (OSError, UnicodeError, OverflowError) as error:
        raise InputError(
            "Nothing can be served at {host}, port {port} ({why}): choose another --port.",
            host=host,
            port=port,
            why=reason_of(error),
        ) from error
    return opened


def known_hosts(host: str, port: int, names: Sequence[str] = ()) -> list[str]:
    """Return what `Host` may say.

    Args:
        host: where the server listens.
        port: the port there.
        names: further names, each with its port unless that is the usual one.
    """
    own = {"127.0.0.1", "localhost", "[::1]"} if is_loopback(host) else {host}
    with_ports = [f"{_bracketed(one)}:{port}" for one in own]
    bare = [_bracketed(one) for one in own] if port in _USUAL_PORTS else []
    return [*sorted(with_ports), *sorted(bare), *names]


def address_of(host: str, port: int) -> str:
    """Return the address of the server, with a slash at its end."""
    return f"http://{_bracketed(host)}:{port}/"


def serve(
    library: Library,
    listener: socket.socket,
    hosts: Sequence[str],
    token: str,
    *,
    private: bool,
    started: Callable[[], None],
) -> None:
    """Answer until interrupted; what is being answered then is finished.

    Args:
        library: the library.
        listener: where requests come in.
        hosts: what `Host` may be.
        token: what writes have to carry.
        private: whether reading takes the token, too.
        started: is called when requests are answered.
    """

    class _Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

    config = uvicorn.Config(
        application(library, hosts, token, private=private),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    _Server(config).run([listener])


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
