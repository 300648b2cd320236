"""`manage.py due_date --calendar FILE.csv [--sessions …] [--due-time …] < cases.jsonl`: a due date for each line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.dossiers import labels
from apps.dossiers.domain import due_dates
from apps.worktime import (
    DueTime,
    Session,
    SpecialDay,
    TwoKindsForOneDay,
    UnreadableRow,
    WorkCalendar,
    special_days_from_csv,
)

SESSIONS = "07:30-11:30,13:30-17:30"
UNUSABLE = 2
JSON = json.JSONEncoder(ensure_ascii=False)


class Command(BaseCommand):
    help = "Tính ngày hẹn trả cho từng dòng JSON đọc từ stdin, theo một tệp lịch; không dùng cơ sở dữ liệu."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--calendar", type=Path, required=True, help="tệp CSV có các cột date, kind, name")
        parser.add_argument("--sessions", default=SESSIONS, help=f"giờ làm việc mỗi ngày (mặc định {SESSIONS})")
        parser.add_argument(
            "--due-time",
            choices=[mode.value for mode in DueTime],
            default=DueTime.END_OF_DAY.value,
            help="hết ngày hẹn, hay đúng giờ đã tiếp nhận",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            calendar = _calendar(path=options["calendar"], sessions=options["sessions"])
        except _Unusable as unusable:
            self.stderr.write(str(unusable))
            sys.exit(UNUSABLE)
        due_time = DueTime(options["due_time"])
        try:
            for line in sys.stdin.buffer:
                answered = JSON.encode(_answered(line, calendar=calendar, due_time=due_time))
                sys.stdout.buffer.write(answered.encode() + b"\n")
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has had enough; what is left in the buffer goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Unusable(Exception):
    """What was given at the start, in one sentence for whoever gave it."""


def _answered(line: bytes, *, calendar: WorkCalendar, due_time: DueTime) -> dict[str, Any]:
    try:
        return due_dates.answer(line, calendar=calendar, due_time=due_time)
    except due_dates.Unanswerable as unanswerable:
        return {"error": labels.DUE_DATE_FAULTS[unanswerable.fault], "code": unanswerable.fault.value}


def _calendar(*, path: Path, sessions: str) -> WorkCalendar:
    try:
        opening_hours = Session.from_text(sessions)
    except ValueError:
        opening_hours = ()
    if not opening_hours:
        raise _Unusable(f"Giờ làm việc không đọc được: {sessions}")
    try:
        days = _days(path)
        if not days:
            raise _Unusable(f"{path}: không có ngày nào.")
        return due_dates.calendar_of(special_days=days, sessions=opening_hours)
    except UnreadableRow as row:
        raise _Unusable(f"{path}: {labels.unreadable_row_words(line=row.line, what=row.what)}.") from row
    except TwoKindsForOneDay as both:
        raise _Unusable(f"{path}: {labels.two_kinds_words(day=both.first.date, lines=both.lines)}.") from both
    except (OSError, ValueError) as error:
        raise _Unusable(f"Không đọc được tệp lịch {path}: {error}") from error


def _days(path: Path) -> tuple[SpecialDay, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return special_days_from_csv(lines)
