"""Figures for everybody: months that are over as they were given away, this month and what is open as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils import translation

from apps.core import jobs
from apps.core.models import Pulse
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.labels import CHANNEL_LABELS
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.folding import COLUMNS
from apps.reports.domain.periods import Month
from apps.reports.domain.published import (
    NOT_CLOSED,
    Cut,
    Edition,
    Flow,
    Giver,
    Row,
    Stock,
    read_rows,
    rows_of,
    stock_rows,
)
from apps.reports.models import AgencyMonth, FieldMonth, PublishedMonth
from apps.reports.selectors.sums import OPEN, PAUSED, basis_of, nationally_late, sums_of

WITHOUT_FILES = ("id", "month", "version", "reason", "published_at", "json_sha256", "csv_sha256")


def giver_of(*, agency: Agency, site: str) -> Giver:
    """Whose figures these are."""
    basis = basis_of(agency=agency)
    return Giver(code=agency.code, name=agency.name, site=site, basis=basis.value, is_demo=agency.is_demo)


def counted_until() -> datetime | None:
    """The instant up to which acts are in the sums: when the queue was last found empty; None before the first time."""
    return Pulse.objects.filter(name=jobs.FIGURES).values_list("at", flat=True).first()


def first_month(*, agency: Agency) -> Month | None:
    """The first month in which anything was counted."""
    first = AgencyMonth.objects.filter(agency_id=agency.pk).order_by("month").values_list("month", flat=True).first()
    return Month(first) if first else None


def counted_rows(*, agency: Agency, months: Iterable[Month], basis: LateBasis) -> dict[Month, list[Row[Flow]]]:
    """The rows of these months from the roll-ups, as they stand now."""
    wanted = list(months)
    found = FieldMonth.objects.filter(agency_id=agency.pk, month__in=[month.first for month in wanted])
    cells: dict[Month, dict[tuple[str, str], Sums]] = {month: {} for month in wanted}
    fields: dict[str, tuple[str, str]] = {}
    for row in found.values("month", "channel", "field__slug", "field__name", "field__sort_key", *COLUMNS):
        fields[row["field__slug"]] = (row["field__sort_key"], row["field__name"])
        cells[Month(row["month"])][row["field__slug"], row["channel"]] = sums_of(row, basis=basis)
    names = _names(fields)
    return {month: rows_of(cells[month], names=names) for month in wanted}


def newest(*, agency: Agency) -> QuerySet[PublishedMonth]:
    """The newest version of each published month, the latest month first."""
    rows = PublishedMonth.objects.filter(agency_id=agency.pk)
    return rows.order_by("-month", "-version").distinct("month")


def versions(*, agency: Agency) -> dict[Month, list[PublishedMonth]]:
    """Every version of every month, the newest first, without the files."""
    found: dict[Month, list[PublishedMonth]] = {}
    rows = PublishedMonth.objects.filter(agency_id=agency.pk).only(*WITHOUT_FILES)
    for row in rows.order_by("-month", "-version"):
        found.setdefault(Month(row.month), []).append(row)
    return found


def waiting_months(*, agency: Agency, at: datetime) -> list[Month]:
    """The months that nobody has published yet: this one always, and whatever waits for its night; the last first."""
    published = set(PublishedMonth.objects.filter(agency_id=agency.pk).values_list("month", flat=True))
    month, first = Month.of(at), first_month(agency=agency)
    waiting = [month]
    while first and month > first:
        month = month.previous
        if month.first not in published:
            waiting.append(month)
    return waiting


def shown_rows(*, agency: Agency, months: Sequence[Month]) -> dict[Month, Sequence[Row[Flow]]]:
    """What everybody is shown of these months: what was published, and the roll-ups where nothing is yet."""
    firsts = [month.first for month in months]
    frozen = {Month(row.month): read_rows(row.json_text) for row in newest(agency=agency).filter(month__in=firsts)}
    waiting = [month for month in months if month not in frozen]
    live = counted_rows(agency=agency, months=waiting, basis=basis_of(agency=agency)) if waiting else {}
    return {month: frozen[month] if month in frozen else live[month] for month in months}


def year_so_far(*, agency: Agency, month: Month) -> Sums:
    """Everything since New Year, this month with it, as everybody is shown it."""
    months = [month.back(back) for back in range(month.first.month)]
    return total(rows[0].counts.sums for rows in shown_rows(agency=agency, months=months).values())


def current_edition(*, agency: Agency, month: Month, at: datetime) -> Edition:
    """A month that nobody has published yet, as it is counted now."""
    rows = counted_rows(agency=agency, months=[month], basis=basis_of(agency=agency))[month]
    return Edition(month=month, version=NOT_CLOSED, reason="", at=counted_until() or at, rows=rows)


def open_rows(*, agency: Agency, at: datetime) -> list[Row[Stock]]:
    """What is open now by field and by channel, counted live in one query over the partial index."""
    late = nationally_late(now=at, basis=basis_of(agency=agency))
    rows = (
        Dossier.objects.filter(OPEN, agency_id=agency.pk)
        .order_by()
        .values("channel", slug=F("field__slug"), name=F("field__name"), sort_key=F("field__sort_key"))
        .annotate(
            open=Count("pk"),
            paused=Count("paused_at"),
            overdue=Count("pk", filter=~PAUSED & Q(late_after__lt=at)),
            nationally_late=Count("pk", filter=late),
        )
    )
    cells: dict[tuple[str, str], Stock] = {}
    fields: dict[str, tuple[str, str]] = {}
    for row in rows:
        fields[row["slug"]] = (row["sort_key"], row["name"])
        cells[row["slug"], row["channel"]] = _stock(row)
    return stock_rows(cells, names=_names(fields))


def _stock(row: Mapping[str, Any]) -> Stock:
    columns = ("open", "paused", "overdue", "nationally_late")
    return Stock(**{column: row[column] for column in columns})


def _names(fields: Mapping[str, tuple[str, str]]) -> dict[Cut, dict[str, str]]:
    """Fields in the order of the alphabet, channels in their own; files speak Vietnamese."""
    with translation.override(settings.LANGUAGE_CODE):
        channels = {channel.value: str(CHANNEL_LABELS[channel]) for channel in Channel}
    by_name = sorted(fields.items(), key=lambda item: item[1])
    return {Cut.FIELD: {slug: name for slug, (_, name) in by_name}, Cut.CHANNEL: channels}
