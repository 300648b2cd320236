"""One procedure as a citizen reads it: its cases, how long it usually takes, what is over and what is to come."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.officials.models import Agency
from apps.procedures.domain.life import Ending, OnlineLevel
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.usual import Use
from apps.procedures.models import Procedure, ProcedureVersion
from apps.procedures.services.commune import load_commune_catalogue
from apps.procedures.services.importing import load_records
from apps.procedures.services.using import put_uses
from tests import factories
from tests.conftest import Clock
from tests.procedures.factories import record

LOADED_AT = datetime(2026, 1, 5, tzinfo=UTC)
BIRTH = "1.001193"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Agency]:
    """The office with all that it offers, once for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        office = factories.office().agency
        load_commune_catalogue(agency=office, at=LOADED_AT)
        yield office
        transaction.set_rollback(True)


@pytest.fixture
def office(loaded: Agency, db: None, clock: Clock) -> Agency:
    return loaded


def text_of(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def page(client: Client, code: str) -> str:
    return text_of(client.get(f"/thu-tuc/{code}/").content.decode())


def used(office: Agency, *, done: int, usual: int | None) -> None:
    procedure = Procedure.objects.get(code=BIRTH)
    use = Use(procedure_id=procedure.pk, filed=done, done=done, usual_days=usual)
    put_uses(agency=office, since=date(2026, 8, 18), until=date(2026, 11, 15), uses=[use])


def test_usual_time_stands_with_the_number_of_its_cases(client: Client, office: Agency) -> None:
    used(office, done=34, usual=2)

    assert "Thường xong trong 2 ngày làm việc : 9 trên 10 người, tính trên 34 hồ sơ 90 ngày qua" in page(client, BIRTH)
    assert "kể cả lúc chờ bổ sung giấy tờ" in page(client, BIRTH)


@pytest.mark.parametrize(("done", "usual"), [(19, 2), (0, None)])
def test_usual_time_is_not_said_of_a_few(client: Client, office: Agency, done: int, usual: int | None) -> None:
    used(office, done=done, usual=usual)

    assert "Thường xong" not in page(client, BIRTH)


def papers(*named: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"case": case, "name": name, "originals": 1, "copies": 0} for case, name in named]


def load(code: str = "1.000001", **columns: Any) -> None:
    load_records(records=[RawRecord(row=1, record=record(code, **columns))], at=LOADED_AT)


def test_cases_have_their_own_papers_and_the_answer_says_that_it_depends(client: Client, office: Agency) -> None:
    load(
        documents=papers(
            ("", "Tờ khai"),
            ("Trường hợp cấp mới", "Ảnh"),
            ("Trường hợp cấp mới", "Sơ đồ"),
            ("Trường hợp cấp lại", "Bản cũ"),
        )
    )

    text = page(client, "1.000001")

    assert "Nộp gì Tùy trường hợp Từ 2 đến 3 giấy tờ" in text
    assert text.index("Tờ khai") < text.index("Thêm giấy tờ theo trường hợp của bạn")
    assert "Trường hợp cấp mới 2 giấy tờ" in text
    assert "Trường hợp cấp lại 1 giấy tờ" in text


@pytest.mark.parametrize("count", [0, 94])
def test_any_number_of_papers_can_be_read(client: Client, office: Agency, count: int) -> None:
    load(documents=papers(*((f"Trường hợp {'rất ' * 230}dài", f"Giấy số {n} <b>") for n in range(count))))

    html = client.get("/thu-tuc/1.000001/").content.decode()

    assert html.count("&lt;b&gt;") == count
    assert ("Còn 84 giấy tờ nữa" in text_of(html)) is (count == 94)
    assert ("Bạn mang theo" in text_of(html)) is bool(count)


@pytest.mark.parametrize(
    ("level", "reason", "said"),
    [
        (OnlineLevel.FULL, "", "Làm trọn qua mạng, không phải đến"),
        (OnlineLevel.PARTIAL, "Phải ký trước mặt công chức.", "Nộp qua mạng, có bước phải đến: phải ký trước mặt"),
        ("", "", "Nộp qua mạng được"),
    ],
)
def test_online_level_is_said_with_its_reason(
    client: Client, office: Agency, level: str, reason: str, said: str
) -> None:
    ProcedureVersion.objects.filter(procedure__code=BIRTH).update(online_level=level, online_reason=reason)

    assert said in page(client, BIRTH)


def test_abolished_procedure_says_so_and_leads_to_the_one_that_took_its_place(client: Client, office: Agency) -> None:
    load()
    load("1.000002", name="Thủ tục cấp giấy mới")
    successor = Procedure.objects.get(code="1.000002")
    Procedure.objects.filter(code="1.000001").update(successor=successor)
    ProcedureVersion.objects.filter(procedure__code="1.000001").update(
        effective_to=date(2026, 6, 1), ending=Ending.ABOLISHED, ended_by="Quyết định 12/QĐ-BTP"
    )

    answer = client.get("/thu-tuc/1.000001/")

    assert answer.status_code == 410
    assert "bị bãi bỏ từ ngày 01/06/2026." in text_of(answer.content.decode())
    assert "Theo Quyết định 12/QĐ-BTP." in text_of(answer.content.decode())
    assert 'href="/thu-tuc/1.000002/"' in answer.content.decode()


def test_procedure_to_come_says_from_which_day(client: Client, office: Agency) -> None:
    load(effective_from="2027-01-01")

    answer = client.get("/thu-tuc/1.000001/")

    assert answer.status_code == 200
    assert "01/01/2027" in text_of(answer.content.decode())


def test_procedure_that_only_a_list_names_says_what_is_missing(client: Client, office: Agency) -> None:
    load(documents=[])
    ProcedureVersion.objects.filter(procedure__code="1.000001").update(is_listed_only=True)

    assert "Danh mục mới chỉ có tên thủ tục này" in page(client, "1.000001")


def test_page_costs_the_same_queries_however_many_cases_there_are(client: Client, office: Agency) -> None:
    def queries(cases: int) -> int:
        load(f"1.00010{cases}", documents=papers(*((f"Trường hợp {n}", "Ảnh") for n in range(cases))))
        with CaptureQueriesContext(connection) as captured:
            page(client, f"1.00010{cases}")
        return len(captured)

    assert queries(1) == queries(3) <= 16


def test_sheet_to_carry_names_the_office_and_leaves_the_law_out(client: Client, office: Agency) -> None:
    html = client.get(f"/thu-tuc/{BIRTH}/").content.decode()

    assert 'class="print-only"' in html
    assert '<section aria-labelledby="quy-dinh" class="no-print">' in html
    assert 'data-behaviour="print" hidden' in html
