"""Words of the cashier's room; Vietnamese only, as all rooms of officials."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.payments.domain.money import Settled, Why
from apps.payments.domain.words import Proof, RefundWay, Source

PROOF_SEEN: dict[Proof, LazyText] = {
    Proof.SENT: _("Giấy gửi kèm hồ sơ"),
    Proof.BROUGHT: _("Giấy mang đến quầy"),
    Proof.RECORD: _("Tra trong sổ hoặc dữ liệu"),
}
WHY_LABELS: dict[Why, LazyText] = {
    Why.UNKNOWN_REFERENCE: _("Không có mã nộp tiền trong nội dung chuyển khoản"),
    Why.WRONG_AMOUNT: _("Số tiền không khớp khoản phải nộp"),
    Why.PAID_BEFORE: _("Khoản này đã nộp trước đó"),
    Why.LATE: _("Tiền đến khi khoản này không thu nữa"),
}
SETTLED_LABELS: dict[Settled, LazyText] = {
    Settled.MATCHED: _("Đã ghi vào khoản phải thu"),
    Settled.RETURNED: _("Đã trả lại người chuyển"),
}
SOURCE_LABELS: dict[Source, LazyText] = {
    Source.BANK: _("Ngân hàng báo có"),
    Source.GATEWAY: _("Cổng thanh toán báo"),
    Source.BY_HAND: _("Ghi tay theo sao kê"),
}
REFUND_WAYS: dict[RefundWay, LazyText] = {
    RefundWay.CASH: _("Tiền mặt, có phiếu chi"),
    RefundWay.TRANSFER: _("Chuyển khoản lại"),
    RefundWay.GATEWAY: _("Qua cổng thanh toán"),
}
