"""An office changes what its messages say. Every change is a version; nothing is overwritten."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.domain.actor import Actor
from apps.messaging.domain.checking import Part, faults_of, worded_ways
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.wording import Fault, Text
from apps.messaging.models import MessageTemplate
from apps.messaging.selectors import templates as selectors
from apps.messaging.services.enqueueing import NotByThisWay
from apps.officials.models import Agency
from apps.procedures.models import Offering

NOTHING = Text(subject="", body="")


class BadWording(ValueError):
    """The text may not be used; `faults` says why, part by part."""

    def __init__(self, faults: dict[Part, tuple[Fault, ...]]) -> None:
        super().__init__(", ".join(fault.kind.value for wrong in faults.values() for fault in wrong))
        self.faults = faults


class ChangedMeanwhile(Exception):
    """Somebody wrote another version since the page was drawn."""


def change_wording(
    *,
    agency: Agency,
    kind: Kind,
    channel: Channel,
    offering: Offering | None,
    text: Text,
    seen: int,
    by: Actor,
    at: datetime,
) -> MessageTemplate:
    """Put a text in force. `seen` is the version the writer had before them, 0 for none.

    The same words twice are one version. Raises BadWording, ChangedMeanwhile.
    """
    if channel not in worded_ways(kind):
        raise NotByThisWay(f"{kind.value}: {channel.value}")
    titles = selectors.titles(agency=agency, offering=offering, at=at)
    if wrong := faults_of(text=text, kind=kind, channel=channel, titles=titles):
        raise BadWording(wrong)
    return _add(agency=agency, kind=kind, channel=channel, offering=offering, text=text, seen=seen, by=by, at=at)


def back_to_default(
    *, agency: Agency, kind: Kind, channel: Channel, offering: Offering | None, seen: int, by: Actor, at: datetime
) -> None:
    """Say again what is said without a wording of one's own. Raises ChangedMeanwhile."""
    last = MessageTemplate.objects.filter(agency=agency, kind=kind.value, channel=channel.value, offering=offering)
    if last.exists():
        _add(agency=agency, kind=kind, channel=channel, offering=offering, text=NOTHING, seen=seen, by=by, at=at)


def _add(
    *,
    agency: Agency,
    kind: Kind,
    channel: Channel,
    offering: Offering | None,
    text: Text,
    seen: int,
    by: Actor,
    at: datetime,
) -> MessageTemplate:
    versions = selectors.history(agency=agency, kind=kind, channel=channel, offering=offering)
    last = versions[0] if versions else None
    if last and Text(last.subject, last.body) == text:
        return last
    if seen != (last.version if last else 0):
        raise ChangedMeanwhile
    try:
        with transaction.atomic():
            return MessageTemplate.objects.create(
                agency=agency,
                kind=kind.value,
                channel=channel.value,
                offering=offering,
                version=seen + 1,
                is_default=text == NOTHING,
                subject=text.subject,
                body=text.body,
                changed_by_id=by.id,
                changed_at=at,
            )
    except IntegrityError as error:
        raise ChangedMeanwhile from error
