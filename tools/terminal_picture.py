"""Draws the output of a command in a terminal, read from standard input, as an SVG.

README's picture, of a library of the seeds, where ASKED is
`telusur search "berapa tentara Korea Utara dikirim ke Rusia" -n 2 --passages 1`:
`script -qc "stty cols 96; ASKED 2>/dev/null" /dev/null`, piped to
`python tools/terminal_picture.py 'ASKED' > docs/search.svg`.
"""

import re
import sys
from html import escape

CHARACTER_WIDTH, LINE_HEIGHT, MARGIN = 8.4, 19, 16
COLORS = {"31": "#ff7b72", "36": "#79c0ff"}
STYLE = re.compile(r"\x1b\[([\d;]*)m")


def spans(line: str) -> list[tuple[str, str]]:
    """Cut a line with SGR escapes into (attributes, text)."""
    found, bold, color, position = [], False, "", 0
    for match in [*STYLE.finditer(line), None]:
        text = line[position : match.start() if match else len(line)]
        if text:
            weight = ' font-weight="bold"' if bold else ""
            found.append((f' fill="{color or "#e6edf3"}"{weight}', text))
        if match:
            for code in match.group(1).split(";"):
                bold = code == "1" or (bold and code != "0")
                color = COLORS.get(code, "" if code == "0" else color)
            position = match.end()
    return found


def picture(command: str, output: str) -> str:
    """Return the SVG of a command line with what it printed."""
    lines = [f"$ {command}", *output.replace("\r", "").rstrip("\n").split("\n")]
    width = max(len(STYLE.sub("", line)) for line in lines) * CHARACTER_WIDTH + 2 * MARGIN
    height = len(lines) * LINE_HEIGHT + 2 * MARGIN
    rows = []
    for number, line in enumerate(lines):
        parts = "".join(f"<tspan{look}>{escape(text)}</tspan>" for look, text in spans(line))
        baseline = MARGIN + (number + 0.75) * LINE_HEIGHT
        rows.append(f'<text x="{MARGIN}" y="{baseline:g}" xml:space="preserve">{parts}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}"'
        ' font-family="ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">'
        f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>{"".join(rows)}</svg>\n'
    )


if __name__ == "__main__":
    sys.stdout.write(picture(sys.argv[1], sys.stdin.read()))
