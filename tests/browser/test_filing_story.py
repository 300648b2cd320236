"""A citizen files from a phone, and loses nothing: the whole portal, a real VNeID beside it, real Chromium at 360 px.

Chị Lành, on a bus, registers her son's birth with two photographs, loses the signal twice, and finishes at home on
another phone. One paper is blurred: she is told which, why and how, and answers once. She pays for an extra copy by
VietQR, sees who holds it and who looked at it, and downloads the result; the school checks it. Her mother-in-law, who
has no phone, does the same at the desk with a helper, and is counted as helped. All of it again without scripts.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from weasyprint import HTML

from config.launch import processes
from tests.accounts import vneid
from tests.browser.commune import SECRET, Commune
from tests.browser.conftest import Visitor
from tests.launch import houses
from tests.launch.conftest import throw_away
from tests.sizes import pick

CLERK, OFFICER, HEAD, LEADER = "lan", "dung", "thuy", "binh"
WAIT_SECONDS = 60.0
BIRTH = "/nop/1.001193/"
PAPER = "Giấy chứng sinh"
CHILD = {
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
CHOSEN = {"child_sex": "Nam", "has_birth_paper": "Có", "parents_marriage": "Chưa đăng ký"}
HERE = ("child_birth_address", "child_home_town", "mother_residence")

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Commune]:
    folder = tmp_path_factory.mktemp("filing")
    with (
        vneid.running() as provider,
        houses.running(
            folder=folder,
            DEMO="1",
            DEMO_GATEWAY_PORT=str(processes.free_port()),
            DEMO_SMTP_PORT=str(processes.free_port()),
            BANK_NOTICE_SECRET=SECRET,
            VNEID_ISSUER=provider.issuer,
            VNEID_CLIENT_ID="xa-suoi-may",
            VNEID_CLIENT_SECRET="bi-mat",
            VNEID_SCOPES="openid,profile,phone",
        ) as house,
    ):
        provider.know("lanh", vneid.LANH)
        yield Commune(house=house, provider=provider, chromium=chromium)
    throw_away(folder)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("photos")
    made = [folder / "giay-chung-sinh.jpg", folder / "can-cuoc-cua-me.jpg", folder / "chung-sinh-chup-lai.jpg"]
    for number, path in enumerate(made):
        Image.effect_noise((900, 1200), 30 + number).convert("RGB").save(path, quality=70)
    return made


@pytest.mark.parametrize("has_scripts", pick(sample=[True], full=[True, False]))
def test_chi_lanh_files_and_loses_nothing(
    commune: Commune, photos: list[Path], tmp_path: Path, has_scripts: bool
) -> None:
    mark = "" if has_scripts else "-plain"
    bus = commune.by_vneid(subject="lanh", next_page=BIRTH, has_scripts=has_scripts)
    reference = begins_on_the_bus(bus, has_scripts=has_scripts)
    bus.judge(f"filing-1-on-the-bus{mark}")
    home = commune.by_vneid(subject="lanh", next_page=f"/nop/ho-so/{reference}/to-khai/", has_scripts=has_scripts)
    finishes_the_form(home)
    sends_two_photographs(home, photos, mark, has_scripts=has_scripts)
    chooses_a_copy_and_files(home, mark)

    clerk = commune.official(CLERK)
    says_it_is_blurred(clerk, reference)
    answers_once(home, reference, photos[2], mark, has_scripts=has_scripts)
    code = takes_it_in(clerk, reference)
    pays_by_transfer(commune, home, code, mark)
    looks_at_it(commune, HEAD, code)
    sees_who_holds_it_and_who_looked(home, code, mark)

    result = prepares_signs_and_sends(commune, clerk, code, tmp_path)
    address = downloads_the_result(home, code, result)
    the_school_checks_it(commune, address, result, mark, has_scripts=has_scripts)


def test_her_mother_in_law_is_helped_and_counted(commune: Commune, photos: list[Path]) -> None:
    """No phone, no account: a clerk types while she sits there; she hears it read and signs."""
    clerk = commune.official(CLERK)
    clerk.go("/giup-nop/")
    page = clerk.page
    page.fill("[name=name]", "Lò Thị Ín")
    page.fill("[name=personal_id]", "014150000123")
    page.fill("[name=address]", "Thôn Nà Lạn, xã Suối Mây")
    page.select_option("[name=procedure]", "1.001193")
    page.locator("[name=told][value=letter]").check(force=True)
    page.locator("[name=present]").check(force=True)
    clerk.judge("helped-1-who-sits-here")
    page.get_by_role("button", name=re.compile("Bắt đầu")).click()
    page.get_by_role("button", name="Lưu và đi tiếp").click()
    page.wait_for_url(re.compile("/to-khai/"))
    fill_in(clerk)
    send(clerk, photo=photos[0])
    page.get_by_role("link", name="Đi tiếp").click()
    page.locator("[name=delivery][value=counter]").check(force=True)
    page.get_by_role("button", name="Lưu và xem lại").click()
    page.wait_for_url(re.compile("/xem-lai/"))
    clerk.judge("helped-2-review")
    page.get_by_role("link", name=re.compile("[Xx]ác nhận")).first.click()
    clerk.judge("helped-3-her-own-word")
    page.locator("[name=signed]").check(force=True)
    page.get_by_role("button", name="Người nộp đã ký").click()
    page.locator("[name=agree]").check(force=True)
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url(re.compile("/da-nop/"))
    clerk.judge("helped-4-filed")
    reference = re.search(r"TMP-[0-9A-Z]{8}", page.url)
    assert reference
    clerk.go(f"/quay/ho-so/{reference.group()}/")
    receives(clerk)
    leader = commune.official(LEADER)
    leader.go("/dieu-hanh/nop-giup/")
    expect(leader.page.locator("main")).to_contain_text("Đọc to")
    leader.judge("helped-5-counted")


def begins_on_the_bus(bus: Visitor, *, has_scripts: bool) -> str:
    """Two tunnels: what was typed in them is saved when the signal is back."""
    page = bus.page
    page.get_by_role("button", name=re.compile("Bắt đầu")).click()
    page.locator("input[name=whose][value=ban-than]").check(force=True)
    page.get_by_role("button", name="Lưu và đi tiếp").click()
    page.wait_for_url(re.compile("/to-khai/"))
    reference = re.search(r"TMP-[0-9A-Z]{8}", page.url)
    assert reference
    if has_scripts:
        for name in ("child_name", "child_birth_place"):
            page.context.set_offline(True)
            page.locator(f"[name={name}]").press_sequentially(CHILD[name])
            expect(page.locator("[data-autosave-status]")).to_contain_text("Chưa lưu")
            page.context.set_offline(False)
            expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
        bus.complaints.clear()  # of the tunnels
    else:
        page.fill("[name=child_name]", CHILD["child_name"])
        page.fill("[name=child_birth_place]", CHILD["child_birth_place"])
        page.locator("button[name=luu]").first.click()
        expect(page.get_by_text("Đã lưu").first).to_be_visible()
    return reference.group()


def finishes_the_form(home: Visitor) -> None:
    """On the other phone what was typed on the bus is there."""
    page = home.page
    expect(page.locator("[name=child_name]")).to_have_value(CHILD["child_name"])
    expect(page.locator("[name=child_birth_place]")).to_have_value(CHILD["child_birth_place"])
    fill_in(home)


def fill_in(home: Visitor) -> None:
    page = home.page
    for name, value in CHILD.items():
        page.fill(f"[name={name}]", value)
    for place in HERE:
        page.select_option(f"[name={place}-province]", "here")
    for name, value in CHOSEN.items():
        page.locator(f"[name={name}][value='{value}']").check(force=True)
    page.select_option("[name=requester_relation]", "Mẹ")
    page.get_by_role("button", name="Lưu và sang giấy tờ").click()
    page.wait_for_url(re.compile("/giay-to/"))


def sends_two_photographs(home: Visitor, photos: list[Path], mark: str, *, has_scripts: bool) -> None:
    send(home, photo=photos[0], has_scripts=has_scripts)
    send(home, photo=photos[1], has_scripts=has_scripts)
    home.judge(f"filing-2-photographs{mark}")
    home.page.get_by_role("link", name="Đi tiếp").click()


def send(visitor: Visitor, *, photo: Path, has_scripts: bool = True) -> None:
    """One photograph of the paper from the hospital; it has arrived when its page is shown."""
    form = visitor.page.locator("main form[enctype='multipart/form-data']", has_text=PAPER).first
    before = visitor.page.locator("main .thumb img").count()
    form.locator("input[type=file]").set_input_files(photo)
    if not has_scripts:  # with scripts a chosen file is on its way already
        form.locator("button[name=gui]").click()
    wait_until(lambda: has_more_pages(visitor, before), what=f"the page of {photo.name} is shown")


def has_more_pages(visitor: Visitor, before: int) -> bool:
    visitor.page.wait_for_timeout(700)
    if visitor.page.locator("main .thumb img").count() > before:
        return True
    visitor.page.reload()
    return visitor.page.locator("main .thumb img").count() > before


def chooses_a_copy_and_files(home: Visitor, mark: str) -> None:
    page = home.page
    page.locator("[name=delivery][value=counter]").check(force=True)
    page.locator("[name=wants_electronic]").check(force=True)
    page.fill("[name=extra_copies]", "1")
    page.get_by_role("button", name="Lưu và xem lại").click()
    page.wait_for_url(re.compile("/le-phi/"))
    expect(page.locator("main")).to_contain_text("8.000 đ")
    page.locator("[name=way][value=vietqr]").check(force=True)
    home.judge(f"filing-3-fee{mark}")
    page.get_by_role("button", name="Lưu và xem lại").click()
    page.locator("[name=agree]").check(force=True)
    home.judge(f"filing-4-review{mark}")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url(re.compile("/da-nop/"))
    home.judge(f"filing-5-filed{mark}")
    assert "SHA-256" in page.locator("main").inner_text()


def says_it_is_blurred(clerk: Visitor, reference: str) -> None:
    clerk.go(f"/quay/ho-so/{reference}/yeu-cau-bo-sung/")
    row = clerk.page.locator(".ask-row", has_text=PAPER).first
    row.locator("input[type=checkbox]").check(force=True)
    row.locator("select").select_option("blurred")
    clerk.page.fill("[name=reason]", "Giấy chứng sinh chụp bị mờ, chưa đọc được tên và ngày sinh.")
    clerk.judge("filing-6-asking")
    clerk.page.locator("form:has(.ask-row) button[type=submit]").last.click()
    expect(clerk.page.get_by_text(re.compile("[Cc]hờ người dân|Chờ bổ sung|Cần bổ sung")).first).to_be_visible()


def answers_once(home: Visitor, reference: str, photo: Path, mark: str, *, has_scripts: bool) -> None:
    home.go(f"/ho-so/{reference}/")
    home.page.locator(f"main a[href$='/ho-so/{reference}/bo-sung/']").first.click()
    expect(home.page.locator("main")).to_contain_text("Lần 1/1")
    expect(home.page.locator(".asked-why")).to_contain_text("Mờ")
    home.judge(f"filing-7-asked{mark}")
    send(home, photo=photo, has_scripts=has_scripts)
    home.page.get_by_role("button", name="Đã bổ sung xong, gửi quầy").click()
    expect(home.page.get_by_text("Đã gửi phần bổ sung").first).to_be_visible()


def takes_it_in(clerk: Visitor, reference: str) -> str:
    """What was sent before and what came now lie side by side (desk/asked_document.html)."""
    clerk.go(f"/quay/ho-so/{reference}/")
    expect(clerk.page.get_by_text("Bản trước").first).to_be_visible()
    expect(clerk.page.get_by_text("Bản mới").first).to_be_visible()
    clerk.judge("filing-8-old-and-new")
    code = receives(clerk)
    clerk.go(f"/quay/ho-so/{code}/chuyen/")
    clerk.page.get_by_label(re.compile("Hoàng Văn Dũng")).check(force=True)
    clerk.page.get_by_role("button", name="Chuyển hồ sơ").click()
    expect(clerk.page.get_by_text("Đã chuyển hồ sơ")).to_be_visible()
    return code


def receives(clerk: Visitor) -> str:
    """The dossier on the screen is taken in and promised a day."""
    clerk.page.get_by_role("link", name="Nhận hồ sơ").click()
    clerk.page.get_by_role("button", name="Nhận hồ sơ và hẹn ngày trả").click()
    expect(clerk.page.get_by_text("Đã nhận hồ sơ")).to_be_visible()
    code = re.search(r"H99\.71-\d{6}-\d{4,}", clerk.page.locator("main").inner_text())
    assert code
    return code.group()


def pays_by_transfer(commune: Commune, home: Visitor, code: str, mark: str) -> None:
    home.go(f"/ho-so/{code}/nop-tien/")
    home.judge(f"filing-9-vietqr{mark}")
    home.page.locator("details.more > summary").first.click()
    content = home.page.locator(".pay-facts dd.code").last.inner_text()
    commune.bank_says(amount=8000, content=f"MB {content} chuyen tien")
    home.go(f"/ho-so/{code}/")
    expect(home.page.locator("main")).to_contain_text("Đã nộp")


def looks_at_it(commune: Commune, name: str, code: str) -> None:
    commune.official(name).go(f"/quay/ho-so/{code}/")


def sees_who_holds_it_and_who_looked(home: Visitor, code: str, mark: str) -> None:
    home.go(f"/ho-so/{code}/")
    expect(home.page.locator("main")).to_contain_text("Hoàng Văn Dũng")
    home.judge(f"filing-10-who-holds-it{mark}")
    home.page.get_by_role("link", name="Xem tất cả các lần").click()
    expect(home.page.locator("main")).to_contain_text("Trưởng bộ phận")
    home.judge(f"filing-11-who-looked{mark}")


def prepares_signs_and_sends(commune: Commune, clerk: Visitor, code: str, tmp_path: Path) -> bytes:
    """The officer's PDF, the chairman's signature, the electronic copy on its way."""
    paper = tmp_path / "giay-khai-sinh.pdf"
    paper.write_bytes(HTML(string="<h1>Giấy khai sinh</h1>").write_pdf())
    officer = commune.official(OFFICER)
    officer.go(f"/quay/ho-so/{code}/")
    officer.page.get_by_role("button", name="Bắt đầu xử lý").click()
    officer.page.get_by_role("link", name="Trình ký").first.click()
    officer.page.locator("[name=outcome][value=granted]").check(force=True)
    officer.page.locator("input[type=file]").set_input_files(paper)
    officer.page.get_by_label(re.compile("Nông Văn Bình")).check(force=True)
    officer.page.get_by_role("button", name="Trình lãnh đạo ký").click()
    expect(officer.page.get_by_text("Chờ ký").first).to_be_visible()
    leader = commune.official(LEADER)
    leader.go("/ky/")
    leader.page.locator(".signrow", has_text=code).locator("a").first.click()
    leader.page.get_by_label(re.compile(f"Chọn ký: .*{code}")).press("Space")
    leader.page.get_by_role("button", name=re.compile("^Ký")).first.click()
    expect(leader.page.get_by_text(re.compile("[Đđ]ã ký")).first).to_be_visible()
    return paper.read_bytes()


def downloads_the_result(home: Visitor, code: str, result: bytes) -> str:
    """The very file that was signed; and where anybody may check it."""
    home.go(f"/ho-so/{code}/")
    with home.page.expect_download() as started:
        home.page.get_by_role("button", name=re.compile("Tải")).click()
    assert Path(started.value.path()).read_bytes() == result
    home.go(f"/ho-so/{code}/")
    home.page.get_by_role("link", name=re.compile("mã QR xác thực")).click()
    shown = re.search(r"/xac-thuc/[\w-]+/", home.page.content())
    assert shown
    return shown.group()


def the_school_checks_it(commune: Commune, address: str, result: bytes, mark: str, *, has_scripts: bool) -> None:
    school = commune.stranger(has_scripts=has_scripts)
    school.go(address)
    expect(school.page.locator("h1")).to_have_text("Giấy này do chúng tôi cấp")
    assert "Lò" not in school.page.locator("main").inner_text()
    drop(school, result)
    expect(school.page.get_by_text("nguyên vẹn", exact=False).first).to_be_visible()
    expect(school.page.locator("main")).to_contain_text("Chưa ký số")
    school.judge(f"filing-12-checked{mark}")
    drop(school, result + b"\n% one more line")
    expect(school.page.get_by_text(re.compile("không|khác")).first).to_be_visible()


def drop(school: Visitor, content: bytes) -> None:
    file = {"name": "giay-khai-sinh.pdf", "mimeType": "application/pdf", "buffer": content}
    school.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    school.page.get_by_role("button", name="So tệp này").click()


def wait_until(is_so: Callable[[], bool], *, what: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < until, f"did not happen: {what}"
