"""`/danh-muc/<mã>/bieu-mau/`: the form of a procedure, made without a programmer; only the draft changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from apps.officials.permissions import StaffRequest
from apps.officials.selectors import ZONE
from apps.officials.views.doors import needs
from apps.procedures.domain.designing import NoSuchField, row_of
from apps.procedures.domain.form_schema import FieldType
from apps.procedures.domain.merging import OF_THE_CASE, BadTemplate
from apps.procedures.forms.answers import AnswersForm
from apps.procedures.forms.designing import FieldForm, ResultForm
from apps.procedures.labels.forms import FILTER_LABELS, OF_THE_CASE_LABELS, TYPE_LABELS
from apps.procedures.models import Offering
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.designing import Design, design
from apps.procedures.services.designing import FormChanged, move_field, remove_field, save_field, save_result

NEW = "moi"
MOVES = {"len": -1, "xuong": 1}
CHANGED = gettext_lazy("Bản nháp vừa được lưu ở nơi khác. Xem lại rồi bấm lần nữa.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def form(request: StaffRequest, code: str) -> HttpResponse:
    """The fields in order; posted, one of them moves (`len`, `xuong`) or goes (`bo`)."""
    found = _found(request, code)
    if request.method == "POST":
        try:
            return _done(request, found, lambda: _rearrange(request, found))
        except FormChanged:
            messages.error(request, CHANGED)
            return redirect("procedures:form", code)
    context = {"design": found, "types": [(kind.value, words) for kind, words in TYPE_LABELS.items()]}
    return render(request, "procedures/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def form_field(request: StaffRequest, code: str, name: str) -> HttpResponse:
    """One field, new (`moi`, after `?sau=`) or to be changed."""
    found = _found(request, code)
    row = _row(request, found, name)
    said = FieldForm(request.POST if request.method == "POST" else None, rows=found.rows, row=row)
    if request.method == "POST" and said.is_valid():
        made, seen = said.made(), request.POST.get("seen", "")
        told = {"replacing": "", "after": request.GET.get("sau", "")} if name == NEW else {"replacing": name}
        try:
            return _done(
                request,
                found,
                lambda: save_field(offering=found.offering, row=made, seen=seen, at=request.at, **told),
                place=made["name"],
            )
        except FormChanged:
            said.add_error(None, CHANGED)
    context = {"design": found, "form": said, "is_new": name == NEW, "here": request.get_full_path()}
    return render(request, "procedures/form_field.html", context, status=422 if said.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def form_preview(request: StaffRequest, code: str) -> HttpResponse:
    """The form as the citizen gets it, to be filled in for a try; nothing is kept."""
    found = _found(request, code)
    said = AnswersForm(
        request.POST if request.method == "POST" else None,
        questions=found.fields,
        answers={},
        sources={},
        today=request.at.astimezone(ZONE).date(),
        here=request.official.agency.short_name,
    )
    is_tried = request.method == "POST"
    context = {"design": found, "form": said, "is_fine": is_tried and said.is_valid()}
    return render(request, "procedures/form_preview.html", context, status=422 if said.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def form_result(request: StaffRequest, code: str) -> HttpResponse:
    """The text of the result, with places that answers fill in."""
    found = _found(request, code)
    now = found.arrangement.result_template if found.arrangement else ""
    said = ResultForm(request.POST if request.method == "POST" else None, initial={"text": now})
    if request.method == "POST" and said.is_valid():
        try:
            text, seen = said.cleaned_data["text"].replace("\r\n", "\n"), request.POST.get("seen", "")
            save_result(offering=found.offering, text=text, seen=seen, at=request.at)
        except FormChanged:
            said.add_error(None, CHANGED)
        except BadTemplate as bad:
            for place in bad.places:
                words = _("Dòng %(line)s: không có ô “%(written)s”. Chép tên ô ở bảng bên.")
                said.add_error("text", words % {"line": place.line, "written": place.written})
        else:
            messages.success(request, _("Đã lưu mẫu kết quả vào bản nháp."))
            return redirect("procedures:form_result", code)
    context: dict[str, Any] = {
        "design": found,
        "form": said,
        "places": [(field.name, field.label, field.group) for field in found.fields if field.is_asked],
        "case_places": [(name, OF_THE_CASE_LABELS[name]) for name in OF_THE_CASE],
        "filters": list(FILTER_LABELS.items()),
    }
    return render(request, "procedures/form_result.html", context, status=422 if said.errors else 200)


def _found(request: StaffRequest, code: str) -> Design:
    try:
        return design(agency=request.official.agency, code=code)
    except Offering.DoesNotExist as error:
        raise Http404 from error


def _row(request: StaffRequest, found: Design, name: str) -> dict[str, Any]:
    """The field to be changed, or an empty one of the kind that was asked for."""
    if name != NEW:
        try:
            return row_of(found.rows, name=name)
        except NoSuchField as error:
            raise Http404 from error
    kind = request.GET.get("loai", "")
    return {"type": kind} if kind in set(FieldType) else {}


def _rearrange(request: StaffRequest, found: Design) -> None:
    name, seen = request.POST.get("o", ""), request.POST.get("seen", "")
    if "bo" in request.POST:
        remove_field(offering=found.offering, name=name, seen=seen, at=request.at)
        return
    by = next((step for button, step in MOVES.items() if button in request.POST), 0)
    move_field(offering=found.offering, name=name, by=by, seen=seen, at=request.at)


def _done(request: StaffRequest, found: Design, act: Callable[[], object], *, place: str = "") -> HttpResponse:
    """Back to the list, where the field stands that was changed."""
    try:
        act()
    except NoSuchField:
        messages.error(request, _("Ô này không còn: có người vừa bỏ nó. Danh sách dưới đây là bản mới."))
    else:
        messages.success(request, _("Đã lưu vào bản nháp. Biểu mẫu đang dùng không đổi cho đến khi ban hành."))
    mark = place or (request.POST.get("o", "") if "bo" not in request.POST else "")
    return redirect(f"{reverse('procedures:form', args=[found.code])}#o-{mark}")
