"""What every page carries: the office, the reader's switches, the ways to go."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.actor import Actor
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.portal.domain.languages import on_offer
from apps.portal.domain.reader import Reader
from apps.portal.domain.session import IS_SHARED
from apps.portal.labels import hours_lines
from apps.portal.permissions import acting_by
from apps.portal.selectors import office as offices
from apps.portal.selectors import ways
from apps.portal.services.kiosk import SERVER_PATIENCE


def crest(request: HttpRequest) -> dict[str, Any]:
    """All of it lazily: a page pays only for what its skeleton draws."""
    now, seconds = timezone.now(), getattr(request, "kiosk_seconds", 0)
    user = request.user if request.user.is_authenticated else None
    official: Any = SimpleLazyObject(lambda: _official(request))
    office: Any = SimpleLazyObject(lambda: offices.as_office(official.agency) if official else offices.office())
    rooms: Any = SimpleLazyObject(lambda: _rooms(request, official, now))
    return {
        "reader": Reader.from_cookies(request.COOKIES),
        "languages": _languages(request),
        "is_cookieless": False,
        "is_on_trial": translation.get_language() in settings.TRIAL_LANGUAGES,
        "now": now,
        "official": official,
        "office": office,
        "office_hours": SimpleLazyObject(
            lambda: hours_lines(week=offices.week_of(agency_id=office.id)) if office else []
        ),
        "nav": SimpleLazyObject(lambda: ways.public_ways(user=user, path=request.path)),
        "account": SimpleLazyObject(lambda: _account(request, official, rooms)),
        "rooms": rooms,
        "statements": SimpleLazyObject(ways.statements),
        "kiosk_seconds": seconds,
        "kiosk_patience": seconds * SERVER_PATIENCE if user else seconds,
        "shared_seconds": 0 if seconds else _shared_seconds(request),
        "shared_until": now + timedelta(seconds=_shared_seconds(request)),
    }


def _languages(request: HttpRequest) -> list[tuple[str, str]]:
    """What else the reader may choose here."""
    return on_offer(
        page=request.resolver_match.view_name if request.resolver_match else "",
        current=translation.get_language() or "",
        settled=dict(settings.LANGUAGES),
        trial=settings.TRIAL_LANGUAGES,
    )


def _official(request: HttpRequest) -> Official | None:
    """Whom the door of a staff page let in, or whoever is logged in on a page for everybody."""
    known: Official | None = getattr(request, "official", None)
    if known or not request.user.is_authenticated:
        return known
    return ways.official_at_work(user_id=request.user.pk)


def _shared_seconds(request: HttpRequest) -> int:
    """How long a page on a machine that others use too may lie idle; 0 on any other machine."""
    is_shared = request.user.is_authenticated and getattr(request, "session", {}).get(IS_SHARED)
    return int(settings.SHARED_SESSION_SECONDS) if is_shared else 0


def _rooms(request: HttpRequest, official: Official | None, now: datetime) -> list[ways.Way]:
    if not official:
        return []
    actor: Actor = getattr(request, "actor", None) or actor_of(official=official, at=now)
    return ways.rooms(actor=actor, path=request.path)


def _account(request: HttpRequest, official: Official | None, rooms: list[ways.Way]) -> ways.Way:
    """Who is logged in, or the way to log in and back."""
    if official:
        return ways.Way(rooms[0].href if rooms else "", official.name)
    if request.user.is_authenticated:
        if not request.user.person:
            return ways.Way("", request.user.username)
        membership = acting_by(request)
        party = membership.organisation if membership else request.user.person
        return ways.Way(reverse("portal:account"), party.name)
    log_in = reverse("portal:login")
    back = "" if request.path in (log_in, reverse("portal:home")) else f"?next={quote(request.get_full_path())}"
    return ways.Way(log_in + back, _("Đăng nhập"))
