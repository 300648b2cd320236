"""What a person was told, what was said about something, what did not leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import masked
from apps.messaging.domain.retrying import FAILED, MessageState
from apps.messaging.labels import CHANNEL_LABELS, KIND_LABELS, STATE_LABELS, failure_words
from apps.messaging.models import OutboxMessage

DUE_LONG_AGO = timedelta(minutes=15)
# A failure nobody looked after for so long is past mending; the page of its dossier still shows it.
LOOKED_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One message as staff see it: the recipient masked, the failure in words."""

    id: int
    about: str
    kind: Kind
    kind_label: str
    channel: Channel
    channel_label: str
    state: MessageState
    state_label: str
    recipient: str
    subject: str
    cycle: int
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    delivered_at: datetime | None
    retried_at: datetime | None
    segments: int
    failure: str
    is_wiped: bool


def in_app(*, person_key: str) -> QuerySet[OutboxMessage]:
    """A person's inbox on the portal, newest first; nobody has the empty key."""
    inbox = OutboxMessage.objects.filter(channel=Channel.IN_APP.value, recipient_key=person_key)
    return (inbox if person_key else inbox.none()).order_by("-created_at", "-pk")


def for_about(*, agency_id: int, about: str) -> list[MessageRow]:
    """Every message about one thing, oldest first, with what became of it."""
    messages = OutboxMessage.objects.filter(agency_id=agency_id, about=about)
    return [as_row(message) for message in messages.order_by("created_at", "pk")]


def failures(*, agency_id: int, limit: int = 100) -> list[MessageRow]:
    """The messages of an agency that failed for good or by our fault, newest first: somebody has to do something."""
    failed = OutboxMessage.objects.filter(agency_id=agency_id, state__in=[state.value for state in FAILED])
    return [as_row(message) for message in failed.order_by("-created_at", "-pk")[:limit]]


def stuck(*, agency_id: int, at: datetime) -> QuerySet[OutboxMessage]:
    """The messages of the last weeks that somebody has to look after: failed, or due long ago and still here."""
    failed = Q(state__in=[state.value for state in FAILED])
    forgotten = Q(next_try_at__lt=at - DUE_LONG_AGO)
    return OutboxMessage.objects.filter(failed | forgotten, agency_id=agency_id, created_at__gte=at - LOOKED_AFTER)


def to_post(*, agency_id: int) -> QuerySet[OutboxMessage]:
    """The letters a clerk has still to print or to take to the post, the oldest first."""
    waiting = [MessageState.QUEUED.value, MessageState.SENDING.value]
    letters = OutboxMessage.objects.filter(agency_id=agency_id, channel=Channel.POST.value, state__in=waiting)
    return letters.order_by("created_at", "pk")


def as_row(message: OutboxMessage) -> MessageRow:
    """A message as staff see it."""
    kind, channel, state = Kind(message.kind), Channel(message.channel), MessageState(message.state)
    return MessageRow(
        id=message.pk,
        about=message.about,
        kind=kind,
        kind_label=str(KIND_LABELS[kind]),
        channel=channel,
        channel_label=str(CHANNEL_LABELS[channel]),
        state=state,
        state_label=str(STATE_LABELS[state]),
        recipient=masked(message.recipient),
        subject=message.subject,
        cycle=message.cycle,
        tries=message.tries,
        created_at=message.created_at,
        next_try_at=message.next_try_at,
        sent_at=message.sent_at,
        delivered_at=message.delivered_at,
        retried_at=message.retried_at,
        segments=message.segments,
        is_wiped=message.wiped_at is not None,
        failure=failure_words(message.last_error),
    )


def first_told_at(*, agency_id: int, about: str, kind: Kind, cycle: int) -> datetime | None:
    """When this was first said on this occasion, by whatever way; None: never."""
    said = OutboxMessage.objects.filter(agency_id=agency_id, about=about, kind=kind.value, cycle=cycle)
    first: datetime | None = said.order_by("created_at").values_list("created_at", flat=True).first()
    return first
