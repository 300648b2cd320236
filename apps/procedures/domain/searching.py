"""What somebody typed, as words to look for; and where those words stand in a title."""

from __future__ import annotations

from dataclasses import dataclass

from apps.core.folding import fold

LONGEST_QUESTION = 200
MOST_WORDS = 12
# Words people put around their question. They are dropped only while something else is left.
_AROUND = frozenset("toi em anh chi muon can xin cho lam thu tuc giay to o dau nhu the nao gi bao lau dang ky".split())
_ALWAYS_AROUND = frozenset("toi em anh chi muon can xin lam o dau the nao gi thi phai".split())


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words without marks. `words` are looked for all together, `phrase` as it was typed."""

    phrase: str
    words: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def tsquery(self) -> str:
        """The words as a PostgreSQL text query; the last may be the beginning of a word."""
        return " & ".join([*self.words[:-1], f"{self.words[-1]}:*"])


def question_of(text: str) -> Question:
    """The words of a question. «tôi muốn làm khai sinh» asks for «khai sinh»."""
    said = fold(text[:LONGEST_QUESTION]).split()[:MOST_WORDS]
    words = [word for word in said if word not in _ALWAYS_AROUND] or said
    return Question(phrase=" ".join(words), words=tuple(words))


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a title; `is_hit` if the reader asked for it."""

    text: str
    is_hit: bool


def marked(title: str, *, question: Question) -> tuple[Part, ...]:
    """A title in pieces, neighbouring words of the question joined. Small words alone are not marked."""
    telling = {word for word in question.words if word not in _AROUND}
    parts: list[Part] = []
    for word in title.split():
        folded = fold(word)
        is_hit = bool(folded) and any(folded == asked or _begins(folded, asked) for asked in telling)
        if parts and parts[-1].is_hit is is_hit:
            parts[-1] = Part(f"{parts[-1].text} {word}", is_hit)
        else:
            parts.append(Part(word, is_hit))
    return tuple(parts)


def _begins(folded: str, asked: str) -> bool:
    return len(asked) > 2 and folded.startswith(asked)
