"""Printed letters: for whom no machine reaches, and for who asked for paper. A clerk prints them and ticks them off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

from apps.accounts.domain.actor import Actor
from apps.messaging import selectors
from apps.messaging.domain.kinds import PLANS, Channel, Kind
from apps.messaging.domain.retrying import FAILED, MessageState, Outcome
from apps.messaging.models import Delivery, OutboxMessage

_WAITING = (MessageState.QUEUED.value, MessageState.SENDING.value)


@transaction.atomic
def mark_printed(*, message_ids: Collection[int], by: Actor, at: datetime) -> int:
    """Note that these letters were printed; how many were not before."""
    return OutboxMessage.objects.filter(
        agency_id=by.agency_id or 0, pk__in=message_ids, channel=Channel.POST.value, state=MessageState.QUEUED.value
    ).update(state=MessageState.SENDING.value, claimed_at=at)


@transaction.atomic
def hand_to_post(*, message_ids: Collection[int], by: Actor, at: datetime) -> int:
    """Tick letters off as handed to the post; how many. One that was ticked off before stays as it is."""
    letters = list(
        OutboxMessage.objects.select_for_update(of=("self",))
        .filter(agency_id=by.agency_id or 0, pk__in=message_ids, channel=Channel.POST.value, state__in=_WAITING)
        .order_by("pk")
    )
    for letter in letters:
        letter.state, letter.sent_at, letter.tries = MessageState.SENT.value, at, letter.tries + 1
    Delivery.objects.bulk_create(
        Delivery(
            agency_id=letter.agency_id,
            message=letter,
            attempt=letter.tries,
            at=at,
            outcome=Outcome.SENT.value,
            by=by.key,
        )
        for letter in letters
    )
    return OutboxMessage.objects.bulk_update(letters, ["state", "sent_at", "tries"])


def post_instead(*, message: OutboxMessage, at: datetime) -> None:
    """Where a notice that is owed has failed by its last way, a letter takes its place; the failure stays in sight.

    Call it in the transaction that wrote the failure down. The envelope is empty: the way that failed never knew it.
    """
    plan = PLANS[Kind(message.kind)]
    if not plan.must_reach or message.wiped_at or message.channel == Channel.POST:
        return
    _hold_occasion(message)
    said = OutboxMessage.objects.filter(
        agency_id=message.agency_id, about=message.about, kind=message.kind, cycle=message.cycle
    ).exclude(pk=message.pk)
    if not selectors.reads_inbox(person_key=message.recipient_key):
        said = said.exclude(channel=Channel.IN_APP.value)
    if said.exclude(state__in=[state.value for state in FAILED]).exists():
        return
    letter = OutboxMessage(
        agency_id=message.agency_id,
        about=message.about,
        kind=message.kind,
        cycle=message.cycle,
        channel=Channel.POST.value,
        recipient_key=message.recipient_key,
        subject=message.subject,
        body=message.body,
        created_at=at,
    )
    OutboxMessage.objects.bulk_create([letter], ignore_conflicts=True)


def _hold_occasion(message: OutboxMessage) -> None:
    """Two ways that fail in the same moment would each take the other for one that may still arrive."""
    occasion = f"{message.agency_id} {message.about} {message.kind} {message.cycle}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [occasion])
