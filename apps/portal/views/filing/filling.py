"""The steps that are a form: who files, what the procedure asks, how the result is to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.desk.selectors.courtesies import courtesy_of
from apps.desk.services.courtesies import wish
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.portal.forms.completeness import delivery_of, sources_of
from apps.portal.forms.filing import DeliveryForm, WhoForm
from apps.portal.selectors import filing as selectors
from apps.portal.views.filing.drafts import Draft
from apps.procedures.forms.answers import ADD_ROW, DROP_ROW, LIST_COMMUNES, AnswersForm

AUTOSAVE = "X-Autosave"
# Buttons that only change what the same page shows: another row, the communes of another province.
REDRAWN = (ADD_ROW, DROP_ROW, LIST_COMMUNES)


def who(draft: Draft) -> HttpResponse:
    """Who files, in whose name, and whom we tell."""
    form = WhoForm(_posted(draft), dossier=draft.dossier, own_id=draft.own_id, cases=draft.cases)

    def save() -> Dossier:
        return filing.save_draft(
            dossier_id=draft.dossier.pk,
            by=draft.by,
            at=draft.at,
            applicant=form.facts(),
            relation=form.relation_line(),
            case=form.case_chosen(),
        )

    return _step(draft, form, save, "portal/filing_who.html", person=draft.person)


def form(draft: Draft) -> HttpResponse:
    """What this procedure asks."""
    earlier = selectors.earlier_answers(dossier=draft.dossier, questions=draft.questions, by=draft.by)
    answers = AnswersForm(
        _posted(draft),
        questions=draft.questions,
        answers=draft.dossier.answers or {},
        sources=sources_of(draft.dossier) | earlier,
        today=draft.today,
        here=draft.dossier.agency.short_name,
    )

    def save() -> Dossier:
        return filing.save_draft(dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, answers=answers.kept())

    return _step(draft, answers, save, "portal/filing_form.html")


def delivery(draft: Draft) -> HttpResponse:
    """How the result comes to its owner."""
    initial = {
        "delivery": draft.dossier.delivery,
        "delivery_address": draft.dossier.delivery_address,
        "courtesy": courtesy_of(dossier=draft.dossier) is not None,
    }
    choice = DeliveryForm(_posted(draft), initial=initial, courtesy=draft.dossier.offering.courtesy)

    def save() -> Dossier:
        way, address = delivery_of(choice)
        dossier = filing.save_draft(
            dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, delivery=way, delivery_address=address
        )
        wish(dossier=dossier, wanted=bool(choice.data.get("courtesy")), by=draft.by, at=draft.at)
        return dossier

    return _step(draft, choice, save, "portal/filing_delivery.html")


def _posted(draft: Draft) -> Any:
    return draft.request.POST if draft.request.method == "POST" else None


def _step(draft: Draft, form: Form, save: Callable[[], Dossier], template: str, **more: Any) -> HttpResponse:
    """Save first, judge afterwards: what was typed is kept even where it cannot stand."""
    if draft.request.method != "POST":
        return draft.page(template, form=form, **more)
    dossier = save()
    if AUTOSAVE in draft.request.headers:
        return HttpResponse(draft.saved(dossier), content_type="text/plain; charset=utf-8")
    if place := next((draft.request.POST[name] for name in REDRAWN if name in draft.request.POST), ""):
        return redirect(f"{draft.address(draft.step)}#o-{place.partition('-')[0]}")
    if "luu" in draft.request.POST:
        messages.success(draft.request, _("Đã lưu. Bạn trở lại lúc nào cũng được, ở mục “Hồ sơ của tôi”."))
        return draft.again()
    if form.is_valid():
        return draft.onward()
    return draft.page(template, dossier=dossier, form=form, status=422, **more)
