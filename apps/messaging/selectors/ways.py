"""By which ways people want to hear, who can open an inbox, which ways are open, and until when a message waits."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.timing import PhoneHours, leaves_at
from apps.messaging.domain.ways import CHOOSABLE, ChosenWays
from apps.messaging.gateways import Gateway
from apps.messaging.gateways.mail import MailGateway
from apps.messaging.gateways.sms import SmsGateway
from apps.messaging.gateways.zalo import ZaloGateway
from apps.messaging.models import OutboxMessage, WayOut, WaysPreference
from apps.officials.domain.settings import OfficeSettings
from apps.officials.selectors import work_calendar


def chosen_ways(*, agency_id: int, person_key: str) -> ChosenWays:
    """What a person chose here, or the usual ways."""
    names = [channel.value for channel in CHOOSABLE]
    chosen = WaysPreference.objects.filter(agency_id=agency_id, person_key=person_key).values(*names).first()
    return ChosenWays(**chosen) if chosen else ChosenWays()


def reads_inbox(*, person_key: str) -> bool:
    """Whether somebody can open this inbox: officials can, a person only with a log-in."""
    kind, _, number = person_key.partition(":")
    if kind == "person" and number.isdecimal():
        return User.objects.filter(person_id=int(number), is_active=True).exists()
    return bool(person_key)


def ways_out() -> list[WayOut]:
    """How each way out is doing, as the last rounds found it; a way that never sent anything has no row."""
    return list(WayOut.objects.order_by("channel"))


def open_ways(*, kind: Kind, office: OfficeSettings) -> frozenset[Channel]:
    """The ways a machine stands ready at for this kind of message."""
    zalo = ZaloGateway.from_settings()
    ready = {
        Channel.SMS: SmsGateway.from_settings().is_set_up,
        Channel.EMAIL: MailGateway.from_settings().is_set_up,
        Channel.ZALO: office["zalo_enabled"] and zalo.is_set_up and kind.value in zalo.templates,
    }
    return frozenset(channel for channel, is_ready in ready.items() if is_ready)


def may_leave_at(*, message: OutboxMessage, channel: Channel, at: datetime, office: OfficeSettings) -> datetime:
    """The first instant from `at` on at which this message may make a phone ring; an e-mail wakes nobody."""
    if channel is Channel.EMAIL:
        return at
    calendar = work_calendar(agency=message.agency, at=at)
    hours = PhoneHours.between(
        opens=office[f"{channel.value}_from_hour"],
        closes=office[f"{channel.value}_to_hour"],
        on_days_off=office[f"{channel.value}_on_days_off"],
    )
    return leaves_at(
        kind=Kind(message.kind),
        channel=channel,
        at=at,
        hours=hours,
        is_day_off=lambda day: not calendar.is_working_day(day),
    )


def set_up_ways() -> frozenset[Channel]:
    """The ways a machine has been named for, whatever an office sends by them."""
    gateways: dict[Channel, Gateway] = {
        Channel.SMS: SmsGateway.from_settings(),
        Channel.EMAIL: MailGateway.from_settings(),
        Channel.ZALO: ZaloGateway.from_settings(),
    }
    return frozenset(channel for channel, gateway in gateways.items() if gateway.is_set_up)


def phone_is_reachable(*, at: datetime) -> bool:
    """Whether an SMS sent now would arrive soon, as far as the last rounds tell."""
    if not SmsGateway.from_settings().is_set_up:
        return False
    row = WayOut.objects.filter(channel=Channel.SMS.value).first()
    return row is None or row.silent_until is None or row.silent_until <= at
