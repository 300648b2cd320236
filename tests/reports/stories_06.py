"""Fourteen dossiers around the middle of a month, each there for one rule of form II.06a."""

from __future__ import annotations

from datetime import datetime

from apps.dossiers.domain.status import Channel
from apps.dossiers.services.history import write_histories
from apps.officials.domain.duties import Duty
from apps.procedures.models import Offering
from tests import factories
from tests.factories import ZONE, Office
from tests.histories import Acting, draft, story
from tests.reports.months import TO_LEADER, TO_OFFICER

UNIT_HEAD = Duty.UNIT_HEAD
NUMBERS = tuple(str(number) for number in range(3, 14))


def row(*figures: int) -> dict[str, int]:
    """Columns 3 to 13."""
    return dict(zip(NUMBERS, figures, strict=True))


# Counted on the fingers, from the remarks below: 15/10 to 14/11, then 15/11 to 14/12 as it stands on 23/11.
OCTOBER_LAND = row(1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0)
OCTOBER_PEOPLE = row(10, 6, 2, 2, 6, 2, 2, 2, 4, 2, 2)
OCTOBER = row(11, 7, 2, 2, 7, 3, 2, 2, 4, 2, 2)
NOVEMBER = row(5, 1, 0, 4, 2, 0, 1, 1, 3, 0, 3)


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def live(*, office: Office, people: Offering | None = None, land: Offering | None = None) -> None:
    """All of three working days; the second field has one of them."""
    person = factories.person()
    online = draft(office=office, offering=people or factories.offering(agency=office.agency), person=person)
    posted = draft(office=office, offering=online.offering, person=person)
    posted.channel = Channel.POSTAL
    brought = draft(office=office, offering=online.offering, person=person)
    brought.channel = Channel.IN_PERSON
    of_land = draft(
        office=office,
        offering=land or factories.offering(agency=office.agency, in_field="Đất đai"),
        person=person,
    )
    does = Acting(office=office, person=person).at
    lives = [
        (online, [*does(at(10, 12), *TO_LEADER), *does(at(10, 14), "sign")]),  # over before the period
        (online, [*does(at(10, 12), *TO_LEADER), *does(at(10, 19), "sign")]),  # carried, due the 15th: late
        (online, [*does(at(10, 14), *TO_LEADER), *does(at(10, 15), "sign")]),  # carried, early
        (online, [*does(at(10, 15), *TO_LEADER), *does(at(10, 20), "sign")]),  # on its day
        (brought, [*does(at(10, 16), *TO_LEADER), *does(at(10, 19), "sign")]),  # over the counter, early
        (posted, [*does(at(10, 20), *TO_OFFICER), *does(at(10, 21), "withdraw")]),  # withdrawn in time
        (online, [*does(at(10, 20), *TO_OFFICER), *does(at(10, 30), "withdraw")]),  # withdrawn, due the 23rd
        (online, does(at(10, 22), "submit", "refuse")),  # refused before reception: nowhere
        (online, does(at(11, 3), *TO_OFFICER)),  # open, due the 6th
        (online, [*does(at(11, 12), *TO_LEADER), *does(at(11, 17), "sign")]),  # open then, on its day since
        # Its clock stood on the 14th; it had until the 19th again and was signed the day after.
        (
            online,
            [
                *does(at(11, 4), *TO_OFFICER),
                *does(at(11, 5), "ask"),
                *does(at(11, 16), "complete", "prepare"),
                *does(at(11, 20), "sign"),
            ],
        ),
        (online, [*does(at(11, 2), *TO_OFFICER), *does(at(11, 4), "extend")]),  # due the 5th, told 3/12 instead
        (of_land, [*does(at(11, 13), *TO_LEADER), *does(at(11, 13, 16), "sign")]),  # early, in its own row
        (online, does(at(11, 16), *TO_OFFICER)),  # of the next period, due the 19th
    ]
    write_histories(chapters=[lambda: [story(model=model, acts=acts) for model, acts in lives]], seed=1)
