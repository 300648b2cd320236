"""Vietnamese words for kinds, ways, states and failures of messages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.retrying import MessageState

CHANNEL_LABELS: Mapping[Channel, Promise] = {
    Channel.SMS: _("Tin nhắn SMS"),
    Channel.EMAIL: _("Thư điện tử"),
    Channel.ZALO: _("Thông báo Zalo"),
    Channel.IN_APP: _("Hộp tin trên cổng"),
    Channel.POST: _("Thư in gửi bưu điện"),
}

STATE_LABELS: Mapping[MessageState, Promise] = {
    MessageState.QUEUED: _("Chờ gửi"),
    MessageState.SENDING: _("Đang gửi"),
    MessageState.SENT: _("Đã gửi, chưa có báo phát"),
    MessageState.DELIVERED: _("Đã đến người nhận"),
    MessageState.TEMPORARY: _("Chưa gửi được, sẽ tự gửi lại"),
    MessageState.PERMANENT: _("Không gửi được"),
    MessageState.TECHNICAL: _("Lỗi kỹ thuật của cơ quan"),
}

# What each state means and whose turn it is, in one sentence for staff.
STATE_MEANINGS: Mapping[MessageState, Promise] = {
    MessageState.QUEUED: _("Tin đã ghi vào sổ, đến lượt là gửi."),
    MessageState.SENDING: _("Đang giao cho nơi chuyển tin."),
    MessageState.SENT: _("Nơi chuyển tin đã nhận; chưa báo là đã đến người nhận."),
    MessageState.DELIVERED: _("Nơi chuyển tin báo đã đến, hoặc tin nằm trong hộp tin trên cổng."),
    MessageState.TEMPORARY: _("Hệ thống tự gửi lại, khoảng cách thưa dần, trong khoảng ba ngày."),
    MessageState.PERMANENT: _("Hệ thống không tự gửi lại nữa. Cần gọi điện, sửa địa chỉ hoặc in thư."),
    MessageState.TECHNICAL: _("Do cấu hình hay hợp đồng gửi tin phía cơ quan; người quản trị sửa rồi gửi lại."),
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
    "no_template": _("Loại tin này chưa có mẫu được Zalo duyệt."),
    "bad_address": _("Địa chỉ nhận không đúng."),
    "no_report": _("Việc gửi bị ngắt giữa chừng quá nhiều lần."),
    "undelivered": _("Nơi chuyển tin báo không đến được người nhận."),
    "words_wiped": _("Nội dung đã xoá theo thời hạn lưu, không gửi lại được."),
}


def failure_words(code: str) -> str:
    """What staff read when a message did not leave; "" when nothing is wrong."""
    if not code:
        return ""
    if code in _FAILURES:
        return str(_FAILURES[code])
    return _("Nơi nhận chuyển tin không nhận (mã %(code)s).") % {"code": code.rpartition("_")[2]}
