"""The parts that a procedure must have to be one (NĐ 63/2010/NĐ-CP, Điều 8): which of them a wording lacks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from apps.procedures.domain.cleaning import Json


class LawfulPart(StrEnum):
    """The eight parts of Điều 8, in its order. Forms, fees and conditions are asked for only where they apply."""

    NAME = "name"
    STEPS = "steps"
    CHANNELS = "channels"
    DOCUMENTS = "documents"
    TIME = "time"
    SUBJECTS = "subjects"
    AUTHORITY = "authority"
    RESULT = "result"


_COLUMNS: dict[LawfulPart, str] = {
    LawfulPart.NAME: "name",
    LawfulPart.STEPS: "steps",
    LawfulPart.CHANNELS: "channels",
    LawfulPart.DOCUMENTS: "documents",
    LawfulPart.SUBJECTS: "subjects",
    LawfulPart.AUTHORITY: "agency",
    LawfulPart.RESULT: "results",
}


def lacking(*, content: Mapping[str, Json], says_time: bool) -> tuple[LawfulPart, ...]:
    """The parts that nobody wrote, in the order of the law."""
    missing = {part for part, column in _COLUMNS.items() if not content.get(column)}
    if not says_time:
        missing.add(LawfulPart.TIME)
    return tuple(part for part in LawfulPart if part in missing)
