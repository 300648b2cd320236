"""A payment gateway, against a double that speaks its protocol over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from apps.payments.domain.words import Way
from apps.payments.models import Attempt, Credit, Demand, Receipt
from apps.payments.services.gatewaying import ask_gateways
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import double, tills
from tests.payments.double import Double
from tests.portal.filers import file, mai_person, page, ready

pytestmark = pytest.mark.django_db
NOTICES = "/thanh-toan/bao-co/vnpay/?"


@pytest.fixture
def vnpay(settings: Settings) -> Iterator[Double]:
    """The gateway, and our contract with it."""
    with double.running() as gateway:
        settings.VNPAY_TMN_CODE, settings.VNPAY_HASH_SECRET = double.MERCHANT, double.SECRET
        settings.VNPAY_PAY_URL = f"{gateway.address}/paymentv2/vpcpay.html"
        settings.VNPAY_QUERY_URL = f"{gateway.address}/merchant_webapi/api/transaction"
        yield gateway


@pytest.fixture
def demand(mai: Client, office: Office, vnpay: Double, clock: Clock) -> Demand:
    """15.000 đ that chị Mai owes, and her browser at the gateway's page."""
    dossier = tills.filed(office, tills.costly(office.agency), way=Way.GATEWAY, person=mai_person(), at=clock.at)
    pay = f"/ho-so/{dossier.reference}/nop-tien/"
    assert mai.post(pay, {"lam": "vnpay"}).status_code == 302
    found = re.search(r'href="(http://127[^"]+)"', page(mai.get(pay)))
    assert found
    vnpay.open_page(unescape(found[1]))
    return tills.owed(dossier)


def attempt_of(demand: Demand) -> Attempt:
    return Attempt.objects.get(shares__demand=demand)


def test_a_signed_notice_pays_and_its_replay_changes_nothing(demand: Demand, vnpay: Double, clock: Clock) -> None:
    attempt = attempt_of(demand)
    query = vnpay.notice(vnpay.take(attempt.reference, at=clock.at))
    pending = Demand.objects.get().state

    answers = [Client().get(NOTICES + query).json()["RspCode"] for _ in range(2)]

    demand.refresh_from_db()
    assert (pending, demand.state, answers) == ("pending", "paid", ["00", "02"])
    assert vnpay.orders[attempt.reference]["vnp_Amount"] == "1500000"
    assert Receipt.objects.count() == 1


def test_a_notice_that_was_touched_finds_nothing_here(demand: Demand, vnpay: Double, clock: Clock) -> None:
    told = vnpay.take(attempt_of(demand).reference, at=clock.at)
    query = vnpay.notice(told)
    touched = [
        query.replace("vnp_Amount=1500000", "vnp_Amount=150000000"),
        query.replace("vnp_SecureHash=", "vnp_SecureHash=0"),
        query.split("&vnp_SecureHash")[0],
        vnpay.notice(told, vnp_TmnCode="KHAC0001"),
        "",
    ]

    assert [Client().get(NOTICES + each).status_code for each in touched] == [404] * 5
    assert Client().get(f"/thanh-toan/bao-co/momo/?{query}").status_code == 404
    demand.refresh_from_db()
    assert demand.state == "pending"


def test_a_wrong_sum_and_an_unknown_order_are_answered_and_kept_in_sight(
    demand: Demand, vnpay: Double, clock: Clock
) -> None:
    told = vnpay.take(attempt_of(demand).reference, at=clock.at)

    wrong = Client().get(NOTICES + vnpay.notice(told, vnp_Amount="100000")).json()
    unknown = Client().get(NOTICES + vnpay.notice(told, vnp_TxnRef="MC0000000000", vnp_TransactionNo="2")).json()
    odd = Client().get(NOTICES + vnpay.notice(told, vnp_Amount="12345")).json()

    demand.refresh_from_db()
    assert (wrong["RspCode"], unknown["RspCode"], odd["RspCode"]) == ("04", "01", "99")
    assert demand.state == "pending"
    assert set(Credit.objects.values_list("why", flat=True)) == {"wrong_amount", "unknown_reference"}


def test_the_payer_who_comes_back_first_is_told_to_wait_and_nothing_is_believed(
    demand: Demand, vnpay: Double, clock: Clock, mai: Client
) -> None:
    query = vnpay.notice(vnpay.take(attempt_of(demand).reference, at=clock.at))

    back = mai.get(f"/thanh-toan/tro-ve/vnpay/?{query}")
    waiting = page(mai.get(back.headers["Location"]))
    stranger = Client().get(f"/thanh-toan/tro-ve/vnpay/?{query}")

    demand.refresh_from_db()
    assert demand.state == "pending"
    assert "Đang chờ xác nhận tiền đến" in waiting
    assert stranger.status_code == 200
    assert demand.dossier.reference not in page(stranger)
    assert Client().get("/thanh-toan/tro-ve/vnpay/?vnp_TxnRef=1").status_code == 404


def test_a_notice_that_never_comes_is_asked_for(demand: Demand, vnpay: Double, clock: Clock) -> None:
    vnpay.take(attempt_of(demand).reference, at=clock.at)
    vnpay.is_down = True
    ask_gateways(at=clock.at + timedelta(minutes=3))
    vnpay.is_down, vnpay.lies = False, True
    ask_gateways(at=clock.at + timedelta(minutes=6))
    demand.refresh_from_db()
    before = demand.state
    vnpay.lies = False

    asked = [ask_gateways(at=clock.at + timedelta(minutes=minutes)) for minutes in (7, 30, 90)]

    demand.refresh_from_db()
    assert (before, demand.state) == ("pending", "paid")
    assert asked == [0, 1, 0]  # not yet again, then the answer, then nothing is left to ask
    assert Client().get(NOTICES + vnpay.notice(vnpay.taken[attempt_of(demand).reference])).json()["RspCode"] == "02"


def test_who_gives_up_at_the_gateway_may_pay_otherwise_and_late_money_is_still_taken(
    demand: Demand, vnpay: Double, clock: Clock, mai: Client
) -> None:
    attempt = attempt_of(demand)
    gone = vnpay.notice(vnpay.take(attempt.reference, at=clock.at, status="24", number="0"))
    back = mai.get(f"/thanh-toan/tro-ve/vnpay/?{gone}", follow=True)
    assert Client().get(NOTICES + gone).json()["RspCode"] == "00"
    demand.refresh_from_db()
    due = demand.state
    assert "VNPAY báo chưa thu được tiền" in page(back)
    assert "Hiện mã VietQR" in page(mai.get(f"/ho-so/{demand.dossier.reference}/nop-tien/"))

    late = vnpay.notice(vnpay.take(attempt.reference, at=clock.at))
    answer = Client().get(NOTICES + late).json()

    demand.refresh_from_db()
    assert (due, answer["RspCode"], demand.state) == ("due", "00", "paid")


def test_a_try_the_gateway_never_heard_of_runs_out(demand: Demand, vnpay: Double, clock: Clock) -> None:
    vnpay.taken.clear()

    ask_gateways(at=clock.at + timedelta(minutes=30))

    demand.refresh_from_db()
    assert (demand.state, attempt_of(demand).state) == ("due", "expired")


def test_without_a_contract_nobody_is_sent_anywhere(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, tills.costly(office.agency))
    filer.say("le-phi", way="counter")
    file(filer)
    pay = f"/ho-so/{filer.reference}/nop-tien/"

    mai.post(pay, {"lam": "vnpay"})

    assert "VNPAY" not in page(mai.get(pay))
    assert not Attempt.objects.exists()


def test_a_wrong_sum_is_not_asked_about_for_ever(demand: Demand, vnpay: Double, clock: Clock) -> None:
    attempt = attempt_of(demand)
    vnpay.take(attempt.reference, at=clock.at)["vnp_Amount"] = "100000"

    rounds = []
    for _ in range(5):
        clock.at += timedelta(hours=2)
        rounds.append(ask_gateways(at=clock.at))

    attempt.refresh_from_db()
    demand.refresh_from_db()
    assert rounds == [1, 0, 0, 0, 0]
    assert (attempt.state, demand.state) == ("expired", "due")
    assert Credit.objects.get().why == "wrong_amount"
