"""When a feed is asked next: what servers say of it, and patience with those that fail."""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

USUAL_SECONDS: Final = 1_800.0
"""How often a feed is asked that says nothing of it."""

MIN_SECONDS: Final = 300.0
MAX_SECONDS: Final = 86_400.0

_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def seconds_until_next(headers: Mapping[str, str], ttl: float | None) -> float:
    """Return how long a feed need not be asked after it has answered, in seconds.

    Args:
        headers: those of the answer, by their names in small letters; `Cache-Control` counts
            (RFC 9111, 5.2.2).
        ttl: what the feed itself says, in seconds (RSS 2.0, `ttl`); None where it says nothing.
    """
    told = [] if ttl is None else [ttl]
    max_age = _MAX_AGE.search(headers.get("cache-control", ""))
    if max_age:
        told.append(float(max_age[1]) - _number(headers.get("age", "")))
    longest = max(told, default=0.0)
    return _within_bounds(longest if longest > 0 else USUAL_SECONDS)


def seconds_after_failure(failures: int, asked_to_wait: float | None) -> float:
    """Return how long a feed is left alone that has failed, in seconds.

    Args:
        failures: how often it has failed in a row, at least 1; each time doubles it.
        asked_to_wait: what the server asks for; see `retry_after`.
    """
    doubled = MIN_SECONDS * 2.0 ** min(failures - 1, 20)
    return _within_bounds(max(doubled, asked_to_wait or 0.0))


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return how long a server asks to wait, in seconds (RFC 9110, 10.2.3); None if it does not.

    Args:
        headers: those of the answer, by their names in small letters.
        now: the time, in seconds since 1970.
    """
    told = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", told):
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, until.timestamp() - now)


def _within_bounds(seconds: float) -> float:
    return min(MAX_SECONDS, max(MIN_SECONDS, seconds))


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,9}", text.strip()) else 0.0
