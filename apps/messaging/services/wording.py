"""Facts become words: `templates/messages/<kind>.sms.txt`, `.subject.txt` and `.email.txt`.

The files are the wording itself, in the small language of `domain.wording` and in Vietnamese whatever language the page
of the acting official shows: a message speaks to somebody else. They are plain text, so nothing is escaped in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from apps.messaging.domain.discretion import facts_for, without_personal_ids
from apps.messaging.domain.kinds import PLANS, SHORT_WAYS, Channel, Kind
from apps.messaging.domain.wording import read

CITIZEN, COLLEAGUE = "ông/bà", "anh/chị"


@dataclass(frozen=True, slots=True)
class Words:
    """One message ready to leave."""

    subject: str
    body: str


def words(*, kind: Kind, channel: Channel, facts: Mapping[str, str]) -> Words:
    """What this kind says by this way. An SMS has no subject; the in-app inbox needs no salutation."""
    told = facts_for(channel=channel, facts=facts)
    if channel in SHORT_WAYS:
        return Words(subject="", body=_one_line(_say(written(f"{kind.value}.sms"), told)))
    subject = _one_line(_say(written(f"{kind.value}.subject"), told))
    body = _say(written(f"{kind.value}.email"), told).strip()
    if channel is Channel.EMAIL:
        addressee = COLLEAGUE if PLANS[kind].to_official else CITIZEN
        body = _say(written("frame.email"), {**told, "body": body, "addressee": addressee}).strip()
    return Words(subject=subject, body=body)


@lru_cache
def written(name: str) -> str:
    """A wording of ours, as it stands in its file."""
    return (settings.BASE_DIR / "templates" / "messages" / f"{name}.txt").read_text(encoding="utf-8").strip()


def _say(text: str, facts: Mapping[str, str]) -> str:
    return without_personal_ids(read(text).told(facts))


def _one_line(text: str) -> str:
    return " ".join(text.split())
