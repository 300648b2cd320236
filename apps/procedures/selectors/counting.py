"""How much an office does: fields, procedures, at the desk, elsewhere. Counted live, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from apps.officials.models import Agency
from apps.procedures.models import ProcedureVersion
from apps.procedures.selectors.law import ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`procedures = at_desk + elsewhere`: what is offered here and in force today."""

    fields: int
    procedures: int
    at_desk: int
    elsewhere: int


def counts(*, agency: Agency | None, at: datetime) -> Counts:
    """What an agency offers today, as a list of the law would count it."""
    here = Q(procedure__offerings__agency=agency, procedure__offerings__is_open=True)
    at_desk = Q(procedure__offerings__is_received_at_desk=True)
    counted = (
        ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
        .filter(here)
        .aggregate(
            fields=Count("field", distinct=True),
            procedures=Count("pk"),
            at_desk=Count("pk", filter=at_desk),
            elsewhere=Count("pk", filter=~at_desk),
        )
    )
    return Counts(**counted)
