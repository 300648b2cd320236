"""What people type, written down before anybody looked at the ranking, and what they meant by it."""

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from apps.officials.models import Agency
from apps.procedures.domain.searching import question_of
from apps.procedures.models import ProcedureVersion
from apps.procedures.selectors import PER_PAGE
from apps.procedures.selectors.answering import answers
from apps.procedures.selectors.finding import known_versions
from apps.procedures.selectors.lexicon import lexicon
from tests.procedures.conftest import AT
from tests.sizes import pick

QUESTIONS = Path(__file__).parent / "labelled" / "questions.csv"
NEAR = 3


def asked() -> list[dict[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def places(catalogue: Agency) -> Callable[[str], list[str]]:
    """The codes that answer a question, best first."""
    words, known = lexicon(), known_versions(agency=catalogue, at=AT)
    codes = dict(known.values_list("pk", "procedure__code"))

    def ask(question: str) -> list[str]:
        read = question_of(question, lexicon=words)
        return [codes[key] for key in answers(known=known, question=read, lexicon=words, agency=catalogue)[0]]

    return ask


def test_what_was_meant_stands_among_the_first_three(places: Callable[[str], list[str]]) -> None:
    rows = asked()

    missed = [(row["question"], found) for row in rows if row["code"] not in (found := places(row["question"])[:NEAR])]

    assert len(rows) >= 60
    assert missed == []


def test_plain_question_is_answered_at_once(places: Callable[[str], list[str]]) -> None:
    plain = [row for row in asked() if row["how"] == "first"]

    assert {row["question"]: places(row["question"])[0] for row in plain} == {
        row["question"]: row["code"] for row in plain
    }


def test_title_with_one_slip_of_the_finger_is_still_found(places: Callable[[str], list[str]]) -> None:
    """Two neighbouring letters changed about in one word of a title."""
    dice = Random(20261122)
    titles = list(ProcedureVersion.objects.filter(effective_to=None).values_list("procedure__code", "folded_name"))
    slipped = [(code, _slipped(title, dice)) for code, title in dice.sample(titles, pick(sample=15, full=50))]

    missed = [text for code, text in slipped if code not in places(text)[:PER_PAGE]]

    assert missed == []


def _slipped(title: str, dice: Random) -> str:
    words = title.split()[:12]
    place = dice.choice([n for n, word in enumerate(words) if len(word) > 3] or [0])
    letter = dice.randrange(len(words[place]) - 1)
    word = words[place]
    words[place] = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
    return " ".join(words)
