"""Receipts: numbered in the year of the agency, without a gap, with the facts as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.core.addresses import printed_address
from apps.officials.domain.duties import Duty
from apps.officials.selectors import settings_of
from apps.officials.services import next_number
from apps.payments.domain.words import ReceiptKind
from apps.payments.models import Attempt, Demand, Receipt, ReceiptPrint

SERIES = "fee_receipt"
HEAD_HASH_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptJob:
    """What printing needs to draw a receipt, now or years later."""

    receipt: Receipt
    reversal: Receipt | None
    is_reprint: bool
    printed_at: datetime
    printed_by: str


@transaction.atomic
def print_receipt(*, receipt_id: int, by: Actor, at: datetime, press: Callable[[ReceiptJob], bytes]) -> bytes:
    """The receipt from the press. The first paper that comes out for who takes money is the original; whatever is
    printed later, and whatever others print, is a copy. Raises whatever the press raises, and counts nothing then."""
    receipt = Receipt.objects.select_for_update(of=("self",), no_key=True).get(pk=receipt_id)
    counts = by.has(Duty.CLERK) or by.has(Duty.CASHIER)
    before = receipt.prints.count()
    paper = press(
        ReceiptJob(
            receipt=receipt,
            reversal=reversal_of(receipt),
            is_reprint=before > 0 or not counts,
            printed_at=at,
            printed_by=by.name,
        )
    )
    if counts:
        ReceiptPrint.objects.create(
            agency_id=receipt.agency_id, receipt=receipt, number=before + 1, printed_by_id=by.id, printed_at=at
        )
    return paper


def for_payer(*, receipt: Receipt, at: datetime) -> ReceiptJob:
    """The receipt as its payer downloads it: always the original."""
    return ReceiptJob(receipt=receipt, reversal=reversal_of(receipt), is_reprint=False, printed_at=at, printed_by="")


def reversal_of(receipt: Receipt) -> Receipt | None:
    """The receipt that took this one back."""
    return Receipt.objects.filter(reverses=receipt).first()


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
    first = demands[0].dossier
    agency, office = first.agency, settings_of(agency=first.agency)
    return {
        "unit": agency.name,
        "superior": agency.parent.name if agency.parent else "",
        "place": agency.place,
        "phone": agency.phone,
        "is_demo": agency.is_demo,
        "tax_code": office["tax_code"],
        "form": office["fee_receipt_form"],
        "symbol": office["fee_receipt_symbol"],
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
                "head": demand.dossier.chain_head[:HEAD_HASH_LENGTH],
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
        address=printed_address(),
        issued_by_id=by.id if by.is_official else None,
        issued_at=at,
    )
