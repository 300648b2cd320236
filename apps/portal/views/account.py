"""`/tai-khoan/`: what we know of somebody, where they are logged in."""

from __future__ import annotations

from base64 import b64decode, b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.domain.identity import show_phone
from apps.accounts.models import User
from apps.accounts.selectors import memberships, open_sessions
from apps.accounts.services import change_contacts, codes, confirm_phone, forget_phone
from apps.accounts.services.sessions import close_elsewhere
from apps.core.encryption import seal, unseal
from apps.core.strangers import client_address
from apps.messaging.services import PhonesUnreachable, send_code
from apps.officials.selectors import own_agency
from apps.portal.domain.session import NEW_PHONE
from apps.portal.forms import CodeForm
from apps.portal.forms.account import ContactsForm
from apps.portal.permissions import natural_person
from apps.portal.views.citizens import for_citizens

PURPOSE = "own-phone"


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What VNeID says is read only; how to reach somebody is theirs to change."""
    person = natural_person(request)
    known = {"phone": show_phone(person.phone), "email": person.email, "address": person.address}
    form = ContactsForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        change_contacts(person=person, email=told["email"], address=told["address"])
        if told["phone"] and told["phone"] != person.phone:
            return _prove(request, phone=told["phone"])
        if person.phone and not told["phone"] and "phone" in request.POST:
            forget_phone(person=person)
        messages.success(request, _("Đã ghi lại."))
        return redirect("portal:account")
    context = {
        "form": form,
        "person": person,
        "has_organisations": memberships(person_id=person.pk, on=timezone.localdate()).exists(),
    }
    return render(request, "portal/account.html", context, status=422 if form.errors else 200)


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def new_phone(request: HttpRequest) -> HttpResponse:
    """The code that proves the new number; until then the old one stays."""
    natural_person(request)
    sealed = request.session.get(NEW_PHONE)
    if not sealed:
        return redirect("portal:account")
    at, user = timezone.now(), request.user
    assert isinstance(user, User)
    phone = unseal(sealed=b64decode(sealed), purpose=NEW_PHONE)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if codes.check(purpose=PURPOSE, about=f"user:{user.pk}", phone=phone, typed=typed, at=at):
            confirm_phone(user=user, phone=phone)
            del request.session[NEW_PHONE]
            messages.success(request, _("Đã ghi số điện thoại mới."))
            return redirect("portal:account")
        form.add_error("code", _("Mã chưa đúng hoặc đã quá 5 phút. Quay lại và bấm Ghi lại để nhận mã khác."))
    context = {"form": form, "phone": show_phone(phone)}
    return render(request, "portal/account_phone.html", context, status=422 if form.errors else 200)


@for_citizens
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where I am logged in."""
    natural_person(request)
    rows = open_sessions(user_id=request.user.pk or 0)
    return render(request, "portal/account_sessions.html", {"rows": rows, "here": request.session.session_key})


@for_citizens
@require_POST
def close_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """«Đăng xuất khỏi máy kia»."""
    natural_person(request)
    assert isinstance(request.user, User)
    if close_elsewhere(user=request.user, session_id=session_id):
        messages.success(request, _("Đã đăng xuất khỏi máy kia."))
    return redirect("portal:sessions")


def _prove(request: HttpRequest, *, phone: str) -> HttpResponse:
    try:
        send_code(
            agency_id=own_agency().pk,
            purpose=PURPOSE,
            about=f"user:{request.user.pk}",
            phone=phone,
            address=client_address(request),
            at=timezone.now(),
        )
    except PhonesUnreachable:
        messages.warning(
            request,
            _("Đã ghi lại, trừ số điện thoại: đường gửi tin nhắn đang hỏng. Số cũ vẫn giữ, thử lại sau ít phút."),
        )
        return redirect("portal:account")
    request.session[NEW_PHONE] = b64encode(seal(text=phone, purpose=NEW_PHONE)).decode()
    return redirect("portal:new_phone")
