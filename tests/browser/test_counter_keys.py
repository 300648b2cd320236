"""The keys of the counter: shown by «?», left alone while somebody writes, the same with Telex on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_counter_story import seat, town
from tests.conftest import Clock

# A key as an input method hands it on: the letter is lost or marked, the place on the board is not.
PRESSED = """([key, code]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))"""


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_keys_are_shown_and_do_what_they_say_with_telex_too(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = town(clock)
    clerk = seat(chromium, live_server, office.clerk)
    page = clerk.page

    def press(key: str, code: str = "") -> None:
        page.wait_for_timeout(60)  # a hand: whatever is faster is taken for a scanner
        if code:
            page.evaluate(PRESSED, [key, code])
        else:
            page.keyboard.press(key)

    clerk.go("/quay/nhan/")
    page.fill("#tim_thu_tuc", "khai sinh")
    press("Enter")
    boxes = page.locator("input[name^=co-]")
    expect(boxes.first).to_be_visible()
    sheet = page.get_by_role("dialog", name="Phím tắt của trang này")

    press("F4")
    page.keyboard.type("Vi ?d1", delay=60)
    expect(page.locator("#id_name")).to_have_value("Vi ?d1")
    expect(sheet).to_be_hidden()
    page.evaluate("document.activeElement.blur()")
    press("?")
    for told in ("thiếu giấy này", "từ chối", "nhận và in"):
        expect(sheet).to_contain_text(told)
    clerk.judge("counter-keys")
    press("d")  # while the list is open no key does anything else
    expect(boxes.first).not_to_be_checked()
    press("Escape")
    expect(sheet).to_be_hidden()

    boxes.first.focus()
    press("Space")
    press("t")
    expect(boxes.first).not_to_be_checked()
    expect(boxes.nth(1)).to_be_focused()
    press("Process", "KeyT")
    expect(boxes.nth(2)).to_be_focused()
    with page.expect_file_chooser():
        press("s")
    press("đ", "KeyD")
    expect(page.locator("input[name^=co-]:checked")).to_have_count(3)
    expect(page.locator(".is-missing")).to_have_count(0)
    press("F7")
    expect(page.get_by_role("button", name="Từ chối và lập phiếu")).to_be_visible()
