"""The promise of one dossier as a page shows it: the leaf, the sentence, the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.status import OPEN
from apps.dossiers.domain.sums import Row
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import ClockBadge
from apps.officials.selectors import work_calendar
from apps.portal.labels.story import SORRY, position_words, promise_words

LEAVES = {"soon": "soon", "late": "late", "pause": "pause"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A promise that still runs; `kind` colours the leaf."""

    date: date
    kind: str
    say: str
    sorry: str
    position: str
    sums: tuple[Row, ...]
    sentence: str
    is_confirmed: bool


def clock(*, dossier: Dossier, at: datetime) -> ClockBadge | None:
    """The round badge of one dossier."""
    return dossiers.clock_of(dossier=dossier, at=at, calendar=work_calendar(agency=dossier.agency, at=at))


def promise(*, dossier: Dossier, badge: ClockBadge | None) -> Shown | None:
    """The promise while it runs: before reception there is none, afterwards it is history."""
    if dossier.due_at is None or dossier.status not in OPEN or dossier.paused_at is not None:
        return None
    explanation = Explanation.from_json(dossier.promise)
    return Shown(
        date=timezone.localdate(dossier.due_at),
        kind=LEAVES.get(badge.kind, "") if badge else "",
        say=promise_words(dossier.due_at, is_extended=dossier.extended_at is not None),
        sorry=str(SORRY) if badge and badge.kind == "late" else "",
        position=position_words(dossier.holder.position) if dossier.holder else "",
        sums=explanation.rows(),
        sentence=explanation.sentence(),
        is_confirmed=explanation.confirmed,
    )
