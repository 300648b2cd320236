"""Work on something that may be made to harm: in a forked process with little memory, little time and no way back.

Whatever it does to that process (kills it, fills it, hangs it) costs one file and never the worker.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_MEGABYTE = 1024 * 1024
_PAGE = resource.getpagesize()


class Died(RuntimeError):
    """The work ended without an answer: out of memory, out of time, or killed by what it read."""


def confined(work: Callable[[], T], *, megabytes: int, seconds: int) -> T:
    """What `work` returns (it is pickled), done apart. Raises Died.

    `megabytes` is what it may take beyond what this process has; `seconds` both of processor and of waiting.
    The work must leave the database and every open connection alone.
    """
    theirs, ours = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(theirs)
        _work(work, pipe=ours, megabytes=megabytes, seconds=seconds)
    os.close(ours)
    try:
        answer = _heard(theirs, deadline=time.monotonic() + seconds)
    finally:
        os.close(theirs)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    if not answer:
        raise Died
    said: T = pickle.loads(answer)  # noqa: S301 - written by our own code a moment ago
    return said


def _work(work: Callable[[], Any], *, pipe: int, megabytes: int, seconds: int) -> None:
    """In the forked process; never returns. An answer is written whole or not at all."""
    code = 1
    try:
        _limit(megabytes=megabytes, seconds=seconds)
        answer = pickle.dumps(work())
        with os.fdopen(pipe, "wb") as out:
            out.write(len(answer).to_bytes(8, "big") + answer)
        code = 0
    except MemoryError:
        code = 2
    finally:
        os._exit(code)


def _limit(*, megabytes: int, seconds: int) -> None:
    with open("/proc/self/statm", encoding="ascii") as sizes:
        taken = int(sizes.read().split()[0]) * _PAGE
    most = taken + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _heard(pipe: int, *, deadline: float) -> bytes:
    """The whole answer, or nothing."""
    heard = bytearray()
    while (left := deadline - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        block = os.read(pipe, 1 << 20)
        if not block:
            break
        heard += block
    length = int.from_bytes(heard[:8], "big")
    return bytes(heard[8:]) if len(heard) == length + 8 and length else b""
