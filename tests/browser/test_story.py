"""The whole story on the whole portal: real supervisor, PostgreSQL, broker, worker, beat, gateway, and real Chromium.

Chị Lành files a birth registration from her phone; the clerk accepts it and promises a day; an officer resolves it; the
chairman signs; the result is returned; the worker folds the figures; another dossier's promise is about to break, its
holder is asked, the chairman signs an apology, the citizen is told; chị Lành rates the service.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from config.launch import processes
from tests.browser.conftest import Visitor, newcomer
from tests.launch import houses
from tests.launch.conftest import throw_away

PASSWORD = "motcua-demo"
CITIZEN, CLERK, OFFICER, LEADER = "0900000001", "lan", "dung", "binh"
PHONE, DESK = 360, 1440
WAIT_SECONDS = 60.0
BIRTH = {
    "child_name": "Lò Minh Khôi",
    "child_birth_date": "02/11/2026",
    "child_ethnicity": "Thái",
    "child_nationality": "Việt Nam",
    "child_birth_place": "Trạm y tế xã Suối Mây",
    "mother_name": "Lò Thị Lành",
    "mother_birth_date": "12/05/1996",
    "mother_ethnicity": "Thái",
    "mother_nationality": "Việt Nam",
    "mother_residence-detail": "Thôn Nà Lạn",
    "mother_personal_id": "014196000001",
}
DELAY = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."


@dataclass
class Portal:
    """The running house and its visitors."""

    house: houses.House
    gateway_port: int
    chromium: Browser
    known: dict[tuple[int, str], Visitor] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.house.port}"

    def visitor(self, *, width: int, user: str = "") -> Visitor:
        """Somebody with a browser of that width; who logged in once stays logged in."""
        if user and (width, user) in self.known:
            return self.known[width, user]
        made = newcomer(chromium=self.chromium, address=self.address, width=width)
        if user:
            made.go("/dang-nhap/")
            if user == CITIZEN:
                self._by_code(made, phone=user)
            else:
                made.page.fill("input[name=username]", user)
                made.page.fill("input[name=password]", PASSWORD)
                made.page.locator("main form:has(input[name=password]) button[type=submit]").click()
            expect(made.page).not_to_have_url(re.compile("dang-nhap"))
            self.known[width, user] = made
        return made

    def _by_code(self, made: Visitor, *, phone: str) -> None:
        """A citizen reads six digits on her phone."""
        before = self._codes()
        made.page.fill("input[name=phone]", phone)
        made.page.locator("main form:has(input[name=phone]) button[type=submit]").click()
        until = time.monotonic() + WAIT_SECONDS
        while not (new := self._codes() - before):
            assert time.monotonic() < until, "no SMS with a code"
            made.page.wait_for_timeout(200)
        made.page.fill("input[name=code]", new.pop())
        made.page.locator("main form:has(input[name=code]) button[type=submit]").click()

    def _codes(self) -> set[str]:
        return set(re.findall(r"(\d{3} \d{3}), d", json.dumps(self.sent(), ensure_ascii=False)))

    def sent(self) -> list[dict[str, str]]:
        """What the gateway was given so far: SMS and mail."""
        with urlopen(f"http://127.0.0.1:{self.gateway_port}/messages.json", timeout=10) as answer:
            found: list[dict[str, str]] = json.load(answer)
            return found


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Portal]:
    """`bootstrap.py run` with DEMO=1 in a folder of its own."""
    folder = tmp_path_factory.mktemp("story")
    gateway = processes.free_port()
    with houses.running(
        folder=folder, DEMO="1", DEMO_GATEWAY_PORT=str(gateway), DEMO_SMTP_PORT=str(processes.free_port())
    ) as house:
        yield Portal(house=house, gateway_port=gateway, chromium=chromium)
    throw_away(folder)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photo") / "giay-chung-sinh.jpg"
    Image.effect_noise((900, 1200), 40).convert("RGB").save(path, quality=70)
    return path


@pytest.mark.timeout(600)
def test_chi_lanh_and_the_promise(portal: Portal, photo: Path) -> None:
    lanh = portal.visitor(width=PHONE, user=CITIZEN)
    reference, factor = file_birth_registration(lanh, photo)
    code = accept(portal, reference)
    track(portal, code, factor)
    hand_over(portal, code)
    prepare_result(portal, code)
    sign(portal, code)
    return_result(portal, code)
    see_the_figures(portal)
    rate(portal, lanh, code)
    late = say_it_will_not_be_kept(portal)
    sign_apology(portal, late)
    wait_until(lambda: is_told(portal, late, "xin lỗi"), what="the apology reaches the citizen")


def file_birth_registration(lanh: Visitor, photo: Path) -> tuple[str, str]:
    page = lanh.page
    lanh.go("/nop/1.001193/")
    lanh.judge("story-1-before-filing")
    page.get_by_role("button", name="Bắt đầu").click()
    page.locator("input[name=whose][value=ban-than]").check(force=True)
    page.get_by_role("button", name="Lưu và đi tiếp").click()
    page.get_by_role("button", name="Lưu và sang giấy tờ").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    lanh.judge("story-2-form-after-an-error")
    for name, value in BIRTH.items():
        page.fill(f"[name={name}]", value)
    for place in ("child_birth_address", "child_home_town", "mother_residence"):
        page.select_option(f"[name={place}-province]", "here")
    page.locator("[name=child_sex][value=Nam]").check(force=True)
    page.locator("[name=has_birth_paper][value=Có]").check(force=True)
    page.locator("[name=parents_marriage][value='Chưa đăng ký']").check(force=True)
    page.select_option("[name=requester_relation]", "Mẹ")
    page.get_by_role("button", name="Lưu và sang giấy tờ").click()
    for number in (0, 1):
        page.locator("main input[type=file]").nth(number).set_input_files(photo)
        expect(page.locator("main .proof")).to_have_count(number + 1)  # a worker has judged and bound it
    lanh.judge("story-3-documents")
    page.get_by_role("link", name="Đi tiếp").click()
    page.get_by_role("button", name="Lưu và xem lại").click()
    lanh.judge("story-4-review")
    page.locator("[name=agree]").check(force=True)
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url(re.compile("/da-nop/"))
    lanh.judge("story-5-filed")
    text = page.locator("main").inner_text()
    reference = re.search(r"TMP-[0-9A-Z]{8}", text)
    factor = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text.replace(reference.group(), "") if reference else text)
    assert reference
    assert factor
    return reference.group(), factor.group()


def accept(portal: Portal, reference: str) -> str:
    clerk = portal.visitor(width=DESK, user=CLERK)
    clerk.go("/quay/")
    clerk.judge("story-6-counter")
    clerk.page.locator(f"a[href='/quay/ho-so/{reference}/']").first.click()
    clerk.page.get_by_role("link", name="Nhận hồ sơ").click()
    clerk.judge("story-7-accepting")
    clerk.page.get_by_role("button", name="Nhận hồ sơ và hẹn ngày trả").click()
    expect(clerk.page.get_by_text("Đã nhận hồ sơ")).to_be_visible()
    clerk.judge("story-8-accepted")
    code = re.search(r"H99\.71-\d{6}-\d{4,}", clerk.page.locator("main").inner_text())
    assert code
    clerk.page.get_by_role("link", name="Chuyển cho đồng nghiệp").click()
    return code.group()


def track(portal: Portal, code: str, factor: str) -> None:
    stranger = portal.visitor(width=PHONE)
    stranger.go("/tra-cuu/")
    fields = stranger.page.locator("main form input:visible")
    fields.nth(0).fill(code)
    fields.nth(1).fill(factor)
    stranger.page.locator("main form button").filter(has_text=re.compile("Xem|Tra")).first.click()
    expect(stranger.page.locator("main")).to_contain_text("Đã tiếp nhận")
    assert "Lò Thị Lành" not in stranger.page.content()
    stranger.judge("story-9-tracked")


def hand_over(portal: Portal, code: str) -> None:
    clerk = portal.visitor(width=DESK, user=CLERK)
    clerk.go(f"/quay/ho-so/{code}/chuyen/")
    clerk.page.get_by_label(re.compile("Hoàng Văn Dũng")).check(force=True)
    clerk.page.get_by_role("button", name="Chuyển hồ sơ").click()
    expect(clerk.page.get_by_text("Đã chuyển hồ sơ")).to_be_visible()


def prepare_result(portal: Portal, code: str) -> None:
    officer = portal.visitor(width=DESK, user=OFFICER)
    officer.go("/xu-ly/")
    officer.judge("story-10-inbox")
    officer.go(f"/quay/ho-so/{code}/")
    officer.page.get_by_role("button", name="Bắt đầu xử lý").click()
    officer.page.get_by_role("link", name="Trình ký").first.click()
    officer.page.locator("[name=outcome][value=granted]").check(force=True)
    officer.page.get_by_label(re.compile("Nông Văn Bình")).check(force=True)
    officer.page.get_by_role("button", name="Trình lãnh đạo ký").click()
    expect(officer.page.get_by_text("Chờ ký").first).to_be_visible()


def sign(portal: Portal, code: str) -> None:
    leader = portal.visitor(width=DESK, user=LEADER)
    leader.go("/ky/")
    leader.judge("story-11-signing-room")
    read_and_sign(leader, code)
    leader.go(f"/quay/ho-so/{code}/")
    expect(leader.page.get_by_text("Đã có kết quả").first).to_be_visible()
    leader.judge("story-12-signed")


def read_and_sign(leader: Visitor, code: str) -> None:
    """A paper is read before it can be ticked, and ticked before it is signed."""
    leader.page.locator(".signrow", has_text=code).locator("a").first.click()
    leader.page.get_by_label(re.compile(f"Chọn ký: .*{code}")).check(force=True)
    leader.page.get_by_role("button", name=re.compile("^Ký")).first.click()
    expect(leader.page.get_by_text(re.compile("[Đđ]ã ký")).first).to_be_visible()


def return_result(portal: Portal, code: str) -> None:
    clerk = portal.visitor(width=DESK, user=CLERK)
    clerk.go(f"/quay/ho-so/{code}/")
    clerk.page.get_by_role("link", name="Trả kết quả").first.click()
    clerk.page.get_by_label("Người đứng đơn", exact=True).check(force=True)
    clerk.page.get_by_label("Họ tên người nhận").fill("Lò Thị Lành")
    clerk.page.get_by_label("Đã xem giấy tờ tùy thân").check(force=True)
    clerk.page.get_by_role("button", name="Đã trao kết quả").click()
    expect(clerk.page.get_by_text("Đã trao kết quả").first).to_be_visible()
    clerk.judge("story-13-returned")


def see_the_figures(portal: Portal) -> None:
    leader = portal.visitor(width=PHONE, user=LEADER)
    leader.go("/dieu-hanh/")
    leader.judge("story-14-board")
    assert "100%" not in leader.page.locator("main").inner_text().split("\n")[0:12]


def rate(portal: Portal, lanh: Visitor, code: str) -> None:
    wait_until(lambda: rating_link(lanh, code) != "", what="the invitation to rate arrives")
    guest = portal.visitor(width=PHONE)
    guest.go(rating_link(lanh, code))
    guest.judge("story-15-rating")
    guest.page.locator("main form button, main form label").filter(has_text="Rất hài lòng").first.click()
    finish = guest.page.get_by_role("button", name=re.compile("Gửi"))
    if finish.count():
        finish.first.click()
    expect(guest.page.get_by_text(re.compile("[Cc]ảm ơn")).first).to_be_visible()
    guest.judge("story-16-rated")
    guest.go(rating_link(lanh, code))
    expect(guest.page.get_by_text(re.compile("[Cc]ảm ơn|đã")).first).to_be_visible()


def rating_link(lanh: Visitor, code: str) -> str:
    lanh.go(f"/ho-so/{code}/")
    link = re.search(r"/danh-gia/[\w-]+/", lanh.page.content())
    return link.group() if link else ""


def say_it_will_not_be_kept(portal: Portal) -> str:
    officer = portal.visitor(width=DESK, user=OFFICER)
    wait_until(lambda: has_question(officer), what="the guard asks the holder")
    text = officer.page.locator(".ask-card").last.inner_text()
    late, due = re.search(r"H99\.71-\d{6}-\d{4,}", text), re.search(r"\d\d/\d\d/\d{4}", text)
    assert late
    assert due
    due_date = datetime.strptime(due.group(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    for days in range(1, 12):  # the first day after the promise on which the office works
        form = officer.page.locator(".ask-card form").last
        form.locator("[value=will_break]").check(force=True)
        form.locator("details").evaluate("e => { e.open = true }")
        form.locator("[name=reason_code]").select_option("verification")
        form.locator("[name=reason]").fill(DELAY)
        form.locator("[name=new_date]").fill(f"{due_date + timedelta(days=days):%d/%m/%Y}")
        form.get_by_role("button", name=re.compile("Trả lời")).click()
        officer.page.wait_for_load_state()
        if not officer.page.get_by_text("Ngày hẹn lại phải").count():
            break
    officer.judge("story-17-answered")
    return late.group()


def has_question(officer: Visitor) -> bool:
    officer.go("/xu-ly/")
    return officer.page.locator(".ask-card").count() > 0


def sign_apology(portal: Portal, late: str) -> None:
    leader = portal.visitor(width=PHONE, user=LEADER)
    leader.go("/ky/")
    leader.judge("story-18-signing-on-the-phone")
    read_and_sign(leader, late)
    leader.judge("story-19-signed-on-the-phone")


def is_told(portal: Portal, code: str, words: str) -> bool:
    """The SMS carries the last four of the code and never a name (ruling 13)."""
    said = [json.dumps(message, ensure_ascii=False) for message in portal.sent()]
    return any(code[-4:] in message and words in message.lower() for message in said)


def wait_until(is_so: Callable[[], bool], *, what: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < until, f"did not happen: {what}"
        time.sleep(0.5)
