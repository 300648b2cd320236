"""The last look over all cases of an event, the one filing, and the page of what was filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.domain.identity import mask_phone
from apps.core.idempotency import once
from apps.core.labels import stamp
from apps.desk.printing import spaced
from apps.dossiers.domain.status import Status
from apps.dossiers.labels import status_label
from apps.dossiers.models import Bundle, Dossier
from apps.dossiers.services import bundles
from apps.dossiers.services.filing import AwaitsSecondParty, NoLongerFiled
from apps.dossiers.services.papers import StillChecked
from apps.dossiers.services.writing import NoAllowance
from apps.payments.selectors.standing import standing_together
from apps.payments.services.billing import freeze_together
from apps.portal.domain.steps import Step
from apps.portal.forms.filing import ReviewForm, unsigned
from apps.portal.forms.readback import Section, sections
from apps.portal.labels.bundles import bundle_words
from apps.portal.labels.filing import still_checked_words
from apps.portal.labels.story import by_words
from apps.portal.permissions import citizen_actor
from apps.portal.selectors import bundles as selectors
from apps.portal.selectors import filing
from apps.portal.selectors.fee import Fee
from apps.portal.selectors.papers import Papers
from apps.portal.views.bundles.drafts import BundleDraft, address
from apps.portal.views.citizens import for_citizens
from apps.portal.views.filing.reviewing import FACTOR_SHOWN_FOR, applicant_of, note_of
from apps.portal.views.presses import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One case at the last look; `due_words`: its result, were it received now."""

    dossier: Dossier
    sections: list[Section]
    papers: Papers
    papers_href: str
    fee: Fee
    due_words: str
    same_person: list[Dossier]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One dossier after it was filed, as it stands now."""

    dossier: Dossier
    facts: list[tuple[str, str]]
    status_label: str


def review(draft: BundleDraft) -> HttpResponse:
    """Everything read back, each thing once; what is missing in words; and the one button for all."""
    looks = [_look(draft, place) for place in range(len(draft.written.cases))]
    missing = [look for look in looks if look.papers.missing]
    posted = None if draft.is_only_shown else draft.typed
    form = ReviewForm(posted, papers_are_missing=bool(missing))
    left = draft.gaps(draft.written.first)
    if posted is not None and not left and form.is_valid():
        try:
            return _file(draft, form=form, looks=looks)
        except NoAllowance:
            form.add_error(None, _("Xã đang xem lại thời hạn của một việc nên chưa nhận nộp. Hồ sơ của bạn vẫn còn."))
        except StillChecked as checked:
            form.add_error(None, still_checked_words(checked.count))
        except (NoLongerFiled, AwaitsSecondParty):
            form.add_error(None, _("Xã hiện không nhận một trong các việc này qua mạng nữa. Bỏ việc đó ra rồi nộp."))
    return draft.page(
        "portal/bundle_review.html",
        status=422 if form.is_bound else 200,
        form=unsigned(draft.typed, papers_are_missing=bool(missing)) if draft.is_only_shown else form,
        looks=looks,
        common=[(each, draft.address(each.step)) for each in sections(dossier=draft.written.first, questions=())],
        gaps=[(gap, draft.address(gap.step)) for gap in left],
        missing=missing,
        total=sum(fee.total for fee in draft.fees),
        is_unsure=any(look.fee.is_unsure for look in looks),
        choose_href=address(draft.written.bundle, "chon-viec"),
        form_href=draft.address(Step.FORM) if Step.FORM in draft.steps else "",
        key=key_of(draft.request),
    )


def _look(draft: BundleDraft, place: int) -> Look:
    dossier = draft.written.cases[place].dossier
    stop = next((one for one in draft.stops if one.step is Step.PAPERS and one.case == place), None)
    read_back = sections(dossier=dossier, questions=dossier.arrangement.form_fields)
    return Look(
        dossier=dossier,
        sections=[each for each in read_back if each.step is Step.FORM],
        papers=draft.checklists[place],
        papers_href=draft.at_stop(stop.slug) if stop else "",
        fee=draft.fees[place],
        due_words=_due_words(draft, dossier),
        same_person=filing.same_person_under_way(dossier=dossier, by=draft.by),
    )


def _due_words(draft: BundleDraft, dossier: Dossier) -> str:
    try:
        return filing.expected(dossier=dossier, at=draft.at).due_words
    except NoAllowance:
        return ""


def _file(draft: BundleDraft, *, form: ReviewForm, looks: list[Look]) -> HttpResponse:
    """All of them or none, once, however often the button was pressed. Raises Forbidden when another tab has filed."""
    bundle = draft.written.bundle

    def act() -> dict[str, str]:
        notes = {look.dossier.pk: note_of(form, look.papers) for look in looks}
        applicant = applicant_of(draft.written.first, at=draft.at)
        bundles.file_bundle(bundle_id=bundle.pk, by=draft.by, at=draft.at, applicant=applicant, notes=notes)
        freeze_together(dossier_ids=[look.dossier.pk for look in looks], by=draft.by, at=draft.at)
        return {"reference": bundle.reference}

    answer: Any = once(scope=f"file-bundle:{bundle.pk}", key=key_of(draft.request), content={}, at=draft.at, act=act)
    return redirect("portal:bundle_filed", bundle.offer.slug, answer["reference"])


@for_citizens
@require_safe
def filed(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """`…/da-nop/`: every dossier with its codes and where it stands, and the one payment of all."""
    by, at = citizen_actor(request), timezone.now()
    try:
        bundle, dossiers = selectors.filed(slug=slug, reference=reference, actor=by)
    except Bundle.DoesNotExist as error:
        raise Http404 from error
    if not dossiers or bundle.filed_at is None:
        raise Http404
    is_fresh = at - bundle.filed_at < FACTOR_SHOWN_FOR
    slips = [
        Slip(
            dossier=dossier,
            facts=_facts(dossier, is_fresh=is_fresh),
            status_label=status_label(dossier.status),
        )
        for dossier in dossiers
    ]
    context = {
        "bundle": bundle,
        "event": bundle_words(bundle.title),
        "slips": slips,
        "is_fresh": is_fresh,
        "minutes": FACTOR_SHOWN_FOR // timedelta(minutes=1),
        "phone": mask_phone(dossiers[0].applicant_phone),
        "money": standing_together(dossiers=dossiers, actor=by),
    }
    return render(request, "portal/bundle_done.html", context)


def _facts(dossier: Dossier, *, is_fresh: bool) -> list[tuple[str, str]]:
    """What its slip says: while the desk has not answered, until when it will; then the day it was promised for."""
    factor = spaced(dossier.factor_once) if is_fresh and dossier.factor_once else ""
    facts = [(_("Mã tra cứu"), factor or _("đã hiện một lần"))]
    facts += [(_("Nộp lúc"), stamp(dossier.submitted_at))] if dossier.submitted_at else []
    if dossier.status == Status.SUBMITTED and dossier.intake_due_at:
        return [*facts, (_("Quầy trả lời"), by_words(dossier.intake_due_at))]
    return facts + ([(_("Hẹn trả"), by_words(dossier.due_at))] if dossier.due_at else [])
