"""A wording tried on believable facts: what the reader would get."""

from __future__ import annotations

from dataclasses import dataclass

from apps.messaging.domain.checking import faults_of
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.samples import sample_facts
from apps.messaging.domain.segments import segments, without_marks
from apps.messaging.domain.wording import Text
from apps.messaging.services.enqueueing import office_facts
from apps.messaging.services.wording import Words, words
from apps.officials.models import Agency
from apps.officials.selectors import office_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the reader would get; `said` is None while the text cannot be used.

    An SMS is billed by parts: `segments` as it is sent here, `segments_plain` and `segments_marked` either way.
    """

    said: Words | None
    letters: int = 0
    segments: int = 0
    segments_marked: int = 0
    segments_plain: int = 0


def preview(*, agency: Agency, kind: Kind, channel: Channel, text: Text) -> Preview:
    """The text with the office's own name and phone in it and a dossier that does not exist."""
    if faults_of(text=text, kind=kind, channel=channel):
        return Preview(said=None)
    facts = sample_facts(kind=kind, office=office_facts(agency=agency))
    said = words(kind=kind, channel=channel, facts=facts, own=text)
    if channel is not Channel.SMS:
        return Preview(said=said, letters=len(said.body))
    plain = without_marks(said.body)
    sent = said.body if office_settings(agency_id=agency.pk)["sms_marks"] else plain
    return Preview(
        said=Words(subject="", body=sent),
        letters=len(sent),
        segments=segments(sent),
        segments_marked=segments(said.body),
        segments_plain=segments(plain),
    )
