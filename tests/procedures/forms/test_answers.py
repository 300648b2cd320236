"""A form made from data: what stands, what is demanded, and what is said when it is not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from apps.procedures.domain.answering import counted, standing
from apps.procedures.domain.conditions import is_filled
from apps.procedures.domain.form_schema import FieldType, FormField, fields_of
from apps.procedures.forms.answers import AnswersForm, posted
from apps.procedures.labels.answers import told
from apps.procedures.selectors.places import provinces
from tests.procedures.filling import NAMES, filled, shipped

TODAY = date(2026, 11, 20)
COMMUNE = next(iter(provinces()["14"].communes))
FIELDS = fields_of(
    {
        "fields": [
            {"name": "married", "label": "Đã kết hôn", "type": "choice", "options": ["Có", "Không"]},
            {
                "name": "spouse",
                "label": "Họ tên vợ hoặc chồng",
                "show_when": {"field": "married", "is": "equals", "value": "Có"},
            },
            {
                "name": "why",
                "label": "Vì sao",
                "required": False,
                "required_when": {"field": "spouse", "is": "empty"},
            },
            {"name": "home", "label": "Nơi ở", "type": "address"},
            {
                "name": "children",
                "label": "Các con",
                "type": "table",
                "required": False,
                "most": 3,
                "columns": [
                    {"name": "name", "label": "Họ tên"},
                    {"name": "born", "label": "Ngày sinh", "type": "date", "until_today": True, "required": False},
                ],
            },
            {
                "name": "both",
                "label": "Cam đoan",
                "type": "signers",
                "options": ["Bên nam", "Bên nữ"],
                "required": False,
            },
            {"name": "pension", "label": "Lương", "type": "money", "required": False, "most": 9_000_000},
            {"name": "from_day", "label": "Từ ngày", "type": "date", "required": False},
            {"name": "to_day", "label": "Đến ngày", "type": "date", "required": False, "not_before": "from_day"},
        ]
    }
)
GOOD = {"married": "Không", "why": "Chưa", "home-province": "14", "home-commune": COMMUNE, "home-detail": "Nà Lạn"}


def form(data: dict[str, Any] | None, *, answers: dict[str, Any] | None = None) -> AnswersForm:
    return AnswersForm(data, questions=FIELDS, answers=answers or {}, sources={}, today=TODAY, here="Xã Suối Mây")


def said(data: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [str(one) for one in errors] for name, errors in form(data).errors.items()}


def test_what_is_hidden_is_forgiven_and_what_stands_is_demanded() -> None:
    assert said(GOOD) == {}
    assert said(GOOD | {"married": "Có"}) == {"spouse": ["Ô này còn trống, bạn viết vào."]}


def test_a_hidden_answer_counts_for_nothing_but_is_kept_for_whoever_comes_back() -> None:
    data = GOOD | {"spouse": "Lò Văn An"}

    kept = form(data).kept()

    assert kept["spouse"] == "Lò Văn An"
    assert "spouse" not in counted(FIELDS, answers=kept)
    assert said(data | {"why": ""}) == {"why": ["Ô này còn trống, bạn viết vào."]}
    assert [one.label for group in told(FIELDS, answers=kept) for one in group.answers] == [
        "Đã kết hôn",
        "Vì sao",
        "Nơi ở",
    ]


def test_an_address_is_a_province_a_commune_of_it_and_a_line() -> None:
    other, ours = next(iter(provinces()["01"].communes)), provinces()["14"]

    assert form(GOOD).kept()["home"]["words"] == f"Nà Lạn, {ours.communes[COMMUNE]}, {ours.name}"
    assert said(GOOD | {"home-commune": ""}) == {"home-commune": ["Chọn xã, phường hoặc đặc khu."]}
    assert "không thuộc tỉnh đã chọn" in said(GOOD | {"home-commune": other})["home-commune"][0]
    assert said(GOOD | {"home-province": "99"}) == {"home-province": ["Chọn tỉnh hoặc thành phố."]}
    assert said(GOOD | {"home-province": ""}) == {"home-province": ["Chọn tỉnh hoặc thành phố."]}
    assert form(GOOD | {"home-province": "here", "home-commune": ""}).kept()["home"]["words"] == "Nà Lạn, Xã Suối Mây"


def test_the_communes_on_offer_are_those_of_the_province() -> None:
    html = str(form(GOOD | {"home-province": "01"})["home-commune"])

    assert html.count("<option") == len(provinces()["01"].communes) + 1
    assert str(form(None)["home-commune"]).count("<option") == 1


def test_a_table_keeps_its_rows_drops_empty_ones_and_judges_each() -> None:
    rows = {
        "children-rows": "3",
        "children-0-name": "Lò Bảo An",
        "children-0-born": "1-2-2020",
        "children-1-name": "",
        "children-2-name": "",
        "children-2-born": "1/1/2030",
    }

    faults = said(GOOD | rows)

    assert set(faults) == {"children-2-name", "children-2-born"}
    assert "chưa tới" in faults["children-2-born"][0]
    assert form(GOOD | rows).kept()["children"][0] == {"name": "Lò Bảo An", "born": "01/02/2020"}


@pytest.mark.parametrize(("count", "fields"), [("1", 2), ("99", 6), ("x", 2), ("-1", 2), ("9" * 30, 2)])
def test_a_table_has_as_many_rows_as_were_posted_and_never_more_than_it_may(count: str, fields: int) -> None:
    drawn = [name for name in form(GOOD | {"children-rows": count}).fields if name.startswith("children-")]

    assert len(drawn) == fields


def test_a_row_is_added_and_taken_out_without_losing_the_others() -> None:
    rows = {"children-rows": "2", "children-0-name": "An", "children-1-name": "Bình"}

    assert [row.get("name", "") for row in form(GOOD | rows | {"them-dong": "children"}).kept()["children"]] == [
        "An",
        "Bình",
        "",
    ]
    assert [row["name"] for row in form(GOOD | rows | {"bo-dong": "children-0"}).kept()["children"]] == ["Bình"]
    assert len(form(GOOD | rows | {"bo-dong": "children-x"}).kept()["children"]) == 2


def test_sums_and_days_are_read_as_people_write_them() -> None:
    assert form(GOOD | {"pension": "1250000 đ"}).kept()["pension"] == "1.250.000"
    assert said(GOOD | {"pension": "nhiều"}) == {
        "pension": ["Viết số tiền bằng chữ số, tính theo đồng. Ví dụ: 1.250.000"]
    }
    assert said(GOOD | {"pension": "9.000.001"}) == {"pension": ["Nhiều nhất là 9.000.000. Xem lại số."]}
    assert "Ngày này trước từ ngày" in said(GOOD | {"from_day": "2/1/2026", "to_day": "1/1/2026"})["to_day"][0]


def test_two_signers_agree_both_or_are_asked() -> None:
    signed = {"both-0-name": "Lò Văn An", "both-0-agreed": "on", "both-1-name": "Lò Thị Mai"}

    kept = form(GOOD | signed).kept()["both"]

    assert kept[0] == {"role": "Bên nam", "name": "Lò Văn An", "agreed": "1"}
    marriage, _result = shipped("ket_hon")
    answers = filled(marriage, commune=COMMUNE)
    del answers["both_sign-1-agreed"]
    asked = AnswersForm(answers, questions=marriage, answers={}, sources={}, today=TODAY)
    assert dict(asked.errors) == {"both_sign-1-agreed": ["Cả hai người cùng cam đoan thì tờ khai mới đủ."]}


def test_a_draft_is_judged_as_its_page_would_be() -> None:
    kept = form(GOOD | {"children-rows": "1", "children-0-name": "An"}).kept()

    again = form(posted(questions=FIELDS, answers=kept, today=TODAY, here="Xã Suối Mây"), answers=kept)

    assert again.is_valid(), again.errors
    assert again.kept() == kept


def test_an_answer_of_an_earlier_dossier_fills_in_and_says_where_it_comes_from() -> None:
    fields = fields_of({"fields": [{"name": "home", "label": "Nơi ở", "type": "address", "source": "earlier"}]})
    home = {"province": "14", "commune": COMMUNE, "detail": "Nà Lạn", "words": "Nà Lạn"}

    asked = AnswersForm(None, questions=fields, answers={}, sources={"earlier.home": home}, today=TODAY)

    assert asked["home-commune"].value() == COMMUNE
    assert asked.groups()[0].entries[0].is_earlier


def _branches() -> list[tuple[str, str, str]]:
    return [
        (name, field.name, option)
        for name in NAMES
        for field in shipped(name)[0]
        if field.type is FieldType.CHOICE
        for option in field.options
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_every_shipped_form_leads_to_a_form_that_can_be_filled_in(name: str) -> None:
    fields, _result = shipped(name)
    for _name, field, option in (branch for branch in _branches() if branch[0] == name):
        answers = filled(fields, chosen={field: option}, commune=COMMUNE)

        asked = AnswersForm(answers, questions=fields, answers={}, sources={}, today=TODAY)

        assert asked.is_valid(), (field, option, asked.errors)
        empty = AnswersForm({field: option}, questions=fields, answers={}, sources={}, today=TODAY)
        assert not empty.is_valid()


@pytest.mark.parametrize("name", NAMES)
def test_no_shipped_question_is_out_of_reach(name: str) -> None:
    fields, _result = shipped(name)
    reached: set[str] = set()
    for _name, field, option in (branch for branch in _branches() if branch[0] == name):
        answers = filled(fields, chosen={field: option}, commune=COMMUNE)
        kept = AnswersForm(answers, questions=fields, answers={}, sources={}, today=TODAY).kept()
        reached |= {one.name for one in standing(fields, answers=kept)}
        assert is_filled(kept)

    unreached: set[FormField] = {field for field in fields if field.name not in reached}
    assert unreached <= {field for field in fields if field.name.endswith("_paper") or field.name == "legalised_note"}
