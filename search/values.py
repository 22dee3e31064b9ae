"""Values: small immutable classes whose instances are equal where class and attributes are.

Like frozen dataclasses, without the code that those generate and compile for each class: a search
from the command line would wait for it longer than for the evaluation of its query.
"""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**how):
        return lambda decorator: decorator


_Class = TypeVar("_Class")
