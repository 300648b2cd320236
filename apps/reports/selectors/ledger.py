"""The pause ledger of an office: by official, and every line behind each number.

A line counts for whoever wanted it: the proposer where a leader decided, else the one who decided alone. An outage that
stopped every clock of the office at once is nobody's habit and stands by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.core.labels import stamp
from apps.desk.domain.apologies import DelayReason
from apps.desk.labels import DELAY_LABELS
from apps.desk.selectors.keyset import cut
from apps.desk.selectors.people import names_of
from apps.dossiers.labels import PAUSE_LABELS
from apps.dossiers.models import Dossier, Extension, Outage, Pause
from apps.officials.models import Agency, Official
from apps.officials.selectors import office_settings
from apps.reports.domain.ledger import OF_EXTENSIONS, Measure
from apps.reports.domain.periods import Month, NotAMonth

SIZE = 50


class NoSuchLedger(ValueError):
    """The address asks for lines that do not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which lines of the ledger somebody wants to see; `official_id` 0: everybody's."""

    measure: Measure
    month: Month
    official_id: int = 0

    @classmethod
    def read(cls, *, measure: str, month: str, official: str) -> Ask:
        """From the words of an address. Raises NoSuchLedger."""
        if official and not (official.isascii() and official.isdecimal() and len(official) < 10):
            raise NoSuchLedger
        try:
            return cls(measure=Measure(measure), month=Month.read(month), official_id=int(official or 0))
        except (ValueError, NotAMonth) as error:
            raise NoSuchLedger from error

    @property
    def words(self) -> dict[str, str]:
        """The same as an address or a form says it."""
        said = {"muc": self.measure.value, "thang": self.month.text, "nguoi": str(self.official_id or "")}
        return {name: value for name, value in said.items() if value}

    @property
    def href(self) -> str:
        """The address of these lines."""
        return f"{reverse('reports:pause_lines')}?{urlencode(self.words)}"

    @property
    def is_of_extensions(self) -> bool:
        return self.measure in OF_EXTENSIONS

    @property
    def instant(self) -> str:
        """The column by which they are sorted."""
        return "signed_at" if self.is_of_extensions else "opened_at"


@dataclass(frozen=True, slots=True)
class Number:
    """A count, and where its lines are."""

    value: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLine:
    """What one official stopped, began anew and appointed anew."""

    name: str
    position: str
    numbers: Mapping[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageLine:
    """What stopped every clock at once."""

    since: datetime
    until: datetime | None
    by: str
    reason: str
    dossiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One month of the ledger."""

    officials: Sequence[OfficialLine]
    total: Mapping[str, Number]
    outages: Sequence[OutageLine]
    hours: int


def ledger(*, month: Month, agency: Agency) -> Ledger:
    """The counts of one month, the busiest first."""
    counted = _counted(month, agency)
    people = Official.objects.in_bulk([pk for pk in counted if pk])
    lines = [
        OfficialLine(name=people[pk].name, position=people[pk].position, numbers=_numbers(counts, month, pk))
        for pk, counts in sorted(counted.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    ]
    sums = {measure: sum(counts.get(measure, 0) for counts in counted.values()) for measure in Measure}
    return Ledger(
        officials=lines,
        total=_numbers(sums, month, 0),
        outages=_outages(month, agency),
        hours=_near(agency),
    )


def _counted(month: Month, agency: Agency) -> dict[int, dict[Measure, int]]:
    counted: dict[int, dict[Measure, int]] = {}
    sources: tuple[tuple[QuerySet[Any], bool], ...] = (
        (_pauses(month, agency), False),
        (_extensions(month, agency), True),
    )
    for rows, is_of_extensions in sources:
        tests = {
            measure: test for measure, test in _tests(agency).items() if (measure in OF_EXTENSIONS) is is_of_extensions
        }
        counts = {measure.name: Count("pk", filter=test) for measure, test in tests.items()}
        for row in rows.values("who").annotate(**counts).order_by():
            counted.setdefault(row["who"], {}).update({measure: row[measure.name] for measure in tests})
    return counted


def _near(agency: Agency) -> int:
    hours: int = office_settings(agency_id=agency.pk)["late_pause_hours"]
    return hours


def _tests(agency: Agency) -> dict[Measure, Q]:
    near = Q(hours_left__lt=Decimal(_near(agency)))
    restart = Q(mode="restart")
    return {
        Measure.PAUSES: Q(),
        Measure.LATE_PAUSES: near,
        Measure.RESTARTS: restart,
        Measure.LATE_RESTARTS: restart & near,
        Measure.REPEATS: Q(again_reason__isnull=False),
        Measure.EXTENSIONS: Q(),
        Measure.LATE_EXTENSIONS: near,
    }


def _pauses(month: Month, agency: Agency) -> QuerySet[Any]:
    opened = Pause.objects.filter(
        agency=agency, opened_at__gte=month.starts_at, opened_at__lt=month.ends_before, outage__isnull=True
    )
    return opened.annotate(who=Coalesce("requested_by_id", "opened_by_id"))


def _extensions(month: Month, agency: Agency) -> QuerySet[Any]:
    signed = Extension.objects.filter(agency=agency, signed_at__gte=month.starts_at, signed_at__lt=month.ends_before)
    return signed.annotate(who=Coalesce("requested_by_id", "signed_by_id"))


def _numbers(counts: Mapping[Measure, int], month: Month, official_id: int) -> dict[str, Number]:
    return {
        measure.name.lower(): Number(
            counts.get(measure, 0), Ask(measure=measure, month=month, official_id=official_id).href
        )
        for measure in Measure
    }


def _outages(month: Month, agency: Agency) -> list[OutageLine]:
    rows = Outage.objects.filter(agency=agency, opened_at__gte=month.starts_at, opened_at__lt=month.ends_before)
    return [
        OutageLine(
            since=outage.opened_at,
            until=outage.closed_at,
            by=outage.opened_by.name,
            reason=outage.reason,
            dossiers=outage.stopped,
        )
        for outage in rows.select_related("opened_by").annotate(stopped=Count("pauses")).order_by("-opened_at", "-pk")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the ledger behind a number."""

    reference: str
    title: str
    name: str
    what: str
    who: str
    decided_by: str
    when: str
    hours_left: int | None
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of lines, how many there are in all, and the marks that lead on."""

    total: int
    lines: Sequence[Line]
    official: str
    before: str
    after: str


def lines(*, ask: Ask, actor: Actor, agency: Agency, after: str = "", before: str = "") -> Page:
    """The lines behind one number. Raises keyset.BadMark."""
    rows = behind(ask=ask, actor=actor, agency=agency)
    page = cut(rows.select_related("dossier"), by=ask.instant, after=after, before=before, size=SIZE)
    deciding = "signed_by_id" if ask.is_of_extensions else "opened_by_id"
    ids = {ask.official_id} | {pk for row in page.rows for pk in (row.who, getattr(row, deciding))}
    names = names_of(official_ids=ids)
    return Page(
        total=rows.count(),
        lines=[line_of(ask=ask, row=row, names=names) for row in page.rows],
        official=names.get(ask.official_id, ""),
        before=page.before,
        after=page.after,
    )


def behind(*, ask: Ask, actor: Actor, agency: Agency) -> QuerySet[Any]:
    """The pauses, or the new days, behind one number; `who` wanted each."""
    rows: QuerySet[Any] = (_extensions if ask.is_of_extensions else _pauses)(ask.month, agency)
    rows = rows.filter(_tests(agency)[ask.measure], dossier__in=Dossier.objects.visible_to(actor))
    return rows.filter(who=ask.official_id) if ask.official_id else rows


def line_of(*, ask: Ask, row: Any, names: Mapping[int, str]) -> Line:
    """One of them in words."""
    return (_of_extension if ask.is_of_extensions else _of_pause)(row, names)


def _of_pause(pause: Any, names: Mapping[int, str]) -> Line:
    until = f" – {stamp(pause.closed_at)}" if pause.closed_at else ""
    told = (pause.reason, pause.again_reason, pause.restart_reason, pause.legal_basis)
    return _line(
        pause,
        names,
        what=str(PAUSE_LABELS[pause.kind]),
        decided_by=pause.opened_by_id,
        when=stamp(pause.opened_at) + until,
        reasons=[text for text in told if text],
    )


def _of_extension(extension: Any, names: Mapping[int, str]) -> Line:
    return _line(
        extension,
        names,
        what=str(DELAY_LABELS[DelayReason(extension.reason_code)]),
        decided_by=extension.signed_by_id,
        when=stamp(extension.signed_at),
        reasons=[],
    )


def _line(row: Any, names: Mapping[int, str], *, what: str, decided_by: int, when: str, reasons: list[str]) -> Line:
    return Line(
        reference=row.dossier.reference,
        title=row.dossier.procedure_name,
        name=row.dossier.applicant_name,
        what=what,
        who=names.get(row.who, ""),
        decided_by=names.get(decided_by, "") if decided_by != row.who else "",
        when=when,
        hours_left=None if row.hours_left is None else int(row.hours_left),
        reasons=reasons,
    )
