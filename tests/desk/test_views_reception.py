"""Walk-in reception: one screen, one dossier, however often the button is pressed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection

from apps.desk.models import Slip
from apps.dossiers.domain.status import Channel, Delivery, Status
from apps.dossiers.models import Dossier
from apps.procedures.models import Fee, Offering
from apps.worktime import Unit
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import PERSONAL_ID, Seat, required, screen, words
from tests.factories import ZONE, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


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
    assert dossier.applicant_personal_id == PERSONAL_ID
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


def test_known_person_is_filled_in_by_personal_id(office: Office, offering: Offering, clock: Clock) -> None:
    factories.person(name="Lò Thị Mai", personal_id=PERSONAL_ID, phone="+84978555666")

    answer = Seat(office.clerk).post("reception", personal_id="036 198 777 888", viec="xem")

    page = words(answer)
    assert "Đã có trong sổ" in page
    assert 'value="Lò Thị Mai"' in page
    assert 'value="14/03/1998"' in page
    assert PERSONAL_ID not in answer.request["QUERY_STRING"] + answer.request["PATH_INFO"]


def test_what_was_typed_is_not_overwritten_by_what_is_known(office: Office, offering: Offering, clock: Clock) -> None:
    factories.person(name="Lò Thị Mai", personal_id=PERSONAL_ID, phone="+84978555666")

    page = words(Seat(office.clerk).post("reception", personal_id=PERSONAL_ID, name="Lò Thị Mai Hoa", viec="xem"))

    assert 'value="Lò Thị Mai Hoa"' in page


def test_procedure_is_found_by_letters_without_marks(office: Office, offering: Offering, clock: Clock) -> None:
    factories.offering(agency=office.agency, name="Đăng ký kết hôn")
    factories.offering(agency=office.agency, name="Đăng ký kết hôn lưu động")

    page = words(Seat(office.clerk).post("reception", tim_thu_tuc="dang ky ket hon", name="Lò Thị Mai", viec="xem"))

    assert "Đăng ký kết hôn lưu động" in page
    assert 'value="Lò Thị Mai"' in page


def test_only_hit_is_chosen_at_once(office: Office, offering: Offering, clock: Clock) -> None:
    page = words(Seat(office.clerk).post("reception", tim_thu_tuc="tinh trang hon nhan", viec="xem"))

    assert required(offering)[0].name in page


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


def test_only_fee_of_the_counter_is_filled_in(office: Office, offering: Offering, clock: Clock) -> None:
    version = factories.version_of(offering)
    Fee.objects.create(version=version, position=1, channel="in_person", amount=15_000, text="15.000 đồng")
    Fee.objects.create(version=version, position=2, channel="online", amount=7_500, text="7.500 đồng")

    page = words(Seat(office.clerk).post("reception", chon=offering.procedure.code))

    assert 'name="fee_amount" value="15000"' in page


def test_result_may_go_home_by_post(office: Office, offering: Offering, clock: Clock) -> None:
    Seat(office.clerk).post("reception", **screen(offering, delivery="post", delivery_address="Thôn Nà Lạn"))

    assert Dossier.objects.get().delivery == Delivery.POST


def test_promise_of_the_same_day_moves_after_three(office: Office, clock: Clock) -> None:
    offering = factories.offering(agency=office.agency, name="Đăng ký khai sinh", amount="0", unit=Unit.SAME_DAY)
    clock.at = clock.at.replace(hour=15, minute=1)

    Seat(office.clerk).post("reception", **screen(offering))

    assert Dossier.objects.get().due_at == datetime(2026, 11, 17, 17, 30, tzinfo=ZONE)
