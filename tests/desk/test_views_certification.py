"""The counter of certification: one press receives, numbers and hands over; its books; numbers crossed out."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from apps.desk import tasks
from apps.desk.domain.books import Book
from apps.desk.domain.certification import COLUMNS
from apps.desk.domain.papers import ReceiptFacts
from apps.desk.models import BookFile, CertificationEntry, CertificationVoid, Slip
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import verify_chain
from apps.officials.domain.duties import Duty
from apps.procedures.models import Fee, Offering
from apps.worktime import Unit
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import PERSONAL_ID, Seat, words
from tests.desk.reading import pages
from tests.factories import Office

pytestmark = pytest.mark.django_db

REASON = "Ghi nhầm tên giấy tờ, chứng thực lại bằng số mới."


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def copies(office: Office) -> Offering:
    offering = factories.offering(
        agency=office.agency, name="Chứng thực bản sao", code="2.000815", amount="0", unit=Unit.SAME_DAY
    )
    Fee.objects.create(
        version=factories.version_of(offering),
        position=1,
        channel="in_person",
        amount=2_000,
        per="page",
        tiers=[[2, 2_000], [None, 1_000]],
        cap=200_000,
        text="2.000 đồng/trang",
    )
    return offering


def table(*papers: tuple[str, int, int], **said: Any) -> dict[str, Any]:
    """The counter as the browser posts it."""
    rows = {
        f"giay-{at}-{name}": value
        for at, paper in enumerate(papers)
        for name, value in zip(("title", "pages", "copies"), paper, strict=True)
    }
    return {
        "key": "ct1",
        "thu_tuc": "2.000815",
        "da_chon": "2.000815",
        "personal_id": PERSONAL_ID,
        "name": "Lò Thị Mai",
        "phone": "0978 111 312",
        "address": "Thôn Nà Lạn",
        "acts_for": "chinh-minh",
        "delivery": "counter",
        "giay-TOTAL_FORMS": "4",
        "giay-INITIAL_FORMS": "0",
        **rows,
        "viec": "tra-ngay",
    } | said


def at_once(office: Office, *papers: tuple[str, int, int], key: str = "ct1", **said: Any) -> Any:
    total = str(said.pop("total", sum(_fee(pages) * copies for _, pages, copies in papers)))
    said = {"fee_was": total, "fee_amount": total, "signer": str(office.leader.pk), "key": key, **said}
    return Seat(office.clerk).post("certification", **table(*papers, **said))


def _fee(pages: int) -> int:
    return min(min(pages, 2) * 2_000 + max(pages - 2, 0) * 1_000, 200_000)


def test_one_press_receives_numbers_each_paper_takes_the_fee_by_tier_and_hands_over(
    office: Office, copies: Offering, clock: Clock
) -> None:
    answer = at_once(office, ("Bằng tốt nghiệp", 1, 3), ("Sổ hộ khẩu", 5, 2))

    dossier = Dossier.objects.get()
    first, second = CertificationEntry.objects.order_by("number")
    assert answer.url == f"/quay/chung-thuc/{dossier.reference}/"
    assert (dossier.status, dossier.fee_amount) == (Status.RETURNED, 3 * 2_000 + 2 * 7_000)
    assert [(one.number, one.title, one.fee) for one in (first, second)] == [
        (1, "Bằng tốt nghiệp", 6_000),
        (2, "Sổ hộ khẩu", 14_000),
    ]
    assert first.signed_as == "Lương Văn Bình, Chủ tịch"
    assert dossier.results.get().number == "01, 02, quyển 01/2026-SCT/BS"
    assert dossier.returned_at == dossier.received_at
    assert not Slip.objects.filter(dossier=dossier).exists()
    verify_chain(dossier=dossier)

    page = words(Seat(office.clerk).get("certified", dossier.reference))
    assert "Sổ hộ khẩu" in page
    paper = Seat(office.clerk).post("attestations", dossier.reference)
    text = pages(paper.content)[0]
    assert "Chứng thực bản sao đúng với bản chính Số chứng thực 02, quyển số 01/2026-SCT/BS" in text


def test_sum_is_shown_before_it_is_taken_and_a_second_press_of_the_same_page_is_one(
    office: Office, copies: Offering, clock: Clock
) -> None:
    unseen = at_once(office, ("Bằng tốt nghiệp", 3, 2), fee_was="", fee_amount="")
    shown = words(unseen)
    for _ in range(2):
        at_once(office, ("Bằng tốt nghiệp", 3, 2))

    assert unseen.status_code == 422
    assert 'name="fee_amount" value="10000"' in shown
    assert "Đã tính phí" in shown
    assert CertificationEntry.objects.count() == 1
    assert Dossier.objects.get().fee_amount == 10_000


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"signer": ""}, "Chọn người đã ký kết quả"),
        ({"giay-0-title": ""}, "Viết tên giấy tờ của dòng này."),
        ({"giay-0-pages": "0"}, "Viết số từ 1 đến 9999."),
        ({"giay-0-copies": "nhiều"}, "Viết số từ 1 đến 999."),
        ({"name": ""}, "Viết họ tên"),
        ({"personal_id": "12"}, "12 chữ số"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_numbered(
    office: Office, copies: Offering, clock: Clock, said: dict[str, str], sentence: str
) -> None:
    answer = at_once(office, ("Bằng tốt nghiệp", 3, 2), **said)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not CertificationEntry.objects.exists()


def test_what_cannot_be_had_now_gets_form_01_with_its_lines_and_its_number_when_it_is_certified(
    office: Office, copies: Offering, clock: Clock
) -> None:
    clock.at = clock.at.replace(hour=15, minute=30)
    seat = Seat(office.clerk)
    seat.post("certification", **table(("Hợp đồng", 40, 2), viec="nhan", fee_was="84000", fee_amount="84.000"))
    dossier = Dossier.objects.get()
    facts = ReceiptFacts.from_json(Slip.objects.get().facts)
    waiting = words(seat.get("certification"))

    assert dossier.status == Status.RECEIVED
    assert [(line.name, line.pages, line.copies, line.fee) for line in facts.certified] == [("Hợp đồng", 40, 2, 84_000)]
    assert f"{facts.due_at:%d/%m}" == "17/11"
    assert dossier.reference in waiting
    assert not CertificationEntry.objects.exists()

    for _ in range(2):
        seat.post("certified", dossier.reference, signer=str(office.leader.pk))

    dossier.refresh_from_db()
    assert dossier.status == Status.RETURNED
    assert CertificationEntry.objects.get().number == 1
    assert "Chờ lấy số" not in words(seat.get("certification"))


def test_crossed_out_number_keeps_its_line_and_the_next_one_is_new(
    office: Office, copies: Offering, clock: Clock
) -> None:
    at_once(office, ("Bằng tốt nghiệp", 1, 1))
    entry = CertificationEntry.objects.get()
    seat = Seat(office.clerk)

    assert seat.post("certification_entry", entry.pk, reason="sai").status_code == 422
    for _ in range(2):
        seat.post("certification_entry", entry.pk, reason=REASON)
    at_once(office, ("Bằng tốt nghiệp", 1, 1), key="ct2")

    assert CertificationVoid.objects.get().reason == REASON
    page = seat.get("certification_book")
    assert [(line.number, line.is_crossed_out) for line in page.context["page"].lines] == [(1, True), (2, False)]
    assert REASON in words(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificationEntry.objects.filter(pk=entry.pk).update(title="Khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificationVoid.objects.all().delete()
    verify_chain(dossier=entry.dossier)


def test_book_has_its_columns_in_both_files_and_hides_the_id_on_the_screen(
    office: Office, copies: Offering, clock: Clock
) -> None:
    at_once(office, ('=HYPERLINK("http://example.org","x")', 3, 2))
    seat = Seat(office.clerk)
    for kind in ("xlsx", "pdf"):
        seat.post("certification_book", so="ban-sao", viec=kind)
        tasks.make_books()

    page = words(seat.get("certification_book"))
    assert PERSONAL_ID not in page
    sheet, paper = (
        b"".join(seat.get("book_file", BookFile.objects.get(kind=kind).pk).streaming_content)
        for kind in ("xlsx", "pdf")
    )
    rows = list(load_workbook(io.BytesIO(sheet)).active.iter_rows())
    head = next(at for at, row in enumerate(rows) if row[0].value == COLUMNS[0])
    assert tuple(cell.value for cell in rows[head][: len(COLUMNS)]) == COLUMNS
    assert (rows[head + 1][3].value, rows[head + 1][4].data_type) == (PERSONAL_ID, "s")
    text = pages(paper)[0]
    assert "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH Năm: 2026. Quyển số: 01/2026-SCT/BS" in text
    assert BookFile.objects.filter(book=Book.COPIES, state=BookFile.State.DONE).count() == 2


def test_closed_volume_is_followed_by_the_next_and_the_numbers_run_on(
    office: Office, copies: Offering, clock: Clock
) -> None:
    at_once(office, ("Bằng tốt nghiệp", 1, 1))
    seat = Seat(office.clerk)
    seat.post("certification_book", so="ban-sao", viec="khoa")
    at_once(office, ("Bằng lái xe", 1, 1), key="ct2")

    last = CertificationEntry.objects.get(title="Bằng lái xe")
    assert (last.number, last.volume) == (2, 2)
    assert [line.number for line in seat.get("certification_book").context["page"].lines] == [2]
    assert seat.get("certification_book", so="chu-ky").context["page"].lines == []
    assert seat.get("certification_book", so="x").status_code == 404
    assert seat.get("book").context["volume"].number == 1


def test_another_office_sees_neither_number_nor_paper(office: Office, copies: Offering, clock: Clock) -> None:
    at_once(office, ("Bằng tốt nghiệp", 1, 1))
    entry = CertificationEntry.objects.get()
    theirs = Seat(factories.office(code="H99.72", name="Nậm Pung", is_ours=False).clerk)

    assert theirs.get("certified", entry.dossier.reference).status_code == 404
    assert theirs.post("attestations", entry.dossier.reference).status_code == 404
    assert theirs.post("certification_entry", entry.pk, reason=REASON).status_code == 404
    assert theirs.get("certification_book").context["page"].lines == []
    assert not CertificationVoid.objects.exists()


def test_book_costs_the_same_for_one_line_and_for_many(office: Office, copies: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    at_once(office, ("Giấy 1", 1, 1))
    seat.get("certification_book")
    seat.get("certification")
    counts = []
    for number in (2, 3):
        with CaptureQueriesContext(connection) as asked:
            seat.get("certification_book")
            seat.get("certification")
        counts.append(len(asked))
        at_once(office, (f"Giấy {number}", 1, 1), key=f"ct{number}")
        at_once(office, (f"Giấy thêm {number}", 1, 1), key=f"ctt{number}")

    assert counts[0] == counts[1]


def test_numbers_are_those_of_the_office_at_the_counter_whatever_place_is_posted(
    office: Office, copies: Offering, clock: Clock
) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    there = Offering.objects.create(agency=theirs.agency, procedure=copies.procedure)
    arrangement = factories.arrangement_of(copies)
    arrangement.pk, arrangement.offering = None, there
    arrangement.save()

    for key, doing in (("ct1", "tra-ngay"), ("ct2", "nhan")):
        at_once(office, ("Bằng lái xe", 1, 1), key=key, noi=str(theirs.agency.pk), viec=doing)

    assert [(one.agency, one.returning_agency) for one in Dossier.objects.all()] == [(office.agency, office.agency)] * 2
    assert CertificationEntry.objects.get().agency == office.agency
    assert Seat(theirs.clerk).get("certification").context["waiting"] == []


def test_twenty_papers_are_one_short_number_and_the_book_says_the_fee_that_was_taken(
    office: Office, copies: Offering, clock: Clock
) -> None:
    at_once(office, *[(f"Giấy {at}", 1, 1) for at in range(20)], **{"giay-TOTAL_FORMS": "20"})
    at_once(office, ("Bằng lái xe", 1, 1), key="ct2", fee_was="2000", fee_amount="1.000")
    at_once(office, ("Học bạ", 1, 1), ("Sổ đỏ", 1, 1), key="ct3", fee_was="4000", fee_amount="3.000")

    numbers = [dossier.results.get().number for dossier in Dossier.objects.order_by("pk")]
    assert numbers == ["01–20, quyển 01/2026-SCT/BS", "21, quyển 01/2026-SCT/BS", "22, 23, quyển 01/2026-SCT/BS"]
    assert list(CertificationEntry.objects.filter(number__gte=20).order_by("number").values_list("fee", flat=True)) == [
        2_000,
        1_000,
        None,
        None,
    ]


def test_every_key_of_the_counter_means_one_thing_and_a_dossier_leads_to_its_numbers(
    office: Office, copies: Offering, clock: Clock
) -> None:
    clock.at = clock.at.replace(hour=15, minute=30)
    seat = Seat(office.clerk)
    for at in range(10):
        said = {"viec": "nhan", "fee_was": "2000", "fee_amount": "2.000", "key": f"ct{at}"}
        seat.post("certification", **table(("Hợp đồng", 1, 1), **said))
    page = seat.get("certification", **{"thu-tuc": "2.000815"})

    keys = Counter(re.findall(r'data-key="([^"]+)"', words(page)))
    assert [key for key, times in keys.items() if times > 1] == []
    assert len(page.context["waiting"]) == 10
    last = Dossier.objects.latest("pk")
    assert f'href="/quay/chung-thuc/{last.reference}/"' in words(seat.get("dossier", last.reference))
    Dossier.objects.filter(pk=last.pk).update(status=Status.WITHDRAWN)
    assert "kết thúc mà chưa lấy số" in words(seat.get("certified", last.reference))


def test_whoever_only_reads_the_book_crosses_nothing_out(office: Office, copies: Offering, clock: Clock) -> None:
    at_once(office, ("Bằng tốt nghiệp", 1, 1))
    entry = CertificationEntry.objects.get()
    reader = Seat(
        factories.official(agency=office.agency, name="Vàng Thị Dín", position="Thanh tra", duties=(Duty.INSPECTOR,))
    )

    assert reader.get("certification_entry", entry.pk).status_code == 200
    assert reader.post("certification_entry", entry.pk, reason=REASON).status_code == 403
    assert not CertificationVoid.objects.exists()
