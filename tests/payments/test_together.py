"""One payment for several dossiers at the counter: in cash with change, or by a code that the bank answers."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from apps.payments.models import Attempt, CashLine, Demand, Receipt
from apps.procedures.domain.fee_rules import Exemption
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.payments.conftest import at_work
from tests.payments.test_cash_book_views import read

pytestmark = pytest.mark.django_db
HERE = "/thu-tien/thu-gop/"


@pytest.fixture
def owed(office: Office, clock: Clock) -> list[Demand]:
    """Two dossiers of one person, and one of a neighbour."""
    offering, hanh = tills.costly(office.agency), factories.person(name="Lò Thị Hạnh")
    neighbour = factories.person(name="Giàng A Páo", phone="+84978333111")
    people = (hanh, hanh, neighbour)
    return [tills.owed(tills.filed(office, offering, person=person, at=clock.at)) for person in people]


def address_of(demands: list[Demand]) -> str:
    return HERE + "?" + "&".join(f"hs={demand.dossier.reference}" for demand in demands)


def test_two_dossiers_are_one_receipt_with_two_lines_and_the_change_is_said(office: Office, owed: list[Demand]) -> None:
    clerk, both = at_work(office.clerk), owed[:2]
    page = clerk.get(address_of(both))
    said = {"key": "k", "demands": [demand.pk for demand in both], "payer": "Lò Thị Hạnh", "cach": "tien-mat"}

    lacking = clerk.post(address_of(both), said | {"given": "20.000"})
    answers = [clerk.post(address_of(both), said | {"given": "50.000"}) for _ in range(2)]
    received = clerk.get(answers[0]["Location"])

    receipt = Receipt.objects.get()
    paper = PdfReader(BytesIO(clerk.post(f"/thu-tien/bien-lai/{receipt.address}/").content)).pages[0].extract_text()
    assert "payments/pay_together.html" in [template.name for template in page.templates]
    assert "payments/received.html" in [template.name for template in received.templates]
    assert lacking.status_code == 422
    assert "Còn thiếu 10.000 đ" in read(lacking)
    assert "Tiền thừa trả lại: 20.000 đ" in read(received)
    assert (receipt.amount, [line["code"] for line in receipt.facts["lines"]]) == (
        30_000,
        [demand.dossier.reference for demand in both],
    )
    assert all(demand.dossier.reference in paper for demand in both)
    assert CashLine.objects.get().receipt_id == receipt.pk
    assert set(Demand.objects.values_list("state", flat=True)) == {"paid", "due"}


def test_the_receipt_bears_the_name_of_whoever_pays_and_says_whose_dossiers(office: Office, owed: list[Demand]) -> None:
    clerk = at_work(office.clerk)
    said = {"key": "k", "demands": [demand.pk for demand in owed], "payer": "Tẩn Mẩy", "cach": "tien-mat"}

    clerk.post(address_of(owed), said)

    receipt = Receipt.objects.get()
    paper = PdfReader(BytesIO(clerk.post(f"/thu-tien/bien-lai/{receipt.address}/").content)).pages[0].extract_text()
    assert receipt.facts["payer"] == "Tẩn Mẩy"
    assert "Giàng A Páo" in paper


def test_a_code_on_the_screen_pays_all_of_them_when_the_bank_tells(
    office: Office, owed: list[Demand], clock: Clock
) -> None:
    clerk = at_work(office.clerk)
    said = {"key": "k", "demands": [demand.pk for demand in owed[:2]], "payer": "Lò Thị Hạnh", "cach": "qr"}

    answer = clerk.post(address_of(owed[:2]), said)
    attempt = Attempt.objects.filter(amount=30_000).get()
    waiting = read(clerk.get(answer["Location"]))
    tills.tell(Client(), id="FT1", amount=30_000, content=attempt.reference, at=clock.at)
    paid = read(clerk.get(answer["Location"]))

    assert "Đang chờ ngân hàng báo" in waiting
    assert "Tiền đã đến" in paid
    assert Receipt.objects.get().amount == 30_000
    assert not CashLine.objects.exists()


def test_the_bill_offers_what_the_same_person_still_owes(office: Office, owed: list[Demand]) -> None:
    clerk = at_work(office.clerk)

    page = clerk.get(f"/thu-tien/ho-so/{owed[0].dossier.reference}/").content.decode()

    (link,) = re.findall(r'href="(/thu-tien/thu-gop/[^"]+&amp;[^"]+)"', page)
    assert owed[1].dossier.reference in link
    assert owed[2].dossier.reference not in link


@pytest.mark.parametrize("given", ["-1", "năm mươi", "9" * 30, "1e9"])
def test_nonsense_for_money_takes_nothing(given: str, office: Office, owed: list[Demand]) -> None:
    said = {"key": "k", "demands": [owed[0].pk], "payer": "Hạnh", "given": given, "cach": "tien-mat"}

    answer = at_work(office.clerk).post(address_of(owed[:1]), said)

    assert (answer.status_code, Receipt.objects.count()) == (422, 0)


def test_nothing_chosen_leads_back_and_what_is_not_ours_is_not_found(office: Office, owed: list[Demand]) -> None:
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)

    assert at_work(office.clerk).get(HERE)["Location"] == "/thu-tien/"
    assert at_work(foreign.clerk).get(address_of(owed))["Location"] == "/thu-tien/"
    assert at_work(office.clerk).get(f"{HERE}?bl=khong-co").status_code == 404


def test_a_proof_is_photographed_into_the_waiver_and_shown_again(office: Office, clock: Clock) -> None:
    offering, clerk = tills.costly(office.agency, exempt=(Exemption.POOR,)), at_work(office.clerk)
    demand = tills.owed(tills.filed(office, offering, claim=Exemption.POOR, at=clock.at))
    about = f"/thu-tien/ho-so/{demand.dossier.reference}/mien/?khoan={demand.pk}"
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    said = {"key": "k", "proof": "brought", "reason": "Hộ nghèo năm 2026, số 15"}

    refused = clerk.post(about, said | {"file": SimpleUploadedFile("so.exe", b"MZ not a picture")})
    taken = clerk.post(about, said | {"file": SimpleUploadedFile("so.png", picture.getvalue())})

    demand.refresh_from_db()
    assert (refused.status_code, taken.status_code, demand.state) == (422, 302, "waived")
    shown = clerk.get(f"/thu-tien/giay-mien/{demand.pk}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert at_work(office.administrator).get(f"/thu-tien/giay-mien/{demand.pk}/").status_code == 403
