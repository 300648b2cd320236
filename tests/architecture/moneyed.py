"""An office that takes money, and a dossier with money in every state: owed, pending, paid, going back, gone astray."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.accounts.domain.actor import Actor
from apps.core.files import PDF, store_bytes
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.services import change_setting
from apps.payments.domain.cash import Count
from apps.payments.domain.words import Proof, Source, Way
from apps.payments.models import CashBook, Credit, Demand, Receipt, Refund
from apps.payments.services import booking, counter, refunding
from apps.payments.services.billing import Notice, raise_demand
from apps.payments.services.incoming import Money, take_money
from apps.payments.services.trying import start

ACCOUNT = {
    "bank_bin": "970436",
    "bank_account": "1012345678",
    "bank_account_name": "UBND XA SUOI MAY",
    "bank_name": "Ngân hàng Thử",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moneyed:
    """What pages are asked for by."""

    receipt_address: str
    credit_id: int
    refund_id: int
    closed_book_id: int
    open_book_id: int
    transfer: str
    proven_id: int


def moneyed(*, agency: Agency, dossier: Dossier, clerk: Actor, filer: Actor, at: datetime) -> Moneyed:
    """All of it, a little before `at`."""
    before = at - timedelta(hours=1)
    for name, value in ACCOUNT.items():
        change_setting(agency=agency, name=name, value=value)
    paid, later, owed, free, poor = (
        raise_demand(
            dossier_id=dossier.pk,
            notice=Notice(title=title, amount=8_000, legal_basis="NQ 12/2026", document="15/TB-UBND"),
            by=clerk,
            at=before,
        )
        for title in ("Phí khai thác", "Phí đo đạc", "Lệ phí cấp giấy", "Phí thẩm định", "Phí bản sao")
    )
    receipt = counter.take_cash(demand_ids=[paid.pk], by=clerk, at=before)
    closed = booking.close_book(
        book_id=receipt.cash_line.book_id, count=Count(notes={5_000: 1, 1_000: 3}), explanation="", seen=8_000,
        by=clerk, at=before,
    )  # fmt: skip
    book = counter.take_cash(demand_ids=[later.pk], by=clerk, at=before).cash_line.book
    scan = store_bytes(content=b"%PDF-1.4", name="ho-ngheo.pdf", content_type=PDF, by=clerk.key, at=before)
    counter.waive(demand_id=poor.pk, reason="Hộ nghèo 2026", proof=Proof.BROUGHT, file=scan, by=clerk, at=before)
    refund = refunding.ask(demand_id=paid.pk, reason="Thu nhầm mức thu của cách khác.", by=clerk, at=before)
    counter.cancel(demand_id=free.pk, reason="Ghi nhầm hồ sơ khác.", by=clerk, at=before)
    transfer = start(demand_ids=[owed.pk], way=Way.VIETQR, by=filer, at=before)
    money = Money(source=Source.BANK, provider_id="FT1", amount=8_000, reference="", paid_at=before, memo="nop phi")
    credit = take_money(agency_id=agency.pk, money=money, at=before)
    return Moneyed(
        receipt_address=_address(receipt),
        credit_id=_id(credit),
        refund_id=_id(refund),
        closed_book_id=_id(closed),
        open_book_id=_id(book),
        transfer=transfer.reference,
        proven_id=_id(poor),
    )


def _address(receipt: Receipt) -> str:
    return receipt.address


def _id(row: Credit | Refund | CashBook | Demand) -> int:
    key: int = row.pk
    return key
