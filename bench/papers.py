"""Papers per second from one and from two workers, as the desk prints them: against plain WeasyPrint of the same pages.

    python -m bench.papers

A worker is a process of its own with its own connection. Ours takes a slip from the database, counts the print, draws
the codes, fills the page and presses it; the rival's worker gets the finished HTML. Both take the same hundred papers
one by one from a queue, in alternating rounds. `each_worker` shows whether the second one was worth its while.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import timedelta
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Any

from bench import fill
from bench.rivals import plain_receipt

PAPERS, ROUNDS = 100, 4
WORKERS = (1, 2)


def begin() -> None:
    """A worker comes to work: everything that is loaded once."""
    fill.set_up_django()
    from apps.desk import printing  # noqa: F401 - WeasyPrint and its faces are loaded before the clock runs


def ours(slip_id: int) -> int:
    """One paper as the desk prints it; its size."""
    from apps.accounts.domain.actor import Actor, ActorKind
    from apps.desk.printing import render
    from apps.desk.services.slips import print_slip
    from tests.walking import MONDAY

    by = Actor(kind=ActorKind.SYSTEM, id=0, name="Vi Thị Hạnh")
    return len(
        print_slip(
            slip_id=slip_id,
            by=by,
            at=MONDAY + timedelta(hours=9),
            press=lambda job: render(facts=job.facts, layout=job.layout, lookup_factor=job.lookup_factor),
        )
    )


def rival(html: str) -> int:
    """The same page, plainly."""
    return len(plain_receipt.receipt(html))


def papers() -> tuple[list[int], list[str]]:
    """So many received dossiers with their form 01, and the finished pages for the rival."""
    from apps.desk.domain.papers import ReceiptFacts
    from apps.desk.models import Slip
    from apps.desk.printing import html
    from apps.dossiers.domain.status import Status
    from tests import factories, walking

    office = factories.office()
    offering = factories.offering(agency=office.agency)
    for number in range(PAPERS):
        person = factories.person(name=f"Lò Thị Mai {number}")
        walking.walk_to(status=Status.RECEIVED, office=office, offering=offering, person=person)
    slips = list(Slip.objects.order_by("pk"))
    return [slip.pk for slip in slips], [html(facts=ReceiptFacts.from_json(slip.facts)) for slip in slips]


def figure(*, workers: int, slips: Sequence[int], pages: Sequence[str]) -> dict[str, object]:
    """Both with the same number of workers, round by round."""
    share = PAPERS // ROUNDS
    with get_context("spawn").Pool(workers, initializer=begin) as pool:
        pool.map(ours, slips[:workers], chunksize=1)
        pool.map(rival, pages[:workers], chunksize=1)
        rounds = []
        for number in range(ROUNDS):
            part = slice(number * share, (number + 1) * share)
            rounds.append((timed(pool, ours, slips[part]), timed(pool, rival, pages[part])))
    value, rival_value = (PAPERS / sum(column) for column in zip(*rounds, strict=True))
    return {
        "figure": f"{PAPERS} papers, {workers} worker{'s' if workers > 1 else ''}",
        "value": round(value, 2),
        "unit": "papers/s",
        "rival": "plain WeasyPrint",
        "rival_value": round(rival_value, 2),
        "ratio": round(median(theirs / mine for mine, theirs in rounds), 2),
        "each_worker": round(value / workers, 2),
        "load": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
    }


def timed(pool: Any, press: Callable[[Any], int], things: Sequence[Any]) -> float:
    """Seconds until the last of these papers is there."""
    begun = perf_counter()
    if min(pool.map(press, things, chunksize=1)) < 1000:
        raise SystemExit("a paper is empty: no figure")
    return perf_counter() - begun


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_papers"):
        fill.set_up_django()
        from django.db import connections

        slips, pages = papers()
        connections.close_all()
        for workers in WORKERS:
            print(json.dumps(figure(workers=workers, slips=slips, pages=pages), ensure_ascii=False), flush=True)
