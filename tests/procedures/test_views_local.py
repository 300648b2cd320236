"""The page of local configuration: what holds at once, what waits for its day, what is refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from apps.officials.domain.duties import Duty
from apps.procedures.domain.fee_rules import Asked, Exemption, fee_of
from apps.procedures.models import Arrangement, Offering, ProcedureVersion, RequiredDocument
from apps.procedures.selectors import all_rules
from apps.worktime import Allowance, Unit
from tests import factories
from tests.conftest import Clock
from tests.factories import Office

pytestmark = pytest.mark.django_db
PAGE = "/danh-muc/1.004873/bo-tri/"
SAID = {
    "is_open": "on",
    "where": "mot-cua",
    "accepts_online": "on",
    "names": "giấy độc thân\n\ngiấy chưa vợ\ngiấy độc thân",
    "explanation": "Khi sắp kết hôn.",
    "supplement_mode": "restart",
}


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def thu(client: Client, office: Office, clock: Clock) -> Client:
    official = factories.official(agency=office.agency, name="Hà Thị Thu", position="Văn hóa", duties=(Duty.EDITOR,))
    client.force_login(official.user)
    return client


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency, code="1.004873")


def version_of(offering: Offering) -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure=offering.procedure)


def test_what_has_no_day_holds_at_once_and_makes_no_draft(thu: Client, offering: Offering) -> None:
    answer = thu.post(PAGE, SAID)

    offering.refresh_from_db()
    assert answer.status_code == 302
    assert offering.keywords == "giấy độc thân\ngiấy chưa vợ"
    assert offering.folded_keywords == "giay doc than\ngiay chua vo"
    assert offering.arrangements.count() == 1


def test_shorter_time_waits_in_the_draft_and_counts_from_its_day(thu: Client, offering: Offering) -> None:
    thu.post(PAGE, {**SAID, "target_amount": "1,5", "target_unit": "working_day"})

    now, draft = offering.arrangements.order_by("number")
    version = version_of(offering)
    assert version.allowance == Allowance(amount=Decimal(3), unit=Unit.WORKING_DAY)
    assert now.allowance_under(version) == version.allowance
    assert draft.is_draft
    assert draft.allowance_under(version) == Allowance(amount=Decimal("1.5"), unit=Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"target_amount": "4", "target_unit": "working_day"}, "Luật cho 3 ngày làm việc"),
        ({"target_amount": "2"}, "Chọn đơn vị"),
        ({"target_unit": "working_day"}, "Viết số ngày"),
        ({"target_amount": "hai", "target_unit": "working_day"}, "Viết một số"),
        ({"target_amount": "1,3", "target_unit": "working_day"}, "số lẻ"),
        ({"where": "noi-khac"}, "Viết tên cơ quan nhận hồ sơ"),
        ({"where": "noi-khac", "specialised_office": "Công an xã"}, "một cửa nhận mới nộp qua mạng"),
        ({"online_level": "partial"}, "vì sao chưa toàn trình"),
        ({"names": "x" * 201}, "không quá 200 chữ"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(
    thu: Client, offering: Offering, said: dict[str, str], words: str
) -> None:
    answer = thu.post(PAGE, {**SAID, **said})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert escape(words) in page
    assert "giấy chưa vợ" in page or "names" in said
    assert all(escape(value[:200]) in page for value in said.values())
    offering.refresh_from_db()
    assert (offering.explanation, offering.arrangements.count()) == ("", 1)


def test_a_specialised_office_takes_it_from_our_desk(thu: Client, offering: Offering, office: Office) -> None:
    said = {name: value for name, value in SAID.items() if name != "accepts_online"}

    thu.post(PAGE, {**said, "where": "noi-khac", "specialised_office": "Công an xã"})

    offering.refresh_from_db()
    assert (offering.is_open, offering.takes_papers, offering.specialised_office) == (True, False, "Công an xã")


def test_a_procedure_nobody_did_here_is_taken_up(thu: Client, office: Office) -> None:
    offering = factories.offering(agency=office.agency, code="1.000111")
    version = version_of(offering)
    Arrangement.objects.filter(offering=offering).delete()
    offering.delete()

    answer = thu.post("/danh-muc/1.000111/bo-tri/", SAID)

    made = Offering.objects.get(agency=office.agency, procedure=version.procedure)
    assert answer.status_code == 302
    assert (made.is_open, made.arrangements.get().is_draft) == (True, True)


FEE = {"fee": "15.000", "per": "copy", "exemptions": ["poor"], "reason": "Nghị quyết 12/2025/NQ-HĐND"}


def owed(offering: Offering, office: Office, **asked: object) -> int | None:
    version = version_of(offering)
    rules = all_rules(versions=[version], agency=office.agency)[version.pk]
    return fee_of(rules, Asked(channel="in_person", on=date(2026, 11, 16), **asked)).amount  # type: ignore[arg-type]


def test_page_stands_with_a_name_of_1192_characters_and_94_papers(thu: Client, offering: Offering) -> None:
    version = version_of(offering)
    version.documents.all().delete()
    RequiredDocument.objects.bulk_create(
        RequiredDocument(version=version, position=position, name=f"Giấy {position}") for position in range(1, 95)
    )
    ProcedureVersion.objects.filter(pk=version.pk).update(name="đất " * 298, short_name="đ" * 200, agency_text="")

    law = thu.get("/danh-muc/1.004873/phap-luat/")

    assert (law.status_code, thu.get(PAGE).status_code) == (200, 200)
    assert "Giấy tờ (94)" in law.content.decode()


def test_fee_is_tried_out_on_the_page_of_the_law(thu: Client, offering: Offering) -> None:
    thu.post(f"{PAGE}muc-thu/", {**FEE, "channel": "in_person", "exemptions": []})

    page = thu.get("/danh-muc/1.004873/phap-luat/", {"ban": "3", "trang": "x", "kenh": "in_person", "so": "abc"})

    assert "45.000" in page.content.decode()


def test_procedure_is_ended_once_and_the_end_taken_back(thu: Client, offering: Offering) -> None:
    said = {"ending": "abolished", "on": "01/12/2026", "ended_by": "12/QĐ-BTP", "successor": ""}
    for _ in range(2):
        assert thu.post("/danh-muc/1.004873/phap-luat/cham-dut/", said).status_code == 302

    assert version_of(offering).effective_to == date(2026, 12, 1)
    thu.post("/danh-muc/1.004873/phap-luat/giu-lai/")
    assert version_of(offering).effective_to is None


@pytest.mark.parametrize("said", [{"on": "01/01/1990"}, {"successor": "9.999999"}, {"on": "x"}, {"ended_by": ""}])
def test_end_that_cannot_be_is_refused_and_nothing_ends(thu: Client, offering: Offering, said: dict[str, str]) -> None:
    whole = {"ending": "abolished", "on": "01/12/2026", "ended_by": "12/QĐ-BTP", "successor": ""}

    answer = thu.post("/danh-muc/1.004873/phap-luat/cham-dut/", {**whole, **said})

    assert answer.status_code == 422
    assert version_of(offering).effective_to is None


def test_fee_of_the_province_counts_from_the_click_and_is_written_once(
    thu: Client, offering: Offering, office: Office
) -> None:
    thu.post(f"{PAGE}muc-thu/", FEE)
    thu.post(f"{PAGE}muc-thu/", FEE)

    assert offering.local_fees.count() == 1
    assert owed(offering, office, copies=2) == 30_000
    assert owed(offering, office, exemptions=frozenset({Exemption.POOR})) == 0


def test_ended_fee_counts_no_more_and_is_still_shown(thu: Client, offering: Offering, office: Office) -> None:
    thu.post(f"{PAGE}muc-thu/", FEE)
    fee = offering.local_fees.get()

    for _ in range(2):
        assert thu.post(f"{PAGE}muc-thu/{fee.pk}/ngung/").status_code == 302

    assert owed(offering, office) is None
    assert "Đã ngừng" in thu.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"fee": "mười nghìn"}, "Viết số tiền bằng đồng"),
        ({"fee": "-1"}, "Viết số tiền bằng đồng"),
        ({"reason": ""}, "Viết số văn bản"),
        ({"valid_from": "01/12/2026", "valid_until": "30/11/2026"}, "Ngày cuối phải từ ngày đầu"),
        ({"per": "kg"}, "kg"),
    ],
)
def test_fee_that_cannot_be_is_refused_in_words(
    thu: Client, offering: Offering, said: dict[str, str], words: str
) -> None:
    answer = thu.post(f"{PAGE}muc-thu/", {**FEE, **said})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not offering.local_fees.exists()
