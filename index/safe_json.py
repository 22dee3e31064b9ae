"""JSON in which nothing steers a terminal: what would is escaped, and means the same."""

import json
import re

# JSON escapes the C0 controls itself. These are DEL and the C1 controls, the two separators that
# some tools take for line ends, and what turns the direction of text (Unicode UAX #9).
_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def json_text(value: object) -> str:
    """Return a value as one line of JSON; characters of other scripts stay as they are."""
    return _STEERING.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)
    )
