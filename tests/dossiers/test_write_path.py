"""The laws of the write path, on real PostgreSQL."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, connections, transaction

from apps.core import idempotency
from apps.dossiers import selectors
from apps.dossiers.domain.chain import BrokenChain
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierEvent, EventNote, Fact
from apps.dossiers.services import filing, pausing, processing
from apps.dossiers.services.writing import ChangedMeanwhile
from apps.officials.models import Official
from tests import factories, walking
from tests.walking import MONDAY, WAYS, walk, walk_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [status for status in WAYS if status is not Status.DRAFT])
def test_row_is_the_reading_of_its_events(status: Status) -> None:
    dossier = walk_to(status=status, office=factories.office())

    assert selectors.folded(dossier=dossier) == dossier.state()
    assert selectors.verify_chain(dossier=dossier) == dossier.chain_head


def test_promise_skips_the_day_of_culture() -> None:
    office = factories.office()
    at = MONDAY.replace(day=20, hour=9)

    dossier = walk_to(status=Status.RECEIVED, office=office, at=at, offering=factories.offering(agency=office.agency))

    assert dossier.due_at is not None
    assert dossier.due_at.astimezone(factories.ZONE).strftime("%d/%m/%Y %H:%M") == "26/11/2026 17:30"
    assert dossier.code == "H99.71-261120-0001"
    assert dossier.book_number == 1


def test_an_event_is_never_changed_or_deleted() -> None:
    dossier = walk_to(status=Status.RECEIVED, office=factories.office())
    event = dossier.events.get(sequence=1)

    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        DossierEvent.objects.filter(pk=event.pk).update(action="refuse")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        event.delete()
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        _truncate_like_anybody_else()


def _truncate_like_anybody_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL mot_cua.tests_may_truncate = 'no'")
        cursor.execute("TRUNCATE dossiers_dossierevent CASCADE")


def test_a_forged_event_breaks_the_chain() -> None:
    dossier = walk_to(status=Status.PROCESSING, office=factories.office())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossiers_dossierevent DISABLE TRIGGER dossiers_event_no_change")
        cursor.execute(
            "UPDATE dossiers_dossierevent SET at = at - interval '1 hour' WHERE dossier_id = %s AND sequence = 2",
            [dossier.pk],
        )
        cursor.execute("ALTER TABLE dossiers_dossierevent ENABLE TRIGGER dossiers_event_no_change")

    with pytest.raises(BrokenChain) as refusal:
        selectors.verify_chain(dossier=dossier)

    assert refusal.value.sequence == 2


def test_erasing_a_note_leaves_the_chain_whole() -> None:
    dossier = walk_to(status=Status.REFUSED, office=factories.office())
    assert EventNote.objects.filter(event__dossier=dossier).count() == 1

    EventNote.objects.filter(event__dossier=dossier).delete()

    assert selectors.verify_chain(dossier=dossier) == dossier.chain_head


def test_the_second_of_two_clerks_is_told_who_was_first() -> None:
    office = factories.office()
    walked = walk(status=Status.SUBMITTED, office=office)
    seen = walked.dossier.last_sequence
    walking.receive(walked)

    with pytest.raises(ChangedMeanwhile) as refusal:
        processing.forward(
            dossier_id=walked.dossier.pk,
            by=walked.by(office.second_clerk),
            at=walked.at,
            receiver_id=office.officer.pk,
            planned_hours=Decimal(8),
            seen=seen,
        )

    assert refusal.value.event is not None
    assert refusal.value.event.actor_id == office.clerk.pk


def test_who_received_may_not_sign() -> None:
    office = factories.office()
    walked = walk(status=Status.AWAITING_SIGNATURE, office=office)
    Dossier.objects.filter(pk=walked.dossier.pk).update(received_by=office.leader)

    with pytest.raises(Forbidden) as refusal:
        processing.sign(dossier_id=walked.dossier.pk, by=walked.by(office.leader), at=walked.at)

    assert refusal.value.why == "receiver_may_not_sign"


def test_restart_counts_the_whole_period_again_and_resume_goes_on() -> None:
    """Golden examples P1 and P2 of the domain paper."""
    office = factories.office()
    due = {}
    for mode in ("restart", "resume"):
        made = factories.offering(agency=office.agency, amount="10", supplement_mode=mode)
        walked = walk(status=Status.PROCESSING, office=office, offering=made, at=MONDAY.replace(day=2, hour=8))
        walked.at = MONDAY.replace(day=9, hour=9)
        walked.step(walking.ask_supplement)
        assert walked.dossier.paused_at is not None
        pausing.accept_supplement(
            dossier_id=walked.dossier.pk, by=walked.by(office.clerk), at=MONDAY.replace(day=16, hour=9)
        )
        walked.dossier.refresh_from_db()
        assert walked.dossier.due_at is not None
        due[mode] = walked.dossier.due_at.astimezone(factories.ZONE).strftime("%d/%m/%Y")
        assert selectors.folded(dossier=walked.dossier) == walked.dossier.state()

    assert due == {"restart": "01/12/2026", "resume": "23/11/2026"}


def test_every_reception_and_every_result_leaves_one_fact() -> None:
    dossier = walk_to(status=Status.RETURNED, office=factories.office())

    facts = Fact.objects.filter(dossier=dossier).order_by("pk").values_list("kind", "timeliness")

    assert list(facts) == [("received", ""), ("finished", "early")]


@pytest.mark.django_db(transaction=True)
def test_numbers_are_never_given_twice_when_clerks_race() -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    walks = [
        walk(status=Status.SUBMITTED, office=office, offering=made, person=factories.person(name=f"Người {n}"))
        for n in range(8)
    ]
    errors: list[BaseException] = []

    def receive(one: walking.Walk) -> None:
        try:
            walking.receive(one)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=receive, args=(one,)) for one in walks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    numbers = Dossier.objects.order_by("book_number").values_list("book_number", "code")
    assert list(numbers) == [(n, f"H99.71-261116-{n:04d}") for n in range(1, 9)]


@pytest.mark.django_db(transaction=True)
def test_a_form_posted_many_times_at_once_acts_once() -> None:
    acts: list[int] = []
    answers: list[object] = []

    def act() -> dict[str, int]:
        acts.append(1)
        return {"done": 1}

    def post() -> None:
        try:
            answers.append(idempotency.once(scope="test", key="k", content={"a": 1}, at=MONDAY, act=act))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(acts) == 1
    assert answers == [{"done": 1}] * 10
    with pytest.raises(idempotency.OtherContent):
        idempotency.once(scope="test", key="k", content={"a": 2}, at=MONDAY + timedelta(1), act=dict)


def test_the_look_up_factor_of_an_online_dossier_survives_reception() -> None:
    office = factories.office()
    walked = walk(status=Status.DRAFT, office=office)
    filed = filing.submit(dossier_id=walked.dossier.pk, by=walked.citizen(), at=walked.at)

    walking.receive(walked)

    found = selectors.by_lookup(reference=filed.dossier.temporary_ref, factor=filed.lookup_factor)
    assert found is not None
    assert found.code == "H99.71-261116-0001"
    assert selectors.by_lookup(reference=found.code, factor=filed.lookup_factor) == found


def test_a_head_hands_on_what_lies_with_somebody_who_is_away() -> None:
    office = factories.office()
    walked = walk(status=Status.PROCESSING, office=office)

    with pytest.raises(Forbidden) as refusal:
        _hand_on(walked, office.second_officer)
    _hand_on(walked, office.leader)

    walked.dossier.refresh_from_db()
    assert refusal.value.why == "not_the_holder"
    assert walked.dossier.holder == office.second_officer


def _hand_on(walked: walking.Walk, giver: Official) -> None:
    processing.forward(
        dossier_id=walked.dossier.pk,
        by=walked.by(giver),
        at=walked.at,
        receiver_id=walked.office.second_officer.pk,
        planned_hours=Decimal(8),
    )


def test_the_act_that_finishes_late_keeps_to_whom_it_is_charged() -> None:
    office = factories.office()
    walked = walk(status=Status.AWAITING_SIGNATURE, office=office)
    kept = walk(status=Status.RESULT_READY, office=office).dossier
    walked.at += timedelta(days=7)  # the promise of Thursday broke on the leader's desk; it is Monday, 09:00

    walking.sign(walked)

    late = walked.dossier.events.get(action="sign").facts["late"]
    assert late == {"stage": "signature", "holder": office.leader.pk, "minutes": 8 * 60 + 90}
    assert "late" not in kept.events.get(action="sign").facts
