"""`/tra-cuu/`: where a dossier is, for whoever holds its code and look-up factor (domain ruling 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Device
from apps.accounts.services.devices import actor_of as device_actor
from apps.core.encryption import blind_index
from apps.core.limits import Limit, count, forgive
from apps.core.strangers import client_address
from apps.desk.selectors.returning_post import Parcel, parcel_of
from apps.dossiers import selectors
from apps.dossiers.domain.codes import TEMPORARY_PREFIX, limit_key, readings
from apps.dossiers.domain.status import Status
from apps.dossiers.labels import status_label
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import ClockBadge
from apps.dossiers.services.reading import log_read
from apps.officials.selectors import office_settings, own_agency
from apps.portal.forms.tracking import TrackForm
from apps.portal.labels.story import next_step
from apps.portal.selectors.aloud import status_lines
from apps.portal.selectors.promises import clock, promise
from apps.portal.services.kiosk import device_of

MINUTE, HOUR = 60, 3600
STRANGER = Actor(kind=ActorKind.CITIZEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """All that a stranger is told: no name, and no title where the title itself tells too much."""

    code: str
    by_temporary: bool
    title: str
    status: str
    status_label: str
    clock: ClockBadge | None
    date: date | None
    leaf: str
    say: str
    lines: list[str]
    unit: str
    next_step: str
    intake_due_at: datetime | None
    parcel: Parcel | None

    @property
    def has_new_code(self) -> bool:
        """Looked up by its temporary reference, it has got its code meanwhile."""
        return self.by_temporary and not self.code.startswith(TEMPORARY_PREFIX)


@login_not_required
@never_cache
@sensitive_post_parameters("factor")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The form, and by POST the answer; nothing of it ever stands in an address."""
    if request.method != "POST":
        return _page(request, TrackForm(initial={"reference": request.GET.get("ma", "")[:200]}))
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    at = timezone.now()
    typed = form.cleaned_data["reference"]
    device = device_of(request)
    limits = _limits(address=client_address(request), code=limit_key(typed), device=device)
    for limit in limits:  # one after the other: whoever is stopped at the first does not use up the others
        count(limits=[limit], at=at)
    dossier = selectors.by_lookup(reference=typed, factor=form.cleaned_data["factor"])
    if dossier is None:
        return _page(request, form, is_unknown=True, status=422)
    forgive(limits=limits, at=at)
    log_read(dossier=dossier, by=device_actor(device) if device else STRANGER, door="portal/track", at=at)
    context = {
        "tracked": _tracked(dossier, typed=typed, at=at),
        "aloud": status_lines(dossier=dossier, at=at, is_owner=False),
    }
    return render(request, "portal/track_found.html", context)


def _page(request: HttpRequest, form: TrackForm, *, is_unknown: bool = False, status: int = 200) -> HttpResponse:
    return render(request, "portal/track.html", {"form": form, "is_unknown": is_unknown}, status=status)


def _limits(*, address: str, code: str, device: Device | None) -> list[tuple[Limit, str]]:
    """Wrong tries are counted by address, by what was typed as a code (digested: it may be an id), and in all.

    An enrolled kiosk has a limit of its own in the place of the address it shares with the whole office.
    """
    settings = office_settings(agency_id=own_agency().pk)
    per_address = (Limit("track-address", settings["tracking_tries_per_minute"], MINUTE), address)
    per_device = (Limit("track-kiosk", settings["kiosk_tries_per_minute"], MINUTE), device.key if device else "")
    return [
        per_device if device else per_address,
        (Limit("track-code", settings["tracking_tries_per_hour"], HOUR), blind_index(value=code, purpose="track-code")),
        (Limit("track", settings["tracking_tries_in_all"], MINUTE), "all"),
    ]


def _tracked(dossier: Dossier, *, typed: str, at: datetime) -> Tracked:
    badge = clock(dossier=dossier, at=at)
    shown = promise(dossier=dossier, badge=badge)
    return Tracked(
        code=dossier.reference,
        by_temporary=dossier.temporary_ref in readings(typed),
        title="" if dossier.is_sensitive else dossier.procedure_name,
        status=dossier.status,
        status_label=status_label(dossier.status),
        clock=badge,
        date=shown.date if shown else None,
        leaf=shown.kind if shown else "",
        say=shown.say if shown else "",
        lines=[shown.sorry] if shown and shown.sorry else [],
        unit=dossier.agency.desk_name,
        next_step=next_step(status=Status(dossier.status), is_paused=dossier.paused_at is not None),
        intake_due_at=dossier.intake_due_at,
        parcel=parcel_of(dossier=dossier),
    )
