"""«Vỡ hẹn, chưa có thư»: who held it, how late it is, whether a draft waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.desk.models import BrokenPromise, Letter
from apps.desk.services import guard, letters
from apps.dossiers.domain.status import Status
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.walking import MONDAY, Walk, walk

pytestmark = pytest.mark.django_db

EARLY = MONDAY - timedelta(days=7)  # promised for Thursday, 12/11: broken before the clock of these tests


@pytest.fixture
def office() -> Office:
    return factories.office()


def broken(office: Office, clock: Clock) -> Walk:
    walked = walk(status=Status.PROCESSING, office=office, at=EARLY, offering=factories.offering(agency=office.agency))
    guard.run(at=clock.at)
    return walked


def test_a_broken_promise_without_a_letter_stands_here_until_it_is_signed(office: Office, clock: Clock) -> None:
    walked = broken(office, clock)
    seat = Seat(office.leader)

    page = words(seat.get("never_signed"))
    letter = Letter.objects.get(state="drafted")
    letters.sign_letter(letter_id=letter.pk, by=walked.by(office.leader), at=clock.at)

    assert walked.dossier.code in page
    assert office.officer.name in page
    assert f'href="/ky/?van-ban=hs-{walked.dossier.pk}#vb"' in page
    assert walked.dossier.code not in words(seat.get("never_signed"))
    assert BrokenPromise.objects.count() == 1


def test_what_was_finished_without_a_letter_is_kept_apart(office: Office, clock: Clock) -> None:
    walked = broken(office, clock)
    walked.at = clock.at
    walked.step(walking.prepare)
    walked.step(walking.sign)
    seat = Seat(office.leader)

    assert walked.dossier.code not in words(seat.get("never_signed"))
    assert "không có, kết quả đã ký" in words(seat.get("never_signed", xem="da-xong"))


def test_neighbours_and_bad_marks_are_answered_calmly(office: Office, clock: Clock) -> None:
    walked = broken(office, clock)
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)

    assert walked.dossier.code not in words(Seat(theirs.leader).get("never_signed"))
    assert Seat(office.leader).get("never_signed", xem="gi-do", sau="x").status_code == 200
    assert Seat(office.officer).get("never_signed").status_code == 403


def test_the_list_costs_the_same_for_one_and_for_three(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat = Seat(office.leader)
    broken(office, clock)
    seat.get("never_signed")
    with django_assert_num_queries(QUERIES):
        seat.get("never_signed")
    broken(office, clock)
    broken(office, clock)
    with django_assert_num_queries(QUERIES):
        seat.get("never_signed")


QUERIES = 7
