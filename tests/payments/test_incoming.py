"""Money that came in: each way in which it may come has a defined, visible end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from apps.dossiers.domain.status import Status
from apps.dossiers.selectors import verify_chain
from apps.dossiers.services import filing
from apps.messaging.models import OutboxMessage
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.payments.domain.words import Proof, Way
from apps.payments.models import Attempt, Credit, Demand, Receipt
from apps.payments.services import counter
from apps.payments.services.billing import Notice, raise_demand
from apps.payments.services.trying import forget_unseen, say_sent, start
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.payments.conftest import at_work
from tests.sizes import pick

pytestmark = pytest.mark.django_db
CALLBACKS = pick(sample=6, full=20)


def reference_of(demand: Demand) -> str:
    """What money for it should carry."""
    return Attempt.objects.filter(shares__demand=demand).latest("pk").reference


def test_a_transfer_with_its_reference_pays_tells_and_is_receipted_once(office: Office, clock: Clock) -> None:
    dossier = tills.filed(office, tills.costly(office.agency))
    demand = tills.owed(dossier)
    words = f"MBVCB.123.{reference_of(demand)}.CT tu LO THI MAI"

    answers = [tills.tell(Client(), id="FT1", amount=15_000, content=words, at=clock.at) for _ in range(3)]

    demand.refresh_from_db()
    dossier.refresh_from_db()
    assert answers == [204, 204, 204]
    assert (demand.state, Receipt.objects.get().number) == ("paid", 1)
    assert Attempt.objects.get().state == "succeeded"
    assert OutboxMessage.objects.filter(kind="fee_paid", channel="sms").count() == 1
    assert dossier.events.filter(action="take_payment").count() == 1
    assert verify_chain(dossier=dossier) == dossier.chain_head


@pytest.mark.parametrize(
    ("amount", "words", "why"),
    [
        (15_000, "nop tien khai sinh", "unknown_reference"),
        (15_000, "MC0000000000", "unknown_reference"),
        (14_999, "{reference}", "wrong_amount"),
        (150_000, "{reference}", "wrong_amount"),
    ],
)
def test_money_that_misses_stays_in_sight(amount: int, words: str, why: str, office: Office, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency)))

    tills.tell(Client(), id="FT1", amount=amount, content=words.format(reference=reference_of(demand)), at=clock.at)

    demand.refresh_from_db()
    credit = Credit.objects.get()
    page = at_work(office.clerk).get("/thu-tien/").content.decode()
    assert (demand.state, credit.state, credit.why) == ("due", "unmatched", why)
    assert f"/thu-tien/tien-vao/{credit.pk}/" in page


def test_money_that_comes_late_or_twice_pays_nothing(office: Office, clock: Clock) -> None:
    offering, clerk = tills.costly(office.agency), actor_of(official=office.clerk, at=clock.at)
    paid, waived, gone = (tills.owed(tills.filed(office, offering, at=clock.at)) for _ in range(3))
    references = {demand.pk: reference_of(demand) for demand in (paid, waived, gone)}
    counter.take_cash(demand_ids=[paid.pk], by=clerk, at=clock.at)
    counter.waive(demand_id=waived.pk, reason="Hộ nghèo năm 2026", proof=Proof.RECORD, by=clerk, at=clock.at)
    filing.withdraw(dossier_id=gone.dossier_id, by=walking.citizen(gone.dossier.submitter), at=clock.at)

    for demand in (paid, waived, gone):
        tills.tell(Client(), id=f"FT{demand.pk}", amount=15_000, content=references[demand.pk], at=clock.at)

    whys = dict(Credit.objects.values_list("provider_id", "why"))
    assert whys == {f"FT{paid.pk}": "paid_before", f"FT{waived.pk}": "late", f"FT{gone.pk}": "late"}
    gone.refresh_from_db()
    assert gone.state == "cancelled"
    assert Receipt.objects.count() == 1


def test_money_for_a_try_that_ran_out_is_taken_while_it_is_owed(office: Office, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency)))
    attempt = Attempt.objects.get()
    say_sent(attempt_id=attempt.pk, at=clock.at)
    demand.refresh_from_db()
    pending = demand.state
    forget_unseen(at=clock.at + timedelta(days=3))
    demand.refresh_from_db()
    again = demand.state

    tills.tell(Client(), id="FT1", amount=15_000, content=attempt.reference, at=clock.at)

    demand.refresh_from_db()
    assert (pending, again, demand.state) == ("pending", "due", "paid")


def test_whoever_does_not_sign_finds_nothing_here_and_is_counted(office: Office, clock: Clock) -> None:
    browser = Client()
    known = {"id": "FT1", "amount": 1, "content": "", "at": clock.at}

    wrong = [tills.tell(browser, **known, secret="đoán") for _ in range(31)]  # type: ignore[arg-type]

    assert wrong[:30] == [404] * 30
    assert wrong[30] == 429
    assert not Credit.objects.exists()


def test_without_a_secret_no_notice_is_taken(office: Office, clock: Clock, settings: object) -> None:
    settings.BANK_NOTICE_SECRET = ""  # type: ignore[attr-defined]

    assert tills.tell(Client(), id="FT1", amount=1, content="", at=clock.at, secret="") == 404


@pytest.mark.parametrize(
    "more",
    [
        {"amount": -1},
        {"amount": 0},
        {"amount": 1.5},
        {"amount": "8000"},
        {"amount": True},
        {"amount": 10**15},
        {"id": ""},
        {"id": "x" * 65},
        {"id": 7},
        {"content": None},
        {"content": "a\0b"},
        {"content": "a\ud800b"},
        {"id": "\ud800"},
        {"paid_at": "0001-01-01T00:00:00+14:00"},
        {"paid_at": "hôm qua"},
        {"paid_at": "2026-11-16T09:00:00"},
    ],
)
def test_a_signed_notice_that_says_nothing_is_refused_whole(
    more: dict[str, object], office: Office, clock: Clock
) -> None:
    known: dict[str, object] = {"id": "FT1", "amount": 8_000, "content": "", "at": clock.at}

    assert tills.tell(Client(), **(known | more)) == 400  # type: ignore[arg-type]
    assert not Credit.objects.exists()


def test_the_cashier_puts_money_where_it_belongs_or_sends_it_back(
    office: Office, cashier: Official, clock: Clock
) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency)))
    browser = at_work(cashier)
    tills.tell(Client(), id="FT1", amount=15_000, content="nop tien", at=clock.at)
    tills.tell(Client(), id="FT2", amount=99_000, content="nham", at=clock.at)
    one, two = Credit.objects.order_by("pk")

    misfit = browser.post(
        f"/thu-tien/tien-vao/{two.pk}/", {"key": "a", "how": "matched", "code": demand.dossier.reference}
    )
    browser.post(f"/thu-tien/tien-vao/{one.pk}/", {"key": "b", "how": "matched", "code": demand.dossier.reference})
    browser.post(f"/thu-tien/tien-vao/{two.pk}/", {"key": "c", "how": "returned", "note": "UNC 15 ngày 17/11/2026"})

    demand.refresh_from_db()
    one.refresh_from_db()
    two.refresh_from_db()
    assert (misfit.status_code, "không khớp" in misfit.content.decode()) == (422, True)
    assert (demand.state, one.settled, two.settled) == ("paid", "matched", "returned")
    assert one.settled_by_id == cashier.pk


def test_a_line_of_the_statement_is_entered_once(office: Office, cashier: Official, clock: Clock) -> None:
    demand = tills.owed(tills.filed(office, tills.costly(office.agency)))
    said = {"key": "a", "amount": "15.000", "content": reference_of(demand), "number": "SK-9", "day": "16/11/2026"}

    for key in ("a", "b"):
        at_work(cashier).post("/thu-tien/ghi-tien-vao/", said | {"key": key})

    demand.refresh_from_db()
    assert (demand.state, Credit.objects.get().entered_by_id, Receipt.objects.count()) == ("paid", cashier.pk, 1)


def test_money_lets_the_clock_go_on_and_waits_for_the_last_demand(office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.PROCESSING, office=office, offering=tills.costly(office.agency))
    clock.at, officer = walked.at, walked.by(office.officer)
    notice = Notice(title="Phí thẩm định", amount=200_000, legal_basis="NQ 1", document="15/TB", pauses=True)
    demand = raise_demand(dossier_id=walked.dossier.pk, notice=notice, by=officer, at=clock.at)
    walked.dossier.refresh_from_db()
    stopped = walked.dossier.status
    attempt = start(demand_ids=[demand.pk], way=Way.VIETQR, by=walked.citizen(), at=clock.at)

    tills.tell(Client(), id="FT1", amount=200_000, content=attempt.reference, at=clock.at + timedelta(minutes=1))
    tills.tell(Client(), id="FT1", amount=200_000, content=attempt.reference, at=clock.at + timedelta(minutes=1))

    walked.dossier.refresh_from_db()
    assert (stopped, walked.dossier.status) == (Status.AWAITING_PAYMENT, Status.PROCESSING)
    assert walked.dossier.events.filter(action="confirm_payment").count() == 1
    assert verify_chain(dossier=walked.dossier) == walked.dossier.chain_head


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_notices_at_once_have_one_effect(office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.PROCESSING, office=office, offering=tills.costly(office.agency))
    clock.at = walked.at
    notice = Notice(title="Phí thẩm định", amount=200_000, legal_basis="NQ 1", document="15/TB", pauses=True)
    demand = raise_demand(dossier_id=walked.dossier.pk, notice=notice, by=walked.by(office.officer), at=clock.at)
    reference = start(demand_ids=[demand.pk], way=Way.VIETQR, by=walked.citizen(), at=clock.at).reference

    def told(_number: int) -> int:
        try:
            return tills.tell(Client(), id="FT1", amount=200_000, content=reference, at=clock.at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CALLBACKS) as pool:
        answers = list(pool.map(told, range(CALLBACKS)))

    connection.close()
    assert answers == [204] * CALLBACKS
    assert (Credit.objects.count(), Receipt.objects.count()) == (1, 1)
    assert walked.dossier.events.filter(action="confirm_payment").count() == 1
    assert OutboxMessage.objects.filter(kind="payment_confirmed", channel="sms").count() == 1
