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
    BooleanField,
    Case,
    Count,
    DateTimeField,
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
from apps.reports.domain.form_06 import Cells, Column, judgement
from apps.reports.domain.terms import Span
from apps.reports.selectors.sums import basis_of


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
    still_open, finished = (
        _counts(found.filter(agency_id__in=agencies), span=span, at=at, basis=basis)
        for found in (_still_open(span), _finished_since(span))
    )
    # One statement sees one instant: what is finished meanwhile is in one of the two, and never in both.
    for row in still_open.union(finished, all=True):
        in_time = row[Column.LEFT.name] - row[Column.LEFT_LATE.name]
        cells = {column: row.get(column.name, in_time) for column in Column}
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


def _still_open(span: Span) -> QuerySet[Dossier]:
    return Dossier.objects.filter(received_at__lt=span.ends_before, finished_at__isnull=True)


def _finished_since(span: Span) -> QuerySet[Dossier]:
    return Dossier.objects.filter(received_at__lt=span.ends_before, finished_at__gte=span.starts_at)


def _counts(found: QuerySet[Dossier], *, span: Span, at: datetime, basis: LateBasis) -> QuerySet[Any, dict[str, Any]]:
    tests = _tests(span, basis)
    asked = [column for column in Column if column is not Column.LEFT_IN_TIME]  # events are read once, not twice
    rows: QuerySet[Any, dict[str, Any]] = (
        _judged(found, span=span, at=at, basis=basis)
        .order_by()
        .values("field_id")
        .annotate(
            **{column.name: Count("pk", filter=tests[column]) for column in asked},
            withdrawn=Count("pk", filter=_ENDED & Q(finished_at__lt=span.ends_before)),
        )
    )
    return rows


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
    judged_at = judgement(span=span, now=at)
    promise = "first_late_after" if basis is LateBasis.ORIGINAL else "late_after"
    left = Q(finished_at__isnull=True) | Q(finished_at__gte=span.ends_before)
    broken = Q(promise_then__lt=judged_at, paused_then__isnull=True)
    return found.annotate(
        # Only what was open at the end is asked of its events; rows filled without any speak for themselves.
        promise_then=Case(
            When(
                left,
                then=Coalesce(Cast(_last_word(promise, before=judged_at), DateTimeField()), F(promise)),
            ),
            output_field=DateTimeField(),
        ),
        paused_then=Case(
            When(left & Q(last_sequence=0), then=F("paused_at")),
            When(left, then=Cast(_last_word("paused_at", before=judged_at), DateTimeField())),
            output_field=DateTimeField(),
        ),
    ).annotate(was_late=Case(When(broken, then=Value(True)), default=Value(False), output_field=BooleanField()))


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
