"""The process of a command: what `telusur` and `python -m telusur` run."""

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from typing import Final, NoReturn

_MAX_YOUNG: Final = 100_000
"""How many objects more there are than before when Python looks for garbage among them."""


def run() -> NoReturn:
    """Run the command line, and end at once when it is done."""
    # A short command makes fewer objects, most of them while modules are imported, and hardly any
    # garbage.
    gc.set_threshold(_MAX_YOUNG)
    from telusur.search.cli import main

    try:
        main()
    except SystemExit as end:
        measured = sys.gettrace() or sys.getprofile()
        if measured or threading.active_count() > 1 or not isinstance(end.code, int):
            raise
        # What Python would do after this is to free each object: a tenth of the time of a search.
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # nobody is left to be told
                stream.flush()
        os._exit(end.code)


if __name__ == "__main__":
    run()
