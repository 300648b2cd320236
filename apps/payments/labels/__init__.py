"""Words for money: what is owed, how it stands, how it is paid, what became of money that came in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils import translation
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import money
from apps.payments.domain.states import Axis, DemandState
from apps.payments.domain.words import Proof, ReceiptKind, Way, What
from apps.procedures.domain.fee_rules import FeeAnswer, Why
from apps.procedures.labels.fees import answer_words

STATE_LABELS: dict[DemandState, LazyText] = {
    DemandState.DUE: _("Chưa nộp"),
    DemandState.PENDING: _("Chờ xác nhận"),
    DemandState.PAID: _("Đã nộp"),
    DemandState.WAIVED: _("Được miễn"),
    DemandState.REFUND_DUE: _("Chờ hoàn trả"),
    DemandState.REFUNDED: _("Đã hoàn trả"),
    DemandState.CANCELLED: _("Không thu nữa"),
}
# How a state is drawn: the look of its badge, and its picture. Plum asks for a hand.
STATE_LOOKS: dict[DemandState, tuple[str, str]] = {
    DemandState.DUE: ("hand", "cash"),
    DemandState.PENDING: ("quiet", "clock"),
    DemandState.PAID: ("done", "circle-check"),
    DemandState.WAIVED: ("done", "check"),
    DemandState.REFUND_DUE: ("quiet", "clock"),
    DemandState.REFUNDED: ("done", "arrow-back-up"),
    DemandState.CANCELLED: ("quiet", "ban"),
}
AXIS_LABELS: dict[Axis, LazyText] = {
    Axis.NONE: _("Không có khoản phải nộp"),
    Axis.DUE: _("Còn khoản phải nộp"),
    Axis.PAID: _("Đã nộp đủ"),
    Axis.WAIVED: _("Được miễn"),
    Axis.REFUNDED: _("Đã hoàn trả"),
}
WAY_LABELS: dict[Way, LazyText] = {
    Way.VIETQR: _("Chuyển khoản bằng mã VietQR"),
    Way.GATEWAY: _("Cổng thanh toán"),
    Way.COUNTER: _("Nộp ở quầy"),
}
PROOF_LABELS: dict[Proof, LazyText] = {
    Proof.SENT: _("Có trong giấy tờ tôi gửi kèm"),
    Proof.BROUGHT: _("Tôi mang đến quầy"),
    Proof.RECORD: _("Cán bộ tra trong sổ hoặc dữ liệu"),
}
RECEIPT_LABELS: dict[ReceiptKind, LazyText] = {
    ReceiptKind.RECEIPT: _("Biên lai"),
    ReceiptKind.REVERSAL: _("Biên lai hủy"),
}
RECEIPT_SERIES_NAME = "BL"
RECEIPT_NUMBER = re.compile(rf"{RECEIPT_SERIES_NAME}[-\s]?(\d{{1,9}})/(\d{{4}})", re.IGNORECASE)


def demand_title(*, what: str, title: str, copies: int) -> str:
    """What is owed, in the reader's language; a notice in its own words."""
    if what == What.FILING:
        return gettext("Phí, lệ phí của thủ tục")
    if what == What.COPIES:
        return copies_title(copies)
    return title


def copies_title(count: int) -> str:
    """«2 bản sao trích lục xin thêm»."""
    said = ngettext("%(n)s bản sao trích lục xin thêm", "%(n)s bản sao trích lục xin thêm", count)
    return said % {"n": count}


def sum_words(*, lines: Sequence[Sequence[int]], copies: int, amount: int) -> str:
    """«2 × 8.000 đ = 16.000 đ»; empty where there is nothing to multiply."""
    if not lines or (copies == 1 and len(lines) == 1 and lines[0][0] == 1):
        return ""
    one = " + ".join(f"{quantity} × {money(each)}" for quantity, each in lines)
    if copies > 1:
        one = f"{copies} × {money(lines[0][1])}" if len(lines) == 1 and lines[0][0] == 1 else f"{copies} × ({one})"
    return f"{one} = {money(amount)}"


def bill_titles(*, procedure_name: str) -> dict[What, str]:
    """What stands on a receipt, in Vietnamese whatever the reader speaks."""
    return {
        What.FILING: f"Phí, lệ phí: {procedure_name}"[:200],
        What.COPIES: "Bản sao trích lục xin thêm",
    }


def line_sentence(answer: FeeAnswer) -> str:
    """How a sum came about, in Vietnamese, to be kept."""
    with translation.override("vi"):
        return answer_words(answer)


def fee_sentence(answer: FeeAnswer) -> str:
    """How a sum came about, for the citizen who files: what nobody is sure of, the counter says."""
    if answer.why is Why.UNSAID:
        return gettext("Danh mục không ghi mức thu cho cách nộp này. Nếu có thu, quầy báo trước khi thu.")
    if answer.why is Why.UNSURE:
        text = answer.rule.text if answer.rule else ""
        said = gettext("Mức thu tùy hồ sơ, quầy xem giấy tờ rồi báo số tiền.")
        return f"{said} {gettext('Danh mục ghi: %(text)s') % {'text': text}}" if text else said
    return answer_words(answer)


def receipt_number(*, number: int, year: int) -> str:
    """«BL-0000012/2026»."""
    return f"{RECEIPT_SERIES_NAME}-{number:07d}/{year}"


def read_receipt_number(typed: str) -> tuple[int, int] | None:
    """Number and year off a receipt, scanned or typed with or without its noughts; None for anything else."""
    found = RECEIPT_NUMBER.fullmatch(typed.strip())
    return (int(found[1]), int(found[2])) if found else None
