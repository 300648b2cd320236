"""Vietnamese words for what is done in a visit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.remarks import REVERSE_PAYMENT, TAKE_PAYMENT
from apps.visits.domain.doings import Done

DONE_LABELS: dict[Done, Any] = {
    Done.RECEIVED: _("nhận hồ sơ"),
    Done.ASKED: _("yêu cầu bổ sung"),
    Done.REFUSED: _("từ chối, có phiếu"),
    Done.ANSWERED: _("nhận giấy bổ sung"),
    Done.RETURNED: _("trả kết quả"),
    Done.PAID: _("thu phí, lệ phí"),
}
# What the chain of a dossier says of money, as a line of the visit in which it changed hands.
MONEY_LABELS: dict[str, Any] = {
    TAKE_PAYMENT: _("thu %(sum)s, biên lai %(number)s"),
    REVERSE_PAYMENT: _("trả lại %(sum)s, hủy biên lai %(number)s"),
}
VISIT_ENDED = _("Đã kết thúc lượt của %(name)s.")
