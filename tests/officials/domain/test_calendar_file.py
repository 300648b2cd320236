"""A calendar file is read line by line: what is good is taken, what is not is told with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.officials.domain.calendar_file import (
    Fault,
    NotACalendarFile,
    RefusedLine,
    Unreadable,
    read_calendar,
    rows_of,
)
from apps.officials.domain.calendars import CalendarLine, DayEntry
from apps.officials.services.calendars import OWN_CALENDAR
from tests.procedures.shared_data import path_of

HEADING = "date,kind,name,hours\n"
SWAP = "2026-11-23,swap_off,Nghỉ hoán đổi\n"
MADE_UP = "2026-11-28,makeup_work,Làm bù cho 23/11\n"


def refused(text: str) -> list[RefusedLine]:
    return list(read_calendar((HEADING + text).encode()).refused)


def test_lines_in_any_order_with_a_byte_order_mark_and_either_comma_are_the_same_days() -> None:
    plain = read_calendar((HEADING + SWAP + MADE_UP).encode())
    turned = read_calendar(("\ufeff" + HEADING + MADE_UP + "\n" + SWAP).replace(",", ";").encode())

    assert plain == turned
    assert [(line.date, line.kind) for line in plain.lines] == [
        (date(2026, 11, 23), DayEntry.SWAP_OFF),
        (date(2026, 11, 28), DayEntry.MAKEUP_WORK),
    ]


def test_days_as_a_spreadsheet_saves_them_are_read_too() -> None:
    assert read_calendar((HEADING + "23/11/2026,SWAP_OFF,Nghỉ hoán đổi\n").encode()).lines[0].date == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2026-02-30,holiday,Ngày không có", Fault.BAD_DATE),
        ("26-11-24,holiday,Năm hai chữ số", Fault.BAD_DATE),
        ("1926-11-24,holiday,Trăm năm trước", Fault.BAD_YEAR),
        ("2026-11-24,le,Loại lạ", Fault.BAD_KIND),
        ("2026-11-24,holiday,", Fault.NO_NAME),
        ("2026-11-24,holiday," + "x" * 201, Fault.LONG_TEXT),
        ("2026-11-24", Fault.BROKEN),
        ("2026-11-24,holiday," + "x" * 200_000, Fault.BROKEN),
        ("2026-11-24,own_hours,Họp,8h-7h", Fault.BAD_HOURS),
        ("2026-11-24,own_hours,Họp", Fault.BAD_HOURS),
        ("2026-11-24,holiday,Lễ,8h-10h", Fault.HOURS_OF_A_DAY_OFF),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_costs_no_other_line(line: str, why: Fault) -> None:
    file = read_calendar((HEADING + SWAP + line + "\n" + MADE_UP).encode())

    assert [(one.number, one.why) for one in file.refused] == [(3, why)]
    assert len(file.lines) == 2


def test_two_kinds_for_one_day_are_both_refused_and_name_each_other() -> None:
    assert refused(SWAP + MADE_UP + "2026-11-23,holiday,Lễ\n") == [
        RefusedLine(2, Fault.TWO_KINDS, "swap_off", 4),
        RefusedLine(4, Fault.TWO_KINDS, "holiday", 2),
    ]


def test_the_same_line_twice_is_one_day() -> None:
    file = read_calendar((HEADING + SWAP + SWAP).encode())

    assert (len(file.lines), file.refused) == (1, ())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unreadable.NO_HEADING),
        (b"ngay,loai,ten\n", Unreadable.NO_HEADING),
        ("ngày".encode("utf-16"), Unreadable.NOT_UTF8),
        (HEADING.encode() + b"2026-11-24,holiday,x\n" * 5_000, Unreadable.TOO_LONG),
    ],
)
def test_what_is_no_calendar_is_refused_whole(content: bytes, why: Unreadable) -> None:
    with pytest.raises(NotACalendarFile) as caught:
        read_calendar(content)

    assert caught.value.why is why


@given(st.binary(max_size=300))
def test_nothing_that_is_uploaded_breaks_the_reader(content: bytes) -> None:
    try:
        read_calendar(b"date,kind,name\n" + content)
    except NotACalendarFile as error:
        assert error.why in Unreadable  # noqa: PT017 - a refusal in words is the other good answer


texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)
worked = st.builds(
    CalendarLine, date=st.dates(date(2000, 1, 1), date(2100, 12, 31)), kind=st.just(DayEntry.OWN_HOURS), name=texts,
    basis=texts, source=texts, is_confirmed=st.booleans(), sessions=st.just("07:30-11:30,13:30-17:00"),
)  # fmt: skip


@given(st.lists(worked, max_size=5, unique_by=lambda line: line.date))
def test_what_is_written_is_read_back(lines: Sequence[CalendarLine]) -> None:
    paper = io.StringIO()
    csv.writer(paper).writerows(rows_of(lines))

    file = read_calendar(paper.getvalue().encode())

    assert (sorted(file.lines, key=lambda line: line.date), file.refused) == (
        sorted(lines, key=lambda line: line.date),
        (),
    )


@pytest.mark.parametrize("name", ["=1+1", "+84", "-x", "@x", "'=x", "''-x", "'x", "x=1"])
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(name: str) -> None:
    line = CalendarLine(date=date(2026, 11, 24), kind=DayEntry.HOLIDAY, name=name)
    paper = io.StringIO()
    csv.writer(paper).writerows(rows_of([line]))

    assert not paper.getvalue().splitlines()[1].split(",")[2].startswith(("=", "+", "-", "@"))
    assert read_calendar(paper.getvalue().encode()).lines == (line,)


def test_our_own_calendar_is_read_without_a_fault() -> None:
    file = read_calendar(OWN_CALENDAR.read_bytes())

    assert file.refused == ()
    assert sum(line.date.year == 2027 and not line.is_confirmed for line in file.lines) == 8


def test_the_reference_calendar_is_read_without_a_fault() -> None:
    file = read_calendar(path_of("holidays/vn_public_sector_days_2024_2026.csv").read_bytes())

    assert file.refused == ()
    assert len(file.lines) == 42
