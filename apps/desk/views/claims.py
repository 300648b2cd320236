"""Taking an online dossier in hand from the queue of reception, and putting it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.core.labels import hour
from apps.desk.labels.reception import IN_OTHER_HANDS
from apps.desk.services.claims import InOtherHands, let_go, take_in_hand
from apps.desk.views.dossiers import find
from apps.dossiers.domain.status import Status
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs


@require_POST
@needs(Duty.CLERK)
def claim(request: StaffRequest, reference: str) -> HttpResponse:
    """Take an online dossier in hand, or put it back; who has it already is said, and it can be read all the same."""
    dossier = find(request, reference)
    if "tha" in request.POST:
        let_go(dossier_id=dossier.pk, by=request.actor)
        return redirect("desk:reception")
    try:
        take_in_hand(dossier_id=dossier.pk, agency_id=dossier.agency_id, by=request.actor, at=request.at)
    except InOtherHands as held:
        messages.warning(request, str(IN_OTHER_HANDS) % {"name": held.name, "since": hour(held.since)})
        return redirect("desk:dossier", dossier.reference)
    if dossier.status != Status.SUBMITTED:
        return redirect("desk:dossier", dossier.reference)
    return redirect(f"{reverse('desk:act', args=[dossier.reference, 'nhan'])}#viec")
