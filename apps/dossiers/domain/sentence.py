"""The arithmetic of a promise as one Vietnamese sentence. It is frozen on papers, so it is not translated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.worktime import SAME_DAY_CUTOFF, Unit

if TYPE_CHECKING:
    from apps.dossiers.domain.explanation import DayRun, Explanation, PauseNote

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WAITING = {
    "supplement": "chờ bổ sung",
    "payment": "chờ thực hiện nghĩa vụ tài chính",
    "outage": "hệ thống gặp sự cố",
}
OFF = ("weekend", "holiday", "in_lieu", "swap_off")
NAMELESS = {"weekend": "cuối tuần", "holiday": "nghỉ lễ", "in_lieu": "nghỉ bù", "swap_off": "nghỉ hoán đổi"}
# Beyond so many weekends a list of dates explains nothing.
WEEKENDS_LISTED = 4


def in_words(it: Explanation) -> str:
    """The sentence, without a full stop: its clauses are parted by semicolons."""
    return "; ".join(clause for clause in _clauses(it) if clause)


def _clauses(it: Explanation) -> Iterator[str]:
    yield _lead(it)
    yield _late_reception(it)
    yield _skipped(it)
    yield _made_up(it)
    for pause in it.pauses:
        yield _pause(pause, it)
    if it.extended_to:
        yield f"hẹn lại một lần đến {weekday_words(it.extended_to, it.received_at)}"
    if not it.confirmed:
        yield "lịch nghỉ của thời gian này mới là dự kiến"


def _lead(it: Explanation) -> str:
    first = weekday_words(_first_day(it), it.received_at)
    amount = number_words(it.amount)
    again, event = ("lại", "ngày nhận đủ hồ sơ bổ sung") if it.is_restarted else ("", "ngày tiếp nhận")
    counted = f"tính {again} từ".replace("  ", " ")
    if it.unit == Unit.WORKING_DAY:
        return f"{amount} ngày làm việc, {counted} ngày làm việc sau {event} ({first})"
    if it.unit == Unit.CALENDAR_DAY:
        return f"{amount} ngày, {counted} ngày sau {event} ({first})"
    if it.unit == Unit.WORKING_HOUR:
        start = f"{hour_words(it.counts_from)} {weekday_words(it.counts_from.date(), it.received_at)}"
        return f"{amount} giờ làm việc, {counted} {start}"
    last = weekday_words(_last_day(it), it.received_at)
    if it.counts_from.time() > SAME_DAY_CUTOFF:
        return f"Trả trong ngày; nhận sau 15:00 nên hẹn ngày làm việc tiếp theo ({last})"
    if it.counts_from.date() == _last_day(it) or any(pause.added for pause in it.pauses):
        first = weekday_words(it.counts_from.date(), it.received_at)
        return f"Trả trong ngày làm việc {event.removeprefix('ngày ')} ({first})"
    return f"Trả trong ngày làm việc đầu tiên sau ngày tiếp nhận ({last})"


def _late_reception(it: Explanation) -> str:
    """Said when the reception day is not the day the papers came."""
    if it.received_at.date() == it.effective_at.date() or it.is_restarted:
        return ""
    return f"nhận ngoài giờ làm việc nên ngày tiếp nhận là {weekday_words(it.effective_at.date(), it.received_at)}"


def _skipped(it: Explanation) -> str:
    """The days off after counting had begun, each kind once, in the order of their first day."""
    begun = it.counts_from.date() if it.unit in (Unit.WORKING_HOUR, Unit.SAME_DAY) else _first_day(it)
    groups: dict[str, list[str]] = {}
    weekends = 0
    for run in it.runs:
        if run.part in OFF and run.first > begun:
            groups.setdefault(_why(run), []).append(span_words(run.first, run.last, it.received_at))
            weekends += run.part == "weekend"
    words = [
        "các ngày cuối tuần" if why == "cuối tuần" and weekends > WEEKENDS_LISTED else f"{', '.join(spans)} ({why})"
        for why, spans in groups.items()
    ]
    if not words:
        return ""
    if it.unit == Unit.CALENDAR_DAY:
        last = weekday_words(_last_day(it), it.received_at)
        return f"ngày cuối rơi vào ngày nghỉ {', '.join(words)} nên lùi đến {last}"
    return f"bỏ {', '.join(words)}"


def _why(run: DayRun) -> str:
    return (run.name or NAMELESS[run.part]) + ("" if run.confirmed else ", dự kiến")


def _made_up(it: Explanation) -> str:
    days = [
        f"{weekday_words(run.first, it.received_at)} ({lower_first(run.name) or 'làm bù'})"
        for run in it.runs
        if run.part == "made_up"
    ]
    return f"tính cả {', '.join(days)}" if days else ""


def _pause(pause: PauseNote, it: Explanation) -> str:
    waiting = WAITING.get(pause.kind, "tạm dừng")
    paper = f" ({pause.document})" if pause.document else ""
    opened = weekday_words(pause.opened_at.date(), it.received_at)
    if pause.effect == "added":
        unit = "giờ làm việc" if it.unit == Unit.WORKING_HOUR else "ngày"
        return f"cộng {number_words(pause.added)} {unit} {waiting}{paper}"
    if pause.effect == "restarted":
        return f"đã {waiting} từ {opened}{paper}"
    if pause.effect == "running":
        return f"đang tạm dừng từ {opened}, {waiting}{paper}"
    if pause.effect == "too_late":
        return f"lần {waiting} từ {opened}{paper} mở khi đã quá hẹn nên không cộng thêm"
    return ""


def _first_day(it: Explanation) -> date:
    return next((run.first for run in it.runs if run.part not in (*OFF, "paused")), _last_day(it))


def _last_day(it: Explanation) -> date:
    """The day counting ended on, before any extension."""
    return it.runs[-1].last if it.runs else it.counts_from.date()


def weekday_words(day: date, since: datetime) -> str:
    """«thứ Hai 23/11», with the year where it is not that of the reception."""
    return f"{WEEKDAYS[day.weekday()]} {span_words(day, day, since)}"


def span_words(first: date, last: date, since: datetime) -> str:
    """«24/11», «28-29/11», «31/10-1/11»; with the year where it is not that of the reception."""
    year = f"/{last.year}" if last.year != since.year else ""
    end = f"{last.day}/{last.month}{year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{end}"
    return f"{first.day}/{first.month}-{end}"


def hour_words(at: datetime) -> str:
    """«7:30»."""
    return f"{at.hour}:{at.minute:02d}"


def number_words(amount: Decimal) -> str:
    """«5», «2,5»."""
    return f"{amount.normalize():f}".replace(".", ",")


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]
