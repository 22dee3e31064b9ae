"""Connections to hosts of the public internet.

The address that a name resolves to is checked and then connected to, so that a name cannot stand
for a public address while it is checked and for a private one when it is fetched (DNS rebinding).
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from telusur.index.errors import ArticleError
from telusur.index.translation import gettext_noop

_NAT64 = IPv6Network("64:ff9b::/96")


def connect(host: str, port: int, seconds: float, *, allow_private: bool) -> socket.socket:
    """Connect to the first address of a host that may be asked and answers.

    Args:
        host: its name, in ASCII.
        port: the port.
        seconds: how long one address may take to answer.
        allow_private: whether addresses that are not public may be asked.

    Raises:
        ArticleError: there is no such host, or it may not be asked.
        OSError: none of its addresses answers.
    """
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError('there is no host "{host}"', host=host[:80]) from error
    allowed = [one for one in addresses if allow_private or is_public(str(one[4][0]))]
    if not allowed:
        raise ArticleError(
            '"{host}" is in a private network, which is not asked without --allow-private',
            host=host[:80],
        )
    failure: OSError | None = None
    for family, kind, protocol, _, address in allowed[:4]:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(seconds)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure or OSError(gettext_noop("none of its addresses answers"))


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also where one holds another."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _all(ip))


def _all(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The address, or those that are in it; IPv4 mapped into IPv6 is that IPv4 address alone."""
    if isinstance(ip, IPv4Address):
        yield ip
    elif ip.ipv4_mapped:
        yield ip.ipv4_mapped
    elif ip in _NAT64:
        yield IPv4Address(int(ip) & 0xFFFFFFFF)
    else:
        yield ip
        if ip.sixtofour:
            yield ip.sixtofour
        if ip.teredo:
            yield from ip.teredo


def secured(connection: socket.socket, host: str) -> ssl.SSLSocket:
    """Return a connection that will be encrypted, once the caller has shaken hands over it."""
    context = ssl.create_default_context()
    return context.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)


def hang_up(connection: socket.socket) -> None:
    """End a connection that another thread may be reading from."""
    with suppress(OSError):  # the plain socket's, which leaves the encryption's state alone
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
