"""A month at the office: something of everything that the board counts."""

from __future__ import annotations

from datetime import datetime

from apps.dossiers.services.history import write_histories
from apps.procedures.models import Offering
from apps.reports.domain.sights import Sight
from apps.reports.services import rollups
from tests import factories
from tests.factories import ZONE, Office
from tests.histories import Acting, draft, story

# Where the month is looked at: Monday afternoon, so that Tuesday is the next working day.
NOW = datetime(2026, 11, 16, 15, 0, tzinfo=ZONE)
TO_OFFICER = ("submit", "receive", "forward", "take")
TO_LEADER = (*TO_OFFICER, "prepare")

# What one call of `live` adds, counted on the fingers.
TALLY = {
    Sight.RECEIVED: 9,
    Sight.DONE: 4,
    Sight.EARLY: 1,
    Sight.ON_TIME: 1,
    Sight.LATE: 2,
    Sight.ENDED: 1,
    Sight.ENDED_IN_TIME: 1,
    Sight.ENDED_LATE: 0,
    Sight.OPEN: 5,
    Sight.IN_TIME: 4,
    Sight.OVERDUE: 1,
    Sight.PAUSED: 1,
    Sight.AT_RISK: 1,
    Sight.NATIONALLY_IN_TIME: 4,
    Sight.NATIONALLY_LATE: 1,
}
BANDS = {
    Sight.OVERDUE_LONG: 1,
    Sight.OVERDUE_SHORT: 0,
    Sight.TODAY: 0,
    Sight.NEAR: 2,
    Sight.WEEK: 1,
    Sight.LATER: 0,
    Sight.PAUSED: 1,
}


def day(number: int, *, month: int = 11, hour: int = 8) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=ZONE)


def live(*, office: Office, offering: Offering | None = None) -> None:
    """Nine dossiers of three working days each, received in November, and one of October that ended in November."""
    person = factories.person()
    model = draft(office=office, offering=offering or factories.offering(agency=office.agency), person=person)
    does = Acting(office=office, person=person).at
    october = [*does(day(26, month=10), *TO_LEADER), *does(day(2), "sign")]  # late, received in October
    lives = [
        [*does(day(3), *TO_LEADER), *does(day(4), "sign")],  # early
        [*does(day(3), *TO_LEADER), *does(day(6, hour=16), "sign", "hand_over")],  # on time
        [*does(day(3), *TO_LEADER), *does(day(9), "sign")],  # late
        does(day(4), *TO_OFFICER, "ask"),  # its clock stands
        [*does(day(5), *TO_OFFICER), *does(day(6), "withdraw")],
        does(day(5), *TO_OFFICER),  # overdue since the 10th
        does(day(12), *TO_OFFICER),  # breaks on Tuesday the 17th
        [*does(day(13), *TO_LEADER), *does(day(16, hour=9), "give_back")],  # has until Wednesday
        does(day(16), *TO_OFFICER),  # has until Thursday
    ]
    write_histories(chapters=[lambda: [story(model=model, acts=acts) for acts in (october, *lives)]], seed=1)
    rollups.rebuild()


def other_office() -> Office:
    """A neighbour whose dossiers are none of our business."""
    return factories.office(code="H99.72", name="Bản Cọ", is_ours=False)
