"""The pause ledger by official: each number, its share when the promise was near, and the lines behind it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.dossiers.domain.status import PauseKind, Status
from apps.dossiers.models import Pause
from apps.dossiers.services import pausing, processing
from apps.officials.models import Official
from apps.reports.domain.ledger import Measure
from apps.reports.domain.periods import Month
from apps.reports.selectors.ledger import Ask, ledger
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import REASON, Walk, walk

pytestmark = pytest.mark.django_db
QUERIES, QUERIES_OF_LINES = 15, 11
NOVEMBER = Month.read("2026-11")
LAST_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


@pytest.fixture
def office(clock: Clock) -> Office:
    clock.at = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)
    return factories.office()


def of_five_days(office: Office) -> Walk:
    """Promised for Monday the 23rd."""
    return walk(status=Status.PROCESSING, office=office, offering=factories.offering(agency=office.agency, amount="5"))


def bill(walked: Walk) -> None:
    pausing.request_payment(
        dossier_id=walked.dossier.pk,
        by=walked.by(walked.office.officer),
        at=walked.at,
        legal_basis="Luật Đất đai 2024, Điều 153",
        document="15/TB",
    )


def live(office: Office) -> None:
    """A request with a restart in good time; a bill on the last morning; a day appointed anew after that."""
    of_five_days(office).step(walking.ask_supplement)
    near = of_five_days(office)
    near.at = LAST_MORNING
    near.step(bill)
    late = of_five_days(office)
    late.at = LAST_MORNING
    late.step(
        lambda here: processing.extend(
            dossier_id=here.dossier.pk,
            by=here.by(office.leader),
            at=here.at,
            new_due_date=datetime(2026, 11, 26, tzinfo=ZONE).date(),
            reason_code="verification",
            reason=REASON,
        )
    )


def test_each_official_is_counted_with_the_share_that_came_when_the_promise_was_near(office: Office) -> None:
    live(office)
    alone = of_five_days(office)
    alone.step(
        lambda here: pausing.pause(
            dossier_id=here.dossier.pk,
            by=here.by(office.leader),
            at=here.at,
            kind=PauseKind.OTHER,
            reason=REASON,
            legal_basis="Quyết định 12/QĐ-UBND",
        )
    )

    found = ledger(month=NOVEMBER, agency=office.agency)

    counts = {line.name: {name: number.value for name, number in line.numbers.items()} for line in found.officials}
    nothing = dict.fromkeys((measure.name.lower() for measure in Measure), 0)
    assert counts == {
        office.officer.name: nothing
        | {"pauses": 2, "late_pauses": 1, "restarts": 1, "extensions": 1, "late_extensions": 1},
        office.leader.name: nothing | {"pauses": 1},
    }
    assert found.total["pauses"].value == 3
    assert ledger(month=NOVEMBER.previous, agency=office.agency).officials == []


def page(official: Official, address: str) -> str:
    client = Client()
    assert official.user is not None
    client.force_login(official.user)
    return client.get(address).content.decode()


def test_a_number_leads_to_its_lines(office: Office) -> None:
    live(office)
    near = Pause.objects.get(kind="payment")

    shown = page(office.leader, "/dieu-hanh/tam-dung/?thang=2026-11")
    address = Ask(measure=Measure.LATE_PAUSES, month=NOVEMBER, official_id=office.officer.pk).href
    behind = page(office.leader, address)

    assert address.replace("&", "&amp;") in shown
    assert near.dossier.code in behind
    assert "Luật Đất đai 2024" in behind
    assert Pause.objects.get(kind="supplement").dossier.code not in behind


def test_another_office_sees_none_of_it(office: Office) -> None:
    live(office)
    elsewhere = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)

    shown = page(elsewhere.leader, "/dieu-hanh/tam-dung/?thang=2026-11")
    behind = page(elsewhere.leader, Ask(measure=Measure.PAUSES, month=NOVEMBER).href)

    assert "Chưa có lần tạm dừng nào" in shown
    assert Pause.objects.first().dossier.code not in behind  # type: ignore[union-attr]


def test_the_pages_ask_the_same_number_of_questions_whatever_is_in_them(office: Office) -> None:
    client = Client()
    assert office.leader.user is not None
    client.force_login(office.leader.user)
    addresses = ("/dieu-hanh/tam-dung/?thang=2026-11", Ask(measure=Measure.PAUSES, month=NOVEMBER).href)
    asked = []
    for lives in (1, 2):
        for _ in range(lives):
            live(office)
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))

    assert asked == [QUERIES, QUERIES_OF_LINES] * 2


@pytest.mark.parametrize("asked", ["muc=khong-co&thang=2026-11", "muc=tam-dung", "muc=tam-dung&thang=2026-11&nguoi=x"])
def test_lines_that_do_not_exist_are_not_found(office: Office, asked: str) -> None:
    client = Client()
    assert office.leader.user is not None
    client.force_login(office.leader.user)

    assert client.get(f"/dieu-hanh/tam-dung/danh-sach/?{asked}").status_code == 404
