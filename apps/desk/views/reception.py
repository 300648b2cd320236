"""Walk-in reception on one screen: every button posts all of it, so nothing typed is lost and no id is in a URL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.idempotency import OtherContent, once
from apps.desk.forms.fields import fresh_key
from apps.desk.forms.reception import OTHER, AskForm, AtOnceForm, WalkInForm
from apps.desk.forms.reception_papers import PaperRow
from apps.desk.labels import RECEPTION_DONE, Sentences
from apps.desk.labels.reception import ELSEWHERE, GONE_ON
from apps.desk.selectors import counter
from apps.desk.selectors.claims import hands_on
from apps.desk.selectors.people import last_dossier
from apps.desk.selectors.reception import usual
from apps.desk.selectors.walk_ins import asked_before, owed_by
from apps.desk.services.walk_ins import (
    Presence,
    WalkIn,
    ask_walk_in,
    receive_walk_in,
    refuse_walk_in,
    serve_at_once,
)
from apps.desk.views.reception_forms import Forms, blank_forms, main_form, pressed_forms
from apps.desk.views.reception_screen import (
    AT_ONCE,
    MISSING,
    REFUSE,
    TAKING_IN,
    WRITING,
    Screen,
    read,
    reckoned,
)
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.labels import objection
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import by_reference
from apps.dossiers.services.at_once import SpotResult
from apps.dossiers.services.receiving import HandedPaper
from apps.dossiers.services.writing import NoAllowance
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.models import ProcedureVersion, RequiredDocument

IN_QUEUE = 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.CLERK)
def reception(request: StaffRequest) -> HttpResponse:
    """Draw the screen with what is known by now; or receive, ask in writing, refuse."""
    screen = read(request)
    if screen.called:
        return _called(screen)
    if screen.purpose in WRITING:
        return _finish(screen)
    return _show(screen, blank_forms(screen))


def _called(screen: Screen) -> HttpResponse:
    """A code was scanned where a card was expected: to the dossier, or to the papers it waits for."""
    request = screen.request
    if asked_before(reference=screen.called, actor=request.actor):
        return redirect(f"{reverse('desk:reception')}?ho-so={screen.called}")
    try:
        return redirect("desk:dossier", by_reference(reference=screen.called, actor=request.actor).reference)
    except Dossier.DoesNotExist:
        screen.id_error = str(ELSEWHERE) % {"code": screen.called}
    screen.said["personal_id"] = screen.said.get("da_so", "")
    return _show(screen, blank_forms(screen))


def _finish(screen: Screen) -> HttpResponse:
    """Receive, ask or refuse, if everything needed is there; else the screen again with what to do."""
    forms, is_taken_in = pressed_forms(screen), screen.purpose in TAKING_IN
    form = forms.main
    complete = not [one for one in forms.pressed(screen.purpose) if not one.is_valid()]
    if screen.chosen is None or (screen.purpose == AT_ONCE and forms.spot is None):
        form.add_error(None, _("Chọn thủ tục trước.") if screen.chosen is None else objection("not_at_once"))
        return _show(screen, forms, status=422)
    if screen.said.get("ho_so") and screen.again is None:
        form.add_error(None, str(GONE_ON))
        return _show(screen, forms, status=409)
    is_ready = not is_taken_in or not _is_reckoned_anew(screen, form)
    if is_taken_in and screen.checked.missing and not form.cleaned_data.get("incomplete_ok"):
        is_ready = False
    if not (is_ready and complete and screen.rows.is_valid and not screen.id_error):
        return _show(screen, forms, status=422)
    return _write(screen, forms)


def _is_reckoned_anew(screen: Screen, form: WalkInForm) -> bool:
    """Whether pages, copies or exemption changed under a fee that nobody touched: the new sum is shown first."""
    chosen, said = screen.chosen, screen.said
    untouched = said.get("fee_was", "") != "" and said.get("fee_amount", "").replace(".", "") == said["fee_was"]
    if chosen is None or chosen.answer.amount is None or not untouched or str(chosen.answer.amount) == said["fee_was"]:
        return False
    screen.said |= reckoned(chosen)
    form.data = screen.said
    form.add_error("fee_amount", _("Lệ phí đã tính lại theo số trang, số bản. Xem số mới rồi bấm nhận lần nữa."))
    return True


def _write(screen: Screen, forms: Forms) -> HttpResponse:
    request, status = screen.request, 409
    try:
        answer = once(
            scope=f"desk:reception:{request.actor.key}",
            key=forms.main.cleaned_data["key"],
            content=_content(screen),
            at=request.at,
            act=lambda: _act(screen, forms),
        )
    except NoAllowance:
        forms.main.add_error(None, str(Sentences.NO_ALLOWANCE))
        return _show(screen, forms, status=status)
    except Forbidden as error:
        why = GONE_ON if error.why == "wrong_status" else objection(error.why)
        forms.main.add_error(None, str(why))
        return _show(screen, forms, status=status)
    except OtherContent:
        screen.said["key"] = fresh_key()
        forms.main = main_form(screen)
        forms.main.add_error(None, str(Sentences.USED_PAGE))
        return _show(screen, forms, status=status)
    messages.success(request, str(RECEPTION_DONE[answer["did"]]) % {"code": answer["reference"]})
    return redirect("desk:dossier", answer["reference"])


def _act(screen: Screen, forms: Forms) -> dict[str, str]:
    walk_in = _walk_in(screen, forms.main)
    who: dict[str, Any] = {"walk_in": walk_in, "by": screen.request.actor, "at": screen.request.at}
    if screen.purpose == REFUSE:
        said = forms.refusal.cleaned_data
        dossier = refuse_walk_in(**who, category=said["category"], reason=said["reason"]).dossier
    elif forms.asking:
        reason = forms.asking.cleaned_data["reason"]
        dossier = ask_walk_in(**who, items=forms.asking.rows.lines(), reason=reason).dossier
    elif screen.purpose == AT_ONCE and forms.spot:
        dossier = serve_at_once(**who, result=_result(walk_in.version, forms.spot))
    else:
        dossier = receive_walk_in(**who).dossier
    return {"reference": dossier.reference, "did": screen.purpose}


def _result(version: ProcedureVersion, spot: AtOnceForm) -> SpotResult:
    said = spot.cleaned_data
    title = next((paper["name"] for paper in version.results if paper.get("name")), version.short_name)
    return SpotResult(title=title, number=said["result_number"], signer_id=said["signer"])


def _walk_in(screen: Screen, form: WalkInForm) -> WalkIn:
    assert screen.chosen is not None
    said = form.cleaned_data
    is_for_another = said["acts_for"] == OTHER
    return WalkIn(
        arrangement=screen.chosen.arrangement,
        version=screen.chosen.version,
        places=screen.places,
        applicant=form.owner(),
        submitter=form.person() if is_for_another else None,
        relation=said["relation"] if is_for_another else "",
        standing=form.standing(),
        papers=_handed(screen.rows.handed),
        delivery=said["delivery"],
        delivery_address=said["delivery_address"],
        case=said["case"],
        fee_amount=said["fee_amount"] if screen.purpose in TAKING_IN else 0,
        fee_note=said["fee_note"],
        pages=said.get("fee_pages") or 0,
        copies=said.get("fee_copies") or 1,
        wants_courtesy=said.get("courtesy", False),
        again=screen.again.pk if screen.again else None,
        presence=Presence(key=said["key"], ticket=said["ticket"], visit_id=screen.visit.pk if screen.visit else None),
    )


def _handed(rows: Sequence[PaperRow]) -> list[HandedPaper]:
    required = RequiredDocument.objects.in_bulk([row.paper.key for row in rows if row.paper])
    return [
        HandedPaper(
            name=row.name,
            originals=row.counted.originals,
            photocopies=row.counted.copies,
            certified=row.counted.certified,
            electronic=row.counted.electronic,
            required=required.get(row.paper.key) if row.paper else None,
            file=row.file,
        )
        for row in rows
    ]


def _content(screen: Screen) -> dict[str, Any]:
    """What was said, so that one key receives one dossier; scans count by what is in them."""
    left_out = ("csrfmiddlewaretoken", "key", "da_chon", "da_so")
    posted = screen.request.POST.items()
    said = {name: value for name, value in posted if name not in left_out and not name.endswith("_kept")}
    return said | {name: file.sha256 for name, file in screen.kept.files.items()}


def _show(screen: Screen, forms: Forms, *, status: int = 200) -> HttpResponse:
    request, agency = screen.request, screen.request.official.agency
    focus = "" if forms.has_errors else _focus(screen, forms.asking)  # what is wrong is read first
    if focus == "name":
        forms.main.fields["name"].widget.attrs["autofocus"] = True
    queue = counter.queue(kind="cho-nhan", actor=request.actor, agency=agency, at=request.at)
    lines = queue.lines[:IN_QUEUE]
    hands = hands_on(dossier_ids=[line.id for line in lines], actor=request.actor, at=request.at)
    context = {
        "form": forms.main,
        "refusal": forms.refusal,
        "asking": forms.asking,
        "spot": forms.spot,
        "screen": screen,
        "chosen": screen.chosen,
        "checked": screen.checked,
        "is_missing_told": screen.purpose in (MISSING, *TAKING_IN) and bool(screen.checked.missing),
        "is_refusing": screen.purpose == REFUSE,
        "is_at_once": screen.purpose == AT_ONCE,
        "picks": screen.picks
        or (() if screen.chosen else usual(agency=agency, at=request.at, by=screen.places.deciding)),
        "is_found": bool(screen.picks),
        "text": screen.said.get("tim_thu_tuc", ""),
        "last": last_dossier(person=screen.person, actor=request.actor) if screen.person else None,
        "owed": owed_by(person=screen.person, actor=request.actor) if screen.person and not screen.again else (),
        "queue": queue,
        "waiting": [(line, hands.get(line.id)) for line in lines],
        "explanation": screen.chosen.promise.explanation if screen.chosen and screen.chosen.promise else None,
        "focus": focus,
    }
    return render(request, "desk/reception.html", context, status=status)


def _focus(screen: Screen, asking: AskForm | None) -> str:
    """Where the cursor stands next, so that a known citizen and a common procedure need no mouse."""
    if asking:
        return "asking"
    if screen.picks:
        return "picks"
    if not screen.said.get("name"):
        return "name" if screen.said.get("personal_id") and not screen.id_error else "person"
    if not screen.chosen:
        return "procedure"
    return "papers" if screen.checked.missing else "go"
