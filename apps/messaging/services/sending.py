"""Rows leave the house: claim, commit, hand over, write down.

A row is marked sent exactly once. The gateway may see it more than once: between its "taken" and our "written down" a
power cut fits, and no transaction spans two machines. It sees the same key each time (docs/decisions/messages.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.retrying import CLAIM_LASTS, MAX_TRIES, PAUSES, UNDER_WAY, MessageState, Outcome, verdict
from apps.messaging.domain.timing import SmsHours, leaves_at
from apps.messaging.gateways import Gateway, Letter, NoAnswer, Refused, SendingFailed
from apps.messaging.gateways.mail import MailGateway
from apps.messaging.gateways.sms import SmsGateway
from apps.messaging.models import Delivery, OutboxMessage
from apps.officials import selectors as officials
from apps.officials.models import Agency

# Small enough that a round at a slow gateway ends long before the task's time limit.
ROUND = 20
NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one call did. `is_full` says there may be more."""

    sent: int
    failed: int
    put_off: int
    is_full: bool


def send_due(*, at: datetime, limit: int = ROUND) -> Round:
    """Send what is due, the longest waiting first. Safe to call twice, in two workers, and after a crash."""
    due, claimed = _claim(at=at, limit=limit)
    gateways: dict[Channel, Gateway] = {
        Channel.SMS: SmsGateway.from_settings(),
        Channel.EMAIL: MailGateway.from_settings(),
    }
    silent: set[Channel] = set()
    results: list[Outcome] = []
    for message in claimed:
        channel = Channel(message.channel)
        if channel in silent:
            _hand_back(message=message, at=at)
            continue
        try:
            reference = gateways[channel].send(letter=_letter(message))
        except SendingFailed as error:
            if isinstance(error, NoAnswer):
                silent.add(channel)
            outcome = Outcome.PERMANENT if isinstance(error, Refused) else Outcome.TEMPORARY
            _report(message=message, at=at, outcome=outcome, error=error.code)
        else:
            outcome = Outcome.SENT
            _report(message=message, at=at, outcome=outcome, reference=reference)
        results.append(outcome)
    sent = results.count(Outcome.SENT)
    return Round(sent=sent, failed=len(results) - sent, put_off=due - len(results), is_full=due == limit)


@transaction.atomic(durable=True)
def _claim(*, at: datetime, limit: int) -> tuple[int, list[OutboxMessage]]:
    """How many rows were due, and those of them that may leave now, marked as ours."""
    due = list(
        OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("agency")
        .filter(state__in=[state.value for state in UNDER_WAY], next_try_at__lte=at)
        .order_by("next_try_at", "pk")[:limit]
    )
    hours = {message.agency_id: _sms_hours(agency=message.agency) for message in due if message.channel == Channel.SMS}
    mine: list[OutboxMessage] = []
    for message in due:
        leaves = _leaves_at(message=message, at=at, hours=hours.get(message.agency_id, SmsHours()))
        if message.tries >= MAX_TRIES:
            # Claimed so often and never reported: whatever kills its senders must not do so for ever.
            message.state, message.next_try_at, message.last_error = MessageState.GIVEN_UP.value, None, NO_REPORT
        elif leaves > at:
            message.state = (MessageState.FAILED if message.tries else MessageState.QUEUED).value
            message.next_try_at = leaves
        else:
            message.state, message.claimed_at, message.next_try_at = MessageState.SENDING.value, at, at + CLAIM_LASTS
            message.tries += 1
            mine.append(message)
    OutboxMessage.objects.bulk_update(due, ["state", "tries", "claimed_at", "next_try_at", "last_error"])
    return len(due), mine


def _sms_hours(*, agency: Agency) -> SmsHours:
    values = officials.office_settings(agency_id=agency.pk)
    return SmsHours.between(
        opens=values["sms_from_hour"], closes=values["sms_to_hour"], on_days_off=values["sms_on_days_off"]
    )


def _leaves_at(*, message: OutboxMessage, at: datetime, hours: SmsHours) -> datetime:
    if message.channel != Channel.SMS:
        return at
    calendar = officials.work_calendar(agency=message.agency, at=at)
    return leaves_at(
        kind=Kind(message.kind),
        channel=Channel.SMS,
        at=at,
        hours=hours,
        is_day_off=lambda day: not calendar.is_working_day(day),
    )


def _letter(message: OutboxMessage) -> Letter:
    return Letter(key=message.key, to=message.recipient, subject=message.subject, body=message.body)


def _still_ours(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    """The row, unless our claim ran out and somebody else took it or finished it."""
    return OutboxMessage.objects.filter(pk=message.pk, state=MessageState.SENDING.value, tries=message.tries)


def _hand_back(*, message: OutboxMessage, at: datetime) -> None:
    """Not tried: its gateway did not answer the message before it."""
    _still_ours(message).update(state=MessageState.QUEUED.value, tries=F("tries") - 1, next_try_at=at + PAUSES[0])


@transaction.atomic(durable=True)
def _report(*, message: OutboxMessage, at: datetime, outcome: Outcome, error: str = "", reference: str = "") -> None:
    """Write down how the attempt ended and what follows from it."""
    Delivery.objects.create(
        agency_id=message.agency_id,
        message=message,
        attempt=message.tries,
        at=at,
        outcome=outcome.value,
        error=error,
        reference=reference,
    )
    decided = verdict(outcome=outcome, tries=message.tries, at=at)
    if outcome is Outcome.SENT:
        # Taken is taken, even if our claim ran out meanwhile; whoever sends it again sends the same key.
        OutboxMessage.objects.filter(pk=message.pk).exclude(state=MessageState.SENT.value).update(
            state=decided.state.value, sent_at=at, next_try_at=None, last_error=""
        )
        return
    _still_ours(message).update(state=decided.state.value, next_try_at=decided.next_try_at, last_error=error)
