"""A full counter: many clerks and one dossier, many dossiers at once, and the turn of the year between two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections

from apps.accounts.services import PersonFacts
from apps.desk.domain.acts import Act
from apps.desk.domain.papers import ReceiptFacts, SlipKind
from apps.desk.models import IntakeClaim, Slip
from apps.desk.services.receiving import receive_online
from apps.desk.services.walk_ins import Places, Presence, WalkIn, receive_walk_in
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.payments.models import CashBook, CashLine, Receipt
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.sizes import pick

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = pick(sample=8, full=20)
EACH = pick(sample=2, full=12)
FEE = 15_000
Given = TypeVar("Given")


def at_the_same_moment(act: Callable[[Given], object], hands: Iterable[Given]) -> list[object]:
    """What each of them was answered, in their order."""
    waiting = list(hands)
    go = Barrier(len(waiting))

    def run(hand: Given) -> object:
        try:
            go.wait()
            return act(hand)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def clerks(office: Office, how_many: int = CLERKS) -> list[Official]:
    duties = (Duty.CLERK, Duty.CASHIER)
    return [
        factories.official(agency=office.agency, name=f"Lò Thị {n}", position="Công chức", duties=duties)
        for n in range(how_many)
    ]


def test_one_online_dossier_is_received_once_and_every_other_clerk_reads_who_was_first(clock: Clock) -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    dossier = walking.walk_to(status=Status.SUBMITTED, office=office, offering=made, at=clock.at)
    seats = [Seat(clerk) for clerk in clerks(office)]

    taken = at_the_same_moment(lambda seat: seat.post("claim", dossier.reference), seats)
    said = {"seen": dossier.last_sequence, "fee_amount": "0"}
    answers = at_the_same_moment(
        lambda seat: seat.post("act", dossier.reference, Act.ACCEPT.value, key=f"k{seat.official.pk}", **said), seats
    )

    ways = [answer.headers["Location"] for answer in taken]  # type: ignore[attr-defined]
    assert sum(way.endswith("/nhan/#viec") for way in ways) == IntakeClaim.objects.count() == 1
    codes = [answer.status_code for answer in answers]  # type: ignore[attr-defined]
    assert sorted(codes) == [302] + [409] * (CLERKS - 1)
    first = seats[codes.index(302)].official.name
    for answer in answers:
        if answer.status_code == 409:  # type: ignore[attr-defined]
            assert first in words(answer)
    received = Dossier.objects.get()
    assert (received.code, received.book_number) == (f"H99.71-{clock.at:%y%m%d}-0001", 1)
    assert list(Slip.objects.values_list("kind", "sequence")) == [("receipt", 1)]
    assert DossierEvent.objects.filter(dossier=received, action="receive").count() == 1


def test_walk_ins_of_many_clerks_have_codes_books_slips_and_receipts_without_gap() -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency)
    places = Places(receiving=office.agency, deciding=office.agency, returning=office.agency)
    at = walking.MONDAY

    def receive(clerk: Official) -> None:
        for number in range(EACH):
            walk_in = WalkIn(
                arrangement=factories.arrangement_of(offering),
                version=factories.version_of(offering),
                places=places,
                applicant=PersonFacts(name=f"Vi Văn {clerk.pk} {number}", personal_id="", phone=""),
                fee_amount=FEE,
                presence=Presence(key=f"{clerk.pk}-{number}"),
            )
            receive_walk_in(walk_in=walk_in, by=actor_of(official=clerk, at=at), at=at)

    at_the_same_moment(receive, clerks(office, 8))

    numbers = list(range(1, 8 * EACH + 1))
    taken = Dossier.objects.order_by("book_number")
    assert list(taken.values_list("book_number", flat=True)) == numbers
    assert list(taken.values_list("code", flat=True)) == [f"H99.71-261116-{n:04d}" for n in numbers]
    slips = Slip.objects.filter(kind=SlipKind.RECEIPT, year=2026).order_by("sequence")
    assert list(slips.values_list("sequence", flat=True)) == numbers
    for slip in slips.select_related("dossier"):
        facts = ReceiptFacts.from_json(slip.facts)
        assert (facts.head.dossier_code, facts.book_number) == (slip.dossier.code, slip.dossier.book_number)
    assert sorted(Receipt.objects.values_list("number", flat=True)) == numbers
    assert sorted(CashBook.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert sum(CashLine.objects.values_list("amount", flat=True)) == FEE * len(numbers)


def test_turn_of_the_year_gives_no_code_twice_and_begins_every_number_anew() -> None:
    office = factories.office()
    made = factories.offering(agency=office.agency)
    old, new = datetime(2026, 12, 31, 23, 59, 59, tzinfo=ZONE), datetime(2027, 1, 1, 0, 0, 1, tzinfo=ZONE)
    waiting = [
        (walking.walk_to(status=Status.SUBMITTED, office=office, offering=made, at=old.replace(hour=9)), clerk, moment)
        for clerk, moment in zip(clerks(office, 8), [old, new] * 4, strict=True)
    ]

    def receive(one: tuple[Dossier, Official, datetime]) -> None:
        dossier, clerk, at = one
        receive_online(dossier_id=dossier.pk, by=actor_of(official=clerk, at=at), at=at, fee_amount=FEE)

    at_the_same_moment(receive, waiting)

    for year, day in ((2026, "261231"), (2027, "270101")):
        here = Dossier.objects.filter(code__contains=f"-{day}-").order_by("book_number")
        assert list(here.values_list("book_number", "code")) == [(n, f"H99.71-{day}-{n:04d}") for n in range(1, 5)]
        slips = Slip.objects.filter(kind=SlipKind.RECEIPT, year=year, dossier__in=here).order_by("sequence")
        assert list(slips.values_list("sequence", flat=True)) == [1, 2, 3, 4]
        assert {ReceiptFacts.from_json(slip.facts).book for slip in slips} == {f"01/{year}"}
        assert sorted(Receipt.objects.filter(year=year).values_list("number", flat=True)) == [1, 2, 3, 4]
