"""Roll-ups are exact: whoever drains at once, whoever is killed, however often it is counted again."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.db import Error, connection, connections, transaction

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Fact
from apps.dossiers.services import filing, processing
from apps.reports.domain.folding import COLUMNS
from apps.reports.models import AgencyMonth, FieldMonth, StageMonth
from apps.reports.services import rollups
from bench import fill
from tests import factories, walking
from tests.sizes import pick
from tests.walking import MONDAY, walk, walk_to

ZERO = dict.fromkeys(COLUMNS, 0)
EARLY_ONE = ZERO | {"received": 1, "early": 1, "early_in_force": 1}
FACTS = pick(sample=1_500, full=15_000)
KILLS = pick(sample=8, full=60)


def check() -> tuple[int, dict[str, object]]:
    """`rollup --check`: its exit code and what it says."""
    said = StringIO()
    try:
        call_command("rollup", "--check", stdout=said)
    except SystemExit as ended:
        return int(str(ended.code)), json.loads(said.getvalue())
    return 0, json.loads(said.getvalue())


@pytest.mark.django_db
def test_every_act_that_counts_is_folded_once() -> None:
    office = factories.office()
    for status in (Status.RETURNED, Status.RESULT_READY, Status.PROCESSING, Status.REFUSED, Status.WITHDRAWN):
        walk_to(status=status, office=office)
    received = walk(status=Status.PROCESSING, office=office)
    late = walk(status=Status.AWAITING_SIGNATURE, office=office)
    withdraw_after_reception(received)
    late.at = MONDAY + timedelta(days=21)
    walking.sign(late)

    folded = rollups.drain_all()

    assert (folded, Fact.objects.count()) == (9, 0)
    november = AgencyMonth.objects.get(month=MONDAY.date().replace(day=1))
    december = AgencyMonth.objects.get(month=MONDAY.date().replace(month=12, day=1))
    assert (november.received, november.early, november.on_time, november.late, november.ended) == (5, 2, 0, 0, 1)
    assert (december.received, december.late) == (0, 1)
    assert check() == (0, {"folded": 0, "differences": []})


def withdraw_after_reception(walked: walking.Walk) -> None:
    """The citizen asked for it at the desk, and the leader confirms it."""
    filing.withdraw(
        dossier_id=walked.dossier.pk, by=walked.by(walked.office.leader), at=walked.at, reason=walking.REASON
    )


@pytest.mark.django_db
def test_a_check_is_clean_while_facts_still_wait_in_the_queue() -> None:
    walk_to(status=Status.RETURNED, office=factories.office())

    assert Fact.objects.count() == 2
    assert rollups.differences() == []


@pytest.mark.django_db
def test_a_check_names_the_cell_in_which_somebody_planted_a_difference() -> None:
    walk_to(status=Status.RETURNED, office=factories.office())
    rollups.drain_all()
    cell = FieldMonth.objects.get()
    FieldMonth.objects.update(late=cell.late + 3)

    code, said = check()

    assert code == 1
    assert said["differences"] == [
        {
            "rollup": "reports_fieldmonth",
            "cell": {
                "agency_id": cell.agency_id,
                "month": "2026-11-01",
                "field_id": cell.field_id,
                "channel": "online",
            },
            "rolled_up": {**EARLY_ONE, "late": 3},
            "recounted": EARLY_ONE,
        }
    ]


@pytest.mark.django_db
def test_a_check_covers_the_sums_of_the_agency_and_of_lateness() -> None:
    walk_late(office=factories.office())
    rollups.drain_all()
    AgencyMonth.objects.update(received=7)
    StageMonth.objects.update(minutes=1)

    found = rollups.differences()

    assert {one.rollup for one in found} == {"reports_agencymonth", "reports_stagemonth"}


def walk_late(*, office: factories.Office) -> Dossier:
    """A dossier whose promise of Thursday broke on the leader's desk, signed on Monday at 09:00."""
    walked = walk(status=Status.AWAITING_SIGNATURE, office=office)
    walked.at += timedelta(days=7)
    walked.step(walking.sign)
    return walked.dossier


@pytest.mark.django_db
def test_lateness_is_folded_by_who_is_charged_and_a_rebuild_counts_the_same() -> None:
    office = factories.office()
    walk_late(office=office)
    walk_late(office=office)
    walk_to(status=Status.RETURNED, office=office)
    assert rollups.differences() == []

    rollups.drain_all()

    folded = list(StageMonth.objects.values_list("stage", "dossiers", "minutes"))
    assert folded == [("signature", 2, 2 * (8 * 60 + 90))]
    assert AgencyMonth.objects.get().late == 2
    rollups.rebuild()
    assert list(StageMonth.objects.values_list("stage", "dossiers", "minutes")) == folded
    assert check()[0] == 0


@pytest.mark.django_db
def test_what_was_extended_is_counted_against_both_promises() -> None:
    walked = walk(status=Status.PROCESSING, office=factories.office())
    processing.extend(
        dossier_id=walked.dossier.pk,
        by=walked.by(walked.office.leader),
        at=walked.at,
        new_due_date=date(2026, 11, 25),
        reason_code="verification",
        reason=walking.REASON,
    )
    walked.at += timedelta(days=7)  # Monday the 23rd: after the first promise, before the new one
    for act in (walking.prepare, walking.sign):
        walked.step(act)

    rollups.drain_all()

    assert (walked.dossier.timeliness, walked.dossier.timeliness_in_force) == ("late", "early")
    month = AgencyMonth.objects.get()
    assert (month.late, month.early, month.late_in_force, month.early_in_force) == (1, 0, 0, 1)
    assert rollups.differences() == []
    rollups.rebuild()
    assert rollups.differences() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("weeks", "late"), [(0, 0), (1, 1)])
def test_what_is_withdrawn_after_reception_ended_in_time_or_late(weeks: int, late: int) -> None:
    walked = walk(status=Status.PROCESSING, office=factories.office())
    walked.at += timedelta(weeks=weeks)

    walked.step(withdraw_after_reception)

    rollups.drain_all()
    month = AgencyMonth.objects.get()
    assert (month.ended, month.ended_late, month.late) == (1, late, 0)
    assert rollups.differences() == []


@pytest.mark.django_db
def test_a_rebuild_gives_the_same_numbers_and_leaves_waiting_facts_to_the_drain() -> None:
    office = factories.office()
    walk_to(status=Status.RETURNED, office=office)
    rollups.drain_all()
    drained = list(FieldMonth.objects.values_list("received", "early", "on_time", "late", "ended"))
    walk_to(status=Status.RECEIVED, office=office)

    rollups.rebuild()

    assert list(FieldMonth.objects.values_list("received", "early", "on_time", "late", "ended")) == drained
    assert rollups.drain_all() == 1
    assert AgencyMonth.objects.get().received == 2
    assert check()[0] == 0


@pytest.mark.django_db(transaction=True)
def test_a_drain_killed_before_its_commit_has_lost_nothing() -> None:
    fill.fill(connection=connection, dossiers=50, facts=True)
    assert Fact.objects.count() == 100

    with pytest.raises(Error):
        drain_and_be_killed()
    connection.close()

    assert (Fact.objects.count(), FieldMonth.objects.count()) == (100, 0)
    assert rollups.drain_all() == 100
    assert rollups.differences() == []


@transaction.atomic
def drain_and_be_killed() -> None:
    assert rollups.drain(limit=30) == 30
    assert terminate(backend())


@pytest.mark.django_db(transaction=True)
def test_two_drains_at_once_with_killings_between_are_exact() -> None:
    """Writers add facts while two drains fold them, and a killer ends the drains' connections again and again."""
    fill.fill(connection=connection, dossiers=FACTS // 2, facts=True)
    victims: dict[str, int] = {}
    stop, killed = threading.Event(), 0

    def drainer(name: str) -> None:
        try:
            while not stop.is_set() or Fact.objects.exists():
                victims[name] = backend()
                rollups.drain(limit=20)
        finally:
            connections.close_all()

    def stubborn(name: str) -> None:
        """A worker that is started again whenever its connection was killed."""
        while True:
            try:
                return drainer(name)
            except Error:
                connections.close_all()

    def writer(first: int) -> None:
        try:
            for number in range(10):
                fill.more(connection=connection, first=first + 10 * number, dossiers=10, facts=True)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=stubborn, args=(name,)) for name in "ab"]
    workers += [threading.Thread(target=writer, args=(first,)) for first in (1_000_000, 2_000_000)]
    with running(workers, stop):
        dice = Random(7)
        while killed < KILLS and Fact.objects.exists():
            stop.wait(dice.uniform(0.005, 0.03))
            killed += terminate(dice.choice([*victims.values()])) if victims else 0

    assert killed >= 3
    assert Fact.objects.count() == 0
    assert Dossier.objects.count() == FACTS // 2 + 200
    assert sum(AgencyMonth.objects.values_list("received", flat=True)) == Dossier.objects.count()
    assert rollups.differences() == []


@contextmanager
def running(workers: list[threading.Thread], stop: threading.Event) -> Iterator[None]:
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        for worker in workers:
            worker.join(timeout=60)
            assert not worker.is_alive()


def backend() -> int:
    """The server process behind this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def terminate(pid: int) -> bool:
    """Kill a server process from a connection of its own; whether there was one."""
    with connection.copy().cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        (done,) = cursor.fetchone()
        cursor.db.close()
    return bool(done)
