"""Log-in and log-out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.adapters import login_name
from apps.accounts.models import User
from apps.core.encryption import blind_index
from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.portal.forms import LoginForm
from apps.portal.selectors import office as offices
from apps.portal.selectors import ways
from apps.portal.views.returning import safe_return

QUARTER = 15 * 60
# A whole office may sit behind one address, and nobody may lock out an official from elsewhere.
PER_PAIR = Limit("login-pair", 8, QUARTER)
PER_NAME = Limit("login-name", 60, QUARTER)
PER_ADDRESS = Limit("login-address", 120, QUARTER)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Officials by user name; citizens by phone where the office allows it (domain ruling 14)."""
    if request.method == "POST" and settings.DEMO and "demo" in request.POST:
        return _enter(request, User.objects.filter(is_demo=True, username=request.POST["demo"]).first())
    form = LoginForm(request.POST or None, citizens_may=settings.CITIZEN_LOCAL_LOGIN)
    if request.method == "POST" and form.is_valid():
        _count_try(request, name=login_name(form.cleaned_data["username"]))
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            return _enter(request, user)
        form.add_error(None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Xem lại phím Caps Lock và bộ gõ tiếng Việt."))
    if request.method != "POST" and isinstance(request.user, User):
        return redirect(safe_return(request, default=ways.landing(user=request.user, at=timezone.now())))
    context = {
        "form": form,
        "next": safe_return(request, default=""),
        "has_expired": settings.SESSION_COOKIE_NAME in request.COOKIES and "next" in request.GET,
        "citizens_may": settings.CITIZEN_LOCAL_LOGIN,
        "demo_accounts": offices.demo_accounts() if settings.DEMO else [],
    }
    return render(request, "portal/login.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Only by a form: no link and no picture can log anybody out."""
    logout(request)
    return redirect("portal:home")


def _enter(request: HttpRequest, user: User | None) -> HttpResponse:
    if user is None:
        return redirect("portal:login")
    login(request, user)
    return redirect(safe_return(request, default=ways.landing(user=user, at=timezone.now())))


def _count_try(request: HttpRequest, *, name: str) -> None:
    """Raises TooMany. Names are counted by a keyed digest: people type their personal id into any field."""
    address, who = client_address(request), blind_index(value=name, purpose=PER_NAME.name)
    count(limits=[(PER_PAIR, f"{who}@{address}"), (PER_NAME, who), (PER_ADDRESS, address)], at=timezone.now())
