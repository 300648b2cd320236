"""The dossiers behind the counts of the guard; each count is of promises, and a dossier may have had two of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.desk.domain.papers import SlipKind
from apps.desk.models import BrokenPromise, HolderQuestion, Letter
from apps.desk.selectors.guarding import GuardCounts, guard_counts
from apps.dossiers.models import Extension
from apps.officials.models import Agency
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import OF_GUARD, Sight

SIGNED, PENDING = [Letter.State.SIGNED], [Letter.State.DRAFTED, Letter.State.RETURNED]


def counts(*, agency: Agency, month: Month) -> dict[Sight, int]:
    """What the guard did for the promises of one month, by sight."""
    found: GuardCounts = guard_counts(agency_id=agency.pk, since=month.starts_at, until=month.ends_before)
    numbers = (
        *(found.asked, found.answered, found.drafted, found.signed_in_time, found.signed_late),
        *(found.withdrawn, found.waiting, found.never),
    )
    return dict(zip(OF_GUARD, numbers, strict=True))


def guarded(*, sight: Sight, month: Month) -> Q:
    """Which dossiers one of these counts is about."""
    since, until = month.starts_at, month.ends_before
    asked = HolderQuestion.objects.filter(dossier=OuterRef("pk"), asked_at__gte=since, asked_at__lt=until)
    letters = _letters(since, until).filter(dossier=OuterRef("pk"))
    signed = letters.filter(state__in=SIGNED)
    late = Exists(Extension.objects.filter(dossier=OuterRef("pk"), is_after_promise=True))
    broken = BrokenPromise.objects.filter(dossier=OuterRef("pk"), noticed_at__gte=since, noticed_at__lt=until)
    ever_signed = Letter.objects.filter(dossier=OuterRef("pk"), kind=SlipKind.APOLOGY, state__in=SIGNED)
    return {
        Sight.ASKED: Q(Exists(asked)),
        Sight.ANSWERED: Q(Exists(asked.filter(answered_at__isnull=False))),
        Sight.DRAFTED: Q(Exists(letters)),
        Sight.SIGNED_IN_TIME: Q(Exists(signed)) & ~Q(late),
        Sight.SIGNED_LATE: Q(Exists(signed)) & Q(late),
        Sight.WITHDRAWN_LETTER: Q(Exists(_without(letters, since, until, [*SIGNED, *PENDING]))),
        Sight.WAITING_LETTER: Q(Exists(_without(letters.filter(state__in=PENDING), since, until, SIGNED))),
        Sight.NEVER_SIGNED: Q(Exists(broken)) & ~Q(Exists(ever_signed)),
    }[sight]


def _letters(since: datetime, until: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(kind=SlipKind.APOLOGY, proposed_at__gte=since, proposed_at__lt=until)


def _without(
    letters: QuerySet[Letter], since: datetime, until: datetime, states: list[Letter.State]
) -> QuerySet[Letter]:
    """Letters beside which no other about the same promise is in one of these states."""
    same = _letters(since, until).filter(dossier=OuterRef("dossier"), cycle=OuterRef("cycle"), state__in=states)
    return letters.filter(~Exists(same))
