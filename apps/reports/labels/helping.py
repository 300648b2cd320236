"""Words for help that is counted."""

from __future__ import annotations

from apps.dossiers.domain.helping import Confirmation

CONFIRMATION_LABELS = {
    Confirmation.OWN_PHONE: "Người nộp đọc mã từ điện thoại của mình",
    Confirmation.READ_ALOUD: "Đọc to bản tóm tắt, người nộp ký",
    Confirmation.SECOND_OFFICIAL: "Cán bộ thứ hai hỏi lại người nộp",
    Confirmation.OWN_LOG_IN: "Bắt đầu có người giúp, rồi tự đăng nhập nộp",
}
BY_OFFICIALS, BY_HELPERS = "Cán bộ giúp", "Người giúp không phải cán bộ"
