"""F16: its scheduler guards are inverted, so runs overlap; the same late step is told anew every day; failures are
swallowed. Ours: one round at a time, each end told once, and what could not be done is said."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from apps.desk.domain.rounds import Round
from apps.desk.models import HolderQuestion, Reminder
from apps.desk.services import guard
from apps.desk.services.guard import Started
from apps.dossiers.domain.status import Status
from apps.messaging.models import OutboxMessage
from apps.procedures.models import ProcedureVersion
from tests import factories
from tests.factories import ZONE
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)
BROKEN = datetime(2026, 11, 27, 0, 0, tzinfo=ZONE)


def held() -> Walk:
    return walk(status=Status.PROCESSING, office=factories.office(), at=FRIDAY)


@pytest.mark.django_db(transaction=True)
def test_f16_rounds_that_are_started_together_run_one_at_a_time() -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    for _ in range(3):
        walk(status=Status.PROCESSING, office=office, offering=made, at=FRIDAY)
    done: list[Round] = []
    errors: list[BaseException] = []
    together = threading.Barrier(4)

    def keep_watch(number: int) -> None:
        try:
            together.wait()
            at = BROKEN + timedelta(milliseconds=number)
            done.append(guard.run_round(at=at, now=at, started_by=Started.BEAT))
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=keep_watch, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sorted(one.notices for one in done) == [0, 0, 0, 3]
    assert OutboxMessage.objects.filter(kind="apology_notice", channel="sms").count() == 3


def test_f16_a_late_step_is_told_once_and_not_anew_every_day() -> None:
    held()
    days = [datetime(2026, 11, 26, 7, 30, tzinfo=ZONE) + timedelta(days=n) for n in range(9)]

    told = [guard.run(at=day.replace(hour=hour)).reminders for day in days for hour in (8, 12, 16)]

    assert sum(told) == 1
    assert Reminder.objects.get().kind == "step_passed"


def test_f16_what_could_not_be_reckoned_is_said_aloud(caplog: pytest.LogCaptureFixture) -> None:
    walked = held()
    ProcedureVersion.objects.filter(pk=walked.dossier.version_id).update(allowance_amount=None, allowance_unit="")

    with caplog.at_level(logging.ERROR):
        done = guard.run(at=DAY_BEFORE)

    assert [(skip.dossier, skip.why.value) for skip in done.skipped] == [(walked.dossier.code, "no_allowance")]
    assert walked.dossier.code in caplog.text


def test_f16_a_fault_ends_the_round_and_is_not_remembered_as_done(monkeypatch: pytest.MonkeyPatch) -> None:
    held()
    with monkeypatch.context() as broken:
        broken.setattr("apps.desk.services.guard.ask_heads", _fail)
        with pytest.raises(ZeroDivisionError):
            guard.run_round(at=DAY_BEFORE, now=DAY_BEFORE, started_by=Started.BEAT)

    again = guard.run_round(at=DAY_BEFORE, now=DAY_BEFORE, started_by=Started.BEAT)

    assert again.idle is None
    assert HolderQuestion.objects.count() == 1


def _fail(**_: Any) -> None:
    raise ZeroDivisionError
