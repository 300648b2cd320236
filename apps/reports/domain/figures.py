"""What the sums of a period say (domain 5.6): shares that show what they are shares of, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from apps.dossiers.domain.timeliness import Rate, on_time_rate

# Under so many votes a share would tell who gave them (ruling 16).
FEWEST_VOTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What came and went in a period. `ended` (withdrawn, stopped) stands beside the rate, in neither of its parts."""

    received: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    ended: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def kept(self) -> int:
        """Finished before or on the promised day."""
        return self.early + self.on_time

    @property
    def done(self) -> int:
        return self.kept + self.late

    @property
    def rate(self) -> Rate | None:
        """The headline: kept of those finished; None where nothing was finished."""
        return on_time_rate(numerator=self.kept, denominator=self.done)

    def rate_with_open(self, *, in_time: int, overdue: int) -> Rate | None:
        """The rate of the national index (QĐ 766/QĐ-TTg, 2.1): what is still open counts as it stands now."""
        return on_time_rate(numerator=self.kept + in_time, denominator=self.done + in_time + overdue)


def total(parts: Iterable[Sums]) -> Sums:
    """All of them together."""
    return sum(parts, Sums())


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What people said in a period, and how many of those asked said anything."""

    invited: int = 0
    very_satisfied: int = 0
    satisfied: int = 0
    not_satisfied: int = 0

    @property
    def votes(self) -> int:
        return self.very_satisfied + self.satisfied + self.not_satisfied

    @property
    def content(self) -> int:
        return self.very_satisfied + self.satisfied

    @property
    def rate(self) -> Rate | None:
        """The share of votes that are satisfied; None while there are too few to keep a vote secret."""
        enough = self.votes >= FEWEST_VOTES
        return on_time_rate(numerator=self.content, denominator=self.votes) if enough else None

    @property
    def response_rate(self) -> Rate | None:
        """Votes of those asked. Somebody asked last month may vote in this one, so the share stops at all of them."""
        return on_time_rate(numerator=min(self.votes, self.invited), denominator=self.invited)
