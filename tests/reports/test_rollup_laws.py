"""Sums are exact: whatever happened in whatever order, whoever drains at once, whoever is killed, whoever rebuilds."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

import pytest
from django.db import Error, connection, connections, transaction

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Fact
from apps.dossiers.services import filing, pausing, processing
from apps.officials.selectors import work_calendar
from apps.reports.models import AgencyMonth, FieldMonth, ProvinceMonth, StageMonth
from apps.reports.services import rollups
from bench import fill
from tests import factories, walking
from tests.factories import ZONE, Office
from tests.sizes import pick
from tests.walking import MONDAY, REASON, Walk, walk

SEEDS = pick(sample=(20,), full=tuple(range(40)))
DOSSIERS = 7
FACTS = pick(sample=1_500, full=15_000)
KILLS = pick(sample=3, full=34)
TABLES = (FieldMonth, AgencyMonth, ProvinceMonth, StageMonth)
Act = Callable[[Walk], object]


def withdraw(walked: Walk) -> None:
    """The citizen asked for it at the desk, and the leader confirms it."""
    filing.withdraw(dossier_id=walked.dossier.pk, by=walked.by(walked.office.leader), at=walked.at, reason=REASON)


def accept(walked: Walk) -> None:
    pausing.accept_supplement(dossier_id=walked.dossier.pk, by=walked.by(walked.office.clerk), at=walked.at)


def extend(walked: Walk) -> None:
    """Once at most; the new day lies five working days after the first."""
    if walked.dossier.extended_at is None and walked.dossier.due_at is not None:
        first = max(walked.dossier.due_at, walked.at).astimezone(ZONE).date()
        processing.extend(
            dossier_id=walked.dossier.pk,
            by=walked.by(walked.office.leader),
            at=walked.at,
            new_due_date=work_calendar(agency=walked.office.agency, at=walked.at).working_day_after(day=first, count=5),
            reason_code="verification",
            reason=REASON,
        )


def to_officer(walked: Walk) -> None:
    walking.forward(walked)
    walking.take(walked)


NEXT: dict[str, tuple[Act, ...]] = {
    Status.SUBMITTED: (walking.receive, walking.receive, walking.receive, walking.refuse, walking.withdraw),
    Status.RECEIVED: (to_officer,),
    Status.PROCESSING: (walking.prepare, walking.prepare, walking.decline, walking.ask_supplement, extend, withdraw),
    Status.AWAITING_SUPPLEMENT: (accept,),
    Status.AWAITING_SIGNATURE: (walking.sign,),
    Status.RESULT_READY: (walking.hand_over,),
}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_sums_are_the_recount_after_any_history(seed: int) -> None:
    """Real acts of several dossiers, one after another as dice have it: what is told late lands in its own month."""
    dice, office = Random(seed), factories.office()
    made, person = factories.offering(agency=office.agency), factories.person()
    walks = [
        walk(
            status=Status.SUBMITTED,
            office=office,
            offering=made,
            person=person,
            at=MONDAY - timedelta(days=dice.choice((0, 7, 21, 28))),
        )
        for _ in range(DOSSIERS)
    ]
    while going := [one for one in walks if one.dossier.status in NEXT]:
        walked = dice.choice(going)
        walked.at += timedelta(days=dice.choice((0, 0, 1, 2, 7)))
        walked.step(dice.choice(NEXT[walked.dossier.status]))
        if dice.random() < 0.3:
            rollups.drain(limit=dice.randint(1, 4))
            assert rollups.differences() == []
        elif dice.random() < 0.1:
            rollups.rebuild()

    rollups.drain_all()

    assert rollups.differences() == []
    folded = stored()
    assert sums() == counted_by_hand(office)
    rollups.rebuild()
    assert (stored(), Fact.objects.count()) == (folded, 0)


def sums() -> Counter[tuple[date, str]]:
    """What the agency's months say, by month and sum."""
    names = ("received", "early", "on_time", "late", "ended", "ended_late", "late_in_force")
    return (
        Counter({(row.month, name): getattr(row, name) for row in AgencyMonth.objects.all() for name in names})
        + Counter()
    )


def counted_by_hand(office: Office) -> Counter[tuple[date, str]]:
    """The same from the dossiers, one by one."""
    counted: Counter[tuple[date, str]] = Counter()
    for dossier in Dossier.objects.filter(agency=office.agency, received_at__isnull=False):
        assert dossier.received_at
        counted[dossier.received_at.astimezone(ZONE).date().replace(day=1), "received"] += 1
        if dossier.finished_at:
            month = dossier.finished_at.astimezone(ZONE).date().replace(day=1)
            counted[month, dossier.timeliness or "ended"] += 1
            counted[month, "late_in_force"] += dossier.timeliness_in_force == "late"
            counted[month, "ended_late"] += bool(dossier.ended_late)
    return counted + Counter()


def stored() -> list[list[tuple[object, ...]]]:
    """Every row of every table, without the numbers that the database gives."""
    found = []
    for table in TABLES:
        names = [field.attname for field in table._meta.concrete_fields if not field.primary_key]
        found.append(sorted(table.objects.values_list(*names)))
    return found


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
    FieldMonth.objects.update(received=7)
    with pytest.raises(Error):
        rebuild_and_be_killed()
    connection.close()
    assert {row.received for row in FieldMonth.objects.all()} == {7}  # the old sums, whole


@transaction.atomic
def drain_and_be_killed() -> None:
    assert rollups.drain(limit=30) == 30
    assert terminate(backend())


@transaction.atomic
def rebuild_and_be_killed() -> None:
    rollups.rebuild()
    assert terminate(backend())


@pytest.mark.django_db(transaction=True)
def test_drains_rebuilds_and_killings_at_once_are_exact() -> None:
    """Writers add facts while two drains fold them and one rebuilds; a killer ends their connections again and again,
    and a reader always finds whole sums that agree with the dossiers."""
    fill.fill(connection=connection, dossiers=FACTS // 2, facts=True)
    victims: dict[str, int] = {}
    stop, killed, wrong = threading.Event(), 0, list[object]()

    def worker(name: str, act: Callable[[], object]) -> None:
        """Started again whenever its connection was killed."""
        while not stop.is_set():
            try:
                victims[name] = backend()
                act()
            except Error:
                connections.close_all()
        connections.close_all()

    def reader() -> None:
        while not stop.wait(0.05):
            wrong.extend(rollups.differences())
        connections.close_all()

    def writer(first: int) -> None:
        for number in range(10):
            fill.more(connection=connection, first=first + 10 * number, dossiers=10, facts=True)
        connections.close_all()

    def drain() -> int:
        return rollups.drain(limit=20)

    def rebuild() -> None:
        rollups.rebuild()
        stop.wait(0.1)  # for the drains

    acts: dict[str, Callable[[], object]] = {"first": drain, "second": drain, "third": rebuild}
    threads = [threading.Thread(target=worker, args=one) for one in acts.items()]
    threads += [threading.Thread(target=writer, args=(first,)) for first in (1_000_000, 2_000_000)]
    with running([*threads, threading.Thread(target=reader)], stop):
        dice = Random(7)
        while killed < KILLS or Fact.objects.exists():
            stop.wait(dice.uniform(0.02, 0.06))
            killed += killed < KILLS and bool(victims) and terminate(dice.choice([*victims.values()]))

    rollups.drain_all()
    assert killed == KILLS
    assert wrong == []
    assert sum(AgencyMonth.objects.values_list("received", flat=True)) == Dossier.objects.count() == FACTS // 2 + 200
    assert rollups.differences() == []


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_rebuild_and_drains_leave_their_facts_to_it() -> None:
    fill.fill(connection=connection, dossiers=20, facts=True)
    rollups.drain(limit=10)
    FieldMonth.objects.update(received=100)
    seen: dict[str, object] = {}

    def beside() -> None:
        seen["sums"] = set(FieldMonth.objects.values_list("received", flat=True))
        fill.more(connection=connection, first=500, dossiers=5, facts=True)
        seen["folded"] = rollups.drain()
        connections.close_all()

    with transaction.atomic():
        rollups.rebuild()
        other = threading.Thread(target=beside)
        other.start()
        other.join(timeout=30)
        assert not other.is_alive()

    assert seen == {"sums": {100}, "folded": 0}
    assert rollups.drain_all() == 40
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
            worker.join(timeout=120)
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
