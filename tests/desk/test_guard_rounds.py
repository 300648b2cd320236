"""`manage.py guard --at`, and what the guard remembers: one round at a time, never one backwards."""

from __future__ import annotations

import json
import threading
import time
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from apps.desk.domain.rounds import Idle, Round
from apps.desk.models import BrokenPromise, GuardRound, HolderQuestion
from apps.desk.services import guard, rounds
from apps.desk.services.guard import Started
from apps.desk.tasks import run_guard
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import locked
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.desk import guards
from tests.factories import ZONE
from tests.walking import Walk, ask_supplement, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)
BROKEN = datetime(2026, 11, 27, 0, 0, tzinfo=ZONE)
NOTHING = {"asked": 0, "drafted": 0, "withdrawn": 0, "notices": 0, "escalated": 0, "reminders": 0, "skipped": []}


def held(count: int = 1) -> list[Walk]:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    return [walk(status=Status.PROCESSING, office=office, offering=made, at=FRIDAY) for _ in range(count)]


def command(at: str) -> dict[str, Any]:
    out = StringIO()
    call_command("guard", "--at", at, stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def beat(at: datetime) -> Round:
    return guard.run_round(at=at, now=at, started_by=Started.BEAT)


def test_command_says_what_one_round_did() -> None:
    walked = held()[0]

    asked, drafted, broken = (command(at) for at in ("2026-11-25T07:30", "2026-11-25T14:00:00", "2026-11-27T00:00"))

    # The step was planned for 16 working hours: its end is near in the morning of the 25th, and passed at the end.
    assert asked == NOTHING | {"at": "2026-11-25T07:30:00+07:00", "asked": 1, "reminders": 1}
    assert drafted == NOTHING | {"at": "2026-11-25T14:00:00+07:00", "drafted": 1}
    assert broken == NOTHING | {"at": "2026-11-27T00:00:00+07:00", "notices": 1, "escalated": 1}
    walked.dossier.refresh_from_db()
    assert walked.dossier.extended_at is None


def test_command_counts_a_draft_that_a_pause_withdrew_and_says_what_it_skipped() -> None:
    walked = held()[0]
    command("2026-11-25T07:30")
    assert command("2026-11-25T14:00")["drafted"] == 1
    walked.at = DAY_BEFORE.replace(hour=15)
    walked.step(ask_supplement)

    said = command("2026-11-25T16:00")

    assert (said["withdrawn"], said["drafted"]) == (1, 0)
    assert said["skipped"] == [{"dossier": walked.dossier.code, "why": "paused"}]


@pytest.mark.parametrize("same", ["2026-11-25T00:30:00Z", "2026-11-25T07:30:00+07:00", "2026-11-25T01:30+01:00"])
def test_an_instant_without_offset_is_local(same: str) -> None:
    held()

    assert command("2026-11-25T07:30")["asked"] == 1
    assert command(same)["at"] == "2026-11-25T07:30:00+07:00"
    assert GuardRound.objects.get().at == DAY_BEFORE


@pytest.mark.parametrize("later", ["2026-11-25T07:30", "2026-11-25T07:29:59.999999", "2026-11-20T00:00"])
def test_the_same_instant_or_one_before_it_does_nothing(later: str) -> None:
    held()
    command("2026-11-25T07:30")
    HolderQuestion.objects.all().delete()

    said = command(later)

    assert "2026-11-25T07:30:00+07:00" in said.pop("reason")
    said.pop("at")
    assert said == NOTHING
    assert not HolderQuestion.objects.exists()
    assert command("2026-11-25T07:30:01")["asked"] == 1


def test_an_instant_before_a_round_of_the_beat_does_nothing(clock: Clock) -> None:
    held()
    clock.at = DAY_BEFORE
    run_guard()

    assert GuardRound.objects.get().started_by == Started.BEAT
    assert command("2026-11-25T07:29")["reason"]
    assert command("2026-11-25T07:30")["reason"]


@pytest.mark.parametrize(
    "bad", ["", "yesterday", "2026-13-01T00:00", "2026-11-26T25:00", "0001-01-01T00:00", "9999-12-31"]
)
def test_unusable_instants_are_refused(bad: str) -> None:
    with pytest.raises(CommandError):
        command(bad)
    assert not GuardRound.objects.exists()


def test_unusable_input_ends_with_two_and_says_nothing_on_stdout() -> None:
    for arguments in (("--at", "hôm qua"), ()):
        process = guards.start(*arguments)
        out, err = process.communicate(timeout=60)

        assert (process.returncode, out) == (2, "")
        assert "--at" in err


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_was_set_back_is_waited_for(back: timedelta) -> None:
    held()
    beat(DAY_BEFORE)
    before = OutboxMessage.objects.count()

    again = [beat(DAY_BEFORE - back), beat(DAY_BEFORE - back + timedelta(seconds=30)), beat(DAY_BEFORE)]

    assert [done.idle for done in again] == [Idle.NOT_LATER] * 3
    assert OutboxMessage.objects.count() == before
    assert beat(DAY_BEFORE.replace(hour=14)).drafted == 1


def test_a_clock_that_was_far_ahead_does_not_silence_the_beat() -> None:
    held()
    beat(datetime(2027, 11, 25, 7, 30, tzinfo=ZONE))
    HolderQuestion.objects.all().delete()

    assert beat(DAY_BEFORE).asked == 1
    assert command("2026-11-25T08:00")["reason"]  # whoever names an instant is held to every round there was


def test_a_round_as_of_tomorrow_does_not_silence_the_beat_until_then(clock: Clock) -> None:
    held()
    clock.at = DAY_BEFORE - timedelta(hours=2)
    command("2026-11-25T06:00")

    assert beat(DAY_BEFORE).asked == 1


def test_two_beats_are_one_after_the_other() -> None:
    held(2)

    first, second = beat(DAY_BEFORE), beat(DAY_BEFORE + timedelta(milliseconds=3))

    assert (first.asked, second.asked, second.idle) == (2, 0, None)


@pytest.mark.django_db(transaction=True)
def test_the_beat_steps_back_from_a_round_under_way() -> None:
    held()
    begun, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with rounds.one_at_a_time(waits=False):
            begun.set()
            may_end.wait(timeout=30)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(timeout=30)
    stepped_back = beat(DAY_BEFORE)
    may_end.set()
    holder.join()

    assert stepped_back.idle is Idle.UNDER_WAY
    assert beat(DAY_BEFORE).asked == 1


@pytest.mark.django_db(transaction=True)
def test_a_dossier_that_somebody_holds_too_long_keeps_nobody_else_waiting() -> None:
    stuck, other = held(2)
    begun, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            locked(dossier_id=stuck.dossier.pk)
            begun.set()
            may_end.wait(timeout=30)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(timeout=30)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    first = beat(DAY_BEFORE)
    may_end.set()
    holder.join()
    second = beat(DAY_BEFORE + timedelta(minutes=1))
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")

    assert (first.asked, second.asked) == (1, 1)
    assert [(one.dossier, one.why) for one in first.skipped] == [(stuck.dossier.reference, "moved_meanwhile")]
    assert HolderQuestion.objects.filter(dossier=other.dossier).exists()


@pytest.mark.django_db(transaction=True)
def test_two_guards_in_two_processes_ask_and_apologise_once() -> None:
    held(3)

    said = [guards.finish(one) for one in [guards.start("--at", "2026-11-27T00:00") for _ in range(2)]]

    assert sorted("reason" in one for one in said) == [False, True]
    assert sum(one["notices"] for one in said) == 3
    assert BrokenPromise.objects.count() == 3
    assert OutboxMessage.objects.filter(kind="apology_notice", channel="sms").count() == 3


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_guard_left_undone_the_next_one_does_at_the_same_instant() -> None:
    walks = held(3)
    stuck = Dossier.objects.order_by("late_after", "pk")[1]
    guard.run(at=DAY_BEFORE)
    guard.run(at=DAY_BEFORE.replace(hour=14))  # asked and drafted: what is left to do are the notices

    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=stuck.pk)
        killed = guards.start("--at", "2026-11-27T00:00")
        _wait_for_the_lock(killed)
        killed.kill()
        killed.communicate()
    noticed_before = BrokenPromise.objects.count()
    said = command("2026-11-27T00:00")

    assert noticed_before == 1
    assert (said["notices"], said.get("reason")) == (2, None)
    assert BrokenPromise.objects.count() == len(walks)
    assert OutboxMessage.objects.filter(kind="apology_notice", channel="sms").count() == len(walks)
    assert GuardRound.objects.filter(finished_at__isnull=True).count() == 1
    assert GuardRound.objects.filter(finished_at__isnull=False).count() == 1


def _wait_for_the_lock(process: Any) -> None:
    """Until the other process stands before a row that we hold."""
    until = time.monotonic() + 30
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.02)


def test_rounds_of_long_ago_are_forgotten_but_not_the_last() -> None:
    factories.office()
    for day in (1, 2, 3):
        beat(datetime(2026, 9, day, 8, 0, tzinfo=ZONE))
    assert GuardRound.objects.count() == 3

    beat(FRIDAY)

    assert GuardRound.objects.get().at == FRIDAY
    assert rounds.forget_old(now=FRIDAY + timedelta(days=400)) == 0
