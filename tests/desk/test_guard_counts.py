"""The board's figures of the guard: what each counts, for whom, and in which period."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.models import HolderQuestion
from apps.desk.selectors.guarding import GuardCounts, guard_counts
from apps.desk.services import guard, letters
from apps.dossiers.domain.status import Status
from tests import factories
from tests.factories import ZONE, Office
from tests.walking import Walk, ask_supplement, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)
NINE = DAY_BEFORE.replace(hour=9)
BROKEN = datetime(2026, 11, 27, 0, 0, tzinfo=ZONE)
REASON = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."
NOTHING = GuardCounts(asked=0, answered=0, drafted=0, withdrawn=0, signed_in_time=0, signed_late=0, waiting=0, never=0)


@pytest.fixture
def office() -> Office:
    return factories.office()


def november(office: Office) -> GuardCounts:
    return guard_counts(
        agency_id=office.agency.pk,
        since=datetime(2026, 11, 1, tzinfo=ZONE),
        until=datetime(2026, 12, 1, tzinfo=ZONE),
    )


def held(office: Office) -> Walk:
    made = factories.offering(agency=office.agency)
    return walk(status=Status.PROCESSING, office=office, offering=made, at=FRIDAY)


def answer(walked: Walk, said: Answer, *, at: datetime = NINE) -> None:
    guard.answer_question(
        question_id=HolderQuestion.objects.get(dossier=walked.dossier).pk,
        answer=said,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=date(2026, 12, 1),
        by=walked.by(walked.office.officer),
        at=at,
    )


def sign(walked: Walk, *, at: datetime) -> None:
    letter = walked.dossier.letters.get(state="drafted")
    letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=at)


def test_every_promise_at_risk_has_one_fate(office: Office) -> None:
    kept, in_time, late, silent, paused = (held(office) for _ in range(5))
    guard.run(at=DAY_BEFORE)
    answer(kept, Answer.WILL_KEEP)
    for walked in (in_time, late, paused):
        answer(walked, Answer.WILL_BREAK)
    sign(in_time, at=NINE + timedelta(hours=1))
    paused.at = NINE + timedelta(hours=2)
    paused.step(ask_supplement)
    guard.run(at=BROKEN)
    sign(late, at=BROKEN + timedelta(hours=8))

    counted = november(office)

    assert (counted.asked, counted.answered) == (5, 4)
    assert (counted.signed_in_time, counted.signed_late, counted.withdrawn) == (1, 1, 1)
    assert counted.drafted == counted.signed_in_time + counted.signed_late + counted.withdrawn + counted.waiting
    assert counted.waiting == silent.dossier.letters.filter(state="drafted").count() + (
        kept.dossier.letters.filter(state="drafted").count()
    )
    assert counted.never == 2


def test_other_offices_and_other_months_are_not_counted(office: Office) -> None:
    held(office)
    guard.run(at=DAY_BEFORE)
    neighbour = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)

    assert november(office).asked == 1
    assert november(neighbour) == NOTHING
    assert guard_counts(agency_id=office.agency.pk, since=BROKEN, until=BROKEN + timedelta(days=9)) == NOTHING


def test_counts_cost_three_queries_for_one_and_for_three(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        held(office)
        guard.run(at=BROKEN)
        with django_assert_num_queries(3):
            november(office)
