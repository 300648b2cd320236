"""What happened to a dossier, as one colleague tells another."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.results import CORRECTED, REVOKED
from apps.dossiers.domain.status import CITIZEN_WROTE, OFFICE_WROTE, Action

# The citizen's words are dossiers.labels.ACTION_STORIES.
STORIES: dict[str, LazyText] = {
    Action.SUBMIT: _("Nộp hồ sơ"),
    Action.REQUEST_FIX: _("Yêu cầu bổ sung trước khi nhận"),
    Action.ANSWER_FIX: _("Đã bổ sung, chờ nhận lại"),
    Action.REFUSE: _("Từ chối tiếp nhận"),
    Action.RECEIVE: _("Tiếp nhận, hẹn ngày trả"),
    Action.FORWARD: _("Chuyển xử lý"),
    Action.TAKE: _("Bắt đầu xử lý"),
    Action.SEND_BACK: _("Chuyển lại người trước"),
    Action.REQUEST_SUPPLEMENT: _("Duyệt yêu cầu bổ sung, đồng hồ dừng"),
    Action.ACCEPT_SUPPLEMENT: _("Nhận giấy tờ bổ sung, đồng hồ chạy tiếp"),
    Action.SUBMIT_FOR_SIGNATURE: _("Trình ký"),
    Action.RETURN_TO_OFFICER: _("Trả lại người xử lý"),
    Action.SIGN: _("Ký kết quả"),
    Action.SEND_RESULT: _("Gửi kết quả"),
    Action.RETURN_RESULT: _("Trả kết quả"),
    Action.CONFIRM_RECEIPT: _("Người dân đã nhận kết quả"),
    Action.RETURN_AT_ONCE: _("Trả kết quả ngay tại quầy"),
    Action.CAME_BACK: _("Bưu điện chuyển hoàn, kết quả về lại quầy"),
    Action.MARK_UNCLAIMED: _("Kết quả chưa có người đến nhận"),
    Action.EXTEND: _("Ký thư xin lỗi, hẹn lại"),
    Action.RECKON_ANEW: _("Tính lại theo lịch mới, hẹn sớm hơn"),
    Action.WITHDRAW: _("Rút hồ sơ"),
    Action.STOP: _("Dừng giải quyết"),
    Action.REQUEST_PAYMENT: _("Chờ nộp tiền, đồng hồ dừng"),
    Action.CONFIRM_PAYMENT: _("Có chứng từ nộp tiền, đồng hồ chạy tiếp"),
    Action.PAUSE: _("Tạm dừng, đồng hồ dừng"),
    Action.RESUME: _("Cho đồng hồ chạy tiếp"),
    "issue_slip": _("Đã lập"),
    "sign_courtesy": _("Ký thư gửi gia đình"),
    "hand_courtesy": _("Trao thư cho gia đình"),
    "remind_collector": _("Nhắc đến nhận kết quả"),
    CITIZEN_WROTE: _("Người dân nhắn"),
    OFFICE_WROTE: _("Nhắn người dân"),
    "answer_supplement": _("Người dân đã gửi phần bổ sung"),
    CORRECTED: _("Ký bản đính chính kết quả"),
    REVOKED: _("Thu hồi kết quả"),
    "take_payment": _("Đã nhận tiền phí"),
    "reverse_payment": _("Hủy biên lai"),
    "waive_payment": _("Miễn thu phí"),
    "refund_payment": _("Hoàn trả phí"),
}
OTHER_STORY = _("Việc khác")
CITIZEN, SYSTEM = _("Người nộp"), _("Hệ thống")

STORY_ICONS: dict[str, str] = {
    Action.SUBMIT: "upload",
    Action.REQUEST_FIX: "file-plus",
    Action.ANSWER_FIX: "file-check",
    Action.REFUSE: "ban",
    Action.RECEIVE: "clipboard-check",
    Action.FORWARD: "arrow-right",
    Action.TAKE: "check",
    Action.SEND_BACK: "arrow-back-up",
    Action.REQUEST_SUPPLEMENT: "player-pause",
    Action.ACCEPT_SUPPLEMENT: "file-check",
    Action.SUBMIT_FOR_SIGNATURE: "writing-sign",
    Action.RETURN_TO_OFFICER: "arrow-back-up",
    Action.SIGN: "writing-sign",
    Action.SEND_RESULT: "truck-delivery",
    Action.RETURN_RESULT: "circle-check",
    Action.CONFIRM_RECEIPT: "circle-check",
    Action.RETURN_AT_ONCE: "circle-check",
    Action.CAME_BACK: "arrow-back-up",
    Action.EXTEND: "message-2",
    Action.RECKON_ANEW: "calendar",
    Action.WITHDRAW: "arrow-back-up",
    Action.STOP: "player-stop",
    Action.REQUEST_PAYMENT: "player-pause",
    Action.CONFIRM_PAYMENT: "file-check",
    Action.PAUSE: "player-pause",
    Action.RESUME: "arrow-right",
    "issue_slip": "file-text",
    CITIZEN_WROTE: "message-2",
    OFFICE_WROTE: "message-2",
    CORRECTED: "file-check",
    REVOKED: "ban",
    "take_payment": "cash",
    "reverse_payment": "arrow-back-up",
    "waive_payment": "cash",
    "refund_payment": "arrow-back-up",
}
