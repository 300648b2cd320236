"""Files and papers on their way to their owner."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.domain.actor import Actor
from apps.core.limits import Limit, count
from apps.core.models import StoredFile
from apps.core.serving import serve, serve_picture
from apps.desk.domain.papers import SlipKind
from apps.desk.models import CourtesyLetter, Slip
from apps.desk.printing import render, render_courtesy
from apps.desk.services.courtesies import paper_of
from apps.desk.services.slips import open_for_citizen
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.printing import render_declaration
from apps.dossiers.services.reading import log_read
from apps.portal.permissions import citizen_actor, writers
from apps.portal.selectors.store import open_results
from apps.portal.views.citizens import for_citizens
from apps.portal.views.dossiers import find

MISSES = Limit("file-address", 60, 60)


@for_citizens
@require_safe
def download(request: HttpRequest, address: str) -> HttpResponseBase:
    """`/tep/<địa chỉ>/`: a file that was sent in, or a result that is open to its owner; `?tai` saves it.

    404 for what is not theirs, and after many of those a pause: addresses are not to be tried one after the other.
    """
    at = timezone.now()
    file, dossier, by = _holding(request, address, at=at)
    log_read(dossier=dossier, by=by, door=f"portal/file/{file.pk}", at=at)
    return serve(file=file, to=by.key, as_download="tai" in request.GET)


@for_citizens
@require_safe
def picture(request: HttpRequest, address: str, number: int) -> HttpResponseBase:
    """`/tep/<địa chỉ>/trang/<số>/`: a page of it, small, as the official sees it."""
    file, _, _ = _holding(request, address, at=timezone.now())
    return serve_picture(file=file, number=number)


def _holding(request: HttpRequest, address: str, *, at: datetime) -> tuple[StoredFile, Dossier, Actor]:
    """The file, a dossier in which it lies or which led to it, and as whom the reader may see it. Raises Http404."""
    file = StoredFile.objects.filter(address=address).first()
    sent = Q(documents__file=file, documents__removed_at__isnull=True)
    for by in writers(request, at=at) if file else ():
        received = Q(results__in=open_results(actor=by).filter(file=file))
        dossier = Dossier.objects.visible_to(by).filter(sent | received).only("pk", "agency_id").first()
        if file and dossier:
            return file, dossier, by
    count(limits=[(MISSES, f"user:{request.user.pk}")], at=at)
    raise Http404


@for_citizens
@require_safe
def courtesy(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/thu/`: the letter of congratulation or condolence, once it is signed."""
    by, at = citizen_actor(request), timezone.now()
    dossier = find(reference=reference, by=by)
    letter = get_object_or_404(
        CourtesyLetter.objects.select_related("dossier__agency", "signed_by"), dossier=dossier, signed_at__isnull=False
    )
    log_read(dossier=dossier, by=by, door=f"portal/courtesy/{letter.pk}", at=at)
    response = HttpResponse(render_courtesy(paper=paper_of(letter=letter, at=at)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="thu-{dossier.reference}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@for_citizens
@require_safe
def declaration(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/to-khai.pdf`: what was declared, as the paper it stands for; while it is written, as it would be."""
    at = timezone.now()
    dossier, by = find_written(request, reference=reference, at=at)
    if not dossier.arrangement.form_fields:
        raise Http404
    log_read(dossier=dossier, by=by, door="portal/declaration", at=at)
    response = HttpResponse(render_declaration(dossier=dossier, at=at), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="to-khai-{dossier.reference}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def find_written(request: HttpRequest, *, reference: str, at: datetime) -> tuple[Dossier, Actor]:
    """A dossier of the reader's own, or a draft they help with. Raises Http404."""
    for by in writers(request, at=at):
        with suppress(Http404):
            found = find(reference=reference, by=by)
            if not by.is_helping or found.status == Status.DRAFT:  # who helps with an answer sees what is asked for
                return found, by
    raise Http404


@for_citizens
@require_safe
def slip(request: HttpRequest, reference: str, slip_id: int) -> HttpResponse:
    """`/ho-so/<mã>/giay/<số>/`: an issued paper as electronic original."""
    by, at = citizen_actor(request), timezone.now()
    dossier = find(reference=reference, by=by)
    issued = get_object_or_404(
        Slip.objects.select_related("layout").exclude(kind=SlipKind.CONTROL), pk=slip_id, dossier=dossier
    )
    job = open_for_citizen(slip=issued, at=at)
    content = render(facts=job.facts, layout=job.layout)
    log_read(dossier=dossier, by=by, door=f"portal/slip/{issued.pk}", at=at)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{issued.kind}-{dossier.reference}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
