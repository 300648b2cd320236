"""What would be rejected at synchronisation: dossiers received in a period that lack something, and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q

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
    window = Window(span=term.span, at=at, basis=basis_of(agency=agency))
    received = Dossier.objects.visible_to(actor).filter(window.received, agency_id=agency.pk)
    any_lack = Q()
    for test in LACKS.values():
        any_lack |= test
    counted = received.aggregate(
        received=Count("pk"),
        total=Count("pk", filter=LACKS[lack] if lack else any_lack),
        **{one.name: Count("pk", filter=test) for one, test in LACKS.items()},
    )
    found: Any = received.filter(LACKS[lack] if lack else any_lack).only(*listing.COLUMNS)
    named = found.annotate(field_name=F("field__name"), holder_name=F("holder__name"), **_said())
    page = cut(named, by="received_at", after=after, before=before, size=listing.SIZE)
    rows = listing.rows_of(dossiers=page.rows, at=at, calendar=work_calendar(agency=agency, at=at))
    return Rejections(
        total=counted["total"],
        received=counted["received"],
        counts={one: counted[one.name] for one in LACKS},
        rows=[
            Rejected(row=row, reasons=[str(labels.LACK_LABELS[one]) for one in LACKS if getattr(dossier, one.name)])
            for row, dossier in zip(rows, page.rows, strict=True)
        ],
        before=page.before,
        after=page.after,
    )


def _said() -> dict[str, Any]:
    return {one.name: ExpressionWrapper(test, output_field=BooleanField()) for one, test in LACKS.items()}
