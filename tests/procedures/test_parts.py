"""What an import writes below a version: cases, agencies, legal basis, fee rules, missing parts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import Asked, fee_of
from apps.procedures.domain.records import RawRecord
from apps.procedures.models import Authority, ProcedureVersion
from apps.procedures.selectors import all_rules, version_in_force
from apps.procedures.services.importing import load_records
from apps.worktime import Allowance, Unit
from tests.procedures.factories import record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def load(**columns: Any) -> ProcedureVersion:
    load_records(records=[RawRecord(row=1, record=record(**columns))], at=AT)
    return version_in_force(code="1.000001", at=AT)


def test_cases_with_a_time_and_cases_of_papers_become_variants() -> None:
    version = load(
        channels=[],
        cases=[
            {"name": "Cấp mới", "qty": 5, "unit": "WORKING_DAY"},
            {"name": "Cấp lại", "qty": 2, "unit": "WORKING_DAY"},
        ],
        documents=[{"case": "Cấp lại", "name": "Giấy cũ", "originals": 1}, {"name": "Tờ khai", "originals": 1}],
    )

    variants = {variant.name: variant for variant in version.variants.all()}
    assert {name: variant.allowance for name, variant in variants.items()} == {
        "Cấp mới": Allowance(amount=Decimal(5), unit=Unit.WORKING_DAY),
        "Cấp lại": Allowance(amount=Decimal(2), unit=Unit.WORKING_DAY),
    }
    assert list(version.documents.values_list("name", "variant__name")) == [("Giấy cũ", "Cấp lại"), ("Tờ khai", None)]


def test_cases_that_bear_the_procedures_own_name_are_no_choice() -> None:
    name = "Thủ tục cấp một giấy"

    version = load(cases=[{"name": name, "qty": days, "unit": "DAY"} for days in (1, 15)])

    assert not version.variants.exists()


def test_agencies_are_told_apart_and_stand_below_the_one_their_name_says() -> None:
    version = load(
        agency="Cục Thủy sản - Bộ NN và MT, Sở Tài chính các tỉnh, thành phố; Ủy ban nhân dân cấp xã",
        issuing_agency="Bộ Nông nghiệp và Môi trường",
    )

    named = [(row.authority.name, row.authority.rank) for row in version.competences.order_by("position")]
    assert named == [
        ("Cục Thủy sản", "ministry"),
        ("Sở Tài chính các tỉnh, thành phố", "province"),
        ("Ủy ban nhân dân cấp xã", "commune"),
    ]
    ministry = Authority.objects.get(name="Bộ Nông nghiệp và Môi trường")
    assert version.issuer == ministry
    assert Authority.objects.get(name="Cục Thủy sản").parent == ministry


def test_legal_basis_keeps_number_title_and_day() -> None:
    version = load(legal_basis=[{"code": "123/2015/NĐ-CP", "name": "Nghị định ngày 15/11/2015 của Chính phủ"}])

    basis = version.legal_basis.get()
    assert (basis.number, basis.issued_date) == ("123/2015/NĐ-CP", date(2015, 11, 15))


def test_wording_holds_from_its_decisions_day_and_says_which_parts_are_missing() -> None:
    version = load(decision="163/QĐ-BTP ngày 05/02/2026")

    assert (version.effective_from, version.is_from_import_day) == (date(2026, 2, 5), False)
    assert version.lacks == ["steps", "subjects", "authority", "result"]


def test_partial_service_keeps_its_published_reason_and_the_number_of_sets() -> None:
    version = load(online_level="Một phần", online_reason="Phải đối chiếu bản chính", sets="01 bộ")

    assert (version.online_level, version.online_reason, version.sets) == ("partial", "Phải đối chiếu bản chính", 1)


@pytest.mark.parametrize(
    ("code", "channel", "day", "pages", "copies", "amount"),
    [
        ("2.000815", "in_person", date(2026, 11, 22), 5, 2, 14_000),
        ("2.000815", "in_person", date(2026, 11, 22), 300, 1, 200_000),
        ("2.000635", "in_person", date(2026, 11, 22), 1, 2, 16_000),
        ("2.000635", "online", date(2026, 11, 22), 1, 2, 0),
        ("2.000635", "online", date(2027, 3, 1), 1, 2, 16_000),
        ("1.001612", "in_person", date(2026, 11, 22), 1, 1, 100_000),
        ("1.001612", "online", date(2026, 11, 22), 1, 1, 0),
    ],
)
def test_own_catalogue_gives_the_golden_sums(
    catalogue: Agency, code: str, channel: str, day: date, pages: int, copies: int, amount: int
) -> None:
    version = version_in_force(code=code, at=AT)
    rules = all_rules(versions=[version], agency=catalogue)[version.pk]

    assert fee_of(rules, Asked(channel=channel, on=day, pages=pages, copies=copies)).amount == amount
