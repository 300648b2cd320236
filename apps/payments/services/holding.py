"""Locks in one order: dossiers, then demands. Whoever takes them otherwise waits for somebody who waits for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT
from apps.dossiers.models import Dossier
from apps.payments.domain.states import Act, AttemptState, DemandState, after, may
from apps.payments.models import Attempt, Demand

ENDED = "Hồ sơ đã khép lại mà không giải quyết."


def held(*, demand_ids: Collection[int]) -> list[Demand]:
    """These demands with their dossiers, by number, held until the transaction ends."""
    dossier_ids = Demand.objects.filter(pk__in=demand_ids).values_list("dossier_id", flat=True)
    hold_dossiers(dossier_ids=sorted(set(dossier_ids)))
    return list(
        Demand.objects.select_for_update(of=("self",), no_key=True)
        .select_related("dossier__agency__parent")
        .filter(pk__in=demand_ids)
        .order_by("pk")
    )


def hold_dossiers(*, dossier_ids: Sequence[int]) -> list[Dossier]:
    """These dossiers, by number, held until the transaction ends."""
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=dossier_ids)
    return list(rows.order_by("pk"))


def move(*, demand: Demand, act: Act, **columns: object) -> None:
    """The only assignment of a demand's state. Raises NotNow."""
    demand.state = after(state=DemandState(demand.state), act=act)
    for name, value in columns.items():
        setattr(demand, name, value)
    demand.save(update_fields=["state", *columns])


def close_what_ended(*, demands: Iterable[Demand], at: datetime) -> None:
    """A dossier that ended without a result asks for no money any more."""
    for demand in demands:
        if demand.dossier.status in ENDED_WITHOUT_RESULT and may(state=DemandState(demand.state), act=Act.CANCEL):
            move(demand=demand, act=Act.CANCEL, reason=ENDED, decided_at=at)


def end_attempts(*, demands: Collection[Demand], at: datetime, besides: Attempt | None = None) -> None:
    """No other try for these demands is open any more."""
    rows = Attempt.objects.filter(shares__demand__in=[demand.pk for demand in demands], state=AttemptState.OPEN)
    rows = rows.exclude(pk=besides.pk) if besides else rows
    rows.update(state=AttemptState.EXPIRED, ended_at=at)
