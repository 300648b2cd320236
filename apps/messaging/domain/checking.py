"""What a wording may say: the facts of its kind, by this way, and nothing a stranger must not read (ruling 13)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum

from apps.core.folding import fold
from apps.messaging.domain.discretion import facts_for, without_personal_ids
from apps.messaging.domain.kinds import COMMON_FACTS, PLANS, SHORT_WAYS, Channel, Kind
from apps.messaging.domain.wording import Fault, FaultKind, Text, Unreadable, Wording, read


class Part(StrEnum):
    """A wording has a body, and by some ways a subject."""

    SUBJECT = "subject"
    BODY = "body"


EVERY_FACT = COMMON_FACTS | {"code_tail"} | frozenset().union(*(plan.facts for plan in PLANS.values()))
# An office may have no phone; a sentence that names it must be able to fall away.
MAY_BE_EMPTY = frozenset({"hotline"})
# A subject is shown on a locked screen: nothing that opens or reads anything.
_NEVER_IN_SUBJECT = frozenset({"letter", "paper", "survey"})
# Who writes, which dossier, whom to ask, where to read the rest: without one of them an SMS is a riddle or a fraud.
_SHORT_MUST = frozenset({"unit", "code_tail", "hotline", "portal"})

SUBJECT_MAX, SHORT_MAX, LONG_MAX = 150, 400, 4000

_ADDRESS = re.compile(
    r"https?:|www\.|[\w-]\.(?:vn|com|net|org|info|link|xyz|top|me|ly)\b|[\w-]\.[a-z]{2,}/|(?:\d{1,3}\.){3}\d",
    re.IGNORECASE,
)
# A title is known even without the verb it begins with: «khai tử» says as much as «Đăng ký khai tử».
_VERBS = ("thu tuc", "dang ky", "cap", "cap lai", "cap giay", "giay", "xac nhan", "giai quyet", "thuc hien")
_TELLING_WORDS = 2


# A Zalo notification says what Zalo approved, whatever we would like it to say.
_WORDED_ELSEWHERE = frozenset({Channel.ZALO})


def worded_ways(kind: Kind) -> tuple[Channel, ...]:
    """The ways by which this kind says what the office writes."""
    return tuple(channel for channel in PLANS[kind].channels if channel not in _WORDED_ELSEWHERE)


def available(*, kind: Kind, channel: Channel, part: Part) -> frozenset[str]:
    """The facts this part may name."""
    plan = PLANS[kind]
    known = frozenset(facts_for(channel=channel, facts=dict.fromkeys(plan.common | plan.facts, "")))
    if part is Part.BODY:
        return known
    return known - _NEVER_IN_SUBJECT - (frozenset() if plan.to_official else {"code"})


def required(*, kind: Kind, channel: Channel, part: Part) -> frozenset[str]:
    """The facts this part must name."""
    if part is Part.SUBJECT:
        return frozenset()
    facts = PLANS[kind].facts
    if channel in SHORT_WAYS:
        return (_SHORT_MUST | facts) & available(kind=kind, channel=channel, part=part)
    return facts | ({"code"} & available(kind=kind, channel=channel, part=part))


def longest(*, channel: Channel, part: Part) -> int:
    """How many characters this part may be written in."""
    if part is Part.SUBJECT:
        return SUBJECT_MAX
    return SHORT_MAX if channel in SHORT_WAYS else LONG_MAX


def faults(*, text: str, kind: Kind, channel: Channel, part: Part, titles: Collection[str] = ()) -> tuple[Fault, ...]:
    """Everything wrong with a text, () when it may be used. `titles` are the procedures it may be sent about."""
    if not text.strip():
        return (Fault(FaultKind.EMPTY),)
    if len(text) > (most := longest(channel=channel, part=part)):
        return (Fault(FaultKind.TOO_LONG, str(most)),)
    try:
        wording = read(text)
    except Unreadable as unreadable:
        return (unreadable.fault,)
    found = [*_of_facts(wording, kind=kind, channel=channel, part=part), *_of_signs(text)]
    if channel in SHORT_WAYS:
        found += _of_strangers(text, titles=titles)
    return tuple(found)


def _of_facts(wording: Wording, *, kind: Kind, channel: Channel, part: Part) -> Iterator[Fault]:
    allowed = available(kind=kind, channel=channel, part=part)
    for name in sorted(wording.facts - allowed):
        yield Fault(FaultKind.FORBIDDEN_FACT if name in EVERY_FACT else FaultKind.UNKNOWN_FACT, name)
    for name in sorted(required(kind=kind, channel=channel, part=part) - wording.facts):
        yield Fault(FaultKind.MISSING_FACT, name)
    for name in sorted(wording.facts_that_must_be_there & MAY_BE_EMPTY):
        yield Fault(FaultKind.MAY_BE_EMPTY, name)


def _of_signs(text: str) -> Iterator[Fault]:
    strange = {sign for sign in text if sign != "\n" and unicodedata.category(sign).startswith("C")}
    for sign in sorted(strange):
        yield Fault(FaultKind.STRANGE_SIGN, f"U+{ord(sign):04X}")
    if without_personal_ids(text) != text:
        yield Fault(FaultKind.PERSONAL_ID)


def _of_strangers(text: str, *, titles: Collection[str]) -> Iterator[Fault]:
    """What somebody who looks over a shoulder must not read, and what makes a message look like a fraud."""
    if address := _ADDRESS.search(text):
        yield Fault(FaultKind.ADDRESS, address[0])
    folded = f" {fold(text)} "
    for title in titles:
        if f" {_telling(title)} " in folded:
            yield Fault(FaultKind.TITLE, title)


def _telling(title: str) -> str:
    """The folded title without the verbs it begins with, unless too little would be left."""
    words = fold(title)
    while verb := next((verb for verb in _VERBS if words.startswith(f"{verb} ")), ""):
        rest = words.removeprefix(f"{verb} ")
        if len(rest.split()) < _TELLING_WORDS:
            break
        words = rest
    return words


def faults_of(
    *, text: Text, kind: Kind, channel: Channel, titles: Collection[str] = ()
) -> dict[Part, tuple[Fault, ...]]:
    """What is wrong with each part; {} when the text may be used. A short way has a body only."""
    written = {Part.BODY: text.body} if channel in SHORT_WAYS else {Part.SUBJECT: text.subject, Part.BODY: text.body}
    found = {
        part: faults(text=words, kind=kind, channel=channel, part=part, titles=titles)
        for part, words in written.items()
    }
    return {part: wrong for part, wrong in found.items() if wrong}
