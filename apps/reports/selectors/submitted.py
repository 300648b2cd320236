"""The reports of a period as plain values: as they would be handed in now, and as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef
from django.db.models.functions import ExtractYear

from apps.core.paper.wording import local
from apps.dossiers.domain.timeliness import VIETNAM
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.procedures.models import Arrangement, Offering, WorkflowStep
from apps.reports.domain.terms import Span
from apps.reports.models import ReportDraft, SubmittedReport
from apps.reports.selectors.form_06 import family_of, figures_of, form_06a
from apps.reports.selectors.lateness import Cause, LateLine, causes, late_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of the reports of a period: the draft made the day after it, and every version handed in."""

    draft: ReportDraft | None
    versions: Sequence[SubmittedReport]

    @property
    def last(self) -> SubmittedReport | None:
        return self.versions[-1] if self.versions else None


def content_of(*, agency: Agency, span: Span, at: datetime, with_children: bool = False) -> dict[str, Any]:
    """All that is handed in for a period: forms II.06a and II.07b, causes of lateness, the late dossiers, the book.

    `with_children`: one form of the agency and all below it, which are named in it. Form II.07b and the book stay those
    of the agency alone: procedures and numbers of a book are no sums.
    """
    form = form_06a(agency=agency, span=span, at=at, with_children=with_children)
    units = _units(agency) if with_children else {}
    lines = late_lines(agency=agency, span=span, at=at, basis=form.basis, among=[agency.pk, *units])
    figures = figures_of(form)
    content = {
        "as_of": figures.pop("as_of"),
        "unit": agency.name,
        "form_06": figures,
        "faults": form.faults,
        "form_07": _procedures(agency, at),
        "reasons": [_cause(cause) for cause in causes(lines, by="reason")],
        "stages": [_cause(cause) for cause in causes(lines, by="stage")],
        "late": [_late(line, units) for line in lines],
        "book": _book(agency, span),
    }
    # Said only where it is so: what was frozen before anybody could ask for it stays comparable with today.
    return content | {"units": list(units.values())} if units else content


def is_of_all(content: Mapping[str, Any]) -> bool:
    """Whether agencies below the reporting one are counted in."""
    return bool(content.get("units"))


def history(*, agency: Agency, span: Span) -> History:
    """The draft of a period and its versions, the first one first."""
    of_span = {"agency": agency, "from_date": span.first, "to_date": span.last}
    versions = SubmittedReport.objects.filter(**of_span).select_related("submitted_by").order_by("version")
    return History(draft=ReportDraft.objects.filter(**of_span).first(), versions=list(versions))


def _units(agency: Agency) -> dict[int, str]:
    """The agencies below this one and their names, in the order of their codes."""
    below = Agency.objects.filter(pk__in=family_of(agency=agency)).exclude(pk=agency.pk)
    return dict(below.order_by("code", "pk").values_list("pk", "name"))


def _procedures(agency: Agency, at: datetime) -> dict[str, int]:
    """What form II.07b asks: procedures done here, those taken in at the one-stop desk, those with a workflow."""
    open_here = Offering.objects.filter(agency=agency, is_open=True)
    in_force = Arrangement.objects.in_force(on=local(at).date()).filter(offering=OuterRef("pk"))
    with_steps = in_force.filter(Exists(WorkflowStep.objects.filter(arrangement=OuterRef("pk"))))
    return {
        "procedures": open_here.count(),
        "at_desk": open_here.filter(is_received_at_desk=True).count(),
        "with_steps": open_here.filter(Exists(with_steps)).count(),
    }


def _book(agency: Agency, span: Span) -> list[dict[str, Any]]:
    """Which lines of the book (form 07) the period received, year by year."""
    rows = (
        Dossier.objects.filter(
            receiving_agency=agency,
            received_at__gte=span.starts_at,
            received_at__lt=span.ends_before,
            book_number__isnull=False,
        )
        .order_by()
        .values(year=ExtractYear("received_at", tzinfo=VIETNAM))
        .annotate(first=Min("book_number"), last=Max("book_number"))
        .order_by("year")
    )
    return [dict(row) for row in rows]


def _cause(cause: Cause) -> dict[str, Any]:
    return {"code": cause.code, "solved": cause.solved, "left": cause.left, "minutes": cause.minutes}


def _late(line: LateLine, units: Mapping[int, str]) -> dict[str, Any]:
    of_another = {"unit": units[line.agency_id]} if line.agency_id in units else {}
    return of_another | {
        "code": line.code,
        "procedure": line.procedure,
        "field": line.field,
        "received_at": _said(line.received_at),
        "late_after": _said(line.late_after),
        "finished_at": _said(line.finished_at) if line.finished_at else "",
        "minutes": line.minutes,
        "stage": line.stage,
        "reason": line.reason,
        "letter": line.letter,
        "letter_at": _said(line.letter_at) if line.letter_at else "",
    }


def _said(at: datetime) -> str:
    return local(at).isoformat(timespec="seconds")
