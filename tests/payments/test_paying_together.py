"""One payment for everything that was filed as one visit: by transfer, by the gateway, in part at the counter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertTemplateUsed

from apps.accounts.models import User
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.payments.models import Attempt, Bill, Credit, Demand, Receipt
from apps.payments.services import counter
from apps.procedures.domain.fee_rules import Exemption, Per
from apps.procedures.models import BundlePart
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import double, tills
from tests.payments.double import Double
from tests.portal.filers import page
from tests.portal.together import dossiers, file_all, newborn, ready

pytestmark = pytest.mark.django_db
NOTICES = "/thanh-toan/bao-co/vnpay/?"


@pytest.fixture
def parts(office: Office) -> list[BundlePart]:
    """The birth costs 15.000 đ, the copy 8.000 đ each and nothing for poor households."""
    made = newborn(office.agency)
    tills.fee(made[0].offering, 15_000)
    tills.fee(made[1].offering, 8_000, per=Per.COPY, unit="bản", exemptions=[Exemption.POOR.value])
    return made


@pytest.fixture
def vnpay(settings: Settings) -> Iterator[Double]:
    """The gateway, and our contract with it."""
    with double.running() as gateway:
        settings.VNPAY_TMN_CODE, settings.VNPAY_HASH_SECRET = double.MERCHANT, double.SECRET
        settings.VNPAY_PAY_URL = f"{gateway.address}/paymentv2/vpcpay.html"
        settings.VNPAY_QUERY_URL = f"{gateway.address}/merchant_webapi/api/transaction"
        yield gateway


def filed(browser: Client, parts: list[BundlePart], **said: str) -> str:
    """Two copies, and whatever else is said about the fees; the address of the bundle after it was filed."""
    here = ready(browser, parts)
    answer = browser.post(f"{here}le-phi/", {"p2-copies": "2", **said})
    assert answer.headers["Location"] == f"{here}xem-lai/"
    assert file_all(browser, here).status_code == 302
    return here


def states() -> dict[int, str]:
    """What is owed, and how it stands."""
    return dict(Demand.objects.values_list("amount", "state"))


def seen(browser: Client, address: str) -> str:
    return page(browser.get(address)).replace("\N{NO-BREAK SPACE}", " ")


def test_fees_stand_on_one_page_and_the_way_to_pay_is_asked_once(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)
    onward = mai.post(f"{here}nhan-ket-qua/", {"delivery": "counter"})

    answer = mai.get(f"{here}le-phi/")
    again = mai.post(f"{here}le-phi/", {"p2-copies": "2", "p1-way": "vietqr", "tinh": "1"})
    wrong = mai.post(f"{here}le-phi/", {"p2-copies": "99", "p1-way": "vietqr"})

    assert onward.headers["Location"] == f"{here}le-phi/"
    assertTemplateUsed(answer, "portal/bundle_fee.html")
    assertTemplateUsed(answer, "components/fee_total.html")
    said = page(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert "Tất cả 23.000" in said
    assert said.count("Bạn định nộp tiền thế nào?") == 1
    assert again.headers["Location"] == f"{here}le-phi/"
    assert "Tất cả 31.000" in seen(mai, f"{here}le-phi/")
    assert wrong.status_code == 422 and "Nhiều nhất 20 bản" in page(wrong)
    look = seen(mai, f"{here}xem-lai/")
    assert "31.000" in look and "một lần cho tất cả" in look


def test_one_transfer_pays_every_demand_with_one_receipt(mai: Client, parts: list[BundlePart], clock: Clock) -> None:
    here = filed(mai, parts, **{"p1-way": "vietqr"})
    attempt = Attempt.objects.get()
    owed = seen(mai, f"{here}da-nop/")
    answer = mai.get(f"{here}nop-tien/")

    told = tills.tell(Client(), id="FT1", amount=31_000, content=f"nop phi {attempt.reference}", at=clock.at)

    assertTemplateUsed(answer, "portal/bundle_pay.html")
    assert "<svg" in page(answer) and attempt.reference in page(answer)
    assert mai.get(f"{here}nop-tien/ma-qr.png").status_code == 404  # nothing is open any more
    assert "Phải nộp <b>31.000" in owed
    assert (told, attempt.amount, states()) == (204, 31_000, {15_000: "paid", 16_000: "paid"})
    receipt = Receipt.objects.get()
    assert receipt.amount == 31_000
    for dossier in dossiers():
        paid = mai.get(f"/ho-so/{dossier.reference}/bien-lai/{receipt.address}/")
        assert (paid.status_code, paid["Content-Type"]) == (200, "application/pdf")
        assert "Đã nộp đủ" in page(mai.get(f"/ho-so/{dossier.reference}/nop-tien/"))
    assert "Đã nộp đủ" in page(mai.get(f"{here}nop-tien/"))
    assert receipt.address in page(mai.get(f"{here}nop-tien/"))


def test_code_is_a_picture_to_save_and_who_has_transferred_says_so(mai: Client, parts: list[BundlePart]) -> None:
    here = filed(mai, parts, **{"p1-way": "vietqr"})

    picture = mai.get(f"{here}nop-tien/ma-qr.png")
    mai.post(f"{here}nop-tien/", {"lam": "da-chuyen"})

    assert picture.content.startswith(b"\x89PNG")
    assert states() == {15_000: "pending", 16_000: "pending"}
    assert "Đang chờ xác nhận tiền đến" in page(mai.get(f"{here}da-nop/"))


@pytest.mark.parametrize("amount", [30_000, 15_000, 62_000])
def test_another_sum_pays_nothing_and_lies_with_the_cashier(
    mai: Client, parts: list[BundlePart], clock: Clock, amount: int
) -> None:
    filed(mai, parts, **{"p1-way": "vietqr"})
    reference = Attempt.objects.get().reference

    tills.tell(Client(), id="FT2", amount=amount, content=reference, at=clock.at)

    assert states() == {15_000: "due", 16_000: "due"}
    assert Credit.objects.get().state == "unmatched"
    assert not Receipt.objects.exists()


def test_gateway_takes_one_order_for_all_and_leads_back_to_the_visit(
    mai: Client, parts: list[BundlePart], clock: Clock, vnpay: Double
) -> None:
    here = filed(mai, parts, **{"p1-way": "gateway"})
    pay = f"{here}nop-tien/"
    mai.post(pay, {"lam": "vnpay"})
    found = re.search(r'href="(http://127[^"]+)"', page(mai.get(pay)))
    assert found
    vnpay.open_page(unescape(found[1]))
    attempt = Attempt.objects.get()
    query = vnpay.notice(vnpay.take(attempt.reference, at=clock.at))

    back = mai.get(f"/thanh-toan/tro-ve/vnpay/?{query}")
    pending = states()
    answers = [Client().get(NOTICES + query).json()["RspCode"] for _ in range(2)]

    assert vnpay.orders[attempt.reference]["vnp_Amount"] == "3100000"
    assert back.headers["Location"] == pay
    assert pending == {15_000: "pending", 16_000: "pending"}
    assert (answers, states()) == (["00", "02"], {15_000: "paid", 16_000: "paid"})
    assert Receipt.objects.count() == 1


def test_what_was_paid_alone_is_not_asked_for_again(
    mai: Client, office: Office, parts: list[BundlePart], clock: Clock
) -> None:
    here = filed(mai, parts, **{"p1-way": "vietqr"})
    whole = Attempt.objects.get()
    birth, copy = dossiers()
    clerk = walking.Walk(dossier=birth, office=office, at=clock.at).by(office.clerk)
    assert "Nộp một lần cho mọi hồ sơ nộp cùng lúc" in page(mai.get(f"/ho-so/{birth.reference}/nop-tien/"))

    counter.take_cash(demand_ids=[tills.owed(birth).pk], by=clerk, at=clock.at)
    mai.post(f"{here}nop-tien/", {"lam": "chuyen-khoan"})
    rest = Attempt.objects.exclude(way="counter").latest("pk")
    tills.tell(Client(), id="FT3", amount=31_000, content=whole.reference, at=clock.at)
    late = states()
    tills.tell(Client(), id="FT4", amount=16_000, content=rest.reference, at=clock.at)

    assert rest.amount == 16_000
    assert late == {15_000: "paid", 16_000: "due"}  # the first code names money that is no longer owed
    assert states() == {15_000: "paid", 16_000: "paid"}
    assert seen(mai, f"{here}nop-tien/").count("Xem<span") == 2  # each receipt where it belongs
    assert "Nộp một lần" not in page(mai.get(f"/ho-so/{copy.reference}/nop-tien/"))


def test_claimed_exemption_is_left_out_until_it_is_dropped(mai: Client, parts: list[BundlePart]) -> None:
    here = filed(mai, parts, **{"p1-way": "vietqr", "p2-claim": Exemption.POOR.value, "p2-proof": "brought"})
    before = seen(mai, f"{here}nop-tien/")

    mai.post(f"{here}nop-tien/", {"lam": "khong-xin-mien"})

    assert Attempt.objects.get().amount == 15_000
    assert "Phải nộp 15.000" in before and "Bạn đã xin miễn" in before
    assert "Phải nộp 31.000" in seen(mai, f"{here}nop-tien/")


def test_what_was_withdrawn_owes_nothing_any_more(mai: Client, parts: list[BundlePart]) -> None:
    here = filed(mai, parts, **{"p1-way": "vietqr"})
    birth: Dossier = dossiers()[0]

    mai.post(f"/ho-so/{birth.reference}/rut/", {"reason": "Nộp nhầm", "khoa": "k1"})

    assert dossiers()[0].status == "withdrawn"
    assert "Phải nộp <b>16.000" in seen(mai, f"{here}da-nop/")


def test_fee_posted_after_the_session_ended_is_kept_and_the_last_press_is_only_shown(
    mai: Client, parts: list[BundlePart]
) -> None:
    here = ready(mai, parts)
    mai.post(f"{here}le-phi/", {"p2-copies": "2"})
    user = mai.session["_auth_user_id"]

    for stop, said in (("le-phi", {"p2-copies": "3"}), ("xem-lai", {"agree": "on", "khoa": "k"})):
        mai.logout()
        mai.post(f"{here}{stop}/", said)
        mai.force_login(User.objects.get(pk=user))
        back = mai.get(f"{here}{stop}/")
        assert back.status_code == (302 if stop == "le-phi" else 200)

    assert Bill.objects.get(dossier=dossiers()[1]).copies == 3
    assert "Chưa có gì được gửi đi" in page(back)
    assert {one.status for one in dossiers()} == {Status.DRAFT}
