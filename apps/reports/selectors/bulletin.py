"""A published month as it is told to those who read no screens: the loudspeaker and the notice board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from apps.officials.models import Agency
from apps.reports.domain.bulletin import seconds, sentences
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.periods import Month
from apps.reports.domain.published import Cut, Flow, Row, read_rows
from apps.reports.models import NoticeSheet, PublishedMonth
from apps.reports.selectors.published import newest, shown_rows

MONTHS_TOLD = 13
FIELDS_LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTold:
    """One line of the notice."""

    name: str
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTold:
    """One month, and the year up to its end. `has_sheet` once a worker has printed it."""

    published_id: int
    month: Month
    version: int
    published_at: datetime
    of_month: Sums
    of_year: Sums
    fields: Sequence[FieldTold]
    more: FieldTold | None
    has_sheet: bool


def told_months(*, agency: Agency) -> list[Month]:
    """The months that can be told, the last first."""
    return [Month(row.month) for row in newest(agency=agency).only("month")[:MONTHS_TOLD]]


def month_told(*, agency: Agency, month: Month) -> MonthTold | None:
    """The newest version of one month; None while nobody has published it."""
    rows = newest(agency=agency).filter(month=month.first)
    has_sheet = Exists(NoticeSheet.objects.filter(agency_id=agency.pk, published=OuterRef("pk")))
    found = rows.annotate(has_sheet=has_sheet).first()
    return _told(found, agency=agency, has_sheet=found.has_sheet) if found else None


def without_sheet(*, agency: Agency) -> list[MonthTold]:
    """The months of which no sheet is printed yet."""
    rows = list(newest(agency=agency)[:MONTHS_TOLD])
    printed = set(NoticeSheet.objects.filter(published__in=rows).values_list("published_id", flat=True))
    return [_told(row, agency=agency, has_sheet=False) for row in rows if row.pk not in printed]


def read_aloud(*, told: MonthTold, agency: Agency) -> tuple[tuple[str, ...], int]:
    """The sentences for the loudspeaker, and about how many seconds they take."""
    lines = sentences(
        office=agency.name, desk=agency.desk_name, month=told.month, of_month=told.of_month, of_year=told.of_year
    )
    return lines, seconds(lines)


def _told(row: PublishedMonth, *, agency: Agency, has_sheet: bool) -> MonthTold:
    month = Month(row.month)
    before = [month.back(back) for back in range(1, month.first.month)]
    year = shown_rows(agency=agency, months=before) if before else {}
    rows: list[Row[Flow]] = read_rows(row.json_text)
    fields = [FieldTold(name=one.name, sums=one.counts.sums) for one in rows if one.cut is Cut.FIELD]
    fields.sort(key=lambda field: -field.sums.received)
    rest = fields[FIELDS_LISTED:]
    return MonthTold(
        published_id=row.pk,
        month=month,
        version=row.version,
        published_at=row.published_at,
        of_month=rows[0].counts.sums,
        of_year=total([rows[0].counts.sums, *(one[0].counts.sums for one in year.values())]),
        fields=fields[:FIELDS_LISTED],
        more=FieldTold(name="Các lĩnh vực khác", sums=total(field.sums for field in rest)) if rest else None,
        has_sheet=has_sheet,
    )
