"""Whose desk the time of a dossier went to, and to whom its lateness is charged, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.dossiers.domain import attribution
from apps.dossiers.domain.attribution import Passed
from apps.dossiers.labels import STAGE_LABELS, worked_words
from apps.dossiers.models import Dossier, DossierEvent
from apps.worktime import OutsideCalendar, WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """One holder: where, who, for how long in working time, how much of it after the first promise broke."""

    stage: str
    name: str
    time: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The whole way of a dossier by holder; `late` and `charged` are empty while nothing is late."""

    lines: Sequence[HeldLine]
    time: str
    late: str = ""
    charged: str = ""


def held(
    *,
    dossier: Dossier,
    events: Iterable[DossierEvent],
    names: Mapping[int, str],
    calendar: WorkCalendar,
    at: datetime,
) -> Held | None:
    """Who had the dossier how long; None before reception, and for years that the calendar no longer reaches."""
    if dossier.first_late_after is None:
        return None
    stays = attribution.stays(
        events=[Passed(event.at, event.action, event.changes) for event in events], until=dossier.finished_at or at
    )
    late_after = dossier.first_late_after
    try:
        found = attribution.holdings(stays=stays, late_after=late_after, calendar=calendar)
    except OutsideCalendar:
        return None
    is_late = dossier.timeliness == "late" if dossier.finished_at else dossier.paused_at is None
    charge = attribution.charge(stays=stays, late_after=late_after, calendar=calendar) if is_late else None
    return Held(
        lines=[
            HeldLine(
                stage=str(STAGE_LABELS[one.stage]),
                name=names.get(one.holder_id or 0, ""),
                time=worked_words(one.time),
                late=worked_words(one.late) if one.late else "",
            )
            for one in found
        ],
        time=worked_words(sum((one.time for one in found), timedelta())),
        late=worked_words(charge.late) if charge else "",
        charged=names.get(charge.holder_id or 0, str(STAGE_LABELS[charge.stage])) if charge else "",
    )
