"""What a filing costs, as its filer reads it before anything is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.dossiers.models import Dossier
from apps.payments.domain.billing import Line, Reckoned
from apps.payments.domain.words import Way, What
from apps.payments.gateways.choosing import gateways
from apps.payments.labels import copies_title, demand_title, fee_sentence
from apps.payments.models import Bill
from apps.payments.selectors.billing import draft
from apps.payments.selectors.standing import account_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One thing that costs, or does not: `amount` None where the counter says it."""

    title: str
    amount: int | None
    sentence: str
    is_freed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """The bill of a draft."""

    bill: Bill
    reckoned: Reckoned
    lines: Sequence[FeeLine]

    @property
    def total(self) -> int:
        return self.reckoned.total

    @property
    def is_free(self) -> bool:
        return self.reckoned.is_free

    @property
    def is_unsure(self) -> bool:
        return self.reckoned.is_unsure

    @property
    def total_if_freed(self) -> int:
        return self.reckoned.total_if_freed


def fee_of_draft(*, dossier: Dossier, at: datetime) -> Fee:
    """What this draft would cost if it were filed now."""
    found = draft(dossier=dossier, at=at)
    lines = [_line(line, extra_copies=dossier.extra_copies) for line in found.reckoned.lines]
    return Fee(bill=found.bill, reckoned=found.reckoned, lines=lines)


def _line(line: Line, *, extra_copies: int) -> FeeLine:
    title = copies_title(extra_copies) if line.what is What.COPIES else _title(line.what)
    return FeeLine(
        title=title,
        amount=line.answer.amount,
        sentence=fee_sentence(line.answer),
        is_freed=line.is_freed,
    )


def _title(what: What) -> str:
    return demand_title(what=what, title="", copies=1)


def ways(*, agency_id: int) -> list[Way]:
    """How one can pay at this office, the quickest first; the counter is always there."""
    account, _, _ = account_of(agency_id=agency_id)
    found = [Way.VIETQR] if account.is_complete else []
    if gateways():
        found.append(Way.GATEWAY)
    return [*found, Way.COUNTER]
