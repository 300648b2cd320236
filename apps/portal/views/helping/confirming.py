"""The citizen's own word on what somebody else typed: a code from their phone, a signature, a second official."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.files import FileRefused, store
from apps.core.labels import file_refused
from apps.core.strangers import client_address
from apps.dossiers.domain.helping import NotConfirmed, objection_to_phone
from apps.dossiers.services import helping
from apps.dossiers.services.reading import log_read
from apps.messaging.services import PhonesUnreachable
from apps.portal.domain.steps import Step
from apps.portal.forms.helping import CodeForm, ReadAloudForm
from apps.portal.forms.readback import Section, money_section, sections
from apps.portal.labels.helping import NO_SMS, UNCONFIRMED_WORDS
from apps.portal.printing import render_summary
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.views.filing import drafts
from apps.portal.views.filing.drafts import Draft, NotOpen
from apps.portal.views.helping.doors import HelperRequest, for_helpers

SEND, CODE, READ, SECOND = "gui-ma", "ma", "da-doc", "nguoi-thu-hai"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@for_helpers
def confirm_help(request: HelperRequest, reference: str) -> HttpResponse:
    """`/giup-nop/<mã>/xac-nhan/`: all of it read back, and three ways for the citizen to say yes."""
    draft = _draft(request, reference)
    if draft.gaps(draft.dossier):
        messages.info(request, _("Còn chỗ phải viết thêm. Làm xong rồi mới xác nhận."))
        return redirect(draft.address(Step.REVIEW))
    pressed = WAYS.get(request.POST.get("cach", "")) if request.method == "POST" else None
    if request.method == "POST" and pressed is None:
        return redirect(request.path)
    if pressed is None:
        log_read(dossier=draft.dossier, by=draft.by, door="portal/help", at=draft.at)
        return _page(draft)
    return pressed(draft)


def _draft(request: HelperRequest, reference: str) -> Draft:
    """The draft at its last step, for whoever helps with it. Raises Http404 for everybody else."""
    try:
        draft = drafts.find(request, reference=reference, step=Step.REVIEW.value)
    except NotOpen as error:
        raise Http404 from error
    if not draft.by.is_helping:
        raise Http404
    return draft


def _send(draft: Draft) -> HttpResponse:
    try:
        phone = helping.send_confirming_code(
            dossier_id=draft.dossier.pk, by=draft.by, address=client_address(draft.request), at=draft.at
        )
    except NotConfirmed as refused:
        return _page(draft, refused=str(UNCONFIRMED_WORDS[refused.why]), status=422)
    except PhonesUnreachable:
        return _page(draft, refused=str(NO_SMS), status=503)
    messages.success(draft.request, _("Đã gửi mã đến %(phone)s. Nhờ người nộp đọc mã cho bạn.") % {"phone": phone})
    return redirect(draft.request.path + "#ma")


def _code(draft: Draft) -> HttpResponse:
    form = CodeForm(draft.request.POST)
    if form.is_valid():
        try:
            helping.confirm_by_phone(
                dossier_id=draft.dossier.pk, typed=form.cleaned_data["code"], by=draft.by, at=draft.at
            )
        except NotConfirmed as refused:
            form.add_error("code", str(UNCONFIRMED_WORDS[refused.why]))
        else:
            return _confirmed(draft)
    return _page(draft, code=form, status=422)


def _read(draft: Draft) -> HttpResponse:
    form = ReadAloudForm(draft.request.POST, draft.request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["scan"]
        try:
            scan = store(upload=upload, by=draft.by.key, at=draft.at) if isinstance(upload, UploadedFile) else None
        except FileRefused as refused:
            form.add_error("scan", file_refused(refused))
        else:
            helping.confirm_read_aloud(
                dossier_id=draft.dossier.pk,
                read_by=form.cleaned_data["read_by"],
                scan=scan,
                by=draft.by,
                at=draft.at,
            )
            return _confirmed(draft)
    return _page(draft, read=form, status=422)


def _second(draft: Draft) -> HttpResponse:
    helping.ask_second(dossier_id=draft.dossier.pk, by=draft.by, at=draft.at)
    messages.success(
        draft.request, _("Đã nhờ một cán bộ khác. Họ mở mục “Giúp nộp”, hỏi lại người nộp rồi xác nhận ở máy của họ.")
    )
    return redirect(draft.request.path)


WAYS: Mapping[str, Callable[[Draft], HttpResponse]] = {SEND: _send, CODE: _code, READ: _read, SECOND: _second}


def _confirmed(draft: Draft) -> HttpResponse:
    messages.success(draft.request, _("Người nộp đã xác nhận. Giờ bạn nộp được."))
    return redirect(draft.address(Step.REVIEW))


def _read_back(draft: Draft) -> list[Section]:
    """Everything that is confirmed, the money too."""
    return [*sections(dossier=draft.dossier, questions=draft.questions), money_section(draft.fee)]


def _page(
    draft: Draft, *, code: Form | None = None, read: Form | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    dossier, assistance = draft.dossier, draft.dossier.assistance
    why_no_phone = objection_to_phone(phone=dossier.applicant_phone, helpers_phone=assistance.helper_phone)
    return draft.page(
        "portal/helping_confirm.html",
        sections=_read_back(draft),
        papers=papers_of(dossier=dossier, chosen_from=draft.cases),
        code=code or CodeForm(),
        read=read or ReadAloudForm(initial={"read_by": draft.by.name}),
        refused=refused,
        why_no_phone=UNCONFIRMED_WORDS[why_no_phone] if why_no_phone else "",
        second_asked_at=assistance.second_asked_at,
        status=status,
    )


@require_safe
@for_helpers
def help_summary(request: HelperRequest, reference: str) -> HttpResponse:
    """`/giup-nop/<mã>/tom-tat.pdf`: the page that is read aloud and signed."""
    draft = _draft(request, reference)
    log_read(dossier=draft.dossier, by=draft.by, door="portal/help-summary", at=draft.at)
    content = render_summary(
        dossier=draft.dossier,
        facts=[fact for each in _read_back(draft) for fact in each.facts],
        papers=[paper.title for paper in papers_of(dossier=draft.dossier, chosen_from=draft.cases).sent],
        at=draft.at,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="tom-tat-{draft.dossier.temporary_ref}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
