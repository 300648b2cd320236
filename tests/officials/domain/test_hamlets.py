"""The hamlet in an address as people write it."""

import pytest

from apps.officials.domain.hamlets import hamlet_of

KNOWN = ("Nà Lạn", "Bản Cọ", "Thôn 3", "Tổ dân phố số 5")


@pytest.mark.parametrize(
    ("address", "hamlet"),
    [
        ("Thôn Nà Lạn, xã Suối Mây", "Nà Lạn"),
        ("Số 12, đường Bờ Suối, thon na lan, xã Suối Mây", "Nà Lạn"),
        ("Thôn Bản Cọ, xã Suối Mây", "Bản Cọ"),
        ("Bản Cọ", "Bản Cọ"),
        ("thôn 3, xã Suối Mây", "Thôn 3"),
        ("3, đường Bờ Suối", ""),
        ("Tổ 3, phường X", ""),
        ("TDP số 5", ""),
        ("Tổ dân phố số 5, phường X", "Tổ dân phố số 5"),
        ("Thôn Nà Lạng, xã Suối Mây", ""),
        ("", ""),
    ],
)
def test_hamlet_is_found_however_the_address_calls_it(address: str, hamlet: str) -> None:
    assert hamlet_of(address=address, known=KNOWN) == hamlet


@pytest.mark.parametrize(
    ("address", "hamlet"),
    [
        ("Bản Cò, xã Suối Mây", "Bản Cò"),
        ("Thôn Bản Cọ, xã Suối Mây", "Bản Cọ"),
        ("BẢN CỌ", "Bản Cọ"),
        ("ban co", "Bản Cò"),
        ("Bản Cọ, xã Còi", "Bản Cọ"),  # the name of the commune only begins like the other one
    ],
)
def test_marks_tell_two_hamlets_apart_where_they_are_written(address: str, hamlet: str) -> None:
    assert hamlet_of(address=address, known=("Bản Cò", "Bản Cọ")) == hamlet
