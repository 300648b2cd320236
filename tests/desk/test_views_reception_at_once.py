"""Hồ sơ trả ngay: received, signed by another, handed over; in the book, without form 01."""

from __future__ import annotations

import pytest

from apps.desk.models import Slip
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import folded
from apps.officials.domain.duties import Duty
from apps.officials.models import DutyAssignment
from apps.procedures.models import Offering
from apps.visits.models import VisitDossier
from apps.worktime import Unit
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, screen, words
from tests.factories import LONG_AGO, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def same_day(office: Office) -> Offering:
    return factories.offering(agency=office.agency, name="Chứng thực bản sao", amount="0", unit=Unit.SAME_DAY)


def test_result_is_handed_over_on_the_spot(office: Office, same_day: Offering, clock: Clock) -> None:
    said = screen(same_day, viec="tra-ngay", signer=str(office.leader.pk), result_number="120/SCT")

    answer = Seat(office.clerk).post("reception", **said)

    dossier = Dossier.objects.get()
    result = dossier.results.get()
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.code}/"
    assert (dossier.status, dossier.outcome, dossier.book_number) == (Status.RETURNED, ResultKind.GRANTED, 1)
    assert (dossier.returned_at, dossier.finished_at, dossier.holder) == (clock.at, clock.at, None)
    assert dossier.timeliness == "on_time"
    assert dossier.state() == folded(dossier=dossier)
    assert (result.signed_by, result.number) == (office.leader, "120/SCT")
    assert not Slip.objects.exists()
    assert sorted(VisitDossier.objects.values_list("done", flat=True)) == ["received", "returned"]


def test_whoever_receives_does_not_sign(office: Office, same_day: Offering, clock: Clock) -> None:
    DutyAssignment.objects.create(official=office.clerk, duty=Duty.LEADER, from_date=LONG_AGO)

    answer = Seat(office.clerk).post("reception", **screen(same_day, viec="tra-ngay", signer=str(office.clerk.pk)))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_nothing_is_handed_over_without_a_signer(office: Office, same_day: Offering, clock: Clock) -> None:
    answer = Seat(office.clerk).post("reception", **screen(same_day, viec="tra-ngay", signer=""))

    assert answer.status_code == 422
    assert "Chọn người đã ký kết quả" in words(answer)
    assert not Dossier.objects.exists()


def test_procedure_of_days_is_not_returned_at_once(office: Office, clock: Clock) -> None:
    offering = factories.offering(agency=office.agency)
    seat = Seat(office.clerk)

    shown = words(seat.post("reception", **screen(offering, viec="xem")))
    answer = seat.post("reception", **screen(offering, viec="tra-ngay", signer=str(office.leader.pk)))

    assert "Nhận và trả kết quả ngay" not in shown
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
