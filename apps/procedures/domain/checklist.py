"""Papers a procedure asks for, against papers on the table: what is missing, said in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the checklist. Only some papers are asked of everybody: the others say so in their name."""

    key: int
    name: str
    originals: int = 1
    copies: int = 0
    is_note: bool = False
    if_any: bool = False

    @property
    def must_be_there(self) -> bool:
        return not (self.is_note or self.if_any)

    @property
    def words(self) -> str:
        """How many of what: «Giấy chứng sinh (1 bản chính)»."""
        kinds = ((self.originals, "bản chính"), (self.copies, "bản sao"))
        counted = [f"{number} {kind}" for number, kind in kinds if number]
        return f"{self.name} ({', '.join(counted)})" if counted else self.name


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checklist says about one set of ticked papers."""

    missing: tuple[Paper, ...]
    optional_left: tuple[Paper, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def words(self) -> tuple[str, ...]:
        """The missing papers as lines of a supplement request."""
        return tuple(paper.words for paper in self.missing)


# How the law calls a form that is filled in.
_FORMS_TO_FILL = ("Tờ khai", "Đơn ", "Giấy đề nghị", "Thông báo ")
_ONLY_IF = ("nếu có", "trong trường hợp", "đối với trường hợp", "trường hợp ", "nếu ")


_FIRST_CLAUSE = re.compile(r"[^;.]*")


def is_only_if(name: str) -> bool:
    """Whether a paper is asked only of some: «(nếu có)», «trường hợp …», as the law words it.

    Only its first clause decides: «Giấy chứng sinh; trường hợp không có thì …» is asked of everybody.
    """
    clause = _FIRST_CLAUSE.match(name.lower())
    return any(words in clause[0] for words in _ONLY_IF) if clause else False


def is_form(name: str) -> bool:
    """Whether a paper is a form that is filled in: declared on the screen, it is not asked for on paper as well."""
    return name.startswith(_FORMS_TO_FILL)


def check(*, papers: Sequence[Paper], ticked: Collection[int]) -> Checked:
    """Which papers are still missing when those with these keys lie on the table."""
    left = [paper for paper in papers if paper.key not in ticked and not paper.is_note]
    return Checked(
        missing=tuple(paper for paper in left if paper.must_be_there),
        optional_left=tuple(paper for paper in left if paper.if_any),
    )
