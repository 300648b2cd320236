"""The signing room: nothing is signed unread, and one that cannot be signed holds up none of the others."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.desk.domain.apologies import DelayReason
from apps.desk.models import Letter, Slip
from apps.desk.services import letters, supplements
from apps.desk.services.supplements import Request
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import processing
from apps.dossiers.services.processing import PreparedResult
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.walking import MONDAY, REASON, RESTART_REASON, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.at = clock.at.replace(hour=14)
    return clock


def apology(dossier: Dossier, *, by: Official, at: datetime, day: date = date(2026, 11, 25)) -> Letter:
    return letters.propose_apology(
        dossier_id=dossier.pk,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=day,
        by=actor_of(official=by, at=at),
        at=at,
    )


def supplement(dossier: Dossier, *, by: Official, at: datetime) -> Letter:
    return supplements.propose_supplement(
        dossier_id=dossier.pk,
        request=Request(
            items=[AskedItem(name="Trích lục ghi chú ly hôn", defect=Defect.ABSENT, fix="Nộp bản sao", copies=1)],
            reason=REASON,
            restart_reason=RESTART_REASON,
        ),
        by=actor_of(official=by, at=at),
        at=at,
    )


def sign(seat: Seat, *keys: str, key: str = "k", seen: int | None = None) -> str:
    """Press «Ký» with these rows ticked; what the room says afterwards. `seen`: what the page had shown of each."""
    carried = {f"seen-{row}": seen for row in keys} if seen is not None else {}
    answer = seat.client.post("/ky/", {"viec": "ky", "key": key, "chon": keys} | carried, follow=True)
    return words(answer)


def read(seat: Seat, *keys: str) -> None:
    for key in keys:
        seat.get("signing", **{"van-ban": key})


def test_result_that_was_read_is_signed(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    seat = Seat(office.leader)
    read(seat, f"kq-{dossier.pk}")

    said = sign(seat, f"kq-{dossier.pk}")

    dossier.refresh_from_db()
    assert "Đã ký 1 hồ sơ." in said
    assert (dossier.status, dossier.finished_at) == (Status.RESULT_READY, clock.at)
    assert dossier.results.get().signed_by == office.leader


def test_unread_paper_is_not_signed(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)

    said = sign(Seat(office.leader), f"kq-{dossier.pk}")

    dossier.refresh_from_db()
    assert "Mở đọc văn bản trước khi ký" in said
    assert dossier.status == Status.AWAITING_SIGNATURE


def test_reading_of_one_leader_does_not_count_for_another(office: Office, clock: Clock) -> None:
    deputy = factories.official(
        agency=office.agency, name="Tẩn Láo Tả", position="Phó Chủ tịch", duties=tuple(_duties(office.leader))
    )
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(dossier, by=office.officer, at=clock.at)
    read(Seat(office.leader), f"thu-{letter.pk}")

    assert "Mở đọc văn bản trước khi ký" in sign(Seat(deputy), f"thu-{letter.pk}")


def _duties(official: Official) -> list[Any]:
    return list(official.assignments.values_list("duty", flat=True))


def test_several_papers_are_signed_in_one_go(office: Office, clock: Clock) -> None:
    first, second = (walk_to(status=Status.AWAITING_SIGNATURE, office=office) for _ in range(2))
    held = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(held, by=office.officer, at=clock.at)
    seat, keys = Seat(office.leader), (f"kq-{first.pk}", f"kq-{second.pk}", f"thu-{letter.pk}")
    read(seat, *keys)

    assert "Đã ký 3 hồ sơ." in sign(seat, *keys)
    assert set(Dossier.objects.values_list("status", flat=True)) == {Status.RESULT_READY, Status.PROCESSING}
    assert Slip.objects.filter(kind="apology").count() == 1


def test_one_that_cannot_be_signed_holds_up_none_of_the_others(office: Office, clock: Clock) -> None:
    own, good = (walk_to(status=Status.AWAITING_SIGNATURE, office=office) for _ in range(2))
    Dossier.objects.filter(pk=own.pk).update(received_by=office.leader)
    seat, keys = Seat(office.leader), (f"kq-{own.pk}", f"kq-{good.pk}")
    read(seat, *keys)

    said = sign(seat, *keys)

    own.refresh_from_db()
    good.refresh_from_db()
    assert "Đã ký 1 hồ sơ." in said
    assert "Người tiếp nhận hồ sơ không được ký kết quả" in said
    assert (own.status, good.status) == (Status.AWAITING_SIGNATURE, Status.RESULT_READY)


def test_signed_apology_appoints_anew_and_leaves_a_slip(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(dossier, by=office.officer, at=clock.at)
    seat = Seat(office.leader)
    paper = words(seat.get("signing", **{"van-ban": f"thu-{letter.pk}"}))

    sign(seat, f"thu-{letter.pk}")

    dossier.refresh_from_db()
    assert "Hẹn lại 17:30 thứ Tư, 25/11/2026" in paper
    assert REASON in paper
    assert dossier.due_at == datetime(2026, 11, 25, 17, 30, tzinfo=ZONE)
    assert Slip.objects.get(kind="apology").facts["reason"] == REASON


def test_approved_request_stops_the_clock(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = supplement(dossier, by=office.officer, at=clock.at)
    seat = Seat(office.leader)
    paper = words(seat.get("signing", **{"van-ban": f"thu-{letter.pk}"}))

    sign(seat, f"thu-{letter.pk}")

    dossier.refresh_from_db()
    assert "Trích lục ghi chú ly hôn" in paper
    assert (dossier.status, dossier.paused_at) == (Status.AWAITING_SUPPLEMENT, clock.at)


def test_late_result_and_its_apology_are_one_act_with_two_papers(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office, at=MONDAY - timedelta(days=7))
    apology(dossier, by=office.officer, at=clock.at)
    processing.submit_for_signature(
        dossier_id=dossier.pk,
        by=actor_of(official=office.officer, at=clock.at),
        at=clock.at,
        leader_id=office.leader.pk,
        result=PreparedResult(title="Giấy xác nhận", outcome=ResultKind.GRANTED),
    )
    seat, key = Seat(office.leader), f"ca-{dossier.pk}"
    read(seat, key)

    sign(seat, key)

    dossier.refresh_from_db()
    assert (dossier.status, dossier.timeliness) == (Status.RESULT_READY, "late")
    assert dossier.extended_at == clock.at
    assert Slip.objects.get(kind="apology").facts["is_after_promise"] is True


def test_double_post_signs_once_and_says_the_same(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    seat, key = Seat(office.leader), f"kq-{dossier.pk}"
    read(seat, key)

    said = [sign(seat, key), sign(seat, key)]

    assert ["Đã ký 1 hồ sơ." in one for one in said] == [True, True]
    assert dossier.events.filter(action="sign").count() == 1


def test_paper_that_moved_on_meanwhile_is_said_calmly(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    seat, key = Seat(office.leader), f"kq-{dossier.pk}"
    read(seat, key)

    said = sign(seat, key, seen=dossier.last_sequence - 1)

    dossier.refresh_from_db()
    assert "Hồ sơ vừa có thay đổi" in said
    assert dossier.status == Status.AWAITING_SIGNATURE


def test_signing_nothing_or_something_unknown_is_said(office: Office, clock: Clock) -> None:
    seat = Seat(office.leader)

    assert "Đánh dấu ít nhất một văn bản" in sign(seat)
    assert "không còn chờ bạn ký" in sign(seat, "kq-999999", key="k2")


def test_own_letter_is_not_signed_by_who_wrote_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office, at=MONDAY - timedelta(days=7))
    letter = apology(dossier, by=office.leader, at=clock.at)
    seat = Seat(office.leader)
    read(seat, f"ca-{dossier.pk}")

    said = sign(seat, f"ca-{dossier.pk}")

    letter.refresh_from_db()
    dossier.refresh_from_db()
    assert "không tự ký thư của mình" in said
    assert (letter.state, dossier.status) == (Letter.State.DRAFTED, Status.AWAITING_SIGNATURE)


def test_result_sent_back_says_why_on_the_officers_page(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    seat, key = Seat(office.leader), f"kq-{dossier.pk}"
    said = {"viec": "tra-lai", "van-ban": key, "key": "k", "seen": dossier.last_sequence}

    short = seat.client.post("/ky/", said | {"reason": "Sai"})
    seat.client.post("/ky/", said | {"reason": "Ngày sinh trên giấy khác với tờ khai, xem lại."})

    dossier.refresh_from_db()
    assert short.status_code == 422
    assert "ít nhất 20 ký tự" in words(short)
    assert (dossier.status, dossier.holder) == (Status.PROCESSING, office.officer)
    assert "Ngày sinh trên giấy khác với tờ khai" in words(Seat(office.officer).get("dossier", dossier.code))


def test_letter_sent_back_says_why_on_the_officers_page(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(dossier, by=office.officer, at=clock.at)
    said = {"viec": "tra-lai", "van-ban": f"thu-{letter.pk}", "key": "k", "seen": dossier.last_sequence}

    Seat(office.leader).client.post("/ky/", said | {"reason": "Viết lại lý do, nói rõ chờ ai trả lời."})

    letter.refresh_from_db()
    page = words(Seat(office.officer).get("dossier", dossier.code))
    assert letter.state == Letter.State.RETURNED
    assert "Lãnh đạo ghi: Viết lại lý do, nói rõ chờ ai trả lời." in page


def test_draft_is_a_pdf_for_leaders_alone(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(dossier, by=office.officer, at=clock.at)

    paper = Seat(office.leader).get("letter_draft", letter.pk)

    assert paper.content.startswith(b"%PDF-")
    assert paper.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert Seat(office.officer).get("letter_draft", letter.pk).status_code == 403
    assert not Slip.objects.filter(kind="apology").exists()


def test_papers_of_another_office_are_not_here(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    dossier = walk_to(status=Status.PROCESSING, office=theirs)
    letter = apology(dossier, by=theirs.officer, at=clock.at)
    seat = Seat(office.leader)

    assert dossier.code in words(Seat(theirs.leader).get("signing"))
    assert dossier.code not in words(seat.get("signing"))
    assert seat.get("letter_draft", letter.pk).status_code == 404
    assert "không còn chờ bạn ký" in sign(seat, f"thu-{letter.pk}")


def test_empty_room_says_what_would_be_here(office: Office, clock: Clock) -> None:
    assert "Không có văn bản nào chờ ký" in words(Seat(office.leader).get("signing"))


def test_room_costs_the_same_for_one_and_for_three(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat, offering = Seat(office.leader), factories.offering(agency=office.agency)

    def bring() -> None:
        walk_to(status=Status.AWAITING_SIGNATURE, office=office, offering=offering)
        held = walk_to(status=Status.PROCESSING, office=office, offering=offering)
        apology(held, by=office.officer, at=clock.at)

    bring()
    seat.get("signing")
    with django_assert_num_queries(QUERIES):
        seat.get("signing")
    bring()
    bring()
    with django_assert_num_queries(QUERIES):
        seat.get("signing")


QUERIES = 12


@pytest.mark.parametrize(
    "said",
    [
        {"key": "a\x00b"},
        {"chon": "a\x00b"},
        {"viec": "tra-lai", "van-ban": "\x00"},
        {"seen-x": "²"},
        {"chon": "x" * 500},
    ],
)
def test_room_answers_nonsense_calmly(said: dict[str, str], office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    nonsense = {"viec": "ky", "key": "k", "chon": f"kq-{dossier.pk}", f"seen-kq-{dossier.pk}": "²"} | said

    assert Seat(office.leader).client.post("/ky/", nonsense).status_code == 302
