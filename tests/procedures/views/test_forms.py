"""An editor makes a form without a programmer: adds, moves, removes, tries it, and only the draft changes."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client

from apps.procedures.models import Arrangement, Offering
from tests import factories
from tests.conftest import Clock
from tests.factories import FORM_SCHEMA, PASSWORD, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(clock: Clock) -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


@pytest.fixture
def editor(client: Client, office: Office) -> Client:
    assert client.login(username=office.administrator.user.username, password=PASSWORD)
    return client


def room(offering: Offering, *more: str) -> str:
    return "/".join(("/danh-muc", offering.procedure.code, "bieu-mau", *more, ""))


def read(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def names(arrangement: Arrangement) -> list[str]:
    return [row["name"] for row in arrangement.form_schema["fields"]]


def draft_of(offering: Offering) -> Arrangement:
    return Arrangement.objects.get(offering=offering, effective_from__isnull=True)


def test_a_field_is_added_to_a_draft_and_what_holds_stays(editor: Client, offering: Offering) -> None:
    answer = editor.post(
        f"{room(offering, 'o', 'moi')}?sau=full_name",
        {"label": "Đã từng kết hôn chưa", "type": "choice", "required": "on", "options": "Chưa\r\nRồi"},
    )

    assert answer.status_code == 302, read(answer)
    assert answer.headers["Location"] == f"{room(offering)}#o-da_tung_ket_hon_chua"
    assert names(draft_of(offering))[:2] == ["full_name", "da_tung_ket_hon_chua"]
    assert draft_of(offering).form_schema["fields"][1]["options"] == ["Chưa", "Rồi"]
    in_force = Arrangement.objects.get(offering=offering, effective_from__isnull=False)
    assert in_force.form_schema == FORM_SCHEMA


def test_a_condition_is_written_with_boxes_and_read_back_in_words(editor: Client, offering: Offering) -> None:
    said = {
        "label": "Giấy ly hôn",
        "type": "text",
        "show_when_0_field": "purpose",
        "show_when_0_test": "not_equals",
        "show_when_0_value": "Kết hôn",
        "show_when_1_field": "full_name",
        "show_when_1_test": "filled",
        "show_when_joined": "all",
    }
    editor.post(room(offering, "o", "moi"), said)

    assert draft_of(offering).form_schema["fields"][-1]["show_when"] == {
        "all": [
            {"not": {"field": "purpose", "is": "equals", "value": "Kết hôn"}},
            {"field": "full_name", "is": "filled"},
        ]
    }
    assert "không phải là “Kết hôn” và “" in read(editor.get(room(offering)))
    again = read(editor.get(room(offering, "o", "giay_ly_hon")))
    assert 'value="not_equals" selected' in again
    assert 'name="show_when_0_value" value="Kết hôn"' in again


def test_removing_what_a_condition_asks_is_said_beside_the_one_that_asks(editor: Client, offering: Offering) -> None:
    condition = {"show_when_0_field": "purpose", "show_when_0_test": "filled"}
    editor.post(room(offering, "o", "moi"), {"label": "Nói rõ", "type": "text"} | condition)

    answer = editor.post(room(offering), {"o": "purpose", "bo": "1"}, follow=True)

    assert "Điều kiện của ô “Nói rõ” hỏi ô “purpose” không còn." in read(answer)
    assert "Còn 1 chỗ phải sửa trước khi ban hành" in read(answer)
    assert "Biểu mẫu còn chỗ phải sửa nên chưa xem được" in read(editor.get(room(offering, "xem-thu")))


def test_a_field_moved_above_what_it_asks_says_so(editor: Client, offering: Offering) -> None:
    condition = {"show_when_0_field": "purpose", "show_when_0_test": "filled"}
    editor.post(f"{room(offering, 'o', 'moi')}?sau=purpose", {"label": "Nói rõ", "type": "text"} | condition)

    page = read(editor.post(room(offering), {"o": "noi_ro", "len": "1"}, follow=True))

    assert "đứng sau nó" in page
    editor.post(room(offering), {"o": "noi_ro", "xuong": "1"})
    assert "đứng sau nó" not in read(editor.get(room(offering)))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"label": "", "type": "text"}, "Viết câu hỏi mà người dân đọc."),
        ({"label": "Chọn", "type": "choice"}, "Ô chọn một cần các dòng để chọn"),
        ({"label": "Họ tên", "type": "text", "name": "full_name"}, "Tên ô này đã có ở trên"),
        ({"label": "Họ tên", "type": "text", "name": "Họ"}, "Tên ô chỉ gồm chữ thường không dấu"),
        ({"label": "Bảng", "type": "table"}, "Bảng cần ít nhất một cột"),
        ({"label": "Hai người", "type": "signers", "options": "Một"}, "Ghi đúng hai vai"),
        ({"label": "Số", "type": "number", "least": "9", "most": "2"}, "Số ít nhất đang lớn hơn số nhiều nhất"),
        ({"label": "Số", "type": "number", "least": "chín"}, "Viết một số nguyên, như 20."),
        (
            {"label": "Số", "type": "text", "show_when_0_field": "purpose", "show_when_0_test": "greater"},
            "Điều kiện chưa đủ",
        ),
        ({"label": "Lạ", "type": "script"}, "Hãy chọn"),
    ],
)
def test_a_field_that_could_not_be_shown_is_refused_with_a_sentence(
    editor: Client, offering: Offering, said: dict[str, str], sentence: str
) -> None:
    answer = editor.post(room(offering, "o", "moi"), said)

    assert answer.status_code == 422
    if sentence != "Hãy chọn":
        assert sentence in read(answer)
    assert not Arrangement.objects.filter(offering=offering, effective_from__isnull=True).exists()


def test_a_table_is_made_of_columns(editor: Client, offering: Offering) -> None:
    said = {
        "label": "Người cùng hộ",
        "type": "table",
        "least": "0",
        "column_0_label": "Họ tên",
        "column_0_type": "text",
        "column_0_required": "on",
        "column_1_label": "Là gì",
        "column_1_type": "choice",
        "column_1_options": "Vợ; Chồng",
    }
    editor.post(room(offering, "o", "moi"), said)

    columns = draft_of(offering).form_schema["fields"][-1]["columns"]
    assert [(one["name"], one["type"], one["required"]) for one in columns] == [
        ("ho_ten", "text", True),
        ("la_gi", "choice", False),
    ]
    assert columns[1]["options"] == ["Vợ", "Chồng"]
    assert "nguoi_cung_ho-0-ho_ten" in read(editor.get(room(offering, "xem-thu")))


def test_the_preview_judges_as_the_citizen_s_page_does_and_keeps_nothing(editor: Client, offering: Offering) -> None:
    empty = editor.post(room(offering, "xem-thu"), {})
    full = editor.post(
        room(offering, "xem-thu"), {"full_name": "Lò Thị Mai", "personal_id": "036198000123", "purpose": "Vay vốn"}
    )

    assert (empty.status_code, full.status_code) == (422, 200)
    assert "Ô này còn trống, bạn viết vào." in read(empty)
    assert "Điền như vậy là đủ" in read(full)
    assert not Arrangement.objects.filter(offering=offering, effective_from__isnull=True).exists()


def test_the_text_of_a_result_is_kept_in_the_draft_and_an_unknown_place_is_named(
    editor: Client, offering: Offering
) -> None:
    refused = editor.post(room(offering, "ket-qua"), {"text": "Xác nhận\n{{ho_ten}}"})
    kept = editor.post(room(offering, "ket-qua"), {"text": "Xác nhận\n{{full_name|chu_hoa}}, {{hom_nay}}"})

    assert refused.status_code == 422
    assert "Dòng 2: không có ô “{{ho_ten}}”" in read(refused)
    assert "{{ho_ten}}</textarea>" in read(refused)
    assert kept.status_code == 302
    assert draft_of(offering).result_template == "Xác nhận\n{{full_name|chu_hoa}}, {{hom_nay}}"


def test_a_field_somebody_else_took_out_is_not_found_and_its_removal_says_so(
    editor: Client, offering: Offering
) -> None:
    editor.post(room(offering), {"o": "purpose", "bo": "1"})

    assert editor.get(room(offering, "o", "purpose")).status_code == 404
    assert "Ô này không còn" in read(editor.post(room(offering), {"o": "purpose", "bo": "1"}, follow=True))


def test_pressing_twice_adds_one_field_and_moves_it_once(editor: Client, offering: Offering) -> None:
    def seen(address: str) -> str:
        return read(editor.get(address)).split('name="seen" value="')[1].split('"')[0]

    said = {"label": "Dân tộc", "type": "text", "seen": seen(room(offering, "o", "moi"))}
    answers = [editor.post(f"{room(offering, 'o', 'moi')}?sau=full_name", said) for _ in range(2)]
    move = {"o": "full_name", "xuong": "1", "seen": seen(room(offering))}
    moved = [editor.post(room(offering), move, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert 'value="Dân tộc"' in read(answers[1])
    assert "vừa được lưu ở nơi khác" in read(moved[1])
    assert names(draft_of(offering))[:2] == ["dan_toc", "full_name"]


def test_an_unknown_procedure_and_another_duty_are_kept_out(client: Client, office: Office, editor: Client) -> None:
    assert editor.get("/danh-muc/9.999999/bieu-mau/").status_code == 404

    client.login(username=office.clerk.user.username, password=PASSWORD)
    assert client.get("/danh-muc/9.999999/bieu-mau/").status_code == 403
