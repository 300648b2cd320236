"""The front page, log-in, statements and error pages in a real browser."""

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.portal.domain.reader import ON, SWITCHES
from tests import factories
from tests.browser.conftest import visitor
from tests.sizes import WIDTHS

PAGES = {
    "home": "/",
    "login": "/dang-nhap/?next=/tuyen-bo/tiep-can/",
    "statement": "/tuyen-bo/cach-tinh/",
    "lost": "/khong-co-trang-nay/",
}


PRESS_TWICE = """() => {
  const button = document.querySelector("form[data-behaviour] button");
  button.click();
  button.click();
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.django_db(transaction=True)
def test_front_door_is_open_to_everybody(chromium: Browser, live_server: LiveServer, name: str, width: int) -> None:
    factories.agency()
    guest = visitor(chromium=chromium, live_server=live_server, width=width)

    guest.go(PAGES[name])

    guest.judge(name)


@override_settings(ROOT_URLCONF="tests.portal.gallery", DEMO=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("skeleton", ["public", "staff"])
@pytest.mark.django_db(transaction=True)
def test_every_component_is_for_everybody(
    chromium: Browser, live_server: LiveServer, skeleton: str, width: int
) -> None:
    office = factories.office()
    User.objects.update(is_demo=True)
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.go("/dang-nhap/")
    guest.page.get_by_role("button", name=office.clerk.name).first.click()

    guest.go(f"/bo-thanh-phan/{skeleton}/")

    guest.judge(f"components-{skeleton}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_switches_and_menu_work_without_scripts(chromium: Browser, live_server: LiveServer, width: int) -> None:
    factories.agency()
    guest = visitor(chromium=chromium, live_server=live_server, width=width, has_scripts=False)
    guest.go("/tuyen-bo/tiep-can/")
    page = guest.page

    for switch in ("Chữ to", "Tương phản"):
        if width < 992:
            page.get_by_text("Mục lục").first.click()
        page.get_by_role("button", name=switch).locator("visible=true").first.click()

    assert page.url.endswith("/tuyen-bo/tiep-can/")
    assert page.locator("html").get_attribute("class") == "big-text high-contrast"


@override_settings(ROOT_URLCONF="tests.portal.gallery")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_big_text_and_high_contrast_lose_nothing(chromium: Browser, live_server: LiveServer, width: int) -> None:
    factories.agency()
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.page.context.add_cookies(
        [{"name": cookie, "value": ON, "url": live_server.url} for cookie in SWITCHES.values()]
    )

    guest.go("/")

    guest.judge("home-big-high")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_log_in_that_fails_is_for_everybody(chromium: Browser, live_server: LiveServer, width: int) -> None:
    factories.agency()
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.go("/dang-nhap/")

    guest.page.get_by_role("button", name="Đăng nhập").last.click()

    expect(guest.page.locator("[role=alert]")).to_be_focused()
    guest.judge("login-error")


@pytest.mark.django_db(transaction=True)
def test_menu_on_a_phone_is_for_everybody_and_closes_with_escape(chromium: Browser, live_server: LiveServer) -> None:
    factories.agency()
    guest = visitor(chromium=chromium, live_server=live_server, width=360)
    guest.go("/")

    guest.page.get_by_text("Mục lục").first.click()
    guest.judge("home-menu")
    guest.page.keyboard.press("Escape")

    assert guest.page.locator("details.menu").get_attribute("open") is None


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_demo_accounts_are_there_to_pick(chromium: Browser, live_server: LiveServer, width: int) -> None:
    factories.office()
    factories.citizen_user(person=factories.person())
    User.objects.update(is_demo=True)
    guest = visitor(chromium=chromium, live_server=live_server, width=width)

    guest.go("/dang-nhap/")

    guest.judge("login-demo")


@override_settings(DEMO=True)
@pytest.mark.django_db(transaction=True)
def test_second_press_sends_nothing(chromium: Browser, live_server: LiveServer) -> None:
    factories.agency()
    guest = visitor(chromium=chromium, live_server=live_server, width=360)
    guest.go("/dang-nhap/")
    sent: list[str] = []
    guest.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    with guest.page.expect_navigation():
        guest.page.evaluate(PRESS_TWICE)

    assert len(sent) == 1
