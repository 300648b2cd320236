"""Papers that leave the desk, and files that lie in a dossier."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.models import StoredFile
from apps.core.serving import serve, serve_picture
from apps.desk.models import Slip
from apps.desk.printing import Reprint, render, spaced
from apps.desk.services.slips import open_for_print
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import by_reference
from apps.dossiers.services.filing import reissue_lookup_factor
from apps.dossiers.services.reading import log_read
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs


@require_POST
@needs(*ANYBODY_WHO_SEES)
def print_slip(request: StaffRequest, slip_id: int) -> HttpResponse:
    """The paper as PDF. By POST, because printing counts: only the first print carries the look-up factor."""
    visible = Dossier.objects.visible_to(request.actor)
    slip = get_object_or_404(Slip.objects.select_related("dossier"), pk=slip_id, dossier__in=visible)
    job = open_for_print(slip_id=slip.pk, by=request.actor, at=request.at)
    reprint = Reprint(printed_at=job.printed_at, printed_by=job.printed_by) if job.is_reprint else None
    log_read(dossier=slip.dossier, by=request.actor, door=f"desk/slip/{slip.pk}", at=request.at)
    paper = render(facts=job.facts, lookup_factor=job.lookup_factor, reprint=reprint)
    return pdf(paper, name=f"{slip.kind}-{slip.dossier.reference}")


@require_POST
@needs(Duty.CLERK)
def new_factor(request: StaffRequest, reference: str) -> HttpResponse:
    """A new look-up factor, shown once to be read out or copied; the old one opens nothing any more."""
    try:
        dossier = by_reference(reference=reference, actor=request.actor)
    except Dossier.DoesNotExist as error:
        raise Http404 from error
    factor = reissue_lookup_factor(dossier_id=dossier.pk, by=request.actor, at=request.at)
    messages.success(
        request,
        _("Mã tra cứu mới: %(factor)s. Chép lại cho người nộp ngay; mã này không hiện lại, mã cũ không dùng được nữa.")
        % {"factor": spaced(factor)},
    )
    return redirect("desk:dossier", reference=dossier.reference)


@require_safe
@needs(*ANYBODY_WHO_SEES)
def file(request: StaffRequest, address: str) -> HttpResponseBase:
    """A document or a result of a dossier this official may see; each opening is logged."""
    stored = get_object_or_404(StoredFile, address=address)
    log_read(dossier=_holding(request, stored), by=request.actor, door=f"desk/file/{stored.pk}", at=request.at)
    return serve(file=stored, as_download="tai" in request.GET)


@require_safe
@needs(*ANYBODY_WHO_SEES)
def picture(request: StaffRequest, address: str, number: int) -> HttpResponseBase:
    """A page of a document, small; it stands on the page of the dossier, whose reading is logged."""
    stored = get_object_or_404(StoredFile, address=address)
    _holding(request, stored)
    return serve_picture(file=stored, number=number)


def _holding(request: StaffRequest, stored: StoredFile) -> Dossier:
    """A dossier this official may see in which the file lies. Raises Http404."""
    holding = Q(documents__file=stored, documents__is_being_made=False)
    holding |= Q(results__file=stored) | Q(corrections__file=stored)
    dossier = Dossier.objects.visible_to(request.actor).filter(holding).first()
    if dossier is None:
        raise Http404
    return dossier


def pdf(content: bytes, *, name: str) -> HttpResponse:
    """A paper for the screen and the printer, kept in no cache, shown inside our own pages only."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
