"""A file of procedures becomes versions, and says what became of every row."""

import gzip
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from apps.procedures.models import Field, Procedure, ProcedureVersion, ReviewItem
from apps.procedures.services.importing import ImportReport, load_file
from apps.procedures.services.reading import UnusableFile
from apps.worktime import Allowance, Unit
from tests.procedures.factories import CHANNEL, json_lines, record

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)  # already 2 December in Việt Nam


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(*lines: Any, at: datetime = AT, dry_run: bool = False) -> ImportReport:
        return load_file(path=json_lines(tmp_path / "procedures.jsonl", *lines), at=at, dry_run=dry_run)

    return load


def numbers(report: ImportReport) -> tuple[int, int, int, int, int]:
    return (report.read, report.created, report.new_version, report.unchanged, len(report.refused))


def versions(code: str = "1.000001") -> Sequence[ProcedureVersion]:
    return list(ProcedureVersion.objects.filter(procedure__code=code).order_by("number"))


def test_new_record_becomes_a_procedure_with_its_first_version(load: Any) -> None:
    report = load(record())

    (version,) = versions()
    assert numbers(report) == (1, 1, 0, 0, 0)
    assert (version.number, version.effective_from, version.is_from_import_day) == (1, date(2026, 11, 20), True)
    assert version.allowance == Allowance(amount=Decimal(3), unit=Unit.WORKING_DAY)
    assert version.time_text == "3 Ngày làm việc"
    assert version.field.slug == "ho-tich"
    assert version.source_record["source"] == "a test"
    assert [(paper.name, paper.originals) for paper in version.documents.all()] == [("Tờ khai", 1)]
    assert [(fee.amount, fee.text) for fee in version.fees.all()] == [(0, "Miễn phí")]


def test_planner_knows_at_once_how_many_there_are(load: Any) -> None:
    """It planned a search over fifty procedures for two thousand that another test had taken back: five minutes."""
    load(*(record(f"1.{number:06d}") for number in range(1, 41)))

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [ProcedureVersion._meta.db_table])
        assert cursor.fetchone() == (40,)


def test_same_file_again_changes_nothing(load: Any) -> None:
    load(record(), record("1.000002"))

    report = load(record(), record("1.000002"), at=LATER)

    assert numbers(report) == (2, 0, 0, 2, 0)
    assert ProcedureVersion.objects.count() == 2


def test_record_that_differs_becomes_a_version_and_overwrites_nothing(load: Any) -> None:
    load(record())

    report = load(record(name="Thủ tục cấp một giấy khác"), at=LATER)

    first, second = versions()
    assert numbers(report) == (1, 0, 1, 0, 0)
    assert (first.name, first.effective_to) == ("Thủ tục cấp một giấy", date(2026, 12, 2))
    assert (second.number, second.effective_from, second.effective_to) == (2, date(2026, 12, 2), None)


def test_two_versions_of_one_day_leave_the_later_in_force(load: Any) -> None:
    load(record())
    load(record(steps="Bước 1"))

    (in_force,) = ProcedureVersion.objects.in_force(on=date(2026, 11, 20))

    assert in_force.number == 2


def test_version_keeps_the_columns_its_file_was_silent_about(load: Any) -> None:
    load(record(steps="Bước 1", conditions="Đủ 18 tuổi"))

    load({"code": "1.000001", "steps": "Bước 1. Bước 2", "conditions": ""})

    second = versions()[1]
    assert (second.conditions, second.steps) == ("Đủ 18 tuổi", "Bước 1. Bước 2")
    assert second.documents.count() == 1


def test_day_and_marks_of_a_record_are_not_inherited_by_the_next_version(load: Any) -> None:
    load(record(effective_from="2025-07-01", needs_verification=["time"]))

    again = load(record(), at=LATER)
    changed = load(record(steps="Bước 1"), at=LATER)

    first, second = versions()
    assert (again.unchanged, changed.review) == (1, [])
    assert (first.effective_from, second.effective_from) == (date(2025, 7, 1), date(2026, 12, 2))
    assert [item.version_id for item in ReviewItem.objects.all()] == [first.pk]


def test_bad_rows_are_refused_by_name_and_stop_nobody(load: Any) -> None:
    report = load(
        record(" 1.000001"),
        "{broken",
        "",
        record("1.000002-Xoa"),
        {"name": "không mã"},
        ["not a record"],
        {"code": "1.000003"},
        record("1.000004"),
        '{"code": "1.000005", "name": NaN}',
    )

    assert numbers(report) == (8, 2, 0, 0, 6)
    assert [(refused.row, refused.code) for refused in report.refused] == [
        (2, ""),
        (4, "1.000002-Xoa"),
        (5, ""),
        (6, ""),
        (7, "1.000003"),
        (9, ""),
    ]
    assert all(refused.reason for refused in report.refused)
    assert set(Procedure.objects.values_list("code", flat=True)) == {"1.000001", "1.000004"}


def test_code_that_comes_twice_is_unchanged_if_equal_and_refused_if_not(load: Any) -> None:
    report = load(record(), record(source="elsewhere"), record(name="Tên khác"))

    assert numbers(report) == (3, 1, 0, 1, 1)
    assert (report.refused[0].row, report.refused[0].code) == (3, "1.000001")
    assert len(versions()) == 1


def test_what_is_unsure_stays_text_and_is_listed(load: Any) -> None:
    unsure = {**CHANNEL, "time": "1", "fee": "135 VNĐ"}

    report = load(record(), record("1.000002", channels=[unsure]))
    again = load(record(), record("1.000002", channels=[unsure]))

    (version,) = versions("1.000002")
    assert (version.allowance, version.time_text) == (None, "1")
    assert [(item.row, item.code, item.what, item.text) for item in report.review] == [
        (2, "1.000002", "time", "1"),
        (2, "1.000002", "fee", "135 VNĐ"),
    ]
    assert again.review == report.review
    assert list(ReviewItem.objects.order_by("pk").values_list("what", "reason")) == [
        ("time", "bare_number"),
        ("fee", "fee_too_small"),
    ]


def test_dry_run_reports_the_same_and_writes_nothing(load: Any) -> None:
    lines = [record(), record("1.000002-Xoa"), record("1.000003", channels=[{**CHANNEL, "time": "1"}])]

    tried = load(*lines, dry_run=True)
    nothing = Procedure.objects.count() + ProcedureVersion.objects.count() + Field.objects.count()
    done = load(*lines)

    assert nothing == 0
    assert tried == done


def test_absurd_input_is_stored_and_lost_nowhere(load: Any) -> None:
    papers = [{"name": f"Giấy {n}", "originals": 1} for n in range(94)]
    long = "Đăng ký " * 149

    report = load(
        record(name=long, documents=papers, steps="a\x00b"),
        record("1.000002", name="<script>alert(1)</script>", channels="không phải bảng", documents={"name": "Tờ khai"}),
        '{"code": "1.000003", "name": "\\ud800 nửa chữ", "number": 1e400}',
    )

    assert numbers(report)[:2] == (3, 3)
    (version,) = versions()
    assert (version.name, version.documents.count()) == (long.strip(), 94)
    assert versions("1.000002")[0].name == "<script>alert(1)</script>"


def test_field_written_in_two_ways_is_one_field(load: Any) -> None:
    load(record(), record("1.000002", field="HỘ TỊCH "), record("1.000003", field=""))

    assert set(Field.objects.values_list("slug", flat=True)) == {"ho-tich", "chua-phan-linh-vuc"}


def test_zipped_file_loads_and_a_torn_one_writes_nothing(tmp_path: Path) -> None:
    whole, torn = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    plain = json_lines(tmp_path / "a.jsonl", *[record(f"1.{n:06}", steps=f"{n} " * 500) for n in range(300)])
    whole.write_bytes(gzip.compress(plain.read_bytes()))
    torn.write_bytes(whole.read_bytes()[:-200])

    with pytest.raises(UnusableFile):
        load_file(path=torn, at=AT)
    before = Procedure.objects.count()
    report = load_file(path=whole, at=AT)

    assert (before, report.created) == (0, 300)


def test_line_beyond_any_record_is_refused_without_being_read(load: Any, tmp_path: Path) -> None:
    report = load('{"code": "1.000001", "name": "' + "x" * 5_000_000 + '"}', record("1.000002"))

    assert numbers(report) == (2, 1, 0, 0, 1)
    assert report.refused[0].row == 1


def test_import_writes_in_bulk(load: Any, django_assert_max_num_queries: Any) -> None:
    lines = [record(f"1.{n:06}") for n in range(400)]

    with django_assert_max_num_queries(60):
        report = load(*lines)

    assert report.created == 400


def test_open_version_is_one_by_order_of_the_database(load: Any) -> None:
    load(record(), at=AT)
    load(record(steps="Bước 1"), at=LATER)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM procedures_procedureversion"
            " WHERE effective_to IS NULL GROUP BY procedure_id) AS open"
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "rule",
    [
        {"amount": 10**30},
        {"amount": 8_000, "cap": 10**30},
        {"amount": 8_000, "from": "2026-12-31", "until": "2026-01-01"},
    ],
)
def test_impossible_fee_of_one_record_stops_nobody(load: Any, rule: dict[str, Any]) -> None:
    report = load(record(fee_rules=[{"channel": "Trực tiếp", **rule}]), record("1.000002"))

    assert numbers(report) == (2, 2, 0, 0, 0)
