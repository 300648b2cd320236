"""Fees that the province's council decides: added beside the law, and ended, never lost from what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import Exemption, Per
from apps.procedures.models import LocalFee, Offering


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFeeFacts:
    """One fee of the office; no channel: for every way of filing."""

    amount: int
    per: Per = Per.DOSSIER
    channel: str = ""
    exemptions: Sequence[Exemption] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    reason: str = ""


@transaction.atomic
def add_fee(*, offering: Offering, facts: LocalFeeFacts) -> LocalFee:
    """The fee with these facts; asked for twice, it is there once."""
    Offering.objects.select_for_update().get(pk=offering.pk)
    fee, _ = LocalFee.objects.get_or_create(
        offering=offering,
        amount=facts.amount,
        per=facts.per,
        channel=facts.channel,
        exemptions=[exemption.value for exemption in facts.exemptions],
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        reason=facts.reason,
    )
    return fee


@transaction.atomic
def end_fee(*, fee_id: int, agency: Agency, on: date) -> None:
    """The fee no longer counts from a day on; one that never counted is taken away. Gone already: nothing happens."""
    fee = LocalFee.objects.select_for_update().filter(pk=fee_id, offering__agency=agency).first()
    if fee is None or (fee.valid_until is not None and fee.valid_until < on):
        return
    if fee.valid_from is not None and fee.valid_from >= on:
        fee.delete()
        return
    fee.valid_until = on - timedelta(days=1)
    fee.save(update_fields=["valid_until"])
