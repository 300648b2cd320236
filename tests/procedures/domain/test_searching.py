"""A question, read against what the catalogue knows."""

from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.ranking import Candidate, likely, ranked
from apps.procedures.domain.searching import Lexicon, question_of

LEXICON = Lexicon(
    counts={
        "giay": 40,
        "xac": 20,
        "nhan": 20,
        "tinh": 5,
        "trang": 4,
        "hon": 6,
        "doc": 1,
        "than": 2,
        "khai": 9,
        "sinh": 9,
    },
    titles=100,
    meanings={"doc than": ("tinh trang hon nhan",)},
)


def test_everyday_words_stand_beside_those_of_the_law() -> None:
    question = question_of("giấy xác nhận độc thân", lexicon=LEXICON)

    assert [term.phrases for term in question.terms] == [
        ("giay",),
        ("xac",),
        ("nhan",),
        ("doc than", "tinh trang hon nhan"),
    ]
    assert question.strict == ("((giay)) & ((xac)) & ((nhan)) & ((doc & than) | (tinh & trang & hon & nhan))")


def test_last_word_may_be_the_beginning_of_one() -> None:
    assert question_of("khai sin", lexicon=Lexicon()).strict == "((khai)) & ((sin) | (sin:*))"


def test_slip_is_told_from_a_word_and_from_a_keyboard_that_was_not_switched() -> None:
    slipped, telexed, right = (question_of(text, lexicon=LEXICON) for text in ("khia sinh", "khais sinh", "khai sinh"))

    assert [question.phrase for question in (slipped, telexed, right)] == ["khai sinh"] * 3
    assert [question.is_corrected for question in (slipped, telexed, right)] == [True, False, False]


def test_rare_words_tell_more_than_common_ones_and_small_ones_least() -> None:
    assert LEXICON.weight("doc") > LEXICON.weight("xac") > LEXICON.weight("giay") > 0


def test_what_people_use_decides_between_equals() -> None:
    question = question_of("khai sinh", lexicon=LEXICON)
    rows = [
        Candidate(key=key, title=f"khai sinh {word}", words=f"khai sinh {word}", filed=filed)
        for key, word, filed in ((1, "mot", 3), (2, "hai", 300), (3, "bon", 0))
    ]

    assert [row.key for row in ranked(candidates=rows, question=question, lexicon=LEXICON)] == [2, 1, 3]


def test_popular_procedure_does_not_push_away_what_was_asked_for() -> None:
    question = question_of("xác nhận tình trạng hôn nhân", lexicon=LEXICON)
    rows = [
        Candidate(key=1, title="cap giay xac nhan", words="cap giay xac nhan", filed=100_000),
        Candidate(key=2, title="xac nhan tinh trang hon nhan", words="xac nhan tinh trang hon nhan", filed=1),
    ]

    found = ranked(candidates=rows, question=question, lexicon=LEXICON)

    assert [row.key for row in found] == [2, 1]
    assert [row.key for row in likely(rows=found)] == [2]


@given(st.text(max_size=300))
def test_any_question_can_be_asked(text: str) -> None:
    question = question_of(text, lexicon=LEXICON)

    if not question.is_empty:
        assert question.strict
        assert question.loose
        assert len(question.runs) <= 12 * 25
