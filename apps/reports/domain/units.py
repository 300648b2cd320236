"""In which order agencies stand beside each other."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from apps.reports.domain.figures import Sums


class Order(StrEnum):
    """What comes first, by the word in the address."""

    NAME = "ten"
    RATE = "ty-le"
    LATE = "tre"
    RECEIVED = "nhan"


def place(*, order: Order, sums: Sums) -> Decimal:
    """Where an agency stands: the lowest share first, the most late or received first; without a share, last."""
    if order is Order.RATE:
        return Decimal(sums.kept) / sums.done if sums.done else Decimal("Infinity")
    return Decimal({Order.NAME: 0, Order.LATE: -sums.late, Order.RECEIVED: -sums.received}[order])
