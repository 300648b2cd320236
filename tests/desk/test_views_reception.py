"""Walk-in reception: one screen, one dossier, however often the button is pressed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from apps.accounts.models import Person
from apps.desk.models import Slip
from apps.dossiers.domain.status import Channel, Delivery, Status
from apps.dossiers.models import Dossier
from apps.procedures.models import Fee, Offering, RequiredDocument
from apps.worktime import Unit
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office

pytestmark = pytest.mark.django_db


def png() -> SimpleUploadedFile:
    """A scan."""
    content = BytesIO()
    Image.new("RGB", (8, 8), "white").save(content, "PNG")
    return SimpleUploadedFile("to-khai.png", content.getvalue(), content_type="image/png")


ID = "036198777888"


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def required(offering: Offering) -> list[RequiredDocument]:
    return list(factories.version_of(offering).documents.order_by("position"))


def screen(offering: Offering, **said: Any) -> dict[str, Any]:
    """A complete screen as the browser posts it; the first paper of the list lies on the table."""
    first = required(offering)[0]
    return {
        "key": "k1",
        "thu_tuc": offering.procedure.code,
        "da_chon": offering.procedure.code,
        "personal_id": ID,
        "name": "Lò Thị Mai",
        "birth_date": "14/03/1998",
        "phone": "0978 111 312",
        "address": "Thôn Nà Lạn",
        "acts_for": "chinh-minh",
        "delivery": "counter",
        f"co-{first.pk}": "on",
        f"chinh-{first.pk}": "1",
        f"sao-{first.pk}": "0",
        "fee_amount": "15.000",
        "viec": "nhan",
    } | said


def test_walk_in_is_received_with_code_promise_and_slip(office: Office, offering: Offering, clock: Clock) -> None:
    answer = Seat(office.clerk).post("reception", **screen(offering))

    dossier = Dossier.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.code}/"
    assert dossier.code == "H99.71-261116-0001"
    assert dossier.status == Status.RECEIVED
    assert dossier.channel == Channel.IN_PERSON
    assert dossier.due_at == datetime(2026, 11, 19, 17, 30, tzinfo=ZONE)
    assert dossier.fee_amount == 15_000
    assert dossier.applicant_personal_id == ID
    assert [(paper.name, paper.originals) for paper in dossier.documents.all()] == [(required(offering)[0].name, 1)]
    assert Slip.objects.get().kind == "receipt"


def test_promise_is_shown_before_anything_is_received(office: Office, offering: Offering, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 20, 9, 42, tzinfo=ZONE)

    page = words(Seat(office.clerk).post("reception", **screen(offering, viec="xem")))

    assert 'datetime="2026-11-26"' in page  # Friday; the weekend and the holiday of 24/11 are not counted
    assert "Ngày Văn hóa Việt Nam" in page
    assert not Dossier.objects.exists()


def test_double_post_receives_once(office: Office, offering: Offering, clock: Clock) -> None:
    seat, said = Seat(office.clerk), screen(offering)

    first, second = seat.post("reception", **said), seat.post("reception", **said)

    assert first.headers["Location"] == second.headers["Location"]
    assert Dossier.objects.count() == Slip.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_receive_once(clock: Clock) -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency)
    said = screen(offering)

    def press(_: int) -> str:
        try:
            return str(Seat(office.clerk).post("reception", **said).headers["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as presses:
        answers = set(presses.map(press, range(4)))

    assert len(answers) == 1
    assert Dossier.objects.count() == 1


def test_same_page_used_for_somebody_else_receives_nobody(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering))

    answer = seat.post("reception", **screen(offering, name="Hà Văn Thượng", personal_id=""))

    assert answer.status_code == 409
    assert "Trang này đã dùng" in words(answer)
    assert 'value="Hà Văn Thượng"' in words(answer)
    assert Dossier.objects.count() == 1


def test_known_person_is_filled_in_by_personal_id(office: Office, offering: Offering, clock: Clock) -> None:
    factories.person(name="Lò Thị Mai", personal_id=ID, phone="+84978555666")

    answer = Seat(office.clerk).post("reception", personal_id="036 198 777 888", viec="xem")

    page = words(answer)
    assert "Đã có trong sổ" in page
    assert 'value="Lò Thị Mai"' in page
    assert 'value="14/03/1998"' in page
    assert ID not in answer.request["QUERY_STRING"] + answer.request["PATH_INFO"]


def test_what_was_typed_is_not_overwritten_by_what_is_known(office: Office, offering: Offering, clock: Clock) -> None:
    factories.person(name="Lò Thị Mai", personal_id=ID, phone="+84978555666")

    page = words(Seat(office.clerk).post("reception", personal_id=ID, name="Lò Thị Mai Hoa", viec="xem"))

    assert 'value="Lò Thị Mai Hoa"' in page


@pytest.mark.parametrize("typed", ["12", "036198", "abcdefghijkl", "999198777888", "<script>"])
def test_impossible_personal_id_is_said_beside_its_field(
    typed: str, office: Office, offering: Offering, clock: Clock
) -> None:
    answer = Seat(office.clerk).post("reception", **screen(offering, personal_id=typed))

    assert answer.status_code == 422
    assert "Số định danh có 12 chữ số" in words(answer)
    assert 'value="Lò Thị Mai"' in words(answer)
    assert not Dossier.objects.exists()


def test_procedure_is_found_by_letters_without_marks(office: Office, offering: Offering, clock: Clock) -> None:
    factories.offering(agency=office.agency, name="Đăng ký kết hôn")
    factories.offering(agency=office.agency, name="Đăng ký kết hôn lưu động")

    page = words(Seat(office.clerk).post("reception", tim_thu_tuc="dang ky ket hon", name="Lò Thị Mai", viec="xem"))

    assert "Đăng ký kết hôn lưu động" in page
    assert 'value="Lò Thị Mai"' in page


def test_only_hit_is_chosen_at_once(office: Office, offering: Offering, clock: Clock) -> None:
    page = words(Seat(office.clerk).post("reception", tim_thu_tuc="tinh trang hon nhan", viec="xem"))

    assert required(offering)[0].name in page


def test_closed_or_foreign_procedure_cannot_be_received(office: Office, offering: Offering, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    foreign = factories.offering(agency=theirs.agency)
    Offering.objects.filter(pk=offering.pk).update(is_open=False, accepts_online=False)

    for one in (offering, foreign):
        answer = Seat(office.clerk).post("reception", **screen(one))
        assert answer.status_code == 422
        assert "Chọn thủ tục trước" in words(answer)
    assert not Dossier.objects.exists()


def test_missing_paper_is_named_and_nothing_is_received(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering)
    del said[f"co-{required(offering)[0].pk}"]

    answer = Seat(office.clerk).post("reception", **said)

    assert answer.status_code == 422
    assert "Còn thiếu 1 giấy tờ" in words(answer)
    assert f"{required(offering)[0].name} (1 bản chính)" in words(answer)
    assert not Dossier.objects.exists()


def test_clerk_may_receive_without_a_paper_that_can_be_looked_up(
    office: Office, offering: Offering, clock: Clock
) -> None:
    said = screen(offering, incomplete_ok="on")
    del said[f"co-{required(offering)[0].pk}"]

    Seat(office.clerk).post("reception", **said)

    assert Dossier.objects.get().status == Status.RECEIVED


def test_missing_papers_are_told_without_receiving(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering, viec="thieu")
    del said[f"co-{required(offering)[0].pk}"]

    answer = Seat(office.clerk).post("reception", **said)

    assert answer.status_code == 200
    assert "Hướng dẫn người dân" in words(answer)
    assert not Dossier.objects.exists()


def test_refusal_needs_a_reason_that_says_something(office: Office, offering: Offering, clock: Clock) -> None:
    answer = Seat(office.clerk).post(
        "reception", **screen(offering, viec="tu-choi", category="other", reason="Không nhận")
    )

    assert answer.status_code == 422
    assert "ít nhất 20 ký tự" in words(answer)
    assert "Không nhận</textarea>" in words(answer)
    assert not Dossier.objects.exists()


def test_refused_walk_in_leaves_a_slip_with_its_reason(office: Office, offering: Offering, clock: Clock) -> None:
    reason = "Việc này do Sở Tư pháp giải quyết, không thuộc thẩm quyền của xã."

    Seat(office.clerk).post("reception", **screen(offering, viec="tu-choi", category="out_of_scope", reason=reason))

    dossier, slip = Dossier.objects.get(), Slip.objects.get()
    assert (dossier.status, dossier.code) == (Status.REFUSED, "")
    assert (slip.kind, slip.facts["reason"]) == ("refusal", reason)


def test_dossier_of_somebody_else_keeps_who_brought_it_and_on_what_basis(
    office: Office, offering: Offering, clock: Clock
) -> None:
    said = screen(offering, acts_for="nguoi-khac", owner_name="Lò Văn Bé", relation="mẹ đẻ")

    Seat(office.clerk).post("reception", **said)

    dossier = Dossier.objects.get()
    assert (dossier.applicant_name, dossier.submitter.name, dossier.relation) == ("Lò Văn Bé", "Lò Thị Mai", "mẹ đẻ")
    assert dossier.applicant_personal_id in (None, "")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Viết họ tên người đến nộp"),
        ({"acts_for": "nguoi-khac"}, "Viết họ tên người mà hồ sơ này là của họ"),
        ({"delivery": "post"}, "Viết địa chỉ để bưu điện chuyển tới"),
        ({"phone": "123"}, "Viết số điện thoại ở Việt Nam"),
        ({"birth_date": "31/02/1998"}, "Viết ngày theo kiểu ngày/tháng/năm"),
        ({"fee_amount": "mười nghìn"}, "Viết số tiền bằng đồng"),
        ({"fee_amount": "-5"}, "lớn hơn hoặc bằng"),
        ({"email": "khong phai"}, "Viết địa chỉ thư"),
    ],
)
def test_mistake_is_said_and_the_rest_is_kept(
    said: dict[str, str], sentence: str, office: Office, offering: Offering, clock: Clock
) -> None:
    answer = Seat(office.clerk).post("reception", **screen(offering, **said))

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="Thôn Nà Lạn"' in words(answer)
    assert not Dossier.objects.exists()


def test_absurd_number_of_copies_is_said_in_its_row(office: Office, offering: Offering, clock: Clock) -> None:
    first = required(offering)[0]

    answer = Seat(office.clerk).post("reception", **screen(offering, **{f"chinh-{first.pk}": "100000"}))

    assert answer.status_code == 422
    assert "Viết số bản từ 0 đến 99" in words(answer)
    assert not Dossier.objects.exists()


def test_scan_is_kept_through_a_mistake_elsewhere(office: Office, offering: Offering, clock: Clock) -> None:
    seat, name = Seat(office.clerk), f"tep-{required(offering)[0].pk}"
    first = seat.post("reception", **screen(offering, name="", **{name: png()}))
    ticket = next(row.ticket for row in first.context["screen"].rows.rows if row.ticket)

    seat.post("reception", **screen(offering, **{f"{name}_kept": ticket}))

    paper = Dossier.objects.get().documents.get()
    assert paper.file is not None
    assert paper.file.original_name == "to-khai.png"


def test_ticket_of_a_scan_is_of_no_use_to_another_official(office: Office, offering: Offering, clock: Clock) -> None:
    name = f"tep-{required(offering)[0].pk}"
    first = Seat(office.clerk).post("reception", **screen(offering, name="", **{name: png()}))
    ticket = next(row.ticket for row in first.context["screen"].rows.rows if row.ticket)

    Seat(office.second_clerk).post("reception", **screen(offering, **{f"{name}_kept": ticket}))

    assert Dossier.objects.get().documents.get().file is None


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("virus.exe", b"MZ\x90\x00", "không đúng loại"),
        ("rong.pdf", b"", "không có gì bên trong"),
        ("hong.pdf", b"%PDF-1.4 hong", "không mở được"),
    ],
)
def test_refused_scan_says_what_to_do_and_receives_nothing(
    name: str, content: bytes, sentence: str, office: Office, offering: Offering, clock: Clock
) -> None:
    upload = SimpleUploadedFile(name, content)

    answer = Seat(office.clerk).post("reception", **screen(offering, **{f"tep-{required(offering)[0].pk}": upload}))

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Dossier.objects.exists()


def test_procedure_without_a_settled_time_promises_nothing(office: Office, clock: Clock) -> None:
    offering = factories.offering(agency=office.agency)
    factories.version_of(offering).__class__.objects.update(allowance_amount=None, allowance_unit="")

    answer = Seat(office.clerk).post("reception", **screen(offering))

    assert answer.status_code == 409
    assert "chưa thể hẹn ngày" in words(answer)
    assert not Dossier.objects.exists()
    assert not Person.objects.exists()


def test_only_fee_of_the_counter_is_filled_in(office: Office, offering: Offering, clock: Clock) -> None:
    version = factories.version_of(offering)
    Fee.objects.create(version=version, position=1, channel="in_person", amount=15_000, text="15.000 đồng")
    Fee.objects.create(version=version, position=2, channel="online", amount=7_500, text="7.500 đồng")

    page = words(Seat(office.clerk).post("reception", chon=offering.procedure.code))

    assert 'name="fee_amount" value="15000"' in page


def test_script_in_a_name_stays_text(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering, name="<script>alert(1)</script>"))

    page = seat.get("dossier", Dossier.objects.get().code)

    assert b"<script>alert(1)" not in page.content
    assert "<script>alert(1)</script>" in words(page)


def test_result_may_go_home_by_post(office: Office, offering: Offering, clock: Clock) -> None:
    Seat(office.clerk).post("reception", **screen(offering, delivery="post", delivery_address="Thôn Nà Lạn"))

    assert Dossier.objects.get().delivery == Delivery.POST


def test_promise_of_the_same_day_moves_after_three(office: Office, clock: Clock) -> None:
    offering = factories.offering(agency=office.agency, name="Đăng ký khai sinh", amount="0", unit=Unit.SAME_DAY)
    clock.at = clock.at.replace(hour=15, minute=1)

    Seat(office.clerk).post("reception", **screen(offering))

    assert Dossier.objects.get().due_at == datetime(2026, 11, 17, 17, 30, tzinfo=ZONE)
