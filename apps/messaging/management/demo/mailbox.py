"""What was taken, in memory, each key once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from apps.messaging.domain.kinds import Channel

KEPT = 500


class KeyReused(Exception):
    """The key came before with other content: the sender has a bug, and the second message is not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One message as it arrived."""

    reference: str
    at: datetime
    channel: Channel
    to: str
    subject: str
    text: str
    said: str = ""


@dataclass(slots=True)
class Mailbox:
    """Messages by key, newest first; both doors write to it from threads of their own."""

    clock: Callable[[], datetime]
    _items: deque[Item] = field(default_factory=lambda: deque(maxlen=KEPT))
    _by_key: dict[str, Item] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, *, key: str, channel: Channel, to: str, subject: str, text: str) -> Item:
        """Keep a message, or find the one this key brought before. Without a key every message is a new one."""
        with self._lock:
            known = self._by_key.get(key) if key else None
            if known:
                if (known.to, known.subject, known.text) != (to, subject, text):
                    raise KeyReused(key)
                return known
            item = Item(
                reference=f"demo-{len(self._by_key) + 1}",
                at=self.clock(),
                channel=channel,
                to=to,
                subject=subject,
                text=text,
            )
            self._items.appendleft(item)
            self._by_key[key or item.reference] = item
            return item

    def note(self, *, reference: str, said: str) -> None:
        """Write beside a message what was reported of it last."""
        with self._lock:
            self._items = deque(
                (replace(item, said=said) if item.reference == reference else item for item in self._items),
                maxlen=KEPT,
            )

    def newest(self) -> list[Item]:
        """What was taken, newest first."""
        with self._lock:
            return list(self._items)
