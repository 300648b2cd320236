"""The fees of all cases of an event on one page; how one means to pay is asked once, for there is one payment."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse

from apps.dossiers.models import Dossier
from apps.payments.domain.words import Way
from apps.payments.services.billing import save_bill
from apps.portal.forms.fee import FeeForm
from apps.portal.forms.filing import unjudged
from apps.portal.selectors.bundles import case_key
from apps.portal.selectors.fee import Fee, ways
from apps.portal.services.parking import AUTOSAVE
from apps.portal.views.bundles.drafts import BundleDraft, fees_of
from apps.portal.views.filing.drafts import asks_for_money


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one case costs, and what is asked about it."""

    dossier: Dossier
    fee: Fee
    form: FeeForm


def fee(draft: BundleDraft) -> HttpResponse:
    """Saves first, judges afterwards; «Tính lại» shows the new sums on the same page."""
    posted = draft.typed
    asked = _asked(draft, draft.fees)
    if draft.is_only_shown:
        for one in asked:
            unjudged(one.form)
    if posted is None or draft.is_only_shown:
        return _page(draft, asked, draft.fees)
    dossier = _save(draft, asked)
    if AUTOSAVE in draft.request.headers:
        return HttpResponse(draft.saved(dossier), content_type="text/plain; charset=utf-8")
    if not all(one.form.is_valid() for one in asked):
        fees = fees_of(draft.written, at=draft.at)
        return _page(draft, _asked(draft, fees), fees, status=422)
    if "luu" in posted or draft.is_parked:
        return draft.kept()
    return draft.again() if "tinh" in posted else draft.onward()


def _asked(draft: BundleDraft, fees: tuple[Fee, ...]) -> list[Asked]:
    """Case by case; the way to pay stands in the first form alone."""
    asked: list[Asked] = []
    is_way_asked = False
    for case, found in zip(draft.written.cases, fees, strict=True):
        if not asks_for_money(case.dossier, found):
            continue
        possible = ways(agency_id=case.dossier.agency_id)
        form = FeeForm(draft.typed, bill=found.bill, reckoned=found.reckoned, ways=possible, prefix=case_key(case))
        if is_way_asked:
            form.fields.pop("way", None)
        is_way_asked = is_way_asked or "way" in form.fields
        asked.append(Asked(dossier=case.dossier, fee=found, form=form))
    return asked


@transaction.atomic
def _save(draft: BundleDraft, asked: list[Asked]) -> Dossier:
    way = _way(asked)
    saved = [
        save_bill(
            dossier_id=one.dossier.pk,
            copies=one.form.copies_said(),
            claim=one.form.claim_said(),
            proof=one.form.proof_said(),
            way=way,
            by=draft.by,
            at=draft.at,
        )
        for one in asked
    ]
    return saved[0]


def _way(asked: list[Asked]) -> Way | None:
    return next((one.form.way_said() for one in asked if "way" in one.form.fields), None)


def _page(draft: BundleDraft, asked: list[Asked], fees: tuple[Fee, ...], *, status: int = 200) -> HttpResponse:
    return draft.page(
        "portal/bundle_fee.html",
        asked=asked,
        total=sum(fee.total for fee in fees),
        total_if_freed=sum(fee.total_if_freed for fee in fees),
        is_unsure=any(one.fee.is_unsure for one in asked),
        status=status,
    )
