"""Vietnamese words for kinds, ways, states and failures of messages, and for what is wrong with a wording."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.core.folding import fold
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.retrying import MessageState
from apps.messaging.domain.timing import Wait
from apps.messaging.domain.ways import WhyNot
from apps.messaging.domain.wording import Fault, FaultKind

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

# How a state is drawn: the look of its badge, and its picture. Plum asks for a hand, blue-grey is our own fault.
STATE_LOOKS: Mapping[MessageState, tuple[str, str]] = {
    MessageState.QUEUED: ("quiet", "clock"),
    MessageState.SENDING: ("quiet", "refresh"),
    MessageState.SENT: ("move", "check"),
    MessageState.DELIVERED: ("move", "circle-check"),
    MessageState.TEMPORARY: ("quiet", "rotate-clockwise"),
    MessageState.PERMANENT: ("hand", "ban"),
    MessageState.TECHNICAL: ("pause", "tool"),
}

# What a message waits for that has not left; the instant stands behind it.
WAIT_LABELS: Mapping[Wait, Promise] = {
    Wait.TURN: _("Đến lượt, gửi trong ít giây."),
    Wait.QUIET_HOURS: _("Ngoài giờ nhắn tin, đợi đến"),
    Wait.NO_ANSWER: _("Nơi chuyển tin không trả lời, thử lại lúc"),
    Wait.PAUSE: _("Tự gửi lại lúc"),
}

# Why nothing left by a way, as far as what is known today tells.
WHY_NOT_LABELS: Mapping[WhyNot, Promise] = {
    WhyNot.NEVER_BY_THIS_WAY: _("Loại tin này không gửi bằng cách này."),
    WhyNot.NO_ADDRESS: _("Hồ sơ không có số hay địa chỉ để gửi."),
    WhyNot.NOT_CHOSEN: _("Người nộp không chọn cách này."),
    WhyNot.NOT_SET_UP: _("Cơ quan chưa nối đường gửi này hoặc chưa có mẫu được duyệt."),
    WhyNot.NOT_OWED: _("Chỉ in thư cho những tin bắt buộc phải đến."),
    WhyNot.NOT_THEN: _("Lúc báo tin chưa có số hay địa chỉ, hoặc chưa chọn cách này."),
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
    Kind.RESULT_WAITING: _("Nhắc đến nhận kết quả"),
    Kind.RESULT_POSTED: _("Kết quả đã gửi bưu điện"),
    Kind.RESULT_CAME_BACK: _("Bưu điện trả kết quả về quầy"),
    Kind.RESULT_CORRECTED: _("Kết quả được đính chính"),
    Kind.RESULT_REVOKED: _("Kết quả bị thu hồi"),
    Kind.APOLOGY_LETTER: _("Thư xin lỗi và hẹn lại"),
    Kind.APOLOGY_NOTICE: _("Tin xin lỗi tự động"),
    Kind.SECOND_DELAY: _("Tin đã quá cả ngày hẹn lại"),
    Kind.PROMISE_EARLIER: _("Hẹn trả sớm hơn"),
    Kind.WITHDRAWN: _("Đã rút hồ sơ"),
    Kind.DRAFT_EXPIRES: _("Bản nháp sắp bị xoá"),
    Kind.SECOND_PARTY_ANSWERED: _("Người cùng xác nhận đã trả lời"),
    Kind.OFFICE_WROTE: _("Cán bộ nhắn về hồ sơ"),
    Kind.STOPPED: _("Dừng giải quyết hồ sơ"),
    Kind.PAYMENT_REQUESTED: _("Cần nộp tiền"),
    Kind.PAYMENT_CONFIRMED: _("Đã nhận chứng từ nộp tiền"),
    Kind.FEE_DUE: _("Có khoản phí phải nộp"),
    Kind.FEE_PAID: _("Đã nhận tiền phí"),
    Kind.FEE_REFUNDED: _("Đã hoàn trả phí"),
    Kind.CLOCK_PAUSED: _("Tạm dừng thời hạn"),
    Kind.CLOCK_RESUMED: _("Thời hạn chạy tiếp"),
    Kind.SURVEY_INVITATION: _("Mời đánh giá"),
    Kind.HOLDER_QUESTION: _("Hỏi người giữ hồ sơ"),
    Kind.HEAD_QUESTION: _("Hỏi phụ trách bộ phận"),
    Kind.ESCALATION: _("Báo lãnh đạo"),
    Kind.SECOND_ESCALATION: _("Báo lãnh đạo: quá ngày hẹn lại"),
    Kind.DIGEST: _("Nhắc việc trong ngày"),
    Kind.REPORT_DRAFTED: _("Báo cáo định kỳ đã lập"),
    Kind.ONE_TIME_CODE: _("Mã xác nhận dùng một lần"),
}

_FAILURES: Mapping[str, Promise] = {
    "timeout": _("Nơi nhận chuyển tin không trả lời kịp."),
    "unreachable": _("Không nối được với nơi nhận chuyển tin."),
    "not_configured": _("Cơ quan chưa nối đường gửi này."),
    "no_template": _("Loại tin này chưa có mẫu được Zalo duyệt."),
    "odd_answer": _("Nơi nhận chuyển tin trả lời không đọc được."),
    "bad_address": _("Địa chỉ nhận không đúng."),
    "no_report": _("Việc gửi bị ngắt giữa chừng quá nhiều lần."),
    "broke": _("Máy của cơ quan không gửi được tin này, tên lỗi nằm trong nhật ký."),
    "undelivered": _("Nơi chuyển tin báo không đến được người nhận."),
    "too_late": _("Mã đã hết hạn trước khi gửi được."),
    "words_wiped": _("Nội dung đã xoá theo thời hạn lưu, không gửi lại được."),
}


def failure_words(code: str) -> str:
    """What staff read when a message did not leave; "" when nothing is wrong."""
    if not code:
        return ""
    if code in _FAILURES:
        return str(_FAILURES[code])
    return _("Nơi nhận chuyển tin không nhận (mã %(code)s).") % {"code": code.rpartition("_")[2]}


# What a fact is, for whoever writes a wording.
FACT_LABELS: Mapping[str, Promise] = {
    "unit": _("Tên cơ quan"),
    "hotline": _("Số điện thoại của cơ quan"),
    "portal": _("Địa chỉ cổng dịch vụ"),
    "code": _("Mã hồ sơ đầy đủ"),
    "code_tail": _("Bốn ký tự cuối của mã hồ sơ"),
    "due": _("Ngày giờ hẹn trả kết quả"),
    "letter": _("Nguyên văn thư đã ký"),
    "paper": _("Địa chỉ xem và kiểm tra thư"),
    "until": _("Ngày bản nháp sẽ bị xoá"),
    "survey": _("Đường dẫn phiếu đánh giá, dùng một lần"),
    "period": _("Kỳ báo cáo"),
    "report": _("Địa chỉ xem và nộp báo cáo"),
    "answer_by": _("Giờ chót để trả lời"),
    "digits": _("Sáu chữ số của mã xác nhận"),
    "holder": _("Người đang giữ hồ sơ"),
    "amount": _("Số tiền"),
    "tracking": _("Số hiệu bưu gửi"),
    "count": _("Số hồ sơ được nhắc"),
    "lines": _("Từng hồ sơ được nhắc, mỗi dòng một hồ sơ"),
}

_FAULTS: Mapping[FaultKind, Promise] = {
    FaultKind.BRACES: _("Chỗ «%(about)s» không phải là một mục điền. Viết {{ tên_mục }}, tên lấy trong bảng bên cạnh."),
    FaultKind.BRACKETS: _("Dấu «%(about)s» thiếu một nửa. Mỗi đoạn có thể bỏ mở bằng [[ và đóng bằng ]]."),
    FaultKind.EMPTY: _("Viết nội dung."),
    FaultKind.TOO_LONG: _("Viết ngắn lại, nhiều nhất %(about)s ký tự."),
    FaultKind.STRANGE_SIGN: _("Có ký tự không nhìn thấy được (%(about)s). Xoá rồi gõ lại chỗ ấy."),
    FaultKind.UNKNOWN_FACT: _("Không có mục điền {{ %(about)s }}. Lấy tên trong bảng bên cạnh."),
    FaultKind.FORBIDDEN_FACT: _("Mục {{ %(about)s }} không được dùng ở đây."),
    FaultKind.MISSING_FACT: _("Còn thiếu {{ %(about)s }} (%(meaning)s)."),
    FaultKind.MAY_BE_EMPTY: _("Mục {{ %(about)s }} có thể trống: đặt cả câu chứa nó giữa [[ và ]]."),
    FaultKind.TITLE: _("Tin này không được nói tên thủ tục («%(about)s»)."),
    FaultKind.ADDRESS: _("Tin này không được có địa chỉ mạng («%(about)s») ngoài {{ portal }}."),
    FaultKind.PERSONAL_ID: _("Có dãy số giống số định danh cá nhân. Xoá đi."),
}


@lru_cache
def kind_addresses() -> Mapping[str, Kind]:
    """What a kind is called in an address."""
    with translation.override("vi"):
        return {_address(label): kind for kind, label in KIND_LABELS.items()}


@lru_cache
def channel_addresses() -> Mapping[str, Channel]:
    """What a way is called in an address."""
    with translation.override("vi"):
        return {_address(label): channel for channel, label in CHANNEL_LABELS.items()}


def _address(label: Promise) -> str:
    return fold(str(label)).replace(" ", "-")


def fault_words(fault: Fault) -> str:
    """What is wrong with a wording and what to do about it."""
    meaning = str(FACT_LABELS.get(fault.about, "")).lower()
    return str(_FAULTS[fault.kind]) % {"about": fault.about, "meaning": meaning}
