"""`/ho-so/<mã>/bo-sung/`: what is asked for, why, how to mend it, and the place to send it, paper by paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.accounts.domain.actor import Actor
from apps.core.addresses import token
from apps.desk.services import supplements
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.dossiers.services.asking import StillAsked, say_why_not
from apps.dossiers.services.papers import StillChecked
from apps.portal.domain.steps import Step
from apps.portal.forms.dossiers import AnswerForm, WordForm
from apps.portal.forms.papers import UploadForm
from apps.portal.labels.filing import still_checked_words
from apps.portal.permissions import citizen_actor
from apps.portal.selectors.papers import AskedPaper
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.selectors.requests import Asked, Piece, Place, asked, other_place, places
from apps.portal.selectors.reusing import reusable
from apps.portal.views import uploads
from apps.portal.views.citizens import for_citizens
from apps.portal.views.dossiers import find, slips_of
from apps.portal.views.filing.reviewing import applicant_of
from apps.portal.views.presses import acted_once


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of the request: what is asked, the form that sends a file for it, the form that says why not."""

    piece: Piece
    row: uploads.Row
    word: WordForm


@dataclass(slots=True, kw_only=True)
class Answering:
    """One request being answered, by its citizen or with a helper beside them.

    `owed` are the papers still missing when they said they were done; `extra` is what a helper's page shows besides.
    """

    request: HttpRequest
    dossier: Dossier
    asked: Asked
    by: Actor
    at: datetime
    owed: Collection[int] = ()
    word: WordForm | None = None
    refused: UploadForm | None = None
    form: AnswerForm = field(default_factory=AnswerForm)
    template: str = "portal/dossier_supplement.html"
    extra: Mapping[str, Any] = field(default_factory=dict)

    def places(self) -> tuple[list[Place], AskedPaper]:
        """Where files are sent, as it is now."""
        papers = papers_of(dossier=self.dossier, chosen_from=(), by=self.by)
        named = places(asked=self.asked, papers=papers)
        return named, other_place(places=named, papers=papers)


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
    answering = Answering(request=request, dossier=found, asked=wish, by=by, at=at)
    if request.method != "POST":
        return draw(answering)
    try:
        return pressed(answering) or redirect("portal:dossier", found.reference)
    except Forbidden:
        return redirect("portal:dossier", found.reference)


def pressed(answering: Answering) -> HttpResponse | None:
    """What was pressed, done; None once everything is handed in. Raises Forbidden, NotConfirmed."""
    if "xong" in answering.request.POST:
        return _answer(answering)
    return _explain(answering) if "loi" in answering.request.POST else _send(answering)


def _send(answering: Answering) -> HttpResponse:
    """One file in or out."""
    request = answering.request
    named, other = answering.places()
    papers = [*(place.paper for place in named), other]
    refused = uploads.take(request, dossier=answering.dossier, papers=papers, by=answering.by, at=answering.at)
    if refused is None:
        return redirect(f"{request.path}#giay-{uploads.place(request)}")
    answering.refused = refused
    return draw(answering, status=422)


def _explain(answering: Answering) -> HttpResponse:
    """Why one paper is not sent."""
    request = answering.request
    piece = next((one for one in answering.asked.pieces if str(one.item_id) == request.POST["loi"]), None)
    if piece is None:
        raise Http404
    form = WordForm(request.POST, piece=piece)
    if not form.is_valid():
        answering.word = form
        return draw(answering, status=422)
    say_why_not(
        dossier_id=answering.dossier.pk, item_id=piece.item_id, word=form.cleaned_data[form.word], by=answering.by
    )
    messages.success(request, _("Đã lưu lời nhắn của bạn."))
    return redirect(f"{request.path}#giay-{piece.place_id}")


def _answer(answering: Answering) -> HttpResponse | None:
    request, found, at = answering.request, answering.dossier, answering.at
    answering.form = form = AnswerForm(request.POST)
    if form.is_valid() and not answering.asked.pieces and not form.cleaned_data["note"] and not _changed(answering):
        form.add_error("note", _("Bạn chưa gửi thêm giấy nào. Gửi tệp ở trên, hoặc viết lời nhắn cho quầy."))
    if not form.is_valid():
        return draw(answering, status=422)
    who: dict[str, Any] = {"dossier_id": found.pk, "by": answering.by, "at": at, "note": form.cleaned_data["note"]}

    def act() -> None:
        if found.status == Status.NEED_FIX_INTAKE:
            filing.answer_fix(**who, applicant=applicant_of(found, at=at))
        else:
            supplements.answer_supplement(**who)

    try:
        is_done = acted_once(request, scope=f"answer:{found.pk}", at=at, act=act)
    except StillAsked as still:
        answering.owed = {item.pk for item in still.items}
        return draw(answering, status=422)
    except StillChecked as checked:
        form.add_error(None, still_checked_words(checked.count))
        return draw(answering, status=422)
    except filing.AwaitsSecondParty:
        messages.error(request, _("Người cùng xác nhận chưa đồng ý với bản đã sửa. Mời lại ở đây, rồi nộp."))
        return redirect("portal:filing_step", found.reference, Step.REVIEW.value)
    if is_done:
        messages.success(request, _("Đã gửi phần bổ sung. Quầy xem và trả lời bạn."))
    return None


def _changed(answering: Answering) -> bool:
    """Whether anything was sent or mended since it was asked for."""
    found, since = answering.dossier, answering.asked.at
    return found.saved_at > since or found.documents.filter(added_at__gt=since, removed_at__isnull=True).exists()


def draw(answering: Answering, *, status: int = 200) -> HttpResponse:
    """The request paper by paper, with what was sent and said so far."""
    found, refused = answering.dossier, answering.refused
    named, other = answering.places()
    earlier = reusable(dossier=found, by=answering.by)
    rows = uploads.rows([*(place.paper for place in named), other], refused=refused, earlier=earlier)
    wanted = [_wanted(answering, place, row) for place, row in zip(named, rows, strict=False)]
    context = {
        "dossier": found,
        "asked": answering.asked,
        "wanted": wanted,
        "owed": [one.piece for one in wanted if one.piece.is_owed],
        "other": rows[-1],
        "form": answering.form,
        "refused": refused or answering.word,
        "may_change_form": found.status == Status.NEED_FIX_INTAKE and bool(found.arrangement.form_fields),
        "form_step": Step.FORM.value,
        "key": token(),
        **answering.extra,
    }
    return render(answering.request, answering.template, context, status=status)


def _wanted(answering: Answering, place: Place, row: uploads.Row) -> Wanted:
    piece = replace(place.piece, is_owed=place.piece.item_id in answering.owed)
    typed = answering.word
    return Wanted(piece, row, typed if typed and typed.piece.item_id == piece.item_id else WordForm(piece=piece))
