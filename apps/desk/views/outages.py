"""What stopped the whole office: declared and ended by a leader, carried out dossier by dossier by a worker."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.idempotency import OtherContent, once
from apps.desk.forms.acts import OutageForm
from apps.desk.forms.fields import fresh_key
from apps.desk.selectors.outages import progress, running_outage
from apps.dossiers.services.outages import NoOutage, OutageRuns, declare_outage, end_outage
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

END = "het"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LEADER)
def outages(request: StaffRequest) -> HttpResponse:
    """The outage that runs and how far it is carried out, or the form that declares one; posted, either is done."""
    if request.method != "POST":
        return _show(request, OutageForm(initial={"key": fresh_key()}))
    if request.POST.get("viec") == END:
        return _end(request)
    form = OutageForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    said = form.cleaned_data
    try:
        once(
            scope=f"desk:outage:{request.actor.key}",
            key=said["key"],
            content={"reason": said["reason"], "legal_basis": said["legal_basis"]},
            at=request.at,
            act=lambda: _declare(request, said["reason"], said["legal_basis"]),
        )
    except (OutageRuns, OtherContent):
        messages.info(request, _("Đang có một sự cố chưa kết thúc. Xem bên dưới."))
    else:
        messages.success(request, _("Đã ghi nhận sự cố. Đồng hồ của mọi hồ sơ đang mở dừng từ lúc này."))
    return redirect("desk:outages")


def _declare(request: StaffRequest, reason: str, legal_basis: str) -> dict[str, int]:
    outage = declare_outage(
        agency=request.official.agency, reason=reason, legal_basis=legal_basis, by=request.actor, at=request.at
    )
    return {"outage": outage.pk}


def _end(request: StaffRequest) -> HttpResponse:
    try:
        end_outage(agency=request.official.agency, by=request.actor, at=request.at)
    except NoOutage:
        messages.info(request, _("Sự cố này đã kết thúc rồi."))
    else:
        messages.success(request, _("Đã kết thúc sự cố. Mọi đồng hồ chạy tiếp, ngày hẹn mới được báo cho người dân."))
    return redirect("desk:outages")


def _show(request: StaffRequest, form: OutageForm, *, status: int = 200) -> HttpResponse:
    outage = running_outage(agency=request.official.agency)
    context = {"outage": outage, "progress": progress(agency=request.official.agency, outage=outage), "form": form}
    return render(request, "desk/outages.html", context, status=status)
