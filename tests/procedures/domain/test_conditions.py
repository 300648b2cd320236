"""Conditions decide the same for showing, requiring and routing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.conditions import (
    All,
    AnyOf,
    Asks,
    BadCondition,
    Condition,
    Not,
    Test,
    condition_data,
    fields_asked,
    holds,
    read_condition,
)

ANSWERS: dict[str, Any] = {
    "married": "Có",
    "children": "2",
    "sum": "1.250.000",
    "day": "12/11/2026",
    "home": {"province": "14", "commune": "03646", "words": "Thôn Bó"},
    "rows": [{"name": ""}, {"name": "Lò Thị Mai"}],
    "blank_rows": [{"name": ""}],
    "nothing": "",
}


@pytest.mark.parametrize(
    ("field", "test", "value", "expected"),
    [
        ("married", "equals", "Có", True),
        ("married", "equals", "Không", False),
        ("absent", "equals", "Có", False),
        ("married", "one_of", ["Không", "Có"], True),
        ("children", "greater", "1", True),
        ("children", "greater", 2, False),
        ("sum", "greater", "999.999", True),
        ("sum", "less", "1.250.001", True),
        ("day", "less", "1/12/2026", True),
        ("day", "greater", "5", False),
        ("nothing", "less", "5", False),
        ("home.commune", "equals", "03646", True),
        ("home.detail", "equals", "x", False),
        ("home", "filled", None, True),
        ("rows", "filled", None, True),
        ("blank_rows", "filled", None, False),
        ("nothing", "empty", None, True),
    ],
)
def test_a_question_about_one_answer_is_decided(field: str, test: str, value: Any, expected: bool) -> None:
    tree = {"field": field, "is": test} | ({"value": value} if value is not None else {})

    assert holds(read_condition(tree), answers=ANSWERS) is expected


def test_parts_are_joined_by_all_any_and_not() -> None:
    yes, no = {"field": "married", "is": "filled"}, {"field": "married", "is": "empty"}

    assert holds(read_condition({"all": [yes, {"not": no}]}), answers=ANSWERS)
    assert not holds(read_condition({"all": [yes, no]}), answers=ANSWERS)
    assert holds(read_condition({"any": [no, yes]}), answers=ANSWERS)


@pytest.mark.parametrize(
    "tree",
    [
        None,
        "married",
        {},
        {"all": []},
        {"all": "xy"},
        {"field": "Married", "is": "filled"},
        {"field": "a.b.c", "is": "filled"},
        {"field": "a", "is": "like", "value": "x"},
        {"field": "a", "is": "equals"},
        {"field": "a", "is": "equals", "value": ""},
        {"field": "a", "is": "equals", "value": ["x", "y"]},
        {"field": "a", "is": "greater", "value": "nhiều"},
        {"field": "a", "is": "greater", "value": "31/02/2026"},
        {"field": "a", "is": "filled", "value": "x"},
        {"field": "a", "is": "filled", "then": "x"},
        {"not": {"not": {"not": {"not": {"field": "a", "is": "filled"}}}}},
    ],
)
def test_a_condition_that_cannot_be_decided_is_refused(tree: Any) -> None:
    with pytest.raises(BadCondition):
        read_condition(tree)


_ASKS = st.one_of(
    st.builds(Asks, st.sampled_from(["a", "b", "b.part"]), st.sampled_from([Test.FILLED, Test.EMPTY])),
    st.builds(
        Asks,
        st.sampled_from(["a", "b"]),
        st.sampled_from([Test.EQUALS, Test.GREATER, Test.LESS]),
        st.sampled_from([("1",), ("2",), ("01/02/2026",)]),
    ),
    st.builds(Asks, st.just("a"), st.just(Test.ONE_OF), st.just(("1", "2"))),
)
_TREES: st.SearchStrategy[Condition] = st.recursive(
    _ASKS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=4,
).filter(lambda condition: _depth(condition) <= 4)


def _depth(condition: Condition) -> int:
    match condition:
        case All(parts) | AnyOf(parts):
            return 1 + max(_depth(part) for part in parts)
        case Not(part):
            return 1 + _depth(part)
        case _:
            return 1


@given(condition=_TREES, a=st.sampled_from(["", "1", "2", "3"]), b=st.sampled_from(["", "02/02/2026"]))
def test_a_condition_survives_being_kept_and_its_opposite_is_its_opposite(condition: Condition, a: str, b: str) -> None:
    answers = {"a": a, "b": b}

    assert read_condition(condition_data(condition)) == condition
    assert holds(Not(condition), answers=answers) is not holds(condition, answers=answers)
    assert set(fields_asked(condition)) <= {"a", "b"}
