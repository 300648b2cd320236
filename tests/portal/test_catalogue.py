"""The public catalogue: who may look, what it shows, what it does with nonsense."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.officials.models import Agency
from apps.portal.domain.catalogue import Asked, asked_of
from apps.portal.labels.catalogue import TIME_LABELS
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.searching import question_of
from apps.procedures.domain.usual import Use
from apps.procedures.models import Offering, Procedure
from apps.procedures.selectors.finding import TIMES
from apps.procedures.services.commune import load_commune_catalogue
from apps.procedures.services.importing import load_records
from apps.procedures.services.using import put_uses
from tests.procedures.factories import CHANNEL, record

LOADED_AT = datetime(2026, 1, 5, tzinfo=UTC)
CATALOGUE = "/thu-tuc/"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Agency]:
    """The office with all that it offers, once for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        office = Agency.objects.create(
            code="H99.71",
            name="UBND xã Suối Mây",
            short_name="Xã Suối Mây",
            desk_name="Trung tâm Phục vụ hành chính công xã Suối Mây",
            place="Suối Mây",
            phone="0205 3800 100",
            is_ours=True,
        )
        load_commune_catalogue(agency=office, at=LOADED_AT)
        yield office
        transaction.set_rollback(True)


@pytest.fixture
def office(loaded: Agency, db: None) -> Agency:
    return loaded


def text_of(html: str) -> str:
    """What a reader sees of the page's main part."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_catalogue_is_open_to_everybody_and_answers_without_a_redirect(client: Client, office: Agency) -> None:
    answer = client.get(CATALOGUE)

    assert answer.status_code == 200
    assert "Có 50 thủ tục." in text_of(answer.content.decode())
    assert "Đang xem 1–20 trong 50 thủ tục" in text_of(answer.content.decode())


def test_search_without_marks_finds_and_marks_the_words(client: Client, office: Agency) -> None:
    html = client.get(CATALOGUE, {"q": "giay xac nhan doc than"}).content.decode()

    first = html.split('<div class="hit">')[1]
    assert "1.004873" in first
    assert "cho “giay xac nhan doc than”." in text_of(html)
    assert "Cấp Giấy <mark>xác nhận tình trạng hôn nhân</mark>" in first


def test_answer_that_is_a_guess_says_so(client: Client, office: Agency) -> None:
    html = client.get(CATALOGUE, {"q": "khia sinh"}).content.decode()

    assert "Không có thủ tục nào đúng chữ “khia sinh”" in text_of(html)
    assert "Đăng ký khai sinh" in text_of(html)


def test_nothing_found_says_what_to_do(client: Client, office: Agency) -> None:
    html = client.get(CATALOGUE, {"q": "zzzz qqqq"}).content.decode()

    assert "Không thấy thủ tục nào" in text_of(html)


def test_facets_narrow_the_list_and_can_be_taken_off(client: Client, office: Agency) -> None:
    html = client.get(CATALOGUE, {"q": "khai sinh", "linh-vuc": "ho-tich", "xong-trong": "trong-ngay"}).content.decode()

    assert 'href="/thu-tuc/?q=khai+sinh&amp;linh-vuc=ho-tich"' in html
    assert 'href="/thu-tuc/?q=khai+sinh&amp;xong-trong=trong-ngay"' in html
    assert html.count('<div class="hit">') == 3


def test_list_is_sorted_as_the_reader_wants(client: Client, office: Agency) -> None:
    used = Procedure.objects.get(code="1.003622")
    day = LOADED_AT.date()
    put_uses(agency=office, since=day, until=day, uses=[Use(procedure_id=used.pk, filed=90, done=0, usual_days=None)])

    def first(**query: str) -> str:
        return client.get(CATALOGUE, query).content.decode().split('<div class="hit">')[1]

    assert "Cấp bản sao" in first()
    assert "1.003622" in first(**{"sap-xep": "hay-lam"})
    assert "1.001193" in first(q="khai sinh")
    assert "Cấp bản sao Trích lục" in first(q="khai sinh", **{"sap-xep": "van"})
    assert "Cấp bản sao" in first(**{"sap-xep": "gi-do"})


def test_pages_follow_each_other_with_the_question_kept(client: Client, office: Agency) -> None:
    second = client.get(CATALOGUE, {"trang": "2", "qua-mang": "1"}).content.decode()

    assert 'rel="prev" href="/thu-tuc/?qua-mang=1"' in second


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 20_000},
        {"q": "\x00' OR 1=1 --"},
        {"q": "<script>alert(1)</script>"},
        {"trang": "99999999999999999999"},
        {"trang": "-1"},
        {"trang": "１"},
        {"trang": "900"},
        {"linh-vuc": "\x00"},
        {"linh-vuc": ["ho-tich", "khong-co", "ho-tich"]},
        {"xong-trong": "hôm qua", "qua-mang": "có"},
    ],
)
def test_nonsense_in_the_address_is_answered(client: Client, office: Agency, query: dict[str, Any]) -> None:
    answer = client.get(CATALOGUE, query)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_list_costs_the_same_queries_for_one_row_and_for_twenty(client: Client, office: Agency) -> None:
    def queries(**query: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            html = client.get(CATALOGUE, query).content.decode()
        return html.count('<div class="hit">'), len(captured)

    one, twenty = queries(**{"linh-vuc": "van-hoa"}), queries(**{"qua-mang": "1"})

    assert (one[0], twenty[0]) == (1, 20)
    assert one[1] == twenty[1] <= 12


def test_catalogue_stands_before_there_is_an_office(client: Client, office: Agency) -> None:
    Agency.objects.update(is_ours=False)

    answer = client.get(CATALOGUE)

    assert answer.status_code == 200
    assert "Có 0 thủ tục." in text_of(answer.content.decode())


def test_procedure_answers_first_and_offers_filing(client: Client, office: Agency) -> None:
    html = client.get("/thu-tuc/1.001193/").content.decode()

    text = text_of(html)
    assert text.index("Trong ngày") < text.index("Bạn mang theo") < text.index("Căn cứ pháp lý")
    assert "2 giấy tờ" in text
    assert "Miễn phí" in text
    assert "Nhận kết quả" in text or "nhận kết quả" in text
    assert f'href="{reverse("portal:file", args=["1.001193"])}"' in html


def test_procedure_that_is_not_taken_online_has_no_button_for_it(client: Client, office: Agency) -> None:
    html = client.get("/thu-tuc/2.000884/").content.decode()

    assert "Nộp qua mạng" not in text_of(html)
    assert "Mời bạn đến quầy" in text_of(html)


def test_procedure_done_elsewhere_says_where(client: Client, office: Agency) -> None:
    text = text_of(client.get("/thu-tuc/1.004222/").content.decode())

    assert "Không làm tại đây" in text
    assert "Công an xã" in text


def test_value_nobody_verified_is_said_to_be_so(client: Client, office: Agency) -> None:
    assert "đang đối chiếu mức thu" in text_of(client.get("/thu-tuc/1.004873/").content.decode())
    assert "đang đối chiếu" not in text_of(client.get("/thu-tuc/1.001193/").content.decode())


def test_procedure_whose_time_nobody_settled_takes_no_filing(client: Client, office: Agency) -> None:
    load_records(records=[RawRecord(row=1, record=record(channels=[{**CHANNEL, "time": "1"}]))], at=LOADED_AT)
    Offering.objects.create(agency=office, procedure=Procedure.objects.get(code="1.000001"), accepts_online=True)

    text = text_of(client.get("/thu-tuc/1.000001/").content.decode())

    assert "Mất bao lâu Hỏi tại quầy" in text
    assert "Nộp qua mạng" not in text


def test_absurd_procedure_is_shown_whole(client: Client, office: Agency) -> None:
    papers = [{"name": f"Giấy số {n} <b>", "originals": 1} for n in range(94)]
    long = ("Đăng ký " * 149).strip()
    load_records(records=[RawRecord(row=1, record=record(name=long, documents=papers))], at=LOADED_AT)

    html = client.get("/thu-tuc/1.000001/").content.decode()

    assert long in text_of(html)
    assert html.count("&lt;b&gt;") == 94
    assert client.get(CATALOGUE, {"q": "dang ky", "moi-noi": "1"}).status_code == 200


@pytest.mark.parametrize("code", ["9.999999", "khong-phai-ma", "1.001193-Xoa", "%00", "1.00119३", "x" * 3000])
def test_unknown_code_is_not_found(client: Client, office: Agency, code: str) -> None:
    assert client.get(f"/thu-tuc/{code}/").status_code == 404


def test_code_with_blanks_leads_to_its_own_address(client: Client, office: Agency) -> None:
    answer = client.get("/thu-tuc/%201.001193/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/thu-tuc/1.001193/")


def test_view_survives_its_address() -> None:
    asked = Asked(text="khai sinh & con", fields=("ho-tich", "chung-thuc"), online=True, time="trong-ngay", page=3)
    given = dict[str, list[str]]()
    for pair in asked.query.split("&"):
        name, value = pair.split("=")
        given.setdefault(name, []).append(value.replace("+", " ").replace("%26", "&"))

    assert asked_of(values=lambda name: given.get(name, []), times=list(TIMES)) == asked
    assert asked.but(online=False).page == 1


def test_facet_words_and_facet_queries_name_the_same_times() -> None:
    assert list(TIME_LABELS) == list(TIMES)


def test_question_keeps_its_words_when_nothing_else_is_left() -> None:
    assert question_of("tôi muốn làm gì").words == ("toi", "muon", "lam", "gi")
    assert question_of("tôi muốn làm khai sinh").words == ("khai", "sinh")
