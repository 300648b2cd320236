"""By which ways people want to hear, who can open an inbox, and how the ways out are doing."""

from __future__ import annotations

from apps.accounts.models import User
from apps.messaging.domain.ways import CHOOSABLE, ChosenWays
from apps.messaging.models import WayOut, WaysPreference


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
