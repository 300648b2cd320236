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
    most_filed = max((candidate.filed for candidate in candidates), default=0)
    asked = sum(term.weight for term in question.terms) or 1.0
    rows = [_ranked(candidate, question, lexicon, asked, most_filed) for candidate in candidates]
    return sorted(rows, key=lambda row: -row.score)


def likely(*, rows: list[Ranked]) -> list[Ranked]:
    """Those of a ranking that are still an answer."""
    best = rows[0].score if rows else 0.0
    return [row for row in rows if (row.share >= LEAST_SHARE or row.is_called) and row.score >= best * BEHIND_THE_BEST]


def _ranked(candidate: Candidate, question: Question, lexicon: Lexicon, asked: float, most_filed: int) -> Ranked:
    title, names = f" {candidate.words} ", "".join(f" {name} " for name in candidate.names)
    got = sum(term.weight * _found(term.phrases, term.perhaps, title, names) for term in question.terms)
    if got < asked and f" {question.words[-1]}" in title + names:
        last = question.terms[-1]
        got += last.weight * max(BEGUN - _found(last.phrases, last.perhaps, title, names), 0.0)
    share = got / asked
    called = _called(candidate.names, question, lexicon, asked)
    score = share + called + _entitled(candidate.title, question) + BREVITY * _brevity(candidate, question, lexicon)
    if most_filed:
        score += USED * log1p(candidate.filed) / log1p(most_filed)
    return Ranked(
        key=candidate.key,
        score=score + DONE_HERE * candidate.is_done_here,
        share=share,
        is_called=called >= CALLED_LONGER,
    )


def _found(phrases: tuple[str, ...], perhaps: tuple[str, ...], title: str, names: str) -> float:
    """1 in the title, a little less in a name, less still if a finger has to have slipped."""
    for ways, worth in ((phrases, 1.0), (perhaps, PERHAPS)):
        if any(f" {way} " in title for way in ways):
            return worth
        if any(f" {way} " in names for way in ways):
            return worth * BY_NAME_ONLY
    return 0.0


def _called(names: tuple[str, ...], question: Question, lexicon: Lexicon, asked: float) -> float:
    """Called exactly what was asked; called by a part of it; called something longer."""
    phrase = f" {question.phrase} "
    best = 0.0
    for name in names:
        if name == question.phrase:
            return CALLED_SO
        if f" {name} " in phrase:
            told = sum(lexicon.weight(word) for word in name.split())
            best = max(best, CALLED_SO_WITHIN * min(told / asked, 1.0))
        elif phrase in f" {name} ":
            best = max(best, CALLED_LONGER)
    return best


def _entitled(title: str, question: Question) -> float:
    if title == question.phrase:
        return ENTITLED_SO
    if title.startswith(f"{question.phrase} "):
        return BEGINS_SO
    return SAYS_SO if f" {question.phrase} " in f" {title} " else 0.0


def _brevity(candidate: Candidate, question: Question, lexicon: Lexicon) -> float:
    """How much of the title was asked for: of two that say it, the shorter is meant."""
    asked = {word for term in question.terms for phrase in term.phrases for word in phrase.split()}
    weights = {word: lexicon.weight(word) for word in candidate.title.split()}
    return sum(weight for word, weight in weights.items() if word in asked) / (sum(weights.values()) or 1.0)
