"""A question in, ranked and highlighted articles out.

The package shares its name with the function that `telusur` exports, so that it must be callable:
whoever writes `from telusur import search` after a part of this package was imported gets the
package, and calls the function through it.
"""

import sys
from types import ModuleType


class _CallablePackage(ModuleType):
    def __call__(self, *arguments: object, **options: object) -> object:
        """Search a library; see `telusur.search.searcher.search`."""
        from telusur.search import searcher

        return searcher.search(*arguments, **options)  # type: ignore[arg-type]


sys.modules[__name__].__class__ = _CallablePackage
