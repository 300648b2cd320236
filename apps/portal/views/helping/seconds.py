"""A second official asks the citizen, at an own screen, whether this is what they want."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.dossiers.domain.helping import NotConfirmed, Unconfirmed
from apps.dossiers.models import Assistance
from apps.dossiers.services.confirming import content_digest
from apps.dossiers.services.helping import confirm_as_second
from apps.dossiers.services.reading import log_read
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.portal.forms.readback import money_section, sections
from apps.portal.labels.helping import CHANGED_UNDER_SECOND, UNCONFIRMED_WORDS
from apps.portal.selectors.fee import fee_of_draft
from apps.portal.selectors.helping import asking_second
from apps.portal.selectors.papers import papers as papers_of


@require_safe
@needs(*ANYBODY_WHO_SEES)
def seconds(request: StaffRequest) -> HttpResponse:
    """`/giup-nop/cho-xac-nhan/`: the drafts on which a colleague asks for a second pair of eyes."""
    asking = asking_second(agency_id=request.official.agency_id, besides=request.official.pk)
    return render(request, "portal/helping_seconds.html", {"asking": asking})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ANYBODY_WHO_SEES)
def second(request: StaffRequest, reference: str) -> HttpResponse:
    """`/giup-nop/cho-xac-nhan/<mã>/`: read it with the citizen, and say that they want it."""
    asked = _asked(request, reference)
    if request.method != "POST":
        log_read(dossier=asked.dossier, by=request.actor, door="portal/second", at=request.at)
        return _page(request, asked)
    try:
        confirm_as_second(
            dossier_id=asked.dossier_id, seen=request.POST.get("da-xem", ""), official=request.official, at=request.at
        )
    except NotConfirmed as refused:
        is_changed = refused.why is Unconfirmed.CHANGED_SINCE
        words = CHANGED_UNDER_SECOND if is_changed else UNCONFIRMED_WORDS[refused.why]
        return _page(request, asked, refused=str(words))
    messages.success(request, "Đã xác nhận. Người giúp nộp được hồ sơ rồi.")
    return redirect("portal:help_seconds")


def _asked(request: StaffRequest, reference: str) -> Assistance:
    asking = asking_second(agency_id=request.official.agency_id, besides=request.official.pk)
    found = asking.select_related("dossier__arrangement", "dossier__version", "dossier__submitter")
    asked = found.filter(dossier__temporary_ref=reference).first()
    if asked is None:
        raise Http404
    return asked


def _page(request: StaffRequest, asked: Assistance, *, refused: str = "") -> HttpResponse:
    dossier = asked.dossier
    context = {
        "asked": asked,
        "dossier": dossier,
        "seen": content_digest(dossier=dossier),
        "sections": [
            *sections(dossier=dossier, questions=dossier.arrangement.form_fields),
            money_section(fee_of_draft(dossier=dossier, at=request.at)),
        ],
        "papers": papers_of(dossier=dossier, chosen_from=()),
        "refused": refused,
    }
    return render(request, "portal/helping_second.html", context, status=422 if refused else 200)
