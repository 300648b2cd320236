"""Letters that go with a result because of what it is about, not because of how it was served."""

from __future__ import annotations

from enum import StrEnum


class Courtesy(StrEnum):
    """Thư chúc mừng (a birth, a marriage, an adoption) and thư chia buồn (a death)."""

    CONGRATULATION = "congratulation"
    CONDOLENCE = "condolence"
