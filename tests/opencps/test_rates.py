"""Where OpenCPS flatters its rates, ours do not. Each test bears the number of the flaw in our study of it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from apps.core.labels import percent
from apps.dossiers.domain.attribution import SIDES, Charge, Passed, Side, Stage, charge, stays
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.timeliness import LateBasis, Timeliness, classify, on_time_rate
from apps.dossiers.models import Dossier
from apps.officials.selectors import actor_of
from apps.reports.domain.figures import Rates, Sums
from apps.reports.domain.national import OpenCase, counts_as_late
from apps.reports.domain.periods import Month
from apps.reports.models import AgencyMonth
from apps.reports.selectors import sums as counted
from apps.reports.selectors.board import board
from apps.reports.selectors.public import public_on_time
from apps.reports.selectors.published import year_so_far
from apps.reports.services import rollups
from tests import factories, walking
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW
from tests.walking import walk, walk_to
from tests.worktime.calendars import ASSUMED_2027, at

NOVEMBER = Month(NOW.date().replace(day=1))


@pytest.fixture
def office() -> Office:
    return factories.office()


def shares(office: Office) -> Rates:
    return board(month=NOVEMBER, actor=actor_of(official=office.leader, at=NOW), agency=office.agency, at=NOW).rates


@pytest.mark.django_db
def test_f9_what_is_never_finished_lowers_the_rates(office: Office) -> None:
    """There a dossier two hundred days overdue lowers nothing, and to stop finishing late ones raises the rate."""
    walk_to(status=Status.RETURNED, office=office, at=months.day(10))
    rollups.drain_all()
    before = shares(office)

    walk_to(status=Status.PROCESSING, office=office, at=months.day(20, month=4))

    rollups.drain_all()
    after = shares(office)
    assert before.closed and after.closed == before.closed
    assert before.national and after.national and after.national.percent < before.national.percent
    assert before.combined and after.combined and after.combined.percent < before.combined.percent
    assert before.in_hand is None
    assert after.in_hand and (after.in_hand.numerator, after.in_hand.denominator) == (1, 1)


@pytest.mark.django_db
def test_f10_nothing_finished_is_no_rate_in_the_month_and_in_the_year(office: Office, client: Client) -> None:
    """There it is 100 % in the month and 0 % in the year."""
    month = counted.by_month(agency_id=office.agency.pk, last=NOVEMBER, months=1, basis=LateBasis.ORIGINAL)[NOVEMBER]
    year = public_on_time(agency=office.agency, at=NOW)

    assert month.rate is None
    assert on_time_rate(numerator=year.numerator, denominator=year.denominator) is None
    assert (shares(office).closed, shares(office).national, shares(office).in_hand) == (None, None, None)
    front = client.get("/").content.decode()
    assert "Chưa có dữ liệu" in front
    assert "100,00%" not in front


@pytest.mark.parametrize(
    ("kept", "done", "text"), [(9_999, 10_000, "99,99%"), (99_999, 100_000, "99,99%"), (2, 3, "66,67%")]
)
def test_f10_shares_are_rounded_once_and_half_up_beside_their_parts(kept: int, done: int, text: str) -> None:
    """There whole numbers are cut off, and the last class is what the cut-off others leave of a hundred."""
    rate = Sums(on_time=kept, late=done - kept).rate

    assert rate and rate.text == text == percent(numerator=kept, denominator=done)
    assert (rate.numerator, rate.denominator) == (kept, done)


@pytest.mark.django_db
def test_f11_a_dossier_without_a_promised_day_is_neither_on_time_nor_early(office: Office) -> None:
    """There it counts as on time in the month and as early in a range of days."""
    dossier = walk_to(status=Status.RECEIVED, office=office)

    assert counts_as_late(OpenCase(late_after=None), now=NOW) is None
    with pytest.raises(IntegrityError, match="dossiers_received_has_a_promise"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(due_at=None, late_after=None)


@pytest.mark.django_db
def test_f12_month_year_and_law_call_the_same_dossiers_early(office: Office) -> None:
    """There a month and a range of days have two definitions, and one of them asks whether there was an extension."""
    months.live(office=office)
    finished = list(Dossier.objects.filter(timeliness__isnull=False))

    by_law = [
        classify(done_at=one.finished_at, due_at=one.first_due_at, late_after=one.first_late_after)
        for one in finished
        if one.finished_at and one.first_due_at and one.first_late_after
    ]

    month = AgencyMonth.objects.get(month=NOVEMBER.first)
    year = year_so_far(agency=office.agency, month=NOVEMBER)
    early = by_law.count(Timeliness.EARLY)
    assert [one.timeliness for one in finished] == by_law
    assert early == month.early == year.early == 1
    assert len(by_law) == month.early + month.on_time + month.late == year.done


def test_f14_lateness_with_another_agency_is_not_charged_to_the_desk() -> None:
    """There what another agency held too long is charged to the one-stop desk: a flag of it can never rise."""
    steps = (
        ("2026-11-23 08:00", {"status": "received", "received_at": "x", "received_by_id": 1, "holder_id": 1}),
        ("2026-11-23 09:00", {"status": "awaiting_partner"}),
        ("2026-12-02 15:00", {"status": "processing", "holder_id": 2, "step_position": 1}),
    )
    found = stays(events=[Passed(at(when), "", told) for when, told in steps], until=at("2026-12-02 16:00"))

    charged = charge(stays=found, late_after=at("2026-11-26 23:59:59.999999"), calendar=ASSUMED_2027)

    assert charged == Charge(Stage.PARTNER, None, timedelta(hours=8 * 3 + 8 - 1, minutes=-30))
    assert SIDES[charged.stage] is Side.PARTNER


def test_f14_a_result_of_a_saturday_is_judged_by_the_saturday() -> None:
    """There whether something ended on a Saturday is read off the day on which it was received."""
    due_at, late_after = at("2026-11-27 17:30"), at("2026-11-27 23:59:59.999999")

    assert classify(done_at=at("2026-11-28 09:00"), due_at=due_at, late_after=late_after) is Timeliness.LATE
    assert classify(done_at=at("2026-11-27 20:00"), due_at=due_at, late_after=late_after) is Timeliness.ON_TIME


@pytest.mark.django_db
def test_f15_what_was_never_received_is_counted_nowhere_and_breaks_nothing(office: Office) -> None:
    """There a dossier without a day of reception ends the counting with an error."""
    for status in (Status.SUBMITTED, Status.NEED_FIX_INTAKE, Status.REFUSED, Status.WITHDRAWN):
        walk_to(status=status, office=office)
    walked = walk(status=Status.RETURNED, office=office)
    said = StringIO()

    call_command("rollup", stdout=said)
    call_command("rollup", "--check", stdout=said)

    month = AgencyMonth.objects.get()
    assert said.getvalue().count('"differences": []') == 2
    assert (month.received, month.early + month.on_time + month.late, month.ended) == (1, 1, 0)
    assert walked.dossier.timeliness
    assert shares(office).closed


@pytest.mark.django_db
def test_the_classes_of_every_month_add_up_to_what_was_closed(office: Office) -> None:
    """Annex C: Σ class counts = closed count, by either promise, whatever the history."""
    months.live(office=office)
    walked = walk(status=Status.AWAITING_SIGNATURE, office=office, at=months.day(2))
    walked.at = months.day(12)
    walked.step(walking.sign)
    rollups.drain_all()

    for month in AgencyMonth.objects.all():
        closed = Dossier.objects.filter(
            timeliness__isnull=False,
            finished_at__gte=Month(month.month).starts_at,
            finished_at__lt=Month(month.month).ends_before,
        ).count()
        assert month.early + month.on_time + month.late == closed
        assert month.early_in_force + month.on_time_in_force + month.late_in_force == closed
