"""What a draft still lacks, said in words: asked by the very forms that ask the filer, so that both agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext

from apps.dossiers.domain.status import Delivery
from apps.dossiers.models import Dossier
from apps.portal.domain.relations import Whose, read_relation
from apps.portal.domain.steps import Step
from apps.portal.forms.filing import DeliveryForm, WhoForm
from apps.portal.labels.filing import STEP_LABELS
from apps.procedures.domain.form_schema import FormField
from apps.procedures.forms.answers import AnswersForm, posted
from apps.procedures.forms.fields import without_nul

MOST_GAPS = 6  # of one step; a longer list is the form itself


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that still has to be put right, and at which step."""

    step: Step
    words: str


def sources_of(dossier: Dossier) -> dict[str, str]:
    """What a form is filled in with: the applicant as the dossier knows them."""
    person = dossier.submitter
    is_own = read_relation(dossier.relation).whose is Whose.SELF
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
    who = WhoForm(
        _as_typed(WhoForm(dossier=dossier, own_id=own_id, cases=cases)), dossier=dossier, own_id=own_id, cases=cases
    )
    delivery = DeliveryForm({"delivery": dossier.delivery, "delivery_address": dossier.delivery_address})
    kept, here = dossier.answers or {}, dossier.agency.short_name
    answers = AnswersForm(
        posted(questions=questions, answers=kept, today=today, here=here),
        questions=questions,
        answers=kept,
        sources={},
        today=today,
        here=here,
    )
    by_step: Mapping[Step, forms.Form] = {Step.WHO: who, Step.FORM: answers, Step.DELIVERY: delivery}
    return [gap for step, form in by_step.items() for gap in _gaps(step, form)]


def delivery_of(form: DeliveryForm) -> tuple[Delivery, str]:
    """What the delivery step says so far, complete or not."""
    form.is_valid()
    typed = str(form.data.get("delivery", ""))
    chosen = Delivery(typed) if typed in set(Delivery) else Delivery.COUNTER
    address = without_nul(form.cleaned_data.get("delivery_address", form.data.get("delivery_address"))).strip()
    return chosen, address[:300] if chosen is Delivery.POST else ""


def _as_typed(form: forms.Form) -> dict[str, str]:
    """What the form shows, as if it had been posted as it stands."""
    return {name: str(form.get_initial_for_field(field, name) or "") for name, field in form.fields.items()}


def _gaps(step: Step, form: forms.Form) -> list[Gap]:
    found = [Gap(step, f"{_label(form.fields[name])}: {error}") for name, said in form.errors.items() for error in said]
    if len(found) <= MOST_GAPS:
        return found
    words = gettext("%(step)s: còn %(n)s ô trống hoặc cần sửa")
    return [Gap(step, words % {"step": STEP_LABELS[step], "n": len(found)})]


def _label(field: forms.Field) -> str:
    """«Mẹ · Ngày sinh»."""
    return " · ".join(str(words) for words in (getattr(field, "group", ""), field.label) if words)
