"""Every message of one dossier, and why one was not sent."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.desk.selectors.messages import told_about
from apps.desk.views.doors import ANYBODY_WHO_SEES, DESK_DUTIES
from apps.desk.views.dossiers import find
from apps.dossiers.services.notices import recipient
from apps.dossiers.services.reading import log_read
from apps.messaging.domain.kinds import SHORT_WAYS, Channel
from apps.messaging.domain.recipients import masked
from apps.messaging.forms import WaysForm
from apps.messaging.labels import CHANNEL_LABELS
from apps.messaging.selectors import chosen_ways
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_settings
from apps.officials.views.doors import needs


@require_safe
@needs(*ANYBODY_WHO_SEES)
def dossier_messages(request: StaffRequest, reference: str) -> HttpResponse:
    """What was said, by which ways, what became of it."""
    dossier = find(request, reference)
    log_read(dossier=dossier, by=request.actor, door="desk", at=request.at)
    to = recipient(dossier)
    chosen = chosen_ways(agency_id=dossier.agency_id, person_key=to.person_key)
    ways = [
        {"words": CHANNEL_LABELS[channel], "address": masked(to.address(channel)), "is_chosen": chosen.wants(channel)}
        for channel in Channel
        if channel is not Channel.IN_APP
    ]
    with_zalo = bool(office_settings(agency_id=dossier.agency_id)["zalo_enabled"])
    may_choose = any(request.actor.has(duty) for duty in DESK_DUTIES)
    context = {
        "dossier": dossier,
        "form": WaysForm(initial=asdict(chosen), with_zalo=with_zalo) if may_choose else None,
        "occasions": told_about(dossier=dossier, at=request.at),
        "ways": ways,
        "is_out_of_reach": not any(to.address(channel) for channel in (*SHORT_WAYS, Channel.EMAIL)),
    }
    return render(request, "desk/messages.html", context)
