"""What a bad file does to the process that reads it is done to that process alone."""

from __future__ import annotations

import os
import time

import pytest

from apps.core.confining import Died, confined


def hungry() -> int:
    return len(bytearray(600 * 2**20))


def endless() -> int:
    while True:
        pass


def asleep() -> None:
    time.sleep(60)


def killed() -> None:
    os.kill(os.getpid(), 9)


def broken() -> None:
    raise ValueError


def test_answer_comes_back() -> None:
    assert confined(lambda: {"trang": [1, 2]}, megabytes=100, seconds=10) == {"trang": [1, 2]}


@pytest.mark.parametrize("work", [hungry, endless, asleep, killed, broken])
def test_whatever_happens_there_is_one_sentence_here(work: object) -> None:
    began = time.monotonic()

    with pytest.raises(Died):
        confined(work, megabytes=100, seconds=2)  # type: ignore[arg-type]

    assert time.monotonic() - began < 30
