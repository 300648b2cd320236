"""A receipt on paper, and a transfer as a code to be scanned: from kept facts alone."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.accounts.domain.identity import show_phone
from apps.core.paper import wording
from apps.core.paper.symbols import qr_svg
from apps.payments.domain.vietqr import Account, payload
from apps.payments.domain.words import ReceiptKind, Way
from apps.payments.gateways.receipts import provider
from apps.payments.labels import receipt_number
from apps.payments.models import Attempt, Receipt

WAYS_ON_PAPER = {Way.VIETQR: "Chuyển khoản", Way.GATEWAY: "Cổng thanh toán", Way.COUNTER: "Tiền mặt tại quầy"}
TITLES = {ReceiptKind.RECEIPT: "Biên lai thu phí, lệ phí", ReceiptKind.REVERSAL: "Biên lai hủy"}


def transfer_text(*, attempt: Attempt, account: Account) -> str:
    """What the code of a transfer says. Raises NotEncodable."""
    return payload(account=account, amount=attempt.amount, text=attempt.reference)


def transfer_svg(*, text: str, label: str) -> SafeString:
    """The code on the page."""
    return qr_svg(text, label=label, size_mm=62)


def transfer_png(*, text: str) -> bytes:
    """The code as a picture to save: on one phone nobody can scan their own screen, bank apps open pictures."""
    out = BytesIO()
    segno.make_qr(text, error="m").save(out, kind="png", scale=10, border=4)
    return out.getvalue()


def render_receipt(*, receipt: Receipt) -> bytes:
    """The PDF of a receipt; the same facts give the same bytes."""
    facts, made_by = receipt.facts, provider()
    issued_at = datetime.fromisoformat(facts["issued_at"])
    context = {
        "facts": facts,
        "title": TITLES[ReceiptKind(receipt.kind)],
        "is_reversal": receipt.kind == ReceiptKind.REVERSAL,
        "number": receipt_number(number=receipt.number, year=receipt.year),
        "lines": [line | {"money": wording.money_in_figures(line["amount"])} for line in facts["lines"]],
        "total": wording.money_in_figures(receipt.amount),
        "way": WAYS_ON_PAPER[Way(facts["way"])],
        "place_and_day": f"{facts['place']}, {wording.day_in_words(wording.local(issued_at).date())}",
        "issued": wording.stamp(issued_at),
        "created": wording.local(issued_at).date().isoformat(),
        "phone": show_phone(facts["phone"]),
        "is_connected": made_by.is_connected,
    }
    return made_by.paper(html=render_to_string("print/fee_receipt.html", context), facts=facts)
