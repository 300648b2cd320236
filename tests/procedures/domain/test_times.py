"""Cells of the column «Thời hạn giải quyết»: each row was read by a person first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.doubts import Doubt
from apps.procedures.domain.times import note_says, read_time
from apps.worktime import Allowance, Unit

WD, WH, CD, SD = Unit.WORKING_DAY, Unit.WORKING_HOUR, Unit.CALENDAR_DAY, Unit.SAME_DAY


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 Ngày làm việc", "5", WD),
        ("03 ngày làm việc", "3", WD),
        ("7.5 Ngày làm việc", "7.5", WD),
        ("7,5 ngày làm việc", "7.5", WD),
        ("Không quá 03 ngày làm việc", "3", WD),
        ("Trong thời hạn 07 (bảy) ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ.", "7", WD),
        ("Thời hạn giải quyết: tối đa 10 ngày làm việc", "10", WD),
        ("30 Ngày", "30", CD),
        ("Không quá 15 ngày.", "15", CD),
        ("1 Giờ", "1", WH),
        ("8 Giờ", "8", WH),
        ("24 giờ làm việc", "24", WH),
        ("Trong ngày", "0", SD),
        ("Ngay trong ngày làm việc", "0", SD),
        (
            "Ngay trong ngày tiếp nhận hồ sơ; trường hợp nhận hồ sơ sau 15 giờ mà không giải quyết được ngay"
            " thì trả kết quả trong ngày làm việc tiếp theo",
            "0",
            SD,
        ),
        ("5\u00a0Ngày  làm\tviệc", "5", WD),
        ("5 Nga\u0300y la\u0300m vi\u1ec7c", "5", WD),
    ],
)
def test_time_is_typed_when_it_can_mean_one_thing(text: str, amount: str, unit: Unit) -> None:
    assert read_time(text).time == Allowance(amount=Decimal(amount), unit=unit)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1", Doubt.BARE_NUMBER),
        ("7.5", Doubt.BARE_NUMBER),
        ("10-25", Doubt.PROSE),
        ("0 Giờ", Doubt.ZERO),
        ("2 Tháng", Doubt.NO_SUCH_UNIT),
        ("6.25 Ngày làm việc", Doubt.BROKEN_DAY),
        ("7.5 Ngày", Doubt.BROKEN_DAY),
        ("24 Giờ", Doubt.LONG_HOURS),
        ("Theo mô tả", Doubt.PROSE),
        ("5 ngày làm việc hoặc 10 ngày làm việc", Doubt.PROSE),
        ("Không quá 10 ngày làm việc. Đối với xã miền núi được tăng thêm 10 ngày làm việc.", Doubt.PROSE),
        ("Từ 05 đến 10 ngày", Doubt.PROSE),
        ("Ngay trong ngày; xác minh thì 3 ngày làm việc", Doubt.PROSE),
        ("1000 ngày", Doubt.PROSE),
        ("-5 Ngày làm việc", Doubt.PROSE),
    ],
)
def test_time_stays_text_when_unsure(text: str, doubt: Doubt) -> None:
    reading = read_time(text)

    assert (reading.time, reading.doubt) == (None, doubt)


@pytest.mark.parametrize("text", ["", "Không có thông tin", "Không quy định", "không quy định."])
def test_time_that_is_not_said_raises_no_doubt(text: str) -> None:
    assert read_time(text).is_silent


FIVE = Allowance(amount=Decimal(5), unit=WD)


@pytest.mark.parametrize(
    ("note", "doubt"),
    [
        ("", None),
        ("Nộp hồ sơ trong giờ hành chính các ngày làm việc trong tuần.", None),
        ("Không quá 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ.", None),
        ("Phí theo Thông tư số 64/2025/TT-BTC ngày 30/6/2025, đến hết ngày 31 tháng 12 năm 2026.", None),
        ("05 ngày làm việc. Đối với xã miền núi, vùng sâu thì không quá 15 ngày làm việc.", Doubt.NOTE_HAS_MORE),
        ("05 ngày làm việc, trong đó: thẩm định 03 ngày làm việc; ký 02 ngày làm việc.", Doubt.NOTE_HAS_MORE),
        ("05 ngày làm việc với tổ chức; 10 ngày làm việc đối với cá nhân.", Doubt.NOTE_HAS_CASES),
        ("Thẩm định 03 ngày làm việc; cấp giấy 02 ngày làm việc.", Doubt.NOTE_HAS_CASES),
        ("Không quá 5 ngày kể từ ngày nhận đủ hồ sơ.", Doubt.NOTE_DISAGREES),
        ("Thời hạn 07 ngày làm việc.", Doubt.NOTE_DISAGREES),
        ("Giải quyết ngay trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo.", Doubt.NOTE_DISAGREES),
    ],
)
def test_note_beside_a_time_confirms_or_doubts_it(note: str, doubt: Doubt | None) -> None:
    assert note_says(note=note, of=FIVE) == doubt


@given(st.text(alphabet="0123456789 .,ngàylmviệcgiờthKquá/-()", max_size=40))
def test_reading_any_cell_answers_typed_or_doubt_or_silence_but_one_of_them(text: str) -> None:
    reading = read_time(text)

    assert [reading.time is not None, reading.doubt is not None, reading.is_silent].count(True) == 1


@given(st.integers(1, 999), st.sampled_from(["Ngày làm việc", "Ngày"]))
def test_plain_length_is_read_back_exactly(days: int, unit: str) -> None:
    reading = read_time(f"{days:02} {unit}")

    assert reading.time is not None
    assert reading.time.amount == days
