"""How an attempt ended is written down: on the row, among the attempts, and on the way it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.reports import UNDELIVERED
from apps.messaging.domain.retrying import HANDED_OVER, SILENCE, MessageState, Outcome, verdict
from apps.messaging.models import Delivery, OutboxMessage, WayOut
from apps.messaging.services.posting import post_instead
from apps.messaging.services.wiping import wiped_if_secret, wiped_if_spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How one attempt ended. `is_silent`: the gateway did not answer at all."""

    outcome: Outcome
    error: str = ""
    reference: str = ""
    is_silent: bool = False


def hand_back(*, message: OutboxMessage, at: datetime) -> None:
    """Claimed but not tried: its gateway fell silent before it, or the round ran out of time. It is due as before."""
    state = MessageState.TEMPORARY if message.tries > 1 else MessageState.QUEUED
    _still_ours(message).update(state=state.value, tries=F("tries") - 1, next_try_at=at)


def without_waiting_for_the_disk() -> None:
    """This transaction is committed when PostgreSQL has it, not when the disk has.

    A killed worker loses nothing by that. A power cut loses the last half second, whose messages are then sent again
    under the keys they had: what a power cut may do to a message between "taken" and "written down" anyway.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


@transaction.atomic(durable=True)
def write_down(*, message: OutboxMessage, at: datetime, how: Ended) -> None:
    """The attempt, and what follows from it for the message."""
    without_waiting_for_the_disk()
    Delivery.objects.create(
        agency_id=message.agency_id,
        message=message,
        attempt=message.tries,
        at=at,
        outcome=how.outcome.value,
        error=how.error,
        reference=how.reference,
    )
    decided = verdict(outcome=how.outcome, tries=message.tries - message.tries_forgiven, at=at)
    if how.outcome is Outcome.SENT:
        # Taken is taken, even if our claim ran out meanwhile; whoever sends it again sends the same key. Only what the
        # gateway itself reported in between knows better.
        taken = OutboxMessage.objects.filter(pk=message.pk).exclude(state__in=[state.value for state in HANDED_OVER])
        taken.exclude(last_error=UNDELIVERED).update(
            state=decided.state.value,
            sent_at=at,
            next_try_at=None,
            last_error="",
            reference=how.reference,
            **wiped_if_secret(message=message, at=at),
        )
        return
    changed = _still_ours(message).update(
        state=decided.state.value,
        next_try_at=decided.next_try_at,
        last_error=how.error,
        **({} if decided.next_try_at else wiped_if_spent(message=message, at=at)),
    )
    if changed and decided.next_try_at is None:
        post_instead(message=message, at=at)


def note(*, channel: Channel, at: datetime, ended: Sequence[Ended]) -> None:
    """How the way itself is doing, once a round. A message that was refused for its own sake says nothing of it."""
    WayOut.objects.bulk_create([WayOut(channel=channel.value)], ignore_conflicts=True)
    way = WayOut.objects.filter(channel=channel.value)
    told = [how for how in ended if how.outcome is not Outcome.PERMANENT]
    if any(how.outcome is Outcome.SENT for how in told):
        way.update(last_sent_at=at)
    if not told:
        return
    last = told[-1]
    if last.outcome is Outcome.SENT:
        way.filter(Q(failing_since__isnull=False) | Q(silent_until__isnull=False)).update(
            failing_since=None, silent_until=None, last_error=""
        )
        return
    way.update(
        failing_since=Coalesce("failing_since", at),
        last_error=last.error,
        silent_until=at + SILENCE if last.is_silent else None,
    )


def _still_ours(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    """The row, unless our claim ran out and somebody else took it or finished it."""
    return OutboxMessage.objects.filter(pk=message.pk, state=MessageState.SENDING.value, tries=message.tries)
