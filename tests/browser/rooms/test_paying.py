"""Paying in a real browser: the code is scanned off the screen, the money comes, the receipt is there."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from django.test import Client, override_settings
from PIL import Image
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from qr_pay import decode

from tests import factories
from tests.browser.rooms.test_forms import logged_in
from tests.conftest import Clock
from tests.payments import tills
from tests.portal.filers import Filer, ready
from tests.sizes import WIDTHS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", WIDTHS),
    pytest.mark.timeout(300),
]


def ready_to_pay() -> Filer:
    """A birth whose filer has said everything but what concerns money."""
    office = factories.office()
    tills.open_account(office.agency)
    person = factories.person()
    client = Client()
    client.force_login(factories.citizen_user(person=person))
    return ready(client, tills.births(office.agency))


@override_settings(CITIZEN_LOCAL_LOGIN=True, SESSION_COOKIE_AGE=10**7, BANK_NOTICE_SECRET=tills.BANK_SECRET)
def test_the_code_on_the_screen_is_scanned_and_paid(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    filer = ready_to_pay()
    guest = logged_in(chromium=chromium, live_server=live_server, width=width, user=filer.dossier.submitter.user)
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="1")
    guest.go(filer.address("le-phi"))
    expect(guest.page.get_by_text("Tất cả 8.000")).to_be_visible()
    guest.judge("filing-fee")
    guest.page.get_by_role("button", name="Lưu và xem lại").click()
    guest.page.get_by_label("Tôi cam đoan những điều khai ở trên là đúng.").check()
    guest.page.get_by_role("button", name="Nộp hồ sơ").click()
    guest.judge("filed-and-owing")
    guest.page.get_by_role("link", name="Nộp tiền").click()
    guest.judge("pay")

    picture = Image.open(BytesIO(guest.page.locator(".pay-code").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    said = decode(code.text)
    told = tills.tell(
        Client(), id="FT1", amount=int(said["transaction_amount"]), content=said["purpose_of_transaction"], at=clock.at
    )
    guest.page.reload()

    assert told == 204
    expect(guest.page.get_by_text("Đã nộp đủ.")).to_be_visible()
    expect(guest.page.get_by_text("BL-0000001/2026").first).to_be_visible()
    guest.judge("paid")


@override_settings(BANK_NOTICE_SECRET=tills.BANK_SECRET)
def test_the_cashier_s_rooms_are_fit_to_be_seen(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    tills.open_account(office.agency)
    dossier = tills.filed(office, tills.costly(office.agency), at=clock.at)
    tills.tell(Client(), id="FT1", amount=9_000, content="nop phi", at=clock.at)
    guest = logged_in(chromium=chromium, live_server=live_server, width=width, user=office.clerk.user)

    guest.go("/thu-tien/")
    guest.judge("till")
    guest.page.get_by_role("link", name="Xem và xử lý").click()
    guest.judge("till-credit")
    guest.go(f"/thu-tien/ho-so/{dossier.reference}/")
    guest.judge("till-bill")
    guest.page.get_by_role("link", name="Thu tiền mặt").click()
    guest.judge("till-cash")
    guest.page.get_by_role("button", name="Đã nhận đủ tiền, lập biên lai").click()

    expect(guest.page.get_by_text("BL-0000001/2026").first).to_be_visible()
