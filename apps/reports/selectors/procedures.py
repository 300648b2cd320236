"""What came and went by procedure, counted from the covering indexes of the dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from apps.dossiers.domain.timeliness import LateBasis
from apps.procedures.models import Offering, ProcedureVersion
from apps.reports.domain.figures import Sums
from apps.reports.domain.terms import Span
from apps.reports.selectors.days import finished, received, sums_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureSums:
    """One procedure of an agency, under the name that the law gives it last."""

    offering_id: int
    code: str
    name: str
    sums: Sums


def by_procedure(*, agency_id: int, span: Span, basis: LateBasis) -> Sequence[ProcedureSums]:
    """Every procedure for which anything came or went, the most asked for first."""
    came = {row["offering_id"]: row["received"] for row in received(agency_id=agency_id, span=span, by="offering_id")}
    gone = {row["offering_id"]: row for row in finished(agency_id=agency_id, span=span, by="offering_id", basis=basis)}
    counted = came.keys() | gone.keys()
    names = _names(Q(agency_id=agency_id))  # a list of hundreds of keys would cost more than the count
    if elsewhere := counted - names.keys():  # what another agency offers and this one decides
        names |= _names(Q(pk__in=elsewhere))
    lines = [
        ProcedureSums(
            offering_id=pk, code=names[pk][0], name=names[pk][1], sums=sums_of(came.get(pk, 0), gone.get(pk, {}))
        )
        for pk in counted
    ]
    return sorted(lines, key=lambda line: (-line.sums.received, -line.sums.done, line.code))


def _names(which: Q) -> dict[int, tuple[str, str]]:
    """Code and name of some offerings; the last wording wins."""
    versions = ProcedureVersion.objects.filter(procedure=OuterRef("procedure")).order_by("-number")
    rows = Offering.objects.filter(which).annotate(name=Subquery(versions.values("short_name")[:1]))
    return {pk: (code, name) for pk, code, name in rows.values_list("pk", "procedure__code", "name")}
