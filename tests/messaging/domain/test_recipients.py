"""Recipients are reached by what is known of them, and shown masked."""

import pytest

from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.recipients import Recipient, masked


def test_a_recipient_is_reached_by_what_is_known() -> None:
    lanh = Recipient(phone="+84912345678", person_key="person:12", postal="Lò Thị Lành\nBản Pa")

    assert {channel: lanh.address(channel) for channel in Channel} == {
        Channel.SMS: "+84912345678",
        Channel.ZALO: "+84912345678",
        Channel.EMAIL: "",
        Channel.IN_APP: "person:12",
        Channel.POST: "Lò Thị Lành\nBản Pa",
    }


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+84912345678", "0912 *** 678"),
        ("lo.lanh@example.vn", "l***@example.vn"),
        ("", ""),
        ("Lò Thị Lành\nBản Pa", "Lò Thị Lành"),
    ],
)
def test_an_address_is_shown_masked(address: str, shown: str) -> None:
    assert masked(address) == shown
