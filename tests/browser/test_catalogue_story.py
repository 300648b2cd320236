"""Every real procedure, in force, found in a second: cô Thu's day with the catalogue, and bác Tư's thumb.

She imports the portal's workbook, reads what changed, settles eight doubtful times, gives the marital status its form
with one condition and its way of four steps, lets an imaginary dossier walk through it, publishes from 1 December and
prints the poster. He types without marks and finds it first try; from that day on he is asked by the new form.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.officials.domain.duties import Duty
from apps.procedures.models import Arrangement, CatalogueImport, Procedure, ProcedureVersion, ReviewItem, WorkflowStep
from apps.procedures.services.commune import load_commune_catalogue
from apps.procedures.tasks import carry_out_imports
from tests import factories
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.factories import ZONE
from tests.procedures.wrapping import detail_workbook

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
FIRST_OF_DECEMBER = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
CODE = "1.004873"
STATE, SPOUSE = "Tình trạng hôn nhân hiện nay", "Họ tên vợ hoặc chồng"
MARRIED = "Đang có vợ hoặc chồng"
STEPS = (
    ("Xem xét hồ sơ", Duty.CASE_OFFICER, "4"),
    ("Xác minh nơi ở trước đây", Duty.CASE_OFFICER, "8"),
    ("Soạn giấy xác nhận", Duty.CASE_OFFICER, "4"),
    ("Lãnh đạo ký", Duty.LEADER, "4"),
)
NEW_CODE = "1.900001"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_co_thu_keeps_the_catalogue_and_bac_tu_finds_in_it(
    chromium: Browser, live_server: LiveServer, clock: Clock, tmp_path: Path
) -> None:
    clock.at = MONDAY
    office = factories.office()
    load_commune_catalogue(agency=office.agency, at=MONDAY)
    nothing_is_arranged_yet()
    thu = factories.official(agency=office.agency, name="Hà Thị Thu", position="Văn phòng", duties=(Duty.EDITOR,))
    tu = factories.person(name="Quàng Văn Tư", phone="+84978222333")
    User.objects.create_user(tu.phone, factories.PASSWORD, person=tu, created_at=MONDAY)
    User.objects.update(is_demo=True)
    editor = visitor(chromium=chromium, live_server=live_server, width=1440)
    logs_in(editor, thu.name)

    imports_the_workbook(editor, clock, workbook(tmp_path))
    settles_eight_times(editor)
    makes_the_form(editor)
    makes_the_way(editor)
    lets_an_imaginary_dossier_walk(editor)
    publishes_from_december(editor)
    prints_the_poster(editor)

    clock.at = FIRST_OF_DECEMBER
    reader = visitor(chromium=chromium, live_server=live_server, width=360)
    logs_in(reader, tu.name)
    finds_it_first_try(reader)
    is_asked_by_the_new_form(reader)


def nothing_is_arranged_yet() -> None:
    """As in an office that has only just begun: the law is there, its form and its steps are not."""
    arranged = Arrangement.objects.filter(offering__procedure__code=CODE)
    arranged.update(form_schema={}, result_template="")
    WorkflowStep.objects.filter(arrangement__in=arranged).delete()


def workbook(folder: Path) -> Path:
    """The portal's workbook: one procedure whose steps are told anew, one we have never seen."""
    known = ProcedureVersion.objects.get(procedure__code=CODE).content
    record = {
        "code": CODE,
        "name": known["name"],
        "field": known["field"],
        "steps": "Nộp tờ khai tại bộ phận một cửa.\nNhận giấy xác nhận đúng ngày hẹn.",
        "channels": [{"channel": "Trực tiếp", "time": "03 ngày làm việc", "fee": "15.000 đồng/giấy", "note": ""}],
        "documents": [],
        "legal_basis": [],
    }
    new = {**record, "code": NEW_CODE, "name": "Xác nhận thử nghiệm", "steps": "Nộp rồi nhận."}
    return detail_workbook(folder, [record, new])


def logs_in(who: Visitor, name: str) -> None:
    who.go("/dang-nhap/")
    who.page.get_by_role("button", name=name).first.click()
    expect(who.page.get_by_role("heading", name="Đăng nhập")).to_have_count(0)


def imports_the_workbook(editor: Visitor, clock: Clock, file: Path) -> None:
    page = editor.page
    editor.go("/danh-muc/")
    editor.judge("catalogue-workshop")
    page.get_by_role("link", name="Nhập tệp").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Xem tệp này").click()
    expect(page.get_by_role("heading", name="Những thủ tục đầu tiên đọc được")).to_be_visible()
    editor.judge("import-columns")
    page.get_by_role("button", name="Đọc thử cả tệp").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    carry_out_imports()
    page.reload()
    expect(page.get_by_role("heading", name="Nếu nhập thì")).to_be_visible()
    expect(page.locator("ins", has_text="Nhận giấy xác nhận đúng ngày hẹn")).to_be_visible()
    editor.judge("import-differences")
    assert not Procedure.objects.filter(code=NEW_CODE).exists()
    page.get_by_role("button", name="Nhập vào danh mục").click()
    carry_out_imports()
    page.reload()
    expect(page.get_by_role("heading", name="Đã làm gì")).to_be_visible()
    editor.judge("import-report")
    assert CatalogueImport.objects.get().state == CatalogueImport.State.APPLIED
    assert Procedure.objects.filter(code=NEW_CODE).exists()
    assert ProcedureVersion.objects.filter(procedure__code=CODE).count() == 2


def settles_eight_times(editor: Visitor) -> None:
    page = editor.page
    waiting = ReviewItem.objects.filter(what="time", settled_at=None)
    before = waiting.count()
    editor.go("/danh-muc/can-xem/?loai=time")
    editor.judge("doubts")
    for settled in range(1, 9):
        page.locator(".doubt").first.locator("button[name=chon]").first.click()
        expect(page.get_by_role("status").first).to_be_visible()
        assert waiting.count() == before - settled


def makes_the_form(editor: Visitor) -> None:
    page = editor.page
    editor.go(f"/danh-muc/{CODE}/bieu-mau/")
    asks(editor, "choice", STATE, options=("Chưa kết hôn", MARRIED))
    asks(editor, "text", SPOUSE, when=(STATE, MARRIED))
    expect(page.locator(".design-line", has_text=SPOUSE)).to_contain_text(f"Hiện khi “{STATE}” là “{MARRIED}”")
    editor.judge("form-design")
    page.get_by_role("link", name="Xem như người dân").click()
    expect(page.get_by_label(SPOUSE)).to_be_hidden()
    page.get_by_label(STATE).select_option(MARRIED) if page.locator("select").count() else page.get_by_label(
        MARRIED
    ).check()
    expect(page.get_by_label(SPOUSE)).to_be_visible()
    editor.judge("form-preview")


def asks(
    editor: Visitor, kind: str, label: str, *, options: tuple[str, ...] = (), when: tuple[str, str] | None = None
) -> None:
    page = editor.page
    editor.go(f"/danh-muc/{CODE}/bieu-mau/")
    page.locator("#loai").select_option(kind)
    page.get_by_role("button", name="Thêm ô").click()
    page.locator("[name=label]").fill(label)
    page.locator("[name=options]").fill("\n".join(options))
    page.locator("[name=required]").check()
    if when:
        page.locator("[name=show_when_0_field]").select_option(label=when[0])
        page.locator("[name=show_when_0_test]").select_option(label="là")
        page.locator("[name=show_when_0_value]").fill(when[1])
    page.get_by_role("button", name="Lưu vào bản nháp").click()
    expect(page.locator(".design-line", has_text=label).first).to_be_visible()


def makes_the_way(editor: Visitor) -> None:
    page = editor.page
    for number, (name, duty, hours) in enumerate(STEPS):
        editor.go(f"/danh-muc/{CODE}/quy-trinh/them/" + (f"?sau={number}" if number else ""))
        page.locator("[name=name]").fill(name)
        page.locator("[name=duty]").select_option(duty.value)
        page.locator("[name=hours]").fill(hours)
        page.get_by_role("button", name="Ghi vào bản nháp").click()
        expect(page.get_by_role("link", name=f"{number + 1}. {name}")).to_be_visible()
    expect(page.get_by_text("Quy trình đi được")).to_be_visible()
    editor.judge("workflow")


def lets_an_imaginary_dossier_walk(editor: Visitor) -> None:
    page = editor.page
    page.get_by_role("link", name="Chạy thử").click()
    page.get_by_role("button", name="Cho hồ sơ đi thử").click()
    expect(page.get_by_role("heading", name="Hồ sơ đi như sau")).to_be_visible()
    for name, _duty, _hours in STEPS:
        expect(page.locator(".tl", has_text=name)).to_be_visible()
    expect(page.locator(".promise-say")).to_contain_text("19/11")
    editor.judge("simulation")


def publishes_from_december(editor: Visitor) -> None:
    page = editor.page
    editor.go(f"/danh-muc/{CODE}/")
    page.locator("[name=effective_from]").fill("01/12/2026")
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_role("status")).to_contain_text("áp dụng từ 01/12/2026")
    editor.judge("procedure-workshop")
    arranged = Arrangement.objects.filter(offering__procedure__code=CODE)
    assert arranged.in_force(on=MONDAY.date()).get().number == 1
    assert arranged.in_force(on=FIRST_OF_DECEMBER.date()).get().workflow_steps.count() == len(STEPS)


def prints_the_poster(editor: Visitor) -> None:
    page = editor.page
    editor.go(f"/danh-muc/{CODE}/dang-tai/")
    form = page.locator("form[action$='/ap-phich/in/']")
    boxes = form.locator("input:not([type=radio]), input[type=radio]:checked, select").all()
    said: dict[str, str | float | bool] = {box.get_attribute("name") or "": box.input_value() for box in boxes}
    here = editor.address + "/danh-muc/ap-phich/in/"
    made = page.request.post(here, form=said, headers={"Referer": page.url})
    assert made.headers["content-type"] == "application/pdf"
    assert made.body().startswith(b"%PDF")


def finds_it_first_try(reader: Visitor) -> None:
    page = reader.page
    reader.go("/thu-tuc/")
    page.get_by_role("searchbox").fill("giay xac nhan doc than")
    page.keyboard.press("Enter")
    expect(page.locator(".hits > li").first).to_contain_text("Cấp Giấy xác nhận tình trạng hôn nhân")
    reader.judge("found-first")
    page.locator(".hits a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tình trạng hôn nhân")
    reader.judge("procedure-for-citizen")


def is_asked_by_the_new_form(reader: Visitor) -> None:
    page = reader.page
    reader.go(f"/nop/{CODE}/")
    page.get_by_role("button", name="Bắt đầu").click()
    reader.go(page.url.replace(reader.address, "").rsplit("/", 2)[0] + "/to-khai/")
    expect(page.get_by_text(STATE).first).to_be_visible()
    reader.judge("filing-new-form")
