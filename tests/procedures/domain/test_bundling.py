"""One form for several procedures: asked once, shown and demanded as soon as one part wants it, told to every part."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.answering import must_answer, standing
from apps.procedures.domain.bundling import CommonForm, FormPart, common_form
from apps.procedures.domain.conditions import fields_asked
from apps.procedures.domain.form_schema import FormField, fields_of
from apps.procedures.services.commune import OWN_FORMS, OWN_OFFERINGS

MOTHER_LIVES = {"field": "lives_here", "is": "equals", "value": "Có"}


def form(*rows: dict[str, Any]) -> tuple[FormField, ...]:
    return fields_of({"fields": list(rows)})


def names(common: CommonForm) -> list[str]:
    return [one.name for one in common.fields]


def own_form(name: str) -> tuple[FormField, ...]:
    file = OWN_FORMS / f"{name}.json"
    if file.exists():
        return fields_of(json.loads(file.read_text(encoding="utf-8")))
    return fields_of({"fields": json.loads(OWN_OFFERINGS.read_text(encoding="utf-8"))["forms"][name]})


BIRTH = FormPart(
    key="a",
    name="Khai sinh",
    fields=form(
        {"name": "child_name", "label": "Tên của bé"},
        {"name": "lives_here", "label": "Ở xã này?", "type": "choice", "options": ["Có", "Không"]},
        {"name": "phone", "label": "Điện thoại", "type": "phone", "show_when": MOTHER_LIVES},
        {"name": "copies", "label": "Số bản sao cần thêm", "type": "number", "required": False},
    ),
)
COPY = FormPart(
    key="b",
    name="Bản sao",
    fields=form(
        {"name": "kind", "label": "Giấy nào", "type": "choice", "options": ["Khai sinh", "Kết hôn"]},
        {"name": "owner", "label": "Tên người trên giấy"},
        {
            "name": "spouse",
            "label": "Vợ hoặc chồng",
            "show_when": {"field": "kind", "is": "equals", "value": "Kết hôn"},
        },
        {"name": "phone", "label": "Điện thoại", "type": "phone", "required": False},
        {"name": "copies", "label": "Số bản", "type": "number"},
    ),
    shares={"owner": "child_name"},
    given={"kind": "Khai sinh"},
)


def test_shared_and_given_questions_are_not_asked_again() -> None:
    common = common_form([BIRTH, COPY])

    assert names(common) == ["child_name", "lives_here", "phone", "copies", "b_copies"]
    answers = {"child_name": "Lò Bảo An", "phone": "0978111312", "copies": "0", "b_copies": "2"}
    assert common.own_answers("b", answers=answers) == {
        "owner": "Lò Bảo An",
        "phone": "0978111312",
        "copies": "2",
        "kind": "Khai sinh",
    }


def test_name_that_one_part_answers_by_itself_is_no_name_for_the_question_of_another() -> None:
    birth = replace(BIRTH, given={"copies": "0"})

    common = common_form([birth, COPY])

    assert names(common) == ["child_name", "lives_here", "phone", "b_copies"]
    assert common.own_answers("a", answers={"b_copies": "2"}) == {"copies": "0"}
    assert common.own_answers("b", answers={"b_copies": "2"})["copies"] == "2"


def test_question_of_two_parts_stands_as_soon_as_one_shows_it_and_is_demanded_only_where_it_was() -> None:
    common = common_form([BIRTH, COPY])
    phone = next(one for one in common.fields if one.name == "phone")

    for lives_here, is_demanded in (("Có", True), ("Không", False)):
        answers = {"lives_here": lives_here}
        assert phone in standing(common.fields, answers=answers)
        assert must_answer(phone, answers=answers) is is_demanded


def test_part_that_is_not_chosen_leaves_the_next_one_whole() -> None:
    common = common_form([COPY])

    assert names(common) == ["owner", "phone", "copies"]


@given(st.dictionaries(st.sampled_from(["child_name", "lives_here", "phone", "copies"]), st.text(min_size=1)))
def test_what_a_part_keeps_comes_back_into_the_common_form(kept: dict[str, str]) -> None:
    common = common_form([BIRTH, COPY])

    again = common.own_answers("a", answers=common.answers_of({"a": kept}))

    assert again == kept


@pytest.mark.parametrize(
    "forms", [("khai_sinh", "tro_cap", "trich_luc"), ("khai_tu", "mai_tang", "trich_luc"), ("hon_nhan", "ket_hon")]
)
def test_own_forms_can_be_one_form(forms: tuple[str, ...]) -> None:
    """Every question of every part has exactly one place, conditions ask only what stands above them."""
    parts = [FormPart(key=f"p{n}", name=name, fields=own_form(name)) for n, name in enumerate(forms)]

    common = common_form(parts)

    known = names(common)
    assert len(set(known)) == len(known)
    for part in parts:
        assert set(common.places[part.key].values()) <= set(known)
        assert {one.name for one in part.fields if one.is_asked} == {
            own for own in common.places[part.key] if any(one.name == own and one.is_asked for one in part.fields)
        }
    for place, one in enumerate(common.fields):
        if one.show_when:
            assert set(fields_asked(one.show_when)) <= set(known[:place])
