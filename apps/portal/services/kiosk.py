"""What an enrolled machine carries, and how a visit at it begins and ends."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.urls import reverse

from apps.accounts.models import Device
from apps.accounts.services import sessions
from apps.accounts.services.devices import recognise
from apps.officials.selectors import office_settings
from apps.portal.domain.reader import SWITCHES
from apps.portal.domain.session import LEAVES_VNEID

COOKIE = "thiet_bi"
COOKIE_SALT = "kiosk"
YEAR = 365 * 24 * 60 * 60
VISIT, LAST_SEEN = "kiosk", "kiosk_seen"
# A page without scripts cannot say that somebody is still typing: the server waits longer than the countdown.
SERVER_PATIENCE = 5
NOTED_EVERY = 10  # seconds


def known_device(request: HttpRequest, *, at: datetime) -> Device | None:
    """The enrolled machine behind this request; asks the database only where a cookie says that there is one."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE_SALT) if COOKIE in request.COOKIES else ""
    number, _, secret = str(kept).partition(".")
    return recognise(device_id=int(number), secret=secret, at=at) if number.isdecimal() else None


def remember_device(response: HttpResponse, *, device: Device, secret: str) -> None:
    """Give the browser what it will be recognised by."""
    response.set_signed_cookie(
        COOKIE,
        f"{device.pk}.{secret}",
        salt=COOKIE_SALT,
        max_age=YEAR,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )


def device_of(request: HttpRequest) -> Device | None:
    """The enrolled machine as the middleware recognised it."""
    return cast("Device | None", getattr(request, "device", None))


def idle_seconds(device: Device) -> int:
    """After how many seconds without a touch this machine forgets its visitor."""
    return int(office_settings(agency_id=device.agency_id)["kiosk_idle_seconds"])


def note_visit(request: HttpRequest, *, device: Device, at: datetime) -> None:
    """Bind the log-in to this machine, and note that somebody is still there."""
    now = int(at.timestamp())
    session = request.session
    if session.get(VISIT) != device.pk or now - session.get(LAST_SEEN, 0) >= NOTED_EVERY:
        session[VISIT], session[LAST_SEEN] = device.pk, now


def is_stale(request: HttpRequest, *, idle_seconds: int, at: datetime) -> bool:
    """Whether nobody has stood at this log-in for longer than the server waits."""
    last = request.session.get(LAST_SEEN)
    return last is not None and int(at.timestamp()) - last > idle_seconds * SERVER_PATIENCE


def end_visit(request: HttpRequest) -> str:
    """Forget whoever stood here; where to go then: past VNeID where it let them in, or the next one would be them.

    A form they left behind in the browser's history can no longer be sent again.
    """
    going = request.session.get(LEAVES_VNEID) or reverse("portal:kiosk")
    if request.session.session_key:
        sessions.closed(session_key=request.session.session_key)
    logout(request)
    rotate_token(request)
    return str(going)


def wipe(response: HttpResponse) -> HttpResponse:
    """Take the visitor's traces out of the browser; the machine stays enrolled."""
    for cookie in (*SWITCHES.values(), settings.LANGUAGE_COOKIE_NAME):
        response.delete_cookie(cookie, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response
