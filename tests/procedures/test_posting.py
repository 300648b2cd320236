"""An office writes down where its procedures are posted, and sees what is overdue or hangs too long."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.domain.actor import Actor
from apps.officials.models import OfficeSetting
from apps.officials.selectors import actor_of
from apps.procedures.domain.posting import Announcer, Place, PostedInFuture, PostingEnd, PostingStanding
from apps.procedures.models import Offering, Posting, ProcedureVersion
from apps.procedures.selectors.posting import Line, lines_of, matrix, posted_days
from apps.procedures.services.posting import announce, end, post
from tests import factories
from tests.factories import ZONE, Office, version_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
TODAY = NOW.date()
EVERYWHERE = tuple(Place)
QUERIES = 4


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def editor(office: Office) -> Actor:
    return actor_of(official=office.administrator, at=NOW)


def offered(office: Office, *, decided: date | None = date(2026, 11, 16), name: str = "Một thủ tục") -> Offering:
    made = factories.offering(agency=office.agency, name=name)
    ProcedureVersion.objects.filter(procedure=made.procedure).update(
        effective_from=date(2026, 11, 16), decision_date=decided, is_from_import_day=decided is None
    )
    return made


def line(office: Office, *, at: datetime = NOW) -> Line:
    return matrix(agency=office.agency, at=at).lines[0]


def standings(office: Office, *, at: datetime = NOW) -> list[PostingStanding]:
    return [cell.standing for cell in line(office, at=at).cells]


def test_wording_is_due_everywhere_five_working_days_after_its_decision(office: Office, editor: Actor) -> None:
    offered(office)

    assert (line(office).announced, line(office).due) == (date(2026, 11, 16), date(2026, 11, 23))
    assert standings(office) == [PostingStanding.WAITING] * 4
    assert standings(office, at=NOW + timedelta(days=4)) == [PostingStanding.OVERDUE] * 4


def test_days_to_post_are_a_setting_of_the_office(office: Office) -> None:
    offered(office)
    OfficeSetting.objects.create(agency=office.agency, name="posting_days_province", value=2)

    assert line(office).due == date(2026, 11, 18)


def test_what_is_posted_after_its_day_stays_late(office: Office, editor: Actor) -> None:
    version = version_of(offered(office))
    later = NOW + timedelta(days=10)

    post(
        agency=office.agency,
        ticks=[(version.pk, Place.PORTAL)],
        posted_date=date(2026, 11, 23),
        by=editor,
        at=later,
    )
    post(
        agency=office.agency,
        ticks=[(version.pk, Place.COMMUNE_SITE)],
        posted_date=date(2026, 11, 25),
        by=editor,
        at=later,
    )

    told = {cell.place: (cell.standing, cell.posted_by) for cell in line(office, at=later).cells}
    assert told[Place.PORTAL] == (PostingStanding.POSTED, office.administrator.name)
    assert told[Place.COMMUNE_SITE] == (PostingStanding.POSTED_LATE, office.administrator.name)
    assert told[Place.OFFICE_BOARD] == (PostingStanding.OVERDUE, "")


def test_many_ticks_are_one_act_and_the_same_form_twice_is_one(office: Office, editor: Actor) -> None:
    versions = [version_of(offered(office, name=f"Thủ tục {number}")) for number in range(5)]
    ticks = [(version.pk, place) for version in versions for place in EVERYWHERE]

    first = post(agency=office.agency, ticks=ticks, posted_date=TODAY, by=editor, at=NOW)
    with CaptureQueriesContext(connection) as queries:
        again = post(agency=office.agency, ticks=[*ticks, *ticks], posted_date=TODAY, by=editor, at=NOW)

    assert (first.written, again.written, Posting.objects.count()) == (20, 0, 20)
    assert len(queries) <= 8


def test_one_wrong_day_does_not_stop_the_others(office: Office, editor: Actor) -> None:
    early = version_of(offered(office, decided=date(2026, 11, 19)))
    fine = version_of(offered(office, decided=date(2026, 11, 16)))
    ticks = [(early.pk, Place.PORTAL), (fine.pk, Place.PORTAL)]

    done = post(agency=office.agency, ticks=ticks, posted_date=date(2026, 11, 17), by=editor, at=NOW)

    assert done.written == 1
    assert done.too_early == (((early.pk, Place.PORTAL), date(2026, 11, 19)),)


def test_nothing_is_posted_tomorrow_or_for_another_office(office: Office, editor: Actor) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    version = version_of(factories.offering(agency=theirs.agency))
    with pytest.raises(PostedInFuture):
        post(agency=office.agency, ticks=[], posted_date=TODAY + timedelta(days=1), by=editor, at=NOW)

    done = post(agency=office.agency, ticks=[(version.pk, Place.PORTAL)], posted_date=TODAY, by=editor, at=NOW)

    assert (done.written, Posting.objects.count()) == (0, 0)


def test_a_wording_without_a_day_is_not_called_late_until_somebody_writes_its_day(
    office: Office, editor: Actor
) -> None:
    version = version_of(offered(office, decided=None))
    assert standings(office) == [PostingStanding.UNDATED] * 4

    announce(
        agency=office.agency,
        version=version,
        day=date(2026, 11, 13),
        announcer=Announcer.SHORTENED,
        by=editor,
        at=NOW,
    )

    assert line(office).due == date(2026, 11, 17)
    assert standings(office) == [PostingStanding.OVERDUE] * 4


def test_a_new_wording_at_a_place_takes_the_old_one_down_there(office: Office, editor: Actor) -> None:
    offering = offered(office)
    old = version_of(offering)
    both = [(old.pk, Place.OFFICE_BOARD), (old.pk, Place.PORTAL)]
    post(agency=office.agency, ticks=both, posted_date=date(2026, 11, 17), by=editor, at=NOW)
    new = _next_wording(old, since=TODAY)
    assert [one.place for one in matrix(agency=office.agency, at=NOW).hanging] == [Place.OFFICE_BOARD, Place.PORTAL]

    post(agency=office.agency, ticks=[(new.pk, Place.OFFICE_BOARD)], posted_date=TODAY, by=editor, at=NOW)

    told = matrix(agency=office.agency, at=NOW)
    assert [(one.place, one.number) for one in told.hanging] == [(Place.PORTAL, 1)]
    assert posted_days(agency=office.agency, version=new) == {Place.OFFICE_BOARD: TODAY}
    assert posted_days(agency=office.agency, version=old) == {Place.PORTAL: date(2026, 11, 17)}
    assert [one.number for one in lines_of(agency=office.agency, code=offering.procedure.code, at=NOW)] == [2, 1]


def test_a_posting_that_ended_can_be_made_again_and_stays_written_down(office: Office, editor: Actor) -> None:
    version = version_of(offered(office))
    tick = [(version.pk, Place.PORTAL)]
    post(agency=office.agency, ticks=tick, posted_date=TODAY, by=editor, at=NOW)
    posting = Posting.objects.get()

    ended = [
        end(agency=office.agency, posting_ids=[posting.pk], ending=PostingEnd.MISTAKE, by=editor, at=NOW)
        for _ in range(2)
    ]
    post(agency=office.agency, ticks=tick, posted_date=TODAY, by=editor, at=NOW)

    assert ended == [1, 0]
    assert list(Posting.objects.order_by("pk").values_list("ending", flat=True)) == ["mistake", ""]


def test_what_the_office_no_longer_takes_hangs_too_long(office: Office, editor: Actor) -> None:
    offering = offered(office)
    ticks = [(version_of(offering).pk, Place.PORTAL)]
    post(agency=office.agency, ticks=ticks, posted_date=TODAY, by=editor, at=NOW)
    assert matrix(agency=office.agency, at=NOW).hanging == ()

    Offering.objects.filter(pk=offering.pk).update(is_open=False, accepts_online=False)

    told = matrix(agency=office.agency, at=NOW)
    assert (told.lines, [one.code for one in told.hanging]) == ((), [offering.procedure.code])


@pytest.mark.parametrize("many", [1, 3])
def test_the_matrix_asks_as_often_for_many_as_for_one(office: Office, editor: Actor, many: int) -> None:
    versions = [version_of(offered(office, name=f"Thủ tục {number}")) for number in range(many)]
    ticks = [(version.pk, Place.PORTAL) for version in versions]
    post(agency=office.agency, ticks=ticks, posted_date=TODAY, by=editor, at=NOW)
    matrix(agency=office.agency, at=NOW)  # the calendar is built once in the life of a process

    with CaptureQueriesContext(connection) as queries:
        told = matrix(agency=office.agency, at=NOW)

    assert len(told.lines) == many
    assert len(queries) == QUERIES


def _next_wording(old: ProcedureVersion, *, since: date) -> ProcedureVersion:
    ProcedureVersion.objects.filter(pk=old.pk).update(effective_to=since)
    new = ProcedureVersion.objects.get(pk=old.pk)
    new.pk, new.number, new.effective_from, new.effective_to, new.decision_date = None, 2, since, None, since
    new._state.adding = True
    new.save()
    return new
