"""The signing room: read each, sign many. What counts as read, what a row tells, and two leaders at once."""

from __future__ import annotations

import re
import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from apps.core.files import store
from apps.desk.domain.apologies import DelayReason
from apps.desk.models import Letter, Slip
from apps.desk.services import guard, letters, stops
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import processing
from apps.dossiers.services.processing import PreparedResult
from apps.messaging.models import OutboxMessage
from apps.officials.domain.duties import Duty
from apps.officials.domain.settings import APOLOGY_TITLES
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.officials.services import change_setting
from tests import factories
from tests.architecture.town import pdf
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.walking import MONDAY, REASON, walk_to

pytestmark = pytest.mark.django_db

EARLY = MONDAY - timedelta(days=7)  # promised for Thursday, 12/11: broken before the clock of these tests


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.at = clock.at.replace(hour=14)
    return clock


def apology(dossier: Dossier, *, by: Official, at: datetime) -> Letter:
    return letters.propose_apology(
        dossier_id=dossier.pk,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=date(2026, 11, 25),
        by=actor_of(official=by, at=at),
        at=at,
    )


def lay_before(office: Office, dossier: Dossier, *, at: datetime, file: Any = None) -> None:
    processing.submit_for_signature(
        dossier_id=dossier.pk,
        by=actor_of(official=office.officer, at=at),
        at=at,
        leader_id=office.leader.pk,
        result=PreparedResult(title="Giấy xác nhận", outcome=ResultKind.GRANTED, file=file),
    )


def plain(html: str) -> str:
    """What a reader of the page sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def sign(seat: Seat, *keys: str, key: str = "k") -> str:
    return words(seat.client.post("/ky/", {"viec": "ky", "key": key, "chon": keys}, follow=True))


def test_a_row_says_who_why_how_long_and_the_new_day(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office, at=EARLY)
    apology(dossier, by=office.officer, at=clock.at)

    room = plain(words(Seat(office.leader).get("signing")))

    assert f"{dossier.applicant_name} · {dossier.code}" in room
    assert "Chờ xác minh · hẹn mới thứ Tư, 25/11/2026" in room
    assert "ở bàn Hoàng Thị Nết 5 ngày làm việc" in room


@pytest.mark.parametrize("title", APOLOGY_TITLES)
def test_the_letter_stands_on_the_page_in_full_under_the_title_of_the_office(
    title: str, office: Office, clock: Clock
) -> None:
    change_setting(agency=office.agency, name="apology_title", value=title)
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(dossier, by=office.officer, at=clock.at)
    seat = Seat(office.leader)

    page = plain(words(seat.get("signing", **{"van-ban": f"thu-{letter.pk}"})))
    sign(seat, f"thu-{letter.pk}")

    text = OutboxMessage.objects.get(kind="apology_letter", channel="email").body
    for line in (
        title,
        "đã hẹn trả kết quả hồ sơ",
        REASON,
        "xin hẹn lại lúc 17:30 25/11/2026",
        "CHỦ TỊCH Lương Văn Bình",
    ):
        assert line in page
        assert line in " ".join(text.split())
    assert Slip.objects.get(kind="apology").facts["title"] == title


def test_a_result_whose_file_was_not_shown_is_not_signed(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    file = store(upload=pdf("ket-qua.pdf"), by=office.officer.user.username, at=clock.at)
    lay_before(office, dossier, at=clock.at, file=file)
    seat, key = Seat(office.leader), f"kq-{dossier.pk}"
    seat.get("signing", **{"van-ban": key})

    unseen = sign(seat, key)
    seat.get("file", file.address)
    seen = sign(seat, key, key="k2")

    assert "Mở đọc văn bản trước khi ký" in unseen
    assert "Đã ký 1 hồ sơ." in seen


def test_a_letter_written_anew_has_to_be_read_again(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    seat = Seat(office.leader)
    seat.get("signing", **{"van-ban": f"thu-{apology(dossier, by=office.officer, at=clock.at).pk}"})

    anew = apology(dossier, by=office.officer, at=clock.at)

    assert "Mở đọc văn bản trước khi ký" in sign(seat, f"thu-{anew.pk}")


def test_while_a_promise_is_whole_its_result_is_signed_without_the_apology(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)
    apology(dossier, by=office.leader, at=clock.at)
    seat, key = Seat(office.leader), f"kq-{dossier.pk}"
    seat.get("signing", **{"van-ban": key})

    sign(seat, key)
    withdrawn = guard.run(at=clock.at + timedelta(minutes=1)).withdrawn

    dossier.refresh_from_db()
    assert (dossier.status, dossier.extended_at, withdrawn) == (Status.RESULT_READY, None, 1)
    assert not OutboxMessage.objects.filter(kind="apology_letter").exists()


def test_a_letter_of_a_paused_or_extended_dossier_is_not_offered(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    letter = apology(dossier, by=office.officer, at=clock.at)
    Dossier.objects.filter(pk=dossier.pk).update(supplement_count=1)  # under another promise since

    seat = Seat(office.leader)

    assert "Không có văn bản nào chờ ký" in words(seat.get("signing"))
    assert "không còn chờ bạn ký" in sign(seat, f"thu-{letter.pk}")


def test_which_were_signed_and_which_not_and_why_is_told_by_code(office: Office, clock: Clock) -> None:
    good, moved = (walk_to(status=Status.AWAITING_SIGNATURE, office=office) for _ in range(2))
    seat, keys = Seat(office.leader), (f"kq-{good.pk}", f"kq-{moved.pk}")
    for key in keys:
        seat.get("signing", **{"van-ban": key})

    said = words(
        seat.client.post("/ky/", {"viec": "ky", "key": "k", "chon": keys, f"seen-kq-{moved.pk}": "1"}, follow=True)
    )

    assert f"Đã ký 1 hồ sơ. Mã: {good.code}." in said
    assert f"Chưa ký {moved.applicant_name}, {moved.code}: Hồ sơ vừa có thay đổi" in said


@pytest.mark.django_db(transaction=True)
def test_two_leaders_with_overlapping_batches_do_not_wait_for_each_other(clock: Clock) -> None:
    office = factories.office()
    deputy = factories.official(agency=office.agency, name="Tẩn Láo Tả", position="Phó Chủ tịch", duties=(Duty.LEADER,))
    made = factories.offering(agency=office.agency)
    dossiers = [walk_to(status=Status.PROCESSING, office=office, offering=made, at=EARLY) for _ in range(6)]
    drafts = {f"thu-{apology(one, by=office.officer, at=clock.at).pk}": one for one in dossiers}
    seats = [Seat(office.leader), Seat(deputy)]
    for seat in seats:
        for key in drafts:
            seat.get("signing", **{"van-ban": key})
    errors: list[BaseException] = []
    together = threading.Barrier(2)

    def press(seat: Seat, keys: list[str]) -> None:
        try:
            together.wait()
            seat.client.post("/ky/", {"viec": "ky", "key": "k", "chon": keys})
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    orders = (list(drafts), list(reversed(drafts)))
    threads = [threading.Thread(target=press, args=pair) for pair in zip(seats, orders, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Slip.objects.filter(kind="apology").count() == len(dossiers)
    assert sorted(Slip.objects.filter(kind="apology").values_list("sequence", flat=True)) == list(range(1, 7))
    assert {one.extended_at for one in Dossier.objects.all()} == {clock.at}


def test_a_proposed_stop_is_offered_read_and_signed(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office, at=EARLY - timedelta(days=14))
    letter = stops.propose_stop(
        dossier_id=dossier.pk,
        reason="Đã quá hạn bổ sung mà người nộp không trả lời.",
        by=actor_of(official=office.officer, at=clock.at),
        at=clock.at,
    )
    seat, key = Seat(office.leader), f"thu-{letter.pk}"

    page = words(seat.get("signing", **{"van-ban": key}))
    said = sign(seat, key)

    dossier.refresh_from_db()
    assert "Đã quá hạn bổ sung mà người nộp không trả lời." in page
    assert "Đã ký 1 hồ sơ." in said
    assert dossier.status == Status.STOPPED
