"""What was late in a period, dossier by dossier: since when, where it lay, why, and whether anybody apologised.

The same dossiers as columns 10 and 13 of form II.06a. Lateness is charged as everywhere: to whoever had the file
longest after the promise broke.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from apps.desk.domain.papers import SlipKind
from apps.desk.models import HolderQuestion, Letter
from apps.dossiers.domain.attribution import Passed, charge, stays
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.form_06 import Column, judgement
from apps.reports.domain.terms import Span
from apps.reports.selectors.form_06 import stood_in
from apps.worktime import WorkCalendar

MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """One dossier; `finished_at` None was still open at the end. `stage` and `reason` are empty where nobody knows."""

    agency_id: int
    code: str
    procedure: str
    field: str
    received_at: datetime
    late_after: datetime
    finished_at: datetime | None
    minutes: int
    stage: str
    reason: str
    letter: str
    letter_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """How many dossiers were late for one cause: solved late, and late without being solved yet."""

    code: str
    solved: int
    left: int
    minutes: int


def late_lines(
    *, agency: Agency, span: Span, at: datetime, basis: LateBasis, among: Sequence[int] = ()
) -> list[LateLine]:
    """The list, the oldest broken promise first; six queries whatever its length. `among`: the agencies whose dossiers
    are meant, where it is not this one alone."""
    found = Dossier.objects.filter(agency_id__in=among or [agency.pk])
    rows: list[Any] = []
    for column in (Column.LATE, Column.LEFT_LATE):
        late = stood_in(found=found, span=span, at=at, basis=basis, column=column)
        named = late.annotate(field_name=F("field__name"))
        rows += [(column, dossier) for dossier in named]
    ids = [dossier.pk for _, dossier in rows]
    reasons, letters = _reasons(ids), _letters(ids)
    events = _events(ids)
    calendar = work_calendar(agency=agency, at=at)
    judged_at = judgement(span=span, now=at)
    lines = []
    for column, dossier in rows:
        promise = dossier.first_late_after if basis is LateBasis.ORIGINAL else dossier.late_after
        if column is Column.LEFT_LATE:
            promise = dossier.promise_then
        finished_at = dossier.finished_at if column is Column.LATE else None
        stage, minutes = _charged(events[dossier.pk], promise, finished_at or judged_at, calendar)
        letter = letters.get(dossier.pk)
        lines.append(
            LateLine(
                agency_id=dossier.agency_id,
                code=dossier.code,
                procedure=dossier.procedure_name,
                field=dossier.field_name,
                received_at=dossier.received_at,
                late_after=promise,
                finished_at=finished_at,
                minutes=minutes,
                stage=stage,
                reason=reasons.get(dossier.pk, ""),
                letter=letter.slip.number if letter and letter.slip else "",
                letter_at=letter.decided_at if letter else None,
            )
        )
    return sorted(lines, key=lambda line: (line.late_after, line.code))


def causes(lines: Sequence[LateLine], *, by: str) -> list[Cause]:
    """The lines counted by `reason` or by `stage`, the most first."""
    solved: Counter[str] = Counter()
    left: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for line in lines:
        code = getattr(line, by)
        (left if line.finished_at is None else solved)[code] += 1
        minutes[code] += line.minutes
    found = [Cause(code=code, solved=solved[code], left=left[code], minutes=minutes[code]) for code in minutes]
    return sorted(found, key=lambda cause: (-cause.solved - cause.left, -cause.minutes, cause.code))


def _events(ids: Sequence[int]) -> Mapping[int, list[Passed]]:
    found: dict[int, list[Passed]] = defaultdict(list)
    rows = DossierEvent.objects.filter(dossier__in=ids).order_by("dossier", "sequence")
    for dossier_id, at, action, changes in rows.values_list("dossier_id", "at", "action", "changes"):
        found[dossier_id].append(Passed(at, action, changes))
    return found


def _charged(
    events: Sequence[Passed], late_after: datetime, until: datetime, calendar: WorkCalendar
) -> tuple[str, int]:
    """Where it lay after its promise broke, and the working minutes past the promise."""
    before = [event for event in events if event.at < until]
    found = charge(stays=stays(events=before, until=until), late_after=late_after, calendar=calendar)
    return (found.stage.value, int(found.late.total_seconds()) // MINUTE) if found else ("", 0)


def _reasons(ids: Sequence[int]) -> Mapping[int, str]:
    """What a letter gave as the reason, a signed one before any other; else what the holder answered."""
    answered = HolderQuestion.objects.filter(dossier__in=ids).exclude(reason_code="").order_by("answered_at", "pk")
    found = dict(answered.values_list("dossier_id", "reason_code"))
    letters = _apologies(ids).exclude(reason_code="").exclude(state=Letter.State.WITHDRAWN)
    ranked = sorted(
        letters.values_list("state", "proposed_at", "dossier_id", "reason_code"),
        key=lambda row: (row[0] == Letter.State.SIGNED, row[1]),
    )
    return found | {dossier_id: reason for _, _, dossier_id, reason in ranked}


def _letters(ids: Sequence[int]) -> Mapping[int, Letter]:
    """The apology that was signed, the latest where there were two."""
    signed = _apologies(ids).filter(state=Letter.State.SIGNED).select_related("slip").order_by("decided_at", "pk")
    return {letter.dossier_id: letter for letter in signed}


def _apologies(ids: Sequence[int]) -> Any:
    return Letter.objects.filter(dossier__in=ids, kind=SlipKind.APOLOGY)
