"""The cash of a confirmed book goes to the treasurer, the treasury or a bank: whole, with its document, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.encryption import hide_personal_ids
from apps.payments.domain.cash import BookState, GoesTo, Handing, may_hand_on, to_hand_on
from apps.payments.models import CashBook, CashHanding
from apps.payments.services.booking import NotYours, OtherSum


class NotConfirmed(Exception):
    """Nobody else has counted this drawer yet."""


class HandedBefore(Exception):
    """The cash of this book is with somebody else already."""


class NotHanded(Exception):
    """Nothing of this book has been handed on that could be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What the paper says with which the money went."""

    goes_to: GoesTo
    receiver: str
    document: str
    document_date: date
    amount: int


@transaction.atomic
def hand_on(*, book_id: int, slip: Slip, by: Actor, at: datetime) -> CashHanding:
    """Raises NotYours, NotConfirmed, HandedBefore, OtherSum where the paper names another sum than the book."""
    book = _held(book_id, by)
    if book.state != BookState.CONFIRMED or book.confirmed is None:
        raise NotConfirmed(book_id)
    if standing(book=book):
        raise HandedBefore(book_id)
    due = to_hand_on(counted=book.confirmed, opening_float=book.opening_float)
    if slip.amount != due or not due:
        raise OtherSum(expected=due)
    return _write(book=book, kind=Handing.HANDED, slip=slip, amount=due, reason="", by=by, at=at)


@transaction.atomic
def take_back(*, book_id: int, seen: int, reason: str, by: Actor, at: datetime) -> CashHanding:
    """What was entered by mistake is reversed; the money can be entered anew. Raises NotYours, NotHanded.

    `seen`: how many entries the page showed, so that a page left open takes no later entry back.
    """
    book = _held(book_id, by)
    last = standing(book=book)
    if last is None or last.sequence != seen:
        raise NotHanded(book_id)
    slip = Slip(
        goes_to=GoesTo(last.goes_to),
        receiver=last.receiver,
        document=last.document,
        document_date=last.document_date,
        amount=last.amount,
    )
    why = hide_personal_ids(reason)
    return _write(book=book, kind=Handing.TAKEN_BACK, slip=slip, amount=-last.amount, reason=why, by=by, at=at)


def standing(*, book: CashBook) -> CashHanding | None:
    """The entry that holds: the last one, unless it takes back."""
    last = book.handings.order_by("-sequence").first()
    return last if last and last.kind == Handing.HANDED else None


def _held(book_id: int, by: Actor) -> CashBook:
    book = CashBook.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=book_id)
    if not may_hand_on(cashier_id=book.cashier_id, by_id=by.id, duties=by.duties):
        raise NotYours(book_id)
    return book


def _write(
    *, book: CashBook, kind: Handing, slip: Slip, amount: int, reason: str, by: Actor, at: datetime
) -> CashHanding:
    return CashHanding.objects.create(
        agency_id=book.agency_id,
        book=book,
        sequence=book.handings.count() + 1,
        kind=kind,
        goes_to=slip.goes_to,
        receiver=slip.receiver,
        document=slip.document,
        document_date=slip.document_date,
        amount=amount,
        reason=reason,
        by_id=by.id,
        at=at,
    )
