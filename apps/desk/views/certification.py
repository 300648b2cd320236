"""`/quay/chung-thuc/`: who (scan), what, how much of it, the fee; one press receives, numbers and hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.idempotency import OtherContent, once
from apps.core.paper.press import PressFailed
from apps.desk.domain.books import Book
from apps.desk.domain.certification import BOOK_OF
from apps.desk.domain.papers import SlipKind
from apps.desk.forms.certification import SignerForm, filled, paper_rows
from apps.desk.forms.fields import fresh_key
from apps.desk.labels import Sentences
from apps.desk.models import Slip
from apps.desk.printing.certification import render_attestations
from apps.desk.selectors.certification import (
    SIGNED,
    Offer,
    entries_of,
    last_entries,
    offers,
    papers_of,
    signed_of,
    waiting,
)
from apps.desk.selectors.people import Colleague, colleagues
from apps.desk.selectors.reception import COUNTER
from apps.desk.services.certification import (
    NothingToNumber,
    Wanted,
    certify,
    certify_at_once,
    receive_to_certify,
)
from apps.desk.services.walk_ins import Places, Presence, WalkIn
from apps.desk.views.dossiers import find
from apps.desk.views.papers import pdf
from apps.desk.views.reception_forms import Forms, blank_forms, main_form, pressed_forms
from apps.desk.views.reception_screen import AT_ONCE, LONGEST_NOTE, RECEIVE, Screen, choose, read
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import OPEN, Status
from apps.dossiers.labels import objection
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.receiving import HandedPaper
from apps.dossiers.services.writing import NoAllowance
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.fee_rules import Asked, Exemption, fee_of

MORE = "them-dong"
WRITES = (RECEIVE, AT_ONCE)


@dataclass(slots=True, kw_only=True)
class Table:
    """The screen with the papers on the table, and what they cost together."""

    screen: Screen
    forms: Forms
    rows: Any
    offered: Sequence[Offer]
    wanted: list[Wanted] = field(default_factory=list)
    is_sure: bool = False

    @property
    def total(self) -> int:
        return sum(one.fee or 0 for one in self.wanted)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.CLERK)
def counter(request: StaffRequest) -> HttpResponse:
    """Draw the counter with what is known by now; or receive what is on it."""
    table = _read(request)
    if table.screen.purpose not in WRITES:
        return _show(table)
    form, screen = table.forms.main, table.screen
    complete = form.is_valid() and table.rows.is_valid()
    spot = table.forms.spot
    if screen.purpose == AT_ONCE:
        complete = bool(spot and spot.is_valid()) and complete
        if spot is None:
            form.add_error(None, objection("not_at_once") if screen.chosen else _("Chọn việc chứng thực trước."))
    if complete and not table.wanted:
        form.add_error(None, _("Ghi ít nhất một giấy tờ cần chứng thực."))
    if complete and table.wanted and _is_reckoned_anew(table):
        return _show(table, status=422)
    if not complete or form.errors or screen.id_error or screen.chosen is None:
        return _show(table, status=422)
    return _write(table)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.CLERK, Duty.RETURN_CLERK)
def certified(request: StaffRequest, reference: str) -> HttpResponse:
    """The numbers of one visit, large enough to be copied onto the papers; or what still waits for its numbers."""
    found = _certified(request, reference)
    form = SignerForm(request.POST if request.method == "POST" else None, leaders=_signers(request, found))
    papers = papers_of(dossier=found)
    is_waiting = any(paper.numbered is None for paper in papers)
    if request.method == "POST" and not is_waiting:  # pressed twice, or in two windows: the numbers are there
        return redirect("desk:certified", found.reference)
    if request.method == "POST" and form.is_valid():
        return _certify(request, found, form.cleaned_data["signer"])
    log_read(dossier=found, by=request.actor, door="desk/certified", at=request.at)
    slip = Slip.objects.filter(dossier=found, kind=SlipKind.RECEIPT, superseded_at__isnull=True).first()
    context = {
        "dossier": found,
        "papers": papers,
        "slip": slip,
        "form": form,
        "is_waiting": is_waiting,
        "is_open": found.status in (Status.RECEIVED, *SIGNED),
        "is_under_way": found.status in OPEN,
        "is_ready": found.status in SIGNED,
        "is_numbered": bool(entries_of(dossier=found)),
    }
    return render(request, "desk/certified.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Duty.CLERK, Duty.RETURN_CLERK)
def print_attestations(request: StaffRequest, reference: str) -> HttpResponse:
    """The numbers with their attestation as PDF, to be put on the copies."""
    found = _certified(request, reference)
    entries = entries_of(dossier=found)
    if not entries:
        raise Http404
    log_read(dossier=found, by=request.actor, door="desk/attestations", at=request.at)
    try:
        paper = render_attestations(entries=entries, agency=found.agency, reference=found.reference)
    except PressFailed:
        numbers = ", ".join(str(entry.number) for entry in entries)
        context = {"numbers": numbers, "dossier": found, "again": request.path}
        return render(request, "desk/not_printed.html", context, status=503)
    return pdf(paper, name=f"chung-thuc-{found.reference}")


def _certified(request: StaffRequest, reference: str) -> Dossier:
    found = find(request, reference)
    if found.agency_id != request.actor.agency_id or not found.to_certify.exists():
        raise Http404
    return found


def _signers(request: StaffRequest, found: Dossier) -> list[Colleague]:
    """Whoever signed the result; for what is signed at the counter, each leader of today who did not receive it."""
    signed = signed_of(dossier=found)
    if signed and signed.signed_by:
        one = signed.signed_by
        return [Colleague(one.pk, one.name, signed.signed_as or one.position, 0, one.unit_name)]
    hands = [found.received_by_id, request.actor.id]
    return colleagues(agency_id=found.agency_id, duties=[Duty.LEADER], at=request.at, besides=hands)


def _certify(request: StaffRequest, found: Dossier, signer_id: int) -> HttpResponse:
    try:
        done = certify(dossier_id=found.pk, signer_id=signer_id, by=request.actor, at=request.at)
    except Forbidden as error:
        messages.error(request, objection(error.why))
    except NothingToNumber:
        messages.error(request, str(Sentences.NOT_OFFERED))
    else:
        is_home = done.status == Status.RETURNED
        messages.success(request, _("Đã vào sổ và trao kết quả.") if is_home else _("Đã vào sổ chứng thực."))
    return redirect("desk:certified", found.reference)


def _read(request: StaffRequest) -> Table:
    screen, ours = read(request), request.official.agency
    offered = offers(agency=ours, at=request.at)
    codes = [offer.code for offer in offered]
    if screen.is_elsewhere:  # a book of another office is written there
        screen.places = Places(receiving=ours, deciding=ours, returning=ours)
        screen.chosen = None
    if screen.chosen and screen.chosen.version.procedure.code not in codes:
        screen.chosen = None
    if screen.chosen is None and codes:
        wanted = screen.said.get("thu_tuc", "")
        choose(screen, wanted if wanted in codes else codes[0])
    said = screen.said
    is_posted = request.method == "POST"
    more = 3 if screen.purpose == MORE else 0
    rows = paper_rows(_with_more(said, more) if is_posted else None)
    table = Table(
        screen=screen,
        forms=pressed_forms(screen) if screen.purpose in WRITES else blank_forms(screen),
        rows=rows,
        offered=offered,
    )
    _reckon(table)
    if screen.purpose not in WRITES:
        if is_posted and table.wanted:
            said |= _fee_said(table)
        else:
            said |= {"fee_amount": "", "fee_was": ""}
        table.forms = blank_forms(screen)
    return table


def _with_more(said: dict[str, Any], more: int) -> dict[str, Any]:
    total = str(said.get("giay-TOTAL_FORMS", "0"))
    count = int(total) if total.isascii() and total.isdigit() and len(total) < 3 else 0
    return {"giay-INITIAL_FORMS": "0", **said, "giay-TOTAL_FORMS": str(count + more)}


def _reckon(table: Table) -> None:
    """What each paper costs by the rules of the day."""
    screen = table.screen
    if screen.chosen is None or not table.rows.is_bound:
        return
    typed = screen.said.get("fee_exemption", "")
    exempt = frozenset({Exemption(typed)} if typed in set(Exemption) else ())
    for one in filled(table.rows):
        asked = Asked(
            channel=COUNTER,
            on=timezone.localdate(screen.request.at),
            pages=one["pages"],
            copies=one["copies"],
            exemptions=exempt,
        )
        fee = fee_of(screen.chosen.fees, asked).amount
        table.wanted.append(Wanted(title=one["title"], pages=one["pages"], copies=one["copies"], fee=fee))
    table.is_sure = bool(table.wanted) and all(one.fee is not None for one in table.wanted)


def _fee_said(table: Table) -> dict[str, str]:
    if not table.is_sure:
        return {"fee_was": ""}
    return {"fee_amount": str(table.total), "fee_was": str(table.total)}


def _is_reckoned_anew(table: Table) -> bool:
    """Whether the sum was not on the screen yet, or changed under a sum that nobody touched: it is shown first."""
    said = table.screen.said
    typed, shown = said.get("fee_amount", "").replace(".", "").strip(), said.get("fee_was", "")
    is_theirs = typed not in ("", shown)
    if not table.is_sure or is_theirs or shown == str(table.total):
        return False
    if not table.total:  # nothing to take: no second press
        said |= _fee_said(table)
        return False
    said |= _fee_said(table)
    table.forms.main = main_form(table.screen)
    table.forms.main.add_error("fee_amount", _("Đã tính phí. Thu xong thì bấm lần nữa."))
    return True


def _write(table: Table) -> HttpResponse:
    screen, form = table.screen, table.forms.main
    request = screen.request
    try:
        answer = once(
            scope=f"desk:certification:{request.actor.key}",
            key=form.cleaned_data["key"],
            content={name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"},
            at=request.at,
            act=lambda: _act(table),
        )
    except NoAllowance:
        form.add_error(None, str(Sentences.NO_ALLOWANCE))
        return _show(table, status=409)
    except Forbidden as error:
        form.add_error(None, objection(error.why))
        return _show(table, status=409)
    except OtherContent:
        screen.said["key"] = fresh_key()
        table.forms.main = main_form(screen)
        table.forms.main.add_error(None, str(Sentences.USED_PAGE))
        return _show(table, status=409)
    return redirect("desk:certified", answer["reference"])


def _act(table: Table) -> dict[str, str]:
    screen, spot = table.screen, table.forms.spot
    assert screen.chosen is not None
    code = screen.chosen.version.procedure.code
    said: dict[str, Any] = {
        "walk_in": _walk_in(table),
        "wanted": _as_taken(table),
        "book": BOOK_OF[code],
        "by": screen.request.actor,
        "at": screen.request.at,
    }
    if screen.purpose == AT_ONCE and spot:
        return {"reference": certify_at_once(**said, signer_id=spot.cleaned_data["signer"]).reference}
    return {"reference": receive_to_certify(**said).dossier.reference}


def _as_taken(table: Table) -> list[Wanted]:
    """The papers with the fee that was taken: where another sum than the reckoned one was typed, the book says that
    of a single paper, and of several none, for nobody said how it falls on them."""
    taken: int = table.forms.main.cleaned_data["fee_amount"]
    is_untouched = taken == table.total if table.is_sure else not table.screen.said.get("fee_amount", "").strip()
    if is_untouched:
        return table.wanted
    return [replace(one, fee=taken if len(table.wanted) == 1 else None) for one in table.wanted]


def _walk_in(table: Table) -> WalkIn:
    screen, form = table.screen, table.forms.main
    assert screen.chosen is not None
    said, is_copying = form.cleaned_data, BOOK_OF[screen.chosen.version.procedure.code] is Book.COPIES
    return WalkIn(
        arrangement=screen.chosen.arrangement,
        version=screen.chosen.version,
        places=screen.places,
        applicant=form.person(),
        papers=[
            HandedPaper(name=one.title, originals=1, photocopies=one.copies if is_copying else 0)
            for one in table.wanted
        ],
        fee_amount=said["fee_amount"],
        fee_note="; ".join(f"{one.pages} trang × {one.copies} bản" for one in table.wanted)[:LONGEST_NOTE],
        presence=Presence(key=said["key"], ticket=said["ticket"], visit_id=screen.visit.pk if screen.visit else None),
    )


def _show(table: Table, *, status: int = 200) -> HttpResponse:
    screen, request = table.screen, table.screen.request
    has_errors = table.forms.has_errors or (table.rows.is_bound and table.rows.total_error_count())
    context = {
        "form": table.forms.main,
        "spot": table.forms.spot,
        "screen": screen,
        "chosen": screen.chosen,
        "offers": table.offered,
        "rows": table.rows,
        "wanted": table.wanted,
        "total": table.total if table.is_sure else None,
        "due": screen.chosen.promise.explanation.due_at if screen.chosen and screen.chosen.promise else None,
        "waiting": waiting(actor=request.actor),
        "last": last_entries(actor=request.actor),
        "focus": "" if has_errors else _focus(table),
    }
    return render(request, "desk/certification.html", context, status=status)


def _focus(table: Table) -> str:
    """Where the cursor stands next, so that a known citizen needs no mouse."""
    if not table.screen.said.get("name"):
        return "name" if table.screen.said.get("personal_id") and not table.screen.id_error else "person"
    return "go" if table.wanted else "papers"
