"""The steps that are a form: who files, what the procedure asks, how the result is to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.core.labels import hour
from apps.desk.selectors.courtesies import courtesy_of
from apps.desk.services.courtesies import wish
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.dossiers.services.drafts import SavedElsewhere
from apps.officials.selectors import office_settings
from apps.portal.forms.comparing import differences
from apps.portal.forms.completeness import sources_of
from apps.portal.forms.filing import DeliveryForm, unjudged
from apps.portal.forms.who import WhoForm, with_person
from apps.portal.selectors import filing as selectors
from apps.portal.services.parking import AUTOSAVE
from apps.portal.views.filing.drafts import Draft
from apps.procedures.forms.answers import ADD_ROW, DROP_ROW, LIST_COMMUNES, AnswersForm

FILL_IN = "nguoi"
# Buttons that only change what the same page shows: another row, the communes of another province, a known person.
REDRAWN = {ADD_ROW: "o-{}", DROP_ROW: "o-{}", LIST_COMMUNES: "o-{}", FILL_IN: "id_name"}


def who(draft: Draft) -> HttpResponse:
    """Who files, in whose name, and whom we tell: for the filer to say, not for the one it is filed for."""
    if not draft.by.is_helping and draft.by.id != draft.dossier.submitter_id:
        messages.info(draft.request, _("Nộp cho ai là phần của người nộp. Bạn sửa được các bước sau."))
        return draft.onward()
    known = selectors.filed_for_before(dossier=draft.dossier, by=draft.by)
    typed = draft.typed
    chosen = next((one for one in known if typed is not None and str(one.id) == typed.get(FILL_IN)), None)

    def make(data: Any) -> WhoForm:
        filled = with_person(data, chosen) if chosen and data is not None else data
        return WhoForm(filled, dossier=draft.dossier, own_id=draft.own_id, cases=draft.cases, today=draft.today)

    def save(form: WhoForm) -> Dossier:
        return filing.save_draft(
            dossier_id=draft.dossier.pk,
            by=draft.by,
            at=draft.at,
            applicant=form.facts(),
            second=form.second(),
            case=form.case_chosen(),
            page=draft.page_name,
        )

    return _step(draft, make, save, "portal/filing_who.html", person=draft.person, known=known)


def form(draft: Draft) -> HttpResponse:
    """What this procedure asks."""
    earlier = selectors.earlier_answers(dossier=draft.dossier, questions=draft.questions, by=draft.by)

    def make(data: Any) -> AnswersForm:
        return AnswersForm(
            data,
            questions=draft.questions,
            answers=draft.dossier.answers or {},
            sources=sources_of(draft.dossier) | earlier,
            today=draft.today,
            here=draft.dossier.agency.short_name,
        )

    def save(form: AnswersForm) -> Dossier:
        return filing.save_draft(
            dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, answers=form.kept(), page=draft.page_name
        )

    return _step(draft, make, save, "portal/filing_form.html")


def delivery(draft: Draft) -> HttpResponse:
    """How the result comes to its owner."""
    takes_home = bool(office_settings(agency_id=draft.dossier.agency_id)["home_delivery"])
    is_wished = courtesy_of(dossier=draft.dossier) is not None

    def make(data: Any) -> DeliveryForm:
        return DeliveryForm(data, dossier=draft.dossier, takes_home=takes_home, is_wished=is_wished)

    def save(form: DeliveryForm) -> Dossier:
        dossier = filing.save_draft(
            dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, page=draft.page_name, **form.chosen()
        )
        wish(dossier=dossier, wanted=bool(form.data.get("courtesy")), by=draft.by, at=draft.at)
        return dossier

    return _step(draft, make, save, "portal/filing_delivery.html")


def _step(
    draft: Draft, make: Callable[[Any], Any], save: Callable[[Any], Dossier], template: str, **more: Any
) -> HttpResponse:
    """Save first, judge afterwards: what was typed is kept even where it cannot stand."""
    form = make(draft.typed)
    if draft.typed is None:
        return draft.page(template, form=form, **more)
    if draft.is_only_shown:
        return draft.page(template, form=unjudged(form), **more)
    try:
        dossier = save(form)
    except SavedElsewhere as other:
        return _two_texts(draft, other, template, form=form, kept=make(None), **more)
    if AUTOSAVE in draft.request.headers:
        return _kept_quietly(draft, dossier)
    if name := next((name for name in REDRAWN if name in draft.typed), ""):
        place = draft.typed.get(name, "").partition("-")[0]
        return redirect(f"{draft.address(draft.step)}#{REDRAWN[name].format(place)}")
    if "luu" in draft.typed or draft.is_parked:
        return draft.kept()
    if form.is_valid():
        return draft.having_saved(dossier).onward()
    return draft.page(template, dossier=dossier, form=form, status=422, **more)


def _kept_quietly(draft: Draft, dossier: Dossier) -> HttpResponse:
    """For the page that goes on being written: when it was saved, and what is still wanted."""
    still = draft.with_addresses(draft.left(dossier))
    return render(draft.request, "portal/filing_saved.html", {"saved": draft.saved(dossier), "left": still})


def _two_texts(
    draft: Draft, other: SavedElsewhere, template: str, *, form: Form, kept: Form, **more: Any
) -> HttpResponse:
    """Another page saved this step meanwhile: nothing is written over, both texts are shown."""
    when = hour(other.at)
    if AUTOSAVE in draft.request.headers:
        words = _("Bước này vừa được lưu ở một trang khác lúc %(when)s. Bấm “Lưu” để xem cả hai bản.") % {"when": when}
        return HttpResponse(words, status=409, content_type="text/plain; charset=utf-8")
    found = differences(typed=form, kept=kept)
    return draft.page(
        template, form=form, elsewhere={"when": when, "page": other.page, "found": found}, status=409, **more
    )
