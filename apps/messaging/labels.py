"""Vietnamese words for kinds, ways, states and failures of messages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.retrying import MessageState

CHANNEL_LABELS: Mapping[Channel, Promise] = {
    Channel.SMS: _("Tin nhắn SMS"),
    Channel.EMAIL: _("Thư điện tử"),
    Channel.IN_APP: _("Hộp tin trên cổng"),
}

STATE_LABELS: Mapping[MessageState, Promise] = {
    MessageState.QUEUED: _("Chờ gửi"),
    MessageState.SENDING: _("Đang gửi"),
    MessageState.SENT: _("Đã gửi"),
    MessageState.FAILED: _("Chưa gửi được, sẽ gửi lại"),
    MessageState.GIVEN_UP: _("Không gửi được"),
}

KIND_LABELS: Mapping[Kind, Promise] = {
    Kind.SUBMITTED: _("Hồ sơ đã gửi đến"),
    Kind.RECEIVED: _("Hồ sơ đã tiếp nhận"),
    Kind.FIX_REQUESTED: _("Yêu cầu sửa trước khi tiếp nhận"),
    Kind.SUPPLEMENT_REQUESTED: _("Yêu cầu bổ sung"),
    Kind.SUPPLEMENT_ACCEPTED: _("Đã nhận bổ sung"),
    Kind.REFUSED: _("Từ chối tiếp nhận"),
    Kind.RESULT_READY: _("Đã có kết quả"),
    Kind.RESULT_EARLY: _("Đã có kết quả trước hẹn"),
    Kind.RETURNED: _("Đã trả kết quả"),
    Kind.APOLOGY_LETTER: _("Thư xin lỗi và hẹn lại"),
    Kind.APOLOGY_NOTICE: _("Tin xin lỗi tự động"),
    Kind.SECOND_DELAY: _("Tin đã quá cả ngày hẹn lại"),
    Kind.WITHDRAWN: _("Đã rút hồ sơ"),
    Kind.SURVEY_INVITATION: _("Mời đánh giá"),
    Kind.HOLDER_QUESTION: _("Hỏi người giữ hồ sơ"),
    Kind.HEAD_QUESTION: _("Hỏi phụ trách bộ phận"),
    Kind.ESCALATION: _("Báo lãnh đạo"),
    Kind.SECOND_ESCALATION: _("Báo lãnh đạo: quá ngày hẹn lại"),
    Kind.DIGEST: _("Nhắc việc trong ngày"),
}

_FAILURES: Mapping[str, Promise] = {
    "timeout": _("Nơi nhận chuyển tin không trả lời kịp."),
    "unreachable": _("Không nối được với nơi nhận chuyển tin."),
    "not_configured": _("Cơ quan chưa nối đường gửi này."),
    "bad_address": _("Địa chỉ nhận không đúng."),
    "no_report": _("Việc gửi bị ngắt giữa chừng quá nhiều lần."),
}


def failure_words(code: str) -> str:
    """What staff read when a message did not leave; "" when nothing is wrong."""
    if not code:
        return ""
    if code in _FAILURES:
        return str(_FAILURES[code])
    return _("Nơi nhận chuyển tin không nhận (mã %(code)s).") % {"code": code.rpartition("_")[2]}
