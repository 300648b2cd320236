"""Receipts: numbered in the year of the agency, without a gap, with the facts as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.core.addresses import paper_address
from apps.officials.models import Agency
from apps.officials.services import next_number
from apps.payments.domain.words import ReceiptKind
from apps.payments.models import Attempt, Demand, Receipt

SERIES = "fee_receipt"


def issue(*, attempt: Attempt, demands: Sequence[Demand], by: Actor, at: datetime, payer: str = "") -> Receipt:
    """The receipt of a try that succeeded; call it last, the counter of the year stays locked until the end."""
    facts = _facts(attempt, demands, by, at)
    if payer and payer != facts["payer"]:
        facts |= {"payer": payer, "address": ""}
    return _write(attempt=attempt, kind=ReceiptKind.RECEIPT, amount=attempt.amount, facts=facts, by=by, at=at)


def take_back(*, receipt: Receipt, reason: str, by: Actor, at: datetime) -> Receipt:
    """The receipt that reverses another one."""
    facts = receipt.facts | {"reason": reason, "issued_by": by.name, "issued_at": at.isoformat()}
    return _write(
        attempt=receipt.attempt, kind=ReceiptKind.REVERSAL, amount=receipt.amount, facts=facts, by=by, at=at,
        reverses=receipt,
    )  # fmt: skip


def _facts(attempt: Attempt, demands: Sequence[Demand], by: Actor, at: datetime) -> dict[str, Any]:
    agency = Agency.objects.select_related("parent").get(pk=attempt.agency_id)
    first = demands[0].dossier
    return {
        "unit": agency.name,
        "superior": agency.parent.name if agency.parent else "",
        "place": agency.place,
        "phone": agency.phone,
        "is_demo": agency.is_demo,
        "payer": first.applicant_name,
        "address": first.applicant_address,
        "lines": [
            {
                "title": demand.title,
                "sentence": demand.sentence,
                "basis": demand.legal_basis,
                "code": demand.dossier.reference,
                "applicant": demand.dossier.applicant_name,
                "amount": demand.amount,
            }
            for demand in demands
        ],
        "way": attempt.way,
        "reference": attempt.reference,
        "issued_by": by.name if by.is_official else "",
        "issued_at": at.isoformat(),
    }


def _write(
    *,
    attempt: Attempt,
    kind: ReceiptKind,
    amount: int,
    facts: dict[str, Any],
    by: Actor,
    at: datetime,
    reverses: Receipt | None = None,
) -> Receipt:
    year = timezone.localdate(at).year
    number = next_number(agency_id=attempt.agency_id, series=SERIES, period=str(year))
    return Receipt.objects.create(
        agency_id=attempt.agency_id,
        kind=kind,
        year=year,
        number=number,
        attempt=attempt,
        reverses=reverses,
        amount=amount,
        facts=facts,
        address=paper_address(),
        issued_by_id=by.id if by.is_official else None,
        issued_at=at,
    )
