"""What the guard did, on the board: each number is that of the guard's own counts, and leads to its dossiers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.models import HolderQuestion
from apps.desk.services import guard, letters
from apps.dossiers.domain.status import Status
from apps.reports.domain.sights import OF_GUARD
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import REASON, Walk, ask_supplement, walk

pytestmark = pytest.mark.django_db

# Received on Friday the 13th, three working days: promised for Wednesday the 18th, 17:30.
FRIDAY = datetime(2026, 11, 13, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 17, 7, 30, tzinfo=ZONE)
BROKEN = datetime(2026, 11, 19, 8, 0, tzinfo=ZONE)
WILL_BREAK = {"reason_code": DelayReason.VERIFICATION, "reason": REASON, "new_date": date(2026, 11, 25)}


def answer(walked: Walk, said: Answer) -> None:
    guard.answer_question(
        question_id=HolderQuestion.objects.get(dossier=walked.dossier).pk,
        answer=said,
        by=walked.by(walked.office.officer),
        at=DAY_BEFORE + timedelta(hours=1),
        **(WILL_BREAK if said is Answer.WILL_BREAK else {}),  # type: ignore[arg-type]
    )


def sign(walked: Walk, *, at: datetime) -> None:
    letter = walked.dossier.letters.get(state="drafted")
    letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=at)


def five_promises(office: Office) -> None:
    kept, in_time, late, _silent, paused = (walk(status=Status.PROCESSING, office=office, at=FRIDAY) for _ in range(5))
    guard.run(at=DAY_BEFORE)
    answer(kept, Answer.WILL_KEEP)
    for walked in (in_time, late, paused):
        answer(walked, Answer.WILL_BREAK)
    sign(in_time, at=DAY_BEFORE + timedelta(hours=2))
    paused.at = DAY_BEFORE + timedelta(hours=3)
    paused.step(ask_supplement)
    guard.run(at=BROKEN)
    sign(late, at=BROKEN + timedelta(hours=1))


def test_every_count_of_the_guard_leads_to_its_dossiers(client: Client, clock: Clock) -> None:
    office = factories.office()
    five_promises(office)
    clock.at = BROKEN + timedelta(hours=2)
    client.force_login(office.leader.user)

    page = client.get("/dieu-hanh/")

    lines = page.context["board"].guard
    counted = [line.figures["promises"].value for line in lines]
    listed = [client.get(line.figures["promises"].href).context["page"].total for line in lines]
    assert len(lines) == len(OF_GUARD)
    assert counted == listed
    asked, answered, drafted, in_time, late, withdrawn, waiting, never = counted
    assert (asked, answered, in_time, late, withdrawn) == (5, 4, 1, 1, 1)
    assert drafted == in_time + late + withdrawn + waiting
    assert never == 2
    assert "Canh giữ lời hẹn" in page.content.decode()


def test_a_month_in_which_nothing_was_asked_shows_zeros(client: Client, clock: Clock) -> None:
    office = factories.office()
    five_promises(office)
    clock.at = BROKEN
    client.force_login(office.leader.user)

    page = client.get("/dieu-hanh/?thang=2026-10")

    assert [line.figures["promises"].value for line in page.context["board"].guard] == [0] * len(OF_GUARD)
