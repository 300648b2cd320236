"""At ten to seven the chairwoman looks at her phone, and sends one figure to the head of a unit, who sees the same."""

from __future__ import annotations

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.browser.conftest import visitor
from tests.browser.test_board import chairman
from tests.conftest import Clock
from tests.reports import mornings
from tests.reports.test_morning import unit_head


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.django_db(transaction=True)
def test_one_figure_of_the_morning_is_sent_and_shows_the_same_two_dossiers(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = mornings.AT
    office = factories.office()
    head = unit_head(office=office)
    mornings.before_work(office=office)
    chairwoman = chairman(chromium=chromium, live_server=live_server, width=width, office=office)

    chairwoman.go("/dieu-hanh/")
    first = chairwoman.page.locator(".morning")
    expect(first).to_contain_text("Hôm qua, 16/11/2026")
    expect(first).to_contain_text("Nhận 31")
    expect(first).to_contain_text("3 lời hẹn: 2 đã trả lời “không kịp”, 1 chưa trả lời.")
    chairwoman.judge("morning")
    box = first.bounding_box()
    assert box and box["y"] + box["height"] <= 844, "the morning is one phone screen"
    first.get_by_role("link", name="2 hồ sơ đang trễ, đều thuộc Đất đai").click()
    hers = chairwoman.page.locator("tbody .code").all_inner_texts()
    link = chairwoman.page.get_by_label("Gửi con số này").input_value()
    chairwoman.judge("morning-late")

    other = visitor(chromium=chromium, live_server=live_server, width=width)
    other.go("/dang-nhap/?next=" + link.removeprefix(live_server.url).replace("&", "%26"))
    other.page.get_by_role("button", name=head.name).first.click()
    other.page.wait_for_url("**/dieu-hanh/ho-so/**")

    assert other.page.locator("tbody .code").all_inner_texts() == hers
    assert len(hers) == mornings.LATE
