"""The guard asks, drafts, withdraws its drafts, and says sorry exactly once."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest
from django.db import connections

from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.models import BrokenPromise, HolderQuestion, Letter, Slip
from apps.desk.services import guard, letters
from apps.desk.services.proposals import NotDrafted, OwnLetter
from apps.dossiers import selectors
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.services import pausing, processing
from apps.messaging.models import OutboxMessage
from apps.officials.models import Official
from apps.officials.services import change_setting
from apps.procedures.models import ProcedureVersion
from apps.worktime import Unit
from tests import factories, walking
from tests.factories import ZONE
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
DAY_BEFORE = datetime(2026, 11, 25, 7, 30, tzinfo=ZONE)
AFTER_TWO = datetime(2026, 11, 25, 14, 0, tzinfo=ZONE)
NEXT_MIDNIGHT = datetime(2026, 11, 27, 0, 0, tzinfo=ZONE)
REASON = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."


def held() -> Walk:
    return walk(status=Status.PROCESSING, office=factories.office(), at=FRIDAY)


def give(walked: Walk, *, to: Official) -> None:
    processing.forward(
        dossier_id=walked.dossier.pk,
        by=walked.by(walked.dossier.holder or walked.office.clerk),
        at=walked.at,
        receiver_id=to.pk,
        planned_hours=None,
    )
    walked.dossier.refresh_from_db()


def propose(walked: Walk, *, by: Official) -> Letter:
    return letters.propose_apology(
        dossier_id=walked.dossier.pk,
        reason_code=DelayReason.OTHER,
        reason=REASON,
        new_date=date(2026, 12, 1),
        by=walked.by(by),
        at=DAY_BEFORE,
    )


def sent(kind: str) -> list[str]:
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("channel", flat=True))


def test_holder_is_asked_once_from_the_last_working_day_before() -> None:
    walked = held()

    early = guard.run(at=DAY_BEFORE.replace(hour=7, minute=29))
    first = guard.run(at=DAY_BEFORE)
    second = guard.run(at=DAY_BEFORE.replace(hour=9))

    assert (early.asked, first.asked, second.asked) == (0, 1, 0)
    question = HolderQuestion.objects.get(dossier=walked.dossier)
    assert question.holder == walked.office.officer
    assert question.answer_by == AFTER_TWO
    assert sent("holder_question") == ["email", "in_app"]


def test_will_break_puts_a_draft_before_the_leader_who_signs_it_once() -> None:
    walked = held()
    guard.run(at=DAY_BEFORE)
    question = HolderQuestion.objects.get()

    letter = guard.answer_question(
        question_id=question.pk,
        answer=Answer.WILL_BREAK,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=date(2026, 12, 1),
        by=walked.by(walked.office.officer),
        at=DAY_BEFORE.replace(hour=9),
    )
    assert letter is not None
    slip = letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=AFTER_TWO)

    walked.dossier.refresh_from_db()
    assert walked.dossier.due_at == datetime(2026, 12, 1, 17, 30, tzinfo=ZONE)
    assert walked.dossier.first_due_at == datetime(2026, 11, 26, 17, 30, tzinfo=ZONE)
    assert slip is not None
    assert slip.kind == "apology"
    assert sent("apology_letter") == ["email", "in_app", "post", "sms"]
    assert selectors.folded(dossier=walked.dossier) == walked.dossier.state()
    with pytest.raises(NotDrafted):
        letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=AFTER_TWO)
    with pytest.raises(Forbidden) as refusal:
        letters.propose_apology(
            dossier_id=walked.dossier.pk,
            reason_code=DelayReason.OTHER,
            reason=REASON,
            new_date=date(2026, 12, 10),
            by=walked.by(walked.office.officer),
            at=AFTER_TWO,
        )
    assert refusal.value.why == "extended_before"


def test_whoever_proposed_a_letter_does_not_sign_it() -> None:
    walked = held()
    give(walked, to=walked.office.leader)
    letter = propose(walked, by=walked.office.leader)

    with pytest.raises(OwnLetter):
        letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=DAY_BEFORE)


def test_only_the_holder_proposes_a_letter() -> None:
    walked = held()
    theirs = propose(walked, by=walked.office.officer)

    with pytest.raises(Forbidden) as refusal:
        propose(walked, by=walked.office.clerk)

    theirs.refresh_from_db()
    assert (refusal.value.why, theirs.state) == ("not_the_holder", "drafted")


def test_a_leader_who_was_given_a_dossier_can_give_it_on() -> None:
    walked = walk(status=Status.RECEIVED, office=factories.office(), at=FRIDAY)
    give(walked, to=walked.office.leader)

    give(walked, to=walked.office.officer)

    assert walked.dossier.holder == walked.office.officer


def test_the_words_of_the_holder_are_not_replaced_by_those_of_the_guard() -> None:
    walked = held()
    guard.run(at=DAY_BEFORE)
    theirs = propose(walked, by=walked.office.officer)

    done = guard.run(at=AFTER_TWO)

    assert done.drafted == 0
    assert Letter.objects.get() == theirs
    assert Letter.objects.get().state == "drafted"
    assert HolderQuestion.objects.get().closed_at == AFTER_TWO


def test_silence_becomes_a_draft_at_the_hour_of_the_setting() -> None:
    walked = held()
    guard.run(at=DAY_BEFORE)

    before = guard.run(at=AFTER_TWO.replace(hour=13, minute=59))
    after = guard.run(at=AFTER_TWO)
    again = guard.run(at=AFTER_TWO.replace(hour=15))

    assert (before.drafted, after.drafted, again.drafted) == (0, 1, 0)
    letter = Letter.objects.get(dossier=walked.dossier)
    assert (letter.state, letter.proposed_by, letter.proposed_date) == ("drafted", None, date(2026, 11, 30))
    assert not OutboxMessage.objects.filter(kind="apology_letter").exists()


def test_a_draft_withdraws_itself_when_the_result_is_ready() -> None:
    walked = held()
    guard.run(at=DAY_BEFORE)
    guard.run(at=AFTER_TWO)
    walked.at = AFTER_TWO.replace(hour=15)
    walked.step(walking.prepare)
    walked.step(walking.sign)

    guard.run(at=AFTER_TWO.replace(hour=16))

    assert Letter.objects.get().state == "withdrawn"


def test_a_paused_dossier_is_neither_asked_about_nor_apologised_for() -> None:
    walked = held()
    walked.step(walking.ask_supplement)

    done = guard.run(at=NEXT_MIDNIGHT)

    assert (done.asked, done.drafted, done.notices) == (0, 0, 0)


def test_a_promise_that_breaks_in_silence_is_apologised_for_once_and_escalated() -> None:
    walked = held()
    last_moment = guard.run(at=NEXT_MIDNIGHT.replace(day=26, hour=23, minute=59))

    first = guard.run(at=NEXT_MIDNIGHT)
    second = guard.run(at=NEXT_MIDNIGHT.replace(hour=8))

    assert (last_moment.notices, first.notices, second.notices) == (0, 1, 0)
    assert sent("apology_notice") == ["email", "in_app", "post", "sms"]
    assert sent("escalation") == ["email", "in_app"]
    assert BrokenPromise.objects.get().holder == walked.office.officer
    assert Slip.objects.filter(kind="apology").count() == 0


def test_a_request_that_came_too_late_breaks_no_second_promise() -> None:
    walked = held()
    guard.run(at=NEXT_MIDNIGHT)
    walked.at = NEXT_MIDNIGHT.replace(hour=9)
    walked.step(walking.ask_supplement)
    pausing.accept_supplement(dossier_id=walked.dossier.pk, by=walked.by(walked.office.clerk), at=walked.at)

    guard.run(at=NEXT_MIDNIGHT.replace(hour=16))
    guard.run(at=NEXT_MIDNIGHT.replace(hour=17))

    assert sent("apology_notice") == ["email", "in_app", "post", "sms"]
    assert sent("escalation") == ["email", "in_app"]


def test_an_office_may_switch_the_automatic_notice_off_and_is_still_told() -> None:
    walked = held()
    change_setting(agency=walked.office.agency, name="auto_apology_notice", value=False)

    guard.run(at=NEXT_MIDNIGHT)

    assert sent("apology_notice") == []
    assert sent("escalation") == ["email", "in_app"]


def test_a_short_promise_is_asked_about_two_working_hours_before() -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency, amount="4", unit=Unit.WORKING_HOUR)
    walk(status=Status.PROCESSING, office=office, offering=made, at=FRIDAY)  # received 08:20: due 14:20

    asked = [guard.run(at=FRIDAY.replace(hour=hour, minute=minute)).asked for hour, minute in ((10, 0), (11, 20))]

    assert asked == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_guards_that_run_at_the_same_time_apologise_once() -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    for n in range(3):
        walk(
            status=Status.PROCESSING,
            office=office,
            at=FRIDAY,
            offering=made,
            person=factories.person(name=f"Người {n}"),
        )
    errors: list[BaseException] = []

    def keep_watch() -> None:
        try:
            guard.run(at=NEXT_MIDNIGHT)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=keep_watch) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert BrokenPromise.objects.count() == 3
    assert OutboxMessage.objects.filter(kind="apology_notice", channel="sms").count() == 3


def test_whoever_is_asked_late_still_has_a_working_hour() -> None:
    walked = held()

    guard.run(at=AFTER_TWO.replace(hour=16))

    assert HolderQuestion.objects.get(dossier=walked.dossier).answer_by == AFTER_TWO.replace(hour=17)
    assert not Letter.objects.exists()


def test_a_promise_already_broken_is_not_asked_about_but_drafted_at_once() -> None:
    held()

    done = guard.run(at=NEXT_MIDNIGHT.replace(hour=9))

    assert (done.asked, done.drafted, done.notices) == (1, 1, 1)


def test_one_row_that_cannot_be_reckoned_keeps_nobody_else_waiting() -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    first = walk(status=Status.PROCESSING, office=office, offering=made, at=FRIDAY)
    ProcedureVersion.objects.filter(pk=first.dossier.version_id).update(allowance_amount=None, allowance_unit="")
    second = walk(status=Status.PROCESSING, office=office, offering=factories.offering(agency=office.agency), at=FRIDAY)

    done = guard.run(at=DAY_BEFORE)

    assert done.asked == 1
    assert HolderQuestion.objects.get().dossier == second.dossier
