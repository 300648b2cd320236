"""Words of the pause ledger, and of what a complement does to the clock."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.explanation import PauseEffect
from apps.dossiers.domain.promise import SupplementMode

PAUSE_EFFECTS: dict[PauseEffect, LazyText] = {
    PauseEffect.ADDED: _("Cộng thêm thời gian"),
    PauseEffect.RESTARTED: _("Tính lại từ đầu"),
    PauseEffect.RUNNING: _("Đồng hồ đang dừng"),
    PauseEffect.TOO_LATE: _("Không cộng: dừng khi đã quá hẹn"),
    PauseEffect.ABSORBED: _("Không cộng: không có thời gian làm việc nào"),
}
DAYS_ADDED, HOURS_ADDED = _("Cộng %(n)s ngày"), _("Cộng %(n)s giờ làm việc")
LEDGER_TERMS: dict[str, LazyText] = {
    "reason": _("Lý do"),
    "again_reason": _("Vì sao hỏi lần nữa"),
    "restart_reason": _("Vì sao tính lại từ đầu"),
    "legal_basis": _("Căn cứ"),
    "document": _("Văn bản"),
    "proof": _("Chứng từ"),
}
MODE_LABELS: dict[SupplementMode, LazyText] = {
    SupplementMode.RESTART: _("Tính lại từ đầu"),
    SupplementMode.RESUME: _("Tính tiếp phần còn lại"),
}
