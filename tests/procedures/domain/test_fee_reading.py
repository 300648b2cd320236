"""From a written fee to its rule: pages, caps and who goes free, only where the sentence says exactly that."""

from __future__ import annotations

import pytest

from apps.procedures.domain.fee_reading import exemptions_in, fact_of
from apps.procedures.domain.fee_rules import Exemption, Per, Tier
from apps.procedures.domain.fees import read_fee

TARIFF = "Tại xã: 2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa thu không quá 200.000 đồng/bản"


@pytest.mark.parametrize("text", ["2,000 Việt Nam Đồng(/trang)", "2.000 đồng/trang"])
def test_tariff_by_pages_is_read_from_the_description(text: str) -> None:
    fact = fact_of(text=text, reading=read_fee(text), note=TARIFF)

    assert (fact.amount, fact.per, fact.cap) == (2_000, Per.PAGE, 200_000)
    assert fact.tiers == (Tier(amount=2_000, up_to=2), Tier(amount=1_000))


def test_tariff_that_begins_with_another_amount_is_not_believed() -> None:
    fact = fact_of(text="3.000 đồng/trang", reading=read_fee("3.000 đồng/trang"), note=TARIFF)

    assert (fact.amount, fact.tiers, fact.cap) == (3_000, (), None)


@pytest.mark.parametrize(("text", "per"), [("8.000 đồng/bản", Per.COPY), ("100.000 đồng/lần", Per.DOSSIER)])
def test_unit_says_what_one_pays_for(text: str, per: Per) -> None:
    assert fact_of(text=text, reading=read_fee(text), note="").per is per


def test_exempt_groups_are_read_and_those_with_a_condition_left() -> None:
    said = "Miễn lệ phí cho người thuộc gia đình có công với cách mạng; người thuộc hộ nghèo; người khuyết tật."

    assert exemptions_in(said) == (Exemption.MERIT, Exemption.POOR, Exemption.DISABLED)
    assert exemptions_in("Miễn phí đối với người cao tuổi (không nơi nương tựa)") == ()
    assert exemptions_in("Miễn phí") == ()
