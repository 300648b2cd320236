"""Calendar rows as offices write them, and which line is at fault."""

from __future__ import annotations

from datetime import date

import pytest

from apps.worktime import DayKind, SpecialDay, TwoKindsForOneDay, UnreadableRow, special_days_from_csv
from tests.worktime.calendars import own_rows

HEADING = "date,kind,name\n"


def read(text: str) -> tuple[SpecialDay, ...]:
    return special_days_from_csv(text.splitlines(keepends=True))


def test_rows_are_read_by_their_heading() -> None:
    assert read("\ufeffname,source,kind,date\nQuốc khánh,TB,holiday,2026-09-02\n") == (
        SpecialDay(date=date(2026, 9, 2), kind=DayKind.HOLIDAY, name="Quốc khánh"),
    )


def test_a_heading_with_semicolons_parts_its_rows_by_them() -> None:
    (day,) = read("date;kind;name;basis;confirmed\n2027-02-04;holiday;Tết;Điều 112, khoản 1;false\n")

    assert (day.name, day.basis, day.confirmed) == ("Tết", "Điều 112, khoản 1", False)


def test_blank_lines_are_no_rows_and_the_same_day_twice_is_one() -> None:
    first, second = read(HEADING + "\n2026-09-02,holiday,Một\n , ,\n2026-09-01,holiday\n2026-09-02,holiday,Hai\n")

    assert (first.name, second.name) == ("Một", "")


def test_two_kinds_for_one_day_name_both_lines() -> None:
    with pytest.raises(TwoKindsForOneDay) as refusal:
        read(HEADING + "2026-09-02,holiday,Một\n\n2026-09-02,swap_off,Hai\n")

    assert (refusal.value.lines, refusal.value.first.kind, refusal.value.second.kind) == ((2, 4), "holiday", "swap_off")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "header"),
        ("date,kind\n2026-11-24,holiday\n", 1, "header"),
        ("2026-11-24,holiday,Nghỉ\n", 1, "header"),
        (HEADING + "\n24/11/2026,holiday,Nghỉ\n", 3, "date"),
        (HEADING + "20261124,holiday,Nghỉ\n", 2, "date"),
        (HEADING + "2026-02-30,holiday,Nghỉ\n", 2, "date"),
        (HEADING + ",holiday,Nghỉ\n", 2, "date"),
        (HEADING + "2026-11-24,feast,Nghỉ\n", 2, "kind"),
        (HEADING + "2026-11-24\n", 2, "kind"),
        (HEADING + "2026-11-24,own_hours,Giờ riêng\n", 2, "kind"),
        (HEADING + '2026-11-23,holiday,"hai\ndòng"\n2026-11-24,feast,Nghỉ\n', 4, "kind"),
        (HEADING + '2026-11-23,holiday,Nghỉ\n2026-11-24,holiday,"Nghỉ\n2026-11-25,holiday,Nghỉ\n', 3, "csv"),
    ],
)
def test_an_unreadable_row_names_its_line_and_column(text: str, line: int, what: str) -> None:
    with pytest.raises(UnreadableRow) as refusal:
        read(text)

    assert (refusal.value.line, refusal.value.what) == (line, what)


def test_own_rows_say_what_is_only_expected() -> None:
    expected = {row.date for row in own_rows() if not row.confirmed}

    assert expected == {date(2027, 2, day) for day in range(4, 11)} | {date(2027, 9, 3)}
    assert all(row.basis for row in own_rows())
