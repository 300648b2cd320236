"""The simulator and what would be rejected: rows that can be opened, effects that the index confirms."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.dossiers.models import Dossier
from apps.officials.selectors import actor_of
from apps.reports.domain.rejections import Lack
from apps.reports.domain.terms import Term
from apps.reports.selectors.rejections import Rejections, rejections
from apps.reports.selectors.simulator import Simulation, simulation
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW

pytestmark = pytest.mark.django_db
NOVEMBER = Term.read("2026-11")


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture(autouse=True)
def _now(clock: Clock) -> None:
    clock.at = NOW


def run(office: Office) -> Simulation:
    return simulation(actor=actor_of(official=office.leader, at=NOW), agency=office.agency, at=NOW)


def lacking(office: Office, lack: Lack | None = None) -> Rejections:
    actor = actor_of(official=office.leader, at=NOW)
    return rejections(term=NOVEMBER, lack=lack, actor=actor, agency=office.agency, at=NOW)


def test_promises_that_can_still_break_come_first_and_a_broken_one_is_worth_its_result_alone(
    office: Office, client: Client
) -> None:
    months.live(office=office)

    found = run(office)

    # Five are open: three run and break before 15/12, one stands still, one is overdue. 20/5 for a promise; the first
    # result of the month brings 6 for its file and 4 for its papers.
    assert [chance.points for chance in found.chances] == ["14,00", "14,00", "14,00", "10,00", "10,00"]
    assert [chance.row.promised for chance in found.chances[:3]] == ["17/11/2026", "18/11/2026", "19/11/2026"]
    assert found.chances[0].deeds == "xong trước khi lỡ hẹn, ký và trả kết quả điện tử, quét giấy tờ đã nộp"
    assert found.chances[4].deeds == "ký và trả kết quả điện tử, quét giấy tờ đã nộp"
    assert found.together == "22,00"  # three promises, and all points of result and papers
    client.force_login(office.leader.user)
    page = client.get("/dieu-hanh/chi-so/mo-phong/").content.decode()
    assert all(f'href="{chance.row.href}"' in page for chance in found.chances)


def test_ten_of_many_cost_as_many_queries_as_ten_of_few(office: Office) -> None:
    months.live(office=office)
    with CaptureQueriesContext(connection) as few:
        run(office)
    for _ in range(2):
        months.live(office=office, offering=office.agency.offerings.get())
    with CaptureQueriesContext(connection) as many:
        found = run(office)

    assert (len(found.chances), found.open_now) == (10, 15)
    assert len(many) == len(few)


def test_dossier_says_all_it_lacks_and_each_reason_has_its_list(office: Office, client: Client) -> None:
    months.live(office=office)
    received = Dossier.objects.filter(received_at__lt=NOVEMBER.span.ends_before).order_by("pk")
    whole, poor = received[0], received[7]
    Dossier.objects.filter(pk=poor.pk).update(applicant_personal_id=None, applicant_address="")
    offering = office.agency.offerings.get()

    found = lacking(office)

    # Four have a result without a file; one lacks its number and address; nothing else is wrong.
    assert (found.received, found.total) == (9, 5)
    assert {lack: number for lack, number in found.counts.items() if number} == {
        Lack.RESULT: 4,
        Lack.IDENTITY: 1,
        Lack.ADDRESS: 1,
    }
    assert [one.row.reference for one in lacking(office, Lack.IDENTITY).rows] == [poor.reference]
    assert lacking(office, Lack.IDENTITY).rows[0].reasons == [
        "Chưa có số định danh của người nộp",
        "Chưa có địa chỉ của người nộp",
    ]
    offering.procedure.code = "SM-01"
    offering.procedure.save()
    assert lacking(office).counts[Lack.PROCEDURE] == lacking(office).total == 9
    client.force_login(office.leader.user)
    page = client.get("/dieu-hanh/chi-so/bi-tu-choi/?ky=2026-11&thieu=dia-chi")
    assert poor.reference in page.content.decode()
    assert whole.reference not in page.content.decode()
    assert client.get("/dieu-hanh/chi-so/bi-tu-choi/?thieu=gi-do").status_code == 404
    for term in ("gi-do", "1000"):
        assert client.get(f"/dieu-hanh/chi-so/bi-tu-choi/?ky={term}").status_code == 302
