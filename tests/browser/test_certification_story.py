"""A copy is certified by keyboard alone: card, paper, pages, copies, the fee, and its number in the book."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.desk.models import CertificationEntry
from apps.procedures.models import Fee
from apps.worktime import Unit
from tests import factories
from tests.browser.test_counter_story import CARD, Hands, seat, town
from tests.conftest import Clock


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_copy_is_certified_without_a_mouse(chromium: Browser, live_server: LiveServer, clock: Clock) -> None:
    office = town(clock)
    for code, name in (("2.000815", "Chứng thực bản sao từ bản chính"), ("2.000884", "Chứng thực chữ ký")):
        offering = factories.offering(agency=office.agency, name=name, code=code, amount="0", unit=Unit.SAME_DAY)
        Fee.objects.create(
            version=factories.version_of(offering),
            position=1,
            channel="in_person",
            amount=2_000,
            per="page",
            tiers=[[2, 2_000], [None, 1_000]],
            cap=200_000,
            text="2.000 đồng/trang",
        )
    clerk = seat(chromium, live_server, office.clerk)
    page, hands = clerk.page, Hands(clerk.page)
    clerk.go("/quay/chung-thuc/")

    expect(page.locator("#id_personal_id")).to_be_focused()
    hands.scan(CARD)
    expect(page.locator("#id_name")).to_have_value("Lường Thị Hạnh")
    hands.write("Bang")
    hands.press("Tab")
    hands.write("5")
    hands.press("Tab")
    hands.write("3")
    hands.press("Control+Enter")
    expect(page.locator("#id_fee_amount")).to_have_value("21000")
    clerk.judge("certification")
    hands.press("Control+Enter")
    expect(page.get_by_role("heading", name="Số chứng thực", exact=True)).to_be_visible()
    seconds = hands.tell("a certified copy")

    entry = CertificationEntry.objects.get()
    assert (entry.number, entry.pages, entry.copies, entry.fee) == (1, 5, 3, 21_000)
    assert hands.keys <= 30
    assert seconds < 60
    clerk.judge("certified")
    for width in (1440, 768):
        page.set_viewport_size({"width": width, "height": 900})
        clerk.width = width
        for path, name in (
            ("/quay/chung-thuc/", "certification-blank"),
            ("/quay/so-chung-thuc/", "certification-book"),
            (f"/quay/so-chung-thuc/{entry.pk}/", "certification-entry"),
        ):
            clerk.go(path)
            clerk.judge(name)
