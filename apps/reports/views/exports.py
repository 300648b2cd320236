"""`/dieu-hanh/tep/`: lists as files, asked for, followed while they are made, stopped, saved."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.serving import serve
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_settings
from apps.officials.views.doors import needs
from apps.reports.domain.exports import Format, Kind
from apps.reports.models import Export
from apps.reports.permissions import BOARD_DUTIES, may_export
from apps.reports.selectors.exported import SHOWN, export_line, export_lines, own_exports
from apps.reports.selectors.menu import menu
from apps.reports.selectors.wanted_lists import NoSuchList, wanted
from apps.reports.services import exporting


@require_safe
@needs(*ANYBODY_WHO_SEES)
def exports(request: StaffRequest) -> HttpResponse:
    """The files this official had made, newest first."""
    is_of_board = any(request.actor.has(duty) for duty in BOARD_DUTIES)
    context = {
        "menu": menu(room="exports", agency=request.official.agency) if is_of_board else None,
        "lines": export_lines(actor=request.actor, at=request.at),
        "days": int(office_settings(agency_id=request.official.agency_id)["export_days"]),
        "shown": SHOWN,
    }
    return render(request, "reports/exports.html", context)


@require_POST
@needs(*ANYBODY_WHO_SEES)
def ask_export(request: StaffRequest) -> HttpResponse:
    """Have a file made (`loai`, `dang`, and what its list is cut down by), then to the page that follows it."""
    said = request.POST.dict()
    try:
        kind, file_format = Kind(said.get("loai", "")), Format(said.get("dang", ""))
        found = wanted(kind=kind, said=said, agency=request.official.agency)
    except (NoSuchList, ValueError) as error:
        raise Http404 from error
    if not may_export(actor=request.actor, kind=kind):
        raise PermissionDenied
    asked = exporting.ask(
        wanted=found, file_format=file_format, agency=request.official.agency, by=request.actor, at=request.at
    )
    return redirect("reports:export", asked.pk)


@require_safe
@needs(*ANYBODY_WHO_SEES)
def export(request: StaffRequest, export_id: int) -> HttpResponse:
    """How far a file is; made, it is saved from here."""
    line = export_line(export=_own(request, export_id), actor=request.actor)
    return render(request, "reports/export.html", {"line": line, "states": Export.State})


@require_POST
@needs(*ANYBODY_WHO_SEES)
def stop_export(request: StaffRequest, export_id: int) -> HttpResponse:
    """Stop making a file; what was written of it is gone."""
    if exporting.stop(export=_own(request, export_id), at=request.at):
        messages.success(request, _("Đã dừng. Phần đã làm không được giữ lại."))
    else:
        messages.info(request, _("Tệp đã xong hoặc đã dừng từ trước; không có gì thay đổi."))
    return redirect("reports:export", export_id)


@require_safe
@needs(*ANYBODY_WHO_SEES)
def export_file(request: StaffRequest, export_id: int) -> HttpResponseBase:
    """The file, for whoever had it made and may still read what stands in it."""
    line = export_line(export=_own(request, export_id), actor=request.actor)
    if not line.may_open or line.export.file is None:
        raise Http404
    return serve(file=line.export.file, as_download=True)


def _own(request: StaffRequest, export_id: int) -> Export:
    return get_object_or_404(own_exports(actor=request.actor, at=request.at), pk=export_id)
