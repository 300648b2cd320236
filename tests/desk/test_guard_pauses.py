"""A clock that stood gives a new promise: whoever holds the dossier is asked about that one too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from apps.desk.domain.apologies import Answer
from apps.desk.models import HolderQuestion, Letter
from apps.desk.services import guard, stops
from apps.dossiers import selectors
from apps.dossiers.domain.status import PauseKind, Status
from apps.dossiers.services import filing, pausing
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.factories import ZONE
from tests.walking import REASON, Walk, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)


def held() -> Walk:
    return walk(status=Status.PROCESSING, office=factories.office(), at=FRIDAY)


def pay_for(walked: Walk, *, since: datetime, until: datetime) -> None:
    pausing.request_payment(
        dossier_id=walked.dossier.pk,
        by=walked.by(walked.office.officer),
        at=since,
        legal_basis="Điều 12 Luật Đất đai",
        document="TB-2026-118",
    )
    pausing.confirm_payment(
        dossier_id=walked.dossier.pk, by=walked.by(walked.office.clerk), at=until, proof="Biên lai 0042"
    )


def break_down(walked: Walk, *, since: datetime, until: datetime) -> None:
    leader = walked.by(walked.office.leader)
    pausing.pause(dossier_id=walked.dossier.pk, by=leader, at=since, kind=PauseKind.OUTAGE, reason=REASON)
    pausing.resume(dossier_id=walked.dossier.pk, by=leader, at=until)


@pytest.mark.parametrize("stand_still", [pay_for, break_down])
def test_a_promise_that_a_pause_moved_is_asked_about_anew(stand_still: Callable[..., None]) -> None:
    walked = held()
    guard.run(at=DAY_BEFORE)
    guard.answer_question(
        question_id=HolderQuestion.objects.get().pk,
        answer=Answer.WILL_KEEP,
        by=walked.by(walked.office.officer),
        at=DAY_BEFORE + timedelta(minutes=30),
    )
    stand_still(walked, since=DAY_BEFORE + timedelta(hours=1), until=datetime(2026, 12, 2, 8, 0, tzinfo=ZONE))
    walked.dossier.refresh_from_db()
    assert walked.dossier.due_at == datetime(2026, 12, 3, 17, 30, tzinfo=ZONE)

    asked = guard.run(at=datetime(2026, 12, 2, 9, 0, tzinfo=ZONE))
    drafted = guard.run(at=datetime(2026, 12, 2, 14, 0, tzinfo=ZONE))

    assert (asked.asked, drafted.drafted) == (1, 1)
    assert list(HolderQuestion.objects.order_by("cycle").values_list("answer", flat=True)) == ["will_keep", ""]
    assert OutboxMessage.objects.filter(kind="holder_question", channel="email").count() == 2
    assert selectors.folded(dossier=walked.dossier) == walked.dossier.state()


def test_a_proposal_to_stop_ends_with_its_dossier() -> None:
    walked = walk(status=Status.AWAITING_SUPPLEMENT, office=factories.office(), at=FRIDAY)
    late = datetime(2027, 1, 20, 9, 0, tzinfo=ZONE)
    stops.propose_stop(dossier_id=walked.dossier.pk, reason=REASON, by=walked.by(walked.office.officer), at=late)
    filing.withdraw(dossier_id=walked.dossier.pk, by=walked.by(walked.office.leader), at=late + timedelta(hours=1))

    guard.run(at=late + timedelta(hours=2))

    assert Letter.objects.get(kind="stop").state == Letter.State.WITHDRAWN


def test_what_ended_while_the_clock_stood_ended_when_it_was_stopped() -> None:
    """The promise was 11:30; the clock stood from ten, and at three it was withdrawn."""
    office = factories.office()
    offering = factories.offering(agency=office.agency, amount="3.5")
    walked = walk(status=Status.PROCESSING, office=office, at=FRIDAY, offering=offering)
    leader = walked.by(office.leader)
    assert walked.dossier.late_after == datetime(2026, 11, 27, 11, 30, tzinfo=ZONE)
    stood = datetime(2026, 11, 27, 10, 0, tzinfo=ZONE)
    pausing.pause(dossier_id=walked.dossier.pk, by=leader, at=stood, kind=PauseKind.OTHER, reason=REASON)

    filing.withdraw(dossier_id=walked.dossier.pk, by=leader, at=stood.replace(hour=15))

    walked.dossier.refresh_from_db()
    assert walked.dossier.ended_late is False
