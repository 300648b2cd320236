"""How much of what was taken in is digital: the share by month and agency, and the papers behind each figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from apps.accounts.domain.actor import Actor
from apps.core.models import StoredFile
from apps.dossiers.domain.digitisation import Digitisation, Share, digitisation
from apps.dossiers.models import Dossier, DossierDocument
from apps.procedures.domain.digitising import Digitise

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HAS_FILE = Q(file__state=StoredFile.State.CLEAN, is_being_made=False)
REUSED = Q(reused_document__isnull=False) | Q(reused_result__isnull=False)
IS_DIGITAL = HAS_FILE | REUSED
DIGITAL, ALL = Count("pk", filter=IS_DIGITAL), Count("pk")
TAKEN_OVER = Count("pk", filter=REUSED)
# The lists behind a figure, by the word in their address.
BEHIND = {"chua": ~IS_DIGITAL, "da": HAS_FILE & ~REUSED, "dung-lai": REUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShare:
    """The share of what one agency was handed in one month."""

    month: date
    agency_id: int
    agency: str
    share: Share


def digitisation_share(*, agency_id: int, since: datetime, until: datetime) -> Share:
    """The share among the papers of the dossiers that this agency decides, received from `since` until before `until`.

    The figure that `reports` calls for its months.
    """
    rows = to_digitise().filter(
        dossier__agency_id=agency_id, dossier__received_at__gte=since, dossier__received_at__lt=until
    )
    return Share(**rows.aggregate(numerator=DIGITAL, denominator=ALL, reused=TAKEN_OVER))


def month_shares(*, actor: Actor, year: int) -> list[MonthShare]:
    """The months of a year, newest first, agency by agency as far as this official may see."""
    rows = (
        _seen(actor, year)
        .annotate(month=TruncMonth("dossier__received_at", tzinfo=ZONE))
        .values("month", "dossier__agency_id", "dossier__agency__short_name")
        .annotate(numerator=DIGITAL, denominator=ALL, reused=TAKEN_OVER)
        .order_by("-month", "dossier__agency__short_name", "dossier__agency_id")
    )
    return [
        MonthShare(
            month=row["month"].date(),
            agency_id=row["dossier__agency_id"],
            agency=row["dossier__agency__short_name"],
            share=Share(row["numerator"], row["denominator"], row["reused"]),
        )
        for row in rows
    ]


def papers_behind(*, actor: Actor, agency_id: int, month: date, kind: str) -> QuerySet[DossierDocument]:
    """The papers of one figure, each with the hour its dossier was received."""
    since = datetime(month.year, month.month, 1, tzinfo=ZONE)
    until = datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=ZONE)
    rows = _seen(actor, month.year).filter(
        dossier__agency_id=agency_id, dossier__received_at__gte=since, dossier__received_at__lt=until
    )
    return rows.filter(BEHIND[kind]).annotate(received_at=F("dossier__received_at")).select_related("dossier")


def to_digitise() -> QuerySet[DossierDocument]:
    """Every paper that ought to be digital: not what is only looked at, nor what the list says is never scanned."""
    lies_there = Q(originals__gt=0) | Q(photocopies__gt=0) | Q(certified__gt=0) | Q(electronic__gt=0)
    live = DossierDocument.objects.filter(removed_at__isnull=True, dossier__received_at__isnull=False)
    return live.filter(lies_there | Q(file__isnull=False)).filter(
        Q(required__isnull=True) | ~Q(required__digitise=Digitise.NEVER)
    )


def state_of(paper: DossierDocument) -> Digitisation:
    """How this paper came to be digital. Its file is read with it."""
    file = paper.file
    return digitisation(
        has_file=file is not None and file.is_clean and not paper.is_being_made,
        is_from_document=paper.reused_document_id is not None,
        is_from_result=paper.reused_result_id is not None,
    )


def _seen(actor: Actor, year: int) -> QuerySet[DossierDocument]:
    since, until = datetime(year, 1, 1, tzinfo=ZONE), datetime(year + 1, 1, 1, tzinfo=ZONE)
    seen = Dossier.objects.visible_to(actor).filter(received_at__gte=since, received_at__lt=until)
    return to_digitise().filter(dossier__in=seen)
