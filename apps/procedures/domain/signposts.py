"""The way by questions from «Bạn cần gì?» to a procedure, as the file writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One answer: where it stands, and what it leads to, more answers or procedures."""

    slug: str
    parent: str
    position: int
    words: str
    meaning: str
    picture: str
    question: str
    procedures: tuple[str, ...]


class BadSignposts(ValueError):
    """The way cannot be walked: `slug` asks nothing of what it leads to, leads nowhere, or comes too late."""

    def __init__(self, *, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def posts_of(rows: list[Mapping[str, Any]], *, parent: str = "", asked: int = 1) -> Iterator[Post]:
    """Every answer of a way, each after the one that leads to it. Raises BadSignposts."""
    for position, row in enumerate(rows, start=1):
        answers = row.get("answers", [])
        leads = bool(answers) == bool(row.get("question")) and bool(answers) != bool(row.get("procedures"))
        if not leads or asked > MOST_QUESTIONS:
            raise BadSignposts(slug=row["slug"])
        yield Post(
            slug=row["slug"],
            parent=parent,
            position=position,
            words=row["words"],
            meaning=row.get("meaning", ""),
            picture=row.get("picture", ""),
            question=row.get("question", ""),
            procedures=tuple(row.get("procedures", ())),
        )
        yield from posts_of(answers, parent=row["slug"], asked=asked + 1)
