"""The editor's room for the workflow: steps are added, changed, moved and taken out of the draft, with plain forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.officials.domain.duties import Duty
from apps.procedures.models import Arrangement, Offering, WorkflowStep
from apps.procedures.selectors.workflow import checked_workflow, workflow_of
from apps.procedures.services import arranging
from apps.procedures.services.workflows import own_workflow
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import words
from tests.factories import Office

pytestmark = pytest.mark.django_db

ROOM = "/danh-muc/1.004873/quy-trinh/"
STEP = {"name": "Xác minh nơi ở", "where": "xa", "duty": "case_officer", "unit": "", "part": "main", "hours": "1,5"}


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency, code="1.004873")


@pytest.fixture
def thu(client: Client, office: Office, offering: Offering, clock: Clock) -> Client:
    """Cô Thu, who keeps the catalogue."""
    official = factories.official(agency=office.agency, name="Hà Thị Thu", position="Văn hóa", duties=(Duty.EDITOR,))
    official.unit_name = "Tư pháp – hộ tịch"
    official.save()
    client.force_login(official.user)
    return client


def seen(client: Client) -> str:
    return str(client.get(ROOM).context["room"].checked.seen)


def post(client: Client, address: str = ROOM, **said: Any) -> Any:
    return client.post(address, {"seen": seen(client), **said})


def draft(offering: Offering) -> Arrangement | None:
    return offering.arrangements.filter(effective_from=None).first()


def names(offering: Offering) -> list[str]:
    made = draft(offering)
    assert made is not None
    return [step.name for step in workflow_of(arrangement=made)]


def test_room_shows_the_steps_and_their_sum_and_begins_no_draft(thu: Client, offering: Offering) -> None:
    page = words(thu.get(ROOM))

    assert "1. Kiểm tra, soạn kết quả" in page
    assert "Đường dài nhất mất 2,5 ngày làm việc (20 giờ); pháp luật cho 3 ngày làm việc (24 giờ)." in page
    assert draft(offering) is None


def test_new_step_stands_where_it_was_asked_for_and_only_in_the_draft(thu: Client, offering: Offering) -> None:
    answer = post(thu, f"{ROOM}them/?sau=1", **STEP, remind_hours="1", is_optional="on")

    made = draft(offering)
    assert made is not None
    assert answer.status_code == 302
    assert names(offering) == ["Kiểm tra, soạn kết quả", "Xác minh nơi ở", "Ký"]
    assert (str(made.workflow_steps.get(position=2).planned_hours), made.workflow_steps.count()) == ("1.50", 3)
    assert factories.arrangement_of(offering).workflow_steps.count() == 2


def test_step_is_put_right_moved_and_taken_out(thu: Client, offering: Offering) -> None:
    post(thu, f"{ROOM}1/", **{**STEP, "where": "co-quan", "agency": "Công an xã", "wait_days": "7"})
    post(thu, viec="xuong", buoc="1")

    assert names(offering) == ["Ký", "Xác minh nơi ở"]
    page = words(thu.get(ROOM))
    assert "1,5 giờ làm việc, rồi chờ 7 ngày" in page
    assert "Bước cuối phải là lãnh đạo xã ký" in page

    post(thu, viec="bo", buoc="2")

    assert names(offering) == ["Ký"]


def test_condition_and_route_are_kept_and_shown_in_words(thu: Client, offering: Offering) -> None:
    rows = {
        "khi-1-field": "full_name",
        "khi-1-test": "equals",
        "khi-1-values": "Nữ",
        "khi-2-field": "hamlet",
        "khi-2-test": "one_of",
        "khi-2-values": "Nà Lạn; Lũng Vài",
        "joined": "mot",
        "giao-1-field": "hamlet",
        "giao-1-test": "equals",
        "giao-1-values": "Lũng Vài",
        "giao-1-unit": "Tư pháp – hộ tịch",
    }

    post(thu, f"{ROOM}them/?sau=1", **STEP, **rows)

    page = words(thu.get(ROOM))
    assert "chỉ làm khi “Họ và tên” là “Nữ” hoặc “Thôn nơi người nộp ở” là một trong “Nà Lạn”, “Lũng Vài”" in page
    assert "khi “Thôn nơi người nộp ở” là “Lũng Vài” thì giao Tư pháp – hộ tịch" in page
    form = thu.get(f"{ROOM}2/").context["form"]
    assert form["joined"].value() == "mot"
    assert [row["values"].value() for row in form.questions] == ["Nữ", "Nà Lạn; Lũng Vài", None]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Viết việc phải làm, như “Xem xét hồ sơ”."),
        ({"hours": "bốn"}, "Viết số giờ, như 16 hoặc 4,5."),
        ({"hours": "-1"}, "Số giờ không thể âm."),
        ({"hours": ""}, "Ghi số giờ làm việc, hoặc số ngày phải chờ ở ô dưới."),
        ({"wait_days": "9999"}, "Nhiều nhất 366 ngày."),
        ({"where": "co-quan"}, "Viết tên cơ quan làm bước này, như “Công an xã”."),
        ({"duty": "clerk"}, "Chọn một nhiệm vụ trong danh sách."),
        ({"khi-1-values": "Nữ"}, "Chọn ô mà câu trả lời này nằm trong đó."),
        ({"khi-1-field": "full_name", "khi-1-test": "equals"}, "Viết câu trả lời làm cho điều kiện đúng."),
        (
            {"khi-1-field": "full_name", "khi-1-test": "greater", "khi-1-values": "x"},
            "Viết một số hoặc một ngày, như 20 hay 01/12/2026.",
        ),
        (
            {"giao-1-field": "hamlet", "giao-1-test": "equals", "giao-1-values": "A"},
            "Chọn bộ phận nhận việc khi điều này đúng.",
        ),
        ({"giao-1-unit": "Tư pháp – hộ tịch"}, "Chọn ô và câu trả lời đưa việc đến bộ phận này."),
    ],
)
def test_mistake_is_said_and_nothing_typed_is_lost(
    thu: Client, offering: Offering, said: dict[str, str], sentence: str
) -> None:
    answer = post(thu, f"{ROOM}them/", **{**STEP, "agency": "", **said})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert draft(offering) is None


def test_double_click_adds_one_step_and_another_editors_change_is_never_overwritten(
    thu: Client, offering: Offering
) -> None:
    before = seen(thu)
    for _ in range(2):
        answer = thu.post(f"{ROOM}them/", {**STEP, "seen": before})
        assert answer.status_code == 302
    stale = thu.post(f"{ROOM}them/", {**STEP, "name": "Bước của người khác", "seen": before})
    thu.post(ROOM, {"viec": "bo", "buoc": "1", "seen": before})

    assert names(offering) == ["Kiểm tra, soạn kết quả", "Ký", "Xác minh nơi ở"]
    assert stale.status_code == 409
    assert "Bước của người khác" in words(stale)


def test_template_of_a_common_procedure_is_taken_over_whole(thu: Client, offering: Offering) -> None:
    post(thu, viec="mau", mau="1.004873")

    assert names(offering) == [step.name for step in own_workflow(code="1.004873")]


def test_unsound_workflow_cannot_be_published(thu: Client, offering: Offering, clock: Clock) -> None:
    post(thu, f"{ROOM}1/", **{**STEP, "hours": "32"})
    today = clock.at.date().strftime("%d/%m/%Y")

    refused = thu.post("/danh-muc/1.004873/ban-hanh/", {"effective_from": today})
    post(thu, f"{ROOM}1/", **STEP)
    allowed = thu.post("/danh-muc/1.004873/ban-hanh/", {"effective_from": today})

    assert (refused.status_code, allowed.status_code) == (422, 302)
    assert "Quy trình còn chỗ chưa đúng" in words(refused)


def test_draft_form_that_cannot_be_shown_does_not_close_the_room(thu: Client, offering: Offering, clock: Clock) -> None:
    made = arranging.draft(offering=offering, at=clock.at)
    made.form_schema = {"fields": [{"name": "Sai tên", "label": "Ô", "type": "chữ"}, {}]}
    made.save()

    assert thu.get(ROOM).status_code == 200


def test_steps_are_checked_with_one_query_whatever_their_number(
    offering: Offering, django_assert_num_queries: Any
) -> None:
    arrangement = factories.arrangement_of(offering)
    version = factories.version_of(offering)
    WorkflowStep.objects.bulk_create(
        WorkflowStep(arrangement=arrangement, position=n, name=f"Bước {n}", duty=Duty.LEADER, planned_hours=1)
        for n in range(3, 9)
    )
    arrangement.offering = offering

    with django_assert_num_queries(3):  # the steps, the week of the office, the cases of the law
        checked = checked_workflow(arrangement=arrangement, version=version)

    assert len(checked.steps) == 8


def test_steps_are_measured_against_the_time_of_the_case_they_belong_to(thu: Client, offering: Offering) -> None:
    version = factories.version_of(offering)
    for position, (name, days) in enumerate((("Có yếu tố nước ngoài", 10), ("Làm tại chỗ", 1)), start=1):
        version.variants.create(position=position, name=name, allowance_amount=days, allowance_unit="working_day")
    arrangement = factories.arrangement_of(offering)
    arrangement.workflow_steps.filter(position=1).update(planned_hours=4)
    abroad = {"field": "case", "is": "equals", "value": "Có yếu tố nước ngoài"}
    extra = arrangement.workflow_steps.get(position=1)
    arrangement.workflow_steps.filter(position=2).update(position=3)
    extra.pk, extra.position, extra.planned_hours, extra.condition = None, 2, 60, abroad
    extra.save()

    sound = checked_workflow(arrangement=arrangement, version=version)
    arrangement.workflow_steps.filter(position=1).update(planned_hours=5)
    page = words(thu.get(ROOM))

    assert (sound.is_sound, sound.case) == (True, "Làm tại chỗ")
    assert "Trường hợp “Làm tại chỗ”: Đi hết các bước mất 1,1 ngày làm việc (9 giờ), mà pháp luật chỉ cho 1" in page
