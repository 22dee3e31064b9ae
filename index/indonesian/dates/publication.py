"""When an article was published: the value, apart from the reading of texts that may give it."""

from typing import Literal, NamedTuple

from telusur.index.indonesian.dates.interval import Interval

Basis = Literal["given", "page", "dateline", "inferred"]


class Published(NamedTuple):
    """When an article was published, and how that is known.

    Attributes:
        interval: one day, or for an inferred date the days that it may have been.
        basis: `"given"` by the user, from the `"page"`'s metadata, a `"dateline"` in the text, or
            `"inferred"` from the dates that the text mentions.
    """

    interval: Interval
    basis: Basis
