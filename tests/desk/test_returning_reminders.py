"""Whoever does not fetch a result is reminded, each step once; at the end it counts as unclaimed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from apps.desk.domain.mail import MailState
from apps.desk.models import CollectionReminder
from apps.desk.services import returning_post
from apps.desk.services.returning_reminders import Told, remind_collectors
from apps.dossiers.domain.status import Delivery, Status
from apps.messaging.models import OutboxMessage
from apps.officials.models import OfficeSetting
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.walking import MONDAY, Walk, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    made = factories.office()
    OfficeSetting.objects.create(agency=made.agency, name="unclaimed_days", value=6)
    return made


@pytest.fixture
def ready(office: Office, clock: Clock) -> Walk:
    return walk(status=Status.RESULT_READY, office=office)


def day(number: int) -> datetime:
    """Working days after Monday the 16th: the 24th is a day off."""
    days = [16, 17, 18, 19, 20, 23, 25, 26, 27, 30]
    return MONDAY.replace(day=days[number], hour=15)


def messages() -> int:
    return OutboxMessage.objects.filter(kind="result_waiting").values("about", "cycle").distinct().count()


def test_reminded_at_a_third_and_two_thirds_then_unclaimed(ready: Walk) -> None:
    done = [remind_collectors(at=day(number)) for number in range(10)]

    assert [(told.reminded, told.unclaimed) for told in done] == [
        (0, 0), (0, 0), (1, 0), (0, 0), (1, 0), (0, 0), (0, 1), (0, 0), (0, 0), (0, 0),
    ]  # fmt: skip
    ready.dossier.refresh_from_db()
    assert (ready.dossier.status, messages()) == (Status.UNCLAIMED, 2)


def test_repeated_round_says_nothing_twice(ready: Walk) -> None:
    for _ in range(3):
        remind_collectors(at=day(2))
    assert (messages(), CollectionReminder.objects.count()) == (1, 1)


def test_rounds_that_were_missed_say_it_once(ready: Walk) -> None:
    assert remind_collectors(at=day(5)) == Told(reminded=1, unclaimed=0)
    assert CollectionReminder.objects.get().step == 2


def test_what_was_fetched_is_left_alone(office: Office, clock: Clock) -> None:
    walk(status=Status.RETURNED, office=office)
    assert remind_collectors(at=day(9)) == Told()


@pytest.mark.parametrize("delivery", [Delivery.POST, Delivery.ELECTRONIC, Delivery.HOME])
def test_nobody_is_called_for_what_the_desk_brings(delivery: Delivery, office: Office, clock: Clock) -> None:
    walk(status=Status.RESULT_READY, office=office, delivery=delivery)
    assert remind_collectors(at=day(9)) == Told()


def test_what_came_back_from_the_post_waits_from_that_day_on(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.RESULT_READY, office=office, delivery=Delivery.POST)
    by = walked.by(office.clerk)
    item = returning_post.prepare(dossier_id=walked.dossier.pk, by=by, at=walked.at)
    returning_post.number(item_id=item.pk, tracking="EE123456789VN", by=by, at=walked.at)
    returning_post.hand_to_post(item_ids=[item.pk], by=by, at=walked.at)
    returning_post.record(item_id=item.pk, state=MailState.CAME_BACK, by=by, at=day(4))

    assert remind_collectors(at=day(5)) == Told()
    assert remind_collectors(at=day(6)) == Told(reminded=1)


def test_declined_answer_is_reminded_of_and_keeps_its_status(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.REJECTED_RESULT, office=office)
    for number in (2, 4, 6, 7):
        remind_collectors(at=day(number))

    walked.dossier.refresh_from_db()
    assert (walked.dossier.status, messages()) == (Status.REJECTED_RESULT, 2)


def test_office_without_reminders_still_counts_what_nobody_fetched(office: Office, ready: Walk) -> None:
    OfficeSetting.objects.create(agency=office.agency, name="unclaimed_reminders", value=0)
    assert remind_collectors(at=day(5)) == Told()
    assert remind_collectors(at=day(6) + timedelta(hours=1)) == Told(unclaimed=1)
