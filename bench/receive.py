"""Milliseconds to receive a walk-in with slip and message: our service against the bare statements that it performs.

    python -m bench.receive

Ours is `receive_walk_in` whole: who it is, the promise, the checklist, form 01, the notice, the fee in the cash book.
The rival is what one such call wrote, every INSERT and UPDATE with its values, sent through psycopg one after another:
what no decision could be cheaper than. Both run in a transaction that is checked (SET CONSTRAINTS ALL IMMEDIATE) and
rolled back, every sequence put back, so that each round writes the same rows; no commit is in either. Rounds alternate.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from bench import fill

ROUNDS, BEFORE = 60, 10_000
AT = datetime(2026, 11, 20, 9, 42, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
WRITES = ("INSERT", "UPDATE", "DELETE")
Statement = tuple[str, Any]


def receiving(*, besides: int = 1) -> Callable[[], None]:
    """One reception as the desk calls it: a known person, the papers of the checklist and some `besides`, 15.000 đ.
    All it is given is read anew."""
    from apps.accounts.models import Person
    from apps.accounts.services import PersonFacts
    from apps.desk.services.walk_ins import Places, Presence, WalkIn, receive_walk_in
    from apps.dossiers.services.receiving import HandedPaper
    from apps.officials.models import Official
    from apps.officials.selectors import actor_of
    from apps.procedures.models import Offering
    from tests.factories import arrangement_of, version_of

    clerk = Official.objects.select_related("agency").get(name="Vi Thị Hạnh")
    offering = Offering.objects.select_related("agency", "procedure").order_by("pk")[0]
    person, version = Person.objects.order_by("pk")[0], version_of(offering)
    papers = [HandedPaper(name=one.name, originals=1, photocopies=0, required=one) for one in version.documents.all()]
    walk_in = WalkIn(
        arrangement=arrangement_of(offering),
        version=version,
        places=Places(receiving=clerk.agency, deciding=clerk.agency, returning=clerk.agency),
        applicant=PersonFacts(
            name=person.name, personal_id=person.personal_id or "", phone=person.phone, email="mai@example.vn"
        ),
        papers=[*papers, *(HandedPaper(name=f"Giấy thứ {n}", originals=0, photocopies=1) for n in range(besides))],
        fee_amount=15_000,
        presence=Presence(key="bench"),
    )
    by = actor_of(official=clerk, at=AT)
    return lambda: _done(receive_walk_in(walk_in=walk_in, by=by, at=AT))


def _done(received: Any) -> None:
    if not (received.slip.number and received.dossier.code):
        raise SystemExit("nothing was received: no figure")


def captured(act: Callable[[], None]) -> tuple[list[Statement], int]:
    """What one call writes, in its order, and how many statements it sends in all."""
    from django.db import connection

    written: list[Statement] = []
    count = 0

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if sql.lstrip().upper().startswith(WRITES):
            written.extend((sql, each) for each in (params if many else [params]))
        return execute(sql, params, many, context)

    with rolled_back(), connection.execute_wrapper(note):
        act()
    return written, count


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that leaves nothing behind, the sequences neither."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value FROM pg_sequences"
        )
        before = cursor.fetchall()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for name, last in before:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])


def timed(act: Callable[[], None]) -> float:
    """Seconds of one run, from its first statement to its checked constraints."""
    from django.db import connection

    with rolled_back(), connection.cursor() as cursor:
        begun = perf_counter()
        act()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return perf_counter() - begun


def replay(written: list[Statement]) -> None:
    """The same rows through psycopg alone."""
    from django.db import connection

    with connection.connection.cursor() as cursor:
        for sql, params in written:
            cursor.execute(sql, params)


def measure() -> dict[str, object]:
    """The medians of both and of the rounds' ratios."""
    from django.db import connection

    fill.fill(connection=connection, dossiers=BEFORE, open_every=25)
    timed(receiving())
    written, statements = captured(receiving())

    def rival() -> None:
        replay(written)

    timed(receiving()), timed(rival)
    rounds = [(timed(receiving()), timed(rival)) for _ in range(ROUNDS)]
    value, rival_value = (median(column) * 1000 for column in zip(*rounds, strict=True))
    return {
        "figure": "receive a walk-in with slip, notice and fee",
        "value": round(value, 1),
        "unit": "ms",
        "rival": f"its {len(written)} writes bare",
        "rival_value": round(rival_value, 1),
        "ratio": round(median(mine / theirs for mine, theirs in rounds), 2),
        "statements": statements,
        "dossiers_before": BEFORE,
        "rounds": ROUNDS,
    }


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_receive"):
        fill.set_up_django()
        from django.db import connections

        print(json.dumps(measure(), ensure_ascii=False))
        connections.close_all()
