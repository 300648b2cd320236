"""What the sums of a period say (domain 5.6): shares that show what they are shares of, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from apps.dossiers.domain.timeliness import Rate, on_time_rate

# Under so many votes a share would tell who gave them (ruling 16).
FEWEST_VOTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What came and went in a period, classed by one promise; `otherwise_kept` is what the other promise would call
    kept. `ended` (withdrawn, stopped) stands beside the rate, in neither of its parts."""

    received: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    ended: int = 0
    ended_late: int = 0
    otherwise_kept: int = 0

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

    @property
    def ended_in_time(self) -> int:
        return self.ended - self.ended_late

    @property
    def other_rate(self) -> Rate | None:
        """The headline, had the other promise been asked."""
        return on_time_rate(numerator=self.otherwise_kept, denominator=self.done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The three shares that stand side by side, and the one that joins the first and the last.

    `closed` is flattered by whatever is never finished; `national` and `combined` are not. All but `in_hand` are
    shares of promises kept; `in_hand` is the share of broken ones. None of them is ever 0 or 100 % for want of data.
    """

    closed: Rate | None
    national: Rate | None
    in_hand: Rate | None
    combined: Rate | None


def rates(*, sums: Sums, open_now: int, overdue: int, nationally_late: int) -> Rates:
    """The shares of a period that is not over: what was finished in it, and what is open now.

    `overdue` are the open dossiers whose promise in force has broken, `nationally_late` those that the national index
    calls late (`domain.national`). In that index what was withdrawn or stopped after reception is finished then.
    """
    return Rates(
        closed=sums.rate,
        national=on_time_rate(
            numerator=sums.kept + sums.ended_in_time + open_now - nationally_late,
            denominator=sums.done + sums.ended + open_now,
        ),
        in_hand=on_time_rate(numerator=overdue, denominator=open_now),
        combined=on_time_rate(numerator=sums.kept + open_now - overdue, denominator=sums.done + open_now),
    )


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
