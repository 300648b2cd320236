"""The proposals of an office, and what all of them together would save."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from apps.officials.models import Agency
from apps.procedures.domain.reviewing import ProposalStatus, Saving
from apps.procedures.models import ProcedureVersion, ReviewProposal


def proposals(*, agency: Agency, status: ProposalStatus | None = None, code: str = "") -> list[ReviewProposal]:
    """The proposals of one status or all, of one procedure or all, newest first."""
    rows = ReviewProposal.objects.filter(agency=agency).select_related("version__procedure", "written_by")
    rows = rows.defer(*(f"version__{name}" for name in ProcedureVersion.HEAVY_FIELDS))
    if status:
        rows = rows.filter(status=status.value)
    if code:
        rows = rows.filter(version__procedure__code=code)
    return list(rows.order_by("-pk"))


def proposal(*, agency: Agency, proposal_id: int) -> ReviewProposal:
    """One proposal. Raises ReviewProposal.DoesNotExist."""
    return ReviewProposal.objects.select_related("version__procedure", "written_by").get(agency=agency, pk=proposal_id)


def proposal_counts(*, agency: Agency) -> dict[ProposalStatus, int]:
    """How many proposals stand where."""
    rows = ReviewProposal.objects.filter(agency=agency).values_list("status").annotate(count=Count("pk"))
    told = dict(rows.order_by("status"))
    return {status: told.get(status.value, 0) for status in ProposalStatus}


def total_saving(rows: Sequence[ReviewProposal]) -> Saving:
    """What a year would save if all of these came true."""
    savings = [row.saving for row in rows]
    return Saving(minutes=sum(one.minutes for one in savings), dong=sum(one.dong for one in savings))
