r"""JSON in which nothing steers a terminal: what would is escaped, and means the same.

Half a surrogate pair, which stands for a byte that is no UTF-8 and which many readers of JSON
refuse, becomes the four characters that a shell writes for the byte: `\xff`.
"""

import json
import re

# JSON escapes the C0 controls itself. These are DEL and the C1 controls, the two separators that
# some tools take for line ends, and what turns the direction of text (Unicode UAX #9).
_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BYTES = range(0xDC80, 0xDD00)
"""What Python puts for the bytes from 0x80 that it cannot decode (PEP 383)."""


def json_text(value: object) -> str:
    """Return a value as one line of JSON; characters of other scripts stay as they are."""
    return _STEERING.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point in _BYTES:
        return rf"\\x{point - 0xDC00:02x}"
    return "?" if 0xD800 <= point <= 0xDFFF else f"\\u{point:04x}"
