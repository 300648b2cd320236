"""Which of the procedures that may be meant is meant the most: by words, by nickname, by what people use."""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

from apps.procedures.domain.searching import LEAST_SHARE, Lexicon, Question

# What counts as an answer where not every word was found: much of what was asked, and not far behind the best.
BEHIND_THE_BEST = 0.5
# Every word was found, in the title or a name; the last as the beginning of one at least.
WHOLE = 0.75
# How much each thing says, the share of the words that were found being 1.
CALLED_SO, CALLED_SO_WITHIN, CALLED_LONGER = 1.0, 0.7, 0.35
ENTITLED_SO, BEGINS_SO, SAYS_SO = 1.0, 0.35, 0.25
BREVITY, USED, DONE_HERE = 0.3, 0.3, 0.1
PERHAPS, BEGUN = 0.6, 0.8
BY_NAME_ONLY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A procedure that holds something of the question. Title and names are folded."""

    key: int
    title: str
    words: str
    names: tuple[str, ...] = ()
    filed: int = 0
    is_done_here: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what speaks for it: `share` of the question found, `is_called` by a name within it."""

    key: int
    score: float
    share: float
    is_called: bool


def ranked(*, candidates: list[Candidate], question: Question, lexicon: Lexicon) -> list[Ranked]:
    """The candidates, best first; equals keep the order they came in."""
    judge = _Judge.of(question, lexicon, most_filed=max((candidate.filed for candidate in candidates), default=0))
    return sorted((judge.ranked(candidate) for candidate in candidates), key=lambda row: -row.score)


def likely(*, rows: list[Ranked]) -> list[Ranked]:
    """Those of a ranking that are still an answer."""
    best = rows[0].score if rows else 0.0
    return [row for row in rows if (row.share >= LEAST_SHARE or row.is_called) and row.score >= best * BEHIND_THE_BEST]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """What a question asks of every candidate, laid out once: words between blanks, so that one look finds them."""

    phrase: str
    asked: float
    words: frozenset[str]
    terms: tuple[tuple[float, tuple[str, ...], tuple[str, ...]], ...]
    begun: str
    weights: dict[str, float]
    lexicon: Lexicon
    most_filed: int

    @classmethod
    def of(cls, question: Question, lexicon: Lexicon, *, most_filed: int) -> _Judge:
        return cls(
            phrase=question.phrase,
            asked=sum(term.weight for term in question.terms) or 1.0,
            words=frozenset(word for term in question.terms for phrase in term.phrases for word in phrase.split()),
            terms=tuple((term.weight, _apart(term.phrases), _apart(term.perhaps)) for term in question.terms),
            begun=f" {question.words[-1]}",
            weights={},
            lexicon=lexicon,
            most_filed=most_filed,
        )

    def ranked(self, candidate: Candidate) -> Ranked:
        """One candidate, and what speaks for it."""
        share, called = self._share(candidate), self._called(candidate.names)
        score = share + called + self._entitled(candidate.title) + BREVITY * self._brevity(candidate.title)
        if self.most_filed:
            score += USED * log1p(candidate.filed) / log1p(self.most_filed)
        return Ranked(
            key=candidate.key,
            score=score + DONE_HERE * candidate.is_done_here,
            share=share,
            is_called=called >= CALLED_LONGER,
        )

    def _share(self, candidate: Candidate) -> float:
        title, names = f" {candidate.words} ", "".join(f" {name} " for name in candidate.names)
        found = [_found(phrases, perhaps, title, names) for _, phrases, perhaps in self.terms]
        if found[-1] < BEGUN and (self.begun in title or self.begun in names):
            found[-1] = BEGUN
        return sum(weight * worth for (weight, _, _), worth in zip(self.terms, found, strict=True)) / self.asked

    def _called(self, names: tuple[str, ...]) -> float:
        """Called exactly what was asked; called by a part of it; called something longer."""
        phrase, best = f" {self.phrase} ", 0.0
        for name in names:
            if name == self.phrase:
                return CALLED_SO
            if f" {name} " in phrase:
                told = sum(self._weight(word) for word in name.split())
                best = max(best, CALLED_SO_WITHIN * min(told / self.asked, 1.0))
            elif phrase in f" {name} ":
                best = max(best, CALLED_LONGER)
        return best

    def _entitled(self, title: str) -> float:
        if title == self.phrase:
            return ENTITLED_SO
        if title.startswith(f"{self.phrase} "):
            return BEGINS_SO
        return SAYS_SO if f" {self.phrase} " in f" {title} " else 0.0

    def _brevity(self, title: str) -> float:
        """How much of the title was asked for: of two that say it, the shorter is meant."""
        words = set(title.split())
        said = sum(self._weight(word) for word in words & self.words)
        return said / (sum(self._weight(word) for word in words) or 1.0)

    def _weight(self, word: str) -> float:
        if word not in self.weights:
            self.weights[word] = self.lexicon.weight(word)
        return self.weights[word]


def _apart(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in phrases)


def _found(phrases: tuple[str, ...], perhaps: tuple[str, ...], title: str, names: str) -> float:
    """1 in the title, a little less in a name, less still if a finger has to have slipped."""
    for ways, worth in ((phrases, 1.0), (perhaps, PERHAPS)):
        if any(way in title for way in ways):
            return worth
        if any(way in names for way in ways):
            return worth * BY_NAME_ONLY
    return 0.0
