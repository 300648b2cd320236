"""Kinds of things: what is demanded, how it is paid, how a waiver is proved."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """What a demand is for: filing, copies asked for beside the result, a notice of an official in the middle."""

    FILING = "filing"
    COPIES = "copies"
    NOTICE = "notice"


class Way(StrEnum):
    """How somebody pays: a transfer by the code we show, a gateway, cash at the counter."""

    VIETQR = "vietqr"
    GATEWAY = "gateway"
    COUNTER = "counter"


class Proof(StrEnum):
    """How an exemption is proved: a paper among those sent, one that is brought, a record the official looks up."""

    SENT = "sent"
    BROUGHT = "brought"
    RECORD = "record"


class Source(StrEnum):
    """Who told us of money that came in."""

    BANK = "bank"
    GATEWAY = "gateway"
    BY_HAND = "by_hand"


class ReceiptKind(StrEnum):
    """A receipt, or the one that takes it back."""

    RECEIPT = "receipt"
    REVERSAL = "reversal"


class RefundWay(StrEnum):
    """How money goes back."""

    CASH = "cash"
    TRANSFER = "transfer"
    GATEWAY = "gateway"
