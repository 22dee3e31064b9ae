"""What the person who adds articles says of them all, and of how they are to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from telusur.index.indonesian.dates.publication import Published


@dataclass(frozen=True)
class Given:
    """Holds for every article that does not say otherwise itself."""

    published: Published | None = None
    countries: tuple[str, ...] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the input calls a field, by the field's name: `{"title": "judul"}`."""
    allow_private: bool = False
    """Whether addresses in private networks may be fetched."""
    processes: int = 1
    """How many processes may make articles of a long file; a stream is read by one. With more than
    one, a program has to guard what it does by `if __name__ == "__main__"`, as `multiprocessing`
    needs it."""

    def fields(self, published: Published | None = None) -> "GivenFields":
        """The same as arguments of `make_article`.

        Args:
            published: what the input itself says, which counts for more.
        """
        return {"published": published or self.published, "countries": self.countries}


class GivenFields(TypedDict):
    """Arguments of `make_article` that can be given for many articles at once."""

    published: Published | None
    countries: tuple[str, ...] | None
