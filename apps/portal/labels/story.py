"""The way of a dossier in the citizen's words: what happened, who has it now, what comes next and by when."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import day, hour, moment, money
from apps.dossiers.domain.results import CORRECTED, REVOKED
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Action, Status

ICONS: dict[str, str] = {
    Action.SUBMIT: "upload",
    Action.REQUEST_FIX: "file-plus",
    Action.ANSWER_FIX: "file-check",
    Action.REFUSE: "ban",
    Action.RECEIVE: "clipboard-check",
    Action.FORWARD: "arrow-right",
    Action.TAKE: "settings-cog",
    Action.SEND_BACK: "arrow-back-up",
    Action.REQUEST_SUPPLEMENT: "player-pause",
    Action.ACCEPT_SUPPLEMENT: "file-check",
    Action.SUBMIT_FOR_SIGNATURE: "writing-sign",
    Action.RETURN_TO_OFFICER: "arrow-back-up",
    Action.SIGN: "file-check",
    Action.SEND_RESULT: "truck-delivery",
    Action.RETURN_RESULT: "circle-check",
    Action.CONFIRM_RECEIPT: "circle-check",
    Action.MARK_UNCLAIMED: "package",
    Action.EXTEND: "calendar-event",
    Action.RECKON_ANEW: "calendar-event",
    Action.WITHDRAW: "arrow-back-up",
    Action.STOP: "player-stop",
    Action.REQUEST_PAYMENT: "player-pause",
    Action.CONFIRM_PAYMENT: "file-check",
    Action.PAUSE: "player-pause",
    Action.RESUME: "arrow-right",
    SUPPLEMENT_ANSWERED: "upload",
    CORRECTED: "file-check",
    REVOKED: "ban",
}
# What moves nothing and is told all the same.
REMARKS: dict[str, LazyText] = {
    SUPPLEMENT_ANSWERED: _("Bạn đã gửi phần bổ sung"),
    CORRECTED: _("Kết quả được đính chính"),
    REVOKED: _("Kết quả bị thu hồi"),
}

# What somebody said with the act, where it was said to the citizen; the rest is between officials.
TOLD = frozenset(
    {
        Action.REQUEST_FIX,
        Action.ANSWER_FIX,
        Action.REFUSE,
        Action.REQUEST_SUPPLEMENT,
        Action.EXTEND,
        Action.WITHDRAW,
        Action.STOP,
        Action.REQUEST_PAYMENT,
        Action.PAUSE,
        *REMARKS,
    }
)

# The sentence under the promise: what a dossier in this state asks of its owner.
TO_DO: dict[Status, LazyText] = {
    Status.SUBMITTED: _("Bạn chưa phải làm gì thêm. Quầy đang xem hồ sơ."),
    Status.NEED_FIX_INTAKE: _("Cần bạn bổ sung. Xong, quầy xem lại ngay."),
    Status.REFUSED: _("Hồ sơ khép lại. Lý do và cách làm tiếp ghi ở dưới."),
    Status.RECEIVED: _("Bạn chưa phải làm gì thêm."),
    Status.PROCESSING: _("Bạn chưa phải làm gì thêm."),
    Status.AWAITING_SUPPLEMENT: _("Cần bạn bổ sung. Trong lúc chờ, thời hạn tạm dừng."),
    Status.AWAITING_PAYMENT: _("Cần bạn nộp tiền. Trong lúc chờ, thời hạn tạm dừng."),
    Status.AWAITING_PARTNER: _("Bạn chưa phải làm gì thêm."),
    Status.AWAITING_SIGNATURE: _("Bạn chưa phải làm gì thêm. Hồ sơ đang chờ ký."),
    Status.RESULT_READY: _("Đã có kết quả."),
    Status.REJECTED_RESULT: _("Đã có văn bản trả lời: việc này không giải quyết được, lý do ghi trong văn bản."),
    Status.RESULT_SENT: _("Kết quả đã gửi cho bạn."),
    Status.RETURNED: _("Hồ sơ đã xong."),
    Status.UNCLAIMED: _("Kết quả vẫn chờ bạn ở quầy."),
    Status.WITHDRAWN: _("Bạn đã rút hồ sơ. Không ai xử lý nữa."),
    Status.STOPPED: _("Hồ sơ dừng giải quyết. Lý do ghi ở dưới."),
}

# What follows, for a stranger who tracks: state and next step, no names (domain ruling 11).
NEXT_STEPS: dict[Status, LazyText] = {
    Status.SUBMITTED: _("Quầy xem hồ sơ rồi nhận, hoặc báo cần bổ sung gì."),
    Status.NEED_FIX_INTAKE: _("Người nộp bổ sung theo phiếu, rồi quầy xem lại."),
    Status.REFUSED: _("Không còn bước nào. Lý do ghi trong phiếu đã gửi người nộp."),
    Status.RECEIVED: _("Chuyển cho công chức chuyên môn xử lý."),
    Status.PROCESSING: _("Xử lý xong thì trình lãnh đạo ký."),
    Status.AWAITING_SUPPLEMENT: _("Người nộp bổ sung theo phiếu; nhận đủ thì thời hạn chạy tiếp."),
    Status.AWAITING_PAYMENT: _("Người nộp nộp tiền; nộp xong thì thời hạn chạy tiếp."),
    Status.AWAITING_PARTNER: _("Cơ quan phối hợp trả lời rồi xử lý tiếp."),
    Status.AWAITING_SIGNATURE: _("Lãnh đạo ký, rồi trả kết quả."),
    Status.RESULT_READY: _("Mang giấy hẹn và căn cước đến quầy nhận kết quả."),
    Status.REJECTED_RESULT: _("Mang giấy hẹn và căn cước đến quầy nhận văn bản trả lời."),
    Status.RESULT_SENT: _("Người nộp đăng nhập để tải kết quả, hoặc nhận ở bưu điện."),
    Status.RETURNED: _("Không còn bước nào, hồ sơ đã xong."),
    Status.UNCLAIMED: _("Mang giấy hẹn và căn cước đến quầy nhận kết quả."),
    Status.WITHDRAWN: _("Không còn bước nào, người nộp đã rút hồ sơ."),
    Status.STOPPED: _("Không còn bước nào."),
}

STANDING_TO_DO = _("Hồ sơ tạm dừng vì việc ngoài ý muốn. Bạn chưa phải làm gì; ngày hẹn mới sẽ được báo.")
STANDING_NEXT = _("Khắc phục xong thì giải quyết tiếp và báo ngày hẹn mới.")
WAITING_ON_OTHERS = frozenset({Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT})
# Where nothing but a fee is wanted of the owner, as long as one is owed.
FEE_FIRST = frozenset(
    {
        Status.SUBMITTED,
        Status.RECEIVED,
        Status.PROCESSING,
        Status.AWAITING_PARTNER,
        Status.AWAITING_SIGNATURE,
        Status.RESULT_READY,
        Status.REJECTED_RESULT,
    }
)


def to_do(*, status: Status, is_paused: bool, owed: int = 0) -> str:
    """What the dossier asks of its owner now; `owed` đồng wait to be paid."""
    if owed and status in FEE_FIRST:
        return gettext("Cần bạn nộp %(amount)s.") % {"amount": money(owed)}
    return str(STANDING_TO_DO if is_paused and status not in WAITING_ON_OTHERS else TO_DO[status])


def next_step(*, status: Status, is_paused: bool) -> str:
    """What follows, for a stranger."""
    return str(STANDING_NEXT if is_paused and status not in WAITING_ON_OTHERS else NEXT_STEPS[status])


SORRY = _("Chúng tôi đã trễ hẹn, xin lỗi bạn. Lãnh đạo xã đã được báo.")


def intake_answer_words(*, due_at: datetime, at: datetime, phone: str) -> str:
    """Until when the desk answers; once that has passed, sorry and whom to call."""
    if at <= due_at:
        return gettext("Quầy trả lời %(by)s.") % {"by": by_words(due_at)}
    words = gettext("Quầy hẹn trả lời %(by)s và đã chậm, chúng tôi xin lỗi. Bạn gọi %(phone)s để hỏi.")
    return words % {"by": by_words(due_at), "phone": phone}


def when_words(at: datetime) -> str:
    """«9:42 thứ Sáu, 20/11/2026»."""
    return moment(at)


def by_words(at: datetime) -> str:
    """«trước 17:30 thứ Năm, 26/11/2026»."""
    return gettext("trước %(hour)s %(day)s") % {"hour": hour(at), "day": day(at)}


def position_words(position: str) -> str:
    """«công chức tư pháp – hộ tịch», inside a sentence; names of offices keep their capitals."""
    return position[:1].lower() + position[1:]


def promise_words(due_at: datetime, *, is_extended: bool) -> str:
    """«Chúng tôi hẹn có kết quả trước 17:30 thứ Năm, 26/11/2026.»"""
    words = (
        gettext("Chúng tôi xin lỗi, và hẹn lại có kết quả %(by)s.")
        if is_extended
        else gettext("Chúng tôi hẹn có kết quả %(by)s.")
    )
    return words % {"by": by_words(due_at)}
