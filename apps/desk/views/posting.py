"""`/quay/thu-in/`: letters for people no machine reaches, printed here and taken to the post."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apps.desk.printing import render_posted
from apps.desk.selectors.posting import ToPost, letters_to_post
from apps.desk.views.doors import DESK_DUTIES
from apps.desk.views.dossiers import find
from apps.desk.views.papers import pdf
from apps.dossiers.services.notices import recipient
from apps.dossiers.services.reading import log_read
from apps.messaging.forms import WaysForm
from apps.messaging.services import choose_ways, hand_to_post, mark_printed
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_settings
from apps.officials.views.doors import needs

PRINT = "in"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DESK_DUTIES, Duty.POSTAL)
def to_post(request: StaffRequest) -> HttpResponse:
    """Every letter that waits; posted, those that were picked are printed or ticked off."""
    letters = letters_to_post(actor=request.actor)
    if request.method != "POST":
        return render(request, "desk/to_post.html", {"letters": letters})
    picked = [letter for letter in letters if str(letter.id) in request.POST.getlist("chon")]
    if not picked:
        messages.error(request, _("Chưa chọn thư nào."))
        return render(request, "desk/to_post.html", {"letters": letters}, status=422)
    if request.POST.get("viec") == PRINT:
        return _print(request, picked)
    posted = hand_to_post(message_ids=[letter.id for letter in picked], by=request.actor, at=request.at)
    messages.success(
        request, ngettext("Đã giao %(n)s thư cho bưu điện.", "Đã giao %(n)s thư cho bưu điện.", posted) % {"n": posted}
    )
    return redirect("desk:to_post")


def _print(request: StaffRequest, picked: list[ToPost]) -> HttpResponse:
    for letter in picked:
        log_read(dossier=letter.dossier, by=request.actor, door="desk/to_post", at=request.at)
    mark_printed(message_ids=[letter.id for letter in picked], by=request.actor, at=request.at)
    return pdf(render_posted(letters=picked, agency=request.official.agency, at=request.at), name="thu-gui-buu-dien")


@require_POST
@needs(*DESK_DUTIES)
def choose(request: StaffRequest, reference: str) -> HttpResponse:
    """By which ways whoever filed wants to hear, written down for them at the counter."""
    dossier = find(request, reference)
    form = WaysForm(request.POST, with_zalo=bool(office_settings(agency_id=dossier.agency_id)["zalo_enabled"]))
    form.is_valid()  # boxes are ticked or not; there is nothing to refuse
    choose_ways(
        agency_id=dossier.agency_id,
        person_key=recipient(dossier).person_key,
        chosen=form.chosen(),
        by=request.actor,
        at=request.at,
    )
    messages.success(request, _("Đã ghi cách báo tin cho người nộp."))
    return redirect("desk:messages", reference=dossier.reference)
