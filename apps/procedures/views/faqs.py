"""Questions people ask, as the editor keeps them: of one procedure or of a whole field."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.forms.faqs import FaqForm
from apps.procedures.models import Faq, Field, Procedure, ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.faqs import faqs
from apps.procedures.services.faqs import TooManyQuestions, ask, correct, drop


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def procedure_faqs(request: StaffRequest, code: str) -> HttpResponse:
    """The questions about one procedure. POST: one more."""
    return _page(request, procedure=get_object_or_404(Procedure, code=code), field=None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def field_faqs(request: StaffRequest, slug: str) -> HttpResponse:
    """The questions about a field, shown with each of its procedures. POST: one more."""
    return _page(request, procedure=None, field=get_object_or_404(Field, slug=slug))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def faq(request: StaffRequest, faq_id: int) -> HttpResponse:
    """One question, put right."""
    agency = request.official.agency
    row = get_object_or_404(Faq.objects.select_related("procedure", "field"), agency=agency, pk=faq_id)
    said = {"question": row.question, "answer": row.answer, "is_shown": row.is_shown}
    form = FaqForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and form.is_valid():
        correct(agency=agency, faq_id=row.pk, by=request.actor, at=request.at, **form.cleaned_data)
        messages.success(request, _("Đã ghi câu trả lời."))
        return _back(row)
    context = {"faq": row, "form": form, "thing": _thing(row.procedure, row.field, at=request.at)}
    return render(request, "procedures/faq.html", context, status=422 if form.errors else 200)


@require_POST
@needs(*EDITORS)
def drop_faq(request: StaffRequest, faq_id: int) -> HttpResponse:
    """A question is taken away."""
    row = get_object_or_404(Faq.objects.select_related("procedure", "field"), agency=request.official.agency, pk=faq_id)
    drop(agency=request.official.agency, faq_id=row.pk)
    messages.success(request, _("Đã bỏ câu hỏi."))
    return _back(row)


def _page(request: StaffRequest, *, procedure: Procedure | None, field: Field | None) -> HttpResponse:
    agency = request.official.agency
    form = FaqForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(agency=agency, procedure=procedure, field=field, by=request.actor, at=request.at, **form.cleaned_data)
            messages.success(request, _("Đã ghi câu hỏi và câu trả lời."))
            return redirect(request.path)
        except TooManyQuestions:
            form.add_error(None, _("Đã có 30 câu hỏi. Bỏ bớt hoặc sửa câu cũ rồi ghi tiếp."))
    rows = faqs(agency=agency, procedure=procedure, field=field)
    context = {"faqs": rows, "form": form, "thing": _thing(procedure, field, at=request.at), "here": request.path}
    return render(request, "procedures/faqs.html", context, status=422 if form.errors else 200)


def _thing(procedure: Procedure | None, field: Field | None, *, at: datetime) -> dict[str, Any]:
    """What the questions are about: its words, and the procedure's code where it is one."""
    if field:
        return {"title": field.name, "code": "", "slug": field.slug}
    newest = ProcedureVersion.objects.filter(procedure=procedure, created_at__lte=at).order_by("-number")
    name = newest.values_list("short_name", flat=True).first()
    if procedure is None or name is None:
        raise Http404
    return {"title": name, "code": procedure.code, "slug": ""}


def _back(row: Faq) -> HttpResponse:
    if row.procedure:
        return redirect("procedures:faqs", code=row.procedure.code)
    assert row.field
    return redirect("procedures:field_faqs", slug=row.field.slug)
