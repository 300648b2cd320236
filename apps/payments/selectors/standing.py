"""How one or several dossiers stand with their money: every demand with its words, what can be paid now and how."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Prefetch, Q, Sum

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT
from apps.dossiers.models import Dossier
from apps.officials.selectors import office_settings
from apps.payments.domain.states import PAYABLE, AttemptState, Axis, DemandState, axis
from apps.payments.domain.vietqr import Account
from apps.payments.domain.words import ReceiptKind, Way
from apps.payments.labels import (
    AXIS_LABELS,
    RECEIPT_LABELS,
    STATE_LABELS,
    STATE_LOOKS,
    demand_title,
    receipt_number,
    sum_words,
)
from apps.payments.models import Attempt, Bill, Demand, Receipt, Refund
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.labels.fees import EXEMPTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """A receipt, to be opened; `reference` is that of a dossier it was written for."""

    id: int
    address: str
    reference: str
    label: str
    number: str
    amount: int
    issued_at: datetime
    is_reversal: bool
    may_be_reversed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandLine:
    """One demand as pages show it; `procedure_name` where several dossiers are shown together."""

    id: int
    title: str
    procedure_name: str
    amount: int
    arithmetic: str
    basis: str
    document: str
    note: str
    state: DemandState
    state_label: str
    look: str
    icon: str
    claim: str
    reason: str
    paid_at: datetime | None
    refunds: Sequence[Refund]

    @property
    def is_payable(self) -> bool:
        return self.state in PAYABLE

    @property
    def is_asked_now(self) -> bool:
        """Whether it should be paid now: a claim nobody has judged comes first."""
        return self.is_payable and not self.claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The money of one dossier, or of those filed as one visit; `unsure`: of which the catalogue gave no sum."""

    dossiers: Sequence[Dossier]
    axis: Axis
    axis_label: str
    lines: Sequence[DemandLine]
    receipts: Sequence[ReceiptLine]
    unsure: Sequence[Dossier]
    way: str
    transfer: Attempt | None
    under_way: Attempt | None

    @property
    def dossier(self) -> Dossier:
        """The one, or the first of them."""
        return self.dossiers[0]

    @property
    def is_unsure(self) -> bool:
        """Whether nobody has said any sum yet, and somebody will."""
        return bool(self.unsure) and not self.lines

    @property
    def asked_now(self) -> list[DemandLine]:
        return [line for line in self.lines if line.is_asked_now]

    @property
    def claimed(self) -> list[DemandLine]:
        return [line for line in self.lines if line.is_payable and line.claim]

    @property
    def total_now(self) -> int:
        """Đồng, to be paid now."""
        return sum(line.amount for line in self.asked_now)

    @property
    def paid(self) -> int:
        """Đồng that came in and were not given back."""
        return sum(line.amount for line in self.lines if line.state in (DemandState.PAID, DemandState.REFUND_DUE))

    @property
    def is_pending(self) -> bool:
        """Whether money may be on its way for everything that is asked."""
        asked = self.asked_now
        return bool(asked) and all(line.state is DemandState.PENDING for line in asked)

    @property
    def to_pay(self) -> int:
        """Đồng that wait for the citizen's hand: none while all of it may be on its way."""
        return 0 if self.is_pending else self.total_now

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to show at all."""
        return not self.lines and not self.is_unsure


def standing(*, dossier: Dossier, actor: Actor) -> Standing:
    """The money of a dossier this actor may see; four queries however many demands there are."""
    return standing_together(dossiers=[dossier], actor=actor)


def standing_together(*, dossiers: Sequence[Dossier], actor: Actor) -> Standing:
    """The money of dossiers this actor may see, as one: what is asked now is one sum, and one try may pay it."""
    by_id = {dossier.pk: dossier for dossier in dossiers}
    demands = list(
        Demand.objects.visible_to(actor)
        .filter(dossier__in=by_id)
        .prefetch_related(Prefetch("refunds", queryset=Refund.objects.order_by("pk")))
        .order_by("pk")
    )
    bills = list(Bill.objects.filter(dossier__in=by_id, frozen_at__isnull=False).order_by("dossier_id"))
    receipts = _receipts(demands, by_id)
    open_tries = _open_tries(demands)
    lines = [_line(demand, of=by_id[demand.dossier_id], is_one=len(by_id) == 1) for demand in demands]
    now = axis([line.state for line in lines])
    wanted = {line.id: line.amount for line in lines if line.is_asked_now}
    owing = {demand.dossier_id for demand in demands}
    return Standing(
        dossiers=dossiers,
        axis=now,
        axis_label=str(AXIS_LABELS[now]),
        lines=lines,
        receipts=receipts,
        unsure=[by_id[bill.dossier_id] for bill in bills if bill.is_unsure and bill.dossier_id not in owing],
        way=next((bill.way for bill in bills if bill.way), ""),
        transfer=next((each for each in open_tries if each.way == Way.VIETQR and _shares(each) == wanted), None),
        under_way=next((each for each in open_tries if each.way == Way.GATEWAY), None),
    )


def to_pay(*, dossiers: Collection[Dossier], actor: Actor) -> dict[int, int]:
    """`Standing.to_pay` of many dossiers by their keys, in one query; those that wait for no money are left out."""
    asked = Demand.objects.visible_to(actor).payable().filter(dossier__in=[each.pk for each in dossiers], claim="")
    sums = asked.exclude(dossier__status__in=ENDED_WITHOUT_RESULT).values("dossier_id").order_by()
    due = sums.annotate(due=Count("pk", filter=Q(state=DemandState.DUE)), owed=Sum("amount")).filter(due__gt=0)
    return {row["dossier_id"]: int(row["owed"]) for row in due}


def _shares(attempt: Attempt) -> dict[int, int]:
    return {share.demand_id: share.amount for share in attempt.shares.all()}


def _open_tries(demands: Sequence[Demand]) -> list[Attempt]:
    if not demands:
        return []
    rows = Attempt.objects.filter(shares__demand__in=demands, state=AttemptState.OPEN)
    return list(rows.distinct().prefetch_related("shares").order_by("-pk"))


def _receipts(demands: Sequence[Demand], by_id: Mapping[int, Dossier]) -> list[ReceiptLine]:
    if not demands:
        return []
    rows = Receipt.objects.filter(attempt__shares__demand__in=demands).select_related("attempt")
    found = rows.annotate(first=Min("attempt__shares__demand__dossier_id")).order_by("issued_at", "pk")
    return [_receipt_line(receipt, by_id[receipt.first].reference) for receipt in found]


def _receipt_line(receipt: Receipt, reference: str) -> ReceiptLine:
    attempt = receipt.attempt
    return ReceiptLine(
        id=receipt.pk,
        address=receipt.address,
        reference=reference,
        label=str(RECEIPT_LABELS[ReceiptKind(receipt.kind)]),
        number=receipt_number(number=receipt.number, year=receipt.year),
        amount=receipt.amount,
        issued_at=receipt.issued_at,
        is_reversal=receipt.kind == ReceiptKind.REVERSAL,
        may_be_reversed=receipt.kind == ReceiptKind.RECEIPT
        and attempt.way == Way.COUNTER
        and attempt.state == AttemptState.SUCCEEDED,
    )


def _line(demand: Demand, *, of: Dossier, is_one: bool) -> DemandLine:
    state = DemandState(demand.state)
    if of.status in ENDED_WITHOUT_RESULT and state in PAYABLE:  # closed with it; the row follows once it is touched
        state = DemandState.CANCELLED
    look, icon = STATE_LOOKS[state]
    return DemandLine(
        id=demand.pk,
        title=demand_title(what=demand.what, title=demand.title, copies=demand.copies),
        procedure_name="" if is_one else of.procedure_name,
        amount=demand.amount,
        arithmetic=sum_words(lines=demand.lines, copies=demand.copies, amount=demand.amount),
        basis=demand.legal_basis,
        document=demand.document,
        note=demand.sentence if not demand.lines else "",
        state=state,
        state_label=str(STATE_LABELS[state]),
        look=look,
        icon=icon,
        claim=str(EXEMPTIONS[Exemption(demand.claim)]) if demand.claim else "",
        reason=demand.reason,
        paid_at=demand.paid_at,
        refunds=list(demand.refunds.all()),
    )


def account_of(*, agency_id: int) -> tuple[Account, str, str]:
    """Where the money of an office goes: the account, the name on it, the bank."""
    office = office_settings(agency_id=agency_id)
    return Account(office["bank_bin"], office["bank_account"]), office["bank_account_name"], office["bank_name"]
