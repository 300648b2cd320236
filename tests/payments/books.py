"""A drawer with something in it: sums that somebody owes, taken in cash by whoever is named."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.payments.domain.cash import NOTES, Count
from apps.payments.models import CashBook, Demand, Receipt
from apps.payments.services import booking, counter
from apps.payments.services.billing import Notice, raise_demand


def by(official: Official, at: datetime) -> Actor:
    """The official at work."""
    return actor_of(official=official, at=at)


def asked(dossier: Dossier, amount: int, *, official: Official, at: datetime) -> Demand:
    """One more sum that this dossier owes."""
    notice = Notice(title="Phí thẩm định", amount=amount, legal_basis="NQ 12/2026", document="")
    return raise_demand(dossier_id=dossier.pk, notice=notice, by=by(official, at), at=at)


def taken(dossier: Dossier, amount: int, *, official: Official, at: datetime) -> Receipt:
    """So much in cash."""
    demand = asked(dossier, amount, official=official, at=at)
    return counter.take_cash(demand_ids=[demand.pk], by=by(official, at), at=at)


def notes_of(amount: int) -> Count:
    """The sum as somebody would count it: the largest notes first, the rest as coins."""
    notes = {}
    for note in NOTES:
        notes[note], amount = divmod(amount, note)
    return Count(notes=notes, others=amount)


def closed(book: CashBook, *, official: Official, at: datetime, counted: int | None = None, why: str = "") -> CashBook:
    """The book, closed on what should be there unless told otherwise."""
    expected = booking.expected_in(book=book)
    count = notes_of(max(expected, 0) if counted is None else counted)
    return booking.close_book(book_id=book.pk, count=count, explanation=why, seen=expected, by=by(official, at), at=at)
