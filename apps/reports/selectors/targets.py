"""Targets of the year beside what was reached, each with its light; whoever draws a page may ask for the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils.formats import number_format

from apps.accounts.domain.actor import Actor
from apps.core.labels import number, percent
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.reports.domain.aims import OF_DOSSIERS, USUAL, Aim, Light, Reached, light
from apps.reports.domain.figures import FEWEST_VOTES
from apps.reports.domain.index_table import Row
from apps.reports.domain.terms import Span
from apps.reports.domain.typed_counts import Typed
from apps.reports.labels import targets as labels
from apps.reports.models import AgencyMonth, FieldMonth, Target
from apps.reports.selectors import typed
from apps.reports.selectors.index_parts import Window, part, whole
from apps.reports.selectors.sums import OPEN, PAUSED, basis_of
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Response

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One aim: the figure and what it was divided by, the target and who set it, the light in words and colour."""

    aim: Aim
    words: str
    definition: str
    figure: str
    fraction: str
    target: str
    basis: str
    light: Light
    light_words: str
    version: int


def targets(*, year: int, actor: Actor, agency: Agency, at: datetime) -> list[TargetRow]:
    """The aims of one calendar year so far."""
    reached = _reached(year=year, actor=actor, agency=agency, at=at)
    known = newest(agency=agency, year=year)
    return [_row(aim, reached[aim], known.get(aim.value)) for aim in Aim]


def newest(*, agency: Agency, year: int) -> dict[str, Target]:
    """The target of each aim that holds, in one query."""
    rows = Target.objects.filter(agency=agency, year=year).select_related("set_by")
    return {row.aim: row for row in rows.order_by("aim", "-version").distinct("aim")}


def history(*, agency: Agency, year: int) -> Sequence[Target]:
    """Every target that was ever set for a year, the latest first."""
    return list(Target.objects.filter(agency=agency, year=year).select_related("set_by").order_by("-set_at", "-pk"))


def _row(aim: Aim, reached: Reached | None, set_: Target | None) -> TargetRow:
    value = set_.value if set_ else USUAL.get(aim)
    lit = light(aim=aim, reached=reached, target=value)
    return TargetRow(
        aim=aim,
        words=str(labels.AIM_LABELS[aim]),
        definition=str(labels.DEFINITIONS[aim]),
        figure=_figure(reached),
        fraction=_fraction(reached),
        target="" if value is None else target_words(aim=aim, value=value),
        basis=set_.basis if set_ else str(labels.USUAL_BASIS) if value is not None else "",
        light=lit,
        light_words=str(labels.LIGHT_LABELS[lit]),
        version=set_.version if set_ else 0,
    )


def target_words(*, aim: Aim, value: Decimal) -> str:
    """«90%», «0 hồ sơ»."""
    if aim in OF_DOSSIERS:
        return labels.dossiers_words(int(value))
    said = number_format(value.normalize() if value % 1 else int(value), use_l10n=True)
    return f"{said}%"


def _figure(reached: Reached | None) -> str:
    if reached is None:
        return ""
    if reached.denominator is None:
        return number(reached.numerator)
    return percent(numerator=reached.numerator, denominator=reached.denominator) or ""


def _fraction(reached: Reached | None) -> str:
    if reached is None or not reached.denominator:
        return ""
    return f"{number(reached.numerator)} / {number(reached.denominator)}"


def _reached(*, year: int, actor: Actor, agency: Agency, at: datetime) -> dict[Aim, Reached | None]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    basis = basis_of(agency=agency)
    of_year = Q(agency_id=agency.pk, month__gte=first, month__lte=last)
    online = FieldMonth.objects.filter(of_year).aggregate(
        all=Sum("received", default=0), online=Sum("received", filter=Q(channel=Channel.ONLINE), default=0)
    )
    votes = Response.objects.filter(agency=agency, day__gte=first, day__lte=last).aggregate(
        all=Count("pk"), content=Count("pk", filter=~Q(satisfaction=Satisfaction.NOT_SATISFIED.value))
    )
    found = Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
    window = Window(span=Span(first, last), at=at, basis=basis)
    digitised = whole(row=Row.DOCUMENTS, window=window, found=found).filter(part(row=Row.DOCUMENTS, window=window))
    summed = AgencyMonth.objects.filter(of_year).aggregate(
        done=Sum(F("early") + F("on_time") + F("late"), default=0),
        broken=Sum("late" if basis is LateBasis.ORIGINAL else "late_in_force", default=0),
    )
    late = summed["broken"]
    if window.is_running:
        late += found.filter(OPEN & ~PAUSED, late_after__lt=at).count()
    entered = typed.sums(agency=agency, months=[date(year, month, 1) for month in MONTHS])[Typed.SYNC].count
    return {
        Aim.ONLINE: Reached(numerator=online["online"], denominator=online["all"]),
        # Fewer votes would tell who gave them (ruling 16).
        Aim.SATISFIED: Reached(numerator=votes["content"], denominator=votes["all"])
        if votes["all"] >= FEWEST_VOTES
        else None,
        Aim.SYNCHRONISED: Reached(numerator=entered.numerator, denominator=entered.denominator),
        Aim.LATE: Reached(numerator=late),
        # What was finished seconds ago may not be in the sums yet, and a part is never more than its whole.
        Aim.DIGITISED: Reached(numerator=min(digitised.count(), summed["done"]), denominator=summed["done"]),
        Aim.SIGNED: None,  # nothing tells a digital signature from one with ink yet
    }
