"""`/quay/luu-giay/`: the paper archive. Folders on their shelves, how long what is kept, and labels to scan."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.desk.domain.shelves import CountedFrom, Retention
from apps.desk.forms.shelves import EndRuleForm, FolderForm, RuleForm
from apps.desk.labels.shelves import RETENTIONS, VIEWS
from apps.desk.models import Folder, RetentionRule
from apps.desk.printing.shelves import render_folder_label
from apps.desk.selectors import shelves as selectors
from apps.desk.selectors.keyset import BadMark, cut
from apps.desk.services import shelves as services
from apps.desk.views.doors import KEEPING_DUTIES
from apps.desk.views.papers import pdf
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import by_reference
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_settings
from apps.officials.views.doors import needs

DECIDERS = (Duty.RECORDS, Duty.LEADER)
SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*KEEPING_DUTIES)
def shelves(request: StaffRequest) -> HttpResponse:
    """The folders of one view (`?xem=`); `?tim=` leads to a folder or to a dossier; posted, a folder is opened."""
    this_year = timezone.localdate(request.at).year
    form = FolderForm(
        request.POST if request.method == "POST" else None,
        this_year=this_year,
        initial={"year": this_year, "retention": office_settings(agency_id=request.official.agency_id)["retention"]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            folder = services.open_folder(**form.cleaned_data, by=request.actor, at=request.at)
        except services.CodeTaken:
            form.add_error("code", _("Đã có tệp mang mã này."))
        else:
            return redirect("desk:folder", folder.code)
    typed = request.GET.get("tim", "").replace("\x00", "").strip()[:200]
    led = _led(request, typed) if typed else None
    return led or _show(request, form, this_year=this_year, not_found=typed)


def _led(request: StaffRequest, typed: str) -> HttpResponse | None:
    """Where a code leads that was scanned or typed."""
    folder = selectors.folder_called(typed=typed, actor=request.actor)
    if folder:
        return redirect("desk:folder", folder.code)
    try:
        dossier = by_reference(reference=typed, actor=request.actor)
    except Dossier.DoesNotExist:
        return None
    return redirect(reverse("desk:dossier", args=[dossier.reference]) + "#ban-giay")


def _show(request: StaffRequest, form: FolderForm, *, this_year: int, not_found: str) -> HttpResponse:
    view = request.GET.get("xem", "tat-ca")
    if view not in VIEWS:
        raise Http404
    rows = selectors.folders(actor=request.actor, which=view, year=this_year)
    try:
        page = cut(
            rows, by="opened_at", after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""), size=SIZE
        )
    except BadMark:
        page = cut(rows, by="opened_at", size=SIZE)
    here = f"{reverse('desk:shelves')}?xem={view}"
    context: dict[str, Any] = {
        "form": form,
        "not_found": not_found,
        "year": this_year,
        "ending": selectors.how_many_end(actor=request.actor, year=this_year),
        "chips": [
            {"href": f"{reverse('desk:shelves')}?xem={word}", "words": words, "count": None, "is_on": word == view}
            for word, words in VIEWS.items()
        ],
        "folders": [(one, RETENTIONS[Retention(one.retention)]) for one in page.rows],
        "newer": f"{here}&truoc={page.before}" if page.before else "",
        "older": f"{here}&sau={page.after}" if page.after else "",
    }
    return render(request, "desk/shelves.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*KEEPING_DUTIES, Duty.LEADER)
def retention(request: StaffRequest) -> HttpResponse:
    """How long this office keeps what; posted, a rule for a field or a procedure is set."""
    may_set = any(request.actor.has(duty) for duty in DECIDERS)
    if request.method == "POST" and not may_set:
        raise PermissionDenied
    form = RuleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        services.set_rule(
            field_id=said["field"].pk if said["field"] else None,
            procedure_id=said["procedure"].pk if said["procedure"] else None,
            retention=said["retention"],
            source=said["source"],
            by=request.actor,
            at=request.at,
        )
        messages.success(request, _("Đã ghi thời hạn. Tệp đã mở giữ nguyên thời hạn của nó."))
        return redirect("desk:retention")
    settings = office_settings(agency_id=request.official.agency_id)
    context = {
        "form": form,
        "may_set": may_set,
        "rules": selectors.rules(agency_id=request.official.agency_id, at=request.at),
        "ended": _ended(request),
        "otherwise": RETENTIONS[Retention(settings["retention"])],
        "is_next_year": settings["retention_counted_from"] == CountedFrom.NEXT_YEAR,
    }
    return render(request, "desk/retention.html", context, status=422 if form.errors else 200)


def _ended(request: StaffRequest) -> selectors.EndedPage:
    ask = partial(selectors.ended_rules, agency_id=request.official.agency_id, at=request.at)
    try:
        return ask(before=request.GET.get("truoc", ""))
    except BadMark:
        return ask()


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DECIDERS)
def end_retention(request: StaffRequest, rule_id: int) -> HttpResponse:
    """A rule no longer holds from a day on; posted twice, it was ended once."""
    try:
        rule = selectors.rule_of(rule_id=rule_id, agency_id=request.official.agency_id)
    except RetentionRule.DoesNotExist as error:
        raise Http404 from error
    today = timezone.localdate(request.at)
    form = EndRuleForm(request.POST if request.method == "POST" else None, today=today, initial={"on": today})
    if rule.ended_on is not None:
        said = _("Quy định này đã có ngày thôi áp dụng: %(day)s.") % {"day": f"{rule.ended_on:%d/%m/%Y}"}
        messages.info(request, said)
        return redirect("desk:retention")
    if request.method == "POST" and form.is_valid():
        try:
            services.end_rule(rule_id=rule.pk, **form.cleaned_data, by=request.actor, at=request.at)
        except services.RuleEnded:
            messages.info(request, _("Quy định này vừa có người khác thôi áp dụng."))
        else:
            messages.success(request, _("Đã ghi ngày thôi áp dụng. Tệp đã mở giữ nguyên thời hạn của nó."))
        return redirect("desk:retention")
    context = {"rule": rule, "term": RETENTIONS[Retention(rule.retention)], "form": form}
    return render(request, "desk/end_retention.html", context, status=422 if form.errors else 200)


def find_folder(request: StaffRequest, code: str) -> Folder:
    """The folder, or 404 for what this official may not see."""
    folder = selectors.folder_called(typed=code, actor=request.actor)
    if folder is None:
        raise Http404
    return folder


@require_safe
@needs(*KEEPING_DUTIES)
def folder_label(request: StaffRequest, code: str) -> HttpResponse:
    """The label of a folder, with its code in bars."""
    folder = find_folder(request, code)
    paper = render_folder_label(folder=folder, agency=request.official.agency)
    return pdf(paper, name=f"nhan-tep-{folder.pk}")
