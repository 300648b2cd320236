"""Tables of money: what is owed, how it was tried, what came in, what was receipted and given back, and the drawer."""

from apps.payments.models.attempts import Attempt, Share
from apps.payments.models.books import CashBook, CashHanding, CashLine
from apps.payments.models.demands import Bill, Demand, DemandQuerySet
from apps.payments.models.money import Credit, Receipt, ReceiptPrint, Refund

__all__ = [
    "Attempt",
    "Bill",
    "CashBook",
    "CashHanding",
    "CashLine",
    "Credit",
    "Demand",
    "DemandQuerySet",
    "Receipt",
    "ReceiptPrint",
    "Refund",
    "Share",
]
