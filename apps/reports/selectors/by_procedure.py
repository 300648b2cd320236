"""One month by procedure: received, done, late, and the working days used beside those the law gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf, TruncDate

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.timeliness import VIETNAM, LateBasis
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight
from apps.reports.domain.terms import Span
from apps.reports.domain.time_saved import Group, Saved, saved
from apps.reports.labels.rooms import days_words, saved_words
from apps.reports.selectors import procedures
from apps.reports.selectors.lines import Figure, Figures
from apps.reports.selectors.listing import ending_of, span_of
from apps.reports.selectors.wishes import Wish
from apps.worktime import Allowance, Unit

LAW_UNIT = NullIf("variant__allowance_unit", Value(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureLine:
    """One procedure in a month; the words are empty where no dossier could be compared."""

    name: str
    figures: Figures
    usual: str
    law: str
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByProcedure:
    """Every procedure with something in the month, the busiest first, and all of them together."""

    lines: Sequence[ProcedureLine]
    total: ProcedureLine
    compared: int
    others: int
    sentence: str


def by_procedure(*, month: Month, actor: Actor, agency: Agency, at: datetime, basis: LateBasis) -> ByProcedure:
    """Counted from the covering indexes; of what was finished also the days. The number of queries never grows."""
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    span = Span(month.first, month.next.first - timedelta(days=1))
    counted = procedures.by_procedure(agency_id=agency.pk, span=span, basis=basis)
    groups: dict[int, list[Group]] = {}
    for row in _days(Dossier.objects.visible_to(actor).filter(agency_id=agency.pk), wish):
        groups.setdefault(row["offering_id"], []).append(_group(row))
    calendar = work_calendar(agency=agency, at=at)
    times = {pk: saved(groups=found, calendar=calendar) for pk, found in groups.items()}
    whole = sum(times.values(), Saved())
    return ByProcedure(
        lines=[
            _line(one.name, one.sums, times.get(one.offering_id, Saved()), replace(wish, procedure=one.code))
            for one in counted
        ],
        total=_line("", total(one.sums for one in counted), whole, wish),
        compared=whole.compared,
        others=whole.others,
        sentence=saved_words(saved=whole.days, lawful=whole.lawful, dossiers=whole.compared),
    )


def _days(visible: QuerySet[Dossier], wish: Wish) -> Any:
    """What was finished, by its time and the two days that say how much of it was used."""
    done = replace(wish, sight=Sight.DONE)
    return (
        visible.filter(span_of(done), ending_of(done))
        .order_by()
        .annotate(
            due_date=TruncDate("first_due_at", tzinfo=VIETNAM),
            finished_date=TruncDate("finished_at", tzinfo=VIETNAM),
            law_amount=Coalesce("variant__allowance_amount", "version__allowance_amount"),
            law_unit=Coalesce(LAW_UNIT, F("version__allowance_unit")),
            amount=KT("terms__amount"),
            unit=KT("terms__unit"),
        )
        .values("offering_id", "due_date", "finished_date", "law_amount", "law_unit", "amount", "unit")
        .annotate(count=Count("pk"))
    )


def _group(row: Mapping[str, Any]) -> Group:
    return Group(
        law=_allowance(row["law_amount"], row["law_unit"]),
        promised=_allowance(row["amount"], row["unit"]),
        due=row["due_date"],
        finished=row["finished_date"],
        dossiers=row["count"],
    )


def _allowance(amount: Any, unit: str | None) -> Allowance | None:
    return Allowance(Decimal(amount), Unit(unit)) if amount is not None and unit else None


def _line(name: str, sums: Sums, time: Saved, wish: Wish) -> ProcedureLine:
    values = {Sight.RECEIVED: sums.received, Sight.DONE: sums.done, Sight.LATE: sums.late}
    return ProcedureLine(
        name=name,
        figures={
            sight.name.lower(): Figure(value=value, href=replace(wish, sight=sight).href)
            for sight, value in values.items()
        },
        usual=days_words(time.usual),
        law=days_words(time.usual_law),
        saved=days_words(time.days if time.compared else None),
    )
