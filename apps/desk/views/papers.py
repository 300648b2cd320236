"""Papers that leave the desk, and files that lie in a dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.models import StoredFile
from apps.core.paper.press import PressFailed
from apps.core.serving import serve, serve_picture
from apps.desk.models import Slip
from apps.desk.printing import Reprint, receipt_of, render_joint, spaced
from apps.desk.printing import render as render_slip
from apps.desk.selectors.visited import SEVERAL, receipts_of_visit
from apps.desk.services.controlling import NotReceived, control_slip
from apps.desk.services.slips import PrintJob, print_slips
from apps.desk.services.slips import print_slip as print_one
from apps.desk.views.doors import ANYBODY_WHO_SEES, DESK_DUTIES
from apps.desk.views.dossiers import find
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
    log_read(dossier=slip.dossier, by=request.actor, door=f"desk/slip/{slip.pk}", at=request.at)
    return _from_the_press(request, slip)


@require_POST
@needs(*ANYBODY_WHO_SEES)
def print_control(request: StaffRequest, reference: str) -> HttpResponse:
    """Form 06 with the hand-overs until now: numbered the first time, a reprint afterwards."""
    found = find(request, reference)
    try:
        slip = control_slip(dossier_id=found.pk, by=request.actor, at=request.at)
    except NotReceived as error:
        raise Http404 from error
    log_read(dossier=found, by=request.actor, door=f"desk/slip/{slip.pk}", at=request.at)
    return _from_the_press(request, slip)


@require_POST
@needs(*DESK_DUTIES)
def print_visit(request: StaffRequest, reference: str) -> HttpResponse:
    """Form 01 of all dossiers received in the same visit on one sheet, naming the number of each."""
    found = find(request, reference)
    slips = receipts_of_visit(dossier=found, actor=request.actor)
    if len(slips) < SEVERAL:
        raise Http404
    for slip in slips:
        log_read(dossier=slip.dossier, by=request.actor, door=f"desk/slip/{slip.pk}", at=request.at)
    try:
        paper = print_slips(
            slip_ids=[slip.pk for slip in slips], by=request.actor, at=request.at, press=_joined(request)
        )
    except PressFailed:
        return _not_printed(request, numbers=[slip.number for slip in slips], back=found)
    return pdf(paper, name=f"receipts-{found.reference}")


def _joined(request: StaffRequest) -> Callable[[Sequence[PrintJob]], bytes]:
    return lambda jobs: render_joint(receipts=[receipt_of(job) for job in jobs], at=request.at)


def _from_the_press(request: StaffRequest, slip: Slip) -> HttpResponse:
    try:
        paper = print_one(slip_id=slip.pk, by=request.actor, at=request.at, press=_pressed)
    except PressFailed:
        return _not_printed(request, numbers=[slip.number], back=slip.dossier)
    return pdf(paper, name=f"{slip.kind}-{slip.dossier.reference}")


def _pressed(job: PrintJob) -> bytes:
    reprint = Reprint(printed_at=job.printed_at, printed_by=job.printed_by) if job.is_reprint else None
    return render_slip(facts=job.facts, layout=job.layout, lookup_factor=job.lookup_factor, reprint=reprint)


def _not_printed(request: StaffRequest, *, numbers: Sequence[str], back: Dossier) -> HttpResponse:
    """The press broke: which numbers stand, that nothing is lost, and the same button again."""
    context = {"numbers": ", ".join(numbers), "dossier": back, "again": request.path}
    return render(request, "desk/not_printed.html", context, status=503)


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
    holding |= Q(results__file=stored) | Q(corrections__file=stored) | Q(collections__signature=stored)
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
