"""Sums of finished months from the roll-ups; what is open is counted live, since time alone moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.reports.domain.figures import Opinion, Sums, total
from apps.reports.domain.folding import COLUMNS
from apps.reports.domain.national import TOO_MANY_REQUESTS
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import BANDS, Marks, Sight, marks
from apps.reports.models import AgencyMonth, FieldMonth, StageMonth
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response

OPEN = Q(received_at__isnull=False, finished_at__isnull=True)
PAUSED = Q(paused_at__isnull=False)
NAMES = {"field__slug": "slug", "field__name": "name", "field__sort_key": "sort_key"}
Kind = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How open promises stand at one instant, by band; `at_risk` break by the end of the next working day."""

    bands: Mapping[Sight, int] = field(default_factory=dict)
    paused: int = 0
    at_risk: int = 0
    nationally_late: int = 0

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            bands={band: self.bands.get(band, 0) + other.bands.get(band, 0) for band in BANDS},
            paused=self.paused + other.paused,
            at_risk=self.at_risk + other.at_risk,
            nationally_late=self.nationally_late + other.nationally_late,
        )

    @property
    def overdue(self) -> int:
        return self.bands.get(Sight.OVERDUE_LONG, 0) + self.bands.get(Sight.OVERDUE_SHORT, 0)

    @property
    def open(self) -> int:
        return sum(self.bands.values()) + self.paused

    @property
    def in_time(self) -> int:
        """Whatever has not broken its promise; a stopped clock breaks none."""
        return self.open - self.overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSums:
    """What was finished late at one stage; `stage` is empty where nobody kept it."""

    stage: str
    dossiers: int
    time: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRef:
    """A field as a table names it."""

    slug: str
    name: str
    sort_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSums:
    """One month cut by field and channel."""

    cells: Mapping[Kind, Sums]
    fields: Mapping[int, FieldRef]


def basis_of(*, agency: Agency) -> LateBasis:
    """Which promise this office's figures hold a dossier to."""
    return LateBasis(office_settings(agency_id=agency.pk)["late_basis"])


def by_month(*, agency_id: int, last: Month, months: int, basis: LateBasis) -> dict[Month, Sums]:
    """The sums of so many months up to and including the last one; months without rows are zero."""
    wanted = [last.back(back) for back in range(months - 1, -1, -1)]
    rows = AgencyMonth.objects.filter(agency_id=agency_id, month__gte=wanted[0].first, month__lte=last.first)
    found = {Month(row["month"]): sums_of(row, basis=basis) for row in rows.values("month", *COLUMNS)}
    return {month: found.get(month, Sums()) for month in wanted}


def since(*, agency_id: int, first: Month, basis: LateBasis) -> Sums:
    """Everything counted from the first day of a month on."""
    rows = AgencyMonth.objects.filter(agency_id=agency_id, month__gte=first.first).values(*COLUMNS)
    return total(sums_of(row, basis=basis) for row in rows)


def of_month(*, agency_id: int, month: Month, basis: LateBasis) -> MonthSums:
    """The sums of one month by field and channel."""
    rows = list(
        FieldMonth.objects.filter(agency_id=agency_id, month=month.first).values(
            "field_id", "channel", *NAMES, *COLUMNS
        )
    )
    return MonthSums(
        cells={(row["field_id"], row["channel"]): sums_of(row, basis=basis) for row in rows},
        fields={row["field_id"]: FieldRef(**{to: row[name] for name, to in NAMES.items()}) for row in rows},
    )


def lateness(*, agency_id: int, month: Month) -> list[StageSums]:
    """What was finished late in a month by who is charged with it, the most first."""
    rows = StageMonth.objects.filter(agency_id=agency_id, month=month.first).order_by("-dossiers", "-minutes", "stage")
    return [StageSums(stage=row.stage, dossiers=row.dossiers, time=timedelta(minutes=row.minutes)) for row in rows]


def standing(
    *, actor: Actor, agency: Agency, at: datetime, basis: LateBasis
) -> tuple[dict[Kind, Standing], dict[int, FieldRef]]:
    """What is open now by field and channel, in one query over the partial index."""
    ends = marks(now=at, calendar=work_calendar(agency=agency, at=at))
    visible = Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
    cells, fields = {}, {}
    for row in _open_rows(visible, ends=ends, basis=basis):
        cells[row["field_id"], row["channel"]] = Standing(
            bands={band: row[band.name] for band in BANDS},
            paused=row["stopped"],
            at_risk=row[Sight.AT_RISK.name],
            nationally_late=row[Sight.NATIONALLY_LATE.name],
        )
        fields[row["field_id"]] = FieldRef(**{to: row[name] for name, to in NAMES.items()})
    return cells, fields


def _open_rows(visible: QuerySet[Dossier], *, ends: Marks, basis: LateBasis) -> QuerySet[Dossier, dict[str, Any]]:
    tests = {sight.name: test for sight, test in running(ends).items()}
    tests[Sight.NATIONALLY_LATE.name] = nationally_late(now=ends.now, basis=basis)
    counted: QuerySet[Dossier, dict[str, Any]] = (
        visible.filter(OPEN)
        .order_by()
        .values("field_id", "channel", *NAMES)
        .annotate(**{name: Count("pk", filter=test) for name, test in tests.items()}, stopped=Count("paused_at"))
    )
    return counted


def running(ends: Marks) -> dict[Sight, Q]:
    """The running promises of each band, and those that break soon."""
    steps = (ends.long_ago, ends.now, ends.today, ends.near, ends.week)
    going = ~PAUSED
    tests = {
        band: going & (Q(late_after__gte=start) if start else Q()) & (Q(late_after__lt=end) if end else Q())
        for band, start, end in zip(BANDS, (None, *steps), (*steps, None), strict=True)
    }
    tests[Sight.AT_RISK] = going & Q(late_after__gte=ends.now, late_after__lt=ends.risk)
    tests[Sight.TOMORROW] = going & Q(late_after__gte=ends.today, late_after__lt=ends.risk)
    return tests


def nationally_late(*, now: datetime, basis: LateBasis) -> Q:
    """`national.counts_as_late` for open dossiers, as the database asks it."""
    promised = "first_late_after" if basis is LateBasis.ORIGINAL else "late_after"
    return (
        Q(supplement_count__gte=TOO_MANY_REQUESTS)
        | (PAUSED & Q(paused_at__gt=F(promised)))
        | (~PAUSED & Q(**{f"{promised}__lt": now}))
    )


def opinion(*, agency_id: int, month: Month) -> Opinion:
    """Votes of a month and how many were asked in it."""
    counted = Response.objects.filter(agency_id=agency_id, day__gte=month.first, day__lt=month.next.first).aggregate(
        **{answer.value: Count("pk", filter=Q(satisfaction=answer.value)) for answer in Satisfaction}
    )
    invited = Invitation.objects.filter(
        agency_id=agency_id, invited_at__gte=month.starts_at, invited_at__lt=month.ends_before
    ).count()
    return Opinion(invited=invited, **counted)


def merged(parts: Sequence[Standing]) -> Standing:
    """All of them together."""
    return sum(parts, Standing(bands=dict.fromkeys(BANDS, 0)))


def sums_of(row: Mapping[str, Any], *, basis: LateBasis) -> Sums:
    """A row as the office reads it; which of the two promises the columns speak of is said by their ending."""
    first, second = ("", "_in_force") if basis is LateBasis.ORIGINAL else ("_in_force", "")
    return Sums(
        **{column: row[column] for column in ("received", "ended", "ended_late")},
        **{column: row[f"{column}{first}"] for column in ("early", "on_time", "late")},
        otherwise_kept=row[f"early{second}"] + row[f"on_time{second}"],
    )
