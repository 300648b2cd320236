"""Cash in a book: opened with the first receipt, every line in the open one, closed on a count, confirmed by another.

Whoever enters a line holds the book until the transaction ends, before any number of a receipt is drawn: a close waits
for the receipt under way, and a receipt that comes after it stands in the next book.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.core.encryption import hide_personal_ids
from apps.officials.models import Official
from apps.officials.selectors import office_settings
from apps.officials.services import next_number
from apps.payments.domain.cash import BookState, Confirmer, Count, Entry, may_close, may_confirm, signed
from apps.payments.models import CashBook, CashLine, Receipt, Refund
from apps.payments.selectors.beside import beside

SERIES = "cash_book"


class NotOpen(Exception):
    """The book was closed before."""


class NotYours(Exception):
    """Somebody else closes or confirms this book."""


class OtherSum(Exception):
    """Cash came or went after the page was drawn: the drawer is to be counted anew."""

    def __init__(self, *, expected: int) -> None:
        super().__init__(str(expected))
        self.expected = expected


class Unexplained(Exception):
    """What was counted is not what should be there, and nobody said why."""


class TooLittle(Exception):
    """The drawer holds less than is to be paid out."""

    def __init__(self, *, held: int) -> None:
        super().__init__(str(held))
        self.held = held


@transaction.atomic
def open_book(*, by: Actor, at: datetime, opening_float: int = 0) -> CashBook:
    """The open book of this cashier; the change laid into the drawer is said once, before or after the first line."""
    book = held_book(cashier_id=by.id, agency_id=_agency(by), at=at)
    if opening_float and not book.opening_float:
        book.opening_float = opening_float
        book.save(update_fields=["opening_float"])
    return book


def held_book(*, cashier_id: int, agency_id: int, at: datetime) -> CashBook:
    """The open book, held; a new one where none is open. The official's row keeps two tabs from opening two."""
    rows = CashBook.objects.select_for_update(of=("self",), no_key=True)
    mine = rows.filter(agency_id=agency_id, cashier_id=cashier_id, state=BookState.OPEN)
    found = mine.first()
    if found is None:
        Official.objects.select_for_update(of=("self",), no_key=True).get(pk=cashier_id)
        found = mine.first()
    return found or _opened(cashier_id=cashier_id, agency_id=agency_id, at=at)


def _opened(*, cashier_id: int, agency_id: int, at: datetime) -> CashBook:
    year = timezone.localdate(at).year
    number = next_number(agency_id=agency_id, series=SERIES, period=str(year))
    return CashBook.objects.create(agency_id=agency_id, cashier_id=cashier_id, year=year, number=number, opened_at=at)


def own_book(*, by: Actor, at: datetime) -> CashBook:
    """The open book of whoever acts, held."""
    return held_book(cashier_id=by.id, agency_id=_agency(by), at=at)


def enter_receipt(*, book: CashBook, receipt: Receipt, at: datetime) -> CashLine:
    """One more line: cash that came in, or a receipt taken back."""
    entry = Entry(receipt.kind)
    amount = signed(entry=entry, amount=receipt.amount)
    return CashLine.objects.create(
        agency_id=book.agency_id, book=book, entry=entry, receipt=receipt, amount=amount, entered_at=at
    )


def enter_refund(*, book: CashBook, refund: Refund, at: datetime) -> CashLine:
    """One more line: cash given back. Raises TooLittle for more than the drawer holds."""
    held = expected_in(book=book)
    if held < refund.amount:
        raise TooLittle(held=held)
    amount = signed(entry=Entry.REFUND, amount=refund.amount)
    return CashLine.objects.create(
        agency_id=book.agency_id, book=book, entry=Entry.REFUND, refund=refund, amount=amount, entered_at=at
    )


def expected_in(*, book: CashBook) -> int:
    """Đồng that should lie in the drawer."""
    told = book.lines.aggregate(total=Sum("amount"))["total"] or 0
    return int(book.opening_float + told)


@transaction.atomic
def close_book(*, book_id: int, count: Count, explanation: str, seen: int, by: Actor, at: datetime) -> CashBook:
    """The drawer was counted. Raises NotOpen, NotYours, OtherSum where it is not what was `seen`, Unexplained."""
    book = _held(book_id, by)
    if book.state != BookState.OPEN:
        raise NotOpen(book_id)
    is_forgotten = timezone.localdate(book.opened_at) < timezone.localdate(at)
    if not may_close(cashier_id=book.cashier_id, by_id=by.id, duties=by.duties, is_forgotten=is_forgotten):
        raise NotYours(book_id)
    expected = expected_in(book=book)
    if expected != seen:
        raise OtherSum(expected=expected)
    if count.total != expected and not explanation:
        raise Unexplained(book_id)
    book.state, book.closed_by_id, book.closed_at = BookState.CLOSED, by.id, at
    book.notes = [[note, number] for note, number in sorted(count.notes.items(), reverse=True) if number]
    book.others, book.expected, book.counted = count.others, expected, count.total
    book.explanation = hide_personal_ids(explanation)
    book.facts = beside(book=book, until=at).as_facts()
    book.save()
    return book


@transaction.atomic
def confirm_book(*, book_id: int, counted: int | None, remark: str, by: Actor, at: datetime) -> CashBook:
    """Another one looked at the drawer: the same, or `counted` with a remark. Raises NotOpen, NotYours, Unexplained."""
    book = _held(book_id, by)
    if book.state != BookState.CLOSED:
        raise NotOpen(book_id)
    rule = Confirmer(office_settings(agency_id=book.agency_id)["cash_book_confirmer"])
    if not may_confirm(
        rule=rule, cashier_id=book.cashier_id, closed_by_id=book.closed_by_id, by_id=by.id, duties=by.duties
    ):
        raise NotYours(book_id)
    found = book.counted if counted is None else counted
    if found != book.counted and not remark:
        raise Unexplained(book_id)
    book.state, book.confirmed_by_id, book.confirmed_at = BookState.CONFIRMED, by.id, at
    book.confirmed, book.remark = found, hide_personal_ids(remark)
    book.save(update_fields=["state", "confirmed_by", "confirmed_at", "confirmed", "remark"])
    return book


def _held(book_id: int, by: Actor) -> CashBook:
    return CashBook.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=book_id)


def _agency(by: Actor) -> int:
    assert by.is_official and by.agency_id is not None, "only an official takes cash"
    return by.agency_id
