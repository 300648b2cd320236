"""Questions people ask, and the procedure they meant."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.officials.models import Agency
from apps.procedures.domain.records import RawRecord
from apps.procedures.models import Offering, ProcedureVersion
from apps.procedures.selectors import PER_PAGE, Found, Wanted, checklist, find, offered, version_in_force
from apps.procedures.selectors.counting import Counts, counts
from apps.procedures.services.importing import load_records
from tests.procedures.conftest import AT
from tests.procedures.factories import record


def codes(found: Found) -> list[str]:
    return [hit.code for hit in found.hits]


def ask(agency: Agency, text: str, page: int = 1, **wanted: Any) -> Found:
    return find(text=text, agency=agency, at=AT, wanted=Wanted(**wanted), page=page)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("giay xac nhan doc than", "1.004873"),
        ("Giấy độc thân", "1.004873"),
        ("làm khai sinh cho con", "1.001193"),
        ("lam khai sinh", "1.001193"),
        ("KHAI SINH", "1.001193"),
        ("tôi muốn đăng ký kết hôn", "1.000894"),
        ("ket hom", "1.000894"),
        ("sổ đỏ", "1.013978"),
        ("so do", "1.013978"),
        ("mo quan", "1.001612"),
        ("ho kinh danh", "1.001612"),
        ("sao y ban chinh", "2.000815"),
        ("ho ngheo", "1.011607"),
        ("1.001193", "1.001193"),
        ("bao tu", "1.000656"),
    ],
)
def test_question_finds_the_procedure_that_was_meant(catalogue: Agency, question: str, code: str) -> None:
    assert code in codes(ask(catalogue, question))[:3]


@pytest.mark.parametrize(
    "question", ["khai sinh", "giấy xác nhận độc thân", "kết hôn", "hộ nghèo", "trích lục", "sổ đỏ"]
)
def test_plain_name_stands_first(catalogue: Agency, question: str) -> None:
    first = {
        "khai sinh": "1.001193",
        "giấy xác nhận độc thân": "1.004873",
        "kết hôn": "1.000894",
        "hộ nghèo": "1.011607",
        "trích lục": "2.000635",
        "sổ đỏ": "1.013978",
    }

    assert codes(ask(catalogue, question))[0] == first[question]


def test_slip_of_the_finger_is_forgiven_and_said(catalogue: Agency) -> None:
    found = ask(catalogue, "khia sinh")

    assert found.is_guess
    assert "1.001193" in codes(found)


def test_nothing_is_found_for_nonsense(catalogue: Agency) -> None:
    assert ask(catalogue, "zzzz qqqq").total == 0


@pytest.mark.parametrize(
    "question", ["'; DROP TABLE x; --", "&|!():*", "\x00", "%", "a" * 5000, "<script>", "ữ ẵ ộ", "🙂"]
)
def test_absurd_question_gets_an_answer(catalogue: Agency, question: str) -> None:
    assert ask(catalogue, question).page == 1


def test_words_of_the_question_are_marked_in_the_title(catalogue: Agency) -> None:
    hit = next(hit for hit in ask(catalogue, "khai sinh").hits if hit.code == "1.001193")

    assert [(part.text, part.is_hit) for part in hit.title] == [("Đăng ký", False), ("khai sinh", True)]


def test_without_a_question_all_come_by_alphabet_what_we_do_first(catalogue: Agency) -> None:
    first, last = ask(catalogue, ""), ask(catalogue, "", page=3)

    names = [hit.version.name for hit in first.hits]
    assert (first.total, len(first.hits), first.has_more, last.has_more) == (50, PER_PAGE, True, False)
    assert names[0].startswith("Cấp bản sao")
    assert codes(last)[-2:] == ["1.004194", "1.004222"]  # the police does these, not we


def test_facets_count_the_whole_answer_and_narrow_it(catalogue: Agency) -> None:
    all_of_it = ask(catalogue, "khai sinh")
    same_day = ask(catalogue, "khai sinh", time="trong-ngay")
    by_field = ask(catalogue, "khai sinh", fields=("ho-tich",))
    online = ask(catalogue, "khai sinh", online=True)

    counted = {field.slug: field.count for field in all_of_it.fields}
    assert sum(counted.values()) == all_of_it.total
    assert by_field.total == counted["ho-tich"]
    assert same_day.total == all_of_it.times["trong-ngay"] < all_of_it.total
    assert online.total == all_of_it.online
    assert all(hit.accepts_online for hit in online.hits)


def test_what_we_do_not_offer_is_found_only_when_asked_for(catalogue: Agency) -> None:
    load_records(records=[RawRecord(row=1, record=record("1.999999", name="Cấp phép thăm dò nước ngầm"))], at=AT)

    assert ask(catalogue, "thăm dò nước ngầm").total == 0
    assert codes(ask(catalogue, "thăm dò nước ngầm", everywhere=True)) == ["1.999999"]


def test_list_asks_the_database_the_same_number_of_times_for_one_row_and_for_twenty(catalogue: Agency) -> None:
    def queries(**wanted: Any) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            found = ask(catalogue, "", **wanted)
        return len(found.hits), len(captured)

    assert queries() == (PER_PAGE, 8)
    assert queries(fields=("van-hoa",)) == (1, 8)


def test_offered_lists_open_procedures_in_two_queries(catalogue: Agency, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        rows = [(one.code, one.allowance) for one in offered(agency=catalogue, at=AT)]

    assert len(rows) == 48
    assert "1.004222" not in dict(rows)


def test_version_in_force_is_the_one_of_the_day(catalogue: Agency) -> None:
    load_records(records=[RawRecord(row=1, record=record("1.001193", name="Thủ tục đăng ký khai sinh"))], at=AT)

    before = version_in_force(code="1.001193", at=datetime(2026, 11, 19, 16, 59, tzinfo=UTC))
    after = version_in_force(code="1.001193", at=datetime(2026, 11, 19, 17, 0, tzinfo=UTC))

    assert (before.number, after.number) == (1, 2)
    with pytest.raises(ProcedureVersion.DoesNotExist):
        version_in_force(code="9.999999", at=AT)


def test_checklist_tells_papers_from_what_is_only_shown(catalogue: Agency) -> None:
    papers = checklist(version=version_in_force(code="1.001193", at=AT))

    must = [paper.name for paper in papers if paper.must_be_there]
    assert must == ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh"]
    assert any("Căn cước" in paper.name and paper.if_any for paper in papers)


def test_checklist_of_a_case_holds_its_papers_and_those_of_every_case(catalogue: Agency) -> None:
    papers = [
        {"case": "Giấy tờ phải nộp", "name": "Tờ khai", "originals": 1},
        {"case": "Trường hợp cấp lại", "name": "Giấy cũ", "originals": 1},
        {"case": "Trường hợp cấp đổi", "name": "Ảnh", "originals": 2},
    ]
    load_records(records=[RawRecord(row=1, record=record(documents=papers))], at=AT)

    found = checklist(version=version_in_force(code="1.000001", at=AT), case="Trường hợp cấp lại")

    assert [paper.name for paper in found] == ["Tờ khai", "Giấy cũ"]


def test_what_another_office_takes_in_is_not_taken_online_here(catalogue: Agency) -> None:
    elsewhere = Offering.objects.filter(is_received_at_desk=False)

    told = set(elsewhere.values_list("procedure__code", "accepts_online", "specialised_office"))
    assert told == {("1.004222", False, "Công an xã"), ("1.004194", False, "Công an xã")}


def test_office_is_counted_in_one_query(catalogue: Agency, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        counted = counts(agency=catalogue, at=AT)

    assert counted == Counts(fields=counted.fields, procedures=50, at_desk=48, elsewhere=2)
    assert counted.fields == len(set(ProcedureVersion.objects.values_list("field", flat=True)))
