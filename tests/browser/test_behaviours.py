"""What the small scripts add to a page that works without them."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import visitor
from tests.portal import gallery

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    gallery.KEPT.clear()
    with override_settings(ROOT_URLCONF="tests.portal.gallery"):
        guest = visitor(chromium=chromium, live_server=live_server, width=1440)
        guest.go("/to-khai/")
        yield guest.page
        guest.page.context.close()


def test_draft_is_kept_while_it_is_written_and_files_are_left_out(page: Page) -> None:
    page.fill("#ten", "Lò Bảo An")

    expect(page.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 9:42")
    assert gallery.KEPT == [{"ten": "Lò Bảo An"}]


def test_a_save_that_was_cut_off_is_said_and_tried_again_until_it_is_kept(page: Page) -> None:
    status = page.locator("[data-autosave-status]")
    status.evaluate("element => { element.dataset.late = 'Chưa lưu, đang thử lại'; }")
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())

    page.fill("#ten", "Lò Bảo An")
    expect(status).to_have_text("Chưa lưu, đang thử lại")
    page.unroute("**/*")

    expect(status).to_have_text("Đã lưu lúc 9:42", timeout=20_000)
    assert gallery.KEPT == [{"ten": "Lò Bảo An"}]
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_leaving_asks_while_something_is_unsaved_and_not_after(page: Page) -> None:
    asked: list[str] = []

    def let_go(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", let_go)

    page.locator("#ten").press_sequentially("Lò")
    page.reload()
    page.locator("#ten").press_sequentially("Lò Bảo An")
    expect(page.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 9:42")
    page.reload()

    assert asked == ["beforeunload"]


def test_keys_reach_fields_and_buttons_also_while_writing(page: Page) -> None:
    page.keyboard.press("F2")
    page.keyboard.type("An")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    assert (gallery.KEPT[-1]["ten"], gallery.KEPT[-1]["gui"]) == ("An", "co")
