"""Remarks in the event log of a dossier that speak of money: they move nothing, and are part of its chain."""

TAKE_PAYMENT = "take_payment"
REVERSE_PAYMENT = "reverse_payment"
WAIVE_PAYMENT = "waive_payment"
REFUND_PAYMENT = "refund_payment"
