"""The on-time widget: one share with its parts, which other houses hang on their own walls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.dossiers.domain.timeliness import Rate
from apps.reports.domain.periods import Month

# Counted longer ago than this, the figure is grey and says so.
STALE_AFTER = timedelta(hours=24)
WIDTH, HEIGHT = 320, 200
FRAME_HEIGHT = 280  # of the page, which says more than the picture
ROOM = WIDTH - 32
LETTER = 0.56  # of a letter's height: as wide as the widest run of letters in our faces gets on average


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """What is shown: from New Year to this month, counted until an instant (None: never yet)."""

    month: Month
    office: str
    office_code: str
    received: int
    done: int
    kept: int
    counted_until: datetime | None
    at: datetime
    is_demo: bool

    @property
    def rate(self) -> Rate | None:
        return Rate(self.kept, self.done) if self.done else None

    @property
    def is_stale(self) -> bool:
        """Whether the sums stand still: nothing may look alive that is not."""
        return self.counted_until is None or self.at - self.counted_until > STALE_AFTER

    @property
    def changed_at(self) -> datetime | None:
        """Since when it has said this; unknown once it stands still, so that nobody keeps one that looks alive."""
        if self.counted_until is None or self.is_stale:
            return None
        return max(self.counted_until, self.month.starts_at)


def letter_size(text: str, *, most: int) -> int:
    """The height of letters in which a line fits the picture."""
    return min(most, int(ROOM / (LETTER * max(len(text), 1))))
