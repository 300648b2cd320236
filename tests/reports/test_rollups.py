"""Roll-ups are what the acts were, by either promise and by who is late; a check says where they are not."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from apps.core import jobs
from apps.core.models import Pulse
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Fact
from apps.dossiers.services import filing, processing
from apps.reports.domain.folding import COLUMNS
from apps.reports.domain.periods import Month
from apps.reports.models import AgencyMonth, FieldMonth, ProvinceMonth, StageMonth
from apps.reports.services import rollups
from apps.reports.tasks import drain
from tests import factories, walking
from tests.walking import MONDAY, walk, walk_to

ZERO = dict.fromkeys(COLUMNS, 0)
EARLY_ONE = ZERO | {"received": 1, "early": 1, "early_in_force": 1}


def check() -> tuple[int, dict[str, object]]:
    """`rollup --check`: its exit code and what it says."""
    return roll_up("--check")


def roll_up(*options: str) -> tuple[int, dict[str, object]]:
    """`rollup` with these options: its exit code and what it says."""
    said = StringIO()
    try:
        call_command("rollup", *options, stdout=said)
    except SystemExit as ended:
        return int(str(ended.code)), json.loads(said.getvalue())
    return 0, json.loads(said.getvalue())


@pytest.mark.django_db
def test_every_act_that_counts_is_folded_once() -> None:
    office = factories.office()
    for status in (Status.RETURNED, Status.RESULT_READY, Status.PROCESSING, Status.REFUSED, Status.WITHDRAWN):
        walk_to(status=status, office=office)
    received = walk(status=Status.PROCESSING, office=office)
    late = walk(status=Status.AWAITING_SIGNATURE, office=office)
    withdraw_after_reception(received)
    late.at = MONDAY + timedelta(days=21)
    walking.sign(late)

    folded = rollups.drain_all()

    assert (folded, Fact.objects.count()) == (9, 0)
    november = AgencyMonth.objects.get(month=MONDAY.date().replace(day=1))
    december = AgencyMonth.objects.get(month=MONDAY.date().replace(month=12, day=1))
    assert (november.received, november.early, november.on_time, november.late, november.ended) == (5, 2, 0, 0, 1)
    assert (december.received, december.late) == (0, 1)
    # two cells of agency x field, two of the agency, two of its province, one of lateness
    assert check() == (0, {"waiting": 0, "folded": 0, "rows": 7, "differences": []})


def withdraw_after_reception(walked: walking.Walk) -> None:
    """The citizen asked for it at the desk, and the leader confirms it."""
    filing.withdraw(
        dossier_id=walked.dossier.pk, by=walked.by(walked.office.leader), at=walked.at, reason=walking.REASON
    )


@pytest.mark.django_db
def test_a_check_counts_what_waits_with_what_is_stored_and_changes_nothing() -> None:
    office = factories.office()
    walk_to(status=Status.RETURNED, office=office)
    assert roll_up() == (0, {"waiting": 0, "folded": 2, "rows": 3, "differences": []})
    walk_to(status=Status.RETURNED, office=office)

    assert check() == check() == (0, {"waiting": 2, "folded": 0, "rows": 3, "differences": []})
    assert roll_up("--rebuild") == (0, {"waiting": 2, "folded": 0, "rows": 3, "differences": []})
    Fact.objects.filter(kind="finished").delete()
    code, said = roll_up("--rebuild", "--check")

    assert code == 0  # what is no longer in the queue is taken for folded: the dossiers decide
    assert AgencyMonth.objects.get().early == 2
    assert (said["waiting"], Fact.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_check_names_every_cell_in_which_somebody_planted_a_difference() -> None:
    walk_late(office=factories.office())
    rollups.drain_all()
    cell = FieldMonth.objects.get()
    FieldMonth.objects.update(late=4)
    AgencyMonth.objects.update(received=7)
    ProvinceMonth.objects.update(province="H98")
    StageMonth.objects.update(minutes=1)

    code, said = check()

    late_one = ZERO | {"received": 1, "late": 1, "late_in_force": 1}
    month, field = {"month": "2026-11-01"}, {"field_id": cell.field_id}
    agency = {"agency_id": cell.agency_id}
    wrong = [
        (
            "agency_field_channel_month",
            agency | field | month | {"channel": "online"},
            late_one | {"late": 4},
            late_one,
        ),
        ("agency_month", agency | month, late_one | {"received": 7}, late_one),
        ("province_field_month", field | month | {"province": "H98"}, late_one, ZERO),
        ("province_field_month", field | month | {"province": "H99"}, ZERO, late_one),
        (
            *("agency_stage_month", agency | month | {"stage": "signature"}),
            *({"dossiers": 1, "minutes": 1}, {"dossiers": 1, "minutes": 570}),
        ),
    ]
    assert code == 1
    assert said["differences"] == [
        dict(zip(("grain", "key", "stored", "recounted"), one, strict=True)) for one in wrong
    ]
    assert rollups.check(since=Month(date(2026, 12, 1))).differences == []
    assert roll_up("--rebuild", "--check")[0] == 0


def walk_late(*, office: factories.Office) -> Dossier:
    """A dossier whose promise of Thursday broke on the leader's desk, signed on Monday at 09:00."""
    walked = walk(status=Status.AWAITING_SIGNATURE, office=office)
    walked.at += timedelta(days=7)
    walked.step(walking.sign)
    return walked.dossier


@pytest.mark.django_db
def test_lateness_is_folded_by_who_is_charged_and_a_rebuild_counts_the_same() -> None:
    office = factories.office()
    walk_late(office=office)
    walk_late(office=office)
    walk_to(status=Status.RETURNED, office=office)
    assert rollups.differences() == []

    rollups.drain_all()

    folded = list(StageMonth.objects.values_list("stage", "dossiers", "minutes"))
    assert folded == [("signature", 2, 2 * (8 * 60 + 90))]
    assert AgencyMonth.objects.get().late == 2
    rollups.rebuild()
    assert list(StageMonth.objects.values_list("stage", "dossiers", "minutes")) == folded
    assert check()[0] == 0


@pytest.mark.django_db
def test_what_was_extended_is_counted_against_both_promises() -> None:
    walked = walk(status=Status.PROCESSING, office=factories.office())
    processing.extend(
        dossier_id=walked.dossier.pk,
        by=walked.by(walked.office.leader),
        at=walked.at,
        new_due_date=date(2026, 11, 25),
        reason_code="verification",
        reason=walking.REASON,
    )
    walked.at += timedelta(days=7)  # Monday the 23rd: after the first promise, before the new one
    for act in (walking.prepare, walking.sign):
        walked.step(act)

    rollups.drain_all()

    assert (walked.dossier.timeliness, walked.dossier.timeliness_in_force) == ("late", "early")
    month = AgencyMonth.objects.get()
    assert (month.late, month.early, month.late_in_force, month.early_in_force) == (1, 0, 0, 1)
    assert rollups.differences() == []
    rollups.rebuild()
    assert rollups.differences() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("weeks", "late"), [(0, 0), (1, 1)])
def test_what_is_withdrawn_after_reception_ended_in_time_or_late(weeks: int, late: int) -> None:
    walked = walk(status=Status.PROCESSING, office=factories.office())
    walked.at += timedelta(weeks=weeks)

    walked.step(withdraw_after_reception)

    rollups.drain_all()
    month = AgencyMonth.objects.get()
    assert (month.ended, month.ended_late, month.late) == (1, late, 0)
    assert rollups.differences() == []


@pytest.mark.django_db
def test_a_rebuild_gives_the_same_numbers_and_leaves_waiting_facts_to_the_drain() -> None:
    office = factories.office()
    walk_to(status=Status.RETURNED, office=office)
    rollups.drain_all()
    drained = list(FieldMonth.objects.values_list("received", "early", "on_time", "late", "ended"))
    walk_to(status=Status.RECEIVED, office=office)

    rollups.rebuild()

    assert list(FieldMonth.objects.values_list("received", "early", "on_time", "late", "ended")) == drained
    assert rollups.drain_all() == 1
    assert AgencyMonth.objects.get().received == 2
    assert check()[0] == 0


@pytest.mark.django_db
def test_while_a_rebuild_holds_the_sums_nobody_is_told_that_they_are_of_now() -> None:
    walk_to(status=Status.RECEIVED, office=factories.office())
    with psycopg.connect(**connection.get_connection_params()) as rebuilding:
        rebuilding.execute("SELECT pg_advisory_lock(%s)", [rollups.SUMS_LOCK])
        drain()
        assert (Fact.objects.count(), Pulse.objects.filter(name=jobs.FIGURES).exists()) == (1, False)

    drain()
    assert (Fact.objects.count(), Pulse.objects.filter(name=jobs.FIGURES).exists()) == (0, True)
