"""What a person answered to the doubts about one wording, as the reading of its cells consults it.

An answer to a doubt about one cell is that cell's reading: the notes and cases beside it still bear witness, and if
they speak against it the procedure is asked about once more. An answer to a doubt about the whole is the promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.doubts import Doubt, What
from apps.worktime import Allowance

# Doubts about the words of one cell alone; every other doubt about a time is about what the whole may promise.
OF_A_CELL = frozenset(
    {Doubt.BARE_NUMBER, Doubt.ZERO, Doubt.NO_SUCH_UNIT, Doubt.BROKEN_DAY, Doubt.LONG_HOURS, Doubt.PROSE}
)
# Raised where the reading of one cell meets its neighbours: another reading may raise or lay them.
OF_NEIGHBOURS = frozenset(
    {
        Doubt.NOTE_DISAGREES,
        Doubt.NOTE_HAS_CASES,
        Doubt.NOTE_HAS_MORE,
        Doubt.CASE_DISAGREES,
        Doubt.SEVERAL_CASES,
        Doubt.CHANNELS_DIFFER,
        Doubt.CHANNELS_DISAGREE,
        Doubt.SEVERAL_TIMES,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A length, an amount in đồng and per what, or neither: it stays as it is written."""

    time: Allowance | None = None
    fee: tuple[int, str] | None = None

    @property
    def keeps_wording(self) -> bool:
        return self.time is None and self.fee is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One doubt of a version, and its answer where somebody has given one."""

    what: What
    doubt: Doubt
    text: str
    answer: Answer | None = None

    @property
    def is_about_the_whole(self) -> bool:
        return self.what is What.TIME and self.doubt not in OF_A_CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What people settled for one version: by cell, and for the whole."""

    times: Mapping[str, Allowance] = field(default_factory=dict)
    fees: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    whole: Allowance | None = None


NO_READINGS = Readings()


def readings_of(asked: Iterable[Asked]) -> Readings:
    """The readings that follow from what was answered, the last answer last.

    No promise for the whole while another doubt about it is open: that one may be the reason not to give it.
    """
    everything = list(asked)
    cells = [one for one in everything if one.answer and not one.is_about_the_whole]
    wholes = [one for one in everything if one.is_about_the_whole]
    promised = [one.answer.time for one in wholes if one.answer and one.answer.time]
    is_open = any(one.answer is None for one in wholes)
    return Readings(
        times={one.text: one.answer.time for one in cells if one.answer and one.answer.time},
        fees={one.text: one.answer.fee for one in cells if one.answer and one.answer.fee},
        whole=promised[-1] if promised and not is_open else None,
    )


def surroundings(content: Mapping[str, Json], *, what: What) -> list[Any]:
    """All that a person reads before answering; where it is the same in the next wording, so is the answer."""
    rows: Any = content.get("channels") or []
    if what is What.FEE:
        return [(row["channel"], row["fees"], row["note"]) for row in rows]
    cases: Any = content.get("cases") or []
    return [[(row["channel"], row["time"], row["note"]) for row in rows], [row["time"] for row in cases]]
