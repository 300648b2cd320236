"""The cases (trường hợp) of a procedure: those its record lists with a time, and those its papers are grouped by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.core.folding import fold
from apps.procedures.domain.doubts import Doubt, Review
from apps.procedures.domain.times import read_time
from apps.worktime import Allowance


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One case: what it is called, its time as written, and typed where certain."""

    name: str
    time_text: str = ""
    time: Allowance | None = None


# Where channels and cases contradict each other, nobody knows which of them is wrong.
_TOLD_OTHERWISE = frozenset({Doubt.CASE_DISAGREES, Doubt.CHANNELS_DISAGREE, Doubt.NOTE_DISAGREES})


def cases_of(
    *, title: str, listed: Iterable[Mapping[str, Any]], headings: Iterable[str], reviews: Iterable[Review]
) -> tuple[CaseFact, ...]:
    """Every case somebody has to choose between, each once; none where the only case is the procedure itself."""
    is_doubtful = any(review.doubt in _TOLD_OTHERWISE for review in reviews)
    timed: dict[str, list[CaseFact]] = {}
    for row in listed:
        time = None if is_doubtful else read_time(row["time"]).time
        fact = CaseFact(name=row["name"], time_text=row["time"], time=time)
        timed.setdefault(fold(row["name"]), []).append(fact)
    if set(timed) <= {fold(title), ""}:
        # Several rows under the procedure's own name are no cases anybody could tell apart.
        timed = {}
    found = {key: _one(facts) for key, facts in timed.items() if key}
    for heading in headings:
        found.setdefault(fold(heading), CaseFact(name=heading))
    return tuple(found.values())


def _one(facts: list[CaseFact]) -> CaseFact:
    """One case of rows with one name; it keeps a time only if they all say the same."""
    first = facts[0]
    if len({fact.time for fact in facts}) == 1:
        return first
    return CaseFact(name=first.name, time_text="; ".join(dict.fromkeys(fact.time_text for fact in facts)))
