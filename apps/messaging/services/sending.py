"""Rows leave the house: claim, commit, hand over, write down; each way for itself.

A row is marked sent exactly once. The gateway may see it more than once: between its "taken" and our "written down" a
power cut fits, and no transaction spans two machines. It sees the same key each time (docs/decisions/messages.md).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from apps.messaging.domain.kinds import CARRIED_WAYS, PLANS, Channel, Kind
from apps.messaging.domain.retrying import CLAIM_LASTS, MAX_TRIES, SILENCE, MessageState, Outcome
from apps.messaging.gateways import Gateway, Letter, NoAnswer, NotSetUp, OurFault, Refused, SendingFailed
from apps.messaging.gateways.mail import MailGateway
from apps.messaging.gateways.sms import SmsGateway
from apps.messaging.gateways.zalo import ZaloGateway
from apps.messaging.models import OutboxMessage, WayOut
from apps.messaging.selectors.ways import may_leave_at
from apps.messaging.services.outcomes import Ended, hand_back, note, without_waiting_for_the_disk, write_down
from apps.messaging.services.posting import post_instead
from apps.officials import selectors as officials
from apps.officials.domain.settings import OfficeSettings

log = logging.getLogger(__name__)

# Small, for whoever kills a sender costs each message it had claimed one of its tries.
ROUND = 20
# So long one way may go on starting new messages in a round. Three of them, each with one gateway that takes its whole
# time for an answer after that, stay below the time limit of the task (a test adds them up).
SECONDS_A_WAY = 5
NO_REPORT, WORDS_WIPED, BROKE, TOO_LATE = "no_report", "words_wiped", "broke", "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one call did. `is_full` says there may be more."""

    sent: int
    failed: int
    put_off: int
    is_full: bool


def send_due(*, at: datetime, limit: int = ROUND) -> Round:
    """Send what is due, `limit` by each way, the longest waiting first. Safe to call twice, in two workers, and after
    a crash. One way in trouble holds up no other."""
    gateways: dict[Channel, Gateway] = {
        Channel.SMS: SmsGateway.from_settings(),
        Channel.EMAIL: MailGateway.from_settings(),
        Channel.ZALO: ZaloGateway.from_settings(),
    }
    # An end further away than any silence lasts was noted by a clock that has been set back since.
    fallen_silent = WayOut.objects.filter(silent_until__gt=at, silent_until__lte=at + SILENCE)
    silent = set(fallen_silent.values_list("channel", flat=True))
    parts = [
        _send_by(channel=channel, gateway=gateways[channel], at=at, limit=limit)
        for channel in CARRIED_WAYS
        if channel not in silent
    ]
    return Round(
        sent=sum(part.sent for part in parts),
        failed=sum(part.failed for part in parts),
        put_off=sum(part.put_off for part in parts),
        is_full=any(part.is_full for part in parts),
    )


def _send_by(*, channel: Channel, gateway: Gateway, at: datetime, limit: int) -> Round:
    due, claimed = _claim(channel=channel, at=at, limit=limit)
    until = monotonic() + SECONDS_A_WAY
    ended: list[Ended] = []
    is_silent = False
    for message, letter in claimed:
        if is_silent or monotonic() > until:
            hand_back(message=message, at=at)
            continue
        how = _hand_over(gateway=gateway, letter=letter)
        is_silent = how.is_silent
        write_down(message=message, at=at, how=how)
        ended.append(how)
    if ended:
        note(channel=channel, at=at, ended=ended)
    sent = sum(how.outcome is Outcome.SENT for how in ended)
    is_full = due == limit and not is_silent
    return Round(sent=sent, failed=len(ended) - sent, put_off=due - len(ended), is_full=is_full)


def _hand_over(*, gateway: Gateway, letter: Letter) -> Ended:
    try:
        return Ended(outcome=Outcome.SENT, reference=gateway.send(letter=letter))
    except SendingFailed as error:
        return Ended(outcome=_outcome(error), error=error.code, is_silent=isinstance(error, NoAnswer))
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        # A fault of our own (a token that is no header, an address that is no port) costs this message an attempt, not
        # the round. What the error says may repeat a phone number, so its name alone is logged.
        log.error("a gateway of ours broke (%s)", type(error).__name__)
        return Ended(outcome=Outcome.TECHNICAL, error=BROKE)


def _outcome(error: SendingFailed) -> Outcome:
    match error:
        case NotSetUp():
            return Outcome.NOT_SET_UP
        case OurFault():
            return Outcome.TECHNICAL
        case Refused():
            return Outcome.PERMANENT
    return Outcome.TEMPORARY


@transaction.atomic(durable=True)
def _claim(*, channel: Channel, at: datetime, limit: int) -> tuple[int, list[tuple[OutboxMessage, Letter]]]:
    """How many rows were due, and those of them that may leave now, marked as ours."""
    without_waiting_for_the_disk()
    due = list(
        OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("agency")
        .filter(channel=channel.value, next_try_at__lte=at)
        .order_by("next_try_at", "pk")[:limit]
    )
    offices = {agency: officials.office_settings(agency_id=agency) for agency in {row.agency_id for row in due}}
    mine: list[tuple[OutboxMessage, Letter]] = []
    for message in due:
        office = offices[message.agency_id]
        leaves = may_leave_at(message=message, channel=channel, at=at, office=office)
        if message.tries - message.tries_forgiven >= MAX_TRIES:
            # Claimed so often and never reported: whatever kills its senders must not do so for ever.
            message.state, message.next_try_at, message.last_error = MessageState.TECHNICAL.value, None, NO_REPORT
        elif message.wiped_at:
            message.state, message.next_try_at, message.last_error = MessageState.PERMANENT.value, None, WORDS_WIPED
        elif (worth := PLANS[Kind(message.kind)].worth) and at >= message.created_at + worth:
            message.state, message.next_try_at, message.last_error = MessageState.PERMANENT.value, None, TOO_LATE
            message.body, message.wiped_at = "", at
        elif leaves > at:
            message.state = (MessageState.TEMPORARY if message.tries else MessageState.QUEUED).value
            message.next_try_at = leaves
        else:
            message.state, message.claimed_at, message.next_try_at = MessageState.SENDING.value, at, at + CLAIM_LASTS
            message.tries += 1
            message.last_error = ""
            mine.append((message, _letter(message=message, channel=channel, office=office)))
    OutboxMessage.objects.bulk_update(
        due, ["state", "tries", "claimed_at", "next_try_at", "last_error", "body", "wiped_at"]
    )
    for message in due:
        if message.next_try_at is None:
            post_instead(message=message, at=at)
    return len(due), mine


def _letter(*, message: OutboxMessage, channel: Channel, office: OfficeSettings) -> Letter:
    return Letter(
        key=message.key,
        to=message.recipient,
        subject=message.subject,
        body=message.body,
        sender=office["sms_sender"] if channel is Channel.SMS else "",
        template=message.kind,
        parameters=message.parameters or {},
    )
