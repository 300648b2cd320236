"""One dossier as staff see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.desk.domain.acts import Act
from apps.desk.domain.appointments import TALKED_ABOUT
from apps.desk.domain.certification import BOOK_OF
from apps.desk.domain.papers import SlipKind
from apps.desk.forms.fields import fresh_key
from apps.desk.forms.talking import TalkForm
from apps.desk.labels import ACT_ICONS, ACT_LABELS
from apps.desk.selectors.casefile import CaseFile, casefile
from apps.desk.selectors.claims import hands_on
from apps.desk.selectors.shelves import whereabouts
from apps.desk.services.slips import issuing_agency
from apps.desk.views.doors import ANYBODY_WHO_SEES, APPOINTING_DUTIES, DESK_DUTIES, KEEPING_DUTIES, SCANNING_DUTIES
from apps.dossiers.domain.status import Channel, Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import by_reference
from apps.dossiers.services.reading import log_read
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.visits.selectors import visits_of_dossier

# Acts that need no word: the button itself does them.
AT_ONCE = frozenset({Act.TAKE})


@require_safe
@needs(*ANYBODY_WHO_SEES)
def dossier(request: StaffRequest, reference: str) -> HttpResponse:
    """Where it is, what was promised, what may be done now."""
    found = find(request, reference)
    log_read(dossier=found, by=request.actor, door="desk", at=request.at)
    return show(request, casefile(dossier=found, actor=request.actor, at=request.at))


def find(request: StaffRequest, reference: str) -> Dossier:
    """The dossier, or 404 for what this official may not see."""
    try:
        return by_reference(reference=reference, actor=request.actor)
    except Dossier.DoesNotExist as error:
        raise Http404 from error


def show(request: StaffRequest, case: CaseFile, *, status: int = 200, **panel: Any) -> HttpResponse:
    """The page of a dossier, with the form of one act opened in it where there is one."""
    buttons = [
        {
            "act": act,
            "label": ACT_LABELS[act],
            "icon": ACT_ICONS[act],
            "at_once": act in AT_ONCE,
            "href": _address(act, case.dossier),
        }
        for act in case.acts
        if not panel.get("panel") or act is not panel["panel"]["act"]
    ]
    context = {
        "case": case,
        "dossier": case.dossier,
        "buttons": buttons,
        "key": fresh_key(),
        "panel": None,
        "talk_form": TalkForm(initial={"key": fresh_key()}),
        "has_unread": any(line.is_unread for line in case.talk),
        "can_receive": request.actor.has(Duty.CLERK),
        "may_scan": case.dossier.agency_id == request.actor.agency_id and any(map(request.actor.has, SCANNING_DUTIES)),
        "is_certified_here": _is_certified_here(request, case.dossier),
        "can_draft": Act.SUBMIT_FOR_SIGNATURE in case.acts,
        "paper": whereabouts(dossier=case.dossier, actor=request.actor),
        "can_appoint": _may_appoint(request, case.dossier),
        "opens_shelves": any(map(request.actor.has, KEEPING_DUTIES)),
        **_at_counter(request, case.dossier),
        **panel,
    }
    return render(request, "desk/dossier.html", context, status=status)


def _is_certified_here(request: StaffRequest, dossier: Dossier) -> bool:
    """Whether its papers were counted at the counter of certification, and this official may go there."""
    may = dossier.agency_id == request.actor.agency_id and any(map(request.actor.has, DESK_DUTIES))
    return may and dossier.version.procedure.code in BOOK_OF and dossier.to_certify.exists()


def _may_appoint(request: StaffRequest, dossier: Dossier) -> bool:
    """Whether a slip to come back may be given here."""
    issuer = issuing_agency(dossier=dossier, kind=SlipKind.APPOINTMENT)
    is_ours = issuer.pk == request.actor.agency_id and any(map(request.actor.has, APPOINTING_DUTIES))
    return is_ours and dossier.status in TALKED_ABOUT


def _at_counter(request: StaffRequest, dossier: Dossier) -> dict[str, Any]:
    """The visits it was handled in, the one under way before this official, and who has it in hand before reception."""
    visits = visits_of_dossier(dossier=dossier, by=request.actor)
    hand = None
    if dossier.status == Status.SUBMITTED:
        hand = hands_on(dossier_ids=[dossier.pk], actor=request.actor, at=request.at).get(dossier.pk)
    is_waiting = dossier.status == Status.NEED_FIX_INTAKE and dossier.channel == Channel.IN_PERSON
    return {
        "visits": visits,
        "here": next((visit for visit in visits if visit.is_mine and not visit.ended_at), None),
        "hand": hand,
        "is_back_here": is_waiting and dossier.receiving_agency_id == request.actor.agency_id,
        "is_elsewhere": dossier.agency_id != dossier.receiving_agency_id,
    }


def _address(act: Act, dossier: Dossier) -> str:
    """Where a button leads; signing happens where the paper can be read, returning where everything to give lies."""
    if act is Act.SIGN:
        return f"{reverse('desk:signing')}?van-ban=hs-{dossier.pk}#vb"
    if act is Act.RETURN_RESULT:
        return reverse("desk:hand_over", args=[dossier.reference])
    return reverse("desk:act", args=[dossier.reference, act]) + "#viec"
