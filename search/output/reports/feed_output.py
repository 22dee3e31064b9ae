"""Shows the feeds that are followed: lines for people, fields for JSON."""

from datetime import UTC, datetime
from typing import Any

from telusur.index.feeds.feed import Feed
from telusur.index.translation import gettext, ngettext
from telusur.search.output.date_format import moment_as_text


def feed_name(feed: Feed) -> str:
    """Return the address of a feed, and its title if it has one."""
    return f"{feed.url}  {feed.title}".rstrip()


def feed_lines(feed: Feed) -> list[str]:
    """Return the lines that show a feed: its name, what went wrong, and when it is read.

    Args:
        feed: the feed.
    """
    lines = [feed_name(feed)]
    if feed.gone:
        return [*lines, f"    {feed.failure}"]
    if feed.failures:
        lines.append(
            "    "
            + ngettext(
                "failed {count} time: {why}", "failed {count} times: {why}", feed.failures,
                why=feed.failure,
            )
        )  # fmt: skip
    last = _time(feed.fetched) if feed.fetched else gettext("never")
    due = _time(feed.due) if feed.due else gettext("now")
    lines.append("    " + gettext("last read: {last}; next: {next}", last=last, next=due))
    return lines


def feed_fields(feed: Feed) -> dict[str, Any]:
    """Return a feed as the fields of a JSON object.

    Args:
        feed: the feed.
    """
    return {
        "url": feed.url,
        "title": feed.title,
        "kind": feed.kind,
        "whole": feed.whole,
        "fetched": _stamp(feed.fetched),
        "due": None if feed.gone else _stamp(feed.due),
        "failures": feed.failures,
        "failure": str(feed.failure or ""),
        "gone": feed.gone,
    }


def _time(seconds: float) -> str:
    return moment_as_text(datetime.fromtimestamp(seconds, UTC))


def _stamp(seconds: float) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else None
