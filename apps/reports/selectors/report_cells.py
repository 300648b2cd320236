"""The dossiers behind one cell of form II.06a, or behind its footnote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.reports.domain.form_06 import Column
from apps.reports.domain.terms import NotATerm, Span, Term
from apps.reports.selectors.form_06 import ended_in, stood_in
from apps.reports.selectors.sums import basis_of
from apps.reports.selectors.wishes import NUL

ENDED = "rut"  # the footnote, where a column is a number


class NoSuchCell(ValueError):
    """The address asks for a cell that no form has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Which cell of which days; without a column it is the footnote, without a field the row of all of them."""

    span: Span
    column: Column | None
    field: str

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Behind:
        """From the words of an address or a form: `ky`, or `tu` and `den`; `cot`; `linh-vuc`. Raises NoSuchCell."""
        field, column = said.get("linh-vuc", ""), said.get("cot", "")
        if NUL in field:
            raise NoSuchCell
        try:
            days = (date.fromisoformat(said.get(name, "")) for name in ("tu", "den"))
            span = Term.read(said["ky"]).span if said.get("ky") else Span(*days)
            return cls(span=span, column=None if column == ENDED else Column(int(column)), field=field)
        except (NotATerm, ValueError) as error:
            raise NoSuchCell from error

    @property
    def words(self) -> dict[str, str]:
        """The same as a form says it."""
        days = {"tu": self.span.first.isoformat(), "den": self.span.last.isoformat()}
        cell = {"cot": str(self.column.value) if self.column else ENDED, "linh-vuc": self.field}
        return {name: value for name, value in (days | cell).items() if value}


def counted_in(*, cell: Behind, actor: Actor, agency: Agency, at: datetime) -> Any:
    """The dossiers that the cell counts."""
    found = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk)
    if cell.field:
        found = found.filter(field__slug=cell.field)
    if cell.column is None:
        return ended_in(found=found, span=cell.span)
    return stood_in(found=found, span=cell.span, at=at, basis=basis_of(agency=agency), column=cell.column)
