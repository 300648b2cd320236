"""A result on its way by post: which state follows which, and how the number of the post is read."""

from __future__ import annotations

import re
from enum import StrEnum


class MailState(StrEnum):
    """Where one posted result is. DROPPED: it never left, its owner came for it or the label was a mistake."""

    PREPARED = "prepared"
    HANDED = "handed"
    ON_THE_WAY = "on_the_way"
    FAILED = "failed"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"
    DROPPED = "dropped"


S = MailState
# What may follow. One try that failed is followed by another, or by the way back; whatever arrived or came back stays.
NEXT: dict[MailState, tuple[MailState, ...]] = {
    S.PREPARED: (S.HANDED, S.DROPPED),
    S.HANDED: (S.ON_THE_WAY, S.DELIVERED, S.FAILED, S.CAME_BACK),
    S.ON_THE_WAY: (S.DELIVERED, S.FAILED, S.CAME_BACK),
    S.FAILED: (S.ON_THE_WAY, S.DELIVERED, S.CAME_BACK),
    S.DELIVERED: (),
    S.CAME_BACK: (),
    S.DROPPED: (),
}
OPEN = frozenset(state for state, follows in NEXT.items() if follows)
# With the post: the desk has it no longer.
AWAY = OPEN - {S.PREPARED}
_TRACKING = re.compile(r"[A-Z0-9]{8,20}")


class NotThatWay(Exception):
    """This state does not follow that one."""

    def __init__(self, *, before: MailState, after: MailState) -> None:
        super().__init__(f"{before} -> {after}")
        self.before = before
        self.after = after


class NotATracking(ValueError):
    """What was typed or scanned is no number of the post; `why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check_step(*, before: MailState, after: MailState) -> None:
    """Raise NotThatWay for a step that the table does not have."""
    if after not in NEXT[before]:
        raise NotThatWay(before=before, after=after)


def read_tracking(typed: str) -> str:
    """The number of the post in one spelling, «EE123456789VN». Raises NotATracking.

    A scanner types like a keyboard: with Telex on, «EE» arrives as «Ê». That is said by its name.
    """
    text = re.sub(r"[\s.\-]", "", typed).upper()
    if any(not character.isascii() for character in text):
        raise NotATracking("telex")
    if not _TRACKING.fullmatch(text) or not any(character.isdigit() for character in text):
        raise NotATracking("shape")
    return text
