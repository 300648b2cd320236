"""Received just before midnight and printed after it: the paper says when it was received."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from apps.desk.domain.papers import ReceiptFacts
from apps.desk.models import Slip
from apps.desk.services.slips import open_for_print
from apps.officials.selectors import actor_of
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, screen
from tests.factories import ZONE

pytestmark = pytest.mark.django_db


def test_paper_printed_after_midnight_says_the_instant_of_reception(clock: Clock) -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency)
    clock.at = received_at = datetime(2026, 12, 31, 23, 59, 50, tzinfo=ZONE)
    Seat(office.clerk).post("reception", **screen(offering))

    clock.at += timedelta(seconds=30)
    slip = Slip.objects.get()
    by = actor_of(official=office.clerk, at=clock.at)
    facts = open_for_print(slip_id=slip.pk, by=by, at=clock.at).facts

    assert isinstance(facts, ReceiptFacts)
    assert (facts.received_at, facts.head.issued_at) == (received_at, received_at)
    assert (slip.year, slip.dossier.code) == (2026, "H99.71-261231-0001")
