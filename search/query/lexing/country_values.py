"""Reads the countries that stand after `negara:`."""

from telusur.index.indonesian.countries.regions import countries_called


def read_countries(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that a name stands for.

    Args:
        name: what was typed, its words separated by blanks: a country, a region or a union of
            countries, or several of these.

    Returns:
        The codes, each once; none if a part of the name is no country's or region's.
    """
    whole = countries_called(name)
    if whole:
        return whole
    parts = [countries_called(one) for one in name.split()]
    return tuple(dict.fromkeys(code for part in parts for code in part)) if all(parts) else ()
