"""Answering what a citizen wrote, and looking whether the history of a dossier is whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.idempotency import OtherContent, once
from apps.desk.forms.talking import TalkForm
from apps.desk.labels import stories
from apps.desk.models import Slip
from apps.desk.selectors.casefile import casefile
from apps.desk.selectors.chains import chain_page
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.desk.views.dossiers import find, show
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.talking import ANSWERING, talks
from apps.dossiers.labels import objection
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.talking import have_read, say
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs


@require_POST
@needs(*ANSWERING)
def talk(request: StaffRequest, reference: str) -> HttpResponse:
    """`/quay/ho-so/<mã>/trao-doi/`: one line to the citizen, or the word that theirs was read (`da-xem`)."""
    found = find(request, reference)
    if "da-xem" in request.POST:
        have_read(dossier=found, by=request.actor, at=request.at)
        return redirect("desk:dossier", found.reference)
    form = TalkForm(request.POST)
    if not form.is_valid():
        if not talks(status=Status(found.status), by=request.actor):
            messages.error(request, objection("talk_is_over"))  # the page has no form that could say it
            return redirect("desk:dossier", found.reference)
        return show(request, casefile(dossier=found, actor=request.actor, at=request.at), status=422, talk_form=form)

    def act() -> dict[str, str]:
        say(dossier_id=found.pk, text=form.cleaned_data["text"], by=request.actor, at=request.at)
        return {"done": "talk"}

    try:
        content = {"text": form.cleaned_data["text"]}
        once(scope=f"desk:talk:{found.pk}", key=form.cleaned_data["key"], content=content, at=request.at, act=act)
    except (Forbidden, OtherContent):
        messages.error(request, objection("talk_is_over"))
    else:
        messages.success(request, _("Đã nhắn. Người dân được báo có lời nhắn mới, không kèm nội dung."))
    return redirect("desk:dossier", found.reference)


@require_safe
@needs(*ANYBODY_WHO_SEES)
def chain(request: StaffRequest, reference: str) -> HttpResponse:
    """`/quay/ho-so/<mã>/chuoi/`: the history recomputed now, link by link."""
    found = find(request, reference)
    log_read(dossier=found, by=request.actor, door="desk/chain", at=request.at)
    slips = Slip.objects.filter(dossier=found).order_by("-issued_at", "-pk")
    page = chain_page(dossier=found, slips=slips, typed=request.GET.get("ma", ""), words=_words)
    return render(request, "desk/chain.html", {"dossier": found, "page": page})


def _words(action: str) -> str:
    return str(stories.STORIES.get(action, stories.OTHER_STORY))
