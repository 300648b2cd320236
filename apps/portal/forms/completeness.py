"""What a draft still lacks, said in words: asked by the very forms that ask the filer, so that both agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext

from apps.dossiers.models import Dossier
from apps.dossiers.selectors import standing_of
from apps.portal.domain.steps import Step
from apps.portal.forms.filing import DeliveryForm
from apps.portal.forms.who import WhoForm
from apps.portal.labels.filing import STEP_LABELS
from apps.procedures.domain.form_schema import FormField
from apps.procedures.forms.answers import AnswersForm, posted

MOST_GAPS = 6  # of one step; a longer list is the form itself


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that still has to be put right, and at which step."""

    step: Step
    words: str


@dataclass(frozen=True, slots=True)
class StepLeft:
    """What one step still wants: `is_begun` tells a step nobody has opened from one that was left half done."""

    step: Step
    title: str | Promise
    words: tuple[str, ...]
    is_begun: bool
    stop: str = ""  # where one step has several stops


def sources_of(dossier: Dossier) -> dict[str, str]:
    """What a form is filled in with: the applicant as the dossier knows them.

    Whoever helps is told nothing that was not said in front of them, so a helped form asks for the birth too.
    """
    person = dossier.submitter
    is_own = standing_of(dossier) is None and not dossier.is_assisted
    return {
        "applicant.name": dossier.applicant_name,
        "applicant.personal_id": dossier.applicant_personal_id or "",
        "applicant.birth_date": f"{person.birth_date:%d/%m/%Y}" if is_own and person.birth_date else "",
        "applicant.phone": dossier.applicant_phone,
        "applicant.email": dossier.applicant_email,
        "applicant.address": dossier.applicant_address,
    }


def gaps(
    *, dossier: Dossier, questions: Sequence[FormField], cases: Sequence[str], own_id: str, today: date
) -> list[Gap]:
    """Everything but papers that keeps this draft from being filed."""
    unbound = WhoForm(dossier=dossier, own_id=own_id, cases=cases, today=today)
    who = WhoForm(_as_typed(unbound), dossier=dossier, own_id=own_id, cases=cases, today=today)
    kept, here = dossier.answers or {}, dossier.agency.short_name
    answers = AnswersForm(
        posted(questions=questions, answers=kept, today=today, here=here),
        questions=questions,
        answers=kept,
        sources={},
        today=today,
        here=here,
    )
    by_step: Mapping[Step, forms.Form] = {Step.WHO: who, Step.FORM: answers, Step.DELIVERY: kept_delivery(dossier)}
    return [gap for step, form in by_step.items() for gap in _gaps(step, form)]


def left(
    *, steps: Sequence[Step], found: Sequence[Gap], missing: Sequence[str], begun: Collection[str]
) -> list[StepLeft]:
    """Step by step, in their order, what is still wanted; steps that want nothing are left out."""
    words = {step: tuple(gap.words for gap in found if gap.step is step) for step in steps}
    words[Step.PAPERS] = not_sent_words(missing)
    return [StepLeft(step, STEP_LABELS[step], words[step], step in begun) for step in steps if words[step]]


def not_sent_words(missing: Sequence[str]) -> tuple[str, ...]:
    """«Chưa gửi: Giấy chứng sinh», paper by paper."""
    words = gettext("Chưa gửi: %(paper)s")
    return tuple(words % {"paper": name} for name in missing)


def kept_delivery(dossier: Dossier) -> DeliveryForm:
    """The delivery step as it is kept, judged."""
    return DeliveryForm(_as_typed(DeliveryForm(dossier=dossier)), dossier=dossier)


def _as_typed(form: forms.Form) -> dict[str, str]:
    """What the form shows, as if it had been posted as it stands."""
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None or value is False else str(value) for name, value in shown.items()}


def _gaps(step: Step, form: forms.Form) -> list[Gap]:
    found = [Gap(step, f"{_label(form.fields[name])}: {error}") for name, said in form.errors.items() for error in said]
    if len(found) <= MOST_GAPS:
        return found
    words = gettext("%(step)s: còn %(n)s ô trống hoặc cần sửa")
    return [Gap(step, words % {"step": STEP_LABELS[step], "n": len(found)})]


def _label(field: forms.Field) -> str:
    """«Mẹ · Ngày sinh»."""
    return " · ".join(str(words) for words in (getattr(field, "group", ""), field.label) if words)
