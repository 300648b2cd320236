"""Works in processes of their own say what they would say here."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

import pytest

from apps.core.forking import BrokenOff, at_work

Said = tuple[int, int]


def count(start: int) -> Generator[Said, int]:
    """A first word, what it was told, and two words more; each with the process that spoke."""
    step = yield start, os.getpid()
    for times in (1, 2):
        yield start + times * step, os.getpid()


def fail() -> Generator[int, int]:
    yield 1
    raise ValueError("on purpose")


@pytest.mark.parametrize("starts", [(100,), (100, 200, 300)])
def test_works_say_the_same_here_and_apart(starts: tuple[int, ...]) -> None:
    with at_work(works=[partial(count, start) for start in starts]) as workers:
        first = [worker.hear() for worker in workers]
        for worker in workers:
            worker.tell(7)
        rest = [[worker.hear()[0], worker.hear()[0]] for worker in workers]

    assert [number for number, _ in first] == list(starts)
    assert rest == [[start + 7, start + 14] for start in starts]
    assert len({process for _, process in first}) == len(starts)
    assert (os.getpid() in {process for _, process in first}) == (len(starts) == 1)


def test_a_work_that_breaks_off_is_noticed_and_nobody_is_left_behind() -> None:
    with pytest.raises(BrokenOff), at_work(works=[partial(count, 1), fail]) as workers:  # noqa: PT012 - one talk
        (_, process), _ = (worker.hear() for worker in workers)
        workers[1].tell(1)
        workers[1].hear()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def begin_and_wait(pipe: Connection[Any, Any]) -> None:
    with at_work(works=[partial(count, 1), partial(count, 2)]) as workers:
        pipe.send([worker.hear()[1] for worker in workers])
        signal.pause()


def test_works_end_with_whoever_began_them_even_if_that_one_was_killed() -> None:
    ours, theirs = multiprocessing.Pipe()
    beginner = multiprocessing.get_context("fork").Process(target=begin_and_wait, args=(theirs,))
    beginner.start()
    theirs.close()
    processes = ours.recv()
    assert beginner.pid is not None

    os.kill(beginner.pid, signal.SIGKILL)
    beginner.join()

    try:
        assert ours.poll(20), "the works inherited the other end: it is closed when the last of them is gone"
        with pytest.raises(EOFError):
            ours.recv()
    finally:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
