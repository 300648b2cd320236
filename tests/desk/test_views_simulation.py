"""«Thử quy trình»: every date, paper and message of a dossier that does not exist, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.dossiers.models import Dossier
from apps.messaging.models import OutboxMessage
from apps.officials.domain.duties import Duty
from apps.procedures.models import Arrangement, Offering, WorkflowStep
from apps.procedures.services import arranging
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office

pytestmark = pytest.mark.django_db

MONDAY_MORNING = {"ngay": "23/11/2026", "gio": "08:00", "cach": "quay"}


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def page(seat: Seat, offering: Offering, **asked: Any) -> Any:
    return seat.get("simulation", offering.procedure.code, **asked)


def test_every_date_and_paper_and_message_is_told_and_nothing_is_written(office: Office, offering: Offering) -> None:
    seat = Seat(office.clerk)
    page(seat, offering)

    with CaptureQueriesContext(connection) as asked:
        told = words(page(seat, offering, **MONDAY_MORNING))

    assert "Hẹn trả trước 17:30 thứ Sáu, 27/11/2026" in told
    assert "Bỏ qua thứ Ba 24/11 (Ngày Văn hóa Việt Nam)" in told
    assert "Giấy in ra: Giấy tiếp nhận và hẹn trả" in told
    assert "hồ sơ số cuối 0000 đã được tiếp nhận, hẹn trả kết quả 17:30 thứ Sáu, 27/11/2026" in told
    assert "Hẹn 17:30 thứ Sáu, 27/11/2026, còn dư 11,5 giờ làm việc." in told
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked)
    assert (Dossier.objects.count(), OutboxMessage.objects.count(), Arrangement.objects.count()) == (0, 0, 1)


def test_answers_decide_which_steps_are_walked_and_where_they_go(office: Office, offering: Offering) -> None:
    far = {"field": "hamlet", "is": "equals", "value": "Lũng Vài"}
    change(offering, 1, routes=[{"when": far, "unit": "Tổ vùng cao"}])
    extra = WorkflowStep(
        arrangement=factories.arrangement_of(offering),
        position=9,
        name="Hỏi lại bệnh viện",
        duty=Duty.CASE_OFFICER,
        planned_hours=2,
        condition={"field": "purpose", "is": "equals", "value": "Vay vốn"},
    )
    change(offering, 2, position=10)
    extra.save()
    seat = Seat(office.leader)

    far_girl = words(page(seat, offering, **MONDAY_MORNING, **{"o-hamlet": "Lũng Vài", "o-purpose": "Vay vốn"}))
    near_boy = words(page(seat, offering, **MONDAY_MORNING, **{"o-hamlet": "", "o-purpose": "Việc khác"}))

    assert "Tổ vùng cao · Người thụ lý" in far_girl
    assert "Những bước không cần đi" not in far_girl
    assert "Tổ vùng cao" not in near_boy
    assert "chỉ làm khi “Dùng vào việc gì” là “Vay vốn”" in near_boy


def test_promise_that_would_be_broken_says_so(office: Office, offering: Offering) -> None:
    change(offering, 1, planned_hours=32)

    told = words(page(Seat(office.clerk), offering, **MONDAY_MORNING))

    assert "Hẹn 17:30 thứ Sáu, 27/11/2026, hụt 4,5 giờ làm việc." in told
    assert "Đi hết các bước mất 4,5 ngày làm việc (36 giờ), mà pháp luật chỉ cho 3 ngày làm việc (24 giờ)." in told
    assert "Giấy in ra: Thư xin lỗi" in told


def test_draft_is_walked_unless_one_asks_for_what_holds(office: Office, offering: Offering, clock: Clock) -> None:
    draft = arranging.draft(offering=offering, at=clock.at)
    draft.workflow_steps.filter(position=1).update(name="Bước của bản nháp")
    seat = Seat(office.administrator)

    assert "Bước của bản nháp" in words(page(seat, offering))
    assert "Bước của bản nháp" not in words(page(seat, offering, ban="hien-hanh"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"ngay": "31/2/2026"}, "Viết ngày theo kiểu ngày/tháng/năm, như 26/11/2026."),
        ({"ngay": "23/11/2099"}, "Chọn một ngày từ năm ngoái đến hai năm tới."),
        ({"gio": "25:99"}, "Viết giờ theo kiểu 08:30."),
        ({"cach": "bồ câu"}, "bồ câu"),
    ],
)
def test_what_cannot_be_imagined_is_said_beside_the_field(
    office: Office, offering: Offering, said: dict[str, str], sentence: str
) -> None:
    answer = page(Seat(office.clerk), offering, **{**MONDAY_MORNING, **said})

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_procedure_without_a_settled_time_is_said_to_have_none(office: Office, offering: Offering) -> None:
    offering.procedure.versions.update(allowance_amount=None, allowance_unit="")

    assert "chưa rõ thời hạn giải quyết" in words(page(Seat(office.clerk), offering, **MONDAY_MORNING))


def change(offering: Offering, number: int, **fields: Any) -> None:
    factories.arrangement_of(offering).workflow_steps.filter(position=number).update(**fields)
