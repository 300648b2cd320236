"""A file becomes part of the catalogue: chosen, its columns looked at, tried, applied, reported."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.idempotency import OtherContent, once
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.forms.imports import CatalogueFileForm, ColumnsForm
from apps.procedures.labels import unusable_words
from apps.procedures.labels.imports import WRONG_COLUMNS
from apps.procedures.models import CatalogueImport
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.imports import import_page, last_imports
from apps.procedures.services import bringing
from apps.procedures.services.reading import UnusableFile


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def imports(request: StaffRequest) -> HttpResponse:
    """The files chosen before, and a place to choose one; posted, it is looked at and kept."""
    form = CatalogueFileForm(request.POST, request.FILES) if request.method == "POST" else CatalogueFileForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("procedures:import", import_id=_kept(request, form))
        except UnusableFile as unusable:
            form.add_error("file", unusable_words(unusable.why, name=form.cleaned_data["file"].name))
        except OtherContent:
            form.add_error(None, _("Trang này đã cũ. Chọn lại tệp rồi bấm lần nữa."))
    context = {"form": form, "last": last_imports(agency_id=request.official.agency_id)}
    return render(request, "procedures/imports.html", context, status=422 if form.errors else 200)


def _kept(request: StaffRequest, form: CatalogueFileForm) -> int:
    upload = form.cleaned_data["file"]

    def act() -> int:
        stream = cast("BinaryIO", upload.file)
        name, size = str(upload.name), int(upload.size or 0)
        agency = request.official.agency
        return bringing.keep(stream=stream, name=name, size=size, agency=agency, by=request.actor, at=request.at).pk

    scope, key = f"procedures:import:{request.actor.key}", form.cleaned_data["key"]
    return int(once(scope=scope, key=key, content={"name": upload.name, "size": upload.size}, at=request.at, act=act))


@require_safe
@needs(*EDITORS)
def import_file(request: StaffRequest, import_id: int) -> HttpResponse:
    """One file: what its columns mean, how far the worker is, what would change, or what was done."""
    return _show(request, _found(request, import_id), form=None)


@require_POST
@needs(*EDITORS)
def import_columns(request: StaffRequest, import_id: int) -> HttpResponse:
    """Somebody says what the columns mean, or which sheet is read."""
    kept = _found(request, import_id)
    form = ColumnsForm(request.POST, kept=kept)
    if not form.is_valid():
        return _show(request, kept, form=form)
    try:
        bringing.lay_out(import_id=kept.pk, columns=form.columns(), sheet=form.cleaned_data.get("sheet", ""))
    except bringing.WrongColumns as wrong:
        form.add_error(None, str(WRONG_COLUMNS[wrong.why]))
        return _show(request, kept, form=form)
    except UnusableFile as unusable:
        form.add_error(None, unusable_words(unusable.why, name=kept.file.original_name))
        return _show(request, kept, form=form)
    except bringing.NotNow:
        messages.info(request, _("Tệp này đang được đọc hoặc đã nhập, nên cột không đổi được nữa."))
    else:
        messages.success(request, _("Đã lưu ý nghĩa của các cột. Xem thử bên dưới."))
    return redirect("procedures:import", import_id=kept.pk)


@require_POST
@needs(*EDITORS)
def import_try(request: StaffRequest, import_id: int) -> HttpResponse:
    """The file is read by the worker; nothing of the catalogue changes."""
    bringing.ask_try(import_id=_found(request, import_id).pk, at=request.at)
    return redirect("procedures:import", import_id=import_id)


@require_POST
@needs(*EDITORS)
def import_apply(request: StaffRequest, import_id: int) -> HttpResponse:
    """What was tried is done."""
    try:
        bringing.ask_apply(import_id=_found(request, import_id).pk, by=request.actor, at=request.at)
    except bringing.NotNow:
        messages.info(request, _("Tệp này chưa đọc thử xong, nên chưa nhập được. Xem bên dưới."))
    return redirect("procedures:import", import_id=import_id)


@require_POST
@needs(*EDITORS)
def import_drop(request: StaffRequest, import_id: int) -> HttpResponse:
    """The file is let go; the catalogue stays as it is."""
    if not bringing.drop(import_id=_found(request, import_id).pk):
        messages.info(request, _("Tệp này đang nhập hoặc đã nhập, nên không bỏ được nữa."))
        return redirect("procedures:import", import_id=import_id)
    messages.success(request, _("Đã bỏ tệp. Danh mục không thay đổi."))
    return redirect("procedures:imports")


@require_safe
@needs(*EDITORS)
def import_report(request: StaffRequest, import_id: int) -> HttpResponse:
    """The report as the command prints it, to be kept or worked on elsewhere."""
    kept = _found(request, import_id)
    if kept.report is None:
        raise Http404
    answer = HttpResponse(json.dumps(kept.report, ensure_ascii=False, indent=1), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="nhap-danh-muc-{kept.pk}.json"'
    return answer


def _found(request: StaffRequest, import_id: int) -> CatalogueImport:
    chosen = CatalogueImport.objects.filter(agency_id=request.official.agency_id)
    return get_object_or_404(chosen.select_related("file", "chosen_by", "applied_by"), pk=import_id)


def _show(request: StaffRequest, kept: CatalogueImport, *, form: ColumnsForm | None) -> HttpResponse:
    after = request.GET.get("sau", "")
    page = import_page(
        kept=kept,
        asked=request.GET.get("xem", ""),
        after=int(after) if after.isascii() and after.isdecimal() and len(after) < 12 else 0,
    )
    if form is None and kept.layout["words"]:
        form = ColumnsForm(kept=kept)
    context: dict[str, Any] = {"page": page, "form": form, "states": CatalogueImport.State}
    return render(request, "procedures/import.html", context, status=422 if form and form.errors else 200)
