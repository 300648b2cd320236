"""A changed calendar moves no promise by itself: a list, a leader, and only what is better for the citizen."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.desk.models import AffectedPromise, CalendarReview
from apps.desk.services import calendar_reviews
from apps.desk.services.recalculating import reckon_open
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.state import fold
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.services import pausing, processing
from apps.dossiers.services.reckoning import reckon_anew
from apps.dossiers.services.writing import recompute
from apps.messaging.models import OutboxMessage
from apps.officials.domain.calendars import CalendarLine, DayEntry
from apps.officials.models import Agency, CalendarChange
from apps.officials.selectors import actor_of
from apps.officials.services import calendars, change_setting
from apps.worktime import Unit
from tests import factories, walking
from tests.factories import ZONE, Office
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db
# Thursday: three working days on is Tuesday 24/11 without the day of culture, Wednesday 25/11 with it.
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=ZONE)
LATER = THURSDAY + timedelta(hours=2)
MONDAY_OFF = CalendarLine(date=date(2026, 11, 23), kind=DayEntry.SWAP_OFF, name="Nghỉ hoán đổi, làm bù 28/11")
SATURDAY_ON = CalendarLine(date=date(2026, 11, 28), kind=DayEntry.MAKEUP_WORK, name="Làm bù cho 23/11")
CULTURE = date(2026, 11, 24)
State, Fate = CalendarReview.State, AffectedPromise.Fate


@dataclass(slots=True)
class House:
    """An office whose calendar nobody has to look at any more, and who acts there."""

    office: Office

    @property
    def agency(self) -> Agency:
        return Agency.objects.get(pk=self.office.agency.pk)

    @property
    def leader(self) -> Actor:
        return actor_of(official=self.office.leader, at=LATER)

    def walk(self, status: Status = Status.PROCESSING, amount: str = "3", unit: Unit = Unit.WORKING_DAY) -> Walk:
        offering = factories.offering(agency=self.office.agency, amount=amount, unit=unit)
        return walk(status=status, office=self.office, at=THURSDAY, offering=offering)

    def put(self, *lines: CalendarLine) -> None:
        calendars.put_calendar_days(agency=self.agency, lines=lines, by=SYSTEM, at=LATER)

    def remove(self, day: date) -> None:
        calendars.remove_calendar_day(agency=self.agency, day=day, by=SYSTEM, at=LATER)

    def review(self) -> CalendarReview:
        calendar_reviews.review_changed_calendars(at=LATER)
        return CalendarReview.objects.get(version=self.agency.calendar_version)

    def decide(self, review: CalendarReview) -> None:
        assert calendar_reviews.confirm_review(review_id=review.pk, by=self.leader, at=LATER)
        calendar_reviews.carry_out_reviews(at=LATER)


@pytest.fixture
def house() -> House:
    return House(factories.office())


def day_of(dossier: Dossier) -> date:
    dossier.refresh_from_db()
    assert dossier.due_at is not None
    return dossier.due_at.astimezone(ZONE).date()


def messages_of(dossier: Dossier, kind: str = "promise_earlier") -> int:
    return OutboxMessage.objects.filter(about=f"dossier:{dossier.pk}", kind=kind, channel="sms").count()


def test_a_change_lists_what_it_would_move_and_moves_nothing(house: House) -> None:
    dossier = house.walk().dossier
    house.put(MONDAY_OFF, SATURDAY_ON)

    review = house.review()

    row = review.promises.get()
    assert (review.state, review.reckoned, row.dossier_id, row.is_better) == (State.OPEN, 1, dossier.pk, False)
    assert (day_of(dossier), row.due_at) == (date(2026, 11, 25), dossier.due_at)
    assert row.new_due_at.astimezone(ZONE).date() == date(2026, 11, 26)


def test_a_version_is_looked_at_once(house: House) -> None:
    house.walk()
    house.put(MONDAY_OFF)

    assert [calendar_reviews.review_changed_calendars(at=LATER) for _ in range(3)] == [1, 0, 0]
    assert CalendarReview.objects.count() == 1


def test_a_later_day_is_recorded_as_kept_and_never_printed(house: House) -> None:
    dossier = house.walk().dossier
    house.put(MONDAY_OFF)
    events = DossierEvent.objects.filter(dossier=dossier).count()

    house.decide(house.review())

    assert AffectedPromise.objects.get().fate == Fate.KEPT
    assert day_of(dossier) == date(2026, 11, 25)
    assert DossierEvent.objects.filter(dossier=dossier).count() == events
    assert messages_of(dossier) == 0
    assert CalendarReview.objects.get().state == State.DONE


def test_an_earlier_day_is_promised_by_an_event_of_the_leader_and_told_once(house: House) -> None:
    dossier = house.walk().dossier
    house.remove(CULTURE)

    review = house.review()
    assert day_of(dossier) == date(2026, 11, 25)
    house.decide(review)
    calendar_reviews.carry_out_reviews(at=LATER)

    assert day_of(dossier) == date(2026, 11, 24)
    assert dossier.first_due_at == dossier.due_at
    event = dossier.events.get(action="reckon_anew")
    assert (event.actor_key, event.duty) == (house.leader.key, "leader")
    assert fold(one.changes for one in dossier.events.order_by("sequence")) == dossier.state()
    assert dossier.due_at is not None and dossier.promise["due_at"] == dossier.due_at.astimezone(ZONE).isoformat()
    assert [run for run in dossier.promise["runs"] if run["part"] == "holiday"] == []
    assert messages_of(dossier) == 1
    assert AffectedPromise.objects.get().fate == Fate.MOVED


def test_two_leaders_confirm_one_list_once(house: House) -> None:
    house.walk()
    house.remove(CULTURE)
    review = house.review()

    answers = [calendar_reviews.confirm_review(review_id=review.pk, by=house.leader, at=LATER) for _ in range(2)]

    assert answers == [True, False]


def test_a_leader_of_another_office_confirms_nothing(house: House) -> None:
    house.walk()
    house.remove(CULTURE)
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)

    stranger = actor_of(official=foreign.leader, at=LATER)

    assert not calendar_reviews.confirm_review(review_id=house.review().pk, by=stranger, at=LATER)


def test_what_changed_meanwhile_is_reckoned_again_at_confirmation(house: House) -> None:
    ends, waits = house.walk(), house.walk()
    house.remove(CULTURE)
    review = house.review()
    for walked, acts in ((ends, (walking.prepare, walking.sign)), (waits, (walking.ask_supplement,))):
        for act in acts:
            walked.step(act)

    house.decide(review)

    assert set(review.promises.values_list("fate", flat=True)) == {Fate.GONE}
    assert not DossierEvent.objects.filter(action="reckon_anew").exists()
    assert messages_of(ends.dossier) + messages_of(waits.dossier) == 0


def test_a_calendar_changed_again_overtakes_the_list_even_a_confirmed_one(house: House) -> None:
    dossier = house.walk().dossier
    house.remove(CULTURE)
    first = house.review()
    assert calendar_reviews.confirm_review(review_id=first.pk, by=house.leader, at=LATER)
    house.put(MONDAY_OFF)

    calendar_reviews.carry_out_reviews(at=LATER)
    second = house.review()

    first.refresh_from_db()
    assert (first.state, second.state) == (State.OVERTAKEN, State.CLEAR)  # a day less and a day more: the same day
    assert day_of(dossier) == date(2026, 11, 25)
    assert not calendar_reviews.confirm_review(review_id=first.pk, by=house.leader, at=LATER)


def test_an_open_list_shows_every_change_since_the_last_that_was_decided(house: House) -> None:
    house.walk()
    house.review()
    house.put(MONDAY_OFF)
    house.review()
    house.put(SATURDAY_ON)

    review = house.review()

    assert review.state == State.OPEN
    assert CalendarReview.objects.filter(state=State.OVERTAKEN).count() == 1
    changes = CalendarChange.objects.filter(version__gt=review.since_version, version__lte=review.version)
    assert [change.days[0]["date"] for change in changes.order_by("version")] == ["2026-11-23", "2026-11-28"]


def test_a_day_that_a_leader_kept_is_not_asked_about_again(house: House) -> None:
    house.walk()
    house.put(MONDAY_OFF)
    house.decide(house.review())
    house.put(CalendarLine(date=date(2027, 3, 1), kind=DayEntry.HOLIDAY, name="Ngày xa"))

    assert house.review().state == State.CLEAR


def test_a_day_that_cannot_be_kept_any_more_is_not_promised(house: House) -> None:
    """Reckoned on Wednesday, Tuesday would be earlier, but nobody can return a result yesterday."""
    dossier = house.walk().dossier
    house.remove(CULTURE)
    wednesday = datetime(2026, 11, 25, 8, 0, tzinfo=ZONE)
    calendar_reviews.review_changed_calendars(at=wednesday)
    review = CalendarReview.objects.get(state=State.OPEN)

    calendar_reviews.confirm_review(review_id=review.pk, by=house.leader, at=wednesday)
    calendar_reviews.carry_out_reviews(at=wednesday)

    assert (review.promises.get().is_better, review.promises.get().fate) == (False, Fate.KEPT)
    assert day_of(dossier) == date(2026, 11, 25)


def test_other_hours_of_the_same_day_move_the_hour_and_trouble_nobody(house: House) -> None:
    dossier = house.walk().dossier
    early = CalendarLine(
        date=date(2026, 11, 25), kind=DayEntry.OWN_HOURS, name="Họp buổi chiều", sessions="07:30-11:30"
    )
    house.put(early)

    house.decide(house.review())

    dossier.refresh_from_db()
    assert dossier.due_at is not None
    assert dossier.due_at.astimezone(ZONE).hour == 11
    assert messages_of(dossier) == 0


def test_an_extended_dossier_keeps_its_letter(house: House) -> None:
    walked = house.walk()
    processing.extend(
        dossier_id=walked.dossier.pk,
        by=house.leader,
        at=walked.at,
        new_due_date=date(2026, 12, 1),
        reason_code="verification",
        reason=walking.REASON,
    )
    house.remove(CULTURE)
    house.put(CalendarLine(date=date(2026, 12, 1), kind=DayEntry.HOLIDAY, name="Ngày lễ mới"))
    review = house.review()
    first = walked.dossier.first_due_at

    house.decide(review)

    row = review.promises.get()
    assert row.new_due_at.astimezone(ZONE).date() == date(2026, 12, 2)
    assert (row.is_better, row.fate) == (False, Fate.KEPT)
    assert (day_of(walked.dossier), walked.dossier.first_due_at) == (date(2026, 12, 1), first)


def test_a_dossier_with_a_pause_behind_it_is_reckoned_with_its_pause(house: House) -> None:
    walked = house.walk(Status.AWAITING_SUPPLEMENT)
    pausing.accept_supplement(
        dossier_id=walked.dossier.pk, by=walked.by(house.office.clerk), at=walked.at + timedelta(days=1)
    )
    house.remove(CULTURE)
    before = day_of(walked.dossier)

    house.decide(house.review())

    assert day_of(walked.dossier) < before
    assert recompute(dossier=walked.dossier, at=LATER).in_force.due_at == walked.dossier.due_at


@pytest.mark.parametrize(("amount", "unit"), [("2.5", "working_day"), ("12", "working_hour"), ("4", "calendar_day")])
def test_every_unit_is_reckoned_as_one_by_one(house: House, amount: str, unit: str) -> None:
    dossier = house.walk(amount=amount, unit=Unit(unit)).dossier
    house.remove(CULTURE)
    house.put(MONDAY_OFF)

    found = reckon_open(agency=house.agency, at=LATER)

    one_by_one = recompute(dossier=Dossier.objects.get(pk=dossier.pk), at=LATER).in_force
    moved = [(one.new_due_at, one.new_late_after) for one in found.others]
    assert moved == [(one_by_one.due_at, one_by_one.late_after)] * (one_by_one.due_at != dossier.due_at)
    assert (found.reckoned, found.unreckoned) == (1, 0)


def test_same_time_promises_are_reckoned_as_they_were_made(house: House) -> None:
    change_setting(agency=house.office.agency, name="due_time", value="same_time")
    house.walk()

    assert reckon_open(agency=house.agency, at=LATER).others == []


def test_a_promise_beyond_the_calendar_is_counted_not_guessed(house: House) -> None:
    house.walk()
    house.walk()
    far = LATER.replace(year=2035)

    found = reckon_open(agency=house.agency, at=far)

    assert (found.reckoned, found.unreckoned, found.others) == (2, 2, [])


def test_nobody_but_a_leader_moves_a_promise(house: House) -> None:
    dossier = house.walk().dossier
    house.remove(CULTURE)

    for by in (SYSTEM, actor_of(official=house.office.clerk, at=LATER)):
        with pytest.raises(Forbidden):
            reckon_anew(dossier_id=dossier.pk, calendar_version=house.agency.calendar_version, by=by, at=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_workers_decide_each_promise_once() -> None:
    house = House(factories.office())
    dossiers = [house.walk().dossier for _ in range(4)]
    house.remove(CULTURE)
    review = house.review()
    calendar_reviews.confirm_review(review_id=review.pk, by=house.leader, at=LATER)
    done: list[int] = []

    def work() -> None:
        try:
            done.append(calendar_reviews.carry_out_reviews(at=LATER))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(done) == 4
    assert [dossier.events.filter(action="reckon_anew").count() for dossier in dossiers] == [1] * 4
    assert [messages_of(dossier) for dossier in dossiers] == [1] * 4
