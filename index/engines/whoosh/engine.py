"""The engine over Whoosh: one index in a folder."""

from contextlib import AbstractContextManager, suppress
from pathlib import Path

from telusur.index.engines.engine import EngineName
from telusur.index.engines.whoosh.reader import WhooshReader, damage_noticed
from telusur.index.engines.whoosh.schema import FORMAT_VERSION
from telusur.index.engines.whoosh.storage import IndexStorage
from telusur.index.engines.whoosh.writer import WhooshWriter, writing
from telusur.index.errors import IndexDamagedError

_ATTEMPTS = 10


class WhooshEngine:
    """The index of one library in a folder; see `engine.Engine`.

    Whoosh's files are pickle, and reading pickle runs whatever code it asks for. So the folder must
    be one that nobody but its user could have written to: a cache of their own, never part of a
    library that somebody may have sent them. It is created for its owner alone, and nothing is read
    in a folder that others may write to.
    """

    def __init__(self, folder: Path) -> None:
        """Name a folder; nothing is read or created yet.

        Args:
            folder: where the index is kept, in the cache of the user.
        """
        self._folder = folder

    @property
    def name(self) -> EngineName:
        """What it is called in options and sentences."""
        return "whoosh"

    @property
    def format_version(self) -> int:
        """The version of its fields that it writes."""
        return FORMAT_VERSION

    def reader(self) -> WhooshReader:
        """Open the present state of the index.

        Raises:
            IndexDamagedError: there is none, it is damaged, or of another format.
        """
        if not self._folder.exists():
            raise IndexDamagedError("there was no index")
        for _ in range(_ATTEMPTS):
            generation = IndexStorage(self._folder).generation()
            try:
                return WhooshReader(IndexStorage(self._folder))
            except IndexDamagedError:
                # Files that a commit removed just now are no damage.
                if IndexStorage(self._folder).generation() == generation:
                    raise
        return WhooshReader(IndexStorage(self._folder))

    def writer(self, *, anew: bool) -> AbstractContextManager[WhooshWriter]:
        """Open the index for changes, which are dropped unless they are committed.

        Args:
            anew: whether to begin with an empty index, whatever is there.

        Raises:
            IndexDamagedError: there is no usable index, and it is not to be made anew.
            OSError: it cannot be written.
        """
        return writing(IndexStorage(self._folder), anew=anew)

    def verify(self) -> None:
        """Read every byte of the index and compare it with its checksum.

        Raises:
            IndexDamagedError: something is missing or damaged.
        """
        with damage_noticed():
            IndexStorage(self._folder).check(thoroughly=True)
        self.reader()

    def size(self) -> int:
        """Return how many bytes the index takes."""
        total = 0
        for path in IndexStorage(self._folder).files():
            with suppress(FileNotFoundError):  # a writer beside us has merged it away
                total += path.stat().st_size
        return total
