"""How many edits turn one word into another, as far as they are few."""


def within(one: str, other: str, most: int) -> int | None:
    """Return the edit distance of two words if it is small enough.

    An edit takes a letter away, adds one, replaces one or swaps two neighbours; no letter is edited
    twice (Damerau, "A technique for computer detection and correction of spelling errors", 1964;
    the bound follows Ukkonen, "Algorithms for approximate string matching", 1985).

    Args:
        one: a word.
        other: another one.
        most: the largest distance of interest.

    Returns:
        The distance, or None if it is larger than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return None
    start, end, other_end = 0, len(one), len(other)
    while start < min(end, other_end) and one[start] == other[start]:
        start += 1
    while start < min(end, other_end) and one[end - 1] == other[other_end - 1]:
        end -= 1
        other_end -= 1
    return _bounded(one[start:end], other[start:other_end], most)


def _bounded(one: str, other: str, most: int) -> int | None:
    """Fill the table of distances row by row, no further from its diagonal than `most`."""
    too_many = most + 1
    width = len(other)
    before = [0] * (width + 1)
    row = [min(column, too_many) for column in range(width + 1)]
    for number, letter in enumerate(one, 1):
        first, last = max(1, number - most), min(width, number + most)
        following = [too_many] * (width + 1)
        following[0] = min(number, too_many)
        for column in range(first, last + 1):
            wanted = other[column - 1]
            distance = min(
                row[column] + 1, following[column - 1] + 1, row[column - 1] + (letter != wanted)
            )
            if number > 1 < column and letter == other[column - 2] and one[number - 2] == wanted:
                distance = min(distance, before[column - 2] + 1)
            following[column] = min(distance, too_many)
        if min(following) > most and min(row) >= most:
            return None
        before, row = row, following
    return row[width] if row[width] <= most else None
