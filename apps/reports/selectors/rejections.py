"""What would be rejected at synchronisation: dossiers received in a period that lack something, and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.selectors.keyset import cut
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.rejections import NATIONAL_CODE, NATIONAL_PROCEDURE, Lack
from apps.reports.domain.terms import Term
from apps.reports.labels import index_766 as labels
from apps.reports.selectors import listing
from apps.reports.selectors.index_parts import DIGITAL_RESULT, Window
from apps.reports.selectors.sums import basis_of

LACKS: Mapping[Lack, Q] = {
    Lack.PROCEDURE: ~Q(offering__procedure__code__regex=NATIONAL_PROCEDURE),
    Lack.AGENCY: ~Q(code__regex=NATIONAL_CODE),
    Lack.IDENTITY: Q(applicant_personal_id__isnull=True),
    Lack.ADDRESS: Q(applicant_address=""),
    Lack.RESULT: Q(timeliness__isnull=False) & ~DIGITAL_RESULT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One dossier and all it lacks."""

    row: listing.Row
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejections:
    """One page of them, how many of how many, how often each reason stands, and the marks that lead on."""

    total: int
    received: int
    counts: Mapping[Lack, int]
    rows: Sequence[Rejected]
    before: str
    after: str


def rejections(
    *,
    term: Term,
    lack: Lack | None,
    actor: Actor,
    agency: Agency,
    at: datetime,
    after: str = "",
    before: str = "",
) -> Rejections:
    """Those that lack anything, or one thing. Raises keyset.BadMark."""
    received = _received(term, actor, agency, at)
    test = _lacking(lack)
    counted = received.aggregate(
        received=Count("pk"),
        total=Count("pk", filter=test),
        **{one.name: Count("pk", filter=of_one) for one, of_one in LACKS.items()},
    )
    found = lacking(term=term, lack=lack, actor=actor, agency=agency, at=at)
    named = found.only(*listing.COLUMNS).annotate(field_name=F("field__name"), holder_name=F("holder__name"))
    page = cut(named, by="received_at", after=after, before=before, size=listing.SIZE)
    rows = listing.rows_of(dossiers=page.rows, at=at, calendar=work_calendar(agency=agency, at=at))
    return Rejections(
        total=counted["total"],
        received=counted["received"],
        counts={one: counted[one.name] for one in LACKS},
        rows=[
            Rejected(row=row, reasons=lack_words(dossier=dossier)) for row, dossier in zip(rows, page.rows, strict=True)
        ],
        before=page.before,
        after=page.after,
    )


def lacking(*, term: Term, lack: Lack | None, actor: Actor, agency: Agency, at: datetime) -> Any:
    """The dossiers themselves, each with what it lacks."""
    return _received(term, actor, agency, at).filter(_lacking(lack)).annotate(**_said())


def lack_words(*, dossier: Any) -> list[str]:
    """What one of them lacks."""
    return [str(labels.LACK_LABELS[one]) for one in LACKS if getattr(dossier, one.name)]


def _received(term: Term, actor: Actor, agency: Agency, at: datetime) -> QuerySet[Dossier]:
    window = Window(span=term.span, at=at, basis=basis_of(agency=agency))
    return Dossier.objects.visible_to(actor).filter(window.received, agency_id=agency.pk)


def _lacking(lack: Lack | None) -> Q:
    """One thing, or any."""
    return LACKS[lack] if lack else reduce(or_, LACKS.values())


def _said() -> dict[str, Any]:
    return {one.name: ExpressionWrapper(test, output_field=BooleanField()) for one, test in LACKS.items()}
