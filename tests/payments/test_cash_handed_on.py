"""The cash of a day goes on whole and once, with its document; a mistake is taken back in sight."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from apps.dossiers.domain.status import Status
from apps.payments.models import CashBook, CashHanding
from apps.payments.services import booking
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import books, tills
from tests.payments.conftest import at_work
from tests.payments.test_cash_book_views import HERE, read, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(office: Office, clock: Clock) -> CashBook:
    """Closed on 200.000 đ of change and 15.000 đ taken."""
    clock.at = walking.MONDAY + timedelta(hours=8)
    made = tills.costly(office.agency)
    dossier = walking.walk(status=Status.PROCESSING, office=office, offering=made).dossier
    booking.open_book(opening_float=200_000, by=books.by(office.clerk, clock.at), at=clock.at)
    books.taken(dossier, 15_000, official=office.clerk, at=clock.at)
    return books.closed(CashBook.objects.get(), official=office.clerk, at=clock.at)


def confirmed(book: CashBook, office: Office, clock: Clock) -> None:
    booking.confirm_book(book_id=book.pk, counted=None, remark="", by=books.by(office.leader, clock.at), at=clock.at)


def paper(browser: Client, page: str, **more: object) -> dict[str, Any]:
    """What somebody writes from the document in hand."""
    told = {
        "goes_to": "treasurer",
        "receiver": "Hoàng Thị Nết",
        "document": "PT 12/2026",
        "document_date": "16/11/2026",
    }
    return said(browser, page, **told | {"amount": "15.000"} | more)


def test_cash_goes_on_whole_and_once_and_a_mistake_is_taken_back(book: CashBook, office: Office, clock: Clock) -> None:
    clerk, page = at_work(office.clerk), f"{HERE}{book.pk}/nop-tien/"
    assert "xác nhận trước khi nộp tiền" in read(clerk.get(page, follow=True))
    confirmed(book, office, clock)
    assert "Đã xác nhận, chưa nộp tiền SQ-00001/2026 15.000 đ" in words(clerk, HERE)

    other = clerk.post(page, paper(clerk, page, amount="215.000"))
    blank = clerk.post(page, paper(clerk, page, document=" ", document_date="17/11/2026"))
    posted = paper(clerk, page)
    twice = [clerk.post(page, posted).status_code for _ in range(2)]
    after = words(clerk, f"{HERE}{book.pk}/")

    assert "payments/cash_hand_on.html" in {template.name for template in other.templates}
    assert (other.status_code, "Sổ này phải nộp đúng 15.000 đ" in read(other)) == (422, True)
    assert "Ghi số của chứng từ" in read(blank)
    assert "không thể sau hôm nay" in read(blank)
    assert twice == [302, 302]
    assert "Thủ quỹ của cơ quan, Hoàng Thị Nết" in after
    assert "chứng từ PT 12/2026 ngày 16/11" in after
    assert "chưa nộp tiền" not in words(clerk, HERE)

    undo = f"{page}huy/"
    short = clerk.post(undo, said(clerk, undo, reason="nhầm"))
    clerk.post(undo, said(clerk, undo, reason="Ghi nhầm số phiếu thu của hôm trước."))
    again = clerk.post(page, paper(clerk, page, goes_to="treasury", document="C1-02 0000345"))

    assert "payments/cash_take_back.html" in {template.name for template in short.templates}
    assert (short.status_code, again.status_code) == (422, 302)
    assert list(CashHanding.objects.order_by("pk").values_list("kind", "amount", "document")) == [
        ("handed", 15_000, "PT 12/2026"),
        ("taken_back", -15_000, "PT 12/2026"),
        ("handed", 15_000, "C1-02 0000345"),
    ]


def test_page_left_open_takes_no_later_entry_back(book: CashBook, office: Office, clock: Clock) -> None:
    confirmed(book, office, clock)
    clerk, page = at_work(office.clerk), f"{HERE}{book.pk}/nop-tien/"
    clerk.post(page, paper(clerk, page))
    undo = f"{page}huy/"
    posted = said(clerk, undo, reason="Ghi nhầm số phiếu thu của hôm trước.")
    clerk.post(undo, posted)
    clerk.post(page, paper(clerk, page, document="PT 13/2026"))

    again = clerk.post(undo, posted, follow=True)

    assert "Có người vừa hủy lần nộp này." in read(again)
    assert list(CashHanding.objects.order_by("pk").values_list("amount", flat=True)) == [15_000, -15_000, 15_000]


def test_whoever_has_nothing_to_do_with_the_money_hands_nothing_on(
    book: CashBook, office: Office, clock: Clock
) -> None:
    confirmed(book, office, clock)
    page = f"{HERE}{book.pk}/nop-tien/"

    assert "Người thu tiền, thủ quỹ hoặc lãnh đạo" in read(at_work(office.second_clerk).get(page, follow=True))
    assert at_work(office.leader).get(page).status_code == 200
    seen = [words(at_work(one), HERE) for one in (office.clerk, office.second_clerk, office.leader)]
    assert ["chưa nộp tiền" in said for said in seen] == [True, False, True]


def test_database_refuses_a_part_a_change_and_an_unconfirmed_book(book: CashBook, office: Office, clock: Clock) -> None:
    row = {
        "agency": office.agency, "book": book, "sequence": 1, "kind": "handed", "goes_to": "treasury",
        "receiver": "KBNN", "document": "1", "document_date": clock.at.date(), "by": office.clerk, "at": clock.at,
    }  # fmt: skip

    def refused(**more: Any) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            CashHanding.objects.create(**row | more)

    refused(amount=15_000)
    confirmed(book, office, clock)
    refused(amount=14_999)
    made = CashHanding.objects.create(**row, amount=15_000)
    refused(amount=15_000, sequence=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        CashHanding.objects.filter(pk=made.pk).update(document="2")
