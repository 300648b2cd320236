"""What the index asks of procedures: posted in time, said in full, paid online."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import ZONE
from apps.procedures.domain.posting import PostingStanding
from apps.procedures.models import Fee, LocalFee, ProcedureVersion
from apps.procedures.selectors.posting import matrix
from apps.reports.domain.index_766 import Count
from apps.reports.selectors.index_parts import PAID_ONLINE, Window

LATE = frozenset({PostingStanding.POSTED_LATE, PostingStanding.OVERDUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many of so many procedures, and the names of those that are missing."""

    count: Count
    missing: Sequence[str]


def posted_in_time(*, agency: Agency, at: datetime) -> Counted:
    """Wordings whose day of announcement is known: late at one place is late."""
    dated = [line for line in matrix(agency=agency, at=at).lines if line.due]
    late = [line for line in dated if line.standings & LATE]
    return _counted(len(dated), [f"{line.code} {line.name}" for line in late])


def said_in_full(*, agency: Agency, at: datetime) -> Counted:
    """Wordings in force that have every part the law asks of each procedure (NĐ 63/2010/NĐ-CP, Điều 8 khoản 2)."""
    rows = list(
        _in_force(agency=agency, at=at).order_by("sort_key", "pk").values_list("procedure__code", "short_name", "lacks")
    )
    return _counted(len(rows), [f"{code} {name}" for code, name, lacks in rows if lacks])


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPayment:
    """Procedures with a fee: those paid online at least once (B), those with dossiers at all (C)."""

    paying: Counted
    used: Counted


def of_payment(*, agency: Agency, window: Window) -> OfPayment:
    """Two shares of the same procedures, in one query."""
    of_one = Dossier.objects.filter(
        window.received, agency=agency, offering__procedure=OuterRef("procedure_id")
    ).order_by()
    costs = Q(Exists(Fee.objects.filter(version=OuterRef("pk"), amount__gt=0))) | Q(
        Exists(
            LocalFee.objects.filter(offering__agency=agency, offering__procedure=OuterRef("procedure_id"), amount__gt=0)
        )
    )
    rows = list(
        _in_force(agency=agency, at=window.at)
        .filter(costs)
        .order_by("sort_key", "pk")
        .annotate(is_used=Exists(of_one), is_paid=Exists(of_one.filter(PAID_ONLINE)))
        .values_list("procedure__code", "short_name", "is_used", "is_paid")
    )
    named = [(f"{code} {name}", is_used, is_paid) for code, name, is_used, is_paid in rows]
    return OfPayment(
        paying=_counted(len(named), [name for name, _, is_paid in named if not is_paid]),
        used=_counted(len(named), [name for name, is_used, _ in named if not is_used]),
    )


def _in_force(*, agency: Agency, at: datetime) -> QuerySet[ProcedureVersion]:
    open_here = Q(procedure__offerings__agency=agency, procedure__offerings__is_open=True)
    return ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date()).filter(open_here, is_listed_only=False)


def _counted(whole: int, missing: list[str]) -> Counted:
    return Counted(count=Count(whole - len(missing), whole), missing=missing)
