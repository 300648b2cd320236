"""Acts between reception and return through their pages: who may, what changes, what is refused, what is kept."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.desk.domain.acts import Act
from apps.desk.models import Letter
from apps.dossiers.domain.status import Delivery, ResultKind, Status
from apps.dossiers.models import Dossier
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import REASON, Seat, image, pdf, rows, words
from tests.factories import ZONE, Office
from tests.walking import RESTART_REASON, walk, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """Every walk begins at eight; by two of the same day it has arrived wherever it goes."""
    clock.at = clock.at.replace(hour=14)
    return clock


def test_hand_over_has_a_receiver_and_a_planned_end(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    form = words(Seat(office.clerk).get("act", dossier.reference, Act.FORWARD.value))

    Seat(office.clerk).do(
        Act.FORWARD, dossier, receiver=office.officer.pk, planned_hours="16", note="Chị cần gấp để vay vốn"
    )

    dossier.refresh_from_db()
    assert 'name="planned_hours" value="16"' in form  # what the workflow of the procedure plans
    assert "Hoàng Thị Nết – Công chức tư pháp – hộ tịch, đang giữ 0 hồ sơ" in form
    assert dossier.holder == office.officer
    assert dossier.step_due_at == datetime(2026, 11, 18, 14, 0, tzinfo=ZONE)
    assert "Chị cần gấp để vay vốn" in words(Seat(office.officer).get("dossier", dossier.reference))


def test_hand_over_to_nobody_or_a_stranger_is_refused(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    dossier = walk_to(status=Status.RECEIVED, office=office)

    for receiver in ("", theirs.officer.pk, office.administrator.pk, "x"):
        answer = Seat(office.clerk).do(Act.FORWARD, dossier, receiver=receiver, planned_hours="16")
        assert answer.status_code == 422
        assert "Chọn người nhận hồ sơ" in words(answer)
    dossier.refresh_from_db()
    assert dossier.holder == office.clerk


def test_taking_is_one_press(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.RECEIVED, office=office)
    walked.step(walking.forward)

    Seat(office.officer).do(Act.TAKE, walked.dossier)

    walked.dossier.refresh_from_db()
    assert walked.dossier.status == Status.PROCESSING


def test_sending_back_returns_it_to_whoever_had_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.officer).do(Act.SEND_BACK, dossier, reason=REASON)

    dossier.refresh_from_db()
    assert dossier.holder == office.clerk


def test_supplement_waits_for_the_leader_and_the_clock_runs_on(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.officer).do(
        Act.PROPOSE_SUPPLEMENT,
        dossier,
        reason=REASON,
        mode="restart",
        restart_reason=RESTART_REASON,
        **rows(name="Sổ hộ khẩu", what="Nộp bản sao"),
    )

    dossier.refresh_from_db()
    assert dossier.status == Status.PROCESSING
    assert Letter.objects.get().state == Letter.State.DRAFTED
    assert "Phiếu yêu cầu bổ sung: Chờ lãnh đạo ký" in words(Seat(office.officer).get("dossier", dossier.reference))


def test_accepted_complement_starts_the_clock_again(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    clock.at = datetime(2026, 11, 18, 9, 0, tzinfo=ZONE)

    said = {"note": "Trích lục ghi chú ly hôn", "planned_hours": "8", "dat-1": "accepted"}
    Seat(office.clerk).do(Act.ACCEPT_SUPPLEMENT, dossier, **said)

    dossier.refresh_from_db()
    assert dossier.status == Status.PROCESSING
    assert dossier.due_at == datetime(2026, 11, 23, 17, 30, tzinfo=ZONE)  # three working days after the 18th
    assert dossier.holder == office.officer


def test_result_goes_up_with_its_file(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.officer).do(
        Act.SUBMIT_FOR_SIGNATURE,
        dossier,
        title="Giấy xác nhận",
        number="12/XN",
        outcome="granted",
        leader=office.leader.pk,
        file=pdf(),
    )

    dossier.refresh_from_db()
    result = dossier.results.get()
    assert (dossier.status, dossier.holder) == (Status.AWAITING_SIGNATURE, office.leader)
    assert (result.title, result.outcome) == ("Giấy xác nhận", ResultKind.GRANTED)
    assert result.file is not None
    assert result.file.original_name == "ket-qua.pdf"


def test_result_file_is_kept_while_the_rest_is_mended(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    said = {"outcome": "declined", "leader": office.leader.pk}
    first = Seat(office.officer).do(Act.SUBMIT_FOR_SIGNATURE, dossier, title="", file=pdf(), **said)
    ticket = next(row["ticket"] for row in first.context["panel"]["fields"] if row["ticket"])

    Seat(office.officer).do(Act.SUBMIT_FOR_SIGNATURE, dossier, title="Văn bản trả lời", file_kept=ticket, **said)

    assert "Đã giữ tệp “ket-qua.pdf”" in words(first)
    result = dossier.results.get()
    assert result.file is not None
    assert result.outcome == ResultKind.DECLINED


def test_wrong_result_file_says_why_and_changes_nothing(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    bad = SimpleUploadedFile("ket-qua.zip", b"PK\x05\x06" + b"\x00" * 18)

    answer = Seat(office.officer).do(
        Act.SUBMIT_FOR_SIGNATURE, dossier, title="Giấy xác nhận", outcome="granted", leader=office.leader.pk, file=bad
    )

    dossier.refresh_from_db()
    assert answer.status_code == 422
    assert "không đúng loại" in words(answer)
    assert 'value="Giấy xác nhận"' in words(answer)
    assert dossier.status == Status.PROCESSING


def test_result_that_is_no_pdf_is_refused_by_its_name_and_nothing_typed_is_lost(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    said = {"title": "Giấy xác nhận", "outcome": "granted", "leader": office.leader.pk}

    answer = Seat(office.officer).do(Act.SUBMIT_FOR_SIGNATURE, dossier, file=image(), **said)

    dossier.refresh_from_db()
    assert answer.status_code == 422
    assert "“ket-qua.png” không phải PDF" in words(answer)
    assert 'value="Giấy xác nhận"' in words(answer)
    assert "Đã giữ tệp" not in words(answer)
    assert dossier.status == Status.PROCESSING


def test_whoever_received_it_is_not_offered_as_signer(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    Dossier.objects.filter(pk=dossier.pk).update(received_by=office.leader)

    form = words(Seat(office.officer).get("act", dossier.reference, Act.SUBMIT_FOR_SIGNATURE.value))

    assert "Lương Văn Bình" not in form


def test_leader_returns_a_result_with_a_reason(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)

    Seat(office.leader).do(Act.RETURN_TO_OFFICER, dossier, reason=REASON)

    dossier.refresh_from_db()
    assert (dossier.status, dossier.holder, dossier.outcome) == (Status.PROCESSING, office.officer, None)


def test_electronic_result_without_a_file_is_not_sent(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, delivery=Delivery.ELECTRONIC)

    answer = Seat(office.clerk).do(Act.SEND_RESULT, dossier)

    dossier.refresh_from_db()
    assert answer.status_code == 422
    assert "Chưa có tệp kết quả để gửi" in words(answer)
    assert dossier.status == Status.RESULT_READY


@pytest.mark.parametrize("delivery", [Delivery.POST, Delivery.HOME, Delivery.COUNTER])
def test_paper_result_is_not_sent_like_an_electronic_one(delivery: Delivery, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, delivery=delivery)

    answer = Seat(office.clerk).do(Act.SEND_RESULT, dossier)

    dossier.refresh_from_db()
    assert dossier.status == Status.RESULT_READY
    assert "Kết quả giấy trao ở trang Trả kết quả" in words(answer)


def test_leader_confirms_a_withdrawal(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.leader).do(Act.WITHDRAW, dossier, reason="Chị Mai đề nghị rút vì đã làm ở nơi khác.")

    dossier.refresh_from_db()
    assert (dossier.status, dossier.timeliness) == (Status.WITHDRAWN, None)


def test_apology_is_proposed_with_a_later_working_day(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.officer).do(
        Act.PROPOSE_APOLOGY, dossier, reason_code="verification", reason=REASON, new_date="25/11/2026"
    )

    letter = Letter.objects.get()
    assert (letter.kind, letter.proposed_date and letter.proposed_date.day) == ("apology", 25)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("24/11/2026", "phải là ngày làm việc"),  # a holiday
        ("22/11/2026", "phải là ngày làm việc"),  # a Sunday
        ("19/11/2026", "phải sau ngày đã hẹn"),
        ("01/01/1990", "Năm 1990 không đúng"),
        ("15/03/2099", "quá xa"),
        ("30/02/2026", "Viết ngày theo kiểu"),
        ("mai", "Viết ngày theo kiểu"),
    ],
)
def test_absurd_new_day_is_said_and_what_was_typed_stays(day: str, sentence: str, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    answer = Seat(office.officer).do(
        Act.PROPOSE_APOLOGY, dossier, reason_code="verification", reason=REASON, new_date=day
    )

    assert answer.status_code in (409, 422)
    assert sentence in words(answer)
    assert REASON in words(answer)
    assert not Letter.objects.exists()
