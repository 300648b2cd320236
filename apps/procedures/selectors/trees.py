"""The fields of administration as a tree, and the agencies of the law by rank, with how many procedures each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from apps.procedures.domain.authorities import Rank
from apps.procedures.models import Authority, Competence, Field, ProcedureVersion
from apps.procedures.selectors.law import ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field, how deep it hangs, and how many procedures in force are in it."""

    field: Field
    depth: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRow:
    """One agency of the law, the one above it, and how many procedures in force it decides."""

    authority: Authority
    count: int


def field_tree(*, at: datetime) -> list[FieldRow]:
    """All fields, each below its parent, by Vietnamese alphabet; two queries however many there are."""
    in_force = ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
    counts = dict(in_force.order_by().values_list("field").annotate(count=Count("pk")))
    below: dict[int | None, list[Field]] = {}
    for field in Field.objects.order_by("sort_key", "pk"):
        below.setdefault(field.parent_id, []).append(field)
    return list(_rows(below, None, 0, counts))


def _rows(
    below: dict[int | None, list[Field]], parent: int | None, depth: int, counts: dict[int, int]
) -> Iterator[FieldRow]:
    for field in below.get(parent, ()):
        yield FieldRow(field=field, depth=depth, count=counts.get(field.pk, 0))
        yield from _rows(below, field.pk, depth + 1, counts)


def authority_tree(*, at: datetime) -> list[tuple[Rank, Sequence[AuthorityRow]]]:
    """The agencies that decide something today, by rank and alphabet; two queries however many there are."""
    in_force = ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
    decided = Competence.objects.filter(version__in=in_force.order_by().values("pk"))
    counts = dict(decided.order_by().values_list("authority").annotate(count=Count("pk")))
    rows = Authority.objects.filter(pk__in=counts).select_related("parent").order_by("sort_key", "pk")
    found = [AuthorityRow(authority=row, count=counts[row.pk]) for row in rows]
    ranked = [(rank, [row for row in found if row.authority.rank == rank]) for rank in Rank]
    return [(rank, rows) for rank, rows in ranked if rows]
