"""«Soạn kết quả»: the text comes from the answers, the officer puts it right, and it goes on to the leader as PDF."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.addresses import printed_address
from apps.core.files import store_bytes
from apps.desk.domain.acts import Act
from apps.desk.forms.drafting import DraftForm
from apps.desk.labels import Sentences
from apps.desk.selectors.casefile import casefile
from apps.desk.selectors.drafting import drafted
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.desk.views.dossiers import find
from apps.desk.views.keeping import ticket_for
from apps.desk.views.papers import pdf
from apps.dossiers.printing import render_declaration, render_result
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.results import keep_draft
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

HANDED = "tep-soan"  # the drafted file on its way into the form that lays it before a leader


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ANYBODY_WHO_SEES)
def draft_result(request: StaffRequest, reference: str) -> HttpResponse:
    """The text to be put right; posted, its PDF to look at (`xem`) or to lay before a leader."""
    dossier = find(request, reference)
    case = casefile(dossier=dossier, actor=request.actor, at=request.at)
    if Act.SUBMIT_FOR_SIGNATURE not in case.acts:
        messages.info(request, Sentences.NOT_OFFERED)
        return redirect("desk:dossier", reference)
    log_read(dossier=dossier, by=request.actor, door="desk/draft", at=request.at)
    said = DraftForm(
        request.POST if request.method == "POST" else None, initial={"text": drafted(dossier=dossier, at=request.at)}
    )
    if request.method != "POST" or not said.is_valid():
        context = {"dossier": dossier, "form": said, "has_template": bool(dossier.arrangement.result_template)}
        return render(request, "desk/draft_result.html", context, status=422 if said.errors else 200)
    text = said.cleaned_data["text"].replace("\r\n", "\n")
    is_look = "xem" in request.POST
    address = "" if is_look else printed_address()
    paper = render_result(dossier=dossier, text=text, at=request.at, address=address)
    if is_look:
        return pdf(paper, name=f"ket-qua-{dossier.reference}")
    name = f"{text.strip().splitlines()[0].strip().lower()[:80]}.pdf"
    file = store_bytes(content=paper, name=name, content_type="application/pdf", by=request.actor.key, at=request.at)
    keep_draft(dossier=dossier, file=file, address=address, at=request.at)
    messages.success(request, _("Đã soạn xong tệp kết quả. Chọn người ký rồi trình."))
    query = urlencode({HANDED: ticket_for(request, file)})
    return redirect(f"{reverse('desk:act', args=[dossier.reference, Act.SUBMIT_FOR_SIGNATURE])}?{query}#viec")


@require_safe
@needs(*ANYBODY_WHO_SEES)
def declaration(request: StaffRequest, reference: str) -> HttpResponse:
    """What was declared, as the paper it stands for."""
    dossier = find(request, reference)
    if not dossier.arrangement.form_fields:
        raise Http404
    log_read(dossier=dossier, by=request.actor, door="desk/declaration", at=request.at)
    return pdf(render_declaration(dossier=dossier, at=request.at), name=f"to-khai-{dossier.reference}")
