"""Where the cash of a book went, and the books whose cash is still in the drawer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from apps.accounts.domain.actor import Actor
from apps.payments.domain.cash import BookState, GoesTo, Handing, may_hand_on, to_hand_on
from apps.payments.labels.books import GOES_TO, book_number
from apps.payments.models import CashBook

A_PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: handed on, or taken back."""

    is_taken_back: bool
    goes_to: str
    receiver: str
    document: str
    document_date: date
    amount: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """Everything about the cash of one book after it was counted."""

    lines: Sequence[Line]
    due: int
    stands: Line | None
    is_confirmed: bool
    may: bool

    @property
    def is_due(self) -> bool:
        """Whether money is to leave the drawer that has not."""
        return self.is_confirmed and self.stands is None and self.due > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A book whose cash is still in the drawer."""

    id: int
    number: str
    cashier: str
    confirmed_at: datetime | None
    due: int


def handed_on(*, book: CashBook, actor: Actor) -> HandedOn:
    """For the page of the book, as this official sees it."""
    rows = book.handings.select_related("by").order_by("sequence")
    lines = [
        Line(
            is_taken_back=row.kind == Handing.TAKEN_BACK,
            goes_to=str(GOES_TO[GoesTo(row.goes_to)]),
            receiver=row.receiver,
            document=row.document,
            document_date=row.document_date,
            amount=abs(row.amount),
            reason=row.reason,
            by=row.by.name,
            at=row.at,
        )
        for row in rows
    ]
    return HandedOn(
        lines=lines,
        due=to_hand_on(counted=book.confirmed or 0, opening_float=book.opening_float),
        stands=lines[-1] if lines and not lines[-1].is_taken_back else None,
        is_confirmed=book.state == BookState.CONFIRMED,
        may=may_hand_on(cashier_id=book.cashier_id, by_id=actor.id, duties=actor.duties),
    )


def in_drawers(*, actor: Actor) -> list[Waiting]:
    """Confirmed books that this official may hand on, the oldest first."""
    rows = CashBook.objects.visible_to(actor).filter(state=BookState.CONFIRMED, confirmed__gt=F("opening_float"))
    open_rows = rows.annotate(gone=Coalesce(Sum("handings__amount"), 0)).filter(gone=0).select_related("cashier")
    if not may_hand_on(cashier_id=0, by_id=actor.id, duties=actor.duties):  # no other's drawer
        open_rows = open_rows.filter(cashier_id=actor.id)
    return [
        Waiting(
            id=book.pk,
            number=book_number(number=book.number, year=book.year),
            cashier=book.cashier.name,
            confirmed_at=book.confirmed_at,
            due=to_hand_on(counted=book.confirmed or 0, opening_float=book.opening_float),
        )
        for book in open_rows.order_by("confirmed_at", "pk")[:A_PAGE]
    ]
