"""Vietnamese words for the walk of an imaginary dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import moment
from apps.desk.domain.simulation import Happening, Moment
from apps.dossiers.domain.sentence import NAMELESS, WEEKDAYS
from apps.procedures.domain.workflow import Part, PlannedStep
from apps.procedures.labels.workflow import PART_LABELS, hours_words, who_words
from apps.worktime import SkippedDay

TITLES: dict[Moment, LazyText] = {
    Moment.FILED: _("Người dân nộp qua mạng"),
    Moment.RECEIVED: _("Quầy tiếp nhận, cấp mã và hẹn ngày trả"),
    Moment.BEGUN: _("Chuyển bước"),
    Moment.REMINDED: _("Tới giờ nhắc"),
    Moment.ASKED: _("Phần mềm hỏi người giữ: có kịp hẹn không?"),
    Moment.BROKEN: _("Lỡ hẹn"),
    Moment.SIGNED: _("Lãnh đạo ký, kết quả sẵn sàng"),
    Moment.RETURNED: _("Trả kết quả"),
    Moment.STUCK: _("Hồ sơ không đi tiếp được"),
}
ICONS: dict[Moment, str] = {
    Moment.FILED: "world",
    Moment.RECEIVED: "clipboard-check",
    Moment.BEGUN: "arrow-right",
    Moment.REMINDED: "clock",
    Moment.ASKED: "help",
    Moment.BROKEN: "alert-triangle",
    Moment.SIGNED: "writing-sign",
    Moment.RETURNED: "file-check",
    Moment.STUCK: "ban",
}
NOTES: dict[Moment, LazyText] = {
    Moment.FILED: _("Quầy phải nhận, xin bổ sung hoặc từ chối trước %(until)s. Thời hạn chưa chạy."),
    Moment.RECEIVED: _("Giao cho người làm bước đầu trước %(until)s."),
    Moment.REMINDED: _("Bước “%(name)s” phải xong trước %(until)s; việc này vào tin nhắc việc đầu ngày của người giữ."),
    Moment.ASKED: _("Trả lời trước %(until)s; không trả lời thì phần mềm soạn sẵn thư xin lỗi (mẫu 04)."),
    Moment.BROKEN: _("Quy trình này trả kết quả sau ngày hẹn: lãnh đạo phải ký thư xin lỗi và hẹn lại một lần."),
    Moment.SIGNED: _("Đồng hồ dừng ở đây."),
    Moment.RETURNED: _("Sớm nhất là lúc này; người dân đến lúc nào trả lúc đó."),
}
LETTERS: dict[str, LazyText] = {
    "congratulation": _("Thư chúc mừng, nếu gia đình muốn nhận"),
    "condolence": _("Thư chia buồn, nếu gia đình muốn nhận"),
}


def note_words(happening: Happening) -> str:
    """What there is to know at that instant."""
    if happening.moment not in NOTES:
        return ""
    name = happening.steps[0].step.name if happening.steps else ""
    return str(NOTES[happening.moment]) % {"until": moment(happening.until) if happening.until else "", "name": name}


def step_words(planned: PlannedStep) -> str:
    """«Bộ phận Hộ tịch · Người thụ lý – chủ trì, 4 giờ làm việc, xong trước 10:00, thứ Tư 25/11»."""
    step = planned.step
    who = (
        f"{planned.unit} · {who_words(step).rpartition(' · ')[2]}"
        if planned.unit and not step.agency
        else who_words(step)
    )
    part = str(PART_LABELS[step.part]).lower()
    if step.part is Part.OBSERVER:
        return gettext("%(who)s – %(part)s, được báo để biết") % {"who": who, "part": part}
    return gettext("%(who)s – %(part)s, %(hours)s, xong trước %(end)s") % {
        "who": who,
        "part": part,
        "hours": hours_words(step),
        "end": moment(planned.ends_at),
    }


def skipped_words(days: Sequence[SkippedDay]) -> str:
    """«Bỏ qua thứ Bảy 21/11, Chủ nhật 22/11 (cuối tuần), thứ Ba 24/11 (Ngày Văn hóa Việt Nam)»."""
    if not days:
        return ""
    groups: dict[str, list[str]] = {}
    for one in days:
        why = one.name or NAMELESS[one.reason.value]
        groups.setdefault(why, []).append(f"{WEEKDAYS[one.date.weekday()]} {one.date.day}/{one.date.month}")
    said = "; ".join(f"{', '.join(dates)} ({why})" for why, dates in groups.items())
    return gettext("Bỏ qua %(days)s.") % {"days": said}


def left_words(*, hours: str, is_late: bool, due_at: datetime) -> str:
    """How the end of the walk stands to the promise."""
    if is_late:
        return gettext("Hẹn %(due)s, hụt %(hours)s giờ làm việc.") % {"due": moment(due_at), "hours": hours}
    return gettext("Hẹn %(due)s, còn dư %(hours)s giờ làm việc.") % {"due": moment(due_at), "hours": hours}
