"""`/ho-so/<mã>/bo-sung/`: what is asked for, why, how to mend it, and the place to send it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.addresses import token
from apps.desk.services import supplements
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.portal.domain.steps import Step
from apps.portal.forms.dossiers import AnswerForm
from apps.portal.forms.papers import UploadForm
from apps.portal.permissions import citizen_actor
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.selectors.requests import Asked, asked, places
from apps.portal.views import uploads
from apps.portal.views.citizens import for_citizens
from apps.portal.views.dossiers import find, slips_of
from apps.portal.views.presses import acted_once


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer a request for more papers, before reception or while the clock stands."""
    by, at = citizen_actor(request), timezone.now()
    found = find(reference=reference, by=by)
    wish = asked(dossier=found, events=dossiers.timeline(dossier=found), slips=slips_of(found))
    if wish is None:
        messages.info(request, _("Hồ sơ này không còn chờ bạn bổ sung gì."))
        return redirect("portal:dossier", found.reference)
    checklist = places(asked=wish, papers=papers_of(dossier=found, chosen_from=(), by=by))
    if request.method != "POST":
        return _page(request, found, wish, rows=uploads.rows(checklist), form=AnswerForm())
    if "xong" in request.POST:
        return _answer(request, found, wish, rows=uploads.rows(checklist))
    try:
        refused = uploads.take(request, dossier=found, papers=checklist, by=by, at=at)
    except Forbidden:
        return redirect("portal:dossier", found.reference)
    if refused is None:
        return redirect(f"{request.path}#giay-{request.POST.get('gui', '')}")
    checklist = places(asked=wish, papers=papers_of(dossier=found, chosen_from=(), by=by))
    rows = uploads.rows(checklist, refused=refused)
    return _page(request, found, wish, rows=rows, form=AnswerForm(), refused=refused, status=422)


def _answer(request: HttpRequest, found: Dossier, wish: Asked, *, rows: list[uploads.Row]) -> HttpResponse:
    by, at = citizen_actor(request), timezone.now()
    form = AnswerForm(request.POST)
    if form.is_valid() and not form.cleaned_data["note"] and not _changed(found, wish):
        form.add_error("note", _("Bạn chưa gửi thêm giấy nào. Gửi tệp ở trên, hoặc viết lời nhắn cho quầy."))
    if not form.is_valid():
        return _page(request, found, wish, rows=rows, form=form, status=422)
    answer: Callable[..., object] = (
        filing.answer_fix if found.status == Status.NEED_FIX_INTAKE else supplements.answer_supplement
    )

    def act() -> None:
        answer(dossier_id=found.pk, by=by, at=at, note=form.cleaned_data["note"])

    if acted_once(request, scope=f"answer:{found.pk}", at=at, act=act):
        messages.success(request, _("Đã gửi phần bổ sung. Quầy xem và trả lời bạn."))
    return redirect("portal:dossier", found.reference)


def _changed(found: Dossier, wish: Asked) -> bool:
    """Whether anything was sent or mended since it was asked for."""
    return found.saved_at > wish.at or found.documents.filter(added_at__gt=wish.at, removed_at__isnull=True).exists()


def _page(
    request: HttpRequest,
    found: Dossier,
    wish: Asked,
    *,
    rows: list[uploads.Row],
    form: AnswerForm,
    refused: UploadForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "dossier": found,
        "asked": wish,
        "rows": rows,
        "form": form,
        "refused": refused,
        "may_change_form": found.status == Status.NEED_FIX_INTAKE and bool(found.arrangement.form_fields),
        "form_step": Step.FORM.value,
        "key": token(),
    }
    return render(request, "portal/dossier_supplement.html", context, status=status)
