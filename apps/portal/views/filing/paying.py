"""The step of the fee: what it costs and why, copies, who goes free, how to pay. Money is asked for after filing."""

from __future__ import annotations

from django.http import HttpResponse

from apps.dossiers.models import Dossier
from apps.payments.services.billing import save_bill
from apps.portal.forms.fee import FeeForm
from apps.portal.forms.filing import unjudged
from apps.portal.selectors.fee import fee_of_draft, ways
from apps.portal.services.parking import AUTOSAVE
from apps.portal.views.filing.drafts import Draft


def fee(draft: Draft) -> HttpResponse:
    """Saves first, judges afterwards; «Tính lại» shows the new sum on the same page."""
    posted = draft.typed
    found = draft.fee
    form = FeeForm(posted, bill=found.bill, reckoned=found.reckoned, ways=ways(agency_id=draft.dossier.agency_id))
    if posted is None:
        return draft.page("portal/filing_fee.html", form=form, fee=found)
    if draft.is_only_shown:
        return draft.page("portal/filing_fee.html", form=unjudged(form), fee=found)
    dossier = _save(draft, form)
    if AUTOSAVE in draft.request.headers:
        return HttpResponse(draft.saved(dossier), content_type="text/plain; charset=utf-8")
    if not form.is_valid():
        found = fee_of_draft(dossier=draft.dossier, at=draft.at)
        return draft.page("portal/filing_fee.html", dossier=dossier, form=form, fee=found, status=422)
    if "luu" in posted or draft.is_parked:
        return draft.kept()
    return draft.again() if "tinh" in posted else draft.onward()


def _save(draft: Draft, form: FeeForm) -> Dossier:
    return save_bill(
        dossier_id=draft.dossier.pk,
        copies=form.copies_said(),
        claim=form.claim_said(),
        proof=form.proof_said(),
        way=form.way_said(),
        by=draft.by,
        at=draft.at,
    )
