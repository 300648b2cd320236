"""`/xac-nhan/…`: the second party reads what another filed in both their names, and says yes or no to exactly that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.domain.identity import mask_phone
from apps.accounts.models import Person
from apps.accounts.selectors import phone_index
from apps.accounts.services import codes
from apps.core.labels import stamp
from apps.core.strangers import client_address
from apps.desk.selectors.second_party import statement
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.parties import Confirmation, PartyState
from apps.dossiers.models import SecondParty
from apps.dossiers.selectors.parties import OPEN_TO_CONFIRM, by_party_address, party_state_of
from apps.dossiers.services import parties
from apps.dossiers.services.reading import log_read
from apps.messaging.services import PhonesUnreachable, send_code
from apps.portal.permissions import NotACitizen, citizen, natural_person

PURPOSE = "second-party"
PROVED, PROOF_LASTS = "second_party", timedelta(minutes=30)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, address: str) -> HttpResponse:
    """`/xac-nhan/<địa chỉ>/`: prove who you are, read, answer; once answered or lapsed it says so."""
    at = timezone.now()
    try:
        party = by_party_address(address)
    except SecondParty.DoesNotExist as error:
        raise Http404 from error
    if party.dossier.status not in OPEN_TO_CONFIRM:
        return _closed(request, party, None)
    state = party_state_of(dossier=party.dossier, at=at)
    if state is not PartyState.ASKED:
        return _closed(request, party, state)
    way = _proof(request, party, at)
    if request.method == "POST":
        return _posted(request, party, way, at)
    if way is None:
        return _door(request, party)
    reader = Actor(kind=ActorKind.CITIZEN, id=_person_id(request))  # 0: whoever holds the phone
    log_read(dossier=party.dossier, by=reader, door=f"portal/confirm/{way.value}", at=at)
    return _reading(request, party)


def _posted(request: HttpRequest, party: SecondParty, way: Confirmation | None, at: datetime) -> HttpResponse:
    press = request.POST.get("viec", "")
    if press == "gui-ma":
        return _send(request, party, at)
    if press == "ma":
        return _check(request, party, at)
    if way is None:
        return _door(request, party, status=422)
    if press not in ("dong-y", "khong-dong-y"):
        return _reading(request, party, status=422)
    return _answer(request, party, way, agreed=press == "dong-y", at=at)


def _answer(request: HttpRequest, party: SecondParty, way: Confirmation, *, agreed: bool, at: datetime) -> HttpResponse:
    account = Actor(kind=ActorKind.CITIZEN, id=_person_id(request)).key
    by = account if way is Confirmation.ACCOUNT else f"party:{party.pk}"
    try:
        parties.answer(
            dossier_id=party.dossier_id, agreed=agreed, read=request.POST.get("doc", ""), way=way, by=by, at=at
        )
    except parties.ReadOtherwise:
        messages.warning(request, _("Hồ sơ vừa được sửa sau khi bạn mở trang này. Đọc lại giúp rồi hãy trả lời."))
    except (parties.NotAsked, Forbidden):
        pass  # answered in another tab, or filed meanwhile: the page says what became of it
    return redirect("portal:confirm", party.address)


def _send(request: HttpRequest, party: SecondParty, at: datetime) -> HttpResponse:
    if not party.phone:
        return _door(request, party, status=422)
    try:
        send_code(
            agency_id=party.agency_id,
            purpose=PURPOSE,
            about=f"party:{party.pk}",
            phone=party.phone,
            address=client_address(request),
            at=at,
        )
    except PhonesUnreachable:
        fault = _("Lúc này chúng tôi chưa gửi được tin nhắn. Thử lại sau, đăng nhập, hoặc đến quầy xác nhận.")
        return _door(request, party, fault=fault, status=503)
    return _door(request, party, is_sent=True)


def _check(request: HttpRequest, party: SecondParty, at: datetime) -> HttpResponse:
    typed = request.POST.get("ma", "")
    if not codes.check(purpose=PURPOSE, about=f"party:{party.pk}", phone=party.phone, typed=typed, at=at):
        fault = _("Mã chưa đúng hoặc đã hết hạn. Gõ lại sáu số trong tin nhắn, hoặc lấy mã mới.")
        return _door(request, party, is_sent=True, fault=fault, status=422)
    request.session[PROVED] = {
        "address": party.address,
        "phone": phone_index(party.phone),
        "until": (at + PROOF_LASTS).isoformat(),
    }
    return redirect("portal:confirm", party.address)


def _proof(request: HttpRequest, party: SecondParty, at: datetime) -> Confirmation | None:
    """How the reader has shown that they are the second party; whoever files never is."""
    person = _person(request)
    if person is not None and party.dossier.submitter_id in (person.pk, citizen(request).pk):
        return None
    if person is not None and party.personal_id and person.personal_id == party.personal_id:
        return Confirmation.ACCOUNT
    proved = request.session.get(PROVED) or {}
    # The address outlives whoever was named first: a code to their phone proves nothing of whoever is named now.
    is_theirs = proved.get("address") == party.address and proved.get("phone") == phone_index(party.phone)
    return Confirmation.PHONE if is_theirs and at < datetime.fromisoformat(proved["until"]) else None


def _person(request: HttpRequest) -> Person | None:
    try:
        return natural_person(request)
    except NotACitizen:
        return None


def _person_id(request: HttpRequest) -> int:
    person = _person(request)
    return person.pk if person else 0


def _door(request: HttpRequest, party: SecondParty, *, status: int = 200, **more: Any) -> HttpResponse:
    """Nothing of the dossier, not even whose it is."""
    person = _person(request)
    context = {
        "address": party.address,
        "phone": mask_phone(party.phone),
        "takes_account": bool(party.personal_id),
        "is_logged_in": person is not None,
        "is_filer": person is not None and person.pk == party.dossier.submitter_id,
        "until": stamp(party.asked_until) if party.asked_until else "",
    }
    return render(request, "portal/confirm_door.html", context | more, status=status)


def _reading(request: HttpRequest, party: SecondParty, *, status: int = 200) -> HttpResponse:
    context = {"address": party.address, "party": party, "statement": statement(party)}
    return render(request, "portal/confirm.html", context, status=status)


def _closed(request: HttpRequest, party: SecondParty, state: PartyState | None) -> HttpResponse:
    """A used or lapsed address: what became of it, and nothing else."""
    context = {
        "state": state.value if state else "",
        "agreed": bool(party.agreed),
        "answered": stamp(party.answered_at) if party.answered_at else "",
    }
    return render(request, "portal/confirm_closed.html", context, status=200 if party.answered_at else 410)
