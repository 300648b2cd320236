"""Where the wordings of an office are posted: the matrix of procedures and places, and what hangs there too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from apps.officials.domain.settings import OfficeSettings
from apps.officials.models import Agency
from apps.officials.selectors import ZONE, office_settings, work_calendar
from apps.procedures.domain.posting import (
    MISSING,
    Announcer,
    Place,
    PostingDays,
    PostingStanding,
    announcer_of,
    posting_due,
    posting_standing,
)
from apps.procedures.models import Announcement, Posting, ProcedureVersion
from apps.worktime import WorkCalendar

LIGHT = (
    "procedure__code",
    "number",
    "short_name",
    "effective_from",
    "effective_to",
    "is_from_import_day",
    "issuing_agency",
    "decision",
    "decision_date",
    "field__name",
    "field__slug",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One wording at one place."""

    place: Place
    standing: PostingStanding
    posting_id: int | None = None
    posted_date: date | None = None
    posted_by: str = ""

    @property
    def is_missing(self) -> bool:
        return self.standing in MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One wording and how it stands everywhere."""

    version_id: int
    code: str
    name: str
    number: int
    field_slug: str
    field_name: str
    effective_from: date
    decision: str
    announcer: Announcer
    announced: date | None
    is_told: bool
    due: date | None
    cells: tuple[Cell, ...]

    @property
    def standings(self) -> frozenset[PostingStanding]:
        return frozenset(cell.standing for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A posting of a wording that no longer holds, or that the office no longer offers."""

    posting_id: int
    code: str
    name: str
    number: int
    place: Place
    posted_date: date
    effective_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All wordings that have to be posted, by the alphabet, counted by how they stand."""

    lines: tuple[Line, ...]
    hanging: tuple[Hanging, ...]
    counts: Mapping[PostingStanding, int] = field(default_factory=dict)

    def with_any(self, standings: Iterable[PostingStanding]) -> list[Line]:
        """The lines that stand so at one place at least."""
        wanted = frozenset(standings)
        return [line for line in self.lines if line.standings & wanted]


def matrix(*, agency: Agency, at: datetime) -> Matrix:
    """How every wording the office offers stands at every place; four queries however many there are."""
    today = at.astimezone(ZONE).date()
    versions = list(_to_be_posted(agency, today).only(*LIGHT).order_by("sort_key", "pk"))
    live = Posting.objects.filter(agency=agency, ended_date=None).select_related(
        "posted_by", "version__procedure", "version__field"
    )
    rows = list(live.only("place", "posted_date", "posted_by__name", *(f"version__{name}" for name in LIGHT)))
    lines = _lines(agency=agency, versions=versions, postings=rows, at=at)
    ours = {version.pk for version in versions}
    return Matrix(
        lines=tuple(lines),
        hanging=tuple(_hanging(row) for row in sorted(rows, key=_by_name) if row.version_id not in ours),
        counts=Counter(one for line in lines for one in line.standings),
    )


def lines_of(*, agency: Agency, code: str, at: datetime) -> list[Line]:
    """Every wording of one procedure, the newest first, and how each stands."""
    versions = list(
        ProcedureVersion.objects.filter(procedure__code=code)
        .select_related("procedure", "field")
        .only(*LIGHT)
        .order_by("-number")
    )
    rows = Posting.objects.filter(agency=agency, ended_date=None, version__in=versions).select_related("posted_by")
    return _lines(agency=agency, versions=versions, postings=list(rows), at=at)


def announced_days(*, agency_id: int, versions: Iterable[ProcedureVersion], on: date) -> dict[int, date | None]:
    """The day each wording was announced: as a person wrote it down, else as its file said; None where neither did."""
    told = _told(agency_id, versions)
    return {version.pk: _announced(version, told.get(version.pk), on) for version in versions}


def posting_days(settings: OfficeSettings) -> PostingDays:
    """The working days the office has to post, by who announced."""
    return PostingDays(
        ministry=settings["posting_days_ministry"],
        province=settings["posting_days_province"],
        shortened=settings["posting_days_shortened"],
    )


def posted_days(*, agency: Agency, version: ProcedureVersion) -> dict[Place, date]:
    """Where one wording is posted now and since when."""
    rows = Posting.objects.filter(agency=agency, version=version, ended_date=None).order_by("place")
    return {Place(place): day for place, day in rows.values_list("place", "posted_date")}


def _to_be_posted(agency: Agency, today: date) -> QuerySet[ProcedureVersion]:
    """What holds now or soon of everything the office offers."""
    holds = Q(effective_to__isnull=True) | Q(effective_to__gt=today)
    open_here = Q(procedure__offerings__agency=agency, procedure__offerings__is_open=True)
    return ProcedureVersion.objects.filter(holds, open_here).select_related("procedure", "field")


def _lines(*, agency: Agency, versions: list[ProcedureVersion], postings: list[Posting], at: datetime) -> list[Line]:
    told = _told(agency.pk, versions)
    days, calendar = posting_days(office_settings(agency_id=agency.pk)), work_calendar(agency=agency, at=at)
    placed = {(row.version_id, row.place): row for row in postings}
    today = at.astimezone(ZONE).date()
    return [_line(version, told.get(version.pk), placed, days, calendar, today) for version in versions]


def _line(
    version: ProcedureVersion,
    told: Announcement | None,
    placed: Mapping[tuple[int, str], Posting],
    days: PostingDays,
    calendar: WorkCalendar,
    today: date,
) -> Line:
    announced = _announced(version, told, today)
    by_record = announcer_of(issuing_agency=version.issuing_agency, decision=version.decision)
    announcer = Announcer(told.announcer) if told else by_record
    due = posting_due(announced=announced, days=days.of(announcer), calendar=calendar) if announced else None
    return Line(
        version_id=version.pk,
        code=version.procedure.code,
        name=version.short_name,
        number=version.number,
        field_slug=version.field.slug,
        field_name=version.field.name,
        effective_from=version.effective_from,
        decision=version.decision,
        announcer=announcer,
        announced=announced,
        is_told=told is not None,
        due=due,
        cells=tuple(_cell(place, placed.get((version.pk, place.value)), due, today) for place in Place),
    )


def _cell(place: Place, posting: Posting | None, due: date | None, today: date) -> Cell:
    if posting is None:
        return Cell(place=place, standing=posting_standing(due=due, posted=None, on=today))
    return Cell(
        place=place,
        standing=posting_standing(due=due, posted=posting.posted_date, on=today),
        posting_id=posting.pk,
        posted_date=posting.posted_date,
        posted_by=posting.posted_by.name,
    )


def _announced(version: ProcedureVersion, told: Announcement | None, on: date) -> date | None:
    """A file's day is that of the decision; a day of import, or one to come, says nothing of the announcement."""
    if told:
        return told.date
    if version.decision_date:
        return version.decision_date
    return None if version.is_from_import_day or version.effective_from > on else version.effective_from


def _told(agency_id: int, versions: Iterable[ProcedureVersion]) -> dict[int, Announcement]:
    rows = Announcement.objects.filter(agency_id=agency_id, version__in=[version.pk for version in versions])
    return {row.version_id: row for row in rows}


def _hanging(row: Posting) -> Hanging:
    return Hanging(
        posting_id=row.pk,
        code=row.version.procedure.code,
        name=row.version.short_name,
        number=row.version.number,
        place=Place(row.place),
        posted_date=row.posted_date,
        effective_to=row.version.effective_to,
    )


def _by_name(row: Posting) -> tuple[str, int, str]:
    return row.version.short_name, row.version.number, row.place
