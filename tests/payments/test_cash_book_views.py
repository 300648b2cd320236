"""The pages of the cash book: opened, counted without scripts, closed once, confirmed by another, printed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.payments.models import CashBook
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import books, tills
from tests.payments.conftest import at_work

pytestmark = pytest.mark.django_db
HERE = "/thu-tien/so-quy/"


@pytest.fixture
def dossier(office: Office, clock: Clock) -> Dossier:
    clock.at = walking.MONDAY + timedelta(hours=8)
    return walking.walk(status=Status.PROCESSING, office=office, offering=tills.costly(office.agency)).dossier


def words(browser: Client, address: str) -> str:
    """The page as it is read."""
    return read(browser.get(address))


def read(answer: Any) -> str:
    """What somebody sees of an answer."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(answer.content.decode())))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def said(browser: Client, address: str, **more: object) -> dict[str, object]:
    """What the form of this page carries unseen, with what is typed."""
    page = browser.get(address).content.decode()
    found = dict(re.findall(r'type="hidden" name="(key|seen)" value="([^"]+)"', page))
    return found | more


def test_a_day_at_the_till_from_float_to_confirmation(office: Office, dossier: Dossier, clock: Clock) -> None:
    clerk, leader = at_work(office.clerk), at_work(office.leader)
    assert "Bạn chưa có sổ nào đang mở" in words(clerk, HERE)

    clerk.post(f"{HERE}mo/", said(clerk, f"{HERE}mo/", opening_float="200.000"))
    books.taken(dossier, 15_000, official=office.clerk, at=clock.at)
    book = CashBook.objects.get()
    counting = f"{HERE}{book.pk}/khoa-so/"
    added = clerk.post(counting, said(clerk, counting, viec="cong", note_100000="2", note_5000="2"))
    unexplained = clerk.post(counting, said(clerk, counting, viec="khoa", note_100000="2", note_5000="2"))
    closing = said(clerk, counting, viec="khoa", note_100000="2", note_5000="3")
    twice = [clerk.post(counting, closing).status_code for _ in range(2)]

    assert "Đếm được 210.000 đ" in read(added)
    assert "-5.000 đ" in read(added)
    assert (added.status_code, unexplained.status_code, twice) == (200, 422, [302, 302])
    assert "Viết vì sao rồi khóa sổ" in read(unexplained)
    book.refresh_from_db()
    assert (book.state, book.expected, book.counted) == ("closed", 215_000, 215_000)
    assert "Chờ bạn xác nhận SQ-00001/2026" in words(leader, HERE)

    confirming = f"{HERE}{book.pk}/xac-nhan/"
    without = leader.post(confirming, {"key": "a", "found": "khac"})
    leader.post(confirming, {"key": "a", "found": "dung"})

    assert without.status_code == 422
    assert "Đã xác nhận" in words(clerk, f"{HERE}{book.pk}/")


def test_the_paper_and_the_sheet_say_what_the_book_says(office: Office, dossier: Dossier, clock: Clock) -> None:
    receipt = books.taken(dossier, 15_000, official=office.clerk, at=clock.at)
    book, browser = CashBook.objects.get(), at_work(office.clerk)
    books.closed(book, official=office.clerk, at=clock.at, counted=14_000, why="=Trả thừa một nghìn đồng.")

    pdf = browser.get(f"{HERE}{book.pk}/so.pdf")
    sheet = browser.get(f"{HERE}{book.pk}/so.xlsx")

    paper = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages).split())
    cells = [cell for row in openpyxl.load_workbook(BytesIO(sheet.content)).active.iter_rows() for cell in row]
    values = [cell.value for cell in cells]
    for part in (
        "SỔ QUỸ TIỀN MẶT",
        "SQ-00001/2026",
        "BL-0000001/2026",
        "Phải có trong két",
        "-1.000 đồng",
        "Vi Thị Hạnh",
    ):
        assert part in paper.replace("\N{NO-BREAK SPACE}", " ")
    assert dossier.reference in values
    assert {15_000, 14_000, -1_000} <= {value for value in values if isinstance(value, int)}
    assert all(cell.data_type != "f" for cell in cells)
    assert receipt.facts["payer"] in values


@pytest.mark.parametrize("typed", ["-1", "mười", "1e9", "99999999999999999999", "1.5", "²"])
def test_a_count_that_is_none_is_sent_back_with_a_sentence(
    typed: str, office: Office, dossier: Dossier, clock: Clock
) -> None:
    books.taken(dossier, 15_000, official=office.clerk, at=clock.at)
    book, clerk = CashBook.objects.get(), at_work(office.clerk)
    counting = f"{HERE}{book.pk}/khoa-so/"

    answer = clerk.post(counting, said(clerk, counting, viec="khoa", note_5000=typed, others=typed))

    book.refresh_from_db()
    assert (answer.status_code, book.state) == (422, "open")
    assert typed in read(answer) or typed in unescape(answer.content.decode())


@pytest.mark.parametrize("typed", ["-5.000", "hai trăm", "999.999.999.999"])
def test_an_absurd_float_opens_no_book(typed: str, office: Office, dossier: Dossier) -> None:
    answer = at_work(office.clerk).post(f"{HERE}mo/", {"key": "a", "opening_float": typed})

    assert (answer.status_code, CashBook.objects.count()) == (422, 0)


def test_what_came_after_the_page_was_drawn_is_counted_anew(office: Office, dossier: Dossier, clock: Clock) -> None:
    books.taken(dossier, 10_000, official=office.clerk, at=clock.at)
    book, clerk = CashBook.objects.get(), at_work(office.clerk)
    counting = f"{HERE}{book.pk}/khoa-so/"
    drawn = said(clerk, counting, viec="khoa", note_10000="1")
    books.taken(dossier, 5_000, official=office.clerk, at=clock.at)

    stale = clerk.post(counting, drawn)
    again = dict(re.findall(r'type="hidden" name="(key|seen)" value="([^"]+)"', stale.content.decode()))
    closed = clerk.post(counting, again | {"viec": "khoa", "note_10000": "1", "note_5000": "1"})

    assert stale.status_code == 422
    assert "số phải có nay là 15.000 đ" in read(stale)
    assert closed.status_code == 302
    assert CashBook.objects.get().counted == 15_000


def test_a_forgotten_book_lies_before_the_leader_in_the_morning(office: Office, dossier: Dossier, clock: Clock) -> None:
    books.taken(dossier, 10_000, official=office.clerk, at=clock.at)
    clock.at += timedelta(days=1)

    assert "Sổ từ hôm trước chưa khóa SQ-00001/2026 Vi Thị Hạnh" in words(at_work(office.leader), HERE)
    assert "Sổ từ hôm trước chưa khóa" in words(at_work(office.clerk), HERE)
    assert "Sổ từ hôm trước chưa khóa" not in words(at_work(office.second_clerk), HERE)


def test_books_of_another_office_do_not_exist(office: Office, dossier: Dossier, clock: Clock) -> None:
    books.taken(dossier, 10_000, official=office.clerk, at=clock.at)
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    browser, book = at_work(foreign.leader), CashBook.objects.get()

    asked = [f"{HERE}{book.pk}/{page}" for page in ("", "khoa-so/", "xac-nhan/", "so.pdf", "so.xlsx")]

    assert {browser.get(address).status_code for address in asked} == {404}


def test_the_room_asks_as_often_for_three_lines_as_for_one(office: Office, dossier: Dossier, clock: Clock) -> None:
    browser, counts = at_work(office.clerk), []
    for rows in (1, 2):
        for _ in range(rows):
            books.taken(dossier, 10_000, official=office.clerk, at=clock.at)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(HERE).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
