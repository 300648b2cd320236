"""What must hold of the guard whatever happens: domain 10.6 (P3 to P7) and Annex C."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.desk.domain.apologies import DelayReason
from apps.desk.models import BrokenPromise, HolderQuestion, Letter
from apps.desk.services import guard, letters
from apps.desk.services.proposals import NotDrafted
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Extension
from apps.officials.selectors import work_calendar
from tests import factories, walking
from tests.factories import ZONE
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)
BROKEN = datetime(2026, 11, 27, 0, 0, tzinfo=ZONE)
NEW_DAY = date(2026, 12, 1)
REASON = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."


def held(status: Status = Status.PROCESSING) -> Walk:
    return walk(status=status, office=factories.office(), at=FRIDAY)


def propose(walked: Walk, *, day: date = NEW_DAY, at: datetime = DAY_BEFORE, by: Actor | None = None) -> Letter:
    return letters.propose_apology(
        dossier_id=walked.dossier.pk,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=day,
        by=by or walked.by(walked.office.officer),
        at=at,
    )


@pytest.mark.parametrize(
    ("due", "last_day"),
    [
        pytest.param(date(2026, 11, 26), date(2026, 11, 25), id="P3"),
        pytest.param(date(2026, 11, 25), date(2026, 11, 23), id="P4"),
        pytest.param(date(2026, 11, 23), date(2026, 11, 20), id="P5"),
        pytest.param(date(2027, 2, 11), date(2027, 2, 3), id="P6"),
        pytest.param(date(2026, 2, 23), date(2026, 2, 13), id="P7"),
    ],
)
def test_the_guard_asks_at_the_opening_and_drafts_at_two_of_the_last_day_for_the_letter(
    due: date, last_day: date
) -> None:
    office = factories.office()
    calendar = work_calendar(agency=office.agency, at=datetime(due.year, due.month, due.day, tzinfo=ZONE))
    received = due - timedelta(days=21)
    while not calendar.is_working_day(received):
        received -= timedelta(days=1)
    amount = calendar.working_days_after(day=received, until=due)
    made = factories.offering(agency=office.agency, amount=str(amount))
    walked = walk(status=Status.PROCESSING, office=office, offering=made, at=calendar.open_of(received))
    assert walked.dossier.due_at == calendar.close_of(due)

    asks_at, drafts_at = calendar.open_of(last_day), calendar.open_of(last_day).replace(hour=14, minute=0)
    asked = [guard.run(at=at).asked for at in (asks_at - timedelta(seconds=1), asks_at)]
    drafted = [guard.run(at=at).drafted for at in (drafts_at - timedelta(seconds=1), drafts_at)]

    assert (asked, drafted) == ([0, 1], [0, 1])


# Annex C


def test_the_database_refuses_a_second_extension() -> None:
    walked = held()
    letter = propose(walked)
    letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=DAY_BEFORE)
    first = Extension.objects.get()

    with pytest.raises(IntegrityError, match="dossiers_one_extension"), transaction.atomic():
        Extension.objects.create(
            agency_id=first.agency_id,
            dossier=walked.dossier,
            first_due_at=first.first_due_at,
            new_due_at=first.new_due_at + timedelta(days=7),
            reason_code="other",
            signed_by=walked.office.leader,
            signed_at=DAY_BEFORE,
            is_after_promise=False,
        )
    with pytest.raises(IntegrityError, match="dossiers_extension_is_later"), transaction.atomic():
        Extension.objects.filter(pk=first.pk).update(new_due_at=first.first_due_at)


def test_the_database_refuses_a_second_draft_question_and_notice() -> None:
    walked = held()
    guard.run(at=DAY_BEFORE)
    guard.run(at=DAY_BEFORE.replace(hour=14))
    guard.run(at=BROKEN)
    rows: list[tuple[Any, str]] = [
        (Letter.objects.get(), "desk_one_letter_drafted"),
        (HolderQuestion.objects.get(), "desk_asked_once"),
        (BrokenPromise.objects.get(), "desk_broken_once"),
    ]

    for row, constraint in rows:
        row.pk = None
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            row.save(force_insert=True)
    assert walked.dossier.letters.count() == 1


@pytest.mark.parametrize(
    ("acts", "why"),
    [
        ((walking.ask_supplement,), "clock_stands"),
        ((walking.prepare, walking.sign), "wrong_status"),
        ((walking.prepare, walking.sign, walking.hand_over), "wrong_status"),
    ],
)
def test_no_apology_for_a_paused_or_closed_dossier(acts: tuple[Callable[[Walk], None], ...], why: str) -> None:
    walked = held()
    early = propose(walked, at=walked.at)
    for act in acts:
        walked.step(act)

    with pytest.raises(Forbidden) as refusal:
        propose(walked, by=SYSTEM)
    with pytest.raises((Forbidden, NotDrafted)):
        letters.sign_letter(letter_id=early.pk, by=walked.by(walked.office.leader), at=DAY_BEFORE)
    done = guard.run(at=BROKEN)

    assert refusal.value.why == why
    assert (done.withdrawn, done.drafted, done.notices, done.escalated) == (1, 0, 0, 0)
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 26), "not_later"),
        (date(2026, 11, 25), "not_later"),
        (date(2026, 11, 29), "not_a_working_day"),
        (date(2027, 1, 1), "not_a_working_day"),
    ],
)
def test_the_new_day_is_a_working_day_after_the_promise(day: date, why: str) -> None:
    walked = held()

    with pytest.raises(Forbidden) as refusal:
        propose(walked, day=day)

    assert refusal.value.why == why
