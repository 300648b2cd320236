"""The page of a dossier: what it offers, what it hides, and that reading it is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.desk.domain.acts import Act
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, ReadLog
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, ways, words
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


OFFERED: dict[Status, dict[str, set[Act]]] = {
    Status.SUBMITTED: {
        "clerk": {Act.ACCEPT, Act.ASK_FIX, Act.REFUSE},
        "officer": set(),
        "leader": {Act.WITHDRAW},
    },
    Status.NEED_FIX_INTAKE: {"clerk": {Act.ANSWER_FIX, Act.REFUSE}, "officer": set(), "leader": {Act.WITHDRAW}},
    Status.REFUSED: {"clerk": set(), "officer": set(), "leader": set()},
    Status.RECEIVED: {"clerk": {Act.FORWARD}, "officer": set(), "leader": {Act.FORWARD, Act.PAUSE, Act.WITHDRAW}},
    Status.PROCESSING: {
        "clerk": set(),
        "second_officer": set(),
        "officer": {
            Act.FORWARD,
            Act.SUBMIT_FOR_SIGNATURE,
            Act.PROPOSE_SUPPLEMENT,
            Act.PROPOSE_APOLOGY,
            Act.SEND_BACK,
            Act.REQUEST_PAYMENT,
        },
        "leader": {Act.FORWARD, Act.PAUSE, Act.WITHDRAW},
    },
    Status.AWAITING_SUPPLEMENT: {"clerk": {Act.ACCEPT_SUPPLEMENT}, "officer": set(), "leader": {Act.WITHDRAW}},
    Status.AWAITING_SIGNATURE: {
        "clerk": set(),
        "officer": set(),
        "leader": {Act.RETURN_TO_OFFICER, Act.PAUSE, Act.WITHDRAW},
    },
    Status.RESULT_READY: {"clerk": {Act.RETURN_RESULT}, "officer": set(), "leader": set()},
    Status.REJECTED_RESULT: {"clerk": {Act.RETURN_RESULT}, "officer": set(), "leader": set()},
    Status.RETURNED: {"clerk": set(), "officer": set(), "leader": set()},
    Status.WITHDRAWN: {"clerk": set(), "officer": set(), "leader": set()},
}


@pytest.mark.parametrize("status", OFFERED)
def test_page_offers_what_the_law_allows_and_nothing_else(status: Status, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=status, office=office)

    offered = {role: ways(Seat(getattr(office, role)).get("dossier", dossier.reference)) for role in OFFERED[status]}

    assert offered == {role: {act.value for act in acts} for role, acts in OFFERED[status].items()}


def test_leader_signs_where_the_paper_can_be_read(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)

    page = words(Seat(office.leader).get("dossier", dossier.reference))

    assert f"/ky/?van-ban=hs-{dossier.pk}#vb" in page
    assert Seat(office.leader).do(Act.SIGN, dossier).status_code == 404


def test_reading_is_logged_with_who_and_when(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.officer).get("dossier", dossier.reference)

    entry = ReadLog.objects.get()
    assert (entry.dossier_id, entry.actor, entry.at) == (dossier.pk, f"official:{office.officer.pk}", clock.at)


def test_what_was_declared_on_the_screen_is_not_asked_for_on_paper(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    dossier.documents.all().delete()
    seat = Seat(office.clerk)
    declared = words(seat.get("dossier", dossier.reference))

    Dossier.objects.filter(pk=dossier.pk).update(answers=None)
    undeclared = words(seat.get("dossier", dossier.reference))

    assert "Còn thiếu:</b> Tờ khai" not in declared
    assert "Còn thiếu:</b> Tờ khai" in undeclared


def test_page_masks_the_personal_id_everywhere(office: Office, clock: Clock) -> None:
    person = factories.person(personal_id="036198777888")
    dossier = walk_to(status=Status.PROCESSING, office=office, person=person)

    page = words(Seat(office.officer).get("dossier", dossier.reference))

    assert "036198777888" not in page
    assert page.count("036******888") == 2  # of the applicant, and in the answers of the form


def test_page_says_whose_time_it_was_and_who_answers_for_the_lateness(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    in_time = words(Seat(office.officer).get("dossier", dossier.reference))
    clock.at += timedelta(days=7)

    page = words(Seat(office.officer).get("dossier", dossier.reference))

    assert "Thời gian ở từng người" in in_time
    assert "Quá lời hẹn đầu" not in in_time
    assert f"tính cho <b>{office.leader.name}</b>" in page
    for name in (office.clerk.name, office.officer.name, office.leader.name):
        assert f'<th scope="row">{name}<span class="sub">' in page
