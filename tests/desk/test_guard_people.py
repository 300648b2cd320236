"""Whom the guard asks and tells: the holder of the moment, the head of who is away, leaders; and one digest a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.models import Digest, HolderQuestion, Letter, Reminder
from apps.desk.services import guard, letters
from apps.desk.services.questions import AnsweredBefore
from apps.dossiers.domain.status import Status
from apps.dossiers.services import processing
from apps.messaging.models import OutboxMessage
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.walking import Walk, ask_supplement, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)
NINE = DAY_BEFORE.replace(hour=9)
BROKEN = datetime(2026, 11, 27, 0, 0, tzinfo=ZONE)
REASON = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."


@pytest.fixture
def office() -> Office:
    return factories.office()


def held(office: Office) -> Walk:
    return walk(status=Status.PROCESSING, office=office, at=FRIDAY, offering=factories.offering(agency=office.agency))


def give(walked: Walk, *, to: Official, at: datetime) -> None:
    processing.forward(
        dossier_id=walked.dossier.pk,
        by=walked.by(walked.dossier.holder or walked.office.clerk),
        at=at,
        receiver_id=to.pk,
        planned_hours=None,
    )
    walked.dossier.refresh_from_db()


def answer(question: HolderQuestion, walked: Walk, *, by: Official, said: Answer, at: datetime) -> Letter | None:
    return guard.answer_question(
        question_id=question.pk,
        answer=said,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=date(2026, 12, 1),
        by=walked.by(by),
        at=at,
    )


def told(kind: str) -> list[str]:
    """Who was written to, by the key of the person."""
    return sorted(OutboxMessage.objects.filter(kind=kind, channel="in_app").values_list("recipient_key", flat=True))


def key(official: Official) -> str:
    return f"official:{official.pk}"


# The question follows the dossier


def test_whoever_holds_the_dossier_now_is_asked_and_has_an_hour(office: Office) -> None:
    walked = held(office)
    guard.run(at=DAY_BEFORE)
    give(walked, to=office.second_officer, at=DAY_BEFORE.replace(hour=13, minute=45))

    done = guard.run(at=DAY_BEFORE.replace(hour=13, minute=50))

    question = HolderQuestion.objects.get()
    assert (done.asked, question.holder) == (1, office.second_officer)
    assert question.answer_by == DAY_BEFORE.replace(hour=14, minute=50)
    assert told("holder_question") == sorted([key(office.officer), key(office.second_officer)])
    assert guard.run(at=DAY_BEFORE.replace(hour=14)).asked == 0


def test_who_gave_the_dossier_on_does_not_answer_any_more(office: Office, clock: Clock) -> None:
    walked = held(office)
    clock.at = NINE
    guard.run(at=DAY_BEFORE)
    question = HolderQuestion.objects.get()
    give(walked, to=office.second_officer, at=NINE)

    with pytest.raises(AnsweredBefore):
        answer(question, walked, by=office.officer, said=Answer.WILL_BREAK, at=NINE)
    page = Seat(office.officer).client.post(
        f"/xu-ly/tra-loi/{question.pk}/", {"answer": "will_keep", "key": "k"}, follow=True
    )

    assert "không còn cần nữa" in words(page)
    assert f"hoi-{question.pk}" not in words(Seat(office.officer).get("inbox"))
    assert f"hoi-{question.pk}" in words(Seat(office.second_officer).get("inbox"))
    assert not Letter.objects.exists()
    answer(question, walked, by=office.second_officer, said=Answer.WILL_KEEP, at=NINE)


# The head of who is away


def head_of(office: Office, *, unit: str = "", name: str = "Lò Văn Sơn") -> Official:
    made = factories.official(agency=office.agency, name=name, position="Trưởng phòng", duties=(Duty.UNIT_HEAD,))
    Official.objects.filter(pk=made.pk).update(unit_name=unit)
    made.refresh_from_db()
    return made


def logged_in(official: Official, *, at: datetime) -> None:
    official.user.last_login = at
    official.user.save(update_fields=["last_login"])


def test_the_head_is_asked_as_well_when_the_holder_has_not_logged_in_that_day(office: Office) -> None:
    held(office)
    head = head_of(office)
    logged_in(office.officer, at=DAY_BEFORE - timedelta(hours=8))  # yesterday, 23:30

    guard.run(at=DAY_BEFORE)
    at_opening = told("head_question")
    guard.run(at=DAY_BEFORE.replace(hour=8, minute=30))
    guard.run(at=NINE)

    assert at_opening == []
    assert told("head_question") == [key(head)]
    assert HolderQuestion.objects.get().heads_asked_at == DAY_BEFORE.replace(hour=8, minute=30)


def test_the_head_is_left_in_peace_while_the_holder_is_at_work(office: Office) -> None:
    held(office)
    head_of(office)
    logged_in(office.officer, at=DAY_BEFORE.replace(hour=0, minute=0))

    guard.run(at=DAY_BEFORE)
    guard.run(at=NINE)

    assert told("head_question") == []


def test_the_head_of_the_holders_own_unit_is_asked_and_not_the_others(office: Office) -> None:
    Official.objects.filter(pk=office.officer.pk).update(unit_name="Phòng Văn hóa – Xã hội")
    own = head_of(office, unit="Phòng Văn hóa – Xã hội")
    head_of(office, unit="Phòng Kinh tế", name="Giàng A Chu")
    held(office)

    guard.run(at=NINE)

    assert told("head_question") == [key(own)]


def test_a_head_who_was_asked_answers_for_the_holder_and_one_who_was_not_does_not(office: Office, clock: Clock) -> None:
    walked = held(office)
    head = head_of(office)
    clock.at = NINE
    logged_in(office.officer, at=DAY_BEFORE)
    guard.run(at=DAY_BEFORE)
    question = HolderQuestion.objects.get()
    seat = Seat(head)
    not_asked = seat.client.post(f"/xu-ly/tra-loi/{question.pk}/", {"answer": "will_keep", "key": "k"})

    HolderQuestion.objects.update(heads_asked_at=NINE)
    page = words(seat.get("inbox"))
    letter = answer(question, walked, by=head, said=Answer.WILL_BREAK, at=NINE)

    assert not_asked.status_code == 404
    assert "bạn trả lời thay hoặc chuyển cho người khác" in page
    assert letter is not None and letter.proposed_by == head


# After the one extension


def extended(office: Office) -> Walk:
    walked = held(office)
    guard.run(at=DAY_BEFORE)
    letter = answer(HolderQuestion.objects.get(), walked, by=office.officer, said=Answer.WILL_BREAK, at=NINE)
    assert letter is not None
    letters.sign_letter(letter_id=letter.pk, by=walked.by(office.leader), at=NINE)
    walked.dossier.refresh_from_db()
    return walked


def test_a_second_delay_is_explained_and_escalated_and_the_date_stands(office: Office) -> None:
    walked = extended(office)

    guard.run(at=datetime(2026, 11, 30, 7, 30, tzinfo=ZONE))
    unanswered = guard.run(at=datetime(2026, 11, 30, 14, 0, tzinfo=ZONE))
    broken = guard.run(at=datetime(2026, 12, 2, 0, 0, tzinfo=ZONE))
    again = guard.run(at=datetime(2026, 12, 2, 8, 0, tzinfo=ZONE))

    walked.dossier.refresh_from_db()
    assert walked.dossier.due_at == datetime(2026, 12, 1, 17, 30, tzinfo=ZONE)
    assert [(skip.dossier, skip.why.value) for skip in unanswered.skipped] == [(walked.dossier.code, "extended_before")]
    assert (broken.notices, broken.escalated, broken.drafted) == (1, 1, 0)
    assert (again.notices, again.escalated) == (0, 0)
    assert told("second_escalation") == [key(office.leader)]
    assert not OutboxMessage.objects.filter(kind="apology_notice").exists()
    sms = OutboxMessage.objects.get(kind="second_delay", channel="sms").body
    assert "quá cả ngày hẹn lại 17:30 01/12/2026" in sms
    assert Letter.objects.count() == 1


def test_not_in_time_for_the_second_day_either_is_told_to_the_leaders(office: Office, clock: Clock) -> None:
    walked = extended(office)
    clock.at = datetime(2026, 11, 30, 8, 0, tzinfo=ZONE)
    guard.run(at=clock.at)
    question = HolderQuestion.objects.get(closed_at__isnull=True)
    seat = Seat(office.officer)
    page = words(seat.get("inbox"))

    said = seat.client.post(
        f"/xu-ly/tra-loi/{question.pk}/",
        {"answer": "will_break", "reason_code": "verification", "reason": REASON, "key": "k"},
        follow=True,
    )

    assert "đã hẹn lại một lần, ngày hẹn giữ nguyên" in page
    assert "lãnh đạo đã được báo" in words(said)
    assert told("second_escalation") == [key(office.leader)]
    walked.dossier.refresh_from_db()
    assert walked.dossier.letters.count() == 1


# Drafts that waited too long


def test_a_draft_whose_new_day_went_by_is_written_anew_with_the_same_words(office: Office) -> None:
    walked = held(office)
    guard.run(at=DAY_BEFORE)
    theirs = answer(HolderQuestion.objects.get(), walked, by=office.officer, said=Answer.WILL_BREAK, at=NINE)
    assert theirs is not None

    waits = guard.run(at=datetime(2026, 12, 1, 17, 29, tzinfo=ZONE))
    gone_by = guard.run(at=datetime(2026, 12, 1, 17, 30, tzinfo=ZONE))

    anew = Letter.objects.get(state="drafted")
    theirs.refresh_from_db()
    assert (waits.withdrawn, gone_by.withdrawn, gone_by.drafted) == (0, 1, 1)
    assert (theirs.state, anew.reason, anew.proposed_by) == ("withdrawn", REASON, office.officer)
    assert anew.proposed_date == date(2026, 12, 3)
    letters.sign_letter(letter_id=anew.pk, by=walked.by(office.leader), at=datetime(2026, 12, 2, 8, 0, tzinfo=ZONE))


def test_a_promise_somebody_meant_to_keep_has_a_draft_when_it_breaks(office: Office) -> None:
    walked = held(office)
    guard.run(at=DAY_BEFORE)
    answer(HolderQuestion.objects.get(), walked, by=office.officer, said=Answer.WILL_KEEP, at=NINE)

    done = guard.run(at=BROKEN)

    assert (done.drafted, done.notices, done.escalated) == (1, 1, 1)
    assert Letter.objects.get().proposed_by is None


# Digests


def test_steps_are_gathered_in_one_digest_a_day_and_spoken_of_once(office: Office) -> None:
    near, other = held(office), held(office)
    assert near.dossier.step_due_at is not None

    done = [
        guard.run(at=at).reminders
        for at in (
            datetime(2026, 11, 23, 7, 29, tzinfo=ZONE),  # before the office opens
            datetime(2026, 11, 23, 7, 30, tzinfo=ZONE),  # planned for the morning of the 25th, the next working day
            datetime(2026, 11, 23, 9, 0, tzinfo=ZONE),
            datetime(2026, 11, 24, 9, 0, tzinfo=ZONE),  # a holiday
            datetime(2026, 11, 25, 7, 30, tzinfo=ZONE),  # nothing new
            datetime(2026, 11, 26, 7, 30, tzinfo=ZONE),  # passed
            datetime(2026, 11, 27, 7, 30, tzinfo=ZONE),
        )
    ]

    digests = OutboxMessage.objects.filter(kind="digest", channel="email").order_by("pk")
    assert done == [0, 2, 0, 0, 0, 2, 0]
    assert [Digest.objects.count(), Reminder.objects.count()] == [2, 4]
    assert [other.dossier.code in one.body for one in digests] == [True, True]
    assert ["cần xong trước" in one.body for one in digests] == [True, False]
    assert ["lẽ ra xong lúc" in one.body for one in digests] == [False, True]
    assert not any(near.dossier.applicant_name in one.body for one in digests)


def test_a_supplement_unanswered_in_its_term_is_told_to_the_holder(office: Office) -> None:
    walked = held(office)
    walked.step(ask_supplement)
    answer_by = walked.dossier.pauses.get().answer_by_date
    assert answer_by is not None
    last_day = datetime(answer_by.year, answer_by.month, answer_by.day, 16, 0, tzinfo=ZONE)

    within, after = guard.run(at=last_day), guard.run(at=last_day + timedelta(days=1))

    assert (within.reminders, after.reminders) == (0, 1)
    assert Reminder.objects.get().kind == "supplement_unanswered"
    assert told("digest") == [key(office.officer)]


def test_an_intake_clock_that_runs_out_is_told_to_every_clerk(office: Office) -> None:
    walked = walk(status=Status.SUBMITTED, office=office, at=FRIDAY)

    done = guard.run(at=FRIDAY + timedelta(hours=1))

    assert done.reminders == 1
    assert told("digest") == sorted([key(office.clerk), key(office.second_clerk)])
    body = OutboxMessage.objects.filter(kind="digest", channel="email")[0].body
    assert f"{walked.dossier.temporary_ref}: nộp qua mạng, nhận hoặc từ chối trước" in body
