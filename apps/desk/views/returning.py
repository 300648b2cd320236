"""`/quay/tra/`: results that wait, and handing one over to whoever may take it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.domain.scanning import Flaw, NotACard, read_card
from apps.core.files import FileRefused, store
from apps.core.idempotency import OtherContent, once
from apps.core.labels import file_refused, money
from apps.core.models import StoredFile
from apps.desk.domain.collecting import Claimant, Identity, MayNotTake
from apps.desk.forms.fields import fresh_key
from apps.desk.forms.returning import HandOverForm, SignedPaperForm
from apps.desk.labels import Sentences
from apps.desk.labels import returning as words
from apps.desk.selectors.keyset import BadMark
from apps.desk.selectors.moments import last_act
from apps.desk.selectors.people import names_of
from apps.desk.selectors.returning import (
    TO_HAND_OVER,
    HandOverCase,
    WaitingPage,
    find_to_return,
    hand_over_case,
    handed,
    waiting,
)
from apps.desk.selectors.returning_post import to_follow_count
from apps.desk.services import returning as services
from apps.desk.views.doors import DESK_DUTIES
from apps.desk.views.dossiers import find
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Delivery
from apps.dossiers.labels import objection, status_label
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.writing import ChangedMeanwhile
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

TEXT_AT_MOST = 300
CARRIED = ("key", "seen", "signature")
REFUSALS = (Forbidden, ChangedMeanwhile, OtherContent, MayNotTake, services.FeeFirst, services.TooManyOriginals)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DESK_DUTIES)
def returning(request: StaffRequest) -> HttpResponse:
    """What waits, list by list; posted, what was scanned or typed leads to its hand-over."""
    if request.method == "POST":
        return _find(request)
    return _list(request)


def _list(request: StaffRequest, *, text: str = "", found: list[Dossier] | None = None) -> HttpResponse:
    view = request.GET.get("xem", "")
    view = view if view in words.VIEWS else "tai-quay"
    page = _page(request, view)
    here = f"{reverse('desk:returning')}?xem={view}"
    context = {
        "chips": [_chip(name, page, view) for name in words.VIEWS],
        "view": view,
        "page": page,
        "by_post": to_follow_count(actor=request.actor),
        "text": text,
        "found": [(one, status_label(one.status), one.status in TO_HAND_OVER) for one in found or []],
        "older": f"{here}&sau={page.after}" if page.after else "",
        "newer": f"{here}&truoc={page.before}" if page.before else "",
    }
    return render(request, "desk/returning.html", context, status=422 if text and not found else 200)


def _chip(name: str, page: WaitingPage, view: str) -> dict[str, Any]:
    href = f"{reverse('desk:returning')}?xem={name}"
    return {"href": href, "words": words.VIEWS[name], "count": page.counts[name], "is_on": name == view}


def _page(request: StaffRequest, view: str) -> WaitingPage:
    ask = partial(waiting, view=view, actor=request.actor, agency=request.official.agency, at=request.at)
    try:
        return ask(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    except BadMark:
        return ask()


def _find(request: StaffRequest) -> HttpResponse:
    text = request.POST.get("tim", "").replace("\x00", "").strip()[:TEXT_AT_MOST]
    found = find_to_return(text=text, actor=request.actor) if text else []
    if len(found) == 1:
        return redirect("desk:hand_over", found[0].reference)
    if not found:
        messages.error(request, str(words.NOT_OURS))
    return _list(request, text=text or " ", found=found)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DESK_DUTIES)
@sensitive_post_parameters("card", "personal_id", "signature")
def hand_over(request: StaffRequest, reference: str) -> HttpResponse:
    """What is to be handed over and who may take it; posted, it changed hands. Afterwards: who took it."""
    dossier = find(request, reference)
    done = handed(dossier=dossier)
    if done and request.method != "POST":
        log_read(dossier=dossier, by=request.actor, door="desk/hand-over", at=request.at)
        form = SignedPaperForm(initial={"key": fresh_key()})
        return render(request, "desk/handed_over.html", {"dossier": dossier, "done": done, "form": form})
    if dossier.status not in TO_HAND_OVER and not done:
        return _not_here(request, dossier)
    log_read(dossier=dossier, by=request.actor, door="desk/hand-over", at=request.at)
    case = hand_over_case(dossier=dossier, actor=request.actor, at=request.at)
    if request.method != "POST":
        return _draw(request, case, HandOverForm(case=case, initial=_fresh(dossier)))
    if request.POST.get("viec") != "trao" or request.POST.get("card", "").strip():
        return _read_card(request, case)
    return _post(request, case)


def _not_here(request: StaffRequest, dossier: Dossier) -> HttpResponse:
    if dossier.returned_at:
        messages.info(request, str(words.ENDED_OTHERWISE))
        return redirect("desk:dossier", dossier.reference)
    facts = {"code": dossier.reference, "status": status_label(dossier.status).lower()}
    messages.info(request, str(words.NOT_YET) % facts)
    return redirect("desk:dossier", dossier.reference)


def _fresh(dossier: Dossier) -> dict[str, Any]:
    return {"key": fresh_key(), "seen": dossier.last_sequence}


def _read_card(request: StaffRequest, case: HandOverCase) -> HttpResponse:
    """What the scanner wrote fills the person; whatever else was said stays."""
    said: dict[str, Any] = {name: value for name, value in request.POST.items() if name != "card"}
    said |= {"key": fresh_key(), "seen": case.dossier.last_sequence}
    typed = request.POST.get("card", "").replace("\x00", "").strip()
    wrong = "" if typed else str(words.NO_SCAN)
    if typed:
        try:
            card = read_card(typed)
        except NotACard:
            wrong = str(words.DAMAGED_SCAN)
        else:
            said |= {"personal_id": card.personal_id, "identity": Identity.SCANNED.value}
            said |= {"name": card.name} if card.name else {}
            said |= _as_whom(case, card.personal_id)
            wrong = str(words.DAMAGED_SCAN) if Flaw.CUT in card.flaws and not card.name else ""
    form = HandOverForm(case=case, initial=said)
    return _draw(request, case, form, wrong=wrong, status=422 if wrong else 200)


def _as_whom(case: HandOverCase, personal_id: str) -> dict[str, str]:
    """The applicant and the submitter are known by their number; anybody else says who they are."""
    if case.dossier.applicant_personal_id == personal_id:
        return {"claimant": Claimant.APPLICANT.value}
    if Claimant.SUBMITTER in case.claimants and case.dossier.submitter.personal_id == personal_id:
        return {"claimant": Claimant.SUBMITTER.value}
    return {}


def _post(request: StaffRequest, case: HandOverCase) -> HttpResponse:
    form = HandOverForm(request.POST, case=case)
    if not form.is_valid():
        return _draw(request, case, form, status=422)
    said = form.cleaned_data
    content = {name: value for name, value in said.items() if name not in CARRIED}
    try:
        signature = _kept(request, said["signature"])
        content["signature"] = signature.sha256 if signature else ""
        once(
            scope=f"desk:hand_over:{case.dossier.pk}:{request.actor.key}",
            key=said["key"],
            content=content,
            at=request.at,
            act=lambda: _do(request, case, form, signature),
        )
    except FileRefused as refused:
        form.add_error(None, file_refused(refused))
        return _draw(request, case, form, status=422)
    except REFUSALS as error:
        return _refused(request, case, form, error)
    messages.success(request, str(words.HANDED))
    return redirect("desk:hand_over", case.dossier.reference)


def _kept(request: StaffRequest, upload: Any) -> StoredFile | None:
    return store(upload=upload, by=request.actor.key, at=request.at) if upload else None


def _do(request: StaffRequest, case: HandOverCase, form: HandOverForm, signature: StoredFile | None) -> dict[str, int]:
    said = form.cleaned_data
    made = services.hand_over(
        dossier_id=case.dossier.pk,
        handed=services.HandOver(
            shown=form.shown(),
            name=said["name"],
            relation=said["relation"],
            personal_id=said["personal_id"],
            phone=said["phone"],
            leader_id=said["leader"],
            originals=form.back(),
            signature=signature,
            way=Delivery(said.get("way") or Delivery.COUNTER),
        ),
        by=request.actor,
        at=request.at,
        seen=said["seen"],
    )
    return {"collection": made.pk}


def _refused(request: StaffRequest, case: HandOverCase, form: HandOverForm, error: Exception) -> HttpResponse:
    """The form again with everything that was said; where it is over meanwhile, who was first."""
    now = find(request, case.dossier.reference)
    if isinstance(error, ChangedMeanwhile):
        names = names_of(official_ids=[error.event.actor_id] if error.event else [])
        said = last_act(event=error.event, names=names) or str(Sentences.CHANGED_UNKNOWN)
    elif isinstance(error, services.FeeFirst):
        said = str(words.FEE_FIRST) % {"amount": money(error.amount)}
    elif isinstance(error, services.TooManyOriginals):
        said = str(words.TOO_MANY_ORIGINALS)
    elif isinstance(error, MayNotTake):
        said = str(words.MAY_NOT[error.why])
    else:
        said = objection(error.why) if isinstance(error, Forbidden) else str(Sentences.USED_PAGE)
    if now.status not in TO_HAND_OVER:
        messages.error(request, said)
        return redirect("desk:hand_over" if handed(dossier=now) else "desk:dossier", now.reference)
    field = words.FIELD_OF.get(error.why, "") if isinstance(error, MayNotTake) else ""
    form.add_error(field if field in form.fields else None, said)
    posted = request.POST.copy()
    posted["seen"], posted["key"] = str(now.last_sequence), fresh_key()
    form.data = posted
    again = hand_over_case(dossier=now, actor=request.actor, at=request.at)
    return _draw(request, again, form, status=409)


def _draw(
    request: StaffRequest, case: HandOverCase, form: HandOverForm, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "wrong": wrong,
        "fee_first": str(words.FEE_FIRST) % {"amount": money(case.owed)} if case.owed else "",
        "number_first": objection("number_first") if case.lacks_number else "",
        "number_address": reverse("desk:certified", args=[case.dossier.reference])
        if case.dossier.agency_id == request.actor.agency_id
        else "",
        "with_post": str(words.MAY_NOT["with_the_post"]) if case.is_with_post else "",
        "can_hand_over": case.is_open and not case.owed and not case.lacks_number,
    }
    return render(request, "desk/hand_over.html", context, status=status)


@require_POST
@needs(*DESK_DUTIES)
def sign_paper(request: StaffRequest, reference: str) -> HttpResponse:
    """The signed receipt came back: scanned, or lying in the folder."""
    dossier = find(request, reference)
    done = handed(dossier=dossier)
    if done is None:
        return redirect("desk:dossier", dossier.reference)
    form = SignedPaperForm(request.POST, request.FILES)
    scan = None
    if form.is_valid() and form.cleaned_data["scan"]:
        try:
            scan = store(upload=form.cleaned_data["scan"], by=request.actor.key, at=request.at)
        except FileRefused as refused:
            form.add_error("scan", file_refused(refused))
    if not form.is_valid():
        context = {"dossier": dossier, "done": done, "form": form}
        return render(request, "desk/handed_over.html", context, status=422)
    try:
        services.sign_on_paper(dossier_id=dossier.pk, scan=scan, by=request.actor, at=request.at)
    except services.AlreadySigned:
        messages.info(request, str(words.SIGNED_BEFORE))
    else:
        messages.success(request, str(words.SIGNED_ON_PAPER))
    return redirect("desk:hand_over", dossier.reference)
