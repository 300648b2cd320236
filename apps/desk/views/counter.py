"""The counter: what waits, and finding any dossier."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apps.desk.labels import QUEUE_LABELS
from apps.desk.selectors.counter import QUEUES, SHORT, Queue, find, queue
from apps.desk.selectors.keyset import BadMark
from apps.desk.views.doors import ANYBODY_WHO_SEES, DESK_DUTIES
from apps.dossiers.selectors.talk import awaiting_answer
from apps.messaging.selectors import to_post
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

TEXT_AT_MOST = 200


@require_safe
@needs(*DESK_DUTIES)
def counter(request: StaffRequest) -> HttpResponse:
    """All three lists in short, or one of them (`?xem=`) page by page."""
    chosen = request.GET.get("xem", "")
    shown = [chosen] if chosen in QUEUES else list(QUEUES)
    queues = [(QUEUE_LABELS[kind], _queue(request, kind, is_alone=len(shown) == 1)) for kind in shown]
    one = queues[0][1] if len(shown) == 1 else None
    here = reverse("desk:counter")
    context = {
        "queues": queues,
        "wrote": list(awaiting_answer(actor=request.actor, is_at_desk=True)[:SHORT]),
        "letters": to_post(agency_id=request.official.agency_id).count(),
        "is_one": one is not None,
        "short": SHORT,
        "text": "",
        "older": f"{here}?xem={chosen}&sau={one.after}" if one and one.after else "",
        "newer": f"{here}?xem={chosen}&truoc={one.before}" if one and one.before else "",
    }
    return render(request, "desk/counter.html", context)


def _queue(request: StaffRequest, kind: str, *, is_alone: bool) -> Queue:
    ask = partial(queue, kind=kind, actor=request.actor, agency=request.official.agency, at=request.at)
    try:
        after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")
        return ask(after=after if is_alone else "", before=before if is_alone else "")
    except BadMark:
        return ask()


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ANYBODY_WHO_SEES)
def search(request: StaffRequest) -> HttpResponse:
    """By code, scan, personal id, phone or name. By POST, so that no id or phone number stands in an address."""
    text = request.POST.get("tim", "").strip()[:TEXT_AT_MOST]
    found = find(actor=request.actor, agency=request.official.agency, text=text, at=request.at) if text else []
    if len(found) == 1 and text.upper().endswith(found[0].reference):
        return redirect("desk:dossier", found[0].reference)
    return render(request, "desk/search.html", {"text": text, "found": found, "said": {"tim": text}})
