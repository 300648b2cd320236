"""Log-in of officials, log-out of everybody, and sessions that end by themselves."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.adapters.backends import login_name
from apps.accounts.gateways import vneid
from apps.accounts.models import User
from apps.accounts.selectors import is_silent
from apps.accounts.services import sessions
from apps.core.encryption import blind_index
from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.messaging.selectors import phone_is_reachable
from apps.portal.domain.session import IS_SHARED, LEAVES_VNEID
from apps.portal.forms import LoginForm, PhoneForm
from apps.portal.selectors import office as offices
from apps.portal.selectors import ways
from apps.portal.services.kiosk import device_of
from apps.portal.views.entering import Way, enter
from apps.portal.views.returning import safe_return

QUARTER = 15 * 60
# A whole office may sit behind one address, and nobody may lock out an official from elsewhere.
PER_PAIR = Limit("login-pair", 8, QUARTER)
PER_NAME = Limit("login-name", 60, QUARTER)
PER_ADDRESS = Limit("login-address", 120, QUARTER)
# The language and the large letters of one's own phone stay; on a machine that others use too nothing does.
FORGET, FORGET_ALL = '"cache", "storage"', '"cache", "cookies", "storage"'


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The ways in: VNeID for citizens, name and password for officials (domain ruling 14)."""
    if request.method == "POST" and settings.DEMO and "demo" in request.POST:
        return _enter(request, User.objects.filter(is_demo=True, username=request.POST["demo"]).first(), Way.DEMO)
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _count_try(request, name=login_name(form.cleaned_data["username"]))
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            return _enter(request, user, Way.PASSWORD)
        form.add_error(None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Xem lại phím Caps Lock và bộ gõ tiếng Việt."))
    if request.method != "POST" and isinstance(request.user, User):
        return redirect(safe_return(request, default=ways.landing(user=request.user, at=timezone.now())))
    return show_ways_in(request, form=form)


def show_ways_in(
    request: HttpRequest, *, form: LoginForm | None = None, phone_form: PhoneForm | None = None
) -> HttpResponse:
    """The log-in page with every way that is open now."""
    at = timezone.now()
    context = {
        "form": form or LoginForm(),
        "phone_form": (phone_form or PhoneForm()) if settings.CITIZEN_LOCAL_LOGIN else None,
        "has_sms": settings.CITIZEN_LOCAL_LOGIN and phone_is_reachable(at=at),
        "has_vneid": vneid.is_set_up(),
        "vneid_is_away": vneid.is_set_up() and is_silent(name=vneid.NAME, at=at),
        "next": safe_return(request, default=""),
        "has_expired": settings.SESSION_COOKIE_NAME in request.COOKIES and "next" in request.GET,
        "is_shared": "may_dung_chung" in request.POST,
        "demo_accounts": offices.demo_accounts() if settings.DEMO else [],
    }
    has_errors = any(one is not None and one.errors for one in (form, phone_form))
    return render(request, "portal/login.html", context, status=422 if has_errors else 200)


@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Only by a form: no link and no picture can log anybody out. Whom VNeID let in, it lets out too."""
    elsewhere, is_shared = request.session.get(LEAVES_VNEID, ""), bool(request.session.get(IS_SHARED))
    if request.session.session_key:
        sessions.closed(session_key=request.session.session_key)
    logout(request)
    answer = redirect(elsewhere or reverse("portal:left"))
    answer.headers["Clear-Site-Data"] = FORGET_ALL if is_shared and device_of(request) is None else FORGET
    return answer


@login_not_required
@never_cache
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """«Bạn đã ra khỏi …»: what somebody sees who logged out, or whose time on a shared machine ran out."""
    context = {"ran_out": "het-gio" in request.GET, "is_still_in": request.user.is_authenticated}
    return render(request, "portal/left.html", context)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """«Dùng tiếp»: that somebody asks is enough, the session lasts anew; back to their page."""
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect(safe_return(request, default="/"))


def _enter(request: HttpRequest, user: User | None, way: Way) -> HttpResponse:
    if user is None:
        return redirect("portal:login")
    is_shared, next_page = "may_dung_chung" in request.POST, safe_return(request, default="")
    return enter(request, user=user, way=way, is_shared=is_shared, next_page=next_page, at=timezone.now())


def _count_try(request: HttpRequest, *, name: str) -> None:
    """Raises TooMany. Names are counted by a keyed digest: people type their personal id into any field."""
    address, who = client_address(request), blind_index(value=name, purpose=PER_NAME.name)
    count(limits=[(PER_PAIR, f"{who}@{address}"), (PER_NAME, who), (PER_ADDRESS, address)], at=timezone.now())
