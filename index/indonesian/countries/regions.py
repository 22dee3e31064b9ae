"""Regions and unions by name: the countries that *ASEAN* or *Timur Tengah* stands for."""

from functools import cache

from telusur.index.indonesian.countries.detection import country_code, name_key
from telusur.index.indonesian.wordlists import read_rows


def countries_called(name: str) -> tuple[str, ...]:
    """Return the countries that a name stands for.

    Args:
        name: a country in any usual way, or a region or union, Indonesian or English.

    Returns:
        ISO 3166-1 alpha-2 codes; none if nothing is called so.
    """
    region = _regions().get(name_key(name))
    if region:
        return region
    code = country_code(name)
    return (code,) if code else ()


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """The countries of each region, by its folded names."""
    return {
        name_key(name): tuple(codes.split())
        for names, codes in read_rows("regions.tsv")
        for name in names.split(",")
    }
