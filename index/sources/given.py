"""What the person who adds articles says of them all."""

from dataclasses import dataclass
from typing import TypedDict

from index.indonesian.datelines import Published


@dataclass(frozen=True)
class Given:
    """Holds for every article that does not say otherwise itself."""

    published: Published | None = None
    countries: tuple[str, ...] | None = None

    def fields(self) -> "GivenFields":
        """The same as arguments of `make_article`."""
        return {"published": self.published, "countries": self.countries}


class GivenFields(TypedDict):
    """Arguments of `make_article` that can be given for many articles at once."""

    published: Published | None
    countries: tuple[str, ...] | None
