"""What each way out may carry (domain ruling 13)."""

import pytest

from apps.messaging.domain.discretion import code_tail, facts_for, without_personal_ids
from apps.messaging.domain.kinds import Channel

FACTS = {
    "unit": "UBND xã Suối Mây",
    "hotline": "0210 388 0001",
    "portal": "https://motcua.example",
    "code": "H99.71-261120-0007",
    "due": "17:30, thứ Năm 26/11/2026",
    "letter": "Kính gửi bà Lò Thị Lành",
    "paper": "https://motcua.example/xac-thuc/abc/",
    "survey": "https://motcua.example/danh-gia/abc/",
}


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.ZALO])
def test_a_phone_gets_the_last_four_of_the_code_and_nothing_that_opens_a_door(channel: Channel) -> None:
    told = facts_for(channel=channel, facts=FACTS)

    assert set(told) == {"unit", "hotline", "portal", "code_tail", "due"}
    assert told["code_tail"] == "0007"


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.IN_APP, Channel.POST])
def test_other_ways_get_all_facts(channel: Channel) -> None:
    assert facts_for(channel=channel, facts=FACTS) == {**FACTS, "code_tail": "0007"}


def test_code_tail_of_a_temporary_reference_is_its_last_four_too() -> None:
    assert code_tail("TMP-7K3F9Q2M") == "9Q2M"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("CCCD 012345678901 của bà", "CCCD •••••••••901 của bà"),
        ("012 345 678 901", "•••••••••901"),
        ("012.345.678.901.", "•••••••••901."),
        ("(012345678901)", "(•••••••••901)"),
        ("Gọi 0210 388 0001", "Gọi 0210 388 0001"),
        ("Gọi 0912345678", "Gọi 0912345678"),
        ("mã H99.71-261120-0007", "mã H99.71-261120-0007"),
        ("https://motcua.example/danh-gia/012345678901/", "https://motcua.example/danh-gia/012345678901/"),
        ("https://motcua.example/x-012345678901", "https://motcua.example/x-012345678901"),
        ("lệ phí 125000000000 đ", "lệ phí 125000000000 đ"),
    ],
)
def test_personal_ids_are_masked_and_nothing_else(text: str, safe: str) -> None:
    assert without_personal_ids(text) == safe
