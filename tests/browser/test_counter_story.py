"""The counter by keyboard alone: a scanner's burst, three letters, one key for all papers; keystrokes and seconds told.

Bà Hạnh brings two dossiers with ticket 42. The one is received, the other lacks a paper and is asked for in writing;
when she is back with it, her card is enough. What was measured is printed: it is told, not only judged.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.models import Official
from apps.visits.models import Visit
from tests import factories, walking
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.factories import PASSWORD, ZONE, Office

MOST_KEYS, MOST_SECONDS = 30, 60
BETWEEN_KEYS = 4  # milliseconds between two letters of a scanner
HANH = "014158000042"
CARD = f"{HANH}||LƯỜNG THỊ HẠNH|12051958|Nữ|Thôn Nà Lạn, xã Suối Mây|15032022"


@dataclass
class Hands:
    """Somebody at the keyboard; a burst of the scanner counts as one key."""

    page: Page
    keys: int = 0
    began: float = field(default_factory=time.monotonic)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.wait_for_load_state("load")  # a page whose scripts are still on their way knows no shortcut
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def scan(self, text: str) -> None:
        """What a hand scanner does: letters as fast as they come, and Enter."""
        self.keys += 1
        self.page.keyboard.type(text, delay=BETWEEN_KEYS)
        self.page.keyboard.press("Enter")

    def tell(self, what: str) -> float:
        seconds = time.monotonic() - self.began
        print(f"\n{what}: {self.keys} keystrokes, {seconds:.1f} s")  # noqa: T201
        return seconds


def seat(chromium: Browser, live_server: LiveServer, official: Official, *, width: int = 1440) -> Visitor:
    made = visitor(chromium=chromium, live_server=live_server, width=width)
    made.page.set_default_timeout(120_000)  # a busy machine is late, not wrong
    made.go("/dang-nhap/")
    made.page.fill("input[name=username]", official.user.username)
    made.page.fill("input[name=password]", PASSWORD)
    made.page.locator("main form:has(input[name=password]) button[type=submit]").click()
    expect(made.page.get_by_role("navigation", name="Các phòng việc")).to_be_visible()
    return made


def town(clock: Clock) -> Office:
    """An office that knows bà Hạnh, with two procedures."""
    clock.at = datetime(2026, 11, 16, 14, 10, tzinfo=ZONE)
    office = factories.office()
    factories.offering(agency=office.agency, documents=("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",))
    factories.offering(
        agency=office.agency,
        name="Đăng ký khai sinh",
        documents=("Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Giấy chứng nhận kết hôn của cha mẹ"),
    )
    factories.person(name="Lường Thị Hạnh", personal_id=HANH)
    return office


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_known_person_is_received_with_few_keys_and_no_mouse(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = town(clock)
    clerk = seat(chromium, live_server, office.clerk)
    clerk.go("/quay/nhan/")
    hands = Hands(clerk.page)

    hands.scan(CARD)
    expect(clerk.page.locator("#id_name")).to_have_value("Lường Thị Hạnh")
    hands.write("hon")
    hands.press("Enter")
    expect(clerk.page.get_by_role("heading", name="Giấy tờ")).to_be_visible()
    hands.press("d")
    expect(clerk.page.locator("input[name^=co-]").first).to_be_checked()
    hands.press("Control+Enter")
    expect(clerk.page.get_by_text("Đã nhận hồ sơ H99.71-261116-0001")).to_be_visible()
    seconds = hands.tell("a known person, all papers there")

    assert hands.keys <= MOST_KEYS
    assert seconds < MOST_SECONDS
    clerk.judge("counter-received")


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_ba_hanh_brings_two_dossiers_and_one_lacks_a_paper(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = town(clock)
    waiting = walking.walk_to(status=Status.SUBMITTED, office=office, at=clock.at - timedelta(days=3))
    assert waiting.intake_due_at
    clock.at = waiting.intake_due_at - timedelta(minutes=40)
    clerk = seat(chromium, live_server, office.clerk)
    page = clerk.page
    clerk.go("/quay/nhan/")
    expect(page.get_by_text("Còn 40 phút để nhận")).to_be_visible()
    hands = Hands(page)

    hands.scan(CARD)
    expect(page.locator("#id_name")).to_have_value("Lường Thị Hạnh")
    page.locator("#id_ticket").focus()
    hands.write("42")
    page.locator("#tim_thu_tuc").focus()
    hands.write("tthn")
    hands.press("Enter")
    expect(page.locator(".pick button").first).to_be_focused()  # the neighbour's has the same letters
    hands.press("1")
    expect(page.get_by_role("heading", name="Giấy tờ")).to_be_visible()
    hands.press("d")
    hands.press("Control+Enter")
    expect(page.get_by_text("Đã nhận hồ sơ H99.71-261116-0001")).to_be_visible()
    hands.press("F4")
    expect(page.locator("#id_name")).to_have_value("Lường Thị Hạnh")
    hands.write("ks")
    hands.press("Enter")
    expect(page.get_by_role("heading", name="Giấy tờ")).to_be_visible()
    hands.press("Space")
    hands.press("F6")
    expect(page.get_by_text("yêu cầu bổ sung bằng văn bản (mẫu 02)")).to_be_visible()
    clerk.judge("counter-asking")
    hands.press("F6")
    expect(page.get_by_text("Đã lập phiếu yêu cầu bổ sung, mã tạm")).to_be_visible()
    clerk.judge("counter-asked")
    hands.tell("two dossiers of bà Hạnh, one received, one asked for in writing")

    visit, asked = Visit.objects.get(), Dossier.objects.get(status=Status.NEED_FIX_INTAKE)
    assert (visit.ticket, visit.doings.count()) == ("42", 2)
    assert asked.asked_items.count() == 2
    clerk.go("/quay/nhan/")
    hands = Hands(page)
    hands.scan(CARD)
    expect(page.get_by_text("đang chờ giấy bổ sung")).to_be_visible()
    clerk.judge("counter-back")
    hands.press("F3")
    expect(page.get_by_role("heading", name="Giấy tờ")).to_be_visible()
    clerk.judge("counter-again")
    hands.press("d")
    expect(page.locator("input[name^=co-]:not(:checked)")).to_have_count(0)
    hands.press("Control+Enter")
    expect(page.get_by_text("Đã nhận hồ sơ H99.71-261116-0002")).to_be_visible()
    hands.tell("bà Hạnh is back with her papers")
    clerk.go("/quay/luot/")
    clerk.judge("counter-visits")
    page.get_by_role("button", name="Kết thúc lượt").press("Enter")
    expect(page.get_by_text("Đã kết thúc lượt của Lường Thị Hạnh")).to_be_visible()

    page.locator(".queue form button").first.press("Enter")
    expect(page.get_by_role("heading", name=waiting.procedure_name)).to_be_visible()
    second = seat(chromium, live_server, office.second_clerk, width=768)
    second.go("/quay/nhan/")
    expect(second.page.get_by_text("đang xem: Vi Thị Hạnh")).to_be_visible()
    second.judge("counter-second-clerk")


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_somebody_new_with_three_missing_papers_is_told_in_figures(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = town(clock)
    clerk = seat(chromium, live_server, office.clerk)
    page = clerk.page
    clerk.go("/quay/nhan/")
    hands = Hands(page)

    hands.write("036199000123")
    hands.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()
    hands.write("Ha Van Thuong")
    page.locator("#tim_thu_tuc").focus()
    hands.write("ks")
    hands.press("Enter")
    expect(page.get_by_role("heading", name="Giấy tờ")).to_be_visible()
    hands.press("F6")
    expect(page.get_by_text("yêu cầu bổ sung bằng văn bản (mẫu 02)")).to_be_visible()
    hands.press("F6")
    expect(page.get_by_text("Đã lập phiếu yêu cầu bổ sung, mã tạm")).to_be_visible()
    hands.tell("somebody new, three papers missing")

    assert Dossier.objects.get().asked_items.count() == 3


BURST = """text => {
  for (const key of [...text, "Enter"]) {
    const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    (document.activeElement || document.body).dispatchEvent(pressed);
  }
}"""


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_scanner_is_understood_wherever_the_cursor_stands(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = town(clock)
    clerk = seat(chromium, live_server, office.clerk)
    page = clerk.page
    clerk.go("/quay/nhan/")

    page.locator("#id_address").fill("Thôn Nà Lạn")
    page.evaluate(BURST, CARD)
    expect(page.locator("#id_name")).to_have_value("Lường Thị Hạnh")
    expect(page.locator("#id_personal_id")).to_have_value(HANH)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(BURST, CARD.replace("LƯỜNG THỊ HẠNH", "VI VĂN THẮNG").replace(HANH, "014058000043"))

    expect(page.locator("#id_name")).to_have_value("Vi Văn Thắng")
    assert not Dossier.objects.exists()


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_scanner_without_scripts_does_with_its_own_enter(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = town(clock)
    clerk = visitor(chromium=chromium, live_server=live_server, width=768, has_scripts=False)
    clerk.go("/dang-nhap/")
    clerk.page.fill("input[name=username]", office.clerk.user.username)
    clerk.page.fill("input[name=password]", PASSWORD)
    clerk.page.locator("main form:has(input[name=password]) button[type=submit]").click()
    clerk.go("/quay/nhan/")

    Hands(clerk.page).scan(CARD)

    expect(clerk.page.locator("#id_name")).to_have_value("Lường Thị Hạnh")
    expect(clerk.page.locator("#id_personal_id")).to_have_value(HANH)
