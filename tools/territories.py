"""Writes `index/indonesian/data/territories.tsv`: every ISO 3166-1 country with its CLDR names.

Run it by hand when CLDR has a new release: `pip install babel`, then `python tools/territories.py`.
"""

from pathlib import Path

import babel
from babel import Locale

TARGET = Path(__file__).parent.parent / "index" / "indonesian" / "data" / "territories.tsv"

# Two-letter codes in CLDR that are not countries in ISO 3166-1: exceptional reservations, parts of
# countries, groupings and pseudo-regions. XK (Kosovo) is kept: it is what everybody writes.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

HEADER = f"""\
# Countries: ISO 3166-1 alpha-2 code, Indonesian name, English name; by tools/territories.py.
# Origin: Unicode CLDR, locales `id` and `en`, as packaged in Babel {babel.__version__}.
# Copyright (c) 1991-2025 Unicode, Inc. Licence: Unicode-3.0 (https://www.unicode.org/license.txt).
"""


def main() -> None:
    """Write the table, one country a line, by code."""
    indonesian, english = Locale("id").territories, Locale("en").territories
    codes = [
        code
        for code in sorted(map(str, english))
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    ]
    rows = "".join(f"{code}\t{indonesian[code]}\t{english[code]}\n" for code in codes)
    TARGET.write_text(HEADER + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
