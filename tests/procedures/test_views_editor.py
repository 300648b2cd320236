"""The workshop's front: the list, one procedure, and the day on which its draft holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.officials.domain.duties import Duty
from apps.procedures.models import Arrangement, Offering
from apps.procedures.services import arranging
from tests import factories
from tests.factories import Office
from tests.walking import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def thu(client: Client, office: Office) -> Client:
    """Cô Thu, who keeps the catalogue."""
    official = factories.official(agency=office.agency, name="Hà Thị Thu", position="Văn hóa", duties=(Duty.EDITOR,))
    client.force_login(official.user)
    return client


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency, code="1.004873")


def in_force(offering: Offering, day: date) -> int:
    return offering.arrangements.in_force(on=day).get().number


def test_list_finds_without_marks_and_counts_each_view(thu: Client, office: Office, offering: Offering) -> None:
    factories.offering(agency=office.agency, name="Đăng ký khai tử")

    page = thu.get("/danh-muc/", {"tim": "xac nhan hon nhan"}).content.decode()

    assert "Cấp Giấy xác nhận tình trạng hôn nhân" in page
    assert "Đăng ký khai tử" not in page


def test_list_asks_as_often_for_many_rows_as_for_one(thu: Client, office: Office, offering: Offering) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            thu.get("/danh-muc/")
        return len(captured)

    alone = queries()
    for n in range(60):
        factories.offering(agency=office.agency, name=f"Thủ tục {n}")

    assert queries() == alone


def test_pages_lead_on_and_back_to_the_same_rows(thu: Client, office: Office) -> None:
    for n in range(120):
        factories.offering(agency=office.agency, name=f"Thủ tục {n:03}")
    first = thu.get("/danh-muc/").context["page"]
    second = thu.get("/danh-muc/", {"sau": first.after}).context["page"]
    again = thu.get("/danh-muc/", {"truoc": second.before}).context["page"]

    assert [row.version.name for row in again.rows] == [row.version.name for row in first.rows]
    assert [row.version.name for row in second.rows] == [f"Thủ tục {n:03}" for n in range(25, 50)]


def test_draft_is_a_copy_and_holds_for_nobody(offering: Offering) -> None:
    draft = arranging.draft(offering=offering, at=MONDAY)

    assert arranging.draft(offering=offering, at=MONDAY) == draft
    assert [step.name for step in draft.workflow_steps.order_by("position")] == ["Kiểm tra, soạn kết quả", "Ký"]
    assert draft.form_schema == factories.arrangement_of(offering).form_schema
    assert in_force(offering, TODAY) == 1


def test_published_draft_holds_from_its_day_on(thu: Client, offering: Offering, clock: object) -> None:
    arranging.draft(offering=offering, at=MONDAY)
    later = TODAY + timedelta(days=13)

    thu.post("/danh-muc/1.004873/ban-hanh/", {"effective_from": f"{later:%d/%m/%Y}"})

    assert (in_force(offering, later - timedelta(days=1)), in_force(offering, later)) == (1, 2)
    assert Arrangement.objects.get(offering=offering, number=2).published_by.name == "Hà Thị Thu"  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["01/01/2020", "32/13/2026", ""])
def test_a_day_that_cannot_be_is_refused_in_words_and_the_draft_stays(
    thu: Client, offering: Offering, clock: object, day: str
) -> None:
    arranging.draft(offering=offering, at=MONDAY)

    answer = thu.post("/danh-muc/1.004873/ban-hanh/", {"effective_from": day})

    assert answer.status_code == 422
    assert "effective_from" in answer.context["form"].errors
    assert offering.arrangements.filter(effective_from__isnull=True).count() == 1


def test_publishing_twice_publishes_once(thu: Client, offering: Offering, clock: object) -> None:
    arranging.draft(offering=offering, at=MONDAY)
    said = {"effective_from": f"{TODAY:%d/%m/%Y}"}

    thu.post("/danh-muc/1.004873/ban-hanh/", said)
    second = thu.post("/danh-muc/1.004873/ban-hanh/", said, follow=True)

    assert "đã được ban hành" in second.content.decode()
    assert offering.arrangements.count() == 2


def test_a_draft_somebody_changed_meanwhile_is_looked_at_first(thu: Client, offering: Offering, clock: object) -> None:
    draft = arranging.draft(offering=offering, at=MONDAY)
    page = thu.get("/danh-muc/1.004873/").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    Arrangement.objects.filter(pk=draft.pk).update(saved_at=MONDAY + timedelta(minutes=3))
    said = {"effective_from": f"{TODAY:%d/%m/%Y}", "seen": seen}

    first = thu.post("/danh-muc/1.004873/ban-hanh/", said)
    again = first.content.decode().split('name="seen" value="')[1].split('"')[0]
    thu.post("/danh-muc/1.004873/ban-hanh/", said | {"seen": again})

    assert "Có người vừa sửa bản nháp này" in first.content.decode()
    assert in_force(offering, TODAY) == 2


def test_a_form_with_a_fault_is_not_published(thu: Client, offering: Offering, clock: object) -> None:
    draft = arranging.draft(offering=offering, at=MONDAY)
    Arrangement.objects.filter(pk=draft.pk).update(form_schema={"fields": [{"name": "a", "label": ""}]})

    answer = thu.post("/danh-muc/1.004873/ban-hanh/", {"effective_from": f"{TODAY:%d/%m/%Y}"})

    assert "Biểu mẫu còn chỗ chưa đúng" in answer.content.decode()
    assert in_force(offering, TODAY) == 1


def test_a_discarded_draft_leaves_what_holds(thu: Client, offering: Offering) -> None:
    arranging.draft(offering=offering, at=MONDAY)

    thu.post("/danh-muc/1.004873/bo-nhap/")
    thu.post("/danh-muc/1.004873/bo-nhap/")

    assert [row.number for row in offering.arrangements.all()] == [1]


def test_the_database_keeps_one_draft_and_one_open_arrangement(offering: Offering) -> None:
    arranging.draft(offering=offering, at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.create(offering=offering, number=9, saved_at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.create(
            offering=offering, number=9, effective_from=TODAY, published_at=MONDAY, saved_at=MONDAY
        )


def test_a_code_nobody_knows_is_not_found(thu: Client) -> None:
    assert thu.get("/danh-muc/9.999999/").status_code == 404
