"""Vietnamese words for duties, and for the days and hours of a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import WEEKDAYS, day
from apps.officials.domain.calendar_file import Fault, Unreadable
from apps.officials.domain.calendars import CalendarLine, DayEntry, Difference, read_sessions
from apps.officials.domain.duties import Duty

DUTY_LABELS = {
    Duty.CLERK: _("Tiếp nhận"),
    Duty.RETURN_CLERK: _("Trả kết quả"),
    Duty.CASE_OFFICER: _("Thụ lý"),
    Duty.UNIT_HEAD: _("Trưởng bộ phận"),
    Duty.LEADER: _("Lãnh đạo ký"),
    Duty.RECORDS: _("Văn thư"),
    Duty.CASHIER: _("Thu phí"),
    Duty.POSTAL: _("Bưu chính"),
    Duty.STATISTICS: _("Thống kê"),
    Duty.INSPECTOR: _("Kiểm tra"),
    Duty.EDITOR: _("Biên tập danh mục"),
    Duty.PARTNER: _("Cơ quan phối hợp"),
    Duty.HELPER: _("Hướng dẫn"),
    Duty.ADMINISTRATOR: _("Quản trị"),
}

ENTRY_LABELS = {
    DayEntry.HOLIDAY: _("Nghỉ lễ"),
    DayEntry.IN_LIEU: _("Nghỉ bù"),
    DayEntry.SWAP_OFF: _("Nghỉ hoán đổi"),
    DayEntry.MAKEUP_WORK: _("Làm bù"),
    DayEntry.OWN_HOURS: _("Giờ riêng"),
}

BAD_SESSIONS = _("Viết giờ như 7:30-11:30, 13:30-17:30; buổi sau phải bắt đầu khi buổi trước đã hết.")

UNREADABLE_SENTENCES = {
    Unreadable.NOT_UTF8: _("Tệp không phải UTF-8. Trong Excel chọn Lưu thành → “CSV UTF-8” rồi gửi lại."),
    Unreadable.NO_HEADING: _("Dòng đầu phải có ba cột date, kind và name. Thêm dòng tiêu đề rồi gửi lại."),
    Unreadable.TOO_LONG: _("Tệp có quá nhiều dòng so với một tệp lịch. Chia thành nhiều tệp."),
}

FAULT_SENTENCES = {
    Fault.BAD_DATE: _("“%(said)s” không phải là một ngày. Viết như 2026-11-23 hoặc 23/11/2026."),
    Fault.BAD_YEAR: _("Năm của “%(said)s” không đúng."),
    Fault.BAD_KIND: _("Loại “%(said)s” không có. Dùng holiday, in_lieu, swap_off, makeup_work hoặc own_hours."),
    Fault.NO_NAME: _("Thiếu tên ngày."),
    Fault.LONG_TEXT: _("Tên, căn cứ hoặc nguồn dài quá 200 ký tự."),
    Fault.BAD_CONFIRMED: _("Cột confirmed ghi “%(said)s”; chỉ dùng true hoặc false."),
    Fault.BAD_HOURS: _("Giờ “%(said)s” chưa đúng. Viết như 07:30-11:30,13:30-17:30."),
    Fault.HOURS_OF_A_DAY_OFF: _("Ngày nghỉ mà lại có giờ làm việc “%(said)s”."),
    Fault.TWO_KINDS: _("Cùng một ngày mà dòng này ghi %(said)s, còn dòng %(other)s ghi khác. Giữ lại một dòng."),
    Fault.BROKEN: _("Dòng này thiếu cột. So lại với dòng tiêu đề."),
}


def refused_words(*, why: str, said: str, other: int) -> str:
    """The sentence for a line that was not taken."""
    return str(FAULT_SENTENCES[Fault(why)]) % {"said": said, "other": other}


def line_words(line: CalendarLine) -> str:
    """«Nghỉ lễ: Ngày Văn hóa Việt Nam», with hours of its own and «(dự kiến)» where that is so."""
    words = f"{ENTRY_LABELS[line.kind]}: {line.name}"
    if line.sessions:
        words += f", {hours_words(line.sessions)}"
    return words if line.is_confirmed else gettext("%(words)s (dự kiến)") % {"words": words}


def proposal_words(line: CalendarLine) -> str:
    """«thứ Hai, 24/01/2028: Nghỉ lễ, 29 Tết»."""
    return f"{day(line.date)}: {ENTRY_LABELS[line.kind]}, {line.name}"


def hours_words(sessions: str) -> str:
    """«7:30–11:30, 13:30–17:30»."""
    spans = (f"{one.opens.hour}:{one.opens:%M}–{one.closes.hour}:{one.closes:%M}" for one in read_sessions(sessions))
    return ", ".join(spans)


def difference_words(change: Difference) -> str:
    """What became of one day: «thứ Hai, 23/11/2026: ghi Nghỉ hoán đổi: …»."""
    facts = {
        "day": day(change.date),
        "before": line_words(change.before) if change.before else "",
        "after": line_words(change.after) if change.after else "",
    }
    if change.before is None:
        return gettext("%(day)s: thêm %(after)s") % facts
    if change.after is None:
        return gettext("%(day)s: bỏ %(before)s") % facts
    return gettext("%(day)s: %(before)s → %(after)s") % facts


def weekday_words(*, weekday: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """«thứ Bảy: nghỉ → 7:30–11:30, chỉ nhận hồ sơ»."""
    return f"{WEEKDAYS[weekday]}: {_sessions_words(before)} → {_sessions_words(after)}"


def _sessions_words(said: Mapping[str, Any]) -> str:
    if not said["sessions"]:
        return gettext("nghỉ")
    words = hours_words(said["sessions"])
    return gettext("%(hours)s, chỉ nhận hồ sơ") % {"hours": words} if said["reception_only"] else words
