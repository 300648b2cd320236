"""The book of dossiers (form 07): its page, its volumes, and the files a worker makes of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from apps.core.paper import press
from apps.desk import tasks
from apps.desk.domain.books import COLUMNS, Volume
from apps.desk.domain.papers import ReceiptFacts, SlipKind
from apps.desk.models import BookFile, BookVolume, Slip
from apps.desk.selectors.books import volumes
from apps.desk.services import books
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.selectors import actor_of
from apps.officials.services import change_setting
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.reading import beyond_the_margin, pages
from tests.factories import Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db

EVIL = '=HYPERLINK("http://example.org","x")'


@pytest.fixture
def office() -> Office:
    return factories.office()


def received(office: Office, count: int) -> list[Dossier]:
    return [walk_to(status=Status.RECEIVED, office=office) for _ in range(count)]


def printed_book(dossier: Dossier) -> tuple[str, int]:
    facts = ReceiptFacts.from_json(Slip.objects.get(dossier=dossier, kind=SlipKind.RECEIPT).facts)
    return facts.book, facts.book_number


def file_of(office: Office, kind: BookFile.Kind, clock: Clock) -> bytes:
    by = actor_of(official=office.clerk, at=clock.at)
    volume = volumes(agency_id=office.agency.pk, year=2026)[-1]
    asked = books.ask_file(agency=office.agency, year=2026, volume=volume, kind=kind, by=by, at=clock.at)
    tasks.make_books()
    answer = Seat(office.clerk).get("book_file", asked.pk)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def test_every_received_dossier_has_its_line_in_order_of_number(office: Office, clock: Clock) -> None:
    first, second = received(office, 2)
    same_day = walk_to(status=Status.RETURNED, office=office)
    walk_to(status=Status.REFUSED, office=office)

    page = Seat(office.clerk).get("book")

    lines = page.context["page"].lines
    assert [(line.number, line.code) for line in lines] == [(1, first.code), (2, second.code), (3, same_day.code)]
    assert "Năm 2026, quyển số 1." in words(page)
    assert "Đang ghi, từ số thứ tự 1 đến 3." in words(page)
    assert lines[2].returned


def test_dossier_returned_on_its_day_says_so_and_who_signed_for_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RETURNED, office=office)
    Dossier.objects.filter(pk=dossier.pk).update(returned_at=dossier.received_at)

    (line,) = Seat(office.clerk).get("book").context["page"].lines

    assert line.note == "Trả trong ngày"
    assert line.returned == "16/11/2026"


def test_withdrawn_dossier_keeps_its_line(office: Office, clock: Clock) -> None:
    walk_to(status=Status.WITHDRAWN, office=office)
    received(office, 1)

    lines = Seat(office.clerk).get("book").context["page"].lines

    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_book_without_a_line_says_what_will_stand_there(office: Office, clock: Clock) -> None:
    page = words(Seat(office.clerk).get("book"))

    assert "Quyển này chưa có dòng nào" in page
    assert "Khóa quyển" not in page


def test_book_of_another_office_is_not_seen(office: Office, clock: Clock) -> None:
    received(office, 1)
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)

    assert Seat(theirs.clerk).get("book").context["page"].lines == []


@pytest.mark.parametrize("asked", [{"nam": "1999"}, {"nam": "x"}, {"quyen": "9"}, {"quyen": "-1"}, {"nam": "9" * 30}])
def test_year_or_volume_that_does_not_exist_is_none(office: Office, clock: Clock, asked: dict[str, str]) -> None:
    assert Seat(office.clerk).get("book", **asked).status_code == 404


def test_pages_are_cut_by_running_number_and_cost_the_same(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.desk.selectors.books.SIZE", 2)
    received(office, 5)
    seat = Seat(office.clerk)
    seat.get("book")

    with CaptureQueriesContext(connection) as few:
        first = seat.get("book").context
    second = seat.get("book", sau=first["page"].after).context
    with CaptureQueriesContext(connection) as many:
        last = seat.get("book", sau=second["page"].after).context
    back = seat.get("book", truoc=second["page"].before).context

    assert [[line.number for line in one["page"].lines] for one in (first, second, last, back)] == [
        [1, 2],
        [3, 4],
        [5],
        [1, 2],
    ]
    assert (first["newer"], last["older"], back["newer"]) == ("", "", "")
    assert len(few) == len(many)


def test_volume_closed_by_hand_sends_the_next_dossier_into_a_new_one(office: Office, clock: Clock) -> None:
    received(office, 2)
    seat = Seat(office.clerk)

    seat.post("book", nam="2026", quyen="1", viec="khoa")
    (third,) = received(office, 1)

    assert printed_book(third) == ("02/2026", 3)
    assert [line.number for line in seat.get("book").context["page"].lines] == [3]
    assert [line.number for line in seat.get("book", quyen="1").context["page"].lines] == [1, 2]
    assert f"Người khóa: {office.clerk.name}." in words(seat.get("book", quyen="1"))


def test_volume_is_closed_once_and_an_empty_one_never(office: Office, clock: Clock) -> None:
    received(office, 1)
    seat = Seat(office.clerk)

    for _ in range(2):
        seat.post("book", nam="2026", quyen="1", viec="khoa")
    seat.post("book", nam="2026", quyen="2", viec="khoa")

    assert BookVolume.objects.get().number == 1
    assert "chưa có dòng nào hoặc đã khóa" in words(seat.get("book"))


def test_volume_full_by_the_rule_of_the_office_closes_itself(office: Office, clock: Clock) -> None:
    change_setting(agency=office.agency, name="book_volume_lines", value=2)

    books_printed = [printed_book(dossier) for dossier in received(office, 5)]

    assert books_printed == [("01/2026", 1), ("01/2026", 2), ("02/2026", 3), ("02/2026", 4), ("03/2026", 5)]
    assert "Tự khóa khi đủ dòng." in words(Seat(office.clerk).get("book", quyen="2"))


def test_inspector_reads_the_book_and_closes_nothing(office: Office, clock: Clock) -> None:
    received(office, 1)
    inspector = factories.official(
        agency=office.agency, name="Hà Văn Thức", position="Thanh tra", duties=(Duty.INSPECTOR,)
    )

    Seat(inspector).post("book", nam="2026", quyen="1", viec="khoa")

    assert "Khóa quyển" not in words(Seat(inspector).get("book"))
    assert not BookVolume.objects.exists()


def test_workbook_has_the_thirteen_columns_and_nothing_typed_becomes_a_formula(office: Office, clock: Clock) -> None:
    (dossier,) = received(office, 1)
    Dossier.objects.filter(pk=dossier.pk).update(applicant_name=EVIL, applicant_address="+cmd|'/c calc'!A0\x07")

    book = load_workbook(io.BytesIO(file_of(office, BookFile.Kind.XLSX, clock)))

    rows = list(book.active.iter_rows())
    head = next(at for at, row in enumerate(rows) if row[0].value == "STT")
    line = rows[head + 1]
    assert tuple(cell.value for cell in rows[head]) == COLUMNS
    assert (line[0].value, line[1].value, line[4].value) == (1, dossier.code, EVIL)
    assert {cell.data_type for cell in line[1:3]} | {line[4].data_type, line[5].data_type} == {"s"}
    assert line[4].quotePrefix
    assert book.active.print_title_rows == f"${head + 1}:${head + 1}"


def test_paper_of_the_book_tells_every_line_on_pages_across(office: Office, clock: Clock) -> None:
    dossiers = received(office, 3)

    pdf = file_of(office, BookFile.Kind.PDF, clock)

    page = pages(pdf)[0]
    assert "SỔ THEO DÕI HỒ SƠ Năm: 2026. Quyển số: 01/2026" in page
    for column in ("Mã hồ sơ", "Cơ quan chủ trì giải quyết", "Ký nhận", "Ghi chú"):
        assert column in page
    for dossier in dossiers:
        assert dossier.code in page.replace(" ", "")
        assert dossier.applicant_name in page
    assert len(beyond_the_margin(pdf)) == 0


def test_file_asked_for_twice_is_made_once_and_stands_on_the_page(office: Office, clock: Clock) -> None:
    received(office, 1)
    seat = Seat(office.clerk)

    for _ in range(2):
        seat.post("book", nam="2026", quyen="1", viec="xlsx")
    waiting = words(seat.get("book"))
    tasks.make_books()

    made = BookFile.objects.get()
    assert (made.state, made.lines) == (BookFile.State.DONE, 1)
    assert "Xem đã xong chưa" in waiting
    assert f"/quay/so/tep/{made.pk}/" in words(seat.get("book"))


def test_worker_that_died_is_made_up_for_and_after_three_tries_the_page_says_so(office: Office, clock: Clock) -> None:
    received(office, 1)
    Seat(office.clerk).post("book", nam="2026", quyen="1", viec="xlsx")
    BookFile.objects.update(state=BookFile.State.MAKING, tries=1)
    tasks.make_books()
    assert BookFile.objects.get().state == BookFile.State.DONE

    BookFile.objects.update(state=BookFile.State.MAKING, tries=books.TRIES, file=None, ended_at=None)
    tasks.make_books()

    assert BookFile.objects.get().state == BookFile.State.FAILED
    assert "chưa làm được; bấm làm lại" in words(Seat(office.clerk).get("book"))


def test_broken_press_is_told_on_the_page_and_the_file_can_be_asked_for_again(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    received(office, 1)
    seat = Seat(office.clerk)
    seat.post("book", nam="2026", quyen="1", viec="pdf")
    press._set_up.cache_clear()
    monkeypatch.setattr(press, "STYLE", tmp_path / "gone.css")

    with pytest.raises(press.PressFailed):
        tasks.make_books()

    monkeypatch.undo()
    press._set_up.cache_clear()
    assert BookFile.objects.get().state == BookFile.State.FAILED
    assert "chưa làm được; bấm làm lại" in words(seat.get("book"))
    seat.post("book", nam="2026", quyen="1", viec="pdf")
    assert BookFile.objects.filter(state=BookFile.State.ASKED).count() == 1


def test_old_file_is_let_go_and_the_book_stays(office: Office, clock: Clock) -> None:
    received(office, 1)
    file_of(office, BookFile.Kind.XLSX, clock)

    books.carry_out(at=clock.at + books.KEPT * 2, make=tasks.MAKERS)

    assert not BookFile.objects.exists()
    assert volumes(agency_id=office.agency.pk, year=2026) == (Volume(1, 1, 1),)


def test_file_of_another_office_is_none(office: Office, clock: Clock) -> None:
    received(office, 1)
    file_of(office, BookFile.Kind.XLSX, clock)
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)

    assert Seat(theirs.clerk).get("book_file", BookFile.objects.get().pk).status_code == 404


def test_leader_comes_from_the_signing_room_and_is_shown_no_way_to_the_counter(office: Office, clock: Clock) -> None:
    seat = Seat(office.leader)

    assert "/quay/so/" in words(seat.get("signing"))
    page = words(seat.get("book"))
    assert "Về quầy" not in page
    assert "Về quầy" in words(Seat(office.clerk).get("book"))
