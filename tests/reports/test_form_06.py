"""II.06a from real histories: right to the cell, as things stood at the end of the period, at a steady price."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.dossiers.domain.state import from_json
from apps.dossiers.domain.timeliness import LateBasis, Timeliness
from apps.dossiers.models import Dossier
from apps.dossiers.services.history import write_histories
from apps.officials.models import OfficeSetting
from apps.reports.domain.form_06 import Column, Life, Turn, cells
from apps.reports.domain.terms import Span, Term
from apps.reports.selectors.form_06 import _left_open, _solved, _solved_since, form_06a, stood_in
from bench import fill
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.histories import Acting, draft, story
from tests.reports import stories_06
from tests.reports.months import TO_LEADER, TO_OFFICER
from tests.reports.plans import index_alone
from tests.reports.stories_06 import NOVEMBER, OCTOBER, OCTOBER_LAND, OCTOBER_PEOPLE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
QUERIES = 3  # one of them counts what was solved, left and is open: one instant
REPORT = ("report_06", "--agency", "H99.71", "--from", "2026-10-15", "--to", "2026-11-14")


@pytest.fixture
def office(clock: Clock) -> Office:
    clock.at = NOW
    return factories.office()


def told(*arguments: str) -> Any:
    said = StringIO()
    call_command(*arguments, "--json", stdout=said)
    return json.loads(said.getvalue())


def test_the_command_prints_every_cell_as_counted_by_hand(office: Office) -> None:
    stories_06.live(office=office)

    found = told(*REPORT)

    assert found == {
        "agency": "H99.71",
        "from": "2026-10-15",
        "to": "2026-11-14",
        "as_of": "2026-11-23T09:00:00+07:00",
        "late_basis": "original",
        "rows": [
            {"field_code": "dat-dai", "field": "Đất đai", "cells": OCTOBER_LAND},
            {"field_code": "ho-tich", "field": "Hộ tịch", "cells": OCTOBER_PEOPLE},
        ],
        "total": OCTOBER,
        "withdrawn": 2,
    }
    # The next one carries over the four that were left, and runs: what is due on the 23rd or later is not late yet.
    following = told(*REPORT[:3], "--from", "2026-11-15", "--to", "2026-12-14")
    assert following["total"] == NOVEMBER
    assert following["withdrawn"] == 0


def test_an_office_that_reports_by_the_promise_in_force_says_so(office: Office) -> None:
    stories_06.live(office=office)
    OfficeSetting.objects.create(agency=office.agency, name="late_basis", value="extended")

    found = told(*REPORT)

    assert found["late_basis"] == "extended"
    assert found["total"] == OCTOBER | {"12": 3, "13": 1}  # told 3/12 in time


def test_agencies_below_are_counted_only_when_asked_for(office: Office) -> None:
    below = factories.office(code="H99.71.01", name="Bản Cọ", is_ours=False)
    below.agency.parent = office.agency
    below.agency.save()
    stories_06.live(office=below)

    assert told(*REPORT)["total"] == dict.fromkeys(OCTOBER, 0)
    assert told(*REPORT)["rows"] == []
    assert told(*REPORT, "--with-children")["total"] == OCTOBER
    assert told("report_06", "--agency", "h99.71.01", *REPORT[3:])["total"] == OCTOBER


def test_without_json_a_table_is_printed(office: Office) -> None:
    stories_06.live(office=office)
    said = StringIO()

    call_command(*REPORT, stdout=said)

    lines = said.getvalue().splitlines()
    assert lines[1] == "Từ 15/10/2026 đến hết 14/11/2026, đếm lúc 09:00 23/11/2026"
    assert lines[4].split() == ["Tổng", "số", *map(str, OCTOBER.values())]
    assert [line.split()[0] for line in lines[5:7]] == ["Đất", "Hộ"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({2: "H99.99"}, "Không có cơ quan nào mang mã «H99.99»."),
        ({4: "15/10/2026"}, "--from: «15/10/2026» không phải là ngày. Viết năm-tháng-ngày, ví dụ 2026-10-15."),
        ({6: "2026-02-30"}, "--to: «2026-02-30» không phải là ngày. Viết năm-tháng-ngày, ví dụ 2026-10-15."),
        ({4: "0001-01-01"}, "Năm phải từ 1945 đến 2944."),
        ({6: "2026-10-14"}, "Ngày cuối kỳ 2026-10-14 không được trước ngày đầu kỳ 2026-10-15."),
    ],
)
def test_a_bad_argument_gets_a_sentence(office: Office, changed: dict[int, str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command(*(changed.get(place, word) for place, word in enumerate(REPORT)), "--json")

    assert (str(refused.value), refused.value.returncode) == (sentence, 1)


def test_every_cell_is_counted_as_the_law_counts_it_and_leads_to_its_dossiers(office: Office) -> None:
    random_lives(office=office, count=60)
    dice = Random(7)

    for basis in LateBasis:
        OfficeSetting.objects.update_or_create(agency=office.agency, name="late_basis", defaults={"value": basis.value})
        lived = [life for life in (life_of(one, basis) for one in Dossier.objects.all()) if life]
        for _ in range(12):
            first = date(2026, 10, 1) + timedelta(days=dice.randrange(60))
            span = Span(first, first + timedelta(days=dice.randrange(40)))

            form = form_06a(agency=office.agency, span=span, at=NOW)

            assert form.total == cells(lives=lived, span=span, now=NOW)
            assert form.faults == []
            behind = {
                column: stood_in(found=Dossier.objects.all(), span=span, at=NOW, basis=basis, column=column).count()
                for column in Column
            }
            assert behind == form.total


def random_lives(*, office: Office, count: int) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    does, dice = Acting(office=office, person=person).at, Random(11)
    ways: list[list[tuple[str, ...]]] = [
        [TO_OFFICER],
        [TO_LEADER, ("sign",)],
        [TO_LEADER, ("sign", "hand_over")],
        [TO_OFFICER, ("withdraw",)],
        [TO_OFFICER, ("ask",)],
        [TO_OFFICER, ("ask",), ("withdraw",)],
        [TO_OFFICER, ("ask",), ("complete", "prepare"), ("sign",)],
        [TO_OFFICER, ("ask",), ("complete",)],
        [TO_OFFICER, ("extend",)],
        [TO_OFFICER, ("extend",), ("prepare",), ("sign",)],
        [TO_OFFICER, ("extend",), ("withdraw",)],
    ]

    def lived() -> list[Any]:
        day = date(2026, 10, 1) + timedelta(days=dice.randrange(48))
        acts: list[Any] = []
        for steps in dice.choice(ways):
            while day.weekday() > 4:
                day += timedelta(days=1)
            acts += does(datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=9), *steps)
            day += timedelta(days=1 + dice.randrange(9))
        return acts

    write_histories(chapters=[lambda: [story(model=model, acts=lived()) for _ in range(count)]], seed=1)


def life_of(dossier: Dossier, basis: LateBasis) -> Life | None:
    """The life of a dossier, read from its events one by one."""
    if dossier.received_at is None:
        return None
    name = "first_late_after" if basis is LateBasis.ORIGINAL else "late_after"
    known: dict[str, Any] = {}
    turns: list[Turn] = []
    for event in dossier.events.order_by("sequence"):
        known |= {field: from_json(field, value) for field, value in event.changes.items()}
        if known.get("received_at"):
            turns.append(Turn(since=event.at, late_after=known[name], is_paused=known.get("paused_at") is not None))
    kept = dossier.timeliness if basis is LateBasis.ORIGINAL else dossier.timeliness_in_force
    broke_both = basis is LateBasis.ORIGINAL or (known.get("finished_at") or NOW) > known["late_after"]
    return Life(
        is_online=dossier.channel == "online",
        received_at=dossier.received_at,
        turns=turns,
        finished_at=dossier.finished_at,
        timeliness=Timeliness(kept) if kept else None,
        ended_late=bool(dossier.ended_late) and broke_both,
    )


def test_a_form_costs_the_same_queries_however_much_it_holds(office: Office) -> None:
    span = Term.read("2026-11").span

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            form_06a(agency=office.agency, span=span, at=NOW)
        return len(seen)

    stories_06.live(office=office)
    before = queries()
    random_lives(office=office, count=20)

    assert (before, queries()) == (QUERIES, QUERIES)


def test_only_what_stood_in_the_period_is_read() -> None:
    """Filled with rows of a year, one in fifty of them open."""
    fill.fill(connection=connection, dossiers=20_000, open_every=50)
    agency = Dossier.objects.all()[0].agency
    span = Term.read("2026-11").span

    for basis in LateBasis:
        for rows in (_solved(span, basis), _solved_since(span, NOW, basis)):
            assert "Index Only Scan using dossiers_finished on" in index_alone(rows.filter(agency=agency))
    still_open = _left_open(span, NOW, LateBasis.ORIGINAL).filter(agency=agency).explain()
    assert "Seq Scan on dossiers_dossier " not in still_open
    form = form_06a(agency=agency, span=span, at=NOW)
    assert form.faults == []
    assert form.total[Column.LEFT_LATE] > 0
