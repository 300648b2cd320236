"""A receipt and a cash book on paper, and a transfer as a code to be scanned: from kept facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.accounts.domain.identity import show_phone
from apps.core.addresses import VERIFY_PATH
from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import code128_svg, qr_svg
from apps.payments.domain.cash import BookState
from apps.payments.domain.in_words import in_words
from apps.payments.domain.vietqr import Account, payload
from apps.payments.domain.words import ReceiptKind, Way
from apps.payments.gateways.receipts import provider
from apps.payments.labels import receipt_number
from apps.payments.models import Attempt, Receipt
from apps.payments.selectors.books import Opened
from apps.payments.services.receipting import ReceiptJob

WAYS_ON_PAPER = {Way.VIETQR: "Chuyển khoản", Way.GATEWAY: "Cổng thanh toán", Way.COUNTER: "Tiền mặt tại quầy"}
TITLES = {ReceiptKind.RECEIPT: "Biên lai thu phí, lệ phí", ReceiptKind.REVERSAL: "Biên lai hủy"}


@dataclass(frozen=True, slots=True)
class Part:
    """Liên: one of the sheets of a receipt, and who keeps it."""

    order: int
    whose: str


PARTS = (
    Part(1, "Lưu tại cơ quan thu"),
    Part(2, "Giao cho người nộp tiền"),
    Part(3, "Lưu nội bộ, chuyển kế toán"),
)
PAYERS_PART = PARTS[1:2]


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


def render_receipt(*, job: ReceiptJob, parts: Sequence[Part] = PARTS) -> bytes:
    """The PDF of a receipt; the same facts give the same bytes."""
    receipt, made_by = job.receipt, provider()
    facts = receipt.facts
    issued_at = datetime.fromisoformat(facts["issued_at"])
    number = receipt_number(number=receipt.number, year=receipt.year)
    context = {
        "facts": facts,
        "title": TITLES[ReceiptKind(receipt.kind)],
        "is_reversal": receipt.kind == ReceiptKind.REVERSAL,
        "number": number,
        "parts": parts,
        "lines": [_receipt_line(line, facts["payer"]) for line in facts["lines"]],
        "heads": ", ".join(line["head"] for line in facts["lines"] if line.get("head")),
        "total": wording.money_in_figures(receipt.amount),
        "words": in_words(amount=receipt.amount).capitalize(),
        "way": WAYS_ON_PAPER[Way(facts["way"])],
        "place_and_day": f"{facts['place']}, {wording.day_in_words(wording.local(issued_at).date())}",
        "issued": wording.stamp(issued_at),
        "created": wording.local(issued_at).date().isoformat(),
        "phone": show_phone(facts["phone"]),
        "is_connected": made_by.is_connected,
        "mark": " · ".join(filter(None, ["DỮ LIỆU MẪU" if facts["is_demo"] else "", "ĐÃ HỦY" if job.reversal else ""])),
        "reprint_line": _reprinted(job),
        "taken_back": _taken_back(job.reversal),
        "barcode": code128_svg(number, label=f"Mã vạch {number}", height_mm=8, module_mm=0.25, at_most_mm=54),
        "qr": qr_svg(
            f"{settings.PUBLIC_ADDRESS}{VERIFY_PATH}{receipt.address}/",
            label="Mã QR dẫn đến trang kiểm tra biên lai này",
            size_mm=20,
        ),
    }
    return made_by.paper(html=render_to_string("print/fee_receipt.html", context), facts=facts)


def _reprinted(job: ReceiptJob) -> str:
    return f"lúc {wording.instant_in_words(job.printed_at)}. Người in: {job.printed_by}" if job.is_reprint else ""


def _taken_back(reversal: Receipt | None) -> dict[str, str] | None:
    if reversal is None:
        return None
    return {
        "number": receipt_number(number=reversal.number, year=reversal.year),
        "at": wording.stamp(reversal.issued_at),
        "reason": reversal.facts["reason"],
    }


def _receipt_line(line: dict[str, Any], payer: str) -> dict[str, Any]:
    """A line with its sum in words; whose dossier it is, where somebody else pays for it."""
    applicant = line.get("applicant", payer)
    return line | {
        "money": wording.money_in_figures(line["amount"]),
        "applicant": applicant if applicant != payer else "",
    }


def _plain(amount: int) -> str:
    """«15.000», in a column that says đồng above."""
    return f"{amount:,}".replace(",", ".")


def render_cash_book(*, shown: Opened, at: datetime) -> bytes:
    """The PDF of a cash book: lines, sums, the count, and where the three sign."""
    book, figures = shown.book, wording.money_in_figures
    counted = [(figures(note), number, figures(total)) for note, number, total in shown.notes if number]
    context = {
        "book": book,
        "number": shown.brief.number,
        "state": shown.brief.state,
        "is_open": book.state == BookState.OPEN,
        "agency": book.agency,
        "lines": [
            {
                "order": line.order,
                "at": wording.local(line.at).strftime("%H:%M %d/%m"),
                "number": line.number,
                "what": line.what,
                "payer": line.payer,
                "codes": line.codes,
                "into": _plain(line.amount) if line.is_in else "",
                "out": "" if line.is_in else _plain(line.paid),
            }
            for line in shown.lines
        ],
        "sums": [(sums.words, sums.count, figures(sums.amount)) for sums in shown.sums],
        "opening": figures(book.opening_float),
        "expected": figures(shown.brief.expected),
        "counted": [*counted, *([("Tiền xu, tờ nhỏ", "", figures(book.others))] if book.others else [])],
        "counted_total": figures(book.counted) if book.counted is not None else "",
        "difference": figures(shown.difference) if shown.difference else "",
        "numbers": f"{shown.first_number} đến {shown.last_number}" if shown.first_number else "",
        "beside": shown.beside,
        "transferred": figures(shown.beside.transferred),
        "by_gateway": figures(shown.beside.by_gateway),
        "waived": figures(shown.beside.waived),
        "opened": wording.stamp(book.opened_at),
        "closed": wording.stamp(book.closed_at) if book.closed_at else "",
        "confirmed": wording.stamp(book.confirmed_at) if book.confirmed_at else "",
        "found": figures(book.confirmed) if book.confirmed not in (None, book.counted) else "",
        "place_and_day": f"{book.agency.place}, {wording.day_in_words(wording.local(book.closed_at or at).date())}",
        "created": wording.local(book.closed_at or book.opened_at).date().isoformat(),
    }
    return press(render_to_string("print/cash_book.html", context))
