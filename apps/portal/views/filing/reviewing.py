"""The last look, the filing itself, and the page that follows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.domain.identity import mask_phone
from apps.accounts.models import Person
from apps.accounts.services import PersonFacts, meet_person
from apps.core.idempotency import once
from apps.core.labels import stamp
from apps.desk.printing import spaced
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.helping import NotConfirmed
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.dossiers.services.asking import StillAsked
from apps.dossiers.services.papers import StillChecked
from apps.dossiers.services.writing import NoAllowance
from apps.payments.selectors.standing import standing
from apps.payments.services.billing import freeze
from apps.portal.domain.steps import Step
from apps.portal.forms.completeness import Gap
from apps.portal.forms.filing import ReviewForm, unsigned
from apps.portal.forms.readback import sections
from apps.portal.labels.filing import still_checked_words
from apps.portal.labels.story import by_words
from apps.portal.permissions import citizen_actor
from apps.portal.selectors import filing as selectors
from apps.portal.selectors.aloud import filed_lines
from apps.portal.selectors.papers import Papers
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.views.citizens import for_citizens
from apps.portal.views.filing.drafts import Draft
from apps.portal.views.filing.second import ASK_THE_OTHER, ask, second_word
from apps.portal.views.presses import key_of
from apps.procedures.selectors import out_of_force

FACTOR_SHOWN_FOR = timedelta(minutes=15)


def review(draft: Draft) -> HttpResponse:
    """Everything read back, what is still missing in words, what will happen, and the one button."""
    papers, left = draft.papers, draft.gaps(draft.dossier)
    if draft.is_only_shown:
        shown = unsigned(draft.typed, papers_are_missing=bool(papers.missing))
        return _page(draft, form=shown, papers=papers, left=left, status=200)
    posted = draft.typed
    if posted is not None and ASK_THE_OTHER in posted:
        return ask(draft, left)
    form = ReviewForm(posted, papers_are_missing=bool(papers.missing))
    if posted is not None and not left and form.is_valid():
        try:
            return _answer(draft, note_of(form, papers)) if draft.is_answer else _file(draft, note_of(form, papers))
        except NoAllowance:
            form.add_error(
                None, _("Xã đang xem lại thời hạn của thủ tục này nên chưa nhận nộp. Hồ sơ của bạn vẫn còn.")
            )
        except StillChecked as checked:
            form.add_error(None, still_checked_words(checked.count))
        except filing.AwaitsSecondParty:
            form.add_error(None, _("Người cùng xác nhận chưa đồng ý với đúng những gì viết ở đây, nên chưa nộp được."))
        except filing.NoLongerFiled:
            out = out_of_force(code=draft.dossier.version.procedure.code, at=draft.at)
            closed = _(
                "Xã hiện không nhận thủ tục này qua mạng nữa."
                " Hồ sơ của bạn vẫn còn; gọi chúng tôi hoặc mang giấy tờ đến quầy."
            )
            form.add_error(None, out.words if out else closed)
        except NotConfirmed:
            return redirect("portal:confirm_help", draft.dossier.temporary_ref)
    return _page(draft, form=form, papers=papers, left=left, status=422 if form.is_bound else 200)


def _page(draft: Draft, *, form: Form, papers: Papers, left: list[Gap], status: int) -> HttpResponse:
    return draft.page(
        "portal/filing_review.html",
        status=status,
        form=form,
        sections=[
            (each, draft.address(each.step)) for each in sections(dossier=draft.dossier, questions=draft.questions)
        ],
        papers=papers,
        papers_href=draft.address(Step.PAPERS),
        gaps=[(gap, draft.address(gap.step)) for gap in left],
        same_person=selectors.same_person_under_way(dossier=draft.dossier, by=draft.by),
        expected=_expected(draft),
        second=second_word(draft),
        fee=None if draft.is_answer else draft.fee,
        key=key_of(draft.request),
    )


def _expected(draft: Draft) -> selectors.Expected | None:
    """What will happen if it is filed now; None while nobody may promise a time."""
    try:
        return selectors.expected(dossier=draft.dossier, at=draft.at)
    except NoAllowance:
        return None


def note_of(form: ReviewForm, papers: Papers) -> str:
    """What the desk should know about papers that are not there."""
    why = form.cleaned_data.get("why_missing", "")
    return f"Còn thiếu: {'; '.join(paper.name for paper in papers.missing)}. {why}" if why else ""


def _file(draft: Draft, note: str) -> HttpResponse:
    """One dossier, however often the button was pressed. Raises Forbidden when another tab has filed it."""

    def act() -> dict[str, str]:
        applicant = applicant_of(draft.dossier, at=draft.at)
        filing.submit(dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, applicant=applicant, note=note)
        freeze(dossier_id=draft.dossier.pk, by=draft.by, at=draft.at)
        return {"reference": draft.dossier.reference}

    answer: Any = once(scope=f"file:{draft.dossier.pk}", key=key_of(draft.request), content={}, at=draft.at, act=act)
    return redirect("portal:helped" if draft.by.is_helping else "portal:filed", answer["reference"])


def _answer(draft: Draft, note: str) -> HttpResponse:
    """What the desk had asked for before reception was mended: the intake clock starts anew."""
    applicant = applicant_of(draft.dossier, at=draft.at)
    try:
        filing.answer_fix(dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, applicant=applicant, note=note)
    except StillAsked:
        messages.error(draft.request, _("Còn giấy quầy hỏi mà bạn chưa gửi. Gửi ở đây, hoặc viết vì sao không gửi."))
        return redirect("portal:supplement", draft.dossier.reference)
    messages.success(draft.request, _("Đã gửi phần bổ sung. Quầy xem lại và trả lời bạn."))
    return redirect("portal:dossier", draft.dossier.reference)


def applicant_of(dossier: Dossier, *, at: datetime) -> Person | None:
    """Whom this is filed for, where it is somebody else."""
    if not dossier.relation:
        return None
    facts = PersonFacts(
        name=dossier.applicant_name,
        personal_id=dossier.applicant_personal_id or "",
        address=dossier.applicant_address,
    )
    return meet_person(facts=facts, at=at)


@for_citizens
@require_safe
def filed(request: HttpRequest, reference: str) -> HttpResponse:
    """`/nop/ho-so/<mã>/da-nop/`: what was filed, what comes next, and the look-up factor while it may be shown."""
    by, at = citizen_actor(request), timezone.now()
    try:
        dossier = dossiers.by_reference(reference=reference, actor=by)
    except Dossier.DoesNotExist as error:
        raise Http404 from error
    if dossier.status != Status.SUBMITTED or dossier.submitter_id != by.id or dossier.submitted_at is None:
        return redirect("portal:dossier", dossier.reference)
    assert dossier.intake_due_at is not None
    is_fresh = at - dossier.submitted_at < FACTOR_SHOWN_FOR
    factor = spaced(dossier.factor_once) if is_fresh and dossier.factor_once else ""
    context = {
        "dossier": dossier,
        "answer_by": by_words(dossier.intake_due_at),
        "factor": factor,
        "facts": [(_("Mã tra cứu"), factor or _("đã hiện một lần")), (_("Nộp lúc"), stamp(dossier.submitted_at))],
        "minutes": FACTOR_SHOWN_FOR // timedelta(minutes=1),
        "phone": mask_phone(dossier.applicant_phone),
        "papers": papers_of(dossier=dossier, chosen_from=()),
        "money": standing(dossier=dossier, actor=by),
        "aloud": filed_lines(dossier=dossier),
    }
    return render(request, "portal/filing_done.html", context)
