"""A result on a day before the promised one is told as such; on the day itself, or late, it is simply ready."""

from __future__ import annotations

from datetime import datetime

import pytest

from apps.dossiers.domain.status import Status
from apps.messaging.models import OutboxMessage
from tests import factories, walking
from tests.factories import ZONE
from tests.walking import walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("signed_at", "told"),
    [
        (datetime(2026, 11, 25, 23, 59, tzinfo=ZONE), {"result_early"}),
        (datetime(2026, 11, 26, 0, 0, tzinfo=ZONE), {"result_ready"}),
        (datetime(2026, 11, 27, 8, 0, tzinfo=ZONE), {"result_ready"}),
    ],
)
def test_citizen_hears_that_the_result_is_early_only_when_it_is(signed_at: datetime, told: set[str]) -> None:
    walked = walk(status=Status.AWAITING_SIGNATURE, office=factories.office(), at=FRIDAY)
    walked.at = signed_at

    walked.step(walking.sign)

    said = OutboxMessage.objects.filter(kind__startswith="result_")
    assert set(said.values_list("kind", flat=True)) == told
    assert sorted(said.values_list("channel", flat=True)) == ["email", "in_app", "post", "sms"]


def test_the_early_message_names_the_day_that_was_promised() -> None:
    walk(status=Status.RESULT_READY, office=factories.office(), at=FRIDAY)

    bodies = OutboxMessage.objects.filter(kind="result_early", channel__in=["sms", "email"])
    assert ["17:30 26/11/2026" in message.body for message in bodies] == [True, True]
