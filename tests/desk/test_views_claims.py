"""Online dossiers in the queue of reception: the least time left first, and in whose hands they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from apps.desk.domain.acts import Act
from apps.desk.models import Slip
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.services import change_setting
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office

pytestmark = pytest.mark.django_db


def online(office: Office, clock: Clock) -> Dossier:
    offering = factories.offering(agency=office.agency)
    return walking.walk_to(status=Status.SUBMITTED, office=office, offering=offering, at=clock.at)


def test_taking_an_online_dossier_shows_the_second_clerk_who_has_it(clock: Clock) -> None:
    office = factories.office()
    dossier = online(office, clock)

    taken = Seat(office.clerk).post("claim", dossier.reference)
    late = Seat(office.second_clerk).post("claim", dossier.reference)

    assert taken.headers["Location"] == f"/quay/ho-so/{dossier.reference}/nhan/#viec"
    assert late.headers["Location"] == f"/quay/ho-so/{dossier.reference}/"
    assert "Đang xem: Vi Thị Hạnh" in words(Seat(office.second_clerk).get("dossier", dossier.reference))
    assert "đang xem: Vi Thị Hạnh" in words(Seat(office.second_clerk).get("reception"))
    assert "bạn đang xem" in words(Seat(office.clerk).get("reception"))


def test_claim_lapses_after_the_minutes_of_the_setting(clock: Clock) -> None:
    office = factories.office()
    dossier = online(office, clock)
    change_setting(agency=office.agency, name="claim_minutes", value=5)
    Seat(office.clerk).post("claim", dossier.reference)

    clock.at += timedelta(minutes=5)
    taken = Seat(office.second_clerk).post("claim", dossier.reference)

    assert taken.headers["Location"].endswith("/nhan/#viec")


def test_claim_is_put_back_by_whoever_has_it(clock: Clock) -> None:
    office = factories.office()
    dossier = online(office, clock)
    Seat(office.clerk).post("claim", dossier.reference)

    Seat(office.second_clerk).post("claim", dossier.reference, tha="1")
    assert "đang xem: Vi Thị Hạnh" in words(Seat(office.second_clerk).get("reception"))
    Seat(office.clerk).post("claim", dossier.reference, tha="1")
    assert "đang xem" not in words(Seat(office.second_clerk).get("reception"))


def test_last_minutes_of_the_eight_hours_are_said_in_minutes(clock: Clock) -> None:
    office = factories.office()
    due_at = online(office, clock).intake_due_at
    assert due_at

    clock.at = due_at - timedelta(minutes=40)

    assert "Còn 40 phút để nhận" in words(Seat(office.clerk).get("reception"))


@pytest.mark.django_db(transaction=True)
def test_two_clerks_receiving_at_once_have_one_effect(clock: Clock) -> None:
    office = factories.office()
    dossier = online(office, clock)

    def press(official: object) -> int:
        try:
            said = {"seen": dossier.last_sequence, "key": str(official), "fee_amount": "0"}
            answer = Seat(official).post("act", dossier.reference, Act.ACCEPT.value, **said)  # type: ignore[arg-type]
            return int(answer.status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as presses:
        answers = sorted(presses.map(press, [office.clerk, office.second_clerk]))

    assert answers in ([302, 404], [302, 409])
    assert Slip.objects.filter(kind="receipt").count() == 1
    assert Dossier.objects.get().status == Status.RECEIVED
