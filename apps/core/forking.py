"""Work that costs processor time, in forked processes where there are cores for it, in this one where there are none.

A work is a generator: it says one thing first, is told one thing back, and then says the rest. Forked, because what it
begins with is large and is never copied; a forked work must leave the database alone.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Protocol

Work = Callable[[], Generator[Any, Any, None]]


class BrokenOff(RuntimeError):
    """A forked work ended before it had said everything; why stands on stderr."""


class Worker(Protocol):
    """Somebody at work, here or apart."""

    def hear(self) -> Any:
        """The next thing it says."""

    def tell(self, word: Any) -> None:
        """What it waits for after its first word."""


def cores() -> int:
    """How many works this machine does at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def at_work(*, works: Sequence[Work]) -> Iterator[list[Worker]]:
    """A worker for each work, all of them gone at the end; a single work, or one that cannot fork, stays here."""
    if len(works) == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield [_Here(work) for work in works]
        return
    apart: list[_Apart] = []
    try:
        for work in works:
            apart.append(_Apart(work))
        yield [*apart]
    finally:
        for worker in apart:
            worker.end()


class _Here:
    def __init__(self, work: Work) -> None:
        self._talk = work()
        self._word: Any = None

    def hear(self) -> Any:
        word, self._word = self._word, None
        return self._talk.send(word)

    def tell(self, word: Any) -> None:
        self._word = word


class _Apart:
    def __init__(self, work: Work) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        fork = multiprocessing.get_context("fork").Process
        self._process = fork(target=_work, args=(work, theirs, self._pipe), daemon=True)
        self._process.start()
        theirs.close()  # so that its end is heard here

    def hear(self) -> Any:
        try:
            return self._pipe.recv()
        except EOFError as end:
            raise BrokenOff from end

    def tell(self, word: Any) -> None:
        self._pipe.send(word)

    def end(self) -> None:
        self._pipe.close()
        self._process.terminate()
        self._process.join()


def _work(work: Work, pipe: Connection[Any, Any], other_end: Connection[Any, Any]) -> None:
    """The whole of a forked work. It ends when nobody listens any more, even if whoever began it was killed: left
    behind, it would keep the open transaction of the killed one alive, and its locks."""
    other_end.close()
    talk = work()
    pipe.send(next(talk))
    pipe.send(talk.send(pipe.recv()))
    for word in talk:
        pipe.send(word)
