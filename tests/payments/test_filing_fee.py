"""The fee of a filing: what it costs and why, copies, exemptions, and what is frozen when it is filed."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertTemplateUsed

from apps.payments.domain.states import DemandState
from apps.payments.models import Attempt, Bill, Demand
from apps.procedures.domain.fee_rules import Exemption, Per
from apps.procedures.services.local_fees import LocalFeeFacts, add_fee
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.portal.filers import Filer, begin, file, key_in, page, ready

pytestmark = pytest.mark.django_db


def ready_with_fee(browser: Client, offering: object, **fee: object) -> Filer:
    """A draft on which everything has been said, the fee too."""
    filer = ready(browser, offering)  # type: ignore[arg-type]
    assert filer.say("le-phi", **fee).status_code == 302
    return filer


def test_a_birth_is_free_and_two_extra_copies_cost_what_an_extract_costs(mai: Client, office: Office) -> None:
    tills.open_account(office.agency)
    filer = ready(mai, tills.births(office.agency))
    assert "không mất tiền" in filer.see("xem-lai")

    onward = filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    told = filer.see("le-phi")
    assertTemplateUsed(mai.get(filer.address("le-phi")), "portal/filing_fee.html")
    filer.say("le-phi", way="vietqr")
    assert file(filer).status_code == 302

    assert onward.headers["Location"] == filer.address("le-phi")
    assert "Tất cả 16.000" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "8.000 đ mỗi bản; 2 bản: 16.000 đ" in told.replace("\N{NO-BREAK SPACE}", " ") or "2 ×" in told
    demand = Demand.objects.get()
    assert (demand.what, demand.amount, demand.state) == ("copies", 16_000, DemandState.DUE)
    assert Attempt.objects.get().amount == 16_000
    done = page(mai.get(f"/nop/ho-so/{filer.reference}/da-nop/"))
    assert "Phải nộp" in done
    assert f"/ho-so/{filer.reference}/nop-tien/" in done


def test_who_asks_for_no_copies_after_all_is_not_led_to_a_step_that_is_gone(mai: Client, office: Office) -> None:
    filer = ready(mai, tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")

    onward = filer.say("nhan-ket-qua", delivery="counter", extra_copies="0")

    assert onward.headers["Location"] == filer.address("xem-lai")
    assert mai.get(filer.address("le-phi")).status_code == 404


def test_an_office_may_decide_that_the_waiver_of_filing_online_holds_for_extra_copies_too(
    mai: Client,
    office: Office,
) -> None:
    from apps.officials.services import change_setting

    change_setting(agency=office.agency, name="copies_waived_online", value=True)
    filer = ready(mai, tills.births(office.agency))

    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    file(filer)

    assert not Demand.objects.exists()


def test_what_is_free_and_asks_nothing_has_no_step(mai: Client, office: Office) -> None:
    offering = factories.offering(agency=office.agency)
    tills.fee(offering, 0)
    filer = ready(mai, offering)

    assert mai.get(filer.address("le-phi")).status_code == 404
    assert "không mất tiền" in filer.see("xem-lai")
    assert filer.say("nhan-ket-qua", delivery="counter").headers["Location"] == filer.address("xem-lai")


def test_what_the_catalogue_does_not_know_the_counter_says(mai: Client, office: Office) -> None:
    offering = factories.offering(agency=office.agency)
    tills.fee(offering, None, text="2.000 đến 5.000 đồng tùy trường hợp")
    filer = ready(mai, offering)

    told = filer.see("le-phi")
    file(filer)

    assert "Quầy sẽ báo số tiền" in told
    assert "2.000 đến 5.000 đồng tùy trường hợp" in told
    assert not Demand.objects.exists()
    assert Bill.objects.get().is_unsure
    assert "Quầy sẽ báo số tiền" in page(mai.get(f"/ho-so/{filer.reference}/"))


def test_pages_are_counted_at_the_counter_and_never_guessed(mai: Client, office: Office) -> None:
    offering = factories.offering(agency=office.agency)
    tills.fee(offering, 2_000, per=Per.PAGE)
    filer = ready(mai, offering)

    assert "Quầy sẽ báo số tiền" in filer.see("le-phi")


def test_who_claims_an_exemption_waits_for_the_desk_and_may_pay_instead(mai: Client, office: Office) -> None:
    tills.open_account(office.agency)
    offering = tills.costly(office.agency, exempt=(Exemption.POOR,))
    filer = ready_with_fee(mai, offering, claim="poor", proof="brought", way="vietqr")
    file(filer)

    pay = f"/ho-so/{filer.reference}/nop-tien/"
    asked = page(mai.get(pay))
    mai.post(pay, {"lam": "khong-xin-mien"})
    mai.post(pay, {"lam": "chuyen-khoan"})

    assert "Xin miễn: Hộ nghèo" in asked
    assert "Phải nộp" not in asked
    assert Demand.objects.get().claim == ""
    assert Attempt.objects.get().reference in page(mai.get(pay))


def test_what_changes_after_filing_changes_no_bill(mai: Client, office: Office) -> None:
    offering = tills.costly(office.agency)
    filer = ready_with_fee(mai, offering, way="counter")
    add_fee(offering=offering, facts=LocalFeeFacts(amount=20_000, reason="NQ 1"))
    assert "Tất cả 20.000" in filer.see("le-phi").replace("\N{NO-BREAK SPACE}", " ")
    file(filer)

    add_fee(offering=offering, facts=LocalFeeFacts(amount=90_000, channel="online", reason="NQ 2"))

    assert Demand.objects.get().amount == 20_000
    assert mai.get(filer.address("le-phi")).status_code == 302


@pytest.mark.parametrize("typed", ["-1", "0", "21", "hai", "1e9", "9" * 400, "2\0"])
def test_a_number_nobody_means_gets_a_sentence_and_loses_nothing(typed: str, mai: Client, office: Office) -> None:
    offering = factories.offering(agency=office.agency)
    tills.fee(offering, 8_000, per=Per.COPY)
    filer = ready(mai, offering)
    filer.say("le-phi", copies="3", way="counter")

    answer = filer.say("le-phi", copies=typed, way="counter")

    assert answer.status_code == 422
    assert Bill.objects.get().copies == 3
    assert mai.get(filer.address("le-phi")).status_code == 200


def test_pressing_twice_makes_one_bill(mai: Client, office: Office) -> None:
    filer = ready_with_fee(mai, tills.costly(office.agency), way="counter")
    key = key_in(filer.see("xem-lai"))

    file(filer, key=key)
    file(filer, key=key)

    assert Demand.objects.count() == 1


def test_a_draft_thrown_away_leaves_no_bill(mai: Client, office: Office) -> None:
    filer = begin(mai, tills.costly(office.agency))
    filer.say("le-phi", way="counter")
    assert Bill.objects.exists()

    mai.post(f"/nop/ho-so/{filer.reference}/bo/")

    assert not Bill.objects.exists()


def test_who_has_paid_reads_so_before_taking_it_back(mai: Client, office: Office, clock: Clock) -> None:
    tills.open_account(office.agency)
    filer = ready(mai, tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    filer.say("le-phi", way="vietqr")
    assert file(filer).status_code == 302
    place = f"/ho-so/{filer.reference}/rut/"
    before = page(mai.get(place))

    tills.tell(Client(), id="FT9", amount=16_000, content=Attempt.objects.get().reference, at=clock.at)

    assert "Chưa có khoản tiền nào" in before
    assert "Bạn đã nộp 16.000" in page(mai.get(place)).replace("\N{NO-BREAK SPACE}", " ")


def test_what_a_citizen_mends_before_reception_asks_for_no_more_copies(
    mai: Client, office: Office, clock: Clock
) -> None:
    filer = ready(mai, tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    filer.say("le-phi", way="counter")
    assert file(filer).status_code == 302
    walking.request_fix(walking.Walk(dossier=filer.dossier, office=office, at=clock.at))

    html = filer.see("nhan-ket-qua")
    filer.say("nhan-ket-qua", delivery="electronic", extra_copies="5")

    assert "extra_copies" not in html
    assert (filer.dossier.delivery, filer.dossier.extra_copies) == ("electronic", 2)
    assert Demand.objects.get().amount == 16_000
