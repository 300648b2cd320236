"""Where finished dossiers lay, and for how long: the places of an office, the slowest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.attribution import SIDES, Passed, Stage
from apps.dossiers.labels import SIDE_LABELS, STAGE_LABELS, worked_words
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.models import Agency, Official
from apps.officials.selectors import work_calendar
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight
from apps.reports.domain.stays import Spent, spent, summary
from apps.reports.labels.rooms import bottleneck_words
from apps.reports.selectors.lines import Figure
from apps.reports.selectors.listing import ending_of, span_of
from apps.reports.selectors.wishes import Wish
from apps.worktime import OutsideCalendar

READ = 300  # dossiers whose every event is read, the last ones finished: enough for a middle, and always as fast


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One stage, and whose; `longest_href` leads to the dossier that lay there longest."""

    words: str
    side: str
    dossiers: int
    median: str
    planned: str
    is_over: bool
    longest: str
    longest_of: str
    longest_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottlenecks:
    """The places, how many dossiers were read for them, and how many there are."""

    places: Sequence[Place]
    read: int
    done: Figure
    sentence: str


def bottlenecks(*, month: Month, actor: Actor, agency: Agency, at: datetime, done: Figure) -> Bottlenecks:
    """The stays of the last dossiers finished in a month: three queries."""
    wish = Wish(sight=Sight.DONE, month=month)
    finished = Dossier.objects.visible_to(actor).filter(span_of(wish), ending_of(wish), agency_id=agency.pk)
    rows = {
        row.pk: row
        for row in finished.only("code", "temporary_ref", "finished_at").order_by("-finished_at", "-pk")[:READ]
    }
    events: dict[int, list[Passed]] = {pk: [] for pk in rows}
    told = DossierEvent.objects.filter(dossier__in=list(rows)).order_by("dossier_id", "sequence")
    for pk, *event in told.values_list("dossier_id", "at", "action", "changes"):
        events[pk].append(Passed(*event))
    calendar, read = work_calendar(agency=agency, at=at), 0
    parts: list[tuple[str, Spent]] = []
    for pk, row in rows.items():
        assert row.finished_at is not None
        try:
            found = spent(events=events[pk], until=row.finished_at, calendar=calendar)
        except OutsideCalendar:
            continue
        parts += [(row.reference, one) for one in found]
        read += 1
    places = _places(parts)
    return Bottlenecks(
        places=places,
        read=read,
        done=done,
        sentence=bottleneck_words(place=places[0].words, median=places[0].median) if places else "",
    )


def _places(parts: Sequence[tuple[str, Spent]]) -> list[Place]:
    people = Official.objects.in_bulk({one.holder_id for _, one in parts if one.holder_id})
    by_place: dict[tuple[Stage, str], list[tuple[str, Spent]]] = {}
    for reference, one in parts:
        official = people.get(one.holder_id or 0)
        unit = (official.unit_name or official.position) if official and one.stage is Stage.WORK else ""
        by_place.setdefault((one.stage, unit), []).append((reference, one))
    found: list[tuple[timedelta, Place]] = []
    for (stage, unit), those in by_place.items():
        total = summary(parts=[one for _, one in those])
        reference = those[total.longest_of][0]
        place = Place(
            words=f"{STAGE_LABELS[stage]} · {unit}" if unit else str(STAGE_LABELS[stage]),
            side=str(SIDE_LABELS[SIDES[stage]]),
            dossiers=total.dossiers,
            median=worked_words(total.median),
            planned=worked_words(total.planned) if total.planned is not None else "",
            is_over=total.planned is not None and total.median > total.planned,
            longest=worked_words(total.longest),
            longest_of=reference,
            longest_href=reverse("desk:dossier", args=[reference]),
        )
        found.append((total.median, place))
    return [place for _, place in sorted(found, key=lambda one: (-one[0], one[1].words))]
