"""Sending what the office asked for, with the citizen beside: of what was filed with help, and until it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.helping import NotConfirmed, Unconfirmed, objection_to_phone
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.models import Dossier, HelpedAnswer
from apps.dossiers.services import helped_answers as services
from apps.dossiers.services.reading import log_read
from apps.messaging.services import PhonesUnreachable
from apps.portal.forms.helping import AnswerReadForm, BeginAnswerForm, CodeForm
from apps.portal.labels.helping import NO_PHONE_TO_ANSWER, NO_SMS, UNCONFIRMED_WORDS
from apps.portal.selectors import helping as selectors
from apps.portal.selectors.requests import asked
from apps.portal.views.dossiers import slips_of
from apps.portal.views.helping.doors import HelperRequest, for_helpers
from apps.portal.views.supplement import Answering, draw, pressed

# Whoever tries numbers against references is no helper; a wrong number and a wrong reference look the same.
TRIES = Limit("help-answer", 30, 3600)
SEND, CODE, READ, LEAVE = "gui-ma", "ma", "da-doc", "thoi"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("personal_id")
@for_helpers
def begin_answer(request: HelperRequest) -> HttpResponse:
    """`/giup-nop/bo-sung/`: the paper in the citizen's hand and the card on the table open the request."""
    form = BeginAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        at = timezone.now()
        count(limits=[(TRIES, request.by.key)], at=at)
        if form.is_valid():
            said = form.cleaned_data
            try:
                helped = services.begin_answer(
                    reference=said["reference"], personal_id=said["personal_id"], by=request.helping, at=at
                )
            except services.NothingWaits:
                words = _("Không có hồ sơ nào chờ bổ sung khớp cả mã và số này. Xem lại phiếu yêu cầu và thẻ Căn cước.")
                form.add_error(None, words)
            else:
                return redirect("portal:help_answer", helped.dossier.reference)
    return render(request, "portal/helping_answers.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@for_helpers
def answer(request: HelperRequest, reference: str) -> HttpResponse:
    """`/giup-nop/bo-sung/<mã>/`: the request paper by paper, the citizen's own word, and the one button."""
    helped = selectors.answer_under_way(reference=reference, by=request.by)
    if helped is None:
        raise Http404
    at = timezone.now()
    found = dossiers.by_reference(reference=reference, actor=request.by)
    wish = asked(dossier=found, events=dossiers.timeline(dossier=found), slips=slips_of(found))
    if wish is None:
        raise Http404
    answering = Answering(
        request=request, dossier=found, asked=wish, by=request.by, at=at, template="portal/helping_answer.html"
    )
    answering.extra = _word(helped, found)
    if request.method != "POST":
        log_read(dossier=found, by=request.by, door="portal/help-answer", at=at)
        return draw(answering)
    own = WAYS.get(request.POST.get("cach", ""))
    try:
        return own(request, answering, helped) if own else _sent(answering)
    except NotConfirmed as refused:
        return _refused(answering, helped, str(UNCONFIRMED_WORDS[refused.why]))
    except Forbidden:
        return redirect("portal:helping")


def _sent(answering: Answering) -> HttpResponse:
    return pressed(answering) or redirect("portal:helping")


def _send_code(request: HelperRequest, answering: Answering, helped: HelpedAnswer) -> HttpResponse:
    try:
        phone = services.send_answering_code(
            dossier_id=answering.dossier.pk, by=request.by, address=client_address(request), at=answering.at
        )
    except PhonesUnreachable:
        return _refused(answering, helped, str(NO_SMS), status=503)
    messages.success(request, _("Đã gửi mã đến %(phone)s. Nhờ người nộp đọc mã cho bạn.") % {"phone": phone})
    return redirect(request.path + "#xac-nhan")


def _code(request: HelperRequest, answering: Answering, helped: HelpedAnswer) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        answering.extra = _word(helped, answering.dossier, code=form)
        return draw(answering, status=422)
    services.confirm_answer_by_phone(
        dossier_id=answering.dossier.pk, typed=form.cleaned_data["code"], by=request.by, at=answering.at
    )
    return _confirmed(request)


def _read(request: HelperRequest, answering: Answering, helped: HelpedAnswer) -> HttpResponse:
    form = AnswerReadForm(request.POST)
    if not form.is_valid():
        answering.extra = _word(helped, answering.dossier, read=form)
        return draw(answering, status=422)
    services.confirm_answer_read_aloud(
        dossier_id=answering.dossier.pk, read_by=form.cleaned_data["read_by"], by=request.by
    )
    return _confirmed(request)


def _leave(request: HelperRequest, answering: Answering, _helped: HelpedAnswer) -> HttpResponse:
    services.leave_answer(dossier_id=answering.dossier.pk, by=request.by, at=answering.at)
    messages.success(request, _("Đã thôi giúp hồ sơ này. Giấy đã gửi vẫn còn đó cho người nộp."))
    return redirect("portal:helping")


WAYS: Mapping[str, Callable[[HelperRequest, Answering, HelpedAnswer], HttpResponse]] = {
    SEND: _send_code,
    CODE: _code,
    READ: _read,
    LEAVE: _leave,
}


def _confirmed(request: HelperRequest) -> HttpResponse:
    messages.success(request, _("Người nộp đã xác nhận. Giờ bạn gửi được."))
    return redirect(request.path + "#gui")


def _refused(answering: Answering, helped: HelpedAnswer, words: str, *, status: int = 422) -> HttpResponse:
    answering.extra = _word(helped, answering.dossier, refused_word=words)
    return draw(answering, status=status)


def _word(helped: HelpedAnswer, dossier: Dossier, **said: Form | str) -> dict[str, Any]:
    """The citizen's own word as the page shows it."""
    why_no_phone = objection_to_phone(phone=dossier.applicant_phone, helpers_phone=helped.helper_phone)
    return {
        "person": dossier.assistance.beneficiary.name,
        "is_confirmed": selectors.is_confirmed(helped=helped, dossier=dossier),
        "why_no_phone": _no_phone(why_no_phone) if why_no_phone else "",
        "code": CodeForm(),
        "read": AnswerReadForm(),
        "refused_word": "",
        "may_change_form": False,
        **said,
    }


def _no_phone(why: Unconfirmed) -> str:
    return str(NO_PHONE_TO_ANSWER if why is Unconfirmed.NO_PHONE else UNCONFIRMED_WORDS[why])
