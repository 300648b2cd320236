"""The cash book: every dong in exactly one book, closed on a count, confirmed by another, never changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.models import Official
from apps.officials.services import change_setting
from apps.payments.domain.states import NotNow
from apps.payments.domain.words import RefundWay
from apps.payments.models import Attempt, CashBook, CashLine, Receipt, Refund
from apps.payments.services import booking, counter, refunding
from tests import walking
from tests.factories import Office
from tests.payments import books, tills
from tests.sizes import pick

pytestmark = pytest.mark.django_db
AT = walking.MONDAY + timedelta(hours=8)


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return walking.walk(status=Status.PROCESSING, office=office, offering=tills.costly(office.agency)).dossier


def test_the_first_receipt_opens_the_book_and_a_reversal_empties_it(office: Office, dossier: Dossier) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=AT)
    booking.open_book(by=books.by(office.clerk, AT), at=AT, opening_float=200_000)
    booking.open_book(by=books.by(office.clerk, AT), at=AT, opening_float=1)
    counter.take_back(receipt_id=receipt.pk, reason="Nhầm hồ sơ", by=books.by(office.clerk, AT), at=AT)

    book = CashBook.objects.get()
    assert (book.cashier_id, book.number, book.opening_float) == (office.clerk.pk, 1, 200_000)
    assert list(book.lines.order_by("pk").values_list("entry", "amount")) == [
        ("receipt", 15_000),
        ("reversal", -15_000),
    ]
    assert booking.expected_in(book=book) == 200_000


def test_whoever_takes_back_does_it_from_their_own_drawer(office: Office, dossier: Dossier) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=AT)

    counter.take_back(receipt_id=receipt.pk, reason="Nhầm", by=books.by(office.second_clerk, AT), at=AT)

    sums = {book.cashier_id: booking.expected_in(book=book) for book in CashBook.objects.all()}
    assert sums == {office.clerk.pk: 15_000, office.second_clerk.pk: -15_000}


def test_a_refund_in_cash_comes_out_of_the_drawer_that_paid_it(office: Office, dossier: Dossier) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=AT)
    demand_id = receipt.attempt.shares.get().demand_id
    refund = refunding.ask(demand_id=demand_id, reason="Thu nhầm mức", by=books.by(office.clerk, AT), at=AT)
    said: dict[str, Any] = {"refund_id": refund.pk, "way": RefundWay.CASH, "document": "PC 1", "note": "", "at": AT}
    leader = books.by(office.leader, AT)

    with pytest.raises(refunding.NoBook):
        refunding.give_back(by=leader, cashier_id=office.second_clerk.pk, **said)
    refunding.give_back(by=leader, cashier_id=office.clerk.pk, **said)

    line = CashLine.objects.get(refund=refund)
    assert (line.book.cashier_id, line.amount) == (office.clerk.pk, -15_000)


def test_a_drawer_pays_out_no_more_than_it_holds(office: Office, dossier: Dossier) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=AT)
    books.closed(CashBook.objects.get(), official=office.clerk, at=AT)
    booking.open_book(by=books.by(office.clerk, AT), at=AT, opening_float=10_000)
    demand_id = receipt.attempt.shares.get().demand_id
    refund = refunding.ask(demand_id=demand_id, reason="Thu nhầm mức", by=books.by(office.clerk, AT), at=AT)

    with pytest.raises(booking.TooLittle):
        refunding.give_back(
            refund_id=refund.pk,
            way=RefundWay.CASH,
            document="PC 1",
            note="",
            by=books.by(office.leader, AT),
            at=AT,
            cashier_id=office.clerk.pk,
        )

    refund.refresh_from_db()
    assert refund.state == "asked"


def test_a_book_closes_on_its_count_and_the_next_receipt_opens_another(office: Office, dossier: Dossier) -> None:
    books.taken(dossier, 15_500, official=office.clerk, at=AT)
    first = books.closed(CashBook.objects.get(), official=office.clerk, at=AT)
    books.taken(dossier, 8_000, official=office.clerk, at=AT)

    second = CashBook.objects.get(state="open")
    assert (first.state, first.expected, first.counted, first.others) == ("closed", 15_500, 15_500, 500)
    assert first.notes == [[10_000, 1], [5_000, 1]]
    assert (second.number, booking.expected_in(book=second)) == (2, 8_000)


def test_a_difference_is_explained_and_what_came_meanwhile_is_counted_again(office: Office, dossier: Dossier) -> None:
    books.taken(dossier, 15_000, official=office.clerk, at=AT)
    book = CashBook.objects.get()
    said: dict[str, Any] = {"book_id": book.pk, "by": books.by(office.clerk, AT), "at": AT}

    with pytest.raises(booking.Unexplained):
        books.closed(book, official=office.clerk, at=AT, counted=14_000)
    with pytest.raises(booking.OtherSum):
        booking.close_book(count=books.notes_of(8_000), explanation="", seen=8_000, **said)
    with pytest.raises(booking.NotYours):
        books.closed(book, official=office.second_clerk, at=AT)
    books.closed(book, official=office.clerk, at=AT, counted=14_000, why="Trả nhầm tiền thừa.")
    with pytest.raises(booking.NotOpen):
        books.closed(book, official=office.clerk, at=AT)


def test_only_another_one_confirms_and_a_leader_where_the_office_wants_it(office: Office, dossier: Dossier) -> None:
    books.taken(dossier, 15_000, official=office.clerk, at=AT)
    book = books.closed(CashBook.objects.get(), official=office.clerk, at=AT)
    said: dict[str, Any] = {"book_id": book.pk, "counted": None, "remark": "", "at": AT}

    with pytest.raises(booking.NotYours):
        booking.confirm_book(by=books.by(office.clerk, AT), **said)
    change_setting(agency=office.agency, name="cash_book_confirmer", value="leader")
    with pytest.raises(booking.NotYours):
        booking.confirm_book(by=books.by(office.second_clerk, AT), **said)
    with pytest.raises(booking.Unexplained):
        booking.confirm_book(by=books.by(office.leader, AT), **(said | {"counted": 14_000}))
    done = booking.confirm_book(by=books.by(office.leader, AT), **said)
    with pytest.raises(booking.NotOpen):
        booking.confirm_book(by=books.by(office.leader, AT), **said)

    assert (done.state, done.confirmed, done.confirmed_by_id) == ("confirmed", 15_000, office.leader.pk)


def test_a_forgotten_book_is_closed_by_a_leader_and_then_confirmed_by_neither(office: Office, dossier: Dossier) -> None:
    books.taken(dossier, 15_000, official=office.clerk, at=AT)
    book, tomorrow = CashBook.objects.get(), AT + timedelta(days=1)

    with pytest.raises(booking.NotYours):
        books.closed(book, official=office.leader, at=AT)
    books.closed(book, official=office.leader, at=tomorrow)
    with pytest.raises(booking.NotYours):
        booking.confirm_book(
            book_id=book.pk, counted=None, remark="", by=books.by(office.leader, tomorrow), at=tomorrow
        )


def test_a_closed_book_never_changes_even_for_whoever_holds_the_database(office: Office, dossier: Dossier) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=AT)
    other = books.taken(dossier, 8_000, official=office.second_clerk, at=AT)
    book = books.closed(CashBook.objects.get(cashier=office.clerk), official=office.clerk, at=AT)
    line = CashLine(agency=office.agency, book=book, entry="receipt", receipt=other, amount=1, entered_at=AT)

    for change in (
        lambda: CashBook.objects.filter(pk=book.pk).update(counted=1),
        lambda: CashBook.objects.filter(pk=book.pk).update(state="open"),
        lambda: CashBook.objects.filter(pk=book.pk).update(facts={}, state="confirmed"),
        lambda: CashBook.objects.filter(pk=book.pk)._raw_delete("default"),
        lambda: CashLine.objects.filter(receipt=receipt).update(amount=1),
        lambda: CashLine.objects.filter(receipt=receipt)._raw_delete("default"),
        line.save,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    book.refresh_from_db()
    assert (book.state, book.counted) == ("closed", 15_000)


def test_a_cash_receipt_without_a_book_is_refused_by_the_database(office: Office, dossier: Dossier) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=AT)
    attempt = Attempt.objects.get(pk=receipt.attempt_id)
    attempt.pk, attempt.reference = None, "MCKHONGCOSO"
    attempt.save()

    with pytest.raises(DatabaseError, match="stands in a cash book"), transaction.atomic():
        _write_past_the_book(receipt, attempt)


def _write_past_the_book(receipt: Receipt, attempt: Attempt) -> None:
    receipt.pk, receipt.number, receipt.address, receipt.attempt = None, 99, "khong-co-so", attempt
    receipt.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS payments_cash_receipt_is_booked IMMEDIATE")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "take", "take", "reverse", "refund", "close", "confirm"]),
        st.integers(min_value=0, max_value=1),
        st.integers(min_value=1, max_value=900_000),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=pick(sample=10, full=200), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps=STEPS)
def test_whatever_happens_the_books_hold_what_the_receipts_say(
    steps: list[tuple[str, int, int]], office: Office, dossier: Dossier
) -> None:
    with transaction.atomic():
        for number, (what, who, amount) in enumerate(steps):
            _step(what, (office.clerk, office.second_clerk)[who], amount, office, dossier, number)

        cash = Receipt.objects.filter(attempt__way="counter")
        taken, reversed_ = (
            cash.filter(kind=kind).aggregate(total=Sum("amount", default=0))["total"]
            for kind in ("receipt", "reversal")
        )
        refunded = Refund.objects.filter(state="done").aggregate(total=Sum("amount", default=0))["total"]
        in_books = CashLine.objects.aggregate(total=Sum("amount", default=0))["total"]
        assert in_books == taken - reversed_ - refunded
        assert set(CashLine.objects.filter(receipt__isnull=False).values_list("receipt_id", flat=True)) == set(
            cash.values_list("pk", flat=True)
        )
        assert all(
            book.counted == book.opening_float + sum(book.lines.values_list("amount", flat=True))
            for book in CashBook.objects.exclude(state="open").exclude(expected__lt=0)
        )
        transaction.set_rollback(True)


def _step(what: str, who: Official, amount: int, office: Office, dossier: Dossier, number: int) -> None:
    """One thing somebody does; what is not lawful now does nothing."""
    at, actor = AT + timedelta(minutes=number), books.by(who, AT)
    if what == "take":
        books.taken(dossier, amount, official=who, at=at)
    elif what in ("reverse", "refund"):
        receipt = Receipt.objects.filter(kind="receipt", attempt__state="succeeded").order_by("pk").first()
        if receipt is None:
            return
        try:
            if what == "reverse":
                counter.take_back(receipt_id=receipt.pk, reason="Lập nhầm", by=actor, at=at)
            else:
                demand_id = receipt.attempt.shares.get().demand_id
                refund = refunding.ask(demand_id=demand_id, reason="Thu nhầm", by=actor, at=at)
                refunding.give_back(
                    refund_id=refund.pk,
                    way=RefundWay.CASH,
                    document="PC",
                    note="",
                    by=books.by(office.leader, at),
                    at=at,
                    cashier_id=actor.id,
                )
        except (NotNow, refunding.NoBook, booking.TooLittle):
            return
    elif what == "close":
        book = CashBook.objects.filter(cashier=who, state="open").first()
        if book:
            books.closed(book, official=who, at=at, why="Thiếu vì lập biên lai nhầm.")
    else:
        for book in CashBook.objects.filter(state="closed"):
            booking.confirm_book(book_id=book.pk, counted=None, remark="", by=books.by(office.leader, at), at=at)
