"""Cash books as pages and papers show them: each line with its words, the sums, who may do what next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.officials.domain.duties import Duty
from apps.officials.selectors import office_settings
from apps.payments.domain.cash import NOTES, BookState, Confirmer, Entry, may_close, may_confirm
from apps.payments.labels import receipt_number
from apps.payments.labels.books import BOOK_LOOKS, BOOK_STATES, ENTRIES, book_number
from apps.payments.models import CashBook, CashLine
from apps.payments.models.books import CashBookQuerySet
from apps.payments.selectors.beside import Beside, beside, between

A_PAGE = 30
TAKING = (Duty.CLERK, Duty.CASHIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the book."""

    order: int
    at: datetime
    entry: Entry
    what: str
    number: str
    payer: str
    codes: str
    amount: int
    reference: str  # of the first dossier, whose page prints the receipt

    @property
    def is_in(self) -> bool:
        return self.amount > 0

    @property
    def paid(self) -> int:
        """Đồng that went out."""
        return -self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many and how much of one kind of line; the sum is positive."""

    words: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A book in a list."""

    book: CashBook
    number: str
    state: str
    look: str
    icon: str
    expected: int
    count: int
    may_close: bool
    may_confirm: bool
    is_forgotten: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One book in full."""

    brief: Brief
    lines: Sequence[Line]
    sums: Sequence[Sums]
    first_number: str
    last_number: str
    beside: Beside
    notes: Sequence[tuple[int, int, int]]

    @property
    def book(self) -> CashBook:
        return self.brief.book

    @property
    def difference(self) -> int | None:
        """Đồng that are too many (or, below nothing, too few); None before the count."""
        counted, expected = self.book.counted, self.book.expected
        return None if counted is None or expected is None else counted - expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The page of the cash books."""

    own: Opened | None
    to_confirm: Sequence[Brief]
    forgotten: Sequence[Brief]
    recent: Sequence[Brief]
    today: Beside
    cash_today: Sequence[Sums]
    may_take: bool


def room(*, actor: Actor, at: datetime) -> Room:
    """What this official finds among the cash books."""
    rows = _rows(actor).order_by("-opened_at", "-pk")
    told: dict[str, Any] = {"rule": _rule(actor), "actor": actor, "at": at}
    unfinished = [_brief(book, **told) for book in rows.exclude(state=BookState.CONFIRMED)]
    own = next((each for each in unfinished if each.book.state == BookState.OPEN and _is_own(each, actor)), None)
    looks_on = Duty.LEADER in actor.duties
    finished = rows.filter(state=BookState.CONFIRMED) if looks_on else rows.filter(cashier_id=actor.id)
    assert actor.agency_id is not None
    morning = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    return Room(
        own=_opened(own, at=at) if own else None,
        to_confirm=[each for each in unfinished if each.may_confirm],
        forgotten=[each for each in unfinished if each.is_forgotten and (looks_on or _is_own(each, actor))],
        recent=[_brief(book, **told) for book in finished.exclude(state=BookState.OPEN)[:A_PAGE]],
        today=between(agency_id=actor.agency_id, since=morning, until=at),
        cash_today=_cash(agency_id=actor.agency_id, since=morning, until=at),
        may_take=any(actor.has(duty) for duty in TAKING),
    )


def _cash(*, agency_id: int, since: datetime, until: datetime) -> list[Sums]:
    rows = CashLine.objects.filter(agency_id=agency_id, entered_at__gte=since, entered_at__lte=until)
    told = {row["entry"]: row for row in rows.values("entry").annotate(count=Count("pk"), amount=Sum("amount"))}
    none = {"count": 0, "amount": 0}
    return [
        Sums(words=str(ENTRIES[entry]), count=row["count"], amount=abs(row["amount"]))
        for entry in Entry
        for row in [told.get(entry, none)]
    ]


def open_drawers(*, actor: Actor) -> list[tuple[int, str]]:
    """The open books cash may be paid from: whose they are, by name."""
    rows = CashBook.objects.visible_to(actor).filter(state=BookState.OPEN).select_related("cashier")
    return [(book.cashier_id, book.cashier.name) for book in rows.order_by("cashier__name", "pk")]


def _is_own(each: Brief, actor: Actor) -> bool:
    return each.book.cashier_id == actor.id


def opened(*, book_id: int, actor: Actor, at: datetime) -> Opened:
    """One book. Raises CashBook.DoesNotExist."""
    return _opened(_brief(_rows(actor).get(pk=book_id), rule=_rule(actor), actor=actor, at=at), at=at)


def _rule(actor: Actor) -> Confirmer:
    return Confirmer(office_settings(agency_id=actor.agency_id or 0)["cash_book_confirmer"])


def _rows(actor: Actor) -> CashBookQuerySet:
    return (
        CashBook.objects.visible_to(actor)
        .select_related("cashier", "closed_by", "confirmed_by", "agency__parent")
        .annotate(held=F("opening_float") + Coalesce(Sum("lines__amount"), 0), how_many=Count("lines"))
    )


def _brief(book: CashBook, *, rule: Confirmer, actor: Actor, at: datetime) -> Brief:
    """A book with its words; `book` comes with what it holds."""
    state = BookState(book.state)
    look, icon = BOOK_LOOKS[state]
    is_old = timezone.localdate(book.opened_at) < timezone.localdate(at)
    people: dict[str, Any] = {"cashier_id": book.cashier_id, "by_id": actor.id, "duties": actor.duties}
    return Brief(
        book=book,
        number=book_number(number=book.number, year=book.year),
        state=str(BOOK_STATES[state]),
        look=look,
        icon=icon,
        expected=book.held,  # type: ignore[attr-defined]
        count=book.how_many,  # type: ignore[attr-defined]
        may_close=state is BookState.OPEN and may_close(is_forgotten=is_old, **people),
        may_confirm=state is BookState.CLOSED and may_confirm(rule=rule, closed_by_id=book.closed_by_id, **people),
        is_forgotten=state is BookState.OPEN and is_old,
    )


def _opened(of: Brief, *, at: datetime) -> Opened:
    book = of.book
    rows = book.lines.select_related("receipt", "refund__demand__dossier").order_by("pk")
    lines = [_line(order, row) for order, row in enumerate(rows, start=1)]
    numbers = [line.number for line in lines if line.entry is not Entry.REFUND]
    kept = dict(book.notes)
    return Opened(
        brief=of,
        lines=lines,
        sums=[_sums(entry, lines) for entry in Entry],
        first_number=numbers[0] if numbers else "",
        last_number=numbers[-1] if numbers else "",
        beside=beside(book=book, until=at) if book.state == BookState.OPEN else Beside.kept(book.facts),
        notes=[(note, kept.get(note, 0), note * kept.get(note, 0)) for note in NOTES],
    )


def _sums(entry: Entry, lines: Sequence[Line]) -> Sums:
    amounts = [abs(line.amount) for line in lines if line.entry is entry]
    return Sums(words=str(ENTRIES[entry]), count=len(amounts), amount=sum(amounts))


def _line(order: int, row: CashLine) -> Line:
    entry = Entry(row.entry)
    receipt, refund = row.receipt, row.refund
    if receipt is not None:
        said = receipt.facts
        number = receipt_number(number=receipt.number, year=receipt.year)
        payer, codes = said["payer"], dict.fromkeys(line["code"] for line in said["lines"])
    else:
        assert refund is not None
        dossier = refund.demand.dossier
        number, payer, codes = refund.document, dossier.applicant_name, {dossier.reference: None}
    return Line(
        order=order,
        at=row.entered_at,
        entry=entry,
        what=str(ENTRIES[entry]),
        number=number,
        payer=payer,
        codes=", ".join(codes),
        amount=row.amount,
        reference=next(iter(codes), "") if receipt is not None else "",
    )
