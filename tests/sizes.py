"""How much of a fault, a race or a page is tried: a sample by `make test`, all of it by `make verify`.

TEST_SIZE is read here and nowhere else; sample and full run are the same code.
"""

import os
from typing import TypeVar

Size = TypeVar("Size")

IS_FULL = os.environ.get("TEST_SIZE", "sample") == "full"


def pick(*, sample: Size, full: Size) -> Size:
    """The one of two sizes that this run wants."""
    return full if IS_FULL else sample


# Phone, tablet and desk screen; the sample takes the phone, where most citizens are.
WIDTHS = pick(sample=(360,), full=(360, 768, 1440))
