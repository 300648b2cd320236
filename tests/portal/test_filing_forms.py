"""What people type, and the sentence they get back: never an error page, nothing lost, nothing believed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.procedures.models import Arrangement
from apps.procedures.selectors.places import provinces
from tests import factories
from tests.conftest import Clock
from tests.factories import FORM_SCHEMA, Office
from tests.portal.filers import WHO, Filer, begin, file, offer, page, ready

pytestmark = pytest.mark.django_db

SCHEMA: dict[str, list[dict[str, Any]]] = {
    "fields": [
        {"name": "ho_ten", "label": "Họ tên"},
        {"name": "ngay_sinh", "label": "Ngày sinh", "type": "date", "until_today": True},
        {"name": "ngay_cuoi", "label": "Ngày cưới", "type": "date", "required": False},
        {"name": "so_dinh_danh", "label": "Số định danh", "type": "personal_id"},
        {"name": "dien_thoai", "label": "Điện thoại", "type": "phone", "required": False},
        {"name": "so_ban", "label": "Số bản", "type": "number", "required": False},
        {"name": "gioi_tinh", "label": "Giới tính", "type": "choice", "options": ["Nữ", "Nam"]},
        {"name": "ly_do", "label": "Lý do", "type": "longtext", "required": False},
    ]
}
GOOD = {"ho_ten": "Lò Bảo An", "ngay_sinh": "12/11/2026", "so_dinh_danh": "036198000123", "gioi_tinh": "Nữ"}


@pytest.fixture
def filer(mai: Client, office: Office, clock: Clock) -> Filer:
    offering = offer(office)
    factories.ask(offering, SCHEMA)
    return begin(mai, offering)


def test_good_answers_lead_on_in_one_spelling(filer: Filer) -> None:
    answer = filer.say("to-khai", **GOOD | {"ngay_sinh": "2-1-2026", "dien_thoai": "0912.345.678", "so_ban": "1,5"})

    assert answer.headers["Location"] == filer.address("giay-to")
    kept = filer.dossier.answers or {}
    assert kept["ngay_sinh"] == "02/01/2026"
    assert kept["dien_thoai"] == "+84912345678"
    assert kept["so_ban"] == "1,5"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("ngay_sinh", "31/02/2026", "“31/02/2026” không phải là một ngày"),
        ("ngay_sinh", "hôm qua", "“hôm qua” không phải là một ngày"),
        ("ngay_sinh", "17/11/2026", "Ngày 17/11/2026 chưa tới (hôm nay là 16/11/2026)"),
        ("ngay_sinh", "12/11/1026", "Năm 1026 xa quá"),
        ("ngay_cuoi", "12/11/9999", "Năm 9999 xa quá"),
        ("so_dinh_danh", "03619800012", "Số định danh có 12 số, bạn mới viết 11 số"),
        ("so_dinh_danh", "0361980001234", "Số định danh chỉ có 12 số, bạn viết 13 số"),
        ("so_dinh_danh", "999198000123", "Số định danh chưa đúng"),
        ("so_dinh_danh", "03619800012x", "Số định danh chưa đúng"),
        ("so_dinh_danh", "٠٣٦١٩٨٠٠٠١٢٣", "Số định danh chưa đúng"),
        ("dien_thoai", "12345", "Số điện thoại chưa đúng"),
        ("dien_thoai", "abc", "Số điện thoại chưa đúng"),
        ("so_ban", "hai", "Chỉ viết số"),
        ("so_ban", "9" * 30, "Chỉ viết số"),
        ("gioi_tinh", "Khác", "Chọn một dòng trong danh sách"),
        ("gioi_tinh", "", "Chưa chọn câu nào"),
        ("ho_ten", "", "Ô này còn trống"),
        ("ho_ten", "a" * 301, "Dài quá: tối đa 300 ký tự, bạn viết 301"),
        ("ly_do", "a" * 10_000, "Dài quá: tối đa 5000 ký tự, bạn viết 10000"),
        ("ho_ten", "Lò\x00An", "Có ký tự lạ không đọc được"),
    ],
)
def test_what_cannot_stand_is_said_in_words_and_kept(filer: Filer, field: str, typed: str, said: str) -> None:
    answer = filer.say("to-khai", **GOOD | {field: typed})

    assert answer.status_code == 422
    assert said in page(answer).replace("&quot;", '"')
    assert (filer.dossier.answers or {})[field] == typed
    others = {name: value for name, value in GOOD.items() if name != field}
    assert others.items() <= (filer.dossier.answers or {}).items()


def test_markup_in_an_answer_stays_text(filer: Filer) -> None:
    filer.say("to-khai", **GOOD | {"ho_ten": "<script>alert(1)</script>", "ly_do": "Con tôi 👶 tên Ữ"})

    html = filer.see("xem-lai")

    assert "<script>alert(1)</script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Con tôi 👶 tên Ữ" in html


def test_personal_id_is_kept_when_its_field_is_left_empty(filer: Filer) -> None:
    filer.say("to-khai", **GOOD)

    html = filer.see("to-khai")
    again = filer.say("to-khai", **GOOD | {"so_dinh_danh": ""})

    assert "Đã lưu 036******123. Để trống nếu không đổi." in html
    assert GOOD["so_dinh_danh"] not in html
    assert again.status_code == 302
    assert (filer.dossier.answers or {})["so_dinh_danh"] == GOOD["so_dinh_danh"]


def test_personal_id_does_not_come_back_with_an_error_elsewhere(filer: Filer) -> None:
    answer = filer.say("to-khai", **GOOD | {"ho_ten": ""})

    assert answer.status_code == 422
    assert GOOD["so_dinh_danh"] not in page(answer)


def test_unknown_fields_are_not_kept(filer: Filer) -> None:
    filer.say("to-khai", **GOOD | {"status": "returned", "is_admin": "1"})

    assert set(filer.dossier.answers or {}) == {field["name"] for field in SCHEMA["fields"]}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"phone": ""}, "Viết một số điện thoại để chúng tôi báo tin"),
        ({"phone": "0978"}, "Số điện thoại chưa đúng"),
        ({"email": "mai"}, "Địa chỉ thư chưa đúng"),
        ({"address": ""}, "Viết nơi ở của người đứng tên hồ sơ"),
        ({"whose": ""}, "Chọn bạn nộp cho ai"),
        ({"whose": "la"}, "Chọn một dòng trong danh sách"),
        ({"whose": "nguoi-nha"}, "Viết họ tên của người đứng tên hồ sơ"),
        ({"whose": "nguoi-nha", "name": "Lò An"}, "Viết quan hệ của bạn với người đó"),
        ({"whose": "nguoi-nha", "name": "An", "relation": "mẹ"}, "Mới có tên “An”. Viết thêm họ, ví dụ: Lò An."),
        ({"whose": "nguoi-nha", "name": "<script>", "relation": "mẹ"}, "Tên chỉ gồm chữ"),
        ({"whose": "uy-quyen", "name": "Lò An", "relation": "giấy số 1"}, "Chép 12 số định danh"),
    ],
)
def test_who_files_is_asked_until_it_is_clear(filer: Filer, changed: dict[str, str], said: str) -> None:
    answer = filer.say("nguoi-nop", **WHO | changed)

    assert answer.status_code == 422
    assert said in page(answer)


def test_typed_contact_is_kept_even_where_it_cannot_stand(filer: Filer) -> None:
    filer.say("nguoi-nop", **WHO | {"phone": "0978 abc", "address": "Bản Pom Lót"})

    html = filer.see("nguoi-nop")

    assert 'value="0978 abc"' in html
    assert "Bản Pom Lót" in html


def test_a_parcel_needs_an_address(filer: Filer) -> None:
    nowhere = filer.say("nhan-ket-qua", delivery="post", delivery_address="")
    somewhere = filer.say("nhan-ket-qua", delivery="post", delivery_address="Bản Pom Lót, xã Suối Mây")

    assert "Viết địa chỉ để chúng tôi gửi đến" in page(nowhere)
    assert somewhere.headers["Location"] == filer.address("xem-lai")
    assert filer.dossier.delivery_address == "Bản Pom Lót, xã Suối Mây"


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("nguoi-nop", WHO | {"phone": "09\x00", "address": "Nà\x00 Lạn"}),
        ("to-khai", GOOD | {"ly_do": "\x00"}),
        ("nhan-ket-qua", {"delivery": "post", "delivery_address": "\x00Nà Lạn"}),
        ("xem-lai", {"khoa": "\x00", "agree": "on"}),
        ("giay-to", {"gui": "khac", "name": "\x00"}),
    ],
)
def test_nul_in_a_field_is_no_accident(filer: Filer, step: str, fields: dict[str, str]) -> None:
    assert filer.say(step, **fields).status_code == 422


def test_an_answer_given_before_is_filled_in_and_said_to_come_from_there(
    mai: Client, office: Office, clock: Clock
) -> None:
    offering = offer(office)
    arrangement = factories.arrangement_of(offering)
    rows = [row | ({"source": "earlier"} if row["name"] == "purpose" else {}) for row in FORM_SCHEMA["fields"]]
    Arrangement.objects.filter(pk=arrangement.pk).update(form_schema={"fields": rows})
    first = ready(mai, offering)
    before = first.see("to-khai")
    file(first)

    again = begin(mai, offering, key="lan-hai")
    again.say("nguoi-nop", **WHO)

    assert "Lấy từ hồ sơ trước của bạn" not in before
    assert "Lấy từ hồ sơ trước của bạn, xem lại giúp." in again.see("to-khai")
    assert "Đăng ký kết hôn" in again.see("to-khai")
    assert not (again.dossier.answers or {})


def test_communes_are_listed_by_the_button_and_what_was_typed_stays(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    fields = [{"name": "home", "label": "Nơi ở", "type": "address"}, {"name": "ho_ten", "label": "Họ tên"}]
    Arrangement.objects.filter(offering=offering).update(form_schema={"fields": fields})
    filer = begin(mai, offering)

    answer = filer.say("to-khai", **{"home-province": "14", "ho_ten": "Lò Thị Mai", "cac-xa": "home"})

    assert answer.headers["Location"] == f"{filer.address('to-khai')}#o-home"
    assert 'value="Lò Thị Mai"' in filer.see("to-khai")
    assert filer.see("to-khai").count("<option") > len(provinces()["14"].communes)
    assert mai.get("/dia-gioi/14/").json()["communes"][0] == list(next(iter(provinces()["14"].communes.items())))
    assert mai.get("/dia-gioi/99/").status_code == 404
