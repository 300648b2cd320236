"""`/quan-tri/thiet-bi/`: the machines of the office, each enrolled by a code and revoked by a press."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.models import Device
from apps.accounts.services import devices as services
from apps.core.addresses import token
from apps.core.idempotency import once
from apps.desk.printing import spaced
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.portal.forms.kiosk import DeviceForm
from apps.portal.selectors.devices import devices_of
from apps.portal.views.presses import key_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def devices(request: StaffRequest) -> HttpResponse:
    """All of them, and a form for one more; pressing twice makes one."""
    form = DeviceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def act() -> dict[str, int]:
            agency_id = request.official.agency_id
            made = services.make_device(agency_id=agency_id, **said, by=request.actor, at=request.at)
            return {"device": made.pk}

        once(scope=f"device:{request.actor.key}", key=key_of(request), content=said, at=request.at, act=act)
        messages.success(request, "Đã thêm máy. Bấm “Tạo mã ghi danh” rồi gõ mã đó trên máy.")
        return redirect("portal:devices")
    return _page(request, form=form)


@never_cache
@require_POST
@needs(Duty.ADMINISTRATOR)
def device_code(request: StaffRequest, device_id: int) -> HttpResponse:
    """A code for ten minutes, shown on this answer and nowhere else."""
    try:
        code = services.new_code(device_id=device_id, agency_id=request.official.agency_id, at=request.at)
    except Device.DoesNotExist as error:
        raise Http404 from error
    return _page(request, form=DeviceForm(), code=spaced(code), code_of=device_id)


@require_POST
@needs(Duty.ADMINISTRATOR)
def revoke_device(request: StaffRequest, device_id: int) -> HttpResponse:
    """The machine is nobody's any more; whoever stands at it is sent away with the next touch."""
    services.revoke(device_id=device_id, agency_id=request.official.agency_id, by=request.actor, at=request.at)
    messages.success(request, "Đã thu hồi. Máy đó không vào được chế độ ki-ốt nữa.")
    return redirect("portal:devices")


def _page(request: StaffRequest, *, form: DeviceForm, **more: Any) -> HttpResponse:
    found = devices_of(agency_id=request.official.agency_id)
    context = {"form": form, "key": token(), "devices": found, "minutes": 10, **more}
    return render(request, "portal/devices.html", context, status=422 if form.errors else 200)
