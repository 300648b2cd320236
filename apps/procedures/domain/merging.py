"""The text of a result with places that answers fill in: `{{child_name}}`, `{{child_birth_date|bang_chu}}`.

It only puts words into places. It is no template language: nothing in it can be run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from apps.procedures.domain.days import NotADate, read_date
from apps.procedures.domain.form_schema import FormField
from apps.procedures.domain.numerals import spell, spell_day

# What the dossier, the office and the day say, whatever the form asks.
OF_THE_CASE = (
    "ho_so.ma",
    "ho_so.chu_ho_so",
    "ho_so.nguoi_nop",
    "ho_so.thu_tuc",
    "co_quan.ten",
    "co_quan.noi",
    "hom_nay",
)
BLANK = "……"
MOST_LETTERS = 20_000
_PLACE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")


@dataclass(frozen=True, slots=True)
class BadPlace:
    """One place that nothing can fill in: as it is written, and the line it stands on."""

    written: str
    line: int


class BadTemplate(ValueError):
    """Some places of the text cannot be filled in; `places` says which."""

    def __init__(self, places: Sequence[BadPlace]) -> None:
        super().__init__("; ".join(f"{place.line}: {place.written}" for place in places))
        self.places = tuple(places)


def check_template(*, template: str, fields: Sequence[FormField]) -> None:
    """Raises BadTemplate where a place names no question, or is not written as a place."""
    known = {field.name for field in fields if field.is_asked} | set(OF_THE_CASE)
    bad = [
        BadPlace(written, number)
        for number, line in enumerate(template.splitlines(), start=1)
        for written in _bad_in(line, known)
    ]
    if bad:
        raise BadTemplate(bad)


def merge(*, template: str, words: Mapping[str, str]) -> str:
    """The text with every place filled in: with nothing where a question was not asked, with dots where it is open."""

    def fill(found: re.Match[str]) -> str:
        said = words.get(found[1], "")
        if found[1] not in words:
            return ""
        return FILTERS[found[2]](said) if found[2] and said else said or BLANK

    return "\n".join(" ".join(_PLACE.sub(fill, line).split(" ")).rstrip() for line in template.splitlines())


def places(template: str) -> tuple[str, ...]:
    """The questions a text names, each once."""
    return tuple(dict.fromkeys(found[1] for found in _PLACE.finditer(template)))


def _bad_in(line: str, known: set[str]) -> list[str]:
    bad = [found[0] for found in _PLACE.finditer(line) if found[1] not in known or (found[2] or "") not in FILTERS]
    rest = _PLACE.sub("", line)
    return bad + [mark for mark in ("{{", "}}") if mark in rest]


def _in_words(said: str) -> str:
    try:
        return spell_day(read_date(said))
    except NotADate:
        digits = said.replace(".", "")
        return spell(int(digits)) if digits.isdecimal() and len(digits) <= 12 else said


def _year(said: str) -> str:
    try:
        return str(read_date(said).year)
    except NotADate:
        return said


FILTERS: Mapping[str, Callable[[str], str]] = {
    "": lambda said: said,
    "bang_chu": _in_words,
    "nam": _year,
    "chu_hoa": lambda said: said.upper(),
}
