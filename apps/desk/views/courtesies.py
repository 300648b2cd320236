"""Letters of congratulation and condolence: read and signed by a leader, printed with the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.idempotency import OtherContent, once
from apps.desk.forms.courtesies import CourtesyTextForm
from apps.desk.forms.fields import fresh_key
from apps.desk.labels import COURTESY_LABELS, Sentences
from apps.desk.models import CourtesyLetter
from apps.desk.printing import render_courtesy
from apps.desk.selectors.courtesies import courtesies_to_sign
from apps.desk.services.courtesies import NotYet, paper_of, sign
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.desk.views.papers import pdf
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.courtesies import Courtesy


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One letter on the leader's page."""

    letter: CourtesyLetter
    label: str
    addressee: str
    form: CourtesyTextForm
    is_picked: bool


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LEADER)
def courtesies(request: StaffRequest) -> HttpResponse:
    """Every letter that waits, its words open to change; posted, those that were picked are signed."""
    letters = courtesies_to_sign(actor=request.actor)
    for letter in letters:
        log_read(dossier=letter.dossier, by=request.actor, door="desk/courtesies", at=request.at)
    sheets = [_sheet(request, letter) for letter in letters]
    if request.method != "POST":
        return _show(request, sheets)
    picked = [sheet for sheet in sheets if sheet.is_picked]
    if not request.POST.getlist("chon"):
        messages.error(request, Sentences.NOTHING_PICKED)
        return _show(request, sheets, status=422)
    if [sheet for sheet in picked if not sheet.form.is_valid()]:
        return _show(request, sheets, status=422)
    _sign(request, picked)
    return redirect("desk:courtesies")


@require_safe
@needs(*ANYBODY_WHO_SEES)
def courtesy(request: StaffRequest, letter_id: int) -> HttpResponse:
    """The letter as PDF, once signed."""
    letter = get_object_or_404(
        CourtesyLetter.objects.select_related("dossier__agency", "signed_by"),
        pk=letter_id,
        signed_at__isnull=False,
        dossier__in=Dossier.objects.visible_to(request.actor),
    )
    log_read(dossier=letter.dossier, by=request.actor, door=f"desk/courtesy/{letter.pk}", at=request.at)
    return pdf(render_courtesy(paper=paper_of(letter=letter, at=request.at)), name=f"thu-{letter.dossier.reference}")


def _sheet(request: StaffRequest, letter: CourtesyLetter) -> Sheet:
    paper = paper_of(letter=letter, at=request.at, reader=request.official)
    posted = request.POST if request.method == "POST" else None
    return Sheet(
        letter=letter,
        label=str(COURTESY_LABELS[Courtesy(letter.kind)]),
        addressee=paper.addressee,
        form=CourtesyTextForm(posted, prefix=f"thu{letter.pk}", initial={"text": paper.text}),
        is_picked=posted is not None and str(letter.pk) in request.POST.getlist("chon"),
    )


def _sign(request: StaffRequest, picked: list[Sheet]) -> None:
    """Each by itself; one that was signed meanwhile holds up none of the others."""
    said = {str(sheet.letter.pk): sheet.form.cleaned_data["text"] for sheet in picked}
    try:
        answer = once(
            scope=f"desk:courtesies:{request.actor.key}",
            key=request.POST.get("key", "").replace("\x00", "")[:40],
            content=said,
            at=request.at,
            act=lambda: _sign_each(request, said),
        )
    except OtherContent:
        messages.info(request, Sentences.USED_PAGE)
        return
    gone = len(request.POST.getlist("chon")) - answer["signed"]
    if answer["signed"]:
        done = ngettext("Đã ký %(n)s thư.", "Đã ký %(n)s thư.", answer["signed"]) % {"n": answer["signed"]}
        messages.success(request, done)
    if gone > 0:
        messages.info(request, _("%(n)s thư không còn chờ bạn ký.") % {"n": gone})


def _sign_each(request: StaffRequest, said: Mapping[str, str]) -> dict[str, Any]:
    signed = 0
    for letter_id, text in sorted(said.items(), key=lambda pair: int(pair[0])):
        try:
            sign(letter_id=int(letter_id), text=text, by=request.actor, at=request.at)
            signed += 1
        except NotYet:
            continue
    return {"signed": signed}


def _show(request: StaffRequest, sheets: list[Sheet], *, status: int = 200) -> HttpResponse:
    context = {"sheets": sheets, "key": fresh_key()}
    return render(request, "desk/courtesies.html", context, status=status)
