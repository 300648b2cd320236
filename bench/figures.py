"""How long the figures of boards and reports take, against `count(*)` on the same table, at 1,000,000 and 10,000,000.

    python -m bench.figures [dossiers …]

The very selectors of the pages, on a province of 150 agencies over three years (filler: read model only, by COPY; see
`bench.province`), asked for the busiest agency, which has one dossier in seventeen, and some for the one in the middle;
each round asks `count(*)` beside them. Compared is how long the database takes for all the queries of a selector, as
its client waits for them; `whole_ms` is the selector with what Django adds. The board as a page stands beside a page of
the same layout around nothing. Then what a refresh costs: as many new facts are drained in turn in the smaller and the
larger database. The goal at ten million is under 2 % of `count(*)` for each question, under 5 % for every field of
every month of three years, and the same refresh for both (<= 1.2).

The databases are kept until everything is measured: what was broken off goes on.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench import board_page, fill, province

SIZES, ROUNDS = (1_000_000, 10_000_000), 9
FACTS, REFRESHES = 1_000, 15
GOAL, WIDE_GOAL, REFRESH_GOAL = 0.02, 0.05, 1.2
WIDE = "month x field over three years, all provinces"
Question = Callable[[], Any]


def measure(*, sizes: tuple[int, ...]) -> Iterator[dict[str, object]]:
    """Every question at every size, then the refresh."""
    for dossiers in sizes:
        with inside(dossiers):
            yield from _figures(dossiers)
            yield board_page.figure(dossiers=dossiers)
    yield from _refresh(sizes)


def _figures(dossiers: int) -> Iterator[dict[str, object]]:
    from django.db import connection

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM dossiers_dossier")
            total: int = cursor.fetchone()[0]
        return total

    if count() < dossiers:
        raise SystemExit("the table is not full: no figure")
    for name, ask in _questions().items():
        times = [(*_seconds(ask), _seconds(count)[0]) for _ in range(ROUNDS)]
        ratio = median(mine / theirs for mine, _, theirs in times)
        value, whole, rival_value = (median(column) * 1000 for column in zip(*times, strict=True))
        yield {
            "figure": name,
            "value": round(value, 2),
            "unit": "ms in the database",
            "whole_ms": round(whole, 2),
            "rival": "count(*)",
            "rival_value": round(rival_value, 1),
            "ratio": round(ratio, 4),
            "goal": WIDE_GOAL if name == WIDE else GOAL,
            "dossiers": dossiers,
            "filler": province.FILLER,
            "rounds": ROUNDS,
            "load": round(os.getloadavg()[0], 1),
        }


def _questions() -> dict[str, Question]:
    """What pages ask, by what they show."""
    from apps.accounts.domain.actor import Actor, ActorKind
    from apps.dossiers.domain.timeliness import LateBasis
    from apps.officials.domain.duties import Duty
    from apps.officials.models import Agency
    from apps.reports.domain.periods import Month
    from apps.reports.domain.terms import Span, Term
    from apps.reports.selectors import days, form_06, procedures, provinces, sums

    agency, basis = Agency.objects.order_by("pk")[0], LateBasis.ORIGINAL
    middle = Agency.objects.order_by("pk")[province.AGENCIES // 2]
    at, month = province.UNTIL, Month.of(province.UNTIL)
    first = month.back(12 * province.YEARS)
    week = Span(at.date() - timedelta(days=6), at.date())
    whole = Span(month.previous.first, month.first - timedelta(days=1))
    actor = Actor(kind=ActorKind.OFFICIAL, id=1, agency_id=agency.pk, duties=frozenset({Duty.LEADER}))
    year, of_agency, of_middle = month.back(11), {"agency_id": agency.pk}, {"agency_id": middle.pk}
    of_month, of_year = (Term.read(text).span for text in (month.text, month.text[:4]))  # as the law has them
    return {
        "thirteen months of an agency": lambda: sums.by_month(**of_agency, last=month, months=13, basis=basis),
        "a month by field and channel": lambda: sums.of_month(**of_agency, month=month.previous, basis=basis),
        "since New Year": lambda: sums.since(**of_agency, first=Month(month.first.replace(month=1)), basis=basis),
        "lateness by stage": lambda: sums.lateness(**of_agency, month=month.previous),
        "open and overdue, live": lambda: sums.standing(actor=actor, agency=agency, at=at, basis=basis),
        "a week day by day": lambda: days.by_day(**of_agency, span=week, basis=basis),
        "a month day by day": lambda: days.by_day(**of_agency, span=whole, basis=basis),
        "a month by procedure": lambda: procedures.by_procedure(**of_agency, span=whole, basis=basis),
        "report_06 of a month": lambda: form_06.form_06a(agency=agency, span=of_month, at=at),
        "report_06 of a year": lambda: form_06.form_06a(agency=agency, span=of_year, at=at),
        "middle agency: a month day by day": lambda: days.by_day(**of_middle, span=whole, basis=basis),
        "middle agency: a month by procedure": lambda: procedures.by_procedure(**of_middle, span=whole, basis=basis),
        "middle agency: report_06 of a month": lambda: form_06.form_06a(agency=middle, span=of_month, at=at),
        "a province's agencies over a year": lambda: provinces.by_agency(
            province="H97", first=year, last=month, basis=basis
        ),
        WIDE: lambda: provinces.by_field_and_month(first=first, last=month, basis=basis),
    }


def _seconds(ask: Question) -> tuple[float, float]:
    """In the database, and in all."""
    from django.db import connection

    waited = 0.0

    def clocked(execute: Callable[..., Any], *call: Any) -> Any:
        nonlocal waited
        begun = perf_counter()
        try:
            return execute(*call)
        finally:
            waited += perf_counter() - begun

    with connection.execute_wrapper(clocked):
        begun = perf_counter()
        ask()
        return waited, perf_counter() - begun


def _refresh(sizes: tuple[int, ...]) -> Iterator[dict[str, object]]:
    """Seconds to fold as many new facts, in turn in the smallest and the largest table."""
    seconds: dict[int, list[float]] = {size: [] for size in (min(sizes), max(sizes))}
    for _ in range(REFRESHES):
        for size, found in seconds.items():
            with inside(size):
                found.append(_folded())
    small, large = (seconds[size][1:] for size in (min(sizes), max(sizes)))  # the first pays for plans and pages
    yield {
        "figure": f"refresh: fold {FACTS:,} new facts",
        "value": round(median(large), 4),
        "unit": "s",
        "rival": f"the same among {min(sizes):,}",
        "rival_value": round(median(small), 4),
        "ratio": round(median(mine / theirs for mine, theirs in zip(large, small, strict=True)), 3),
        "goal": REFRESH_GOAL,
        "dossiers": max(sizes),
        "filler": province.FILLER,
        "rounds": REFRESHES - 1,
        "load": round(os.getloadavg()[0], 1),
    }


def _folded() -> float:
    """Queue facts of the dossiers received last, once more, and fold them; the commit is in the time, the disk real."""
    from django.db import connection
    from django.db.models import Sum

    from apps.reports.models import AgencyMonth
    from apps.reports.services import rollups

    rollups.drain(limit=1)  # what a new connection learns first
    before = AgencyMonth.objects.aggregate(sum=Sum("received"))["sum"]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_fact (agency_id, dossier_id, kind, field_id, channel, day, timeliness)"
            " SELECT agency_id, id, 'received', field_id, channel, received_at::date, ''"
            " FROM (SELECT * FROM dossiers_dossier ORDER BY id DESC LIMIT %s) newest",
            [FACTS],
        )
    begun = perf_counter()
    folded = rollups.drain(limit=FACTS)
    seconds = perf_counter() - begun
    if AgencyMonth.objects.aggregate(sum=Sum("received"))["sum"] != before + folded or folded != FACTS:
        raise SystemExit("the facts were not folded once each: no figure")
    return seconds


def _name(dossiers: int) -> str:
    return f"mot_cua_bench_figures_{dossiers}"


@contextmanager
def inside(dossiers: int) -> Iterator[None]:
    """Ask the database of so many dossiers."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = _name(dossiers)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def prepare(*, dossiers: int) -> None:
    """The database of so many dossiers: a copy of the migrated one, filled, or filled further."""
    name = _name(dossiers)
    with _server() as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            original = sql.Identifier(urlsplit(os.environ["DATABASE_URL"]).path.strip("/"))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), original))
    with inside(dossiers):
        from django.db import connection

        province.fill(dossiers=dossiers, say=province.progress(dossiers=dossiers))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def throw_away(*, sizes: tuple[int, ...]) -> None:
    """Give the disk back."""
    with _server() as server:
        for dossiers in sizes:
            name = sql.Identifier(_name(dossiers))
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(url._replace(path="/postgres")), autocommit=True) as server:
        yield server


if __name__ == "__main__":
    os.environ["LOG_LEVEL"] = "WARNING"
    fill.set_up_django()
    from django.core.management import call_command

    call_command("collectstatic", "--noinput", verbosity=0)
    wanted = tuple(map(int, sys.argv[1:])) or SIZES
    for one in wanted:
        prepare(dossiers=one)
    for line in measure(sizes=wanted):
        print(json.dumps(line, ensure_ascii=False), flush=True)
    throw_away(sizes=wanted)
