"""Keeps the catalogues of translations in step with the code.

    python tools/translations.py           # take new messages up, drop old ones, compile
    python tools/translations.py --check   # fail where that would change something

Either fails where a message has no translation. `tools/messages.py` says what a message is.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from messages import ROOT, messages
from telusur.index.translation import DOMAIN, LANGUAGES

CATALOGUES = ROOT / "index" / "locale"

_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""The version control says when a catalogue was changed; dates in it would only conflict."""


def main() -> int:
    """Update or check the catalogues; return 1 where one is out of step or a message is missing."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    template = Catalog(creation_date=_NO_DATE)
    for message, plural in messages().items():
        template.add((message, plural) if plural else message)
    code = 0
    for language in LANGUAGES[1:]:
        source = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        compiled = source.with_suffix(".mo")
        before = _read(source, read_po), _read(compiled, read_mo)
        catalogue = read_po(BytesIO(source.read_bytes()), locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.revision_date = _NO_DATE
        after = dict(_translations(catalogue))
        missing = [message for message, said in after.items() if not said]
        if before != (after, {message: said for message, said in after.items() if said}):
            print(f"{source.relative_to(ROOT)} {'is out of step' if check else 'is updated'}")
            code |= check
            if not check:
                with source.open("wb") as text, compiled.open("wb") as binary:
                    write_po(text, catalogue, width=100, sort_output=True)
                    write_mo(binary, catalogue)
        for message in missing:
            print(f"{source.relative_to(ROOT)}: no translation of {message!r}")
        code |= bool(missing)
    return code


def _read(path: Path, reader: Callable[[BytesIO], Catalog]) -> dict[object, str]:
    return dict(_translations(reader(BytesIO(path.read_bytes())))) if path.exists() else {}


def _translations(catalogue: Catalog) -> Iterator[tuple[object, str]]:
    for message in catalogue:
        said = message.string
        if message.id:
            key = message.id if isinstance(message.id, str) else tuple(message.id)
            yield key, said if isinstance(said, str) else "".join(said or ())


if __name__ == "__main__":
    sys.exit(main())
