"""Every act on a dossier through its page: who may, what changes, what is refused, what is kept."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from apps.desk.domain.acts import Act
from apps.desk.models import Letter, Slip
from apps.dossiers.domain.status import Delivery, ResultKind, Status
from apps.dossiers.models import Dossier, ReadLog
from apps.dossiers.selectors import folded
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, ways, words
from tests.factories import ZONE, Office
from tests.walking import walk, walk_to

pytestmark = pytest.mark.django_db
REASON = "Tờ khai thiếu chữ ký của người yêu cầu ở cuối trang."


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """Every walk begins at eight; by noon of the same day it has arrived wherever it goes."""
    clock.at = clock.at.replace(hour=14)
    return clock


def rows(*, name: str, what: str) -> dict[str, str]:
    """The rows of a request for papers, as the page posts them."""
    return {
        "giay-TOTAL_FORMS": "3",
        "giay-INITIAL_FORMS": "2",
        "giay-2-wanted": "on",
        "giay-2-name": name,
        "giay-2-what": what,
        "giay-2-originals": "1",
    }


def image(name: str = "ket-qua.png") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


OFFERED: dict[Status, dict[str, set[Act]]] = {
    Status.SUBMITTED: {
        "clerk": {Act.ACCEPT, Act.ASK_FIX, Act.REFUSE},
        "officer": set(),
        "leader": {Act.WITHDRAW},
    },
    Status.NEED_FIX_INTAKE: {"clerk": {Act.ANSWER_FIX, Act.REFUSE}, "officer": set(), "leader": {Act.WITHDRAW}},
    Status.REFUSED: {"clerk": set(), "officer": set(), "leader": set()},
    Status.RECEIVED: {"clerk": {Act.FORWARD}, "officer": set(), "leader": {Act.WITHDRAW}},
    Status.PROCESSING: {
        "clerk": set(),
        "second_officer": set(),
        "officer": {
            Act.FORWARD,
            Act.SUBMIT_FOR_SIGNATURE,
            Act.PROPOSE_SUPPLEMENT,
            Act.PROPOSE_APOLOGY,
            Act.SEND_BACK,
        },
        "leader": {Act.WITHDRAW},
    },
    Status.AWAITING_SUPPLEMENT: {"clerk": {Act.ACCEPT_SUPPLEMENT}, "officer": set(), "leader": {Act.WITHDRAW}},
    Status.AWAITING_SIGNATURE: {"clerk": set(), "officer": set(), "leader": {Act.RETURN_TO_OFFICER, Act.WITHDRAW}},
    Status.RESULT_READY: {"clerk": {Act.RETURN_RESULT}, "officer": set(), "leader": set()},
    Status.REJECTED_RESULT: {"clerk": {Act.RETURN_RESULT}, "officer": set(), "leader": set()},
    Status.RETURNED: {"clerk": set(), "officer": set(), "leader": set()},
    Status.WITHDRAWN: {"clerk": set(), "officer": set(), "leader": set()},
}


@pytest.mark.parametrize("status", OFFERED)
def test_page_offers_what_the_law_allows_and_nothing_else(status: Status, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=status, office=office)

    offered = {role: ways(Seat(getattr(office, role)).get("dossier", dossier.reference)) for role in OFFERED[status]}

    assert offered == {role: {act.value for act in acts} for role, acts in OFFERED[status].items()}


def test_leader_signs_where_the_paper_can_be_read(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office)

    page = words(Seat(office.leader).get("dossier", dossier.reference))

    assert f"/ky/?van-ban=hs-{dossier.pk}#vb" in page
    assert Seat(office.leader).do(Act.SIGN, dossier).status_code == 404


def test_reading_is_logged_with_who_and_when(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    Seat(office.officer).get("dossier", dossier.reference)

    entry = ReadLog.objects.get()
    assert (entry.dossier_id, entry.actor, entry.at) == (dossier.pk, f"official:{office.officer.pk}", clock.at)


def test_page_masks_the_personal_id_everywhere(office: Office, clock: Clock) -> None:
    person = factories.person(personal_id="036198777888")
    dossier = walk_to(status=Status.PROCESSING, office=office, person=person)

    page = words(Seat(office.officer).get("dossier", dossier.reference))

    assert "036198777888" not in page
    assert page.count("036******888") == 2  # of the applicant, and in the answers of the form


def test_accepting_online_gives_code_promise_and_slip(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    form = words(Seat(office.clerk).get("act", dossier.reference, Act.ACCEPT.value))

    answer = Seat(office.clerk).do(Act.ACCEPT, dossier, fee_amount="15.000", fee_note="")

    dossier.refresh_from_db()
    assert "Nhận bây giờ thì hẹn trả trước 17:30 thứ Năm, 19/11/2026" in form
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.code}/"
    assert dossier.due_at == datetime(2026, 11, 19, 17, 30, tzinfo=ZONE)
    assert (dossier.status, dossier.fee_amount) == (Status.RECEIVED, 15_000)
    assert Slip.objects.get().kind == "receipt"


def test_request_before_reception_names_paper_and_remedy(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    Seat(office.clerk).do(Act.ASK_FIX, dossier, reason=REASON, **rows(name="Tờ khai", what="Ký tên ở cuối trang"))

    dossier.refresh_from_db()
    slip = Slip.objects.get()
    assert dossier.status == Status.NEED_FIX_INTAKE
    assert slip.kind == "supplement_request"
    assert [(item["name"], item["what"], item["originals"]) for item in slip.facts["items"]] == [
        ("Tờ khai", "Ký tên ở cuối trang", 1)
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"giay-2-wanted": "on", "giay-2-name": "Tờ khai", "reason": REASON}, "Viết rõ cần nộp thêm hay sửa chỗ nào"),
        ({"giay-2-name": "Tờ khai", "reason": REASON}, "Đánh dấu ít nhất một giấy tờ"),
        ({"giay-2-what": "Nộp bản sao", "reason": REASON}, "Viết tên giấy tờ cần bổ sung"),
        ({"giay-2-name": "Tờ khai", "giay-2-what": "Ký tên", "reason": "Thiếu"}, "ít nhất 20 ký tự"),
        ({"giay-2-name": "A", "giay-2-what": "B", "giay-2-copies": "-1", "reason": REASON}, "lớn hơn hoặc bằng"),
    ],
)
def test_blind_request_is_refused_and_kept(said: dict[str, str], sentence: str, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    counted = {"giay-TOTAL_FORMS": "3", "giay-INITIAL_FORMS": "2"}

    answer = Seat(office.clerk).do(Act.ASK_FIX, dossier, **counted | said)

    dossier.refresh_from_db()
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert said["reason"] in words(answer)
    assert dossier.status == Status.SUBMITTED


def test_answer_at_the_counter_brings_the_dossier_back_into_the_queue(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.NEED_FIX_INTAKE, office=office)

    Seat(office.clerk).do(Act.ANSWER_FIX, dossier, note="Đã ký lại tờ khai")

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED
    assert "Đã ký lại tờ khai" in words(Seat(office.clerk).get("dossier", dossier.reference))


def test_refusal_online_leaves_a_slip(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    Seat(office.clerk).do(Act.REFUSE, dossier, category="out_of_scope", reason=REASON)

    dossier.refresh_from_db()
    assert dossier.status == Status.REFUSED
    assert Slip.objects.get().facts["category"] == "Không thuộc phạm vi tiếp nhận"


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

    Seat(office.officer).do(Act.PROPOSE_SUPPLEMENT, dossier, reason=REASON, **rows(name="Sổ hộ khẩu", what="Bản sao"))

    dossier.refresh_from_db()
    assert dossier.status == Status.PROCESSING
    assert Letter.objects.get().state == Letter.State.DRAFTED
    assert "Phiếu yêu cầu bổ sung: Chờ lãnh đạo ký" in words(Seat(office.officer).get("dossier", dossier.reference))


def test_accepted_complement_starts_the_clock_again(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    clock.at = datetime(2026, 11, 18, 9, 0, tzinfo=ZONE)

    Seat(office.clerk).do(Act.ACCEPT_SUPPLEMENT, dossier, note="Trích lục ghi chú ly hôn", planned_hours="8")

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
        file=image(),
    )

    dossier.refresh_from_db()
    result = dossier.results.get()
    assert (dossier.status, dossier.holder) == (Status.AWAITING_SIGNATURE, office.leader)
    assert (result.title, result.outcome) == ("Giấy xác nhận", ResultKind.GRANTED)
    assert result.file is not None
    assert result.file.original_name == "ket-qua.png"


def test_result_file_is_kept_while_the_rest_is_mended(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    said = {"outcome": "declined", "leader": office.leader.pk}
    first = Seat(office.officer).do(Act.SUBMIT_FOR_SIGNATURE, dossier, title="", file=image(), **said)
    ticket = next(row["ticket"] for row in first.context["panel"]["fields"] if row["ticket"])

    Seat(office.officer).do(Act.SUBMIT_FOR_SIGNATURE, dossier, title="Văn bản trả lời", file_kept=ticket, **said)

    assert "Đã giữ tệp “ket-qua.png”" in words(first)
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


def test_result_is_handed_to_somebody_whose_papers_were_checked(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    unchecked = Seat(office.clerk).do(Act.RETURN_RESULT, dossier, name="Lò Thị Mai", relation="chính chủ")

    Seat(office.clerk).do(
        Act.RETURN_RESULT, dossier, name="Lò Thị Mai", relation="chính chủ", identity_checked="on", key="k2"
    )

    dossier.refresh_from_db()
    assert unchecked.status_code == 422
    assert "Đối chiếu căn cước" in words(unchecked)
    assert (dossier.status, dossier.returned_at) == (Status.RETURNED, clock.at)


def test_electronic_result_without_a_file_is_not_sent(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, delivery=Delivery.ELECTRONIC)

    answer = Seat(office.clerk).do(Act.SEND_RESULT, dossier)

    dossier.refresh_from_db()
    assert answer.status_code == 422
    assert "Chưa có tệp kết quả để gửi" in words(answer)
    assert dossier.status == Status.RESULT_READY


def test_result_by_post_is_sent(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, delivery=Delivery.POST)

    Seat(office.clerk).do(Act.SEND_RESULT, dossier)

    dossier.refresh_from_db()
    assert dossier.status == Status.RESULT_SENT


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


def test_double_post_acts_once(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    seat, said = Seat(office.clerk), {"receiver": office.officer.pk, "planned_hours": "16", "key": "k", "seen": 0}
    said["seen"] = dossier.last_sequence

    first = seat.post("act", dossier.reference, Act.FORWARD.value, **said)
    second = seat.post("act", dossier.reference, Act.FORWARD.value, **said)

    dossier.refresh_from_db()
    assert first.status_code == second.status_code == 302
    assert dossier.events.filter(action="forward").count() == 1


def test_second_clerk_is_told_who_was_quicker_and_loses_no_word(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    slow = {"seen": dossier.last_sequence, "key": "slow", "category": "other", "reason": REASON}
    Seat(office.clerk).do(Act.ACCEPT, dossier)

    answer = Seat(office.second_clerk).post("act", dossier.temporary_ref, Act.REFUSE.value, **slow)

    dossier.refresh_from_db()
    assert answer.status_code == 409
    assert "Vi Thị Hạnh vừa làm việc này lúc 14:00 16/11/2026" in words(answer)
    assert REASON in words(answer)
    assert dossier.status == Status.RECEIVED


def test_page_that_has_become_stale_can_be_sent_again_after_a_look(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    stale = {"seen": dossier.last_sequence - 1, "key": "k", "receiver": office.officer.pk, "planned_hours": "16"}

    answer = Seat(office.clerk).post("act", dossier.reference, Act.FORWARD.value, **stale)
    form = answer.context["panel"]["form"]
    again = {"seen": form["seen"].value(), "key": form["key"].value()}
    Seat(office.clerk).post("act", dossier.reference, Act.FORWARD.value, **stale | again)

    dossier.refresh_from_db()
    assert answer.status_code == 409
    assert dossier.holder == office.officer


def test_act_of_another_duty_is_refused_in_words(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    answer = Seat(office.officer).do(Act.ACCEPT, dossier)

    dossier.refresh_from_db()
    assert answer.status_code == 409
    assert "Việc này thuộc nhiệm vụ của người khác" in words(answer)
    assert dossier.status == Status.SUBMITTED


def test_form_of_an_act_that_is_over_leads_back_to_the_dossier(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RETURNED, office=office)

    answer = Seat(office.clerk).get("act", dossier.reference, Act.ACCEPT.value)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.reference}/"


def test_unknown_act_is_not_found(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    assert Seat(office.officer).get("act", dossier.reference, "xoa").status_code == 404


def test_every_act_leaves_the_row_as_its_events_tell_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    Seat(office.clerk).do(Act.ACCEPT, dossier)
    Seat(office.clerk).do(Act.FORWARD, dossier, receiver=office.officer.pk, planned_hours="16")
    Seat(office.officer).do(Act.TAKE, dossier)
    Seat(office.officer).do(Act.SEND_BACK, dossier, reason=REASON)

    dossier.refresh_from_db()

    assert folded(dossier=dossier) == dossier.state()
