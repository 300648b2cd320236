"""A message becomes a row, together with the act it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.conf import settings

from apps.accounts.domain.identity import show_phone
from apps.core import doorbell
from apps.messaging.domain.kinds import PLANS, Channel, Kind, check_facts
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import OutboxMessage
from apps.messaging.selectors.templates import own_texts
from apps.messaging.services.wording import Words, words
from apps.officials.models import Agency

SEND_DUE = "messaging.send_due"


class NotByThisWay(ValueError):
    """The caller asked for a way this kind may not take (a survey link by SMS): a bug of the caller."""


def enqueue(
    *,
    agency_id: int,
    about: str,
    kind: Kind,
    cycle: int = 1,
    to: Recipient,
    facts: Mapping[str, str],
    at: datetime,
    channels: Collection[Channel] | None = None,
    offering_id: int | None = None,
) -> list[OutboxMessage]:
    """Write the rows of one message, one a way the recipient can be reached by, and return those that are new.

    Saying the same again (agency, about, kind, cycle, way) adds nothing, whoever says it at the same time. Call it
    inside the transaction of the act: both stand or fall together, and the doorbell rings only after commit.
    `offering_id` is the procedure it is about, which may have wordings of its own.
    """
    allowed = PLANS[kind].channels
    ways = allowed if channels is None else tuple(channels)
    if not set(ways) <= set(allowed):
        raise NotByThisWay(f"{kind.value}: {sorted(set(ways) - set(allowed))}")
    told = {**_office_facts(agency_id=agency_id), **facts}
    check_facts(kind=kind, facts=told)
    own = own_texts(agency_id=agency_id, kind=kind, offering_id=offering_id)
    said = {way: words(kind=kind, channel=way, facts=told, own=own.get(way)) for way in ways}
    rows = [
        _row(agency_id=agency_id, about=about, kind=kind, cycle=cycle, to=to, said=said[way], at=at, channel=way)
        for way in ways
        if to.address(way)
    ]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    # The insert does not say which rows it left out; a random key that arrived does.
    new = list(OutboxMessage.objects.filter(agency_id=agency_id, about=about, key__in=[row.key for row in rows]))
    if any(row.state == MessageState.QUEUED for row in new):
        doorbell.ring(SEND_DUE)
    return new


def _office_facts(*, agency_id: int) -> dict[str, str]:
    agency = Agency.objects.only("name", "phone").get(pk=agency_id)
    return {"unit": agency.name, "hotline": show_phone(agency.phone), "portal": settings.PUBLIC_ADDRESS}


def _row(
    *,
    agency_id: int,
    about: str,
    kind: Kind,
    cycle: int,
    to: Recipient,
    said: Words,
    at: datetime,
    channel: Channel,
) -> OutboxMessage:
    # The in-app inbox is this table: written is delivered.
    arrived = channel is Channel.IN_APP
    return OutboxMessage(
        agency_id=agency_id,
        about=about,
        kind=kind.value,
        cycle=cycle,
        channel=channel.value,
        recipient="" if arrived else to.address(channel),
        recipient_key=to.person_key,
        subject=said.subject,
        body=said.body,
        state=(MessageState.SENT if arrived else MessageState.QUEUED).value,
        next_try_at=None if arrived else at,
        sent_at=at if arrived else None,
        created_at=at,
    )
