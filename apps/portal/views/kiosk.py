"""`/kiosk/`: the machine in the hall. Its pages are everybody's, larger, for a short while, and then forgotten."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.services.devices import CodeRefused, enrol
from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.portal.forms.kiosk import EnrolForm
from apps.portal.services import kiosk

ENROL_PER_ADDRESS = Limit("enrol-address", 10, 600)
ENROL_IN_ALL = Limit("enrol", 60, 600)


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where every visit begins; a browser that is no machine of ours reads how it becomes one."""
    if kiosk.device_of(request) is None:
        return render(request, "portal/kiosk_unknown.html")
    if not request.user.is_authenticated:
        # A log-in half done, a second party who has proved a phone: whoever comes next goes on with nothing of it.
        request.session.flush()
        rotate_token(request)  # what the last visitor left behind in the history cannot be sent again
    return render(request, "portal/kiosk.html")


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enrolling(request: HttpRequest) -> HttpResponse:
    """`/kiosk/ghi-danh/`: this browser types the code that the administrator reads out."""
    if request.method != "POST":
        return render(request, "portal/kiosk_enrol.html", {"form": EnrolForm()})
    at, form = timezone.now(), EnrolForm(request.POST)
    if form.is_valid():
        count(limits=[(ENROL_PER_ADDRESS, client_address(request)), (ENROL_IN_ALL, "all")], at=at)
        try:
            device, secret = enrol(typed=form.cleaned_data["code"], at=at)
        except CodeRefused:
            form.add_error("code", _("Mã này không đúng, đã dùng hoặc đã quá 10 phút. Xin quản trị tạo mã mới."))
        else:
            kiosk.end_visit(request)
            response = redirect("portal:kiosk")
            kiosk.remember_device(response, device=device, secret=secret)
            return response
    return render(request, "portal/kiosk_enrol.html", {"form": form}, status=422)


@login_not_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """`/kiosk/ket-thuc/`: done, or nobody is there any more. A browser that is no kiosk is sent home as it is."""
    if kiosk.device_of(request) is None:
        return redirect("portal:home")
    return kiosk.wipe(redirect(kiosk.end_visit(request)))


@login_not_required
@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """`/kiosk/con-day/`: somebody is typing; noted on the way in."""
    return HttpResponse(status=204 if kiosk.device_of(request) else 404)
