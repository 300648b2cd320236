"""Walk-in reception on one screen: every button posts all of it, so nothing typed is lost and no id is in a URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.accounts.domain.identity import show_phone
from apps.accounts.models import Person
from apps.core.idempotency import OtherContent, once
from apps.desk.forms.fields import PersonalIdField, fresh_key
from apps.desk.forms.reception import (
    MOST_COPIES,
    MOST_PAGES,
    OTHER,
    PaperRow,
    PaperRows,
    RefusalForm,
    WalkInForm,
    read_rows,
    upload_names,
)
from apps.desk.labels import RECEPTION_DONE, Sentences
from apps.desk.selectors import counter
from apps.desk.selectors.people import known_person, last_dossier
from apps.desk.selectors.reception import Bill, Chosen, Pick, chosen, hits, usual
from apps.desk.services.receiving import WalkIn, receive_walk_in, refuse_walk_in
from apps.desk.views.keeping import Kept, keep
from apps.dossiers.services.receiving import HandedPaper
from apps.dossiers.services.writing import NoAllowance
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.checklist import Checked, check
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.labels.fees import answer_words
from apps.procedures.models import RequiredDocument

RECEIVE, MISSING, REFUSE, RECKON = "nhan", "thieu", "tu-choi", "tinh-phi"
LONGEST_NOTE = 200


@dataclass(slots=True, kw_only=True)
class Screen:
    """Everything on the screen, whoever put it there."""

    request: StaffRequest
    said: dict[str, Any]
    purpose: str
    chosen: Chosen | None
    picks: Sequence[Pick]
    rows: PaperRows
    person: Person | None
    id_error: str = ""
    kept: Kept = field(default_factory=Kept)

    @property
    def checked(self) -> Checked:
        papers = self.chosen.papers if self.chosen else ()
        return check(papers=papers, ticked=self.rows.ticked)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.CLERK)
def reception(request: StaffRequest) -> HttpResponse:
    """Draw the screen with what is known by now; or receive, or refuse."""
    screen = _read(request)
    if screen.purpose in (RECEIVE, REFUSE):
        return _finish(screen)
    blank = WalkInForm(
        initial={"key": fresh_key(), **screen.said}, today=_today(request), may_be_exempt=_may_be_exempt(screen)
    )
    return _show(screen, blank, RefusalForm(initial=screen.said))


def _form(screen: Screen) -> WalkInForm:
    return WalkInForm(
        screen.said,
        today=_today(screen.request),
        courtesy=_courtesy(screen),
        may_be_exempt=_may_be_exempt(screen),
    )


def _may_be_exempt(screen: Screen) -> Sequence[Exemption]:
    return screen.chosen.may_be_exempt if screen.chosen else ()


def _courtesy(screen: Screen) -> str:
    return screen.chosen.arrangement.offering.courtesy if screen.chosen else ""


def _today(request: StaffRequest) -> date:
    return timezone.localdate(request.at)


def _read(request: StaffRequest) -> Screen:
    posted, agency = request.POST, request.official.agency
    said: dict[str, Any] = {name: str(value).replace("\x00", "") for name, value in posted.items()}
    picked = said.get("chon") or request.GET.get("thu-tuc", "").replace("\x00", "")
    code, text = picked or said.get("thu_tuc", ""), said.get("tim_thu_tuc", "").strip()[:200]
    picks = hits(text=text, agency=agency, at=request.at) if text and not picked else ()
    if len(picks) == 1:
        code = picks[0].code
    case, bill = said.get("case", ""), _bill(said)
    found = chosen(code=code, case=case, agency=agency, at=request.at, bill=bill) if code else None
    papers = found.papers if found else ()
    is_fresh = code != said.get("da_chon", "")
    kept = keep(request, names=upload_names(papers))
    person, id_error = _known(said.get("personal_id", ""))
    purpose = said.get("viec", "")
    if purpose not in (RECEIVE, REFUSE):
        said |= _about(person, said)
    if found:
        said["tim_thu_tuc"] = ""
    if found and (is_fresh or purpose == RECKON):
        said |= _reckoned(found)
    return Screen(
        request=request,
        said=said,
        purpose=purpose,
        chosen=found,
        picks=() if len(picks) == 1 else picks,
        rows=read_rows(
            papers=papers,
            posted=said,
            files=kept.files,
            tickets=kept.tickets,
            refusals=kept.refusals,
            is_fresh=is_fresh,
        ),
        person=person,
        id_error=id_error,
        kept=kept,
    )


def _bill(said: Mapping[str, Any]) -> Bill:
    """For how many pages and copies, and for whom, the fee is asked; what is no number counts as one."""
    typed = said.get("fee_exemption", "")
    return Bill(
        pages=_number(said.get("fee_pages", ""), most=MOST_PAGES),
        copies=_number(said.get("fee_copies", ""), most=MOST_COPIES),
        exemption=Exemption(typed) if typed in set(Exemption) else None,
    )


def _number(typed: str, *, most: int) -> int:
    text = typed.strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else 1


def _reckoned(found: Chosen) -> dict[str, str]:
    """The fee as the rules reckon it, and why, where there is something to explain."""
    amount = "" if found.answer.amount is None else str(found.answer.amount)
    has_reason = found.asks_for_the_bill or bool(found.answer.rule and found.answer.rule.reason)
    note = answer_words(found.answer) if found.answer.amount is not None and has_reason else ""
    return {"fee_amount": amount, "fee_was": amount, "fee_note": note[:LONGEST_NOTE]}


def _known(typed: str) -> tuple[Person | None, str]:
    """Whoever has this personal id, or what is wrong with it."""
    try:
        personal_id = PersonalIdField(required=False).clean(typed)
    except ValidationError as error:
        return None, " ".join(error.messages)
    return (known_person(personal_id=personal_id) if personal_id else None), ""


def _about(person: Person | None, said: dict[str, Any]) -> dict[str, Any]:
    """What we know already fills what is still empty; what was typed stays."""
    if person is None:
        return {}
    known = {
        "name": person.name,
        "birth_date": f"{person.birth_date:%d/%m/%Y}" if person.birth_date else "",
        "phone": show_phone(person.phone),
        "email": person.email,
        "address": person.address,
    }
    return {name: value for name, value in known.items() if not said.get(name)}


def _finish(screen: Screen) -> HttpResponse:
    """Receive or refuse, if everything needed is there; else the screen again with what to do."""
    refusing = screen.purpose == REFUSE
    form = _form(screen)
    refusal = RefusalForm(screen.said if refusing else None, initial=screen.said)
    complete = form.is_valid()
    if refusing:
        complete = refusal.is_valid() and complete
    if screen.chosen is None:
        form.add_error(None, _("Chọn thủ tục trước."))
        return _show(screen, form, refusal, status=422)
    if not refusing and _is_reckoned_anew(screen, form):
        return _show(screen, form, refusal, status=422)
    if not refusing and screen.checked.missing and not form.cleaned_data.get("incomplete_ok"):
        return _show(screen, form, refusal, status=422)
    if not complete or not screen.rows.is_valid:
        return _show(screen, form, refusal, status=422)
    return _write(screen, form, refusal)


def _is_reckoned_anew(screen: Screen, form: WalkInForm) -> bool:
    """Whether pages, copies or exemption changed under a fee that nobody touched: the new sum is shown first."""
    chosen, said = screen.chosen, screen.said
    untouched = said.get("fee_was", "") != "" and said.get("fee_amount", "").replace(".", "") == said["fee_was"]
    if chosen is None or chosen.answer.amount is None or not untouched or str(chosen.answer.amount) == said["fee_was"]:
        return False
    screen.said |= _reckoned(chosen)
    form.data = screen.said
    form.add_error("fee_amount", _("Lệ phí đã tính lại theo số trang, số bản. Xem số mới rồi bấm nhận lần nữa."))
    return True


def _write(screen: Screen, form: WalkInForm, refusal: RefusalForm) -> HttpResponse:
    request = screen.request
    try:
        answer = once(
            scope=f"desk:reception:{request.actor.key}",
            key=form.cleaned_data["key"],
            content=_content(screen),
            at=request.at,
            act=lambda: _act(screen, form, refusal),
        )
    except NoAllowance:
        form.add_error(None, str(Sentences.NO_ALLOWANCE))
        return _show(screen, form, refusal, status=409)
    except OtherContent:
        screen.said["key"] = fresh_key()
        form = _form(screen)
        form.add_error(None, str(Sentences.USED_PAGE))
        return _show(screen, form, refusal, status=409)
    messages.success(request, str(RECEPTION_DONE[answer["did"]]) % {"code": answer["reference"]})
    return redirect("desk:dossier", answer["reference"])


def _act(screen: Screen, form: WalkInForm, refusal: RefusalForm) -> dict[str, str]:
    request, walk_in = screen.request, _walk_in(screen, form)
    if screen.purpose == REFUSE:
        said = refusal.cleaned_data
        slip = refuse_walk_in(
            walk_in=walk_in, category=said["category"], reason=said["reason"], by=request.actor, at=request.at
        )
        return {"reference": slip.dossier.reference, "did": REFUSE}
    dossier = receive_walk_in(walk_in=walk_in, by=request.actor, at=request.at).dossier
    return {"reference": dossier.reference, "did": RECEIVE}


def _walk_in(screen: Screen, form: WalkInForm) -> WalkIn:
    assert screen.chosen is not None
    said = form.cleaned_data
    return WalkIn(
        arrangement=screen.chosen.arrangement,
        version=screen.chosen.version,
        agency=screen.request.official.agency,
        applicant=form.owner(),
        submitter=form.person() if said["acts_for"] == OTHER else None,
        relation=said["relation"] if said["acts_for"] == OTHER else "",
        papers=_handed(screen.rows.handed),
        delivery=said["delivery"],
        delivery_address=said["delivery_address"],
        case=said["case"],
        fee_amount=said["fee_amount"],
        fee_note=said["fee_note"],
        wants_courtesy=said.get("courtesy", False),
    )


def _handed(rows: Sequence[PaperRow]) -> list[HandedPaper]:
    required = RequiredDocument.objects.in_bulk([row.paper.key for row in rows if row.paper])
    return [
        HandedPaper(
            name=row.name,
            originals=row.originals,
            photocopies=row.copies,
            required=required.get(row.paper.key) if row.paper else None,
            file=row.file,
        )
        for row in rows
    ]


def _content(screen: Screen) -> dict[str, Any]:
    """What was said, so that one key receives one dossier; scans count by what is in them."""
    left_out = ("csrfmiddlewaretoken", "key", "da_chon")
    posted = screen.request.POST.items()
    said = {name: value for name, value in posted if name not in left_out and not name.endswith("_kept")}
    return said | {name: file.sha256 for name, file in screen.kept.files.items()}


def _show(screen: Screen, form: WalkInForm, refusal: RefusalForm, *, status: int = 200) -> HttpResponse:
    request, agency = screen.request, screen.request.official.agency
    focus = "" if form.errors or refusal.errors else _focus(screen)  # what is wrong is read first
    if focus == "name":
        form.fields["name"].widget.attrs["autofocus"] = True
    last = last_dossier(person=screen.person, actor=request.actor) if screen.person else None
    context = {
        "form": form,
        "refusal": refusal,
        "screen": screen,
        "chosen": screen.chosen,
        "checked": screen.checked,
        "is_missing_told": screen.purpose in (MISSING, RECEIVE) and bool(screen.checked.missing),
        "is_refusing": screen.purpose == REFUSE,
        "picks": screen.picks or (() if screen.chosen else usual(agency=agency, at=request.at)),
        "is_found": bool(screen.picks),
        "text": screen.said.get("tim_thu_tuc", ""),
        "last": last,
        "queue": counter.queue(kind="cho-nhan", actor=request.actor, agency=agency, at=request.at),
        "explanation": screen.chosen.promise.explanation if screen.chosen and screen.chosen.promise else None,
        "focus": focus,
    }
    return render(request, "desk/reception.html", context, status=status)


def _focus(screen: Screen) -> str:
    """Where the cursor stands next, so that a known citizen and a common procedure need no mouse."""
    if screen.picks:
        return "picks"
    if not screen.said.get("name"):
        return "name" if screen.said.get("personal_id") and not screen.id_error else "person"
    return "papers" if screen.chosen else "procedure"
