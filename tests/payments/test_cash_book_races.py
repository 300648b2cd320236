"""Two tabs, two hands, a worker that dies: a drawer is closed once, and no receipt falls between two books."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections, transaction

from apps.dossiers.domain.status import Status
from apps.payments.models import CashBook, CashLine, Receipt
from apps.payments.services import booking, counter
from apps.procedures.models import Offering
from tests import factories, walking
from tests.factories import Office
from tests.payments import books, tills
from tests.sizes import pick

pytestmark = pytest.mark.django_db(transaction=True)
AT = walking.MONDAY + timedelta(hours=8)
MANY = pick(sample=4, full=12)


@pytest.fixture
def office() -> Office:
    return factories.office()


def together(*acts: Callable[[], object]) -> list[object]:
    """What each of them gave or raised, done at the same instant."""
    barrier, said = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            said.append(act())
        except Exception as error:
            said.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_first_receipts_at_the_same_instant_open_one_book(office: Office) -> None:
    demands = [_asked(office) for _ in range(MANY)]
    clerk = books.by(office.clerk, AT)

    together(*(lambda pk=pk: counter.take_cash(demand_ids=[pk], by=clerk, at=AT) for pk in demands))

    book = CashBook.objects.get()
    assert (book.lines.count(), booking.expected_in(book=book)) == (MANY, 10_000 * MANY)
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, MANY + 1))


def test_two_tabs_close_one_book_once(office: Office) -> None:
    _taken(office)
    book = CashBook.objects.get()

    said = together(*(lambda: books.closed(book, official=office.clerk, at=AT).pk for _ in range(MANY)))

    assert sorted(map(str, said)) == sorted([str(book.pk), *[str(booking.NotOpen)] * (MANY - 1)])


def test_a_receipt_while_the_book_is_being_closed_stands_in_one_of_two(office: Office) -> None:
    _taken(office)
    book, demands = CashBook.objects.get(), [_asked(office) for _ in range(MANY)]
    clerk = books.by(office.clerk, AT)

    together(
        *(lambda pk=pk: counter.take_cash(demand_ids=[pk], by=clerk, at=AT) for pk in demands),
        lambda: books.closed(book, official=office.clerk, at=AT),
    )

    book.refresh_from_db()
    assert CashLine.objects.count() == Receipt.objects.count() == MANY + 1
    if book.state == "closed":
        assert book.expected == book.counted == sum(book.lines.values_list("amount", flat=True))
    assert CashBook.objects.filter(state="open").count() <= 1


def test_a_worker_that_dies_before_the_commit_leaves_neither_receipt_nor_line(office: Office) -> None:
    demand, clerk = _asked(office), books.by(office.clerk, AT)

    def killed() -> None:
        with transaction.atomic():
            counter.take_cash(demand_ids=[demand], by=clerk, at=AT)
            raise SystemExit

    with pytest.raises(SystemExit):
        killed()
    counter.take_cash(demand_ids=[demand], by=clerk, at=AT)

    assert (Receipt.objects.get().number, CashBook.objects.get().number, CashLine.objects.count()) == (1, 1, 1)


def _asked(office: Office) -> int:
    walked = walking.walk(status=Status.PROCESSING, office=office, offering=_offering(office))
    key: int = books.asked(walked.dossier, 10_000, official=office.clerk, at=AT).pk
    return key


def _offering(office: Office) -> Offering:
    return office.agency.offerings.first() or tills.costly(office.agency)


def _taken(office: Office) -> Receipt:
    return counter.take_cash(demand_ids=[_asked(office)], by=books.by(office.clerk, AT), at=AT)
