"""Rà soát: proposals about procedures, what they would save, where they stand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.reviewing import NEEDS_ANSWER, CannotMove, Move, ProposalStatus, Verdict, moves_from
from apps.procedures.forms.posting import AnswerForm
from apps.procedures.forms.reviewing import ProposalForm
from apps.procedures.labels.posting import MOVES, PROPOSAL_STATUSES, VERDICTS
from apps.procedures.models import ProcedureVersion, ReviewProposal
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.law import version_in_force
from apps.procedures.selectors.reviewing import proposal_counts, proposals, total_saving
from apps.procedures.services.reviewing import AnswerMissing, amend_proposal, move_proposal, propose

COLUMNS = (
    "verdict",
    "reason",
    "change",
    "dossiers_a_year",
    "minutes_now",
    "minutes_then",
    "cost_now",
    "cost_then",
)


@require_safe
@needs(*EDITORS)
def proposal_list(request: StaffRequest) -> HttpResponse:
    """All proposals or those of one status, and what they would save together."""
    agency = request.official.agency
    asked = request.GET.get("trang-thai", "")
    status = ProposalStatus(asked) if asked in set(ProposalStatus) else None
    rows = proposals(agency=agency, status=status)
    counts = proposal_counts(agency=agency)
    base = reverse("procedures:proposals")
    chips: list[dict[str, Any]] = [
        {"href": base, "words": _("Tất cả"), "count": sum(counts.values()), "is_on": status is None}
    ]
    for one, count in counts.items():
        href = f"{base}?trang-thai={one.value}"
        chips.append({"href": href, "words": PROPOSAL_STATUSES[one], "count": count, "is_on": one is status})
    context = {"rows": [_row(row) for row in rows], "chips": chips, "total": total_saving(rows)}
    return render(request, "procedures/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def new(request: StaffRequest, code: str) -> HttpResponse:
    """A new proposal about one procedure."""
    try:
        version = version_in_force(code=code, at=request.at)
    except ProcedureVersion.DoesNotExist as gone:
        raise Http404 from gone
    agency = request.official.agency
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = propose(agency=agency, version=version, proposed=form.proposed(), by=request.actor, at=request.at)
        messages.success(request, _("Đã ghi kiến nghị. Xem lại phần tiết kiệm rồi gửi cấp trên."))
        return redirect("procedures:proposal", proposal_id=row.pk)
    context = {"form": form, "version": version, "code": code, "here": request.path}
    return render(request, "procedures/proposal_edit.html", context, status=422 if form.errors else 200)


@require_safe
@needs(*EDITORS)
def one_proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """One proposal: what it says, what it saves, what can be done with it now."""
    return _page(request, _proposal(request, proposal_id))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def edit(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """A draft, put right; what was sent stays as it was."""
    row = _proposal(request, proposal_id)
    if row.status != ProposalStatus.DRAFT:
        return redirect("procedures:proposal", proposal_id=row.pk)
    said = {name: getattr(row, name) for name in COLUMNS}
    form = ProposalForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and form.is_valid():
        agency, proposed = request.official.agency, form.proposed()
        amend_proposal(agency=agency, proposal_id=row.pk, proposed=proposed, by=request.actor, at=request.at)
        messages.success(request, _("Đã ghi kiến nghị."))
        return redirect("procedures:proposal", proposal_id=row.pk)
    code = row.version.procedure.code
    context = {"form": form, "version": row.version, "code": code, "here": request.path}
    return render(request, "procedures/proposal_edit.html", context, status=422 if form.errors else 200)


@require_POST
@needs(*EDITORS)
def move(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Send, withdraw, or write down the answer; pressed twice, it happens once."""
    row = _proposal(request, proposal_id)
    form, said = AnswerForm(request.POST), request.POST.get("viec", "")
    answer = form.cleaned_data["tra_loi"] if form.is_valid() else ""
    if form.errors:
        return _page(request, row, error=_("Câu trả lời dài quá 5.000 chữ hoặc có ký tự lạ. Viết lại ngắn hơn."))
    if said not in set(Move):
        return _page(request, row, answer=answer, error=_("Chọn một việc rồi bấm lại."))
    try:
        moved = move_proposal(
            agency=request.official.agency,
            proposal_id=row.pk,
            move=Move(said),
            answer=answer,
            by=request.actor,
            at=request.at,
        )
        status = PROPOSAL_STATUSES[ProposalStatus(moved.status)]
        messages.success(request, _("Kiến nghị: %(status)s.") % {"status": str(status).lower()})
    except AnswerMissing:
        return _page(request, row, answer=answer, error=_("Viết số văn bản hoặc câu trả lời của cấp trên."))
    except CannotMove:
        messages.info(request, _("Việc này đã được ghi trước đó."))
    return redirect("procedures:proposal", proposal_id=row.pk)


def _proposal(request: StaffRequest, proposal_id: int) -> ReviewProposal:
    rows = ReviewProposal.objects.select_related("version__procedure", "written_by")
    return get_object_or_404(rows, agency=request.official.agency, pk=proposal_id)


def _row(row: ReviewProposal) -> dict[str, Any]:
    status = ProposalStatus(row.status)
    return {
        "proposal": row,
        "verdict": next(words for one, words in VERDICTS.items() if one == row.verdict),
        "status": PROPOSAL_STATUSES[status],
        "saving": row.saving,
    }


def _page(request: StaffRequest, row: ReviewProposal, *, answer: str = "", error: str = "") -> HttpResponse:
    moves = [(one.value, MOVES[one], one in NEEDS_ANSWER) for one in moves_from(status=ProposalStatus(row.status))]
    context = {
        **_row(row),
        "is_reckoned": row.verdict == Verdict.KEEP or bool(row.dossiers_a_year and (row.minutes_now or row.cost_now)),
        "moves": moves,
        "needs_answer": any(needs for _value, _words, needs in moves),
        "is_draft": row.status == ProposalStatus.DRAFT,
        "answer": answer,
        "error": error,
    }
    return render(request, "procedures/proposal.html", context, status=422 if error else 200)
