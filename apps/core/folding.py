"""One way to write Vietnamese without its marks, used wherever text is searched or sorted."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, no diacritics (đ too), single blanks: «Đăng ký khai sinh» and "dang ky khai sinh" become one."""
    lowered = text.casefold().replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return _BLANKS.sub(" ", bare).strip()
