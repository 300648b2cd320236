"""Walk-in reception under bad input: it says what to do, keeps what was typed, and receives nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from apps.accounts.models import Person
from apps.dossiers.models import Dossier
from apps.procedures.models import Offering
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, image, required, screen, words
from tests.factories import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def test_same_page_used_for_somebody_else_receives_nobody(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering))

    answer = seat.post("reception", **screen(offering, name="Hà Văn Thượng", personal_id=""))

    assert answer.status_code == 409
    assert "Trang này đã dùng" in words(answer)
    assert 'value="Hà Văn Thượng"' in words(answer)
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("typed", ["12", "036198", "abcdefghijkl", "999198777888", "<script>"])
def test_impossible_personal_id_is_said_beside_its_field(
    typed: str, office: Office, offering: Offering, clock: Clock
) -> None:
    answer = Seat(office.clerk).post("reception", **screen(offering, personal_id=typed))

    assert answer.status_code == 422
    assert "Số định danh có 12 chữ số" in words(answer)
    assert 'value="Lò Thị Mai"' in words(answer)
    assert not Dossier.objects.exists()


def test_closed_or_foreign_procedure_cannot_be_received(office: Office, offering: Offering, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    foreign = factories.offering(agency=theirs.agency)
    Offering.objects.filter(pk=offering.pk).update(is_open=False, accepts_online=False)

    for one in (offering, foreign):
        answer = Seat(office.clerk).post("reception", **screen(one))
        assert answer.status_code == 422
        assert "Chọn thủ tục trước" in words(answer)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Viết họ tên người đến nộp"),
        ({"acts_for": "nguoi-khac"}, "Viết họ tên người mà hồ sơ này là của họ"),
        ({"delivery": "post"}, "Viết địa chỉ để bưu điện chuyển tới"),
        ({"phone": "123"}, "Viết số điện thoại ở Việt Nam"),
        ({"birth_date": "31/02/1998"}, "Viết ngày theo kiểu ngày/tháng/năm"),
        ({"birth_date": "17/11/2026"}, "Ngày sinh này không đúng"),
        ({"birth_date": "01/01/0001"}, "Ngày sinh này không đúng"),
        ({"name": "L" * 201}, "200"),
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
    first = seat.post("reception", **screen(offering, name="", **{name: image("to-khai.png")}))
    ticket = next(row.ticket for row in first.context["screen"].rows.rows if row.ticket)

    seat.post("reception", **screen(offering, **{f"{name}_kept": ticket}))

    paper = Dossier.objects.get().documents.get()
    assert paper.file is not None
    assert paper.file.original_name == "to-khai.png"


def test_ticket_of_a_scan_is_of_no_use_to_another_official(office: Office, offering: Offering, clock: Clock) -> None:
    name = f"tep-{required(offering)[0].pk}"
    first = Seat(office.clerk).post("reception", **screen(offering, name="", **{name: image("to-khai.png")}))
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


def test_script_in_a_name_stays_text(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering, name="<script>alert(1)</script>"))

    page = seat.get("dossier", Dossier.objects.get().code)

    assert b"<script>alert(1)" not in page.content
    assert "<script>alert(1)</script>" in words(page)


def test_scan_that_is_too_large_says_so(office: Office, offering: Offering, clock: Clock, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    name = f"tep-{required(offering)[0].pk}"

    answer = Seat(office.clerk).post("reception", **screen(offering, **{name: image()}))

    assert answer.status_code == 422
    assert "quá lớn" in words(answer)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("field", ["name", "thu_tuc", "case", "tim_thu_tuc", "ten-khac1", "personal_id", "key", "viec"])
def test_character_no_database_takes_is_no_fault_of_ours(
    field: str, office: Office, offering: Offering, clock: Clock
) -> None:
    answer = Seat(office.clerk).post("reception", **screen(offering, **{field: "a\x00b"}))

    assert answer.status_code in (200, 302, 422)
