"""The inbox: promises in the order in which they break, and the guard's questions answered on the spot."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.desk.models import HolderQuestion, Letter
from apps.desk.services import guard
from apps.dossiers.domain.status import Status
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.walking import MONDAY, walk, walk_to

pytestmark = pytest.mark.django_db
REASON = "Chúng tôi chờ Công an xã đối chiếu ngày sinh trong tàng thư."


@pytest.fixture
def office() -> Office:
    return factories.office()


def bands(seat: Seat, **query: str) -> dict[str, list[str]]:
    """The references of one view of the inbox, band by band."""
    page = seat.get("inbox", **query).context["page"]
    return {band.id: [task.code for task in band.tasks] for band in page.bands}


def test_promises_stand_in_the_order_in_which_they_break(office: Office, clock: Clock) -> None:
    started = {"late": MONDAY - timedelta(days=6), "today": MONDAY - timedelta(days=3), "later": MONDAY}
    codes = {name: walk_to(status=Status.PROCESSING, office=office, at=at).code for name, at in started.items()}
    paused = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office, at=MONDAY).code
    clock.at = datetime(2026, 11, 18, 9, 0, tzinfo=ZONE)  # Wednesday; Friday's three working days end today

    assert bands(Seat(office.officer)) == {
        "dai-late": [codes["late"]],
        "dai-today": [codes["today"]],
        "dai-near": [codes["later"]],
        "dai-paused": [paused],
    }


def test_band_says_which_holiday_makes_it_shorter(office: Office, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    walk_to(status=Status.PROCESSING, office=office, at=datetime(2026, 11, 20, 8, 0, tzinfo=ZONE))

    page = words(Seat(office.officer).get("inbox"))

    assert "Đến hết thứ Năm, 26/11/2026" in page
    assert "thứ Ba 24/11 nghỉ: Ngày Văn hóa Việt Nam" in page


def test_inbox_shows_what_lies_on_this_desk_alone(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    assert dossier.code in words(Seat(office.officer).get("inbox"))
    assert dossier.code not in words(Seat(office.second_officer).get("inbox"))
    assert dossier.code in words(Seat(office.second_officer).get("inbox", xem="ca-co-quan"))


def test_new_arrivals_have_a_view_of_their_own(office: Office, clock: Clock) -> None:
    new = walk(status=Status.RECEIVED, office=office)
    new.step(walking.forward)
    old = walk_to(status=Status.PROCESSING, office=office)

    page = words(Seat(office.officer).get("inbox", xem="moi-den"))

    assert new.dossier.code in page
    assert old.code not in page
    assert "Bắt đầu xử lý" in page


def test_late_dossier_without_a_letter_asks_for_one(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office, at=MONDAY - timedelta(days=7))

    page = words(Seat(office.officer).get("inbox"))

    assert "Chưa có thư xin lỗi." in page
    assert f"/quay/ho-so/{dossier.code}/xin-loi/" in page


def test_unknown_view_is_mine(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    assert dossier.code in words(Seat(office.officer).get("inbox", xem="<script>", sau="khong-dung"))


def test_empty_inbox_says_what_would_be_here(office: Office, clock: Clock) -> None:
    assert "Không còn việc nào ở đây" in words(Seat(office.officer).get("inbox"))


def test_inbox_costs_the_same_for_one_and_for_three(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat, offering = Seat(office.officer), factories.offering(agency=office.agency)
    walk_to(status=Status.PROCESSING, office=office, offering=offering)
    seat.get("inbox")

    with django_assert_num_queries(QUERIES):
        seat.get("inbox")
    for _ in range(2):
        walk_to(status=Status.PROCESSING, office=office, offering=offering)
    with django_assert_num_queries(QUERIES):
        seat.get("inbox")


QUERIES = 10


@pytest.fixture
def asked(office: Office, clock: Clock) -> HolderQuestion:
    """A dossier whose promise breaks tomorrow, and its holder asked this morning."""
    walk_to(status=Status.PROCESSING, office=office, at=MONDAY)
    clock.at = datetime(2026, 11, 18, 8, 0, tzinfo=ZONE)
    guard.run(at=clock.at)
    return HolderQuestion.objects.get()


def test_question_stands_in_the_holders_inbox_alone(office: Office, asked: HolderQuestion) -> None:
    assert f"/xu-ly/tra-loi/{asked.pk}/" in words(Seat(office.officer).get("inbox"))
    assert f"/xu-ly/tra-loi/{asked.pk}/" not in words(Seat(office.second_officer).get("inbox"))


def test_yes_closes_the_question_and_writes_no_letter(office: Office, asked: HolderQuestion) -> None:
    answer = Seat(office.officer).post("answer", asked.pk, key="k", answer="will_keep", reason_code="", new_date="")

    asked.refresh_from_db()
    assert answer.status_code == 302
    assert (asked.answer, asked.closed_at is not None) == ("will_keep", True)
    assert not Letter.objects.exists()


def test_no_drafts_the_apology_at_once(office: Office, asked: HolderQuestion) -> None:
    said = {"answer": "will_break", "reason_code": "verification", "reason": REASON, "new_date": "25/11/2026"}

    Seat(office.officer).post("answer", asked.pk, key="k", **said)
    Seat(office.officer).post("answer", asked.pk, key="k", **said)

    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.reason) == ("apology", "drafted", REASON)
    assert "Thư xin lỗi đang chờ lãnh đạo ký." in words(Seat(office.officer).get("inbox"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Chọn kịp hay không kịp"),
        ({"answer": "will_break"}, "Chọn nguyên nhân chính"),
        ({"answer": "will_break", "reason_code": "other", "reason": "ngắn", "new_date": "25/11/2026"}, "20 ký tự"),
        ({"answer": "will_break", "reason_code": "other", "reason": REASON, "new_date": "24/11/2026"}, "ngày làm việc"),
        ({"answer": "maybe", "reason": REASON}, "Hãy chọn"),
    ],
)
def test_half_an_answer_is_said_and_kept(
    said: dict[str, str], sentence: str, office: Office, asked: HolderQuestion
) -> None:
    answer = Seat(office.officer).post("answer", asked.pk, key="k", **said)

    asked.refresh_from_db()
    assert answer.status_code in (409, 422)
    assert sentence in words(answer)
    assert said.get("reason", "") in words(answer)
    assert asked.closed_at is None


def test_question_of_a_colleague_cannot_be_answered(office: Office, asked: HolderQuestion) -> None:
    answer = Seat(office.second_officer).post("answer", asked.pk, key="k", answer="will_keep")

    asked.refresh_from_db()
    assert answer.status_code == 404
    assert asked.closed_at is None


def test_question_that_was_overtaken_is_said_calmly(office: Office, asked: HolderQuestion, clock: Clock) -> None:
    HolderQuestion.objects.update(closed_at=clock.at)

    seat = Seat(office.officer)

    answer = seat.post("answer", asked.pk, key="k", answer="will_keep")

    assert "đã có câu trả lời hoặc không còn cần nữa" in words(seat.client.get(answer.headers["Location"]))
