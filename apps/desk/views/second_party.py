"""`/quay/xac-nhan/`: a second party who has no phone and no account says yes or no at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from apps.core.limits import Limit, count
from apps.desk.forms.second_party import FindPartyForm
from apps.desk.selectors.second_party import statement
from apps.desk.views.doors import DESK_DUTIES
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.parties import Confirmation
from apps.dossiers.models import SecondParty
from apps.dossiers.selectors.parties import party_at_desk
from apps.dossiers.services import parties
from apps.dossiers.services.reading import log_read
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

TRIES = Limit("desk-second-party", 30, 60 * 60)
SALT, FOUND_FOR = "desk.second_party", 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DESK_DUTIES)
@sensitive_post_parameters("personal_id")
def second_party(request: StaffRequest) -> HttpResponse:
    """Find by reference and card, read it out, write down what was answered."""
    if request.method == "POST" and "ho-so" in request.POST:
        return _answer(request)
    form = FindPartyForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show(request, form, status=422 if form.is_bound else 200)
    found = _find(request, form)
    if found is None:
        words = _("Không có lời mời nào đang mở với mã và số này. Xem lại mã, hoặc nhờ người nộp mời lại.")
        form.add_error(None, words)
        return _show(request, form, status=422)
    log_read(dossier=found.dossier, by=request.actor, door="desk/second-party", at=request.at)
    ticket = signing.dumps({"dossier": found.dossier_id, "by": request.actor.id}, salt=SALT)
    return _show(request, form, party=found, statement=statement(found), ticket=ticket)


def _find(request: StaffRequest, form: FindPartyForm) -> SecondParty | None:
    count(limits=[(TRIES, request.actor.key)], at=request.at)
    try:
        meant = readings(form.cleaned_data["reference"])
    except NotACode:
        return None
    number, agency_id = form.cleaned_data["personal_id"], request.official.agency_id
    found = (party_at_desk(reference=code, personal_id=number, agency_id=agency_id) for code in meant)
    return next(filter(None, found), None)


def _answer(request: StaffRequest) -> HttpResponse:
    """What was said after it was read out. The ticket is this official's own, and a quarter of an hour old at most."""
    try:
        told = signing.loads(request.POST["ho-so"], salt=SALT, max_age=FOUND_FOR)
        if told["by"] != request.actor.id:
            raise signing.BadSignature
        agreed = request.POST.get("tra-loi") == "dong-y"
        parties.answer(
            dossier_id=told["dossier"],
            agreed=agreed,
            read=request.POST.get("doc", ""),
            way=Confirmation.DESK,
            by=request.actor.key,
            at=request.at,
        )
    except signing.BadSignature:
        messages.error(request, _("Trang này mở đã lâu. Tìm lại hồ sơ rồi ghi câu trả lời."))
    except parties.ReadOtherwise:
        messages.error(request, _("Hồ sơ vừa được sửa. Tìm lại và đọc bản mới."))
    except (parties.NotAsked, Forbidden):
        messages.error(request, _("Lời mời này không còn mở: đã trả lời, quá ngày, hoặc hồ sơ đã nộp."))
    else:
        said = _("Đã ghi: đồng ý.") if agreed else _("Đã ghi: không đồng ý.")
        messages.success(request, said + " " + _("Người nộp được báo."))
    return redirect("desk:second_party")


def _show(request: StaffRequest, form: FindPartyForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "desk/second_party.html", {"form": form} | more, status=status)
