"""Promises that broke with no letter signed: one short notice to the citizen, one escalation, a draft for the leader.

Which rows are looked at is one question to the partial index of open promises (measured by bench/overdue_scan.py).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from apps.desk.domain.rounds import SkipReason, Tally
from apps.desk.models import BrokenPromise
from apps.desk.services.drafts import write_draft
from apps.desk.services.reckoning import each
from apps.desk.services.telling import cycle_of, escalate
from apps.dossiers.domain.status import RUNNING
from apps.dossiers.domain.timeliness import is_overdue
from apps.dossiers.models import Dossier
from apps.dossiers.services.notices import tell
from apps.dossiers.services.processing import due_words
from apps.dossiers.services.writing import locked
from apps.messaging.domain.kinds import Kind
from apps.officials.selectors import office_settings
from apps.worktime import OutsideCalendar


def unnoticed(*, at: datetime, since: datetime | None = None) -> QuerySet[Dossier]:
    """Open promises whose last instant passed before `at`, and from `since` on if given, that nobody has noticed."""
    noticed = BrokenPromise.objects.filter(
        agency=OuterRef("agency"), dossier=OuterRef("pk"), late_after=OuterRef("late_after")
    )
    broken = Dossier.objects.filter(
        late_after__lt=at, received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True
    )
    if since is not None:
        broken = broken.filter(late_after__gte=since)
    return broken.filter(~Exists(noticed)).only("pk", "late_after", "agency_id").order_by("late_after", "pk")


def notice_broken(*, at: datetime, since: datetime | None, tally: Tally) -> None:
    """Notice each promise once, and do what silence would have left undone."""
    each(unnoticed(at=at, since=since), lambda dossier: _notice(dossier.pk, at, tally), tally)


@transaction.atomic
def _notice(dossier_id: int, at: datetime, tally: Tally) -> None:
    dossier = locked(dossier_id=dossier_id)
    if dossier.status not in RUNNING or dossier.late_after is None:
        return
    if not is_overdue(now=at, late_after=dossier.late_after, paused=dossier.paused_at is not None):
        return
    if not _is_new(dossier, at):
        return
    if dossier.extended_at is None:
        _say_sorry(dossier, at, tally)
        _draft(dossier, at, tally)
    else:
        _explain(dossier, at, tally)


def _draft(dossier: Dossier, at: datetime, tally: Tally) -> None:
    """Who said «kịp», or whose letter was sent back, has a draft now; the notice does not hang on it."""
    try:
        write_draft(dossier=dossier, at=at, tally=tally)
    except OutsideCalendar:
        tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=SkipReason.OUTSIDE_CALENDAR)


def _is_new(dossier: Dossier, at: datetime) -> bool:
    """Whether this promise was never noticed; from now on it is."""
    assert dossier.late_after is not None
    # A pause that began too late opens a new cycle, but mends nothing: the same promise is not broken twice.
    same = BrokenPromise.objects.filter(dossier=dossier, late_after=dossier.late_after)
    is_known = same.exists()
    row, created = BrokenPromise.objects.get_or_create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        cycle=cycle_of(dossier),
        defaults={"late_after": dossier.late_after, "holder_id": dossier.holder_id, "noticed_at": at},
    )
    if not created and row.late_after != dossier.late_after:
        # The date was corrected after the notice: still the same promise, at its new instant.
        BrokenPromise.objects.filter(pk=row.pk).update(late_after=dossier.late_after)
    return created and not is_known


def _say_sorry(dossier: Dossier, at: datetime, tally: Tally) -> None:
    """Ruling 7: the notice is automatic, the letter is not."""
    if office_settings(agency_id=dossier.agency_id)["auto_apology_notice"]:
        tell(dossier=dossier, kind=Kind.APOLOGY_NOTICE, at=at, cycle=cycle_of(dossier))
        tally.notices.add(dossier.pk)
    _escalate(dossier, Kind.ESCALATION, at, tally)


def _explain(dossier: Dossier, at: datetime, tally: Tally) -> None:
    """Ruling 8: a second delay moves no date; it is explained to the citizen and escalated."""
    if office_settings(agency_id=dossier.agency_id)["auto_apology_notice"]:
        tell(
            dossier=dossier,
            kind=Kind.SECOND_DELAY,
            at=at,
            cycle=cycle_of(dossier),
            facts={"due": due_words(dossier)},
        )
        tally.notices.add(dossier.pk)
    _escalate(dossier, Kind.SECOND_ESCALATION, at, tally)


def _escalate(dossier: Dossier, kind: Kind, at: datetime, tally: Tally) -> None:
    if escalate(dossier=dossier, kind=kind, at=at):
        tally.escalated.add(dossier.pk)
    else:
        tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=SkipReason.NO_LEADER)
