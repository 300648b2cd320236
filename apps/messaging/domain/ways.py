"""By which ways one message leaves: its kind's, those the person chose, and one that is owed in any case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from apps.messaging.domain.kinds import Channel, Plan
from apps.messaging.domain.recipients import Recipient

# What may be chosen; the inbox is the record of what was said, and is always written.
CHOOSABLE = (Channel.SMS, Channel.EMAIL, Channel.ZALO, Channel.POST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWays:
    """What a person wants. Who never said anything gets SMS and e-mail; Zalo and paper only on request."""

    sms: bool = True
    email: bool = True
    zalo: bool = False
    post: bool = False

    def wants(self, channel: Channel) -> bool:
        return channel not in CHOOSABLE or bool(getattr(self, channel.value))


def ways(
    *, plan: Plan, to: Recipient, chosen: ChosenWays, open_ways: Collection[Channel], reads_inbox: bool
) -> tuple[Channel, ...]:
    """The ways a message takes. An SMS or e-mail that is wanted but not set up here is among them: it fails in sight.

    A notice that is owed (`must_reach`) and would reach nobody takes the first way that is open and addressed although
    it was not chosen, and if there is none it becomes a printed letter. The inbox counts if somebody can open it.
    """
    addressed = [channel for channel in plan.channels if to.address(channel)]
    taken = [
        channel
        for channel in addressed
        if chosen.wants(channel) and (channel is not Channel.ZALO or channel in open_ways)
        and (channel is not Channel.POST or plan.must_reach)
    ]  # fmt: skip
    reaching = {Channel.POST, *open_ways} | ({Channel.IN_APP} if reads_inbox else set())
    if plan.must_reach and not reaching.intersection(taken):
        spare = [channel for channel in addressed if channel in reaching and channel is not Channel.IN_APP]
        taken += spare[:1]
    return tuple(taken)


class WhyNot(StrEnum):
    """Why a message did not take a way."""

    NEVER_BY_THIS_WAY = "never_by_this_way"
    NO_ADDRESS = "no_address"
    NOT_CHOSEN = "not_chosen"
    NOT_SET_UP = "not_set_up"
    NOT_OWED = "not_owed"
    NOT_THEN = "not_then"


def why_not(
    *, channel: Channel, plan: Plan, to: Recipient, chosen: ChosenWays, open_ways: Collection[Channel]
) -> WhyNot:
    """Why nothing left by this way, as far as what is known today tells; `NOT_THEN`: today it would have."""
    if channel not in plan.channels:
        return WhyNot.NEVER_BY_THIS_WAY
    if not to.address(channel):
        return WhyNot.NO_ADDRESS
    if not chosen.wants(channel):
        return WhyNot.NOT_CHOSEN
    if channel is Channel.ZALO and channel not in open_ways:
        return WhyNot.NOT_SET_UP
    if channel is Channel.POST and not plan.must_reach:
        return WhyNot.NOT_OWED
    return WhyNot.NOT_THEN
