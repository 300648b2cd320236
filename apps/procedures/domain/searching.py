"""What somebody typed, as terms to look for; and where its words stand in a title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from apps.core.folding import fold
from apps.procedures.domain.spelling import respelt, slips, split_in_two, untelexed

LONGEST_QUESTION = 200
MOST_WORDS = 12
LONGEST_SAYING = 5
# Words people put around their question. They are dropped, or weigh little, only while something else is left.
_AROUND = frozenset("toi em anh chi muon can xin cho lam thu tuc giay to o dau nhu the nao gi bao lau dang ky".split())
_ALWAYS_AROUND = frozenset("toi em anh chi muon can xin lam o dau the nao gi thi phai".split())
# Words that stand in titles too, but tell little of what somebody wants.
_SMALL = _AROUND | frozenset("de cu bi roi moi voi va khong co phai ong ba bo noi ngoai minh ai nay duoc nua".split())
_LITTLE, _SAYING = 0.3, 1.5
# What counts as an answer where not every word was found.
LEAST_SHARE = 0.4
# A word in fewer titles than one of so many may be a slip that happens to be a word.
RARE = 500


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words the catalogue knows, in how many titles each stands, and what people mean by their own words."""

    counts: Mapping[str, int] = field(default_factory=dict)
    titles: int = 0
    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """How much a word tells: the rarer in titles, the more; a word nobody knows as much as the rarest."""
        telling = log(1 + (self.titles + 1) / (1 + self.counts.get(word, 0)))
        return telling * (_LITTLE if word in _SMALL else 1.0)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: the phrases that say it, and those that may say it if a finger slipped."""

    phrases: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words without marks. `words` as typed, `phrase` all of them, `terms` what they may mean."""

    phrase: str
    words: tuple[str, ...]
    terms: tuple[Term, ...] = ()
    is_corrected: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def strict(self) -> str:
        """Every term, as a PostgreSQL text query; the last word may be the beginning of one."""
        *most, last = [[_together(phrase) for phrase in term.phrases] for term in self.terms]
        last = [*last, f"{self.words[-1]}:*"] if self.words[-1] in self.terms[-1].phrases else last
        return " & ".join(f"({' | '.join(f'({way})' for way in ways)})" for ways in [*most, last])

    @property
    def loose(self) -> str:
        """Any of the terms without which too little of the question would be found: the lightest are left out."""
        may_lack = LEAST_SHARE * sum(term.weight for term in self.terms)
        telling = sorted(self.terms, key=lambda term: term.weight)
        while len(telling) > 1 and telling[0].weight < may_lack:
            may_lack -= telling.pop(0).weight
        ways = [_together(phrase) for term in telling for phrase in (*term.phrases, *term.perhaps)]
        return " | ".join(f"({way})" for way in dict.fromkeys(ways))

    @property
    def runs(self) -> tuple[str, ...]:
        """Every run of words in it, as it may be a name that people use."""
        said = self.phrase.split()
        return tuple(dict.fromkeys(" ".join(said[a:b]) for a in range(len(said)) for b in range(a + 1, len(said) + 1)))

    @property
    def marks(self) -> frozenset[str]:
        """The words to mark in a title."""
        meant = {word for term in self.terms for phrase in (*term.phrases, *term.perhaps) for word in phrase.split()}
        return frozenset({*self.words, *meant} - _AROUND)


def question_of(text: str, *, lexicon: Lexicon | None = None) -> Question:
    """The terms of a question. «tôi muốn làm khai sinh» asks for «khai sinh»."""
    known = lexicon or Lexicon()
    said = fold(text[:LONGEST_QUESTION]).split()[:MOST_WORDS]
    kept = _within_sayings(said, known)
    words = tuple(w for place, w in enumerate(said) if place in kept or w not in _ALWAYS_AROUND) or tuple(said)
    meant = [_meant(word, known) for word in words]
    read = [way for word in meant for way in word.phrases[0].split()]
    return Question(
        phrase=" ".join(read),
        words=words,
        terms=tuple(_terms(meant, known)),
        is_corrected=any(word.phrases[0] in word.perhaps for word in meant),
    )


def _within_sayings(said: list[str], known: Lexicon) -> set[int]:
    """The places of words that belong to an everyday saying: «can» in «căn cước» is no «cần»."""
    spans = (range(a, b) for a in range(len(said)) for b in range(a + 2, min(a + LONGEST_SAYING, len(said)) + 1))
    return {place for span in spans if " ".join(said[span.start : span.stop]) in known.meanings for place in span}


def _meant(word: str, known: Lexicon) -> Term:
    """A word as read: as it stands, in its other spelling, without tone letters, in two, or one slip away."""
    counts = known.counts
    if not counts or word.isdigit():
        return Term((word,))
    other = [spelt for spelt in (respelt(word),) if spelt != word and spelt in counts]
    if word in counts:
        is_rare = counts[word] <= max(1, known.titles // RARE)
        likelier = [near for near in slips(word, known=counts) if counts[near] > counts[word]] if is_rare else []
        return Term((word, *other), tuple(likelier))
    plain = untelexed(word)
    if plain != word and plain in counts:
        return Term((plain,))
    if other:
        return Term(tuple(other))
    near = slips(word, known=counts) or slips(plain, known=counts)
    in_two = split_in_two(word, known=counts)
    ways = tuple(way for way in (in_two, *near) if way)
    return Term(ways, ways) if ways else Term((word,))


def _terms(meant: list[Term], known: Lexicon) -> Iterator[Term]:
    """Words joined to the sayings they make up, the longest first; each once."""
    place = 0
    while place < len(meant):
        length, saying = _saying(meant, place, known)
        if length:
            # Whoever uses a saying means it, however common its words are.
            weight = _SAYING * sum(_weight(word, known) for word in meant[place : place + length])
            yield Term((saying, *known.meanings[saying]), weight=weight)
        else:
            word, length = meant[place], 1
            yield Term(word.phrases, word.perhaps, weight=_weight(word, known))
        place += length


def _saying(meant: list[Term], place: int, known: Lexicon) -> tuple[int, str]:
    for length in range(min(LONGEST_SAYING, len(meant) - place), 0, -1):
        said = " ".join(word.phrases[0] for word in meant[place : place + length])
        if said in known.meanings:
            return length, said
    return 0, ""


def _weight(word: Term, known: Lexicon) -> float:
    return sum(known.weight(part) for part in word.phrases[0].split())


def _together(phrase: str) -> str:
    # Whether the words stand side by side is for the ranking: the index would have to read every text anew.
    return " & ".join(phrase.split())


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a title; `is_hit` if the reader asked for it."""

    text: str
    is_hit: bool


def marked(title: str, *, question: Question) -> tuple[Part, ...]:
    """A title in pieces, neighbouring words of the question joined. Small words alone are not marked."""
    telling = question.marks
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
