"""VNPAY, version 2.1.0 of its public protocol: a signed redirect, a signed notice (IPN), a signed question (querydr).

Everything is signed with HMAC-SHA512: redirect and notice over the parameters sorted and encoded as in a form, question
and answer over their values joined by «|» in the order of the protocol. Amounts are hundredths of a đồng; hours are
GMT+7.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings

from apps.messaging.gateways import SendingFailed, http
from apps.payments.gateways import BadSignature, Fate, GatewayDown, Notice, Order, Unreadable

VERSION = "2.1.0"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CLOCK = "%Y%m%d%H%M%S"
SIGNATURE, SIGNATURE_TYPE = "vnp_SecureHash", "vnp_SecureHashType"
SUCCESS, UNKNOWN_ORDER = "00", "91"
MOST = 10**14
# Not finished, being given back, or held for suspicion: a person or a later notice says what became of it.
UNDER_WAY = frozenset({"01", "05", "06", "07"})
ASKED_IN_ORDER = (
    *("vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef", "vnp_TransactionDate"),
    *("vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo"),
)
ANSWERED_IN_ORDER = (
    *("vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount"),
    *("vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus"),
    *("vnp_OrderInfo", "vnp_PromotionCode", "vnp_PromotionAmount"),
)


@dataclass(frozen=True, slots=True)
class Vnpay:
    """One merchant's contract with VNPAY."""

    merchant: str
    secret: str
    pay_url: str
    query_url: str
    name: str = "vnpay"
    title: str = "VNPAY"

    @classmethod
    def from_settings(cls) -> Vnpay:
        """The contract of this installation."""
        return cls(
            merchant=settings.VNPAY_TMN_CODE,
            secret=settings.VNPAY_HASH_SECRET,
            pay_url=settings.VNPAY_PAY_URL,
            query_url=settings.VNPAY_QUERY_URL,
        )

    @property
    def is_set_up(self) -> bool:
        return bool(self.merchant and self.secret and self.pay_url)

    def page(self, *, order: Order) -> str:
        """The address where the payer pays."""
        said = {
            "vnp_Version": VERSION,
            "vnp_Command": "pay",
            "vnp_TmnCode": self.merchant,
            "vnp_Amount": str(order.amount * 100),
            "vnp_CurrCode": "VND",
            "vnp_TxnRef": order.reference,
            "vnp_OrderInfo": order.words,
            "vnp_OrderType": "other",
            "vnp_Locale": "en" if order.language == "en" else "vn",
            "vnp_ReturnUrl": order.return_to,
            "vnp_IpAddr": order.address,
            "vnp_CreateDate": _clock(order.started_at),
            "vnp_ExpireDate": _clock(order.expires_at),
        }
        query = _sorted(said)
        return f"{self.pay_url}?{query}&{SIGNATURE}={self.sign(query)}"

    def read(self, *, said: Mapping[str, str]) -> Notice:
        """A notice, or what the payer's browser brought back."""
        signed = {name: value for name, value in said.items() if name.startswith("vnp_")}
        signature = signed.pop(SIGNATURE, "")
        signed.pop(SIGNATURE_TYPE, None)
        if not self.is_genuine(_sorted(signed), signature) or signed.get("vnp_TmnCode") != self.merchant:
            raise BadSignature
        response = signed.get("vnp_ResponseCode", "")
        status = signed.get("vnp_TransactionStatus", response)
        return _notice(signed, status=status if response in (SUCCESS, "07") else f"r{response}")

    def ask(self, *, order: Order, at: datetime) -> Notice | None:
        """`querydr`: what became of a try."""
        said = {
            "vnp_RequestId": secrets.token_hex(16),
            "vnp_Version": VERSION,
            "vnp_Command": "querydr",
            "vnp_TmnCode": self.merchant,
            "vnp_TxnRef": order.reference,
            "vnp_OrderInfo": order.words,
            "vnp_TransactionDate": _clock(order.started_at),
            "vnp_CreateDate": _clock(at),
            "vnp_IpAddr": order.address,
        }
        said[SIGNATURE] = self.sign("|".join(said[name] for name in ASKED_IN_ORDER))
        try:
            answer = http.post(url=self.query_url, headers={}, content=said)
        except SendingFailed as error:
            raise GatewayDown(error.code) from error
        return self._answered(answer, reference=order.reference)

    def _answered(self, answer: Mapping[str, Any], *, reference: str) -> Notice | None:
        told = {name: str(value) for name, value in answer.items() if value is not None}
        joined = "|".join(told.get(name, "") for name in ANSWERED_IN_ORDER)
        if not self.is_genuine(joined, told.get(SIGNATURE, "")):
            raise GatewayDown("bad_signature")
        if told.get("vnp_ResponseCode") == UNKNOWN_ORDER:
            return None
        if told.get("vnp_ResponseCode") != SUCCESS or told.get("vnp_TxnRef") != reference:
            raise GatewayDown("odd_answer")
        try:
            return _notice(told, status=told.get("vnp_TransactionStatus", ""))
        except Unreadable as error:
            raise GatewayDown("odd_answer") from error

    def sign(self, text: str) -> str:
        """HMAC-SHA512 in hexadecimal."""
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha512).hexdigest()

    def is_genuine(self, text: str, signature: str) -> bool:
        """Whether whoever knows the secret signed this; nobody knows the empty one."""
        return bool(self.secret) and hmac.compare_digest(self.sign(text).encode(), signature.lower().encode())


def _notice(told: Mapping[str, str], *, status: str) -> Notice:
    fate = Fate.PAID if status == SUCCESS else Fate.UNDER_WAY if status in UNDER_WAY else Fate.FAILED
    try:
        hundredths, reference = int(told["vnp_Amount"]), told["vnp_TxnRef"]
        paid_at = _instant(told["vnp_PayDate"]) if fate is Fate.PAID else None
    except (KeyError, ValueError) as error:
        raise Unreadable from error
    number = told.get("vnp_TransactionNo", "")
    if not 0 <= hundredths < MOST or hundredths % 100 or (fate is Fate.PAID and not number):
        raise Unreadable
    return Notice(
        reference=reference[:25],
        amount=hundredths // 100,
        fate=fate,
        provider_id=number[:64],
        paid_at=paid_at,
        code=f"vnpay_{status}"[:40],
    )


def _sorted(said: Mapping[str, str]) -> str:
    return urlencode(sorted((name, value) for name, value in said.items() if value != ""))


def _clock(at: datetime) -> str:
    return at.astimezone(ZONE).strftime(CLOCK)


def _instant(text: str) -> datetime:
    return datetime.strptime(text, CLOCK).replace(tzinfo=ZONE)
