"""What people used lately: counted from dossiers at night, kept by the catalogue as numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from apps.dossiers.domain.status import Status
from apps.procedures.models import ProcedureUse
from apps.reports import tasks
from apps.reports.services.using import count_uses
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import MONDAY, walk_to

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 18, 3, 10, tzinfo=ZONE)  # the night after Tuesday the 17th


@pytest.fixture
def office() -> Office:
    return factories.office()


def test_use_counts_what_was_taken_in_and_how_long_it_took(office: Office) -> None:
    offering = factories.offering(agency=office.agency)
    walk_to(status=Status.RESULT_READY, office=office, offering=offering)
    walk_to(status=Status.PROCESSING, office=office, offering=offering)
    walk_to(status=Status.SUBMITTED, office=office, offering=offering)

    count_uses(at=NIGHT)

    use = ProcedureUse.objects.get(agency=office.agency, procedure=offering.procedure)
    assert (use.filed_count, use.done_count, use.usual_days) == (2, 1, 0)
    assert (use.since_date, use.until_date) == (date(2026, 8, 20), date(2026, 11, 17))


def test_use_counts_neither_today_nor_what_is_ninety_days_old(office: Office) -> None:
    offering = factories.offering(agency=office.agency)
    walk_to(status=Status.RESULT_READY, office=office, offering=offering)

    count_uses(at=MONDAY + timedelta(hours=12))
    today = ProcedureUse.objects.count()
    count_uses(at=MONDAY + timedelta(days=90))
    last_day = ProcedureUse.objects.count()
    count_uses(at=MONDAY + timedelta(days=91))

    assert (today, last_day, ProcedureUse.objects.count()) == (0, 1, 0)


def test_counting_twice_changes_nothing(office: Office, clock: Clock) -> None:
    clock.at = NIGHT
    walk_to(status=Status.RESULT_READY, office=office)

    tasks.count_uses()
    first = list(ProcedureUse.objects.values())
    tasks.count_uses(unknown="word")

    assert len(first) == 1
    assert list(ProcedureUse.objects.values()) == first
