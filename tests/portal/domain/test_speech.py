"""What a voice is given: nothing that it would read as arithmetic, and nothing that was not on the page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.portal.domain.speech import aloud, say_code, say_day, say_money, spelled
from apps.procedures.domain.numerals import DIGITS


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Mã hồ sơ H99.71-261120-0007.",
            "Mã hồ sơ H, chín chín, bảy một, hai sáu, một một, hai không, không không không bảy.",
        ),
        ("Mã tạm TMP-7KQ4M2XD.", "Mã tạm T M P, bảy K Q bốn M hai X D."),
        (
            "Chúng tôi hẹn có kết quả trước 17:30 thứ Năm, 12/11/2026.",
            "Chúng tôi hẹn có kết quả trước mười bảy giờ ba mươi phút thứ Năm, "
            "ngày mười hai tháng mười một năm hai nghìn không trăm hai mươi sáu.",
        ),
        (
            "Mở lại lúc 7:00 ngày 5/4/2027",
            "Mở lại lúc bảy giờ ngày mùng năm tháng tư năm hai nghìn không trăm hai mươi bảy",
        ),
        ("Phí: 8.000\N{NO-BREAK SPACE}đ", "Phí: tám nghìn đồng"),
        ("Gọi 0205 380 0100.", "Gọi không hai không năm, ba tám không, không một không không."),
        ("Đúng hạn 95,01%", "Đúng hạn chín mươi lăm phẩy không một phần trăm"),
        ("UBND xã · 1.148 hồ sơ", "Ủy ban nhân dân xã, một nghìn một trăm bốn mươi tám hồ sơ"),
        ("Còn 4 ngày làm việc", "Còn bốn ngày làm việc"),
    ],
)
def test_sentence_is_said_as_people_say_it(written: str, said: str) -> None:
    assert aloud(written) == said


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_no_day_is_left_in_figures(day: date) -> None:
    said = aloud(f"Hẹn {day:%d/%m/%Y}, hoặc {day.day}/{day.month}/{day.year}.")

    assert said == f"Hẹn {say_day(day)}, hoặc {say_day(day)}."
    assert not any(sign.isdigit() for sign in said)


@given(st.integers(10, 99), st.integers(1, 99), st.dates(date(2024, 1, 1), date(2035, 12, 31)), st.integers(1, 9999))
def test_every_digit_of_a_code_is_said_in_its_order(province: int, office: int, day: date, number: int) -> None:
    code = f"H{province}.{office}-{day:%y%m%d}-{number:04d}"

    words = say_code(code).replace(",", "").split()

    assert words[0] == "H"
    assert [str(DIGITS.index(word)) for word in words[1:]] == [sign for sign in code if sign.isdigit()]
    assert spelled(code).replace(" ", "").replace(",", "") == code.replace(".", "").replace("-", "")


@given(st.integers(0, 999_999_999))
def test_money_is_said_without_figures(amount: int) -> None:
    written = f"{amount:,}".replace(",", ".") + " đ"

    assert aloud(written) == say_money(amount)
