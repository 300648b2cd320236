"""Whole stories of the desk, through its pages alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from apps.desk.domain.acts import Act
from apps.desk.models import HolderQuestion, Letter, Slip
from apps.desk.services import guard
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Extension, Pause
from apps.dossiers.selectors import folded, verify_chain
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.walking import RESTART_REASON, walk_to

pytestmark = pytest.mark.django_db
REASON = "Sổ hộ tịch ghi khác với tờ khai, cần giấy tờ để đối chiếu lại."


@pytest.fixture
def office() -> Office:
    return factories.office()


def told(dossier: Dossier) -> list[str]:
    """What the citizen was told, each once."""
    rows = OutboxMessage.objects.filter(about=f"dossier:{dossier.pk}").order_by("pk").values_list("kind", flat=True)
    return list(dict.fromkeys(rows))


def walk_in(office: Office, **said: Any) -> dict[str, Any]:
    offering = factories.offering(agency=office.agency)
    paper = factories.version_of(offering).documents.order_by("position")[0]
    return {
        "key": "k1",
        "thu_tuc": offering.procedure.code,
        "da_chon": offering.procedure.code,
        "name": "Lò Thị Mai",
        "phone": "0978 111 312",
        "acts_for": "chinh-minh",
        "delivery": "counter",
        f"co-{paper.pk}": "on",
        "viec": "nhan",
    } | said


def test_walk_in_is_received_worked_on_signed_and_returned(office: Office, clock: Clock) -> None:
    clerk, officer, leader = Seat(office.clerk), Seat(office.officer), Seat(office.leader)

    received = clerk.client.post("/quay/nhan/", walk_in(office), follow=True)
    dossier = Dossier.objects.get()
    slip = clerk.post("print_slip", Slip.objects.get().pk)
    clock.at += timedelta(minutes=20)
    clerk.do(Act.FORWARD, dossier, receiver=office.officer.pk, planned_hours="16")
    inbox = words(officer.get("inbox"))
    officer.do(Act.TAKE, dossier)
    clock.at += timedelta(days=1)
    officer.do(Act.SUBMIT_FOR_SIGNATURE, dossier, title="Giấy xác nhận", outcome="granted", leader=office.leader.pk)
    leader.get("signing", **{"van-ban": f"kq-{dossier.pk}"})
    leader.post("signing", viec="ky", key="s", chon=f"kq-{dossier.pk}")
    queue = words(clerk.get("counter"))
    clock.at += timedelta(days=1)
    clerk.hand_over(dossier)

    dossier.refresh_from_db()
    assert f"Đã nhận hồ sơ {dossier.code}" in words(received)
    assert slip.content.startswith(b"%PDF-")
    assert dossier.code in inbox
    assert dossier.applicant_name in queue
    assert (dossier.status, dossier.timeliness) == (Status.RETURNED, "early")
    assert told(dossier) == ["received", "result_early", "returned"]
    assert folded(dossier=dossier) == dossier.state()
    assert verify_chain(dossier=dossier) == dossier.chain_head


def test_online_dossier_is_mended_before_reception_and_supplemented_after(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    clerk, officer, leader = Seat(office.clerk), Seat(office.officer), Seat(office.leader)
    rows = {
        "giay-TOTAL_FORMS": "3",
        "giay-INITIAL_FORMS": "2",
        "giay-2-name": "Trích lục ghi chú ly hôn",
        "giay-2-defect": "absent",
        "giay-2-fix": "Nộp bản sao",
        "reason": REASON,
    }

    clerk.do(Act.ASK_FIX, dossier, **rows)
    clerk.do(Act.ANSWER_FIX, dossier, note="Đã nộp tại quầy")
    clerk.do(Act.ACCEPT, dossier)
    clerk.do(Act.FORWARD, dossier, receiver=office.officer.pk, planned_hours="16")
    officer.do(Act.TAKE, dossier)
    officer.do(Act.PROPOSE_SUPPLEMENT, dossier, mode="restart", restart_reason=RESTART_REASON, **rows)
    letter = Letter.objects.get()
    leader.get("signing", **{"van-ban": f"thu-{letter.pk}"})
    leader.post("signing", viec="ky", key="s", chon=f"thu-{letter.pk}")
    paused = words(clerk.get("counter", xem="cho-bo-sung"))
    clock.at = datetime(2026, 11, 19, 9, 0, tzinfo=ZONE)
    dossier.refresh_from_db()
    judged = {"dat-1": "accepted"}
    clerk.do(Act.ACCEPT_SUPPLEMENT, dossier, note="Trích lục bản sao", planned_hours="8", **judged)

    dossier.refresh_from_db()
    assert dossier.code in paused
    assert dossier.due_at == datetime(2026, 11, 25, 17, 30, tzinfo=ZONE)  # counted anew from the 19th, past the 24th
    assert Pause.objects.get().closed_at == clock.at
    assert sorted(Slip.objects.values_list("kind", flat=True)) == [
        "receipt",
        "supplement_request",
        "supplement_request",
    ]
    assert told(dossier) == [
        "submitted",
        "fix_requested",
        "received",
        "supplement_requested",
        "supplement_accepted",
    ]
    assert folded(dossier=dossier) == dossier.state()


def test_promise_about_to_break_is_asked_about_apologised_for_and_moved_once(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    officer, leader = Seat(office.officer), Seat(office.leader)
    clock.at = datetime(2026, 11, 18, 8, 0, tzinfo=ZONE)
    guard.run(at=clock.at)
    question = HolderQuestion.objects.get()

    said = {"answer": "will_break", "reason_code": "verification", "reason": REASON, "new_date": "25/11/2026"}
    officer.post("answer", question.pk, key="a", **said)
    letter = Letter.objects.get()
    leader.get("signing", **{"van-ban": f"thu-{letter.pk}"})
    leader.post("signing", viec="ky", key="s", chon=f"thu-{letter.pk}")
    page = words(officer.get("dossier", dossier.code))
    second = officer.do(Act.PROPOSE_APOLOGY, dossier, **said, key="again")

    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 11, 25, 17, 30, tzinfo=ZONE)
    assert dossier.first_due_at == datetime(2026, 11, 19, 17, 30, tzinfo=ZONE)
    assert "Lời hẹn đầu: 17:30 thứ Năm, 19/11/2026" in page
    assert "/xin-loi/" not in page
    assert second.status_code == 409
    assert "pháp luật không cho hẹn lại lần hai" in words(second)
    assert Extension.objects.count() == 1
    assert "apology_letter" in told(dossier)


def test_refused_walk_in_can_be_shown_and_printed_but_not_worked_on(office: Office, clock: Clock) -> None:
    clerk = Seat(office.clerk)
    reason = "Việc này do cơ quan cấp tỉnh giải quyết, không phải xã."

    page = clerk.client.post(
        "/quay/nhan/", walk_in(office, viec="tu-choi", category="out_of_scope", reason=reason), follow=True
    )
    slip = clerk.post("print_slip", Slip.objects.get().pk)

    dossier = Dossier.objects.get()
    assert "Đã từ chối và lập phiếu" in words(page)
    assert reason in words(page)
    assert slip.content.startswith(b"%PDF-")
    assert dossier.status == Status.REFUSED
    assert clerk.do(Act.ACCEPT, dossier).status_code == 409
