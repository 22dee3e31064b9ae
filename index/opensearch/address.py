"""Where a library in a cluster is, and who asks: `opensearch+https://user@host:port/name`."""

import os
import re
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from telusur.index.errors import InputError, LibraryError

PASSWORD_VARIABLE: Final = "TELUSUR_OPENSEARCH_PASSWORD"

_SCHEMES: Final = {"opensearch": False, "opensearch+https": True}
_PORT: Final = 9200
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
_LIKE_AN_INDEX: Final = re.compile(r".*[-.]([0-9]+|userdata)")
_FORM: Final = "opensearch://host:9200/name or opensearch+https://user@host/name"


class Address(NamedTuple):
    """Where a library is in a cluster."""

    tls: bool
    hosts: tuple[tuple[str, int], ...]
    """Nodes that may be asked, each with its port."""
    user: str | None
    name: str
    """The alias under which the library's index is found."""

    def __str__(self) -> str:
        """How it is written, without the user."""
        scheme = "opensearch+https" if self.tls else "opensearch"
        hosts = ",".join(map(self.host, range(len(self.hosts))))
        return f"{scheme}://{hosts}/{self.name}"

    def host(self, index: int) -> str:
        """Return how one of the hosts is written, with its port."""
        name, port = self.hosts[index]
        return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def parse_address(typed: str) -> Address:
    """Read an address.

    Args:
        typed: what was typed; it may name several hosts, between commas.

    Raises:
        InputError: it is none.
    """
    scheme, _, rest = typed.partition("://")
    scheme = scheme.lower()
    if scheme not in _SCHEMES:
        raise InputError(
            '"{scheme}://" is not a library: name a folder, or {form}.', scheme=scheme, form=_FORM
        )
    # What stands before the last "@" is never repeated: it may be a password with a slash.
    login, at, rest = rest.rpartition("@")
    if ":" in login:
        raise InputError(
            "A password does not belong in a library's address, where others may read "
            "it: set {variable}, or write it in your netrc file.",
            variable=PASSWORD_VARIABLE,
        )
    hosts, _, name = rest.partition("/")
    name = name.rstrip("/")
    if not name:
        raise InputError(
            "The address of a cluster names no library: write one behind it, as in {form}.",
            form=_FORM,
        )
    if not _NAME.fullmatch(name) or _LIKE_AN_INDEX.fullmatch(name):
        raise InputError(
            '"{name}" cannot be the name of a library in a cluster: it takes up to 100 small '
            "letters, digits, hyphens, dots and underscores, begins with a letter or a digit, and "
            "does not end in -1, .2 or the like.",
            name=name,
        )
    if at and not _SCHEMES[scheme]:
        raise InputError(
            "A password is sent to a cluster only over TLS: write opensearch+https:// where the "
            "address names a user."
        )
    user = unquote(login) if at else None
    return Address(_SCHEMES[scheme], tuple(map(_host, hosts.split(","))), user, name)


def password_of(address: Address) -> str | None:
    """Return the password of an address's user: the environment's, or that of the netrc file.

    Raises:
        LibraryError: there is none.
    """
    if address.user is None:
        return None
    password = os.environ.get(PASSWORD_VARIABLE)
    if password is None:
        password = _password_in_netrc(address)
    if password is None:
        raise LibraryError(
            'There is no password for the user "{user}" of {address}: set '
            "{variable}, or write it in your netrc file.",
            user=address.user,
            address=address,
            variable=PASSWORD_VARIABLE,
        )
    return password


def _password_in_netrc(address: Address) -> str | None:
    from netrc import NetrcParseError, netrc

    path = os.environ.get("NETRC") or Path("~/.netrc").expanduser()
    try:
        entries = netrc(path)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, NetrcParseError) as error:
        # What the parser complains of may be the password itself.
        raise LibraryError(
            "{path} cannot be read as a netrc file: make sure that it is well-formed and that "
            "nobody else can read it.",
            path=path,
        ) from error
    for host, _ in address.hosts:
        login = entries.authenticators(host)
        if login is not None and login[0] == address.user:
            return login[2]
    return None


def _host(written: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{written}")
        name, port = parts.hostname, parts.port
        if name and port != 0 and _is_printable_word(written):
            name.encode("idna")  # as whoever looks it up will
            return name, port or _PORT
    except ValueError:
        pass
    raise InputError(
        '"{written}" is not a host: a library in a cluster is {form}.', written=written, form=_FORM
    )


def _is_printable_word(text: str) -> bool:
    return text.isprintable() and " " not in text
