"""The fee receipt as paper: three parts with the facts of the payment, an original once, reversed for all to see."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.accounts.models import Person
from apps.core.paper import press
from apps.core.paper.wording import NO_BREAK
from apps.dossiers.models import ReadLog
from apps.officials.models import Official
from apps.officials.services import change_setting
from apps.payments.models import Demand, Receipt, ReceiptPrint
from apps.payments.services import counter
from tests import factories
from tests.conftest import Clock
from tests.desk.reading import codes, pages
from tests.desk.test_sample_templates import samples
from tests.factories import Office
from tests.payments import books, tills
from tests.payments.conftest import at_work

pytestmark = pytest.mark.django_db


def owing(office: Office, clock: Clock, *, people: int = 2) -> list[Demand]:
    """Dossiers of neighbours, each owing 502.500 đ."""
    offering = tills.costly(office.agency, 502_500)
    names = ("Lò Thị Hạnh", "Giàng A Páo", "Tẩn Mẩy")
    return [
        tills.owed(tills.filed(office, offering, person=factories.person(name=name), at=clock.at))
        for name in names[:people]
    ]


def printed(official: Official, receipt: Receipt) -> bytes:
    """What comes out of the printer."""
    answer = at_work(official).post(f"/thu-tien/bien-lai/{receipt.address}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def test_receipt_is_three_parts_that_say_what_was_paid_for_which_dossiers(office: Office, clock: Clock) -> None:
    for name, value in {
        "tax_code": "5300123456",
        "fee_receipt_form": "01BLP0-001",
        "fee_receipt_symbol": "BL-26E",
    }.items():
        change_setting(agency=office.agency, name=name, value=value)
    demands = owing(office, clock)
    receipt = counter.take_cash(
        demand_ids=[demand.pk for demand in demands], payer="Tẩn Mẩy", by=books.by(office.clerk, clock.at), at=clock.at
    )

    paper = printed(office.clerk, receipt)

    parts = pages(paper)
    assert len(parts) == 3
    for part, whose in zip(
        parts,
        ("Liên 1: Lưu tại cơ quan thu", "Liên 2: Giao cho người nộp tiền", "Liên 3: Lưu nội bộ, chuyển kế toán"),
        strict=True,
    ):
        for said in (
            *(whose, "BIÊN LAI THU PHÍ, LỆ PHÍ", "UBND XÃ SUỐI MÂY", "Số: BL-0000001/2026", "Người nộp: Tẩn Mẩy"),
            *("Mã số thuế: 5300123456", "Mẫu số: 01BLP0-001", "Ký hiệu: BL-26E"),
            *("1.005.000 đồng", "Bằng chữ: Một triệu không trăm linh năm nghìn đồng.", "502.500 đồng"),
            *("của Lò Thị Hạnh", "của Giàng A Páo", "Tiền mặt tại quầy", receipt.facts["reference"]),
            *(f"Hồ sơ {demand.dossier.reference}" for demand in demands),
            "Dấu lịch sử: " + ", ".join(line["head"] for line in receipt.facts["lines"]),
            office.clerk.name,
        ):
            assert said in part, said
        assert "BẢN IN LẠI" not in part
    assert NO_BREAK not in parts[0]
    place = receipt.facts["place"]
    filled = {
        "donViThuPhiMaSoThue": "5300123456",
        "maSoThueBienLai": "5300123456",
        "mauSoBienLai": "01BLP0-001",
        "kyHieuBienLai": "BL-26E",
        "soBienLai": "BL-0000001/2026",
        "tenTTHC": demands[0].dossier.procedure_name,
        "chuHoSo": "Giàng A Páo",
        "maHoSo": demands[1].dossier.reference,
        "diaChiChuHoSo": "",  # the payer's, and here a neighbour paid
        "soTien": "1.005.000",
        "soTienBangChu": "Một triệu không trăm linh năm nghìn đồng",
        "ngayThangNam": f"{place}, ngày 16 tháng 11 năm 2026",
        "tenTinhThanh": place,
    }
    theirs = samples()["BienLaiPhiLePhi.phoiThanhHoa"]
    assert theirs - filled.keys() == {"phi", "lePhi"}  # the catalogue does not tell the one kind from the other
    assert [field for field in theirs & filled.keys() if filled[field] not in parts[2]] == []
    found = codes(paper, page=1)
    assert found["Code128"] == {"BL-0000001/2026"}
    (address,) = found["QRCode"]
    verified = Client().get(address.removeprefix("http://localhost:8000")).content.decode()
    assert "BL-0000001/2026" in verified
    assert "Tẩn Mẩy" not in verified
    assert ReadLog.objects.filter(door=f"payments/receipt/{receipt.pk}").count() == 2


def test_receipt_is_an_original_once_and_says_so_when_it_was_taken_back(office: Office, clock: Clock) -> None:
    (demand,) = owing(office, clock, people=1)
    by = books.by(office.clerk, clock.at)
    receipt = counter.take_cash(demand_ids=[demand.pk], by=by, at=clock.at)

    looked = printed(office.leader, receipt)
    first, again = printed(office.clerk, receipt), printed(office.clerk, receipt)
    reversal = counter.take_back(receipt_id=receipt.pk, reason="Thu nhầm hồ sơ", by=by, at=clock.at)
    after, taken_back = printed(office.clerk, receipt), printed(office.clerk, reversal)

    assert "BẢN IN LẠI" in pages(looked)[0]
    assert "BẢN IN LẠI" not in pages(first)[0]
    assert f"BẢN IN LẠI lúc 09 giờ 00 phút, ngày 16 tháng 11 năm 2026. Người in: {office.clerk.name}" in pages(again)[2]
    assert list(ReceiptPrint.objects.order_by("pk").values_list("receipt_id", "number")) == [
        *((receipt.pk, 1), (receipt.pk, 2), (receipt.pk, 3)),
        (reversal.pk, 1),
    ]
    for part in pages(after):
        assert "ĐÃ HỦY theo biên lai hủy BL-0000002/2026" in part
        assert "Lý do: Thu nhầm hồ sơ" in part
    assert "BIÊN LAI HỦY" in pages(taken_back)[1]
    assert "Năm trăm linh hai nghìn năm trăm đồng" in pages(taken_back)[1]
    verified = Client().get(f"/xac-thuc/{receipt.address}/").content.decode()
    assert "đã bị thu hồi" in verified


def test_receipt_that_does_not_come_out_is_not_counted(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (demand,) = owing(office, clock, people=1)
    receipt = counter.take_cash(demand_ids=[demand.pk], by=books.by(office.clerk, clock.at), at=clock.at)

    with monkeypatch.context() as gone:
        gone.setattr(press, "_pressed", lambda html: 1 / 0)
        answer = at_work(office.clerk).post(f"/thu-tien/bien-lai/{receipt.address}/")

    assert answer.status_code == 503
    assert "payments/receipt_not_printed.html" in [template.name for template in answer.templates]
    assert not ReceiptPrint.objects.exists()


def test_receipt_is_opened_where_the_dossier_was_taken_in_and_nowhere_else(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    strangers = factories.office(code="H99.73", name="Bản Lầu", is_ours=False)
    (demand,) = owing(theirs, clock, people=1)
    dossier = demand.dossier
    dossier.__class__.objects.filter(pk=dossier.pk).update(receiving_agency=office.agency)
    receipt = counter.take_cash(demand_ids=[demand.pk], by=books.by(office.clerk, clock.at), at=clock.at)
    bill = at_work(office.clerk).get(f"/thu-tien/ho-so/{dossier.reference}/").content.decode()

    assert receipt.agency == theirs.agency
    assert f"/thu-tien/bien-lai/{receipt.address}/" in bill
    assert len(pages(printed(office.clerk, receipt))) == 3
    assert len(pages(printed(theirs.leader, receipt))) == 3
    assert at_work(strangers.clerk).post(f"/thu-tien/bien-lai/{receipt.address}/").status_code == 404


def test_receipt_of_a_transfer_names_the_way_and_its_payer_gets_one_part(
    office: Office, mai: Client, clock: Clock
) -> None:
    person = Person.objects.get()
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), person=person, at=clock.at))
    attempt = demand.attempts.get()
    tills.tell(Client(), id="FT1", amount=15_000, content=attempt.reference, at=clock.at)
    receipt = Receipt.objects.get()

    own = mai.get(f"/ho-so/{demand.dossier.reference}/bien-lai/{receipt.address}/")
    at_the_till = at_work(office.clerk).get("/thu-tien/?ma=bl-1/2026")

    (part,) = pages(own.content)
    assert "Liên 2: Giao cho người nộp tiền" in part
    assert "Chuyển khoản" in part
    assert "Hệ thống ghi nhận tự động" in part
    assert "Mười lăm nghìn đồng" in part
    assert at_the_till["Location"] == f"/thu-tien/ho-so/{demand.dossier.reference}/"
