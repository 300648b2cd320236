"""How much of a file we are ready to unpack and read: a real catalogue stays far below, a bomb never gets there."""

from __future__ import annotations

UNPACKED_BYTES = 200 * 1024 * 1024
ROWS = 200_000
COLUMNS = 80
LONGEST_LINE = 4 * 1024 * 1024


class Unusable(Exception):
    """Nothing can be read from this file; `why` is a key of labels.unusable_words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
