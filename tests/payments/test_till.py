"""What officials do with money at the desk, and what they may not."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from apps.desk.services import receiving
from apps.dossiers.domain.status import Status
from apps.dossiers.models import ReadLog
from apps.messaging.models import OutboxMessage
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.payments.models import Demand, Receipt, Refund
from apps.procedures.domain.fee_rules import Exemption
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.payments.conftest import at_work

pytestmark = pytest.mark.django_db


def page_of(demand: Demand) -> str:
    return f"/thu-tien/ho-so/{demand.dossier.reference}/"


def press(browser: Client, demand: Demand, act: str, *, target: int | None = None, **said: object) -> int:
    """Open the form of an act and post it; the status."""
    address = f"{page_of(demand)}{act}/?khoan={demand.pk if target is None else target}"
    found = re.search(r'name="key" value="([^"]+)"', browser.get(address).content.decode())
    return browser.post(address, {"key": found[1] if found else "x", **said}).status_code


def test_cash_is_taken_once_receipted_and_taken_back_by_another_receipt(office: Office, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), at=clock.at))
    clerk = at_work(office.clerk)

    press(clerk, demand, "thu", target=0, demands=[demand.pk])
    press(clerk, demand, "thu", target=0, demands=[demand.pk])
    receipt = Receipt.objects.get()
    paper = PdfReader(BytesIO(clerk.post(f"/thu-tien/bien-lai/{receipt.address}/").content)).pages[0].extract_text()
    short = press(clerk, demand, "huy-bien-lai", target=receipt.pk, reason="nhầm")
    press(clerk, demand, "huy-bien-lai", target=receipt.pk, reason="Thu nhầm của hồ sơ bên cạnh.")

    demand.refresh_from_db()
    assert "15.000 đồng" in paper.replace("\N{NO-BREAK SPACE}", " ")
    assert "chưa kết nối" in paper
    assert short == 422
    assert demand.state == "due"
    assert list(Receipt.objects.order_by("number").values_list("number", "kind")) == [(1, "receipt"), (2, "reversal")]


def test_a_receipt_cannot_be_changed_even_by_whoever_holds_the_database(office: Office, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), at=clock.at))
    press(at_work(office.clerk), demand, "thu", target=0, demands=[demand.pk])

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Receipt.objects.update(amount=1)


def test_a_claim_is_waived_with_its_proof_or_declined_and_told(office: Office, clock: Clock) -> None:
    offering = tills.costly(office.agency, exempt=(Exemption.POOR,))
    poor, not_poor = (tills.owed(tills.filed(office, offering, claim=Exemption.POOR, at=clock.at)) for _ in range(2))
    clerk = at_work(office.clerk)

    without_proof = press(clerk, poor, "mien", reason="Hộ nghèo năm 2026")
    press(clerk, poor, "mien", reason="Hộ nghèo năm 2026, số 15", proof="record")
    without_reason = press(clerk, not_poor, "khong-mien")
    press(clerk, not_poor, "khong-mien", reason="Sổ hộ nghèo không có tên người này.")

    poor.refresh_from_db()
    not_poor.refresh_from_db()
    assert (without_proof, without_reason) == (422, 422)
    assert (poor.state, poor.proof, poor.decided_by_id) == ("waived", "record", office.clerk.pk)
    assert (not_poor.state, not_poor.claim, not_poor.declined) == ("due", "", "poor")
    assert OutboxMessage.objects.filter(kind="fee_due", about=f"dossier:{not_poor.dossier_id}").exists()


def test_a_refund_is_decided_by_somebody_else(office: Office, cashier: Official, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), at=clock.at))
    press(at_work(cashier), demand, "thu", target=0, demands=[demand.pk])
    press(at_work(cashier), demand, "hoan-tra", reason="Thu nhầm mức của cách nộp trực tiếp.")
    refund = Refund.objects.get()
    said = {"key": "a", "decision": "hoan", "way": "cash", "document": "PC 15/2026"}

    own = at_work(cashier).post(f"/thu-tien/hoan-tra/{refund.pk}/", said)
    by_clerk = at_work(office.clerk).post(f"/thu-tien/hoan-tra/{refund.pk}/", said)
    for _ in range(2):
        at_work(office.leader).post(f"/thu-tien/hoan-tra/{refund.pk}/", said)

    demand.refresh_from_db()
    refund.refresh_from_db()
    assert (own.status_code, by_clerk.status_code) == (422, 403)
    assert (demand.state, refund.state, refund.decided_by_id) == ("refunded", "done", office.leader.pk)
    assert OutboxMessage.objects.filter(kind="fee_refunded", channel="sms").count() == 1


def test_a_cashier_sees_what_is_owed_and_no_dossier(office: Office, cashier: Official, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), at=clock.at))
    browser = at_work(cashier)

    bill = browser.get(page_of(demand))

    assert bill.status_code == 200
    assert browser.get(f"/quay/ho-so/{demand.dossier.reference}/").status_code in (403, 404)
    assert ReadLog.objects.filter(door="payments/bill", actor=f"official:{cashier.pk}").exists()


def test_money_of_another_office_does_not_exist(office: Office, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), at=clock.at))
    press(at_work(office.clerk), demand, "thu", target=0, demands=[demand.pk])
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    theirs = factories.official(
        agency=foreign.agency, name="Giàng A Chu", position="Chủ tịch", duties=(Duty.CASHIER, Duty.CLERK, Duty.LEADER)
    )
    browser = at_work(theirs)

    asked = [
        page_of(demand),
        f"{page_of(demand)}thu/",
        "/thu-tien/tien-vao/1/",
        "/thu-tien/hoan-tra/1/",
    ]

    assert {browser.get(address).status_code for address in asked} == {404}
    assert browser.post(f"/thu-tien/bien-lai/{Receipt.objects.get().address}/").status_code == 404
    assert demand.dossier.reference not in browser.get("/thu-tien/").content.decode()


def test_a_demand_of_another_dossier_is_not_touched_through_this_one(office: Office, clock: Clock) -> None:
    offering = tills.costly(office.agency)
    mine, other = (tills.owed(tills.filed(office, offering, at=clock.at)) for _ in range(2))
    clerk = at_work(office.clerk)

    press(clerk, mine, "mien", target=other.pk, reason="Hộ nghèo năm 2026", proof="record")
    answer = press(clerk, mine, "thu", target=0, demands=[other.pk])

    other.refresh_from_db()
    assert (answer, other.state) == (422, "due")


def test_an_official_asks_for_a_sum_in_the_middle_and_it_is_told(office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.PROCESSING, office=office, offering=tills.costly(office.agency))
    clock.at = walked.at
    browser, about = at_work(office.officer), f"/thu-tien/ho-so/{walked.dossier.reference}/ghi-khoan/"
    said = {"key": "a", "title": "Phí thẩm định", "amount": "120.000", "legal_basis": "NQ 12/2026"}

    for _ in range(2):
        browser.post(about, said)
    nothing = browser.post(about, said | {"key": "b", "amount": "0"})

    demand = Demand.objects.get()
    assert nothing.status_code == 422
    assert (demand.what, demand.amount, demand.raised_by_id) == ("notice", 120_000, office.officer.pk)
    assert OutboxMessage.objects.filter(kind="fee_due", channel="sms").count() == 1


@pytest.mark.parametrize(("collected", "state", "receipts"), [(15_000, "paid", 1), (0, "due", 0), (5_000, "due", 0)])
def test_what_reception_collects_pays_what_is_owed(
    collected: int, state: str, receipts: int, office: Office, clock: Clock
) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency), at=clock.at))
    clerk = actor_of(official=office.clerk, at=clock.at)

    receiving.receive_online(dossier_id=demand.dossier_id, by=clerk, at=clock.at, fee_amount=collected)

    demand.refresh_from_db()
    assert (demand.state, Receipt.objects.count()) == (state, receipts)


def test_the_room_asks_as_often_for_three_as_for_one(office: Office, cashier: Official, clock: Clock) -> None:
    offering, browser, counts = tills.costly(office.agency), at_work(cashier), []
    for rows in (1, 2):
        for _ in range(rows):
            tills.filed(office, offering, at=clock.at)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get("/thu-tien/").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
