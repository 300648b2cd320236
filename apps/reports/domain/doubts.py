"""Dossiers whose lateness may be a matter of the books alone: late on paper though the work was in time, or in time on
paper though the citizen waited. Nothing here changes a figure; a leader reads it and decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from apps.dossiers.domain.timeliness import Timeliness, classify, is_late


class Doubt(StrEnum):
    """Why the books may be wrong, or say less than there is to say."""

    VERDICT = "verdict"  # called late though done in time
    PAUSE = "pause"  # the time the clock stood was not given back
    PROMISE = "promise"  # reckoned anew, the promise ends later
    SIGNATURE = "signature"  # laid before the leader in time, signed too late
    REQUEST = "request"  # the request for papers was written in time, signed too late to stop the clock
    NEW_DAY = "new_day"  # appointed anew in time, and the new day was kept
    WAIT = "wait"  # the citizen's papers lay at the desk while the clock stood


Instants = Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """A finished dossier, or one whose promise has broken, as the books have it; and what was reckoned anew.

    `reckoned` is the first promise (its last instant) under the calendar of today, `unpaused` the same had the clock
    never stood, `prompt` the same had the desk taken each complement when it came; None where there is nothing to
    compare. `requests` are (written, signed), `answers` (given, taken).
    """

    now: datetime
    due_at: datetime
    late_after: datetime
    done_at: datetime | None = None
    timeliness: Timeliness | None = None
    reckoned: datetime | None = None
    unpaused: datetime | None = None
    prompt: datetime | None = None
    prepared_at: datetime | None = None
    requests: Sequence[tuple[datetime, datetime]] = ()
    answers: Sequence[tuple[datetime, datetime]] = ()
    extended_at: datetime | None = None
    new_late_after: datetime | None = None

    @property
    def end(self) -> datetime:
        return self.done_at or self.now

    @property
    def is_called_late(self) -> bool:
        if self.done_at is not None:
            return self.timeliness is Timeliness.LATE
        return is_late(done_at=self.now, late_after=self.late_after)


def doubts(books: Books) -> dict[Doubt, Instants]:
    """Every doubt with the instants that it rests on; empty where the books can stand as they are."""
    found = _OF_LATE if books.is_called_late else _OF_KEPT
    return {doubt: instants for doubt, look in found.items() for instants in look(books)}


def _verdict(books: Books) -> Iterator[Instants]:
    if books.done_at is None:
        return
    again = classify(done_at=books.done_at, due_at=books.due_at, late_after=books.late_after)
    if again is not Timeliness.LATE:
        yield {"promised": books.due_at, "done": books.done_at}


def _promise(books: Books) -> Iterator[Instants]:
    if books.reckoned and not is_late(done_at=books.end, late_after=books.reckoned) and not _is_unpaused(books):
        yield from _reckoned(books)


def _pause(books: Books) -> Iterator[Instants]:
    if books.reckoned and not is_late(done_at=books.end, late_after=books.reckoned) and _is_unpaused(books):
        yield from _reckoned(books)


def _reckoned(books: Books) -> Iterator[Instants]:
    if books.reckoned and books.reckoned != books.late_after:
        yield {"promised": books.late_after, "reckoned": books.reckoned}


def _is_unpaused(books: Books) -> bool:
    """Whether the promise stands as if the clock had never been stopped."""
    return books.unpaused == books.late_after != books.reckoned


def _signature(books: Books) -> Iterator[Instants]:
    prepared = books.prepared_at
    if prepared and not is_late(done_at=prepared, late_after=books.late_after):
        yield {"promised": books.due_at, "prepared": prepared} | ({"done": books.done_at} if books.done_at else {})


def _request(books: Books) -> Iterator[Instants]:
    for written, signed in books.requests:
        in_time = not is_late(done_at=written, late_after=books.late_after)
        if in_time and is_late(done_at=signed, late_after=books.late_after):
            yield {"promised": books.due_at, "written": written, "signed": signed}
            return


def _new_day(books: Books) -> Iterator[Instants]:
    if not (books.extended_at and books.new_late_after and books.done_at):
        return
    in_time = not is_late(done_at=books.extended_at, late_after=books.late_after)
    if in_time and not is_late(done_at=books.done_at, late_after=books.new_late_after):
        yield {"promised": books.due_at, "signed": books.extended_at, "done": books.done_at}


def _wait(books: Books) -> Iterator[Instants]:
    if books.prompt and books.answers and is_late(done_at=books.end, late_after=books.prompt):
        given, taken = max(books.answers, key=lambda answer: answer[1] - answer[0])
        yield {"promised": books.due_at, "given": given, "taken": taken, "reckoned": books.prompt}


Look = Callable[[Books], Iterator[Instants]]
_OF_LATE: dict[Doubt, Look] = {
    Doubt.VERDICT: _verdict,
    Doubt.PAUSE: _pause,
    Doubt.PROMISE: _promise,
    Doubt.SIGNATURE: _signature,
    Doubt.REQUEST: _request,
    Doubt.NEW_DAY: _new_day,
}
_OF_KEPT: dict[Doubt, Look] = {Doubt.WAIT: _wait}
