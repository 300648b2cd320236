"""A result in the right hands, in real Chromium: Thursday morning, the tablet on the counter.

The results of a neighbour are handed to his daughter. The clerk scans his slip, then her card; the page knows that she
is not the applicant and asks what shows that she is kin; she signs with her finger. One original that the desk had kept
goes back. Where nobody signs on the screen, the paper is signed.
"""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.desk.models import Collection, PostalItem
from apps.desk.services import returning_post
from apps.desk.services.returning_reminders import remind_collectors
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from tests import factories
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.desk.returned import keep_original
from tests.factories import ZONE, Office
from tests.walking import walk

PHONE, TABLET, DESK = 360, 768, 1440
LONG_AGO = datetime(2026, 10, 20, 8, 0, tzinfo=ZONE)
MONDAY = datetime(2026, 11, 9, 8, 0, tzinfo=ZONE)
THURSDAY = datetime(2026, 11, 12, 9, 15, tzinfo=ZONE)
HER_CARD = "036198777888|123456789|LÒ THỊ XUÂN|14031998|Nữ|Thôn Nà Lạn, xã Suối Mây|15032022"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def at_the_counter(
    *, office: Office, chromium: Browser, live_server: LiveServer, width: int, has_scripts: bool = True
) -> Visitor:
    """The clerk, who has just logged in."""
    made = visitor(chromium=chromium, live_server=live_server, width=width, has_scripts=has_scripts)
    made.go("/dang-nhap/")
    made.page.get_by_role("button", name=office.clerk.name).first.click()
    expect(made.page).not_to_have_url(re.compile("dang-nhap"))
    return made


@override_settings(DEMO=True)
def test_daughter_signs_for_her_fathers_result_on_the_tablet(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    clock.at = THURSDAY
    office = factories.office()
    User.objects.update(is_demo=True)
    father = factories.person(name="Lò Văn Pản")
    dossier = walk(status=Status.RESULT_READY, office=office, at=MONDAY, person=father).dossier
    keep_original(dossier, name="Giấy chứng sinh")
    others_wait(office)
    clerk = at_the_counter(office=office, chromium=chromium, live_server=live_server, width=TABLET)

    find_by_scan(clerk, dossier)
    scan_the_daughters_card(clerk)
    sign_with_a_finger(clerk)
    clerk.judge("returning-3-signed")
    clerk.page.keyboard.press("Control+Enter")
    expect(clerk.page.get_by_role("heading", name="Đã trao cho Lò Thị Xuân")).to_be_visible()
    clerk.judge("returning-4-handed-over")

    made = Collection.objects.get(dossier=dossier)
    assert (made.claimant, made.identity, made.signed) == ("family", "scanned", "screen")
    assert made.originals.get().returned == 1
    clerk.page.keyboard.press("F7")
    expect(clerk.page.get_by_role("heading", name="Trả kết quả", exact=True)).to_be_visible()
    number_a_parcel_by_two_scans(clerk)


def others_wait(office: Office) -> None:
    """What else lies there that Thursday: one that was reminded of, one to label, one labelled, one with the post."""
    walk(status=Status.RESULT_READY, office=office, at=LONG_AGO, person=factories.person(name="Mùa Thị Dợ"))
    remind_collectors(at=THURSDAY)
    for number, name in enumerate(("Vàng A Pó", "Giàng A Chu", "Lý A Páo")):
        person = factories.person(name=name)
        walked = walk(status=Status.RESULT_READY, office=office, at=MONDAY, person=person, delivery=Delivery.POST)
        by = walked.by(office.clerk)
        if number:
            item = returning_post.prepare(dossier_id=walked.dossier.pk, by=by, at=walked.at)
        if number == 2:
            returning_post.number(item_id=item.pk, tracking="EE123456782VN", by=by, at=walked.at)
            returning_post.hand_to_post(item_ids=[item.pk], by=by, at=walked.at)


def find_by_scan(clerk: Visitor, dossier: Dossier) -> None:
    clerk.go("/quay/")
    clerk.page.keyboard.press("F7")
    expect(clerk.page.get_by_text("Mùa Thị Dợ")).to_be_visible()
    clerk.judge("returning-1-waiting")
    clerk.page.keyboard.type(dossier.code)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_role("heading", name="Trao kết quả của Lò Văn Pản")).to_be_visible()


def scan_the_daughters_card(clerk: Visitor) -> None:
    expect(clerk.page.locator("#id_card")).to_be_focused()
    clerk.page.keyboard.type(HER_CARD)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_label("Họ tên người nhận")).to_have_value("Lò Thị Xuân")
    expect(clerk.page.get_by_label("Đã quét thẻ căn cước")).to_be_checked()
    clerk.judge("returning-2-card-read")
    clerk.page.get_by_label("Người nhà của người đứng đơn").check(force=True)
    clerk.page.get_by_label(re.compile("Là gì của người đứng đơn")).fill("con gái")
    clerk.page.get_by_label(re.compile("Giấy ủy quyền hoặc giấy cho thấy quan hệ")).fill("Giấy khai sinh số 12/1998")


def sign_with_a_finger(clerk: Visitor) -> None:
    pad = clerk.page.locator("canvas.signature")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    x, y = box["x"] + 40, box["y"] + 90
    clerk.page.mouse.move(x, y)
    clerk.page.mouse.down()
    for across, down in ((60, -50), (110, 40), (190, -30), (260, 50), (330, -20)):
        clerk.page.mouse.move(x + across, y + down, steps=6)
    clerk.page.mouse.up()
    assert clerk.page.locator("#id_signature").input_value().startswith("data:image/png;base64,")


def number_a_parcel_by_two_scans(clerk: Visitor) -> None:
    clerk.page.get_by_role("link", name=re.compile("Gửi bưu điện")).click()
    expect(clerk.page.get_by_role("heading", name="Gửi kết quả qua bưu điện")).to_be_visible()
    clerk.judge("returning-5-post")
    clerk.page.get_by_label("Mã hồ sơ trên nhãn").fill(PostalItem.objects.get(state="prepared").dossier.code)
    clerk.page.get_by_label("Mã hồ sơ trên nhãn").press("Enter")
    expect(clerk.page.get_by_role("textbox", name="Số hiệu bưu gửi")).to_be_focused()
    clerk.page.keyboard.type("EE111111111VN")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_text("EE111111111VN").first).to_be_visible()


@override_settings(DEMO=True)
def test_pages_of_returning_hold_on_a_phone_and_on_the_desk(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    clock.at = THURSDAY
    office = factories.office()
    User.objects.update(is_demo=True)
    dossier = walk(status=Status.RESULT_READY, office=office, at=MONDAY).dossier
    keep_original(dossier, originals=2)
    others_wait(office)
    pages = {"waiting": "/quay/tra/", "post": "/quay/tra/buu-dien/", "open": f"/quay/tra/{dossier.code}/"}
    for width in (PHONE, DESK):
        clerk = at_the_counter(office=office, chromium=chromium, live_server=live_server, width=width)
        for name, path in pages.items():
            clerk.go(path)
            clerk.judge(f"returning-{name}")


@override_settings(DEMO=True)
def test_without_scripts_the_paper_is_signed(chromium: Browser, live_server: LiveServer, clock: Clock) -> None:
    clock.at = THURSDAY
    office = factories.office()
    User.objects.update(is_demo=True)
    dossier = walk(status=Status.RESULT_READY, office=office, at=MONDAY).dossier
    clerk = at_the_counter(office=office, chromium=chromium, live_server=live_server, width=TABLET, has_scripts=False)
    clerk.go(f"/quay/tra/{dossier.code}/")
    assert not clerk.page.locator("canvas.signature").is_visible()
    clerk.page.get_by_label("Người đứng đơn", exact=True).check(force=True)
    clerk.page.get_by_label("Họ tên người nhận").fill(dossier.applicant_name)
    clerk.page.get_by_label("Đã xem giấy tờ tùy thân").check(force=True)
    clerk.page.get_by_role("button", name="Đã trao kết quả").click()
    clerk.page.get_by_label(re.compile("Người nhận đã ký trên giấy")).check(force=True)
    clerk.page.get_by_role("button", name="Ghi chữ ký").click()
    expect(clerk.page.get_by_text("bản giấy lưu theo hồ sơ").first).to_be_visible()
    assert Collection.objects.get().signed == "paper"
