"""Where finished dossiers lay, and for how long: the places of an office, the slowest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

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
from apps.reports.domain.steps import step_name
from apps.reports.labels.rooms import bottleneck_words
from apps.reports.selectors.lines import Figure
from apps.reports.selectors.listing import ending_of, span_of
from apps.reports.selectors.steps import ways_of
from apps.reports.selectors.wishes import Wish
from apps.worktime import OutsideCalendar

READ = 300  # dossiers whose every event is read, the last ones finished: enough for a middle, and always as fast
SHOWN = 8  # places that are shown at once, the others below them
LISTED = 50  # dossiers of one place, those that lay longest


class NoSuchPlace(ValueError):
    """No dossier that was read lay there."""


class Spot(NamedTuple):
    """What is one place: the stage, within the work the step of the workflow, and whose desk."""

    stage: Stage
    step: str = ""
    unit: str = ""

    @classmethod
    def said(cls, *, stage: str, step: str, unit: str) -> Spot:
        """A place from the words of an address. Raises NoSuchPlace."""
        try:
            return cls(Stage(stage), step, unit)
        except ValueError as error:
            raise NoSuchPlace from error

    @property
    def words(self) -> str:
        """«Giải quyết · Thẩm định»; where the step has no name, the unit."""
        return " · ".join(one for one in (str(STAGE_LABELS[self.stage]), self.step or self.unit) if one)

    @property
    def whose(self) -> str:
        """«Tư pháp – hộ tịch · Đơn vị mình»."""
        return " · ".join(one for one in (self.unit if self.step else "", str(SIDE_LABELS[SIDES[self.stage]])) if one)

    def href(self, *, month: Month) -> str:
        """The dossiers that lay there."""
        words = {"thang": month.text, "khau": self.stage.value, "buoc": self.step, "bo-phan": self.unit}
        return f"{reverse('reports:place')}?{urlencode({name: word for name, word in words.items() if word})}"


class Lay(NamedTuple):
    """One dossier at one place."""

    reference: str
    title: str
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in figures; `longest_href` leads to the dossier that lay there longest, `href` to all."""

    words: str
    whose: str
    dossiers: int
    href: str
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
    others: Sequence[Place]
    read: int
    done: Figure
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One dossier, and how long it lay there."""

    reference: str
    title: str
    used: str
    planned: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceList:
    """What lay at one place, the longest first; `total` is how many lay there of those that were read."""

    place: Place
    lines: Sequence[PlaceLine]
    total: int
    read: int


Found = dict[Spot, list[Lay]]


def bottlenecks(*, month: Month, actor: Actor, agency: Agency, at: datetime, done: Figure) -> Bottlenecks:
    """The stays of the last dossiers finished in a month: five queries."""
    found, read = _read(month=month, actor=actor, agency=agency, at=at)
    ordered = sorted(found.items(), key=lambda one: (-summary(parts=_parts(one[1])).median, one[0]))
    places = [_place(spot, lays, month) for spot, lays in ordered]
    return Bottlenecks(
        places=places[:SHOWN],
        others=places[SHOWN:],
        read=read,
        done=done,
        sentence=bottleneck_words(place=places[0].words, median=places[0].median) if places else "",
    )


def place_list(*, month: Month, actor: Actor, agency: Agency, at: datetime, spot: Spot) -> PlaceList:
    """The dossiers of one place of `bottlenecks`. Raises NoSuchPlace."""
    found, read = _read(month=month, actor=actor, agency=agency, at=at)
    if spot not in found:
        raise NoSuchPlace
    lays = sorted(found[spot], key=lambda lay: (-lay.spent.used, lay.reference))
    return PlaceList(
        place=_place(spot, lays, month),
        lines=[
            PlaceLine(
                reference=lay.reference,
                title=lay.title,
                used=worked_words(lay.spent.used),
                planned=worked_words(lay.spent.planned) if lay.spent.planned is not None else "",
                is_over=lay.spent.planned is not None and lay.spent.used > lay.spent.planned,
            )
            for lay in lays[:LISTED]
        ],
        total=len(lays),
        read=read,
    )


def _read(*, month: Month, actor: Actor, agency: Agency, at: datetime) -> tuple[Found, int]:
    wish = Wish(sight=Sight.DONE, month=month)
    finished = Dossier.objects.visible_to(actor).filter(span_of(wish), ending_of(wish), agency_id=agency.pk)
    columns = ("code", "temporary_ref", "procedure_name", "arrangement_id", "finished_at")
    rows = {row.pk: row for row in finished.only(*columns).order_by("-finished_at", "-pk")[:READ]}
    events: dict[int, list[Passed]] = {pk: [] for pk in rows}
    told = DossierEvent.objects.filter(dossier__in=list(rows)).order_by("dossier_id", "sequence")
    for pk, *event in told.values_list("dossier_id", "at", "action", "changes"):
        events[pk].append(Passed(*event))
    ways = ways_of({pk: row.arrangement_id for pk, row in rows.items()})
    calendar, read = work_calendar(agency=agency, at=at), 0
    parts: list[tuple[str, Lay]] = []
    for pk, row in rows.items():
        assert row.finished_at is not None
        try:
            stays = spent(events=events[pk], until=row.finished_at, calendar=calendar)
        except OutsideCalendar:
            continue
        parts += [
            (step_name(way=ways[pk], position=one.step), Lay(row.reference, row.procedure_name, one)) for one in stays
        ]
        read += 1
    return _by_spot(parts), read


def _by_spot(parts: Sequence[tuple[str, Lay]]) -> Found:
    people = Official.objects.in_bulk({lay.spent.holder_id for _, lay in parts if lay.spent.holder_id})
    found: Found = {}
    for step, lay in parts:
        official = people.get(lay.spent.holder_id or 0)
        is_work = lay.spent.stage is Stage.WORK
        unit = (official.unit_name or official.position) if official and is_work else ""
        lays = found.setdefault(Spot(lay.spent.stage, step if is_work else "", unit), [])
        if lays and lays[-1].reference == lay.reference:  # with two of one unit, or twice at one step
            lays[-1] = lay._replace(spent=lays[-1].spent + lay.spent)
        else:
            lays.append(lay)
    return found


def _parts(lays: Sequence[Lay]) -> list[Spent]:
    return [lay.spent for lay in lays]


def _place(spot: Spot, lays: Sequence[Lay], month: Month) -> Place:
    total = summary(parts=_parts(lays))
    reference = lays[total.longest_of].reference
    return Place(
        words=spot.words,
        whose=spot.whose,
        dossiers=total.dossiers,
        href=spot.href(month=month),
        median=worked_words(total.median),
        planned=worked_words(total.planned) if total.planned is not None else "",
        is_over=total.planned is not None and total.median > total.planned,
        longest=worked_words(total.longest),
        longest_of=reference,
        longest_href=reverse("desk:dossier", args=[reference]),
    )
