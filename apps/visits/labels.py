"""Vietnamese words for what is done in a visit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.visits.domain.doings import Done

DONE_LABELS: dict[Done, Any] = {
    Done.RECEIVED: _("nhận hồ sơ"),
    Done.ASKED: _("yêu cầu bổ sung"),
    Done.REFUSED: _("từ chối, có phiếu"),
    Done.ANSWERED: _("nhận giấy bổ sung"),
    Done.RETURNED: _("trả kết quả"),
    Done.PAID: _("thu phí, lệ phí"),
}
VISIT_ENDED = _("Đã kết thúc lượt của %(name)s.")
