"""Two tabs and no scripts: who logs in again in one of them loses nothing that was typed in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.messaging.models import OutboxMessage
from tests import factories
from tests.browser.conftest import visitor
from tests.conftest import Clock
from tests.messaging.peers import TOKEN, sms_peer
from tests.portal.conftest import A_MONTH
from tests.portal.filers import begin, offer
from tests.portal.test_phone_login import PHONE, SPOKEN, code

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
TYPED = "Xin việc ở khu công nghiệp"


@pytest.fixture(autouse=True)
def _phones_work(settings: Settings) -> Iterator[None]:
    settings.CITIZEN_LOCAL_LOGIN, settings.SESSION_COOKIE_AGE = True, A_MONTH
    with sms_peer() as peer:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = peer.url, TOKEN
        yield


def log_in(page: Page, address: str) -> None:
    """By the six digits on her phone."""
    before = OutboxMessage.objects.count()
    page.goto(f"{address}/dang-nhap/")
    page.fill("input[name=phone]", SPOKEN)
    page.locator("main form:has(input[name=phone]) button[type=submit]").click()
    page.wait_for_url(re.compile("/dang-nhap/ma/"))
    assert OutboxMessage.objects.count() == before + 1
    page.fill("input[name=code]", code())
    page.locator("main form:has(input[name=code]) button[type=submit]").click()
    expect(page).not_to_have_url(re.compile("dang-nhap"))


def log_out(page: Page, address: str) -> None:
    page.goto(f"{address}/ho-so/")
    page.get_by_text("Mục lục").first.click()
    page.get_by_role("button", name="Đăng xuất").locator("visible=true").first.click()
    page.wait_for_url(re.compile("/dang-xuat/xong/"))


def test_who_logs_in_again_in_another_tab_loses_nothing_typed_in_this_one(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = factories.office()
    user = factories.citizen_user(person=factories.person(name="Lò Thị Lành", phone=PHONE))
    client = Client()
    client.force_login(user)
    filer = begin(client, offer(office))
    guest = visitor(chromium=chromium, live_server=live_server, width=360, has_scripts=False)
    page, other = guest.page, guest.page.context.new_page()
    log_in(page, live_server.url)
    guest.go(filer.address("to-khai"))
    page.fill("[name=purpose]", TYPED)

    log_out(other, live_server.url)
    log_in(other, live_server.url)
    page.get_by_role("button", name="Lưu và sang giấy tờ").click()

    expect(page.get_by_role("alert").first).to_contain_text("Những gì bạn vừa gõ chưa được lưu")
    expect(page.locator("[name=purpose]")).to_have_value(TYPED)
    assert not filer.dossier.answers
    guest.judge("typed-again")
    page.get_by_role("button", name="Lưu lại").click()
    expect(page.get_by_text("Đã lưu.").first).to_be_visible()
    assert (filer.dossier.answers or {})["purpose"] == TYPED
