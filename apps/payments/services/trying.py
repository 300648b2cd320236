"""A try to pay begins, is said to be on its way, fails or runs out."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.payments.domain.references import ALPHABET, LENGTH, PREFIX, make_reference
from apps.payments.domain.states import PAYABLE, Act, AttemptState, DemandState, may
from apps.payments.domain.words import Way
from apps.payments.models import Attempt, Demand, Share
from apps.payments.services.holding import close_what_ended, held, move

# A gateway keeps its page open so long; after that it will take no money for this try.
GATEWAY_MINUTES = timedelta(minutes=15)
# Money that was said to have left and is not here by then: the demand is due again, the code stays good.
TRANSFER_AWAITED = timedelta(days=2)


class NothingToPay(Exception):
    """None of these can be paid now."""


@transaction.atomic
def start(*, demand_ids: Collection[int], way: Way, by: Actor, at: datetime, gateway: str = "") -> Attempt:
    """A try for these demands together; an open one by the same way for the same is taken up. Raises NothingToPay."""
    demands = _payable(demand_ids=demand_ids, at=at)
    open_one = _open_one(demands=demands, way=way, gateway=gateway, at=at)
    if open_one is not None:
        return open_one
    attempt = begin(demands=demands, way=way, by=by, at=at, gateway=gateway)
    if way is Way.GATEWAY:
        for demand in demands:
            move(demand=demand, act=Act.START)
    return attempt


def _payable(*, demand_ids: Collection[int], at: datetime) -> list[Demand]:
    demands = held(demand_ids=demand_ids)
    close_what_ended(demands=demands, at=at)
    found = [demand for demand in demands if demand.state in PAYABLE]
    if not found or len({demand.agency_id for demand in found}) > 1:
        raise NothingToPay
    return found


def _open_one(*, demands: Sequence[Demand], way: Way, gateway: str, at: datetime) -> Attempt | None:
    wanted = {demand.pk: demand.amount for demand in demands}
    rows = Attempt.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        shares__demand=demands[0],
        way=way,
        gateway=gateway,
        state=AttemptState.OPEN,
    ).order_by("-pk")
    for attempt in rows.prefetch_related("shares"):
        if {share.demand_id: share.amount for share in attempt.shares.all()} == wanted:
            return attempt
    return None


def begin(
    *,
    demands: Sequence[Demand],
    way: Way,
    by: Actor,
    at: datetime,
    gateway: str = "",
    state: AttemptState = AttemptState.OPEN,
) -> Attempt:
    """The rows of a new try; cash in the drawer has succeeded before it is written."""
    agency_id = demands[0].agency_id
    attempt = Attempt.objects.create(
        agency_id=agency_id,
        way=way,
        gateway=gateway,
        reference=make_reference("".join(secrets.choice(ALPHABET) for _ in range(LENGTH - len(PREFIX)))),
        amount=sum(demand.amount for demand in demands),
        state=state,
        started_by=by.key,
        started_at=at,
        ended_at=None if state is AttemptState.OPEN else at,
        expires_at=at + GATEWAY_MINUTES if way is Way.GATEWAY else None,
    )
    Share.objects.bulk_create(
        Share(agency_id=agency_id, attempt=attempt, demand=demand, amount=demand.amount) for demand in demands
    )
    return attempt


@transaction.atomic
def say_sent(*, attempt_id: int, at: datetime) -> None:
    """The filer says that the transfer has left: it is pending until the bank tells us. Raises NothingToPay."""
    attempt, demands = held_attempt(attempt_id=attempt_id)
    if attempt.state != AttemptState.OPEN or not all(demand.state in PAYABLE for demand in demands):
        raise NothingToPay
    if attempt.said_at is None:
        attempt.said_at = at
        attempt.save(update_fields=["said_at"])
        for demand in demands:
            move(demand=demand, act=Act.START)


@transaction.atomic
def fail(*, attempt_id: int, error: str, at: datetime, state: AttemptState = AttemptState.FAILED) -> None:
    """The other side took no money: what was pending is due again. Told twice, or too late, it changes nothing."""
    attempt, demands = held_attempt(attempt_id=attempt_id)
    if attempt.state != AttemptState.OPEN:
        return
    attempt.state, attempt.error, attempt.ended_at = state, error[:40], at
    attempt.save(update_fields=["state", "error", "ended_at"])
    give_up(demands=demands)


def give_up(*, demands: Sequence[Demand]) -> None:
    """Due again, unless money for them may be under way by another try."""
    for demand in demands:
        others = demand.attempts.filter(state=AttemptState.OPEN)
        awaited = others.filter(Q(way=Way.GATEWAY) | Q(said_at__isnull=False))
        if may(state=DemandState(demand.state), act=Act.GIVE_UP) and not awaited.exists():
            move(demand=demand, act=Act.GIVE_UP)


def held_attempt(*, attempt_id: int) -> tuple[Attempt, list[Demand]]:
    """A try with its demands, held until the transaction ends; the demands first."""
    demand_ids = Share.objects.filter(attempt_id=attempt_id).values_list("demand_id", flat=True)
    demands = held(demand_ids=list(demand_ids))
    return Attempt.objects.select_for_update(no_key=True).get(pk=attempt_id), demands


def forget_unseen(*, at: datetime, limit: int = 200) -> int:
    """Transfers that were said to have left long ago, and never came: due again; how many."""
    rows = Attempt.objects.filter(state=AttemptState.OPEN, way=Way.VIETQR, said_at__lte=at - TRANSFER_AWAITED).order_by(
        "pk"
    )
    ids = list(rows.values_list("pk", flat=True)[:limit])
    for attempt_id in ids:
        _forget(attempt_id)
    return len(ids)


@transaction.atomic
def _forget(attempt_id: int) -> None:
    attempt, demands = held_attempt(attempt_id=attempt_id)
    if attempt.state == AttemptState.OPEN and attempt.said_at:
        attempt.said_at = None
        attempt.save(update_fields=["said_at"])
        give_up(demands=demands)
