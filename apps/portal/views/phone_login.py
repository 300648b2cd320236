"""`/dang-nhap/dien-thoai/`: a citizen's log-in by a code, where the office allows it (domain ruling 14)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.domain.codes import LASTS
from apps.accounts.models import User
from apps.accounts.selectors import users_of_phone
from apps.accounts.services import codes
from apps.core.addresses import paper_address
from apps.core.encryption import seal, unseal
from apps.core.strangers import client_address
from apps.messaging.selectors import phone_is_reachable
from apps.messaging.services import PhonesUnreachable, pretend_code, send_code
from apps.officials.selectors import own_agency
from apps.portal.domain.session import CODE_LOG_IN, WHO_OF_PHONE
from apps.portal.forms import CodeForm, PhoneForm
from apps.portal.labels import Trouble
from apps.portal.views.entering import Way, enter
from apps.portal.views.returning import safe_return
from apps.portal.views.session import show_ways_in
from apps.portal.views.vneid import trouble

PURPOSE = "log-in"
View = Callable[[HttpRequest], HttpResponse]


def where_citizens_may(view: View) -> View:
    """Only where CITIZEN_LOCAL_LOGIN says so; elsewhere there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.CITIZEN_LOCAL_LOGIN:
            raise Http404
        return view(request)

    return login_not_required(never_cache(guarded))


@where_citizens_may
@require_POST
def ask_code(request: HttpRequest) -> HttpResponse:
    """Send a code to the phone of somebody we know; for any other the next page is the same, and as quickly there."""
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return show_ways_in(request, phone_form=form)
    at, phone, about = timezone.now(), form.cleaned_data["phone"], paper_address()
    if not phone_is_reachable(at=at):
        return trouble(request, Trouble.NO_SMS, next_page=safe_return(request, default=""))
    address = client_address(request)
    tell = send_code if users_of_phone(phone=phone).exists() else pretend_code
    try:
        tell(agency_id=own_agency().pk, purpose=PURPOSE, about=about, phone=phone, address=address, at=at)
    except PhonesUnreachable:
        return trouble(request, Trouble.NO_SMS, next_page=safe_return(request, default=""))
    request.session[CODE_LOG_IN] = {
        "about": about,
        "phone": b64encode(seal(text=phone, purpose=CODE_LOG_IN)).decode(),
        "is_shared": "may_dung_chung" in request.POST,
        "next": safe_return(request, default=""),
    }
    return redirect("portal:login_code")


@where_citizens_may
@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """The six digits; behind them one person, or several who share the phone, named only now."""
    asked = request.session.get(CODE_LOG_IN)
    if not asked:
        return redirect("portal:login")
    at = timezone.now()
    phone = unseal(sealed=b64decode(asked["phone"]), purpose=CODE_LOG_IN)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if codes.check(purpose=PURPOSE, about=asked["about"], phone=phone, typed=typed, at=at):
            return _known(request, users=list(users_of_phone(phone=phone)), asked=asked, at=at)
        form.add_error(
            "code", _("Mã chưa đúng hoặc đã quá 5 phút. Xem lại tin nhắn mới nhất, hoặc quay lại để nhận mã khác.")
        )
    context = {"form": form, "back": _back(asked["next"])}
    return render(request, "portal/login_code.html", context, status=422 if form.errors else 200)


@where_citizens_may
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which of the people of this phone is it?"""
    asked, at = request.session.get(WHO_OF_PHONE), timezone.now()
    if not asked or asked["until"] < at.timestamp():
        return redirect("portal:login")
    people = {str(user.pk): user for user in User.objects.filter(pk__in=asked["users"]).select_related("person")}
    chosen = people.get(request.POST.get("nguoi", ""))
    if chosen:
        return _go_in(request, user=chosen, asked=asked, at=at)
    status = 422 if request.method == "POST" else 200
    users = sorted(people.values(), key=lambda user: user.pk)
    return render(request, "portal/login_who.html", {"users": users, "has_error": status == 422}, status=status)


def _known(request: HttpRequest, *, users: list[User], asked: dict[str, Any], at: datetime) -> HttpResponse:
    if not users:
        return redirect("portal:login")
    if len(users) == 1:
        return _go_in(request, user=users[0], asked=asked, at=at)
    del request.session[CODE_LOG_IN]
    request.session[WHO_OF_PHONE] = {
        "users": [user.pk for user in users],
        "is_shared": asked["is_shared"],
        "next": asked["next"],
        "until": (at + LASTS).timestamp(),
    }
    request.session.cycle_key()
    return redirect("portal:login_who")


def _go_in(request: HttpRequest, *, user: User, asked: dict[str, Any], at: datetime) -> HttpResponse:
    return enter(request, user=user, way=Way.CODE, is_shared=bool(asked["is_shared"]), next_page=asked["next"], at=at)


def _back(next_page: str) -> str:
    login = reverse("portal:login")
    return f"{login}?{urlencode({'next': next_page})}" if next_page else login
