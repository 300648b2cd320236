"""A code is understood as people write it, and never as another dossier's."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.addresses import (
    ALPHABET,
    grouped,
    lookup_factor,
    printed_address,
    read_lookup_factor,
    read_printed_address,
)
from apps.dossiers.domain.codes import NotACode, dossier_code, limit_key, readings

CODE = "H99.71-261120-0007"


@pytest.mark.parametrize(
    "typed",
    [
        "h99.71-261120-0007",
        "  H99.71 - 261120 - 0007 ",
        "H 9 9 . 7 1 - 2 6 1 1 2 0 - 0 0 0 7",
        "H99.71–261120—0007",
        "H99.71 261120 0007",
        "H99.712611200007",
        "H99.7l-26ll2O-OOO7",
        "\N{ZERO WIDTH SPACE}H99.71-261120-0007",
        "Ｈ９９．７１－２６１１２０－０００７",
        "Mã hồ sơ: H99.71-261120-0007.",
        "ma ho so h99.71-261120-0007 nop hom kia",
        "https://motcua.vn/tra-cuu/?ma=H99.71-261120-0007",
        "https://motcua.vn/ho-so/H99.71-261120-0007/",
    ],
)
def test_code_is_read_however_it_is_written(typed: str) -> None:
    assert CODE in readings(typed)
    assert limit_key(typed) == limit_key(CODE)


@pytest.mark.parametrize("typed", ["TMP-7KQ4M2XD", "tmp 7kq4 m2xd", "tmp7kq4m2xd", "Mã tạm TMP-7KQ4-M2XD nhé"])
def test_temporary_reference_is_read_however_it_is_written(typed: str) -> None:
    assert "TMP-7KQ4M2XD" in readings(typed)


@pytest.mark.parametrize("typed", ["", "xin chào", "0912345678", "025190004217", "H99.71", "2026-11-20", "TMP-"])
def test_what_is_no_code_is_none(typed: str) -> None:
    with pytest.raises(NotACode):
        readings(typed)


@given(
    agency=st.from_regex(r"[A-Z][0-9]{2}\.[0-9]{1,3}", fullmatch=True),
    day=st.dates(min_value=date(2020, 1, 1), max_value=date(2099, 12, 31)),
    number=st.integers(min_value=1, max_value=99_999),
    gap=st.sampled_from(["-", " - ", "–", " ", ""]),
)
def test_every_code_of_ours_is_found_again(agency: str, day: date, number: int, gap: str) -> None:
    code = dossier_code(agency_code=agency, day=day, number=number)

    assert code in readings(code.lower().replace("-", gap))
    assert readings(code)[0] == code


@pytest.mark.parametrize("around", ["{0}-{1}", "{0}{1}", " {0} – {1} ", "mã tra cứu: {0}-{1}.", "code {0}{1} nhé"])
def test_look_up_factor_is_read_however_it_is_written(around: str) -> None:
    factor = lookup_factor()

    assert read_lookup_factor(around.format(factor[:4].lower(), factor[4:])) == factor


@given(factor=st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_look_alikes_of_a_factor_are_put_right(factor: str) -> None:
    assert read_lookup_factor(factor.replace("0", "o").replace("1", "L").replace("V", "u")) == factor


def test_printed_address_is_read_as_it_stands_and_as_it_was_typed() -> None:
    address = printed_address()

    assert len(address) == 26
    assert set(address) <= set(ALPHABET)
    for typed in (
        address,
        address.lower(),
        grouped(address).replace("0", "O"),
        f"https://motcua.vn/xac-thuc/{address}/",
    ):
        assert address in read_printed_address(typed)
    assert read_printed_address(string.ascii_letters)[0] == string.ascii_letters[:40]
