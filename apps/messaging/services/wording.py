"""Facts become words: `templates/messages/<kind>.sms.txt`, `.subject.txt` and `.email.txt`.

The files are the wording itself, in Vietnamese whatever language the page of the acting official shows: a message
speaks to somebody else. They are plain text, so nothing is escaped in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, engines
from django.utils import translation

from apps.messaging.domain.discretion import facts_for, without_personal_ids
from apps.messaging.domain.kinds import PLANS, Channel, Kind


@dataclass(frozen=True, slots=True)
class Words:
    """One message ready to leave."""

    subject: str
    body: str


def words(*, kind: Kind, channel: Channel, facts: Mapping[str, str]) -> Words:
    """What this kind says by this way. An SMS has no subject; the in-app inbox needs no salutation."""
    told = facts_for(channel=channel, facts=facts)
    with translation.override("vi"):
        if channel is Channel.SMS:
            return Words(subject="", body=_one_line(_render(f"{kind.value}.sms.txt", told)))
        subject = _one_line(_render(f"{kind.value}.subject.txt", told))
        body = _render(f"{kind.value}.email.txt", told).strip()
        if channel is Channel.EMAIL:
            frame = {**told, "body": body, "to_official": PLANS[kind].to_official}
            body = _render("frame.email.txt", frame).strip()
    return Words(subject=subject, body=body)


def _render(name: str, facts: Mapping[str, Any]) -> str:
    template = engines["django"].get_template(f"messages/{name}").template  # type: ignore[attr-defined]
    return without_personal_ids(template.render(Context(facts, autoescape=False)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
