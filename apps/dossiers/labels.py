"""Vietnamese words for the states, acts and refusals of a dossier: one place, so that every page says the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import day_short, hour, number
from apps.dossiers.domain.asking import Defect, ItemState
from apps.dossiers.domain.attribution import Side, Stage
from apps.dossiers.domain.due_dates import Fault
from apps.dossiers.domain.parties import Confirmation
from apps.dossiers.domain.status import (
    CITIZEN_WROTE,
    OFFICE_WROTE,
    SUPPLEMENT_ANSWERED,
    Action,
    Channel,
    Delivery,
    PauseKind,
    RefusalCategory,
    ResultKind,
    Status,
)
from apps.dossiers.domain.timeliness import Timeliness
from apps.officials.domain.duties import Duty
from apps.worktime import Allowance, Unit

STATUS_LABELS: dict[Status, LazyText] = {
    Status.DRAFT: _("Bản nháp"),
    Status.SUBMITTED: _("Chờ tiếp nhận"),
    Status.NEED_FIX_INTAKE: _("Cần bổ sung trước khi nhận"),
    Status.REFUSED: _("Từ chối tiếp nhận"),
    Status.RECEIVED: _("Đã tiếp nhận"),
    Status.PROCESSING: _("Đang xử lý"),
    Status.AWAITING_SUPPLEMENT: _("Chờ bổ sung"),
    Status.AWAITING_PAYMENT: _("Chờ nộp tiền"),
    Status.AWAITING_PARTNER: _("Chờ cơ quan phối hợp"),
    Status.AWAITING_SIGNATURE: _("Chờ ký"),
    Status.RESULT_READY: _("Đã có kết quả"),
    Status.RESULT_SENT: _("Đã gửi kết quả"),
    Status.RETURNED: _("Đã trả kết quả"),
    Status.UNCLAIMED: _("Chưa đến nhận kết quả"),
    Status.REJECTED_RESULT: _("Không giải quyết, có văn bản trả lời"),
    Status.WITHDRAWN: _("Công dân rút hồ sơ"),
    Status.STOPPED: _("Dừng giải quyết"),
}

# The tone of the square badge: design/README.md, "State and clock".
STATUS_TONES: dict[Status, str] = {
    Status.DRAFT: "wait",
    Status.SUBMITTED: "wait",
    Status.NEED_FIX_INTAKE: "hand",
    Status.REFUSED: "end",
    Status.RECEIVED: "move",
    Status.PROCESSING: "move",
    Status.AWAITING_SUPPLEMENT: "hand",
    Status.AWAITING_PAYMENT: "hand",
    Status.AWAITING_PARTNER: "move",
    Status.AWAITING_SIGNATURE: "move",
    Status.RESULT_READY: "ready",
    Status.RESULT_SENT: "ready",
    Status.RETURNED: "end",
    Status.UNCLAIMED: "ready",
    Status.REJECTED_RESULT: "ready",
    Status.WITHDRAWN: "end",
    Status.STOPPED: "end",
}

TIMELINESS_LABELS: dict[Timeliness, LazyText] = {
    Timeliness.EARLY: _("Trước hạn"),
    Timeliness.ON_TIME: _("Đúng hạn"),
    Timeliness.LATE: _("Trễ hạn"),
}

# Where the file lay, beside the name of whoever had it.
STAGE_LABELS: dict[Stage, LazyText] = {
    Stage.DESK: _("Quầy một cửa"),
    Stage.WORK: _("Giải quyết"),
    Stage.SIGNATURE: _("Ký duyệt"),
    Stage.PARTNER: _("Cơ quan phối hợp"),
    Stage.CITIZEN: _("Người dân"),
    Stage.NOBODY: _("Không ai làm được"),
}

SIDE_LABELS: dict[Side, LazyText] = {
    Side.OWN_UNIT: _("Đơn vị mình"),
    Side.PARTNER: _("Cơ quan phối hợp"),
    Side.CITIZEN: _("Người dân"),
    Side.NOBODY: _("Ngoài ý muốn"),
}

RESULT_LABELS: dict[ResultKind, LazyText] = {
    ResultKind.GRANTED: _("Giải quyết"),
    ResultKind.DECLINED: _("Không giải quyết"),
}

CHANNEL_LABELS: dict[Channel, LazyText] = {
    Channel.IN_PERSON: _("Tại quầy"),
    Channel.ONLINE: _("Qua mạng"),
    Channel.POSTAL: _("Qua bưu chính"),
}

CONFIRMATION_LABELS: dict[Confirmation, str] = {
    Confirmation.ACCOUNT: "bằng tài khoản của mình",
    Confirmation.PHONE: "bằng mã gửi tới điện thoại",
    Confirmation.DESK: "tại quầy",
}
DELIVERY_LABELS: dict[Delivery, LazyText] = {
    Delivery.COUNTER: _("Nhận tại quầy"),
    Delivery.ELECTRONIC: _("Nhận bản điện tử"),
    Delivery.POST: _("Nhận qua bưu chính"),
    Delivery.HOME: _("Nhận tại nhà"),
}

REFUSAL_LABELS: dict[RefusalCategory, LazyText] = {
    RefusalCategory.OUT_OF_SCOPE: _("Không thuộc phạm vi tiếp nhận"),
    RefusalCategory.NOT_ELIGIBLE: _("Không đủ điều kiện"),
    RefusalCategory.WRONG_PERSON: _("Không đúng đối tượng"),
    RefusalCategory.FORGED: _("Giấy tờ giả"),
    RefusalCategory.OTHER: _("Lý do khác"),
}

# Who read a dossier or wrote about it, as its owner is told.
DUTY_WORDS: dict[Duty, LazyText] = {
    Duty.CLERK: _("Cán bộ tiếp nhận"),
    Duty.RETURN_CLERK: _("Cán bộ trả kết quả"),
    Duty.CASE_OFFICER: _("Công chức thụ lý"),
    Duty.UNIT_HEAD: _("Trưởng bộ phận"),
    Duty.LEADER: _("Lãnh đạo xã"),
    Duty.CASHIER: _("Thủ quỹ"),
    Duty.RECORDS: _("Văn thư, lưu trữ"),
    Duty.INSPECTOR: _("Người kiểm tra, giám sát"),
    Duty.STATISTICS: _("Cán bộ thống kê"),
}
AN_OFFICIAL = _("Cán bộ")
# What moves nothing and is in the chain all the same.
REMARKS: dict[str, LazyText] = {
    "issue_slip": _("Lập giấy"),
    SUPPLEMENT_ANSWERED: _("Người nộp gửi phần bổ sung"),
    CITIZEN_WROTE: _("Người nộp nhắn"),
    OFFICE_WROTE: _("Cán bộ nhắn"),
    "remind_collector": _("Nhắc người nộp đến nhận kết quả"),
}
OTHER_REMARK = _("Việc khác")


def act_words(action: str) -> str:
    """What an event was, for its owner."""
    if action in set(Action):
        return str(ACTION_STORIES[Action(action)])
    return str(REMARKS.get(action, OTHER_REMARK))


def duty_words(duty: str) -> str:
    """«Trưởng bộ phận»; «Cán bộ» where no duty was kept."""
    return str(DUTY_WORDS.get(Duty(duty), AN_OFFICIAL)) if duty else str(AN_OFFICIAL)


# Why a paper is asked for, on form 02 and on the citizen's page.
DEFECT_LABELS: dict[Defect, LazyText] = {
    Defect.BLURRED: _("Mờ, không đọc được"),
    Defect.PAGES_MISSING: _("Thiếu trang"),
    Defect.EXPIRED: _("Hết hạn"),
    Defect.WRONG_PERSON: _("Không đúng người"),
    Defect.WRONG_KIND: _("Không đúng loại giấy"),
    Defect.UNSIGNED: _("Thiếu chữ ký hoặc dấu"),
    Defect.ALTERED: _("Bị tẩy xoá, sửa chữa"),
    Defect.ABSENT: _("Chưa có trong hồ sơ"),
    Defect.OTHER: _("Lý do khác"),
}

ITEM_STATES: dict[ItemState, LazyText] = {
    ItemState.OPEN: _("Chưa gửi"),
    ItemState.ANSWERED: _("Đã gửi, chờ xem"),
    ItemState.ACCEPTED: _("Đạt"),
    ItemState.AGAIN: _("Chưa đạt"),
}

PAUSE_LABELS: dict[str, LazyText] = {
    PauseKind.SUPPLEMENT: _("Chờ bổ sung giấy tờ"),
    PauseKind.PAYMENT: _("Chờ thực hiện nghĩa vụ tài chính"),
    PauseKind.OUTAGE: _("Sự cố, bất khả kháng"),
    PauseKind.OTHER: _("Lý do khác"),
}

# What happened, in the citizen's words: the lines of the timeline.
ACTION_STORIES: dict[Action, LazyText] = {
    Action.SUBMIT: _("Bạn đã nộp hồ sơ"),
    Action.REQUEST_FIX: _("Cần bổ sung trước khi nhận"),
    Action.ANSWER_FIX: _("Bạn đã bổ sung hồ sơ"),
    Action.REFUSE: _("Hồ sơ không được tiếp nhận"),
    Action.RECEIVE: _("Đã nhận hồ sơ và hẹn ngày trả"),
    Action.FORWARD: _("Chuyển cho người xử lý"),
    Action.TAKE: _("Bắt đầu xử lý"),
    Action.SEND_BACK: _("Chuyển lại cho người xử lý trước"),
    Action.REQUEST_SUPPLEMENT: _("Cần bạn bổ sung giấy tờ"),
    Action.ACCEPT_SUPPLEMENT: _("Đã nhận giấy tờ bổ sung"),
    Action.SUBMIT_FOR_SIGNATURE: _("Đã xử lý xong, chờ ký"),
    Action.RETURN_TO_OFFICER: _("Xem lại trước khi ký"),
    Action.SIGN: _("Đã ký, có kết quả"),
    Action.SEND_RESULT: _("Đã gửi kết quả"),
    Action.RETURN_RESULT: _("Đã trả kết quả"),
    Action.CONFIRM_RECEIPT: _("Bạn đã nhận kết quả"),
    Action.RETURN_AT_ONCE: _("Đã trả kết quả ngay tại quầy"),
    Action.CAME_BACK: _("Bưu điện không phát được, kết quả về lại quầy"),
    Action.MARK_UNCLAIMED: _("Kết quả chưa có người đến nhận"),
    Action.EXTEND: _("Xin lỗi và hẹn lại ngày trả"),
    Action.RECKON_ANEW: _("Lịch làm việc thay đổi, hẹn trả sớm hơn"),
    Action.WITHDRAW: _("Đã rút hồ sơ"),
    Action.STOP: _("Dừng giải quyết"),
    Action.REQUEST_PAYMENT: _("Cần bạn nộp tiền"),
    Action.CONFIRM_PAYMENT: _("Đã nhận chứng từ nộp tiền"),
    Action.PAUSE: _("Tạm dừng, chờ khắc phục"),
    Action.RESUME: _("Giải quyết tiếp"),
}

# Why an act is refused: what to do instead, never "invalid".
OBJECTION_LABELS: dict[str, LazyText] = {
    "wrong_status": _("Hồ sơ đã sang bước khác. Tải lại trang để xem tình trạng mới."),
    "not_your_duty": _("Việc này thuộc nhiệm vụ của người khác."),
    "not_the_holder": _("Hồ sơ đang ở bàn người khác; chỉ người đang giữ mới làm được việc này."),
    "receiver_may_not_sign": _("Người tiếp nhận hồ sơ không được ký kết quả. Chuyển cho lãnh đạo khác ký."),
    "not_at_once": _("Chỉ hồ sơ giải quyết trong ngày mới trả ngay được, và phải trả ngay trong ngày nhận."),
    "preparer_may_not_sign": _("Người trình kết quả không được tự ký. Chuyển cho lãnh đạo khác ký."),
    "extended_before": _("Hồ sơ này đã hẹn lại một lần; pháp luật không cho hẹn lại lần hai."),
    "nobody_before": _("Chưa có ai xử lý trước để chuyển lại."),
    "reason_too_short": _("Viết lý do rõ hơn, ít nhất 20 ký tự, để người dân hiểu."),
    "no_receiver": _("Chọn người nhận hồ sơ."),
    "receiver_cannot_take_it": _("Người được chọn không có nhiệm vụ nhận hồ sơ này. Chọn người khác."),
    "not_a_working_day": _("Ngày hẹn lại phải là ngày làm việc. Chọn ngày khác."),
    "other_agency": _("Hồ sơ này của cơ quan khác; người của cơ quan đó mới làm được việc này."),
    "clock_stands": _("Đồng hồ của hồ sơ đang dừng. Cho chạy tiếp rồi mới làm được việc này."),
    "clock_runs": _("Đồng hồ của hồ sơ đang chạy, không có gì để cho chạy tiếp."),
    "no_legal_basis": _("Ghi căn cứ: điều, khoản, văn bản nào."),
    "no_document": _("Ghi số văn bản hoặc chứng từ."),
    "number_first": _(
        "Kết quả chứng thực chưa có số. Vào trang «Số chứng thực» của hồ sơ lấy số vào sổ trước, rồi mới trao hoặc gửi."
    ),
    "somebody_else_signed": _("Sổ chứng thực ghi đúng người đã ký kết quả. Chọn lại người đã ký."),
    "no_certifier": _("Người được chọn hôm nay không có nhiệm vụ ký chứng thực của cơ quan này. Chọn người đã ký."),
    "money_first": _("Hồ sơ có khoản phải thu trên cổng. Ghi thu hoặc miễn ở mục Phí, lệ phí, đồng hồ tự chạy tiếp."),
    "restart_needs_reason": _("Tính lại từ đầu phải có lý do, ít nhất 20 ký tự, để lãnh đạo duyệt."),
    "restart_not_arranged": _("Thủ tục này chỉ tính tiếp phần còn lại, không tính lại từ đầu."),
    "asking_again_needs_leader": _("Hồ sơ này đã được yêu cầu bổ sung một lần; hỏi lần nữa phải được lãnh đạo duyệt."),
    "talk_is_over": _("Hồ sơ đã khép lại nên không nhắn thêm được. Có việc cần hỏi, xin gọi cho quầy."),
    "no_items": _("Đánh dấu ít nhất một giấy tờ và viết cần làm gì."),
    "too_many_items": _("Một lần chỉ hỏi được nhiều nhất 30 giấy tờ. Gộp lại cho dễ làm."),
    "item_without_fix": _("Mỗi giấy tờ cần một câu nói rõ phải làm gì, ít nhất 10 ký tự."),
    "again_needs_reason": _("Yêu cầu bổ sung lần nữa phải giải trình vì sao lần trước chưa hỏi đủ, ít nhất 20 ký tự."),
    "term_still_runs": _("Người dân còn hạn để bổ sung; chưa dừng giải quyết được."),
    "answered_meanwhile": _("Người dân đã gửi phần bổ sung; xem và nhận ở quầy trước đã."),
    "not_better": _("Tính lại theo lịch mới không sớm hơn, nên giữ ngày đã hẹn."),
    "not_later": _("Ngày hẹn lại phải sau ngày đã hẹn và chưa qua. Chọn ngày khác."),
    "not_in_force": _("Kết quả này đã được thay hoặc thu hồi. Tải lại trang để xem bản đang dùng."),
    "not_out_yet": _("Kết quả chưa đến tay người dân: đính chính, không thu hồi."),
    "correction_waits": _("Đã có một bản đính chính chờ ký. Chờ lãnh đạo ký hoặc trả lại bản đó."),
    "nothing_waits": _("Bản đính chính này đã có người ký hoặc trả lại. Tải lại trang để xem."),
    "paper_has_its_page": _("Kết quả giấy trao ở trang Trả kết quả, hoặc giao ở trang Gửi bưu điện."),
    "own_correction": _("Người soạn bản đính chính không được tự ký. Để lãnh đạo khác ký."),
    "not_read": _("Mở đọc bản đính chính rồi mới ký được."),
    "same_file": _("Tệp này giống hệt tệp đang dùng. Chọn tệp đã sửa."),
}


def status_label(code: str) -> str:
    return str(STATUS_LABELS[Status(code)])


def objection(why: str) -> str:
    """The sentence for a refused act."""
    return str(OBJECTION_LABELS[why])


def allowance_words(allowance: Allowance) -> str:
    """«03 ngày làm việc», «04 giờ làm việc», «trong ngày làm việc»: as form 01 writes the time of the law."""
    if allowance.unit is Unit.SAME_DAY:
        return str(_("trong ngày làm việc"))
    amount = f"{allowance.amount.normalize():f}".replace(".", ",")
    return f"{amount.zfill(2) if amount.isdigit() else amount} {UNIT_LABELS[allowance.unit]}"


UNIT_LABELS: dict[Unit, LazyText] = {
    Unit.WORKING_DAY: _("ngày làm việc"),
    Unit.WORKING_HOUR: _("giờ làm việc"),
    Unit.CALENDAR_DAY: _("ngày"),
    Unit.SAME_DAY: _("trong ngày làm việc"),
}


# The round badge: how the promise stands (design/README.md, "State and clock").


def days_left_words(days: int) -> str:
    """«Còn 4 ngày làm việc»."""
    return ngettext("Còn %(n)s ngày làm việc", "Còn %(n)s ngày làm việc", days) % {"n": days}


def due_today_words(due_at: datetime) -> str:
    """«Hạn hôm nay 17:30»."""
    return gettext("Hạn hôm nay %(hour)s") % {"hour": hour(due_at)}


def overdue_words(*, days: int, is_today: bool, due_at: datetime) -> str:
    """«Quá hạn 2 ngày»; before a whole working day has passed, since when."""
    if days < 1:
        return gettext("Quá hạn từ %(when)s") % {"when": hour(due_at) if is_today else day_short(due_at)}
    return ngettext("Quá hạn %(n)s ngày", "Quá hạn %(n)s ngày", days) % {"n": days}


def done_words(*, timeliness: Timeliness, days: int) -> str:
    """«Xong trước hạn 1 ngày», «Xong đúng hạn», «Xong trễ hạn 1 ngày»; `days` from the first promise."""
    if timeliness is Timeliness.ON_TIME:
        return gettext("Xong đúng hạn")
    if timeliness is Timeliness.EARLY:
        if days < 1:
            return gettext("Xong trước hạn")
        return ngettext("Xong trước hạn %(n)s ngày", "Xong trước hạn %(n)s ngày", days) % {"n": days}
    if days < 1:
        return gettext("Xong trễ hạn")
    return ngettext("Xong trễ hạn %(n)s ngày", "Xong trễ hạn %(n)s ngày", days) % {"n": days}


def worked_words(time: timedelta) -> str:
    """«14 giờ 30 phút», «25 phút», in working time; less than a minute is none."""
    minutes = time // timedelta(minutes=1)
    hours = ngettext("%(n)s giờ", "%(n)s giờ", minutes // 60) % {"n": number(minutes // 60)} if minutes >= 60 else ""
    rest = ngettext("%(n)s phút", "%(n)s phút", minutes % 60) % {"n": minutes % 60} if minutes % 60 or not hours else ""
    return " ".join(part for part in (hours, rest) if part)


def intake_words(*, hours: int, minutes: int) -> str:
    """«Còn 6 giờ làm việc để nhận», in the last hour «Còn 40 phút để nhận»: the clock before reception."""
    if hours < 1:
        return ngettext("Còn %(n)s phút để nhận", "Còn %(n)s phút để nhận", minutes) % {"n": minutes}
    return ngettext("Còn %(n)s giờ làm việc để nhận", "Còn %(n)s giờ làm việc để nhận", hours) % {"n": hours}


INTAKE_OVERDUE = _("Quá giờ tiếp nhận")
# What a stopped clock waits for, by status; elsewhere a leader has stopped it.
PAUSED_WORDS: dict[str, LazyText] = {
    Status.NEED_FIX_INTAKE: _("Tạm dừng, chờ bổ sung"),
    Status.AWAITING_SUPPLEMENT: _("Tạm dừng, chờ bổ sung"),
    Status.AWAITING_PAYMENT: _("Tạm dừng, chờ nộp tiền"),
}
STANDING = _("Tạm dừng, chờ khắc phục")


def paused_words(status: str) -> str:
    """«Tạm dừng, chờ nộp tiền»."""
    return str(PAUSED_WORDS.get(status, STANDING))


# The sentences of `manage.py due_date`, for whoever calls it.
DUE_DATE_FAULTS: dict[Fault, str] = {
    Fault.OUTSIDE_CALENDAR: "Tệp lịch không có đủ các năm mà thời hạn này đi qua.",
    Fault.BAD_AMOUNT: "amount phải là số lớn hơn 0: nguyên với calendar_day, nguyên hoặc ,5 với working_day, "
    "tối đa hai chữ số thập phân với working_hour, không có với same_day.",
    Fault.BAD_UNIT: "unit phải là working_day, working_hour, calendar_day hoặc same_day.",
    Fault.BAD_DATE: "received phải là giờ địa phương dạng YYYY-MM-DDTHH:MM[:SS], không kèm múi giờ.",
    Fault.BAD_LINE: "Dòng này không phải là một đối tượng JSON.",
}


def unreadable_row_words(*, line: int, what: str) -> str:
    """What is wrong with a line of a file of calendar days."""
    if what == "header":
        return f"dòng {line} phải là tên các cột, trong đó có date, kind, name"
    return f"dòng {line} không phải CSV" if what == "csv" else f"dòng {line}, cột {what}: không đọc được"


def two_kinds_words(*, day: date, lines: tuple[int, ...]) -> str:
    """That a file lists one day as two things."""
    return f"ngày {day.isoformat()} có hai loại khác nhau, ở dòng {' và '.join(map(str, lines))}"
