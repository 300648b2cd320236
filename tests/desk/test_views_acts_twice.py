"""Two presses, two clerks, stale pages: an act happens once, and whoever came second loses no word."""

from __future__ import annotations

import pytest

from apps.desk.domain.acts import Act
from apps.dossiers.domain.status import Status
from apps.dossiers.selectors import folded
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import REASON, Seat, words
from tests.factories import Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """Every walk begins at eight; by two of the same day it has arrived wherever it goes."""
    clock.at = clock.at.replace(hour=14)
    return clock


def test_double_post_acts_once(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    seat, said = Seat(office.clerk), {"receiver": office.officer.pk, "planned_hours": "16", "key": "k", "seen": 0}
    said["seen"] = dossier.last_sequence

    first = seat.post("act", dossier.reference, Act.FORWARD.value, **said)
    second = seat.post("act", dossier.reference, Act.FORWARD.value, **said)

    dossier.refresh_from_db()
    assert first.status_code == second.status_code == 302
    assert dossier.events.filter(action="forward").count() == 1


def test_second_clerk_is_told_who_was_quicker_and_loses_no_word(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    slow = {"seen": dossier.last_sequence, "key": "slow", "category": "other", "reason": REASON}
    Seat(office.clerk).do(Act.ACCEPT, dossier)

    answer = Seat(office.second_clerk).post("act", dossier.temporary_ref, Act.REFUSE.value, **slow)

    dossier.refresh_from_db()
    assert answer.status_code == 409
    assert "Vi Thị Hạnh vừa làm việc này lúc 14:00 16/11/2026" in words(answer)
    assert REASON in words(answer)
    assert dossier.status == Status.RECEIVED


def test_page_that_has_become_stale_can_be_sent_again_after_a_look(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    stale = {"seen": dossier.last_sequence - 1, "key": "k", "receiver": office.officer.pk, "planned_hours": "16"}

    answer = Seat(office.clerk).post("act", dossier.reference, Act.FORWARD.value, **stale)
    form = answer.context["panel"]["form"]
    again = {"seen": form["seen"].value(), "key": form["key"].value()}
    Seat(office.clerk).post("act", dossier.reference, Act.FORWARD.value, **stale | again)

    dossier.refresh_from_db()
    assert answer.status_code == 409
    assert dossier.holder == office.officer


def test_act_of_another_duty_is_refused_in_words(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    answer = Seat(office.officer).do(Act.ACCEPT, dossier)

    dossier.refresh_from_db()
    assert answer.status_code == 409
    assert "Việc này thuộc nhiệm vụ của người khác" in words(answer)
    assert dossier.status == Status.SUBMITTED


def test_form_of_an_act_that_is_over_leads_back_to_the_dossier(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RETURNED, office=office)

    answer = Seat(office.clerk).get("act", dossier.reference, Act.ACCEPT.value)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.reference}/"


def test_unknown_act_is_not_found(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    assert Seat(office.officer).get("act", dossier.reference, "xoa").status_code == 404


def test_every_act_leaves_the_row_as_its_events_tell_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    Seat(office.clerk).do(Act.ACCEPT, dossier)
    Seat(office.clerk).do(Act.FORWARD, dossier, receiver=office.officer.pk, planned_hours="16")
    Seat(office.officer).do(Act.TAKE, dossier)
    Seat(office.officer).do(Act.SEND_BACK, dossier, reason=REASON)

    dossier.refresh_from_db()

    assert folded(dossier=dossier) == dossier.state()
