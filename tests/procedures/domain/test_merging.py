"""A result's text is filled in from answers, and nothing in it can be run."""

from __future__ import annotations

from datetime import date

import pytest

from apps.procedures.domain.form_schema import FormField, fields_of
from apps.procedures.domain.merging import BLANK, BadTemplate, check_template, merge, places
from apps.procedures.domain.numerals import spell, spell_day

FIELDS: tuple[FormField, ...] = fields_of(
    {
        "fields": [
            {"name": "child_name", "label": "Tên bé"},
            {"name": "born", "label": "Ngày sinh", "type": "date"},
            {"name": "proof", "label": "Giấy chứng sinh", "type": "file"},
        ]
    }
)


def test_places_are_filled_in_with_answers() -> None:
    text = merge(
        template="{{ child_name|chu_hoa }}, sinh {{born}} ({{born|bang_chu}}), năm {{born | nam}}\nTại {{co_quan.ten}}",
        words={"child_name": "Lò Bảo An", "born": "12/11/2026", "co_quan.ten": "UBND xã Suối Mây"},
    )

    assert text.splitlines() == [
        "LÒ BẢO AN, sinh 12/11/2026 (ngày mười hai tháng mười một năm hai nghìn không trăm hai mươi sáu), năm 2026",
        "Tại UBND xã Suối Mây",
    ]


def test_open_question_leaves_dots_and_one_that_was_not_asked_leaves_nothing() -> None:
    assert merge(template="Cha: {{father}}; mẹ: {{mother}}", words={"mother": ""}) == f"Cha: ; mẹ: {BLANK}"


def test_what_an_answer_says_is_never_filled_in_again() -> None:
    assert merge(template="{{child_name}}", words={"child_name": "{{born}}", "born": "x"}) == "{{born}}"


@pytest.mark.parametrize(
    ("template", "bad"),
    [
        ("{{child_nam}}", [(1, "{{child_nam}}")]),
        ("Tên\n{{child_name|lower}}", [(2, "{{child_name|lower}}")]),
        ("{{child_name", [(1, "{{")]),
        ("{{proof}}", [(1, "{{proof}}")]),
        ("{{child_name.__class__}} {% load x %}", [(1, "{{child_name.__class__}}")]),
        ("{{}}", [(1, "{{}}")]),
    ],
)
def test_place_that_nothing_can_fill_in_is_named_with_its_line(template: str, bad: list[tuple[int, str]]) -> None:
    with pytest.raises(BadTemplate) as refused:
        check_template(template=template, fields=FIELDS)

    assert [(place.line, place.written) for place in refused.value.places] == bad


def test_a_good_text_is_let_through() -> None:
    check_template(template="{{child_name}} {{born|nam}} {{hom_nay}} {không phải chỗ điền}", fields=FIELDS)

    assert places("{{child_name}} {{born|nam}} {{child_name}}") == ("child_name", "born")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (105, "một trăm linh năm"),
        (1_000_000, "một triệu"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
    ],
)
def test_numbers_are_spelled_as_they_are_said(number: int, words: str) -> None:
    assert spell(number) == words


def test_april_is_said_in_its_own_way() -> None:
    assert spell_day(date(2025, 4, 30)) == "ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi lăm"
