"""A message becomes a row, together with the act it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.conf import settings

from apps.accounts.domain.identity import show_phone
from apps.core import doorbell
from apps.messaging import selectors
from apps.messaging.domain.discretion import facts_for
from apps.messaging.domain.kinds import PLANS, Channel, Kind, check_facts
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import MessageState
from apps.messaging.domain.segments import segments, without_marks
from apps.messaging.domain.ways import ways
from apps.messaging.models import OutboxMessage
from apps.messaging.selectors.templates import own_texts
from apps.messaging.services.wording import Words, words
from apps.officials.domain.settings import OfficeSettings
from apps.officials.models import Agency
from apps.officials.selectors import settings_of

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
    """Write the rows of one message, one a way it takes to this recipient, and return those that are new."""
    rows = say(
        agency=Agency.objects.get(pk=agency_id), about=about, kind=kind, cycle=cycle, to=to, facts=facts, at=at,
        channels=channels, offering_id=offering_id,
    )  # fmt: skip
    # The insert does not say which rows it left out; a random key that arrived does.
    return list(OutboxMessage.objects.filter(agency_id=agency_id, about=about, key__in=[row.key for row in rows]))


def say(
    *,
    agency: Agency,
    about: str,
    kind: Kind,
    cycle: int = 1,
    to: Recipient,
    facts: Mapping[str, str],
    at: datetime,
    channels: Collection[Channel] | None = None,
    offering_id: int | None = None,
) -> list[OutboxMessage]:
    """Write the rows of one message for whoever need not know which of them are new.

    Saying the same again (agency, about, kind, cycle, way) adds nothing, whoever says it at the same time. Call it
    inside the transaction of the act: both stand or fall together, and the doorbell rings only after commit. Without
    `channels` the kind, the person's choice and the law decide (domain/ways.py). `offering_id` is the procedure it is
    about, which may have wordings of its own.
    """
    agency_id = agency.pk
    allowed = PLANS[kind].channels
    if channels is not None and not set(channels) <= set(allowed):
        raise NotByThisWay(f"{kind.value}: {sorted(set(channels) - set(allowed))}")
    office_says = office_facts(agency=agency)
    told = {name: office_says[name] for name in PLANS[kind].common & set(office_says)} | dict(facts)
    check_facts(kind=kind, facts=told)
    office = settings_of(agency=agency)
    taken = (
        _ways(agency_id=agency_id, kind=kind, to=to, office=office)
        if channels is None
        else [channel for channel in channels if to.address(channel)]
    )
    own = own_texts(agency_id=agency_id, kind=kind, offering_id=offering_id)
    rows = [
        _row(
            agency_id=agency_id, about=about, kind=kind, cycle=cycle, to=to, facts=told, at=at, channel=way,
            said=words(kind=kind, channel=way, facts=told, own=own.get(way)), with_marks=office["sms_marks"],
        )
        for way in taken
    ]  # fmt: skip
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.next_try_at for row in rows):
        doorbell.ring(SEND_DUE)
    return rows


def _ways(*, agency_id: int, kind: Kind, to: Recipient, office: OfficeSettings) -> tuple[Channel, ...]:
    return ways(
        plan=PLANS[kind],
        to=to,
        chosen=selectors.chosen_ways(agency_id=agency_id, person_key=to.person_key),
        open_ways=selectors.open_ways(kind=kind, office=office),
        reads_inbox=PLANS[kind].must_reach and selectors.reads_inbox(person_key=to.person_key),
    )


def office_facts(*, agency: Agency) -> dict[str, str]:
    """What every message knows of the office it comes from."""
    return {"unit": agency.name, "hotline": show_phone(agency.phone), "portal": settings.PUBLIC_ADDRESS}


def _row(
    *,
    agency_id: int,
    about: str,
    kind: Kind,
    cycle: int,
    to: Recipient,
    facts: Mapping[str, str],
    at: datetime,
    channel: Channel,
    said: Words,
    with_marks: bool,
) -> OutboxMessage:
    is_sms = channel is Channel.SMS
    body = without_marks(said.body) if is_sms and not with_marks else said.body
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
        body=body,
        parameters=facts_for(channel=channel, facts=facts) if channel is Channel.ZALO else None,
        segments=segments(body) if is_sms else 0,
        state=(MessageState.DELIVERED if arrived else MessageState.QUEUED).value,
        next_try_at=None if arrived or channel is Channel.POST else at,
        sent_at=at if arrived else None,
        delivered_at=at if arrived else None,
        created_at=at,
    )
