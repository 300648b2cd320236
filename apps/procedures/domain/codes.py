"""The key of a procedure is its code, never its title: 345 rows of the national list share a title with another."""

from __future__ import annotations

import re

from apps.procedures.domain.cleaning import clean_line

# National code, optionally with the local tail of a province (QĐ 20/2020/QĐ-TTg).
_CODE = re.compile(r"\d\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.H\d{2}|\.H\d{2})?", re.ASCII)


class CodeRefused(ValueError):
    """This is no code. `given` is what stood there."""

    def __init__(self, *, given: str) -> None:
        super().__init__(given)
        self.given = given


def code_of(given: object) -> str:
    """The code as it should be written; blanks around it are forgiven, anything else is refused by name."""
    text = clean_line(given) if isinstance(given, str) else ""
    if not _CODE.fullmatch(text):
        raise CodeRefused(given=given[:80] if isinstance(given, str) else "")
    return text
