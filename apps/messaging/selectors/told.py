"""All that was said about one thing: on each occasion by which ways, what became of it, and why not by the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from apps.messaging.domain.kinds import CARRIED_WAYS, PLANS, Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import SILENCE, MessageState
from apps.messaging.domain.timing import Wait
from apps.messaging.domain.ways import ChosenWays, WhyNot, why_not
from apps.messaging.labels import CHANNEL_LABELS, KIND_LABELS, STATE_LOOKS, STATE_MEANINGS, WAIT_LABELS, WHY_NOT_LABELS
from apps.messaging.models import OutboxMessage
from apps.messaging.selectors.outbox import MessageRow, as_row
from apps.messaging.selectors.ways import chosen_ways, may_leave_at, open_ways, ways_out
from apps.officials.domain.settings import OfficeSettings
from apps.officials.selectors import office_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message; `wait` says what it waits for and `until` when it is looked at again, if it waits at all."""

    row: MessageRow
    meaning: str
    look: str
    icon: str
    wait: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One thing that was told, with its messages and the ways it did not take."""

    label: str
    at: datetime
    to_official: bool
    lines: Sequence[Line]
    not_taken: Sequence[tuple[str, str]]


def occasions(*, agency_id: int, about: str, aside: Collection[str], to: Recipient, at: datetime) -> list[Occasion]:
    """What was said about one thing, the last occasion first; six queries however much it was.

    `aside` are the keys under which colleagues were told of it; `to` is whom the others went to.
    """
    found = OutboxMessage.objects.filter(agency_id=agency_id, about__in=[about, *aside]).select_related("agency")
    messages = sorted(found, key=lambda message: (message.created_at, message.pk))
    office = office_settings(agency_id=agency_id)
    chosen = chosen_ways(agency_id=agency_id, person_key=to.person_key)
    silent = {
        Channel(way.channel): way.silent_until
        for way in ways_out()
        if way.silent_until and at < way.silent_until <= at + SILENCE
    }
    told = [
        _occasion(
            kind=Kind(kind),
            messages=list(group),
            to=to if key == about else None,
            chosen=chosen,
            office=office,
            silent=silent,
            at=at,
        )
        for (key, kind, _cycle), group in groupby(_together(messages), key=_what)
    ]
    return sorted(told, key=lambda occasion: occasion.at, reverse=True)


def _what(message: OutboxMessage) -> tuple[str, str, int]:
    return message.about, message.kind, message.cycle


def _together(messages: Iterable[OutboxMessage]) -> list[OutboxMessage]:
    return sorted(messages, key=_what)


def _occasion(
    *,
    kind: Kind,
    messages: Sequence[OutboxMessage],
    to: Recipient | None,
    chosen: ChosenWays,
    office: OfficeSettings,
    silent: dict[Channel, datetime],
    at: datetime,
) -> Occasion:
    taken = {message.channel for message in messages}
    return Occasion(
        label=str(KIND_LABELS[kind]),
        at=min(message.created_at for message in messages),
        to_official=PLANS[kind].to_official,
        lines=[_line(message, office=office, silent=silent, at=at) for message in messages],
        not_taken=[
            (str(CHANNEL_LABELS[channel]), str(WHY_NOT_LABELS[_why_not(channel, kind, to, chosen, office)]))
            for channel in Channel
            if to and channel not in taken
        ],
    )


def _why_not(channel: Channel, kind: Kind, to: Recipient, chosen: ChosenWays, office: OfficeSettings) -> WhyNot:
    ready = open_ways(kind=kind, office=office)
    return why_not(channel=channel, plan=PLANS[kind], to=to, chosen=chosen, open_ways=ready)


def _line(message: OutboxMessage, *, office: OfficeSettings, silent: dict[Channel, datetime], at: datetime) -> Line:
    row = as_row(message)
    look, icon = STATE_LOOKS[row.state]
    wait, until = _wait(message, row, office, silent, at)
    return Line(
        row=row,
        meaning=str(STATE_MEANINGS[row.state]),
        look=look,
        icon=icon,
        wait=str(WAIT_LABELS[wait]) if wait else "",
        until=until,
    )


def _wait(
    message: OutboxMessage, row: MessageRow, office: OfficeSettings, silent: dict[Channel, datetime], at: datetime
) -> tuple[Wait | None, datetime | None]:
    """What keeps a message here, and until when; nothing keeps one that has left or is leaving now."""
    if row.channel not in CARRIED_WAYS or row.next_try_at is None or row.state is MessageState.SENDING:
        return None, None
    due = max(row.next_try_at, at)
    leaves = may_leave_at(message=message, channel=row.channel, at=due, office=office)
    if may_leave_at(message=message, channel=row.channel, at=at, office=office) > at:
        return Wait.QUIET_HOURS, leaves
    if row.channel in silent:
        return Wait.NO_ANSWER, max(leaves, silent[row.channel])
    return (Wait.PAUSE, leaves) if leaves > at else (Wait.TURN, None)
