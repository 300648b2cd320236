"""How a round goes over its rows: one that cannot be reckoned is noted and keeps nobody else waiting."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError
from django.db.models import Case, F, IntegerField, Model, QuerySet, Value, When
from django.db.models.expressions import Combinable
from psycopg.errors import DeadlockDetected, LockNotAvailable

from apps.desk.domain.rounds import SkipReason, Tally
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import NoAllowance
from apps.worktime import OutsideCalendar, Unit

Row = TypeVar("Row", bound=Model)
log = logging.getLogger(__name__)
AT_ONCE = 500  # rows fetched together; a round goes on until there are no more


def cycle_in(prefix: str = "") -> Combinable:
    """domain.apologies.promise_cycle, as the database computes it; `prefix` leads to the dossier."""
    is_extended = Case(
        When(**{f"{prefix}extended_at__isnull": False}, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    return 1 + 2 * (F(f"{prefix}supplement_count") + F(f"{prefix}standstill_count")) + is_extended


CYCLE = cycle_in()


def each(rows: QuerySet[Row], act: Callable[[Row], None], tally: Tally) -> None:
    """Act on every row; what calendar or catalogue do not know, or somebody holds too long, is skipped and logged."""
    for row in rows.iterator(chunk_size=AT_ONCE):
        try:
            act(row)
        except (OutsideCalendar, NoAllowance) as error:
            _skip(row, error, tally)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected | LockNotAvailable):
                raise
            _skip(row, error, tally)


def _skip(row: Model, error: Exception, tally: Tally) -> None:
    dossier: Dossier = row if isinstance(row, Dossier) else row.dossier  # type: ignore[attr-defined]
    reasons = {NoAllowance: SkipReason.NO_ALLOWANCE, OutsideCalendar: SkipReason.OUTSIDE_CALENDAR}
    why = reasons.get(type(error), SkipReason.MOVED_MEANWHILE)
    log.error("the guard cannot reckon %s: %r", dossier.reference, error)
    tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=why)


def unit_of(dossier: Dossier) -> Unit:
    """The unit in which the dossier's time is counted. Raises NoAllowance."""
    allowance = dossier.arrangement.allowance_under(dossier.version, variant=dossier.variant)
    if allowance is None:
        raise NoAllowance(dossier.version_id)
    return allowance.unit
