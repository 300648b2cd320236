"""Posters with a code: printed, listed with their scans, taken off the list."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures import printing
from apps.procedures.domain.posters import PosterSize
from apps.procedures.forms.posting import PosterForm
from apps.procedures.labels.posting import HONEST_SCANS
from apps.procedures.models import Field, Poster, Procedure, ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors import version_in_force
from apps.procedures.selectors.poster_papers import poster_paper
from apps.procedures.selectors.posters import offered_fields, posters, scan_days
from apps.procedures.services.posters import print_poster, retire_poster


@require_safe
@needs(*EDITORS)
def poster_list(request: StaffRequest) -> HttpResponse:
    """Every poster that hangs and how often it is scanned; a field's poster is made here."""
    return _list_page(request, PosterForm(), status=200)


@require_POST
@needs(*EDITORS)
def make_poster(request: StaffRequest) -> HttpResponse:
    """The PDF of a procedure's or a field's poster for one spot; printed again, it keeps its address."""
    form = PosterForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    code, slug = form.cleaned_data["thu_tuc"], form.cleaned_data["linh_vuc"]
    agency = request.official.agency
    procedure = get_object_or_404(Procedure, code=code) if code else None
    field = None if procedure else get_object_or_404(Field, slug=slug)
    size = PosterSize(form.cleaned_data["size"])
    spot = form.cleaned_data["spot"]
    if procedure:
        try:
            version_in_force(code=procedure.code, at=request.at)
        except ProcedureVersion.DoesNotExist as gone:
            raise Http404 from gone  # before a poster is on the list that nobody could print
    poster = print_poster(agency=agency, procedure=procedure, field=field, spot=spot, by=request.actor, at=request.at)
    paper = poster_paper(poster=poster, agency=agency, site=settings.PUBLIC_ADDRESS, at=request.at)
    response = HttpResponse(printing.print_poster(paper=paper, size=size), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ap-phich-{poster.slug}-{size.value}.pdf"'
    return response


@require_safe
@needs(*EDITORS)
def poster_page(request: StaffRequest, slug: str) -> HttpResponse:
    """One poster and its days."""
    poster = _poster(request, slug)
    context = {
        "poster": poster,
        "title": poster.field.name if poster.field else _title(poster),
        "days": scan_days(poster=poster),
        "honest": HONEST_SCANS,
        "link": f"{settings.PUBLIC_ADDRESS}/q/{poster.slug}/",
        "sizes": [size.value for size in PosterSize],
    }
    return render(request, "procedures/poster.html", context)


@require_POST
@needs(*EDITORS)
def retire(request: StaffRequest, slug: str) -> HttpResponse:
    """The poster hangs no more; its address goes on."""
    if retire_poster(agency=request.official.agency, poster_id=_poster(request, slug).pk, at=request.at):
        messages.success(request, _("Đã bỏ áp phích khỏi danh sách. Mã cũ quét vẫn ra đúng trang."))
    return redirect("procedures:posters")


def _poster(request: StaffRequest, slug: str) -> Poster:
    rows = Poster.objects.select_related("procedure", "field")
    return get_object_or_404(rows, agency=request.official.agency, slug=slug)


def _title(poster: Poster) -> str:
    newest = ProcedureVersion.objects.filter(procedure=poster.procedure).order_by("-number")
    return newest.values_list("short_name", flat=True).first() or str(poster.procedure)


def _list_page(request: StaffRequest, form: PosterForm, *, status: int) -> HttpResponse:
    agency = request.official.agency
    context = {
        "posters": posters(agency=agency, at=request.at),
        "fields": offered_fields(agency=agency, at=request.at),
        "form": form,
        "honest": HONEST_SCANS,
        "chosen": request.POST.get("linh_vuc", ""),
    }
    return render(request, "procedures/posters.html", context, status=status)
