"""Reads the countries that stand after `negara:`."""

from telusur.index.indonesian.countries.detection import country_code


def read_countries(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that a name stands for: one, or several between blanks.

    Args:
        name: what was typed, its words separated by blanks.

    Returns:
        The codes, each once; none if a part of the name is no country's.
    """
    codes = [country_code(one) for one in ([name] if country_code(name) else name.split())]
    known = tuple(dict.fromkeys(code for code in codes if code))
    return known if all(codes) else ()
