"""Biểu số II.06a of any agency and any period, counted from the dossiers themselves.

Whatever stood in a period is either open now or was finished since its first day: two indexes hold exactly that, so
the price follows what the period holds and never the age of the archive. How an open promise stood at the end of the
period is read from its events before that instant: today's row has moved on since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from apps.core.paper.wording import local
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import LateBasis, Timeliness
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.models import Agency
from apps.procedures.models import Field
from apps.reports.domain import form_06
from apps.reports.domain.form_06 import OF_RECEPTION, OF_THE_END, Cells, Column, judgement
from apps.reports.domain.terms import Span
from apps.reports.selectors.sums import basis_of

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One row: a field of administration, and its eleven figures."""

    code: str
    name: str
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Form06:
    """The form: a row for each field with anything in it, in the order of the alphabet; what they are together; how
    many of the solved ones were withdrawn or stopped (ruling 5)."""

    agency: Agency
    with_children: bool
    span: Span
    as_of: datetime
    basis: LateBasis
    rows: Sequence[FieldRow]
    total: Cells
    withdrawn: int

    @property
    def faults(self) -> list[str]:
        """Identities that do not hold; never any, and shown if there were."""
        return sorted(
            {fault for row in (self.total, *(row.cells for row in self.rows)) for fault in form_06.broken(row)}
        )


def form_06a(*, agency: Agency, span: Span, at: datetime, with_children: bool = False) -> Form06:
    """The form of one agency, or of all below it too, each dossier held to the promise that this agency reports by."""
    basis = basis_of(agency=agency)
    agencies = family_of(agency=agency) if with_children else [agency.pk]
    counted: dict[int, Cells] = {}
    withdrawn = 0
    for row in _counts(agencies, span=span, at=at, basis=basis):
        cells = {column: row.get(column.name, 0) for column in Column}
        cells[Column.LEFT_IN_TIME] = cells[Column.LEFT] - cells[Column.LEFT_LATE]
        known = counted.get(row["field_id"])
        counted[row["field_id"]] = form_06.total([known, cells] if known else [cells])
        withdrawn += row["withdrawn"]
    return Form06(
        agency=agency,
        with_children=with_children,
        span=span,
        as_of=at,
        basis=basis,
        rows=_by_name(counted),
        total=form_06.total(counted.values()),
        withdrawn=withdrawn,
    )


def figures_of(form: Form06) -> dict[str, Any]:
    """Form II.06a as plain values."""
    return {
        "agency": form.agency.code,
        "from": form.span.first.isoformat(),
        "to": form.span.last.isoformat(),
        "as_of": local(form.as_of).isoformat(timespec="seconds"),
        "late_basis": form.basis.value,
        "rows": [{"field_code": row.code, "field": row.name, "cells": _plain(row.cells)} for row in form.rows],
        "total": _plain(form.total),
        "withdrawn": form.withdrawn,
    }


def family_of(*, agency: Agency) -> list[int]:
    """An agency and all below it, in one query."""
    children: dict[int | None, list[int]] = {}
    for pk, parent_id in Agency.objects.values_list("pk", "parent_id").order_by("pk"):
        children.setdefault(parent_id, []).append(pk)
    found = [agency.pk]
    for pk in found:  # grows while it is walked
        found += children.get(pk, [])
    return found


def stood_in(*, found: QuerySet[Dossier], span: Span, at: datetime, basis: LateBasis, column: Column) -> Any:
    """Those of some dossiers that one cell counts."""
    in_period = found.filter(received_at__lt=span.ends_before).filter(
        Q(finished_at__isnull=True) | Q(finished_at__gte=span.starts_at)
    )
    return _judged(in_period, span=span, at=at, basis=basis).filter(_tests(span, basis)[column])


def ended_in(*, found: QuerySet[Dossier], span: Span) -> Any:
    """Those that were withdrawn or stopped after reception, in the period."""
    return found.filter(_ENDED, finished_at__gte=span.starts_at, finished_at__lt=span.ends_before)


def _counts(agencies: Sequence[int], *, span: Span, at: datetime, basis: LateBasis) -> Rows:
    """By field, what was solved, what was left and solved since, and what is open; of each part the columns in which
    it can stand. The first two, which may be many, are read from an index alone. One statement sees one instant: what
    is finished meanwhile is in one of the parts, and never in two."""
    solved, since, still_open = (
        rows.filter(agency_id__in=agencies)
        for rows in (_solved(span, basis), _solved_since(span, at, basis), _left_open(span, at, basis))
    )
    return solved.union(since, still_open, all=True)


def _solved(span: Span, basis: LateBasis) -> Rows:
    found = Dossier.objects.filter(
        received_at__lt=span.ends_before, finished_at__gte=span.starts_at, finished_at__lt=span.ends_before
    )
    tests = {column.name: test for column, test in _tests(span, basis).items() if column not in OF_THE_END}
    return _by_field(found, tests | {"withdrawn": _ENDED})


def _solved_since(span: Span, at: datetime, basis: LateBasis) -> Rows:
    """Whoever is done stands still no more: only its events say whether it did then."""
    found = Dossier.objects.filter(received_at__lt=span.ends_before, finished_at__gte=span.ends_before)
    judged_at = judgement(span=span, now=at)
    promise = Coalesce(_instant(_promised(basis), before=judged_at), F(_promised(basis)))
    paused = _instant("paused_at", before=judged_at)
    return _left(_with_lateness(found, promise=promise, paused=paused, judged_at=judged_at), span, basis)


def _left_open(span: Span, at: datetime, basis: LateBasis) -> Rows:
    """Rows filled without any events speak for themselves."""
    found = Dossier.objects.filter(received_at__lt=span.ends_before, finished_at__isnull=True)
    return _left(_judged(found, span=span, at=at, basis=basis), span, basis)


def _left(found: QuerySet[Dossier], span: Span, basis: LateBasis) -> Rows:
    came = {column.name: test for column, test in _tests(span, basis).items() if column in OF_RECEPTION}
    at_the_end = {Column.LEFT.name: came[Column.TAKEN.name], Column.LEFT_LATE.name: Q(was_late=True)}
    return _by_field(found, came | at_the_end)


def _by_field(found: QuerySet[Dossier], tests: Mapping[str, Q]) -> Rows:
    """Each column counted by itself, so that an identity that did not hold would be seen; 0 where none can stand."""
    asked = [column.name for column in Column if column is not Column.LEFT_IN_TIME]  # events are read once, not twice
    nothing = Value(0, output_field=BigIntegerField())
    counted: Rows = (
        found.order_by()
        .values("field_id")
        .annotate(
            **{name: Count("pk", filter=tests[name]) if name in tests else nothing for name in (*asked, "withdrawn")}
        )
    )
    return counted


_ENDED = Q(finished_at__isnull=False, timeliness__isnull=True)


def _tests(span: Span, basis: LateBasis) -> dict[Column, Q]:
    """`form_06.columns`, as the database asks it of what stood in the period. Sums are counted by themselves, not
    added up: so an identity that did not hold would be seen."""
    came = Q(received_at__gte=span.starts_at)
    solved = Q(finished_at__lt=span.ends_before)
    left = Q(finished_at__isnull=True) | Q(finished_at__gte=span.ends_before)
    classes = {one: solved & _classed(one, basis) for one in Timeliness}
    ended_late = Q(ended_late=True)
    if basis is LateBasis.EXTENDED:  # the promise in force is never the earlier one, and a pause moved it on
        ended_late &= Q(finished_at__gt=F("late_after"))
    ended = solved & _ENDED
    return {
        Column.TAKEN: Q(received_at__isnull=False),
        Column.ONLINE: came & Q(channel=Channel.ONLINE),
        Column.OTHERWISE: came & ~Q(channel=Channel.ONLINE),
        Column.CARRIED: Q(received_at__lt=span.starts_at),
        Column.SOLVED: solved,
        Column.EARLY: classes[Timeliness.EARLY],
        Column.ON_TIME: classes[Timeliness.ON_TIME] | ended & (Q(ended_late__isnull=True) | ~ended_late),
        Column.LATE: classes[Timeliness.LATE] | ended & ended_late,
        Column.LEFT: left,
        Column.LEFT_IN_TIME: left & Q(was_late=False),
        Column.LEFT_LATE: left & Q(was_late=True),
    }


def _classed(one: Timeliness, basis: LateBasis) -> Q:
    of_first = Q(timeliness=one)
    if basis is LateBasis.ORIGINAL:
        return of_first
    # What was finished before both promises were asked is classed by the first.
    return Q(timeliness_in_force=one) | Q(timeliness_in_force__isnull=True) & of_first


def _judged(found: QuerySet[Dossier], *, span: Span, at: datetime, basis: LateBasis) -> QuerySet[Any]:
    """With `was_late`: whether what was open at the end of the period had broken its promise by then."""
    judged_at, promised = judgement(span=span, now=at), _promised(basis)
    left = Q(finished_at__isnull=True) | Q(finished_at__gte=span.ends_before)
    # Only what was open at the end is asked of its events; rows filled without any speak for themselves.
    return _with_lateness(
        found,
        promise=Case(When(left, then=Coalesce(_instant(promised, before=judged_at), F(promised)))),
        paused=Case(
            When(left & Q(last_sequence=0), then=F("paused_at")),
            When(left, then=_instant("paused_at", before=judged_at)),
        ),
        judged_at=judged_at,
    )


def _with_lateness(
    found: QuerySet[Dossier], *, promise: Expression, paused: Expression, judged_at: datetime
) -> QuerySet[Any]:
    broken = Q(promise_then__lt=judged_at, paused_then__isnull=True)
    return found.annotate(promise_then=promise, paused_then=paused).annotate(
        was_late=Case(When(broken, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def _promised(basis: LateBasis) -> str:
    return "first_late_after" if basis is LateBasis.ORIGINAL else "late_after"


def _instant(name: str, *, before: datetime) -> Cast:
    return Cast(_last_word(name, before=before), DateTimeField())


def _last_word(name: str, *, before: datetime) -> Subquery:
    """What the last event before an instant that moved a field moved it to."""
    told = DossierEvent.objects.filter(dossier=OuterRef("pk"), at__lt=before, changes__has_key=name)
    return Subquery(told.order_by("-sequence").annotate(word=KeyTextTransform(name, "changes")).values("word")[:1])


def _by_name(counted: Mapping[int, Cells]) -> list[FieldRow]:
    fields = Field.objects.filter(pk__in=counted).order_by("sort_key", "pk")
    return [FieldRow(code=field.slug, name=field.name, cells=counted[field.pk]) for field in fields]


def _plain(cells: Cells) -> dict[str, int]:
    """{"3": 107, … "13": 1}"""
    return {str(column.value): number for column, number in cells.items()}
