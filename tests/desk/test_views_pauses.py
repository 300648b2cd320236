"""Acts that stop a clock and start it again, through the pages officials and citizens use."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from apps.desk.domain.acts import Act
from apps.desk.models import Letter
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Pause
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.walking import REASON, walk_to

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 18, 9, 0, tzinfo=ZONE)


@pytest.fixture
def office(clock: Clock) -> Office:
    return factories.office()


def test_payment_stops_the_clock_with_basis_and_paper_and_its_proof_starts_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    Seat(office.officer).do(
        Act.REQUEST_PAYMENT, dossier, legal_basis="Luật Đất đai 2024, Điều 153", document="15/TB-UBND", note=""
    )
    dossier.refresh_from_db()
    page = words(Seat(office.officer).get("dossier", dossier.code))
    lists = words(Seat(office.officer).get("inbox", xem="cho-bo-sung"))
    assert (dossier.status, dossier.paused_at) == (Status.AWAITING_PAYMENT, clock.at)
    assert "Tạm dừng, chờ nộp tiền" in page
    assert "15/TB-UBND" in page
    assert "Chờ người dân nộp tiền." in lists
    clock.at = LATER

    Seat(office.clerk).do(Act.CONFIRM_PAYMENT, dossier, proof="Biên lai 0012")

    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 11, 23, 17, 30, tzinfo=ZONE)  # the 19th, moved by two working days
    assert "Cộng 2 ngày" in words(Seat(office.officer).get("dossier", dossier.code))
    kinds = OutboxMessage.objects.filter(channel="in_app").values_list("kind", flat=True)
    assert {"payment_requested", "payment_confirmed"} <= set(kinds)


def test_a_leader_stops_one_clock_with_a_reason_and_another_one_with_its_basis(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    leader = Seat(office.leader)
    answer = leader.client.post(
        f"/quay/ho-so/{dossier.code}/tam-dung/",
        {"kind": "other", "reason": REASON, "key": "a", "seen": dossier.last_sequence},
    )
    assert answer.status_code == 422  # another reason needs its basis

    leader.do(Act.PAUSE, dossier, kind="outage", reason=REASON)

    dossier.refresh_from_db()
    assert (dossier.status, dossier.paused_at) == (Status.PROCESSING, clock.at)
    assert "Tạm dừng, chờ khắc phục" in words(leader.get("dossier", dossier.code))
    clock.at = LATER
    Seat(office.leader).do(Act.RESUME, dossier, note="")
    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 11, 23, 17, 30, tzinfo=ZONE)


def test_who_did_not_answer_in_term_is_stopped_by_two_pairs_of_eyes(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    pause = Pause.objects.get()
    assert pause.answer_by_date is not None
    clock.at = datetime.combine(pause.answer_by_date + timedelta(days=1), LATER.timetz())
    officer, leader = Seat(office.officer), Seat(office.leader)
    assert "Đã hết hạn bổ sung" in words(officer.get("dossier", dossier.code))
    assert "Đề nghị dừng giải quyết" in words(officer.get("inbox"))

    officer.do(Act.PROPOSE_STOP, dossier, reason=REASON)
    letter = Letter.objects.get(kind="stop")
    read = words(leader.get("signing", **{"van-ban": f"thu-{letter.pk}"}))
    leader.post("signing", viec="ky", key="s", chon=f"thu-{letter.pk}")

    dossier.refresh_from_db()
    letter.refresh_from_db()
    assert REASON in read
    assert letter.slip is not None
    assert (dossier.status, letter.state, letter.slip.kind) == (Status.STOPPED, "signed", "stop")
    assert not dossier.ended_late
    assert OutboxMessage.objects.filter(kind="stopped").exists()


def test_a_complement_that_comes_after_all_withdraws_the_proposal_to_stop(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    pause = Pause.objects.get()
    assert pause.answer_by_date is not None
    clock.at = datetime.combine(pause.answer_by_date + timedelta(days=1), LATER.timetz())
    Seat(office.officer).do(Act.PROPOSE_STOP, dossier, reason=REASON)

    Seat(office.clerk).do(Act.ACCEPT_SUPPLEMENT, dossier, note="Trích lục", planned_hours="8", **{"dat-1": "accepted"})

    dossier.refresh_from_db()
    assert dossier.status == Status.PROCESSING
    assert Letter.objects.get(kind="stop").state == "withdrawn"
