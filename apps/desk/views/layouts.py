"""`/quan-tri/giay-to/`: how an office words its papers; a draft, a look at it, then in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.paper.press import PressFailed
from apps.desk.domain.layouts import STANDARD, Layout
from apps.desk.domain.merging import fields_of
from apps.desk.domain.papers import Facts, SlipKind
from apps.desk.forms.layouts import LayoutForm
from apps.desk.labels.layouts import FIELD_LABELS, changed_words, fault_words
from apps.desk.models import PaperLayout
from apps.desk.printing import title_of
from apps.desk.printing.merging import values_of
from apps.desk.printing.specimens import addresses_of_kinds, specimen, specimen_picture
from apps.desk.selectors import layouts as selectors
from apps.desk.services.layouts import (
    BadLayout,
    ChangedMeanwhile,
    back_to_standard,
    draft_layout,
    drop_draft,
    put_in_force,
    sample_paper,
)
from apps.desk.views.papers import pdf
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

STANDARD_VERSION = "chuan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The paper whose layout is on the desk, with everything this office wrote of it."""

    paper: str
    kind: SlipKind
    facts: Facts
    versions: Sequence[PaperLayout]

    @property
    def title(self) -> str:
        """As the standard has it."""
        return title_of(facts=self.facts)

    @property
    def draft(self) -> PaperLayout | None:
        return next((row for row in self.versions if row.is_draft), None)

    @property
    def in_force(self) -> PaperLayout | None:
        return next((row for row in self.versions if row.is_in_force), None)

    @property
    def href(self) -> str:
        return reverse("desk:layout", args=[self.paper])

    def version(self, asked: str) -> PaperLayout | None:
        """The version of this number, if it is this office's."""
        return next((row for row in self.versions if str(row.version) == asked), None)


@require_safe
@needs(Duty.ADMINISTRATOR)
def layouts(request: StaffRequest) -> HttpResponse:
    """Every paper of the desk, and what this office changed of it."""
    agency = request.official.agency
    written = selectors.written(agency=agency)
    rows = []
    for paper, kind in addresses_of_kinds().items():
        held = next((row for row in written.get(kind.value, ()) if row.is_in_force), None)
        rows.append(
            {
                "href": reverse("desk:layout", args=[paper]),
                "title": title_of(facts=sample_paper(agency=agency, kind=kind, at=request.at)),
                "form": kind.form,
                "in_force": held if held and held.layout != STANDARD else None,
                "changed": changed_words(held.layout) if held else [],
                "has_draft": any(row.is_draft for row in written.get(kind.value, ())),
            }
        )
    return render(request, "desk/layouts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def layout(request: StaffRequest, paper: str) -> HttpResponse:
    """One layout: read, drafted, looked at, put in force, given up. `?ban=2` takes an earlier version up again."""
    desk = _desk(request, paper)
    if request.method != "POST":
        return _show(request, desk, form=_form(request, desk))
    doings = {"dung": _put, "chuan": _back, "bo": _drop}
    doing = doings.get(request.POST.get("viec", ""))
    return doing(request, desk) if doing else _save(request, desk)


def _save(request: StaffRequest, desk: Desk) -> HttpResponse:
    form = LayoutForm(request.POST, kind=desk.kind)
    if not form.is_valid():
        return _show(request, desk, form=form, status=422)
    try:
        draft = draft_layout(
            agency=request.official.agency,
            kind=desk.kind,
            layout=form.layout(),
            title=desk.title,
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=request.at,
        )
    except BadLayout as bad:
        form.blame(bad.faults)
        return _show(request, desk, form=form, status=422)
    except ChangedMeanwhile:
        return _show_newer(request, _desk(request, desk.paper))
    if draft is None:
        messages.info(request, _("Chưa có gì khác mẫu đang dùng."))
    else:
        messages.success(request, _("Đã lưu bản nháp. Xem thử ở bên cạnh; giấy in ra vẫn theo mẫu đang dùng."))
    return redirect(desk.href)


def _show_newer(request: StaffRequest, desk: Desk) -> HttpResponse:
    """What was typed, where somebody else wrote meanwhile; saved once more it takes the place of theirs."""
    typed = request.POST.copy()
    typed["seen"] = desk.draft.seen if desk.draft else ""
    form = LayoutForm(typed, kind=desk.kind)
    form.add_error(None, _("Vừa có người sửa bản nháp này, xem ở bên cạnh. Lưu lần nữa để thay bản ấy."))
    return _show(request, desk, form=form, status=409)


def _put(request: StaffRequest, desk: Desk) -> HttpResponse:
    agency, seen = request.official.agency, request.POST.get("seen", "")
    try:
        put_in_force(agency=agency, kind=desk.kind, seen=seen, by=request.actor, at=request.at)
    except ChangedMeanwhile:
        messages.info(request, _("Bản nháp vừa được sửa. Xem lại rồi hãy đưa vào dùng."))
    except BadLayout as bad:
        messages.error(request, " ".join(fault_words(fault) for fault in bad.faults))
    else:
        messages.success(request, _("Đã đưa vào dùng. Giấy lập từ bây giờ in theo mẫu này; giấy đã lập giữ mẫu cũ."))
    return redirect(desk.href)


def _back(request: StaffRequest, desk: Desk) -> HttpResponse:
    try:
        back_to_standard(agency=request.official.agency, kind=desk.kind, by=request.actor, at=request.at)
    except ChangedMeanwhile:
        messages.info(request, _("Vừa có người sửa mẫu này. Xem lại rồi hãy bấm."))
    else:
        messages.success(request, _("Đã dùng lại mẫu chuẩn. Giấy đã lập giữ mẫu của ngày lập."))
    return redirect(desk.href)


def _drop(request: StaffRequest, desk: Desk) -> HttpResponse:
    if drop_draft(agency=request.official.agency, kind=desk.kind, seen=request.POST.get("seen", "")):
        messages.success(request, _("Đã bỏ bản nháp."))
    else:
        messages.info(request, _("Bản nháp vừa được sửa hoặc không còn. Xem lại rồi hãy bấm."))
    return redirect(desk.href)


@require_safe
@needs(Duty.ADMINISTRATOR)
def specimen_pdf(request: StaffRequest, paper: str) -> HttpResponse:
    """A version on an invented paper, whole."""
    desk = _desk(request, paper)
    try:
        return pdf(specimen(facts=desk.facts, layout=_chosen(request, desk)), name=f"xem-thu-{desk.paper}")
    except PressFailed:
        messages.error(request, _("Máy chủ chưa dựng được bản xem thử. Thử lại sau ít phút."))
        return redirect(desk.href)


@require_safe
@needs(Duty.ADMINISTRATOR)
def specimen_png(request: StaffRequest, paper: str) -> HttpResponse:
    """Its first page as a picture."""
    desk = _desk(request, paper)
    try:
        content = specimen_picture(facts=desk.facts, layout=_chosen(request, desk))
    except PressFailed:
        return HttpResponse(status=503)
    response = HttpResponse(content, content_type="image/png")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _desk(request: StaffRequest, paper: str) -> Desk:
    """The paper an address names, or 404."""
    kind = addresses_of_kinds().get(paper)
    if kind is None:
        raise Http404
    agency = request.official.agency
    return Desk(
        paper=paper,
        kind=kind,
        facts=sample_paper(agency=agency, kind=kind, at=request.at),
        versions=selectors.versions(agency=agency, kind=kind),
    )


def _chosen(request: StaffRequest, desk: Desk) -> Layout:
    """The version of `?ban=`; «chuan» is the standard. Raises Http404."""
    asked = request.GET.get("ban", STANDARD_VERSION)
    if asked == STANDARD_VERSION:
        return STANDARD
    row = desk.version(asked)
    if row is None:
        raise Http404
    return row.layout


def _form(request: StaffRequest, desk: Desk) -> LayoutForm:
    """The draft, else what is in force, or the earlier version that was asked for, ready to be changed."""
    asked = desk.version(request.GET.get("ban", ""))
    row = asked or desk.draft or desk.in_force
    typed = LayoutForm.typed(
        kind=desk.kind,
        layout=row.layout if row else STANDARD,
        title=desk.title,
        seen=desk.draft.seen if desk.draft else "",
    )
    return LayoutForm(initial=typed, kind=desk.kind)


def _show(request: StaffRequest, desk: Desk, *, form: LayoutForm, status: int = 200) -> HttpResponse:
    shown = desk.draft or desk.in_force
    look = "?" + urlencode({"ban": str(shown.version) if shown else STANDARD_VERSION})
    values = values_of(desk.facts)
    context = {
        "desk": desk,
        "form": form,
        "fields": [(field.name, FIELD_LABELS[field.name], values[field.name]) for field in fields_of(desk.kind)],
        "pdf_href": reverse("desk:layout_pdf", args=[desk.paper]) + look,
        "picture_href": reverse("desk:layout_picture", args=[desk.paper]) + look,
        "shown": shown,
        "history": [(row, changed_words(row.layout)) for row in desk.versions if not row.is_draft],
        "is_own": desk.in_force is not None and desk.in_force.layout != STANDARD,
    }
    return render(request, "desk/layout.html", context, status=status)
