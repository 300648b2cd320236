"""What a scanner typed from an identity card is read, or it is said what could not be."""

from __future__ import annotations

from datetime import date

import pytest

from apps.accounts.domain.identity import Sex
from apps.accounts.domain.scanning import Flaw, NotACard, is_scan, read_card

CARD = "036198777888|123456789|LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, Suối Mây|15032022"


def test_card_of_2021_is_read_whole() -> None:
    card = read_card(CARD)

    assert (card.personal_id, card.name, card.birth_date) == ("036198777888", "Lò Thị Mai", date(1998, 3, 14))
    assert (card.sex, card.address, card.issued_on) == (Sex.FEMALE, "Thôn Nà Lạn, Suối Mây", date(2022, 3, 15))
    assert card.flaws == frozenset()


@pytest.mark.parametrize(
    "typed",
    [
        "036198777888||LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, Suối Mây|15032022",
        "036198777888|LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, Suối Mây|15032022",
        "036198777888||LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, Suối Mây|15032022|LÒ VĂN MỚI|HÀ THỊ ÍN|",
        "036198777888|123456789|LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, Suối Mây|15032022\r\n",
    ],
)
def test_every_layout_of_the_card_says_the_same(typed: str) -> None:
    assert read_card(typed) == read_card(CARD)


def test_missing_home_is_no_flaw() -> None:
    card = read_card("036198777888||LÒ THỊ MAI|14031998|Nữ||15032022")

    assert (card.address, card.issued_on, card.flaws) == ("", date(2022, 3, 15), frozenset())


def test_year_alone_is_no_day() -> None:
    assert read_card("036045777888||LÒ THỊ MAI|00001945|Nữ|Nà Lạn|15032022").birth_date is None


@pytest.mark.parametrize("end", range(13, len(CARD) - 1))
def test_scan_cut_anywhere_keeps_the_digits_and_nothing_that_may_be_half(end: int) -> None:
    card = read_card(CARD[:end])

    assert card.personal_id == "036198777888"
    assert Flaw.CUT in card.flaws or CARD[:end].endswith("Mây|")
    assert card.name in ("", "Lò Thị Mai")
    assert card.birth_date in (None, date(1998, 3, 14))
    assert card.address in ("", "Thôn Nà Lạn, Suối Mây")


@pytest.mark.parametrize("digits", range(1, 12))
def test_scan_cut_within_the_number_says_how_far_it_came(digits: int) -> None:
    with pytest.raises(NotACard) as cut:
        read_card(CARD[:digits] + "|")

    assert cut.value.digits == digits


def test_letters_of_two_bytes_are_put_together_again() -> None:
    typed = CARD.encode().decode("latin-1")

    assert read_card(typed).name == "Lò Thị Mai"


@pytest.mark.parametrize(
    ("name", "read", "flaw"),
    [
        ("L? TH? MAI", "", Flaw.NAME_UNREADABLE),
        ("L\ufffd TH\ufffd MAI", "", Flaw.NAME_UNREADABLE),
        ("L2 THI5 MAI", "", Flaw.NAME_UNREADABLE),
        ("LOF THIJ MAI", "Lof Thij Mai", Flaw.NAME_DOUBTFUL),
        ("NGUYEENX VAWN A", "Nguyeenx Vawn A", Flaw.NAME_DOUBTFUL),
        ("GIÀNG A PÁO", "Giàng A Páo", None),
        ("ĐINH THỊ MƠ", "Đinh Thị Mơ", None),
        ("H'BLEN NIÊ", "H'blen Niê", Flaw.NAME_DOUBTFUL),
    ],
)
def test_name_that_an_input_method_changed_is_said(name: str, read: str, flaw: Flaw | None) -> None:
    card = read_card(CARD.replace("LÒ THỊ MAI", name))

    assert card.personal_id == "036198777888"
    assert card.name == read
    assert card.flaws == ({flaw} if flaw else frozenset())


@pytest.mark.parametrize(
    "layout", ["à&é\"'(-è_ç", "đăâêô\u0300\u0309\u0303\u0301\u0323"], ids=["french", "vietnamese of Windows"]
)
def test_digits_of_another_keyboard_layout_are_read_back(layout: str) -> None:
    keys = {str(digit): layout[digit] for digit in range(10)}
    typed = "".join(keys.get(letter, letter) for letter in CARD)

    card = read_card(typed)

    assert (card.personal_id, card.birth_date) == ("036198777888", date(1998, 3, 14))
    assert Flaw.LAYOUT in card.flaws
    assert card.name == ""


@pytest.mark.parametrize("bar", ["¦", "µ", "~", "'"])
def test_bar_of_another_keyboard_still_parts_the_fields(bar: str) -> None:
    assert read_card(CARD.replace("|", bar)).name == "Lò Thị Mai"
    assert is_scan(CARD.replace("|", bar))


def test_card_scanned_behind_an_old_number_is_the_one_that_counts() -> None:
    assert read_card("014196000001" + CARD).personal_id == "036198777888"


def test_day_of_birth_that_belies_the_number_is_said() -> None:
    assert read_card(CARD.replace("14031998", "14031989")).flaws == {Flaw.BIRTH_DISAGREES}


@pytest.mark.parametrize("typed", ["", "Lò Thị Mai", "0978 111 312", "036198777888", "36-198"])
def test_what_hands_type_is_no_scan(typed: str) -> None:
    assert not is_scan(typed)
