"""Whole histories at once, for demonstration and measurement: decided act by act by the same law, written in bulk.

The only writer beside `writing.py`, and it obeys the same laws: `fold(events) == row`, one chain per dossier, numbers
without a gap in the book. It sends no message and queues no fact; count the figures anew afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from django.db import connection, transaction

from apps.core.copying import copy_sheet, reserve_ids, sheet
from apps.core.forking import at_work
from apps.dossiers.domain.status import Action
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.services.lives import Given, Story, live, no_rows
from apps.dossiers.services.receiving import BOOK_SERIES, CODE_SERIES
from apps.dossiers.services.writing import ZONE
from apps.officials.models import NumberSeries

Chapter = Callable[[], Sequence[Story]]


class _Outline(NamedTuple):
    """What has to be known of a story before its numbers can be given out."""

    begun_at: datetime
    acts: int
    receiver: tuple[int, date] | None  # the agency whose book it enters, and the day


@transaction.atomic
def write_histories(*, chapters: Sequence[Chapter], seed: int, processes: int = 1) -> int:
    """Write every story of every chapter; how many there were. Numbers follow the order of reception over all of them.

    A chapter is told and lived in one of so many processes, and the rows do not depend on how many there are, save the
    addresses of results, which nobody can guess. This one gives out the numbers and copies: the processes have no
    database.
    """
    numbers, processes = _Numbers(), max(min(processes, len(chapters)), 1)
    works = [partial(_tell_and_live, chapters, seed, first, processes) for first in range(processes)]
    with connection.cursor() as cursor, at_work(works=works) as workers:
        outlines: list[list[_Outline]] = [[] for _ in chapters]
        for first, worker in enumerate(workers):
            outlines[first::processes] = worker.hear()
        given = _give_numbers(outlines, numbers)
        for first, worker in enumerate(workers):
            worker.tell(given[first::processes])
        # Every foreign key looked up at the commit took 40 % longer.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for serial in range(len(chapters)):
            for written in workers[serial % processes].hear():
                copy_sheet(cursor=cursor, sheet=written)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    numbers.save()
    return sum(map(len, outlines))


def _tell_and_live(
    chapters: Sequence[Chapter], seed: int, first: int, processes: int
) -> Generator[Any, list[list[Given]], None]:
    """Every so manieth chapter: the outlines of all of them, and when their numbers are known the rows of each."""
    serials = range(first, len(chapters), processes)
    told = [chapters[serial]() for serial in serials]
    given = yield [[_outline(story) for story in stories] for stories in told]
    for serial, stories, numbers in zip(serials, told, given, strict=True):
        random, rows = Random(f"{seed}:{serial}"), no_rows()  # noqa: S311 - repeatable, not secret
        for story, own in zip(stories, numbers, strict=True):
            live(story=story, given=own, random=random, rows=rows)
        yield [sheet(model=model, rows=found) for model, found in rows.items()]


def _outline(story: Story) -> _Outline:
    received_at = next((act.at for act in story.acts if act.action is Action.RECEIVE), None)
    if received_at is None:
        return _Outline(story.acts[0].at, len(story.acts), None)
    receiver = story.columns["receiving_agency_id"], received_at.astimezone(ZONE).date()
    return _Outline(received_at, len(story.acts), receiver)


def _give_numbers(outlines: Sequence[Sequence[_Outline]], numbers: _Numbers) -> list[list[Given]]:
    """The numbers of every story, chapter by chapter, given out in the order of reception."""
    given: list[list[Any]] = [[None] * len(chapter) for chapter in outlines]
    order = [
        (outline.begun_at, serial, place)
        for serial, chapter in enumerate(outlines)
        for place, outline in enumerate(chapter)
    ]
    dossier_ids = iter(reserve_ids(model=Dossier, count=len(order)))
    acts = sum(outline.acts for chapter in outlines for outline in chapter)
    event_ids = iter(reserve_ids(model=DossierEvent, count=acts))
    for _at, serial, place in sorted(order):
        outline, number, book_number = outlines[serial][place], 0, 0
        if outline.receiver:
            agency_id, day = outline.receiver
            number = numbers.next(agency_id, CODE_SERIES, day.isoformat())
            book_number = numbers.next(agency_id, BOOK_SERIES, str(day.year))
        own = tuple(islice(event_ids, outline.acts))
        given[serial][place] = Given(next(dossier_ids), own, number, book_number)
    return given


class _Numbers:
    """The number series, held in memory and written back once."""

    def __init__(self) -> None:
        self.last: Counter[tuple[int, str, str]] = Counter(
            {
                (row.agency_id, row.series, row.period): row.last
                for row in NumberSeries.objects.select_for_update().filter(series__in=[CODE_SERIES, BOOK_SERIES])
            }
        )

    def next(self, agency_id: int, series: str, period: str) -> int:
        self.last[agency_id, series, period] += 1
        return self.last[agency_id, series, period]

    def save(self) -> None:
        NumberSeries.objects.bulk_create(
            [
                NumberSeries(agency_id=agency_id, series=series, period=period, last=last)
                for (agency_id, series, period), last in sorted(self.last.items())
            ],
            update_conflicts=True,
            unique_fields=["agency", "series", "period"],
            update_fields=["last"],
        )
