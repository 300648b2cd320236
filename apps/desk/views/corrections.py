"""`/quay/ho-so/<mã>/ket-qua/`: signed results, put right by an officer and a leader, or revoked by a leader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.idempotency import OtherContent, once
from apps.desk.forms.corrections import CorrectionForm, WhyForm
from apps.desk.forms.fields import fresh_key
from apps.desk.labels import Sentences
from apps.desk.selectors.corrections import Results, has_read, results_of
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.desk.views.dossiers import find
from apps.desk.views.keeping import Kept, keep
from apps.desk.views.papers import pdf
from apps.dossiers.domain.results import ResultAct, ResultRefused
from apps.dossiers.labels import objection
from apps.dossiers.models import Dossier
from apps.dossiers.printing import render_check_sheet
from apps.dossiers.services import results
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.results import CorrectedPaper
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

# What a button says, as the form posts it.
BUTTONS = {
    "dinh-chinh": ResultAct.PROPOSE_CORRECTION,
    "ky": ResultAct.SIGN_CORRECTION,
    "tra-lai": ResultAct.RETURN_CORRECTION,
    "thu-hoi": ResultAct.REVOKE,
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ANYBODY_WHO_SEES)
def dossier_results(request: StaffRequest, reference: str) -> HttpResponse:
    """The results of a dossier with what may be done to them; posted (`viec`), the act."""
    dossier = find(request, reference)
    found = results_of(dossier=dossier, actor=request.actor)
    if found.current is None:
        messages.info(request, Sentences.NOT_OFFERED)
        return redirect("desk:dossier", reference)
    if request.method != "POST":
        log_read(dossier=dossier, by=request.actor, door="desk/results", at=request.at)
        return _draw(request, dossier, found)
    act = BUTTONS.get(request.POST.get("viec", ""))
    if act is None:
        return _draw(request, dossier, found, status=422)
    return _act(request, dossier, found, act)


@require_safe
@needs(*ANYBODY_WHO_SEES)
def check_sheet(request: StaffRequest, reference: str) -> HttpResponse:
    """The sheet with the QR code that goes with the result, for a result that bears none itself."""
    dossier = find(request, reference)
    current = results_of(dossier=dossier, actor=request.actor).current
    if current is None or not current.address:
        raise Http404
    current.dossier = dossier
    log_read(dossier=dossier, by=request.actor, door="desk/check", at=request.at)
    return pdf(render_check_sheet(result=current, at=request.at), name=f"kiem-tra-{dossier.reference}")


def _act(request: StaffRequest, dossier: Dossier, found: Results, act: ResultAct) -> HttpResponse:
    kept = keep(request, names=["file"]) if act is ResultAct.PROPOSE_CORRECTION else Kept()
    form = _form(act, request.POST)
    if form is not None:
        if act is ResultAct.PROPOSE_CORRECTION and not kept.files:
            form.add_error("file", kept.refusals.get("file") or _("Chọn tệp đã sửa."))
        if not form.is_valid():
            return _draw(request, dossier, found, act=act, form=form, kept=kept, status=422)
    said = form.cleaned_data if form else {}
    try:
        once(
            scope=f"desk:result:{act}:{dossier.pk}:{request.actor.key}",
            key=request.POST.get("key", "").replace("\x00", "")[:40],
            content={
                **{k: v for k, v in said.items() if k != "file"},
                "files": [f.sha256 for f in kept.files.values()],
            },
            at=request.at,
            act=lambda: _done(DOINGS[act], request, found, said, kept),
        )
    except (ResultRefused, OtherContent) as error:
        why = objection(error.why) if isinstance(error, ResultRefused) else str(Sentences.USED_PAGE)
        now = results_of(dossier=dossier, actor=request.actor)
        return _draw(request, dossier, now, act=act, form=form, kept=kept, why=why, status=409)
    messages.success(request, DONE[act]())
    return redirect("desk:results", dossier.reference)


Doing = Callable[[StaffRequest, Results, dict[str, Any], Kept], object]


def _done(do: Doing, request: StaffRequest, found: Results, said: dict[str, Any], kept: Kept) -> dict[str, bool]:
    do(request, found, said, kept)
    return {"done": True}


def _propose(request: StaffRequest, found: Results, said: dict[str, Any], kept: Kept) -> None:
    assert found.current is not None
    paper = CorrectedPaper(title=said["title"], number=said["number"], file=kept.files["file"])
    results.propose_correction(
        result_id=found.current.pk, paper=paper, reason=said["reason"], by=request.actor, at=request.at
    )


def _sign(request: StaffRequest, found: Results, said: dict[str, Any], kept: Kept) -> None:
    if found.waiting is None:
        raise ResultRefused("nothing_waits")
    if not has_read(waiting=found.waiting, actor=request.actor):
        raise ResultRefused("not_read")
    results.sign_correction(correction_id=found.waiting.pk, by=request.actor, at=request.at)


def _send_back(request: StaffRequest, found: Results, said: dict[str, Any], kept: Kept) -> None:
    if found.waiting is None:
        raise ResultRefused("nothing_waits")
    results.return_correction(correction_id=found.waiting.pk, note=said["reason"], by=request.actor, at=request.at)


def _revoke(request: StaffRequest, found: Results, said: dict[str, Any], kept: Kept) -> None:
    assert found.current is not None
    results.revoke(result_id=found.current.pk, reason=said["reason"], by=request.actor, at=request.at)


DOINGS: dict[ResultAct, Doing] = {
    ResultAct.PROPOSE_CORRECTION: _propose,
    ResultAct.SIGN_CORRECTION: _sign,
    ResultAct.RETURN_CORRECTION: _send_back,
    ResultAct.REVOKE: _revoke,
}
DONE: dict[ResultAct, Callable[[], str]] = {
    ResultAct.PROPOSE_CORRECTION: lambda: _("Đã trình bản đính chính."),
    ResultAct.SIGN_CORRECTION: lambda: _("Đã ký bản đính chính. Bản cũ ghi rõ đã có bản thay; người dân được báo."),
    ResultAct.RETURN_CORRECTION: lambda: _("Đã trả lại bản đính chính."),
    ResultAct.REVOKE: lambda: _("Đã thu hồi kết quả. Ai quét mã sẽ thấy; người dân được báo."),
}


def _form(act: ResultAct, data: Any) -> forms.Form | None:
    if act is ResultAct.PROPOSE_CORRECTION:
        return CorrectionForm(data)
    return None if act is ResultAct.SIGN_CORRECTION else WhyForm(data)


def _draw(
    request: StaffRequest,
    dossier: Dossier,
    found: Results,
    *,
    act: ResultAct | None = None,
    form: forms.Form | None = None,
    kept: Kept | None = None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    assert found.current is not None
    initial = {"title": found.current.title, "number": found.current.number}
    drawn = form if act else None
    context = {
        "dossier": dossier,
        "found": found,
        "acts": {one.name.lower(): one in found.acts for one in ResultAct},
        "correction": drawn if act is ResultAct.PROPOSE_CORRECTION else CorrectionForm(initial=initial),
        "sending_back": drawn if act is ResultAct.RETURN_CORRECTION else WhyForm(auto_id="id_tra_%s"),
        "revoking": drawn if act is ResultAct.REVOKE else WhyForm(auto_id="id_thu_%s"),
        "wrong": drawn,
        "kept": kept or Kept(),
        "why": why,
        "key": fresh_key(),
    }
    return render(request, "desk/results.html", context, status=status)
