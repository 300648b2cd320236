"""The dossier code: agency, day of reception, order of that day (TT 01/2018/TT-VPCP, Điều 19; kept by TT 03/2025)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from apps.core.addresses import alike, plain

TEMPORARY_PREFIX = "TMP-"
# What a hand writes for a digit, and what it puts between two parts.
_DIGIT, _GAP = "[0-9OIL]", r"[\s_-]{1,3}"
_AGENCY = r"[A-Z0-9]+(?:\.[A-Z0-9]+)*"
_CODE = re.compile(rf"(?<![\w.])({_AGENCY}){_GAP}({_DIGIT}{{6}}){_GAP}({_DIGIT}{{4,9}})(?!\w)")
_TEMPORARY = re.compile(r"(?<!\w)TMP[\s_-]{0,3}([0-9A-Z]{4}(?:[\s_-]?[0-9A-Z]{4,12})?)(?!\w)")
_RUN_TOGETHER = tuple(re.compile(rf"({_AGENCY})({_DIGIT}{{6}})({_DIGIT}{{{length}}})") for length in (4, 5))


class NotACode(ValueError):
    """What was typed is neither a dossier code nor a temporary reference."""


def dossier_code(*, agency_code: str, day: date, number: int) -> str:
    """H99.71-261120-0007; from the ten thousandth on the last part simply grows."""
    return f"{agency_code}-{day:%y%m%d}-{number:04d}"


def readings(typed: str) -> tuple[str, ...]:
    """Every code or temporary reference that was perhaps meant, the likeliest first. Raises NotACode.

    Forgiven are case, blanks, other dashes or none, full-width letters, O for 0, I and L for 1, and whatever stands
    around it: a whole address, a sentence.
    """
    text = plain(typed).upper()
    # Blanks within a part make sense only where nothing stands around it.
    found = list(dict.fromkeys([*_within(text), *_within(re.sub(r"\s", "", text)), *_run_together(text)]))
    if not found:
        raise NotACode(typed)
    return tuple(found)


def limit_key(typed: str) -> str:
    """One name for all spellings of a code, under which wrong tries are counted."""
    try:
        meant = readings(typed)[0]
    except NotACode:
        meant = plain(typed)
    return "".join(c for c in alike(meant) if c.isalnum())


def _within(text: str) -> Iterator[str]:
    for found in _TEMPORARY.findall(text):
        body = re.sub(r"[\s_-]", "", found)
        yield from (TEMPORARY_PREFIX + body, TEMPORARY_PREFIX + alike(body))
    for agency, day, number in _CODE.findall(text):
        yield from _spelt(agency, day, number)


def _run_together(text: str) -> Iterator[str]:
    bare = re.sub(r"[\s_-]", "", text)
    for pattern in _RUN_TOGETHER:
        if (match := pattern.fullmatch(bare)) and _is_day(alike(match[2])):
            yield from _spelt(*match.groups())


def _spelt(agency: str, day: str, number: str) -> Iterator[str]:
    """With the agency as it stands, and with its look-alikes put right."""
    tail = f"{alike(day)}-{alike(number)}"
    yield from (f"{agency}-{tail}", f"{alike(agency)}-{tail}")


def _is_day(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31
