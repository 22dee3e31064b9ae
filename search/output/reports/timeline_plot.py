"""Draws a timeline as a picture, SVG or PNG, with matplotlib: the extra `telusur[plot]`."""

import io
import sys
import warnings
from html import escape
from typing import Final, Literal

from telusur.index.errors import InputError
from telusur.index.translation import gettext, number
from telusur.search.counting.timeline import Timeline
from telusur.search.output.date_format import period_as_text
from telusur.search.output.reports.timeline_output import name_of, percent, undated_sentence

PictureFormat = Literal["svg", "png"]

_COLORS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
"""Told apart by the colour-blind as well: Okabe and Ito, "Color Universal Design", 2008."""

_MARKERS: Final = "os^Dv*"

_INCHES: Final = (8, 4)
_DOTS_PER_INCH: Final = 150
_MAX_BARS: Final = 120


def timeline_as_picture(
    timeline: Timeline, picture_format: PictureFormat, *, shares: bool
) -> bytes:
    """Return the file of a picture: bars for one query, lines for several.

    An SVG has its title, and all values as its description, for who cannot see it.

    Args:
        timeline: the timeline.
        picture_format: the format of the file.
        shares: whether it shows shares of all articles instead of counts.

    Raises:
        InputError: matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator, PercentFormatter
    except ImportError as error:
        raise InputError(
            f"A picture needs more than is installed: {sys.executable} -m pip install"
            ' "telusur[plot]"'
        ) from error
    title = _title(timeline, shares=shares)
    # Text stays text, for screen readers and for who edits the picture; and the same timeline is
    # the same file.
    with (
        matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "telusur"}),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # no font has all characters
        figure = Figure(figsize=_INCHES, layout="constrained")
        axes = figure.add_subplot()
        labels = [period_as_text(timeline.unit, period) for period in timeline.periods]
        positions = range(len(labels))
        bars = len(timeline.series) == 1 and len(labels) <= _MAX_BARS
        for order, series in enumerate(timeline.series):
            values = [
                float("nan") if value is None else value
                for value in (timeline.shares(series) if shares else series.counts)
            ]
            color = _COLORS[order % len(_COLORS)]
            if bars:
                axes.bar(positions, values, color=color)
            else:
                # A dollar sign would begin a formula.
                name = name_of(series).replace("$", r"\$")
                marker = _MARKERS[order % len(_MARKERS)]
                axes.plot(positions, values, color=color, marker=marker, markersize=4, label=name)
        step = max(1, -(-len(labels) // 12))
        axes.set_xticks(positions[::step], labels[::step], rotation=30, ha="right")
        axes.set_ylim(bottom=0)
        if shares:
            axes.yaxis.set_major_formatter(PercentFormatter(1.0))
        else:
            axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_title(title.replace("$", r"\$"), loc="left", fontsize="medium", wrap=True)
        if not bars and labels:
            axes.legend(frameon=False)
        file = io.BytesIO()
        metadata = {"Date": None} if picture_format == "svg" else {"Title": title}
        figure.savefig(file, format=picture_format, dpi=_DOTS_PER_INCH, metadata=metadata)
    drawn = file.getvalue()
    return _described(drawn, title, timeline) if picture_format == "svg" else drawn


def _title(timeline: Timeline, *, shares: bool) -> str:
    names = ", ".join(map(name_of, timeline.series))
    what = gettext("share of all articles") if shares else gettext("articles")
    return f"{names}: {what}"


def _described(drawn: bytes, title: str, timeline: Timeline) -> bytes:
    """Say in an SVG what it shows, as accessible SVG does: https://www.w3.org/TR/svg-aam-1.0/."""
    lines = []
    for series in timeline.series:
        rows = zip(timeline.periods, series.counts, timeline.shares(series), strict=True)
        lines += [
            f"{name_of(series)}, {period_as_text(timeline.unit, period)}:"
            f" {number(count)} ({percent(share)})"
            for period, count, share in rows
        ]
        lines.append(undated_sentence(timeline, series))
    description = "\n".join(filter(None, lines))
    head, opening, rest = drawn.decode().partition("<svg ")
    attributes, _, body = rest.partition(">")
    return (
        f'{head}{opening}role="img" aria-labelledby="title description" {attributes}>\n'
        f' <title id="title">{escape(title)}</title>\n'
        f' <desc id="description">{escape(description)}</desc>{body}'
    ).encode()
