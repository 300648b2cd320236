"""`/quan-tri/thon/`: who guides people in each hamlet, and who may file with them. And the page that says so to all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.officials.domain.duties import Duty
from apps.officials.models import Hamlet
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import own_agency
from apps.officials.selectors.helping import hamlets as hamlets_of
from apps.officials.selectors.helping import helpers
from apps.officials.services import helping as services
from apps.officials.views.doors import needs
from apps.portal.forms.hamlets import HamletForm, HelperForm


@login_not_required
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """`/nguoi-huong-dan/`: whom one may ask, hamlet by hamlet."""
    found = hamlets_of(agency_id=own_agency().pk).exclude(guide_name="")
    return render(request, "portal/guides.html", {"hamlets": found})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def hamlets(request: StaffRequest) -> HttpResponse:
    """The hamlets and the helpers; a form for one more hamlet."""
    form = HamletForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _keep(request, form, hamlet_id=None):
        return redirect("portal:hamlets")
    return _page(request, hamlet=form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def hamlet(request: StaffRequest, hamlet_id: int) -> HttpResponse:
    """One hamlet, put right."""
    found = Hamlet.objects.filter(pk=hamlet_id, agency=request.official.agency, is_current=True).first()
    if found is None:
        raise Http404
    names = ("name", "guide_name", "guide_phone", "meets_at")
    initial = {name: getattr(found, name) for name in names}
    form = HamletForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _keep(request, form, hamlet_id=found.pk):
        return redirect("portal:hamlets")
    return render(request, "portal/hamlet.html", {"form": form, "hamlet": found}, status=422 if form.errors else 200)


def _keep(request: StaffRequest, form: HamletForm, *, hamlet_id: int | None) -> bool:
    try:
        services.keep_hamlet(agency=request.official.agency, hamlet_id=hamlet_id, facts=form.facts())
    except services.NameTaken:
        form.add_error("name", "Đã có thôn mang tên này. Sửa thôn đó, hoặc viết tên khác.")
        return False
    messages.success(request, "Đã ghi. Người dân thấy ngay ở trang thủ tục và trang người hướng dẫn.")
    return True


@require_POST
@needs(Duty.ADMINISTRATOR)
def close_hamlet(request: StaffRequest, hamlet_id: int) -> HttpResponse:
    """The hamlet was merged into another one."""
    services.close_hamlet(agency=request.official.agency, hamlet_id=hamlet_id)
    messages.success(request, "Đã thôi hiện thôn này.")
    return redirect("portal:hamlets")


@sensitive_post_parameters("personal_id")
@require_POST
@needs(Duty.ADMINISTRATOR)
def register_helper(request: StaffRequest) -> HttpResponse:
    """Let somebody file with people."""
    form = _helper_form(request, request.POST)
    if not form.is_valid():
        return _page(request, helper=form)
    try:
        services.register_helper(
            agency=request.official.agency,
            facts=form.facts(),
            hamlet=form.chosen_hamlet,
            from_date=form.cleaned_data["from_date"],
            to_date=form.cleaned_data["to_date"],
            by=request.official,
            at=request.at,
        )
    except services.HelpsAlready:
        form.add_error("personal_id", "Người này đã được ghi là người giúp nộp trong thời gian đó.")
        return _page(request, helper=form)
    messages.success(request, "Đã ghi người giúp nộp. Họ đăng nhập bằng tài khoản của mình rồi mở mục “Giúp nộp”.")
    return redirect("portal:hamlets")


@require_POST
@needs(Duty.ADMINISTRATOR)
def end_helper(request: StaffRequest, helper_id: int) -> HttpResponse:
    """From today they help no more."""
    services.end_helper(agency=request.official.agency, helper_id=helper_id, on=timezone.localdate(request.at))
    messages.success(request, "Từ hôm nay người này không giúp nộp được nữa.")
    return redirect("portal:hamlets")


def _helper_form(request: StaffRequest, posted: Any = None) -> HelperForm:
    known = list(hamlets_of(agency_id=request.official.agency_id))
    return HelperForm(posted, hamlets=known, today=timezone.localdate(request.at))


def _page(request: StaffRequest, *, hamlet: HamletForm | None = None, helper: HelperForm | None = None) -> HttpResponse:
    is_wrong = any(form is not None and form.errors for form in (hamlet, helper))
    context = {
        "form": hamlet or HamletForm(),
        "helper_form": helper or _helper_form(request),
        "hamlets": hamlets_of(agency_id=request.official.agency_id),
        "helpers": helpers(agency_id=request.official.agency_id),
        "today": timezone.localdate(request.at),
    }
    return render(request, "portal/hamlets.html", context, status=422 if is_wrong else 200)
