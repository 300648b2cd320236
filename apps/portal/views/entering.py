"""Somebody whom we know now: a session begins, and they go where they were going."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from apps.accounts.domain.machines import machine_words
from apps.accounts.models import OpenSession, User
from apps.accounts.selectors import memberships
from apps.accounts.services import sessions
from apps.portal.domain.session import IS_SHARED, LEAVES_VNEID, REMEMBERED, SEEN
from apps.portal.selectors import ways

Way = OpenSession.Way
LOCAL, VNEID = (f"apps.accounts.adapters.backends.{name}" for name in ("LocalBackend", "VneidBackend"))


def enter(
    request: HttpRequest,
    *,
    user: User,
    way: OpenSession.Way,
    is_shared: bool,
    next_page: str,
    at: datetime,
    leaves_vneid: str = "",
) -> HttpResponse:
    """Log in and go on to `next_page`, or to where this person usually begins; who may act for an organisation is asked
    first for whom. On a shared machine the session ends soon when nobody uses it."""
    if request.session.session_key:
        sessions.closed(session_key=request.session.session_key)
    # What was typed before the log-in stays (parking.py); what an earlier log-in left behind does not.
    for name in REMEMBERED:
        request.session.pop(name, None)
    login(request, user, backend=VNEID if way is Way.VNEID else LOCAL)
    request.session[SEEN] = at.timestamp()
    if leaves_vneid:
        request.session[LEAVES_VNEID] = leaves_vneid
    if is_shared:
        request.session[IS_SHARED] = True
    request.session.set_expiry(settings.SHARED_SESSION_SECONDS if is_shared else None)
    request.session.save()
    sessions.opened(
        user=user,
        session_key=request.session.session_key or "",
        way=way,
        machine=machine_words(request.headers.get("User-Agent", "")),
        is_shared=is_shared,
        at=at,
    )
    going = next_page if _is_ours(request, next_page) else ways.landing(user=user, at=at)
    if user.person_id and memberships(person_id=user.person_id, on=timezone.localdate(at)).exists():
        return redirect(f"{reverse('portal:acting')}?{urlencode({'next': going})}")
    return redirect(going)


def _is_ours(request: HttpRequest, page: str) -> bool:
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return ours and page.startswith("/")
