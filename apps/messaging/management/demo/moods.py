"""How the gateways of a demonstration behave: as they should, or in one of the ways real ones fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from apps.messaging.domain.kinds import CARRIED_WAYS, Channel
from apps.messaging.domain.reports import Said


class Mood(StrEnum):
    """What happens to the next messages by one way."""

    DELIVER = "deliver"
    NO_REPORT = "no-report"
    LATER = "later"
    LOSE = "lose"
    BUSY = "busy"
    REFUSE = "refuse"
    HANG = "hang"


WORDS = {
    Mood.DELIVER: "Nhận tin và báo đã đến người nhận",
    Mood.NO_REPORT: "Nhận tin, không báo gì thêm",
    Mood.LATER: "Nhận tin, báo tạm thời chưa đến; lần gửi lại thì đến",
    Mood.LOSE: "Nhận tin rồi báo không đến được",
    Mood.BUSY: "Báo bận (lỗi 500), chưa nhận",
    Mood.REFUSE: "Từ chối địa chỉ này",
    Mood.HANG: "Không trả lời kịp",
}


@dataclass(slots=True)
class Moods:
    """The mood of each way; the page sets it, the doors obey."""

    _by_way: dict[Channel, Mood] = field(default_factory=lambda: dict.fromkeys(CARRIED_WAYS, Mood.DELIVER))
    _asked: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def of(self, channel: Channel) -> Mood:
        with self._lock:
            return self._by_way[channel]

    def change(self, *, channel: Channel, mood: Mood) -> None:
        with self._lock:
            self._by_way[channel] = mood

    def report(self, *, channel: Channel, key: str) -> Said | None:
        """What is reported of a message that was taken; `later` fails a key once and delivers it the next time."""
        with self._lock:
            is_again, mood = key in self._asked, self._by_way[channel]
            self._asked.add(key)
        match mood:
            case Mood.DELIVER:
                return Said.DELIVERED
            case Mood.LATER:
                return Said.DELIVERED if is_again else Said.TEMPORARY
            case Mood.LOSE:
                return Said.PERMANENT
        return None
