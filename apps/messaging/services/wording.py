"""Facts become words: the office's own, or ours in `templates/messages/<kind>.sms.txt`, `.subject.txt`, `.email.txt`.

They are written in the small language of `domain.wording`, and in Vietnamese whatever language the page of the acting
official shows: a message speaks to somebody else. They are plain text, so nothing is escaped in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.messaging.domain.discretion import facts_for, without_personal_ids
from apps.messaging.domain.kinds import PLANS, SHORT_WAYS, Channel, Kind
from apps.messaging.domain.wording import Text, read
from apps.messaging.selectors.templates import default_text, written

CITIZEN, COLLEAGUE = "ông/bà", "anh/chị"
SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Words:
    """One message ready to leave."""

    subject: str
    body: str


def words(*, kind: Kind, channel: Channel, facts: Mapping[str, str], own: Text | None = None) -> Words:
    """What this kind says by this way, in the office's own words if it has some. Short ways have no subject; only an
    e-mail has a salutation and a sender."""
    told = facts_for(channel=channel, facts=facts)
    text = own or default_text(kind=kind, channel=channel)
    if channel in SHORT_WAYS:
        return Words(subject="", body=_one_line(_say(text.body, told)))
    body = _say(text.body, told).strip()
    if channel is Channel.EMAIL:
        addressee = COLLEAGUE if PLANS[kind].to_official else CITIZEN
        body = _say(written("frame.email"), {**told, "body": body, "addressee": addressee}).strip()
    return Words(subject=_one_line(_say(text.subject, told))[:SUBJECT_LENGTH], body=body)


def _say(text: str, facts: Mapping[str, str]) -> str:
    return without_personal_ids(read(text).told(facts))


def _one_line(text: str) -> str:
    return " ".join(text.split())
