"""What a citizen does with a dossier that is filed: answer a request, take it back, take the result."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from apps.core.files import store_bytes
from apps.desk.services import receiving, supplements
from apps.desk.services.supplements import Request
from apps.dossiers import selectors
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, DossierDocument, Result
from apps.dossiers.selectors.asking import asked_items
from apps.dossiers.services import filing
from apps.dossiers.tasks import read_papers
from apps.officials.selectors import actor_of
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import FORM, WHO, Filer, file, key_in, mai_person, offer, page, ready, walk_hers
from tests.portal.uploads import photo, program

pytestmark = pytest.mark.django_db


def with_file(dossier: Dossier, clock: Clock) -> Result:
    """The result with its electronic paper."""
    result = dossier.results.get()
    result.file = store_bytes(
        content=b"%PDF-1.7 result", name="ket-qua.pdf", content_type="application/pdf", by="system:0", at=clock.at
    )
    result.save(update_fields=["file"])
    return result


# answering a request


def test_request_names_each_paper_why_and_how(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    place = page(mai.get(f"/ho-so/{dossier.code}/bo-sung/"))

    for shown in (html, place):
        assert walking.REASON in shown
        assert "Trích lục ghi chú ly hôn" in shown
        assert "Nộp bản sao" in shown
        assert "thứ Năm, 26/11/2026" in shown
    assert "Tạm dừng, chờ bổ sung" in html


def test_supplement_is_answered_with_files_and_waits_for_the_desk(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)
    place = f"/ho-so/{dossier.code}/bo-sung/"
    clock.at += timedelta(hours=1)

    sent = mai.post(place, {"gui": "khac-1", "file": photo()})
    read_papers()
    answer = mai.post(place, {"xong": "1", "khoa": key_in(page(mai.get(place))), "note": "Bản mới"}, follow=True)

    dossier.refresh_from_db()
    assert sent.status_code == 302
    assert dossier.documents.get(name="Trích lục ghi chú ly hôn").file is not None
    assert "Đã gửi phần bổ sung. Quầy xem và trả lời bạn." in page(answer)
    assert "Bạn đã gửi phần bổ sung lúc" in page(answer)
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    last = dossier.events.order_by("-sequence")[0]
    assert (last.action, last.note.text) == ("answer_supplement", "Bản mới")
    assert selectors.verify_chain(dossier=dossier) == dossier.chain_head


def test_fix_before_reception_is_answered_and_the_intake_clock_starts_anew(
    mai: Client, office: Office, clock: Clock
) -> None:
    dossier = walk_hers(Status.NEED_FIX_INTAKE, office, clock)
    place = f"/ho-so/{dossier.reference}/bo-sung/"
    clock.at += timedelta(hours=1)
    mai.post(place, {"gui": "khac-1", "file": photo()})
    read_papers()

    mai.post(place, {"xong": "1", "khoa": "k", "note": ""})

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED
    assert dossier.intake_due_at == walking.MONDAY + timedelta(days=1, hours=1, minutes=30)


def test_form_may_be_mended_before_reception(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.NEED_FIX_INTAKE, office, clock)
    step = f"/nop/ho-so/{dossier.reference}/to-khai/"

    html = page(mai.get(step))
    mai.post(step, {"full_name": "Lò Thị Mai Anh", "personal_id": "", "purpose": "Kết hôn"})

    dossier.refresh_from_db()
    assert "Bạn đang sửa hồ sơ theo yêu cầu của quầy" in html
    assert (dossier.answers or {})["full_name"] == "Lò Thị Mai Anh"


def test_for_whom_it_is_filed_is_said_by_its_filer_alone(mai: Client, office: Office, clock: Clock) -> None:
    """Said by the one it is for, «for myself» would be the filer's name with another's number."""
    granny = factories.person(name="Lò Thị Ọi", phone="+84978333444", personal_id="036140000777")
    filer = ready(mai, offer(office))
    theirs = {"whose": "nguoi-nha", "name": "Lò Thị Ọi", "personal_id": "036140000777", "relation": "cháu"}
    filer.say("nguoi-nop", **WHO | theirs)
    assert file(filer).status_code == 302
    walking.request_fix(walking.Walk(dossier=filer.dossier, office=office, at=clock.at))
    herself = Client()
    herself.force_login(factories.citizen_user(person=granny))
    hers = Filer(herself, filer.reference)

    answer = hers.say("nguoi-nop", **WHO)
    hers.say("to-khai", **FORM | {"purpose": "Bà khai lại"})

    kept = filer.dossier
    assert answer.headers["Location"] == hers.address("to-khai")
    assert (kept.applicant_name, kept.applicant, kept.relation) == ("Lò Thị Ọi", granny, "Người nhà: cháu")
    assert (kept.answers or {})["purpose"] == "Bà khai lại"


def test_mended_dossier_is_sent_again_from_the_last_step(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.NEED_FIX_INTAKE, office, clock)
    review = f"/nop/ho-so/{dossier.reference}/xem-lai/"
    unmended = mai.post(review, {"agree": "on", "khoa": "som", "why_missing": "Mang đến quầy"}, follow=True)
    mai.post(f"/nop/ho-so/{dossier.reference}/to-khai/", {**FORM, "full_name": "Lò Thị Mai Anh"})

    html = page(mai.get(review))
    mai.post(review, {"agree": "on", "khoa": key_in(html), "why_missing": "Mang đến quầy"})

    dossier.refresh_from_db()
    assert "Còn giấy quầy hỏi mà bạn chưa gửi" in page(unmended)
    assert "Gửi phần đã sửa" in html
    assert dossier.status == Status.SUBMITTED


def test_empty_answer_is_not_sent(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)

    answer = mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"xong": "1", "khoa": "k", "note": ""})

    assert answer.status_code == 422
    assert "Còn 1 giấy chưa gửi" in page(answer)
    assert "Gửi tệp cho giấy này, hoặc viết vì sao không gửi" in page(answer)
    assert dossier.events.filter(action="answer_supplement").count() == 0


def test_a_word_says_why_a_paper_is_not_sent(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)
    place, item = f"/ho-so/{dossier.code}/bo-sung/", asked_items(dossier=dossier).get()

    kept = mai.post(place, {"loi": item.pk, f"word-{item.pk}": "Tòa hẹn thứ Sáu mới trả trích lục."}, follow=True)
    long = mai.post(place, {"loi": item.pk, f"word-{item.pk}": "a" * 501})
    strange = mai.post(place, {"loi": "1 OR 1", "word-1": "x"})
    mai.post(place, {"xong": "1", "khoa": "k", "note": ""})

    item.refresh_from_db()
    assert "Tòa hẹn thứ Sáu mới trả trích lục." in page(kept)
    assert "1/1 giấy đã gửi" in page(kept)
    assert (long.status_code, strange.status_code) == (422, 404)
    assert (item.state, item.word) == ("answered", "Tòa hẹn thứ Sáu mới trả trích lục.")
    assert item.answered_at == clock.at


def test_each_paper_is_asked_with_reason_fix_example_and_what_was_sent(
    mai: Client, office: Office, clock: Clock
) -> None:
    dossier = walk_hers(Status.SUBMITTED, office, clock)
    paper = dossier.version.documents.order_by("position")[0]
    old = store_bytes(content=b"%PDF-1.7 old", name="mo.pdf", content_type="application/pdf", by="x", at=clock.at)
    by = walking.citizen(dossier.submitter)
    DossierDocument.objects.create(
        agency=office.agency,
        dossier=dossier,
        required=paper,
        position=1,
        name=paper.name,
        file=old,
        added_by=by.key,
        added_at=clock.at,
    )
    items = [
        AskedItem(name=paper.name, required_id=paper.pk, defect=Defect.BLURRED, fix="Chụp lại ở chỗ sáng."),
        AskedItem(name="Giấy ủy quyền", defect=Defect.ABSENT, fix="Gửi thêm giấy ủy quyền."),
    ]
    clock.at += timedelta(hours=1)
    clerk = actor_of(official=office.clerk, at=clock.at)
    receiving.request_fix(dossier_id=dossier.pk, items=items, reason=walking.REASON, by=clerk, at=clock.at)
    clock.at += timedelta(hours=1)
    place = f"/ho-so/{dossier.reference}/bo-sung/"

    html = page(mai.get(place))
    mai.post(place, {"gui": str(paper.pk), "file": photo("moi.jpg", shade=80)})
    read_papers()
    half = page(mai.post(place, {"xong": "1", "khoa": "k1", "note": ""}))
    mai.post(place, {"gui": "khac-2", "file": photo("uy-quyen.jpg", shade=90)})
    read_papers()
    mai.post(place, {"xong": "1", "khoa": "k2", "note": ""})

    dossier.refresh_from_db()
    for shown in ("Mờ, không đọc được", "Chụp lại ở chỗ sáng.", "img/mending/blurred", "Bản bạn đã gửi", "mo.pdf"):
        assert shown in html
    assert "Lần 1/1" in html
    assert "Còn 1 giấy chưa gửi" in half
    assert "1/2 giấy đã gửi" in half
    assert dossier.status == Status.SUBMITTED
    assert {item.state for item in asked_items(dossier=dossier)} == {"answered"}


def test_request_after_another_says_which_it_is_and_that_a_leader_agreed(
    mai: Client, office: Office, clock: Clock
) -> None:
    walked = walking.walk(status=Status.NEED_FIX_INTAKE, office=office, person=mai_person())
    walking.explain_all(walked)
    filing.answer_fix(dossier_id=walked.dossier.pk, by=walked.citizen(), at=walked.at)
    for step in (walking.receive, walking.forward, walking.take, walking.ask_supplement):
        walked.step(step)
    clock.at = walked.at

    html, story = (page(mai.get(f"/ho-so/{walked.dossier.code}/{place}")) for place in ("bo-sung/", ""))

    assert ("Lần 2" in html, "Lần 2" in story, "2/2" in html + story) == (True, True, False)
    assert "Lần này hỏi lúc giải quyết, lãnh đạo đã duyệt." in html
    assert "Quầy chỉ được hỏi một lần" not in html


def test_request_made_again_says_why_the_leader_allowed_it(mai: Client, office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.NEED_FIX_INTAKE, office=office, person=mai_person())
    walking.explain_all(walked)
    filing.answer_fix(dossier_id=walked.dossier.pk, by=walked.citizen(), at=walked.at)
    at = clock.at = walked.at + timedelta(minutes=5)
    again = Request(
        items=[AskedItem(name="Giấy ủy quyền", defect=Defect.ABSENT, fix="Gửi thêm giấy ủy quyền.")],
        reason=walking.REASON,
        again_reason=walking.AGAIN_REASON,
    )
    clerk, leader = (actor_of(official=one, at=at) for one in (office.clerk, office.leader))
    letter = supplements.propose_fix_again(dossier_id=walked.dossier.pk, request=again, by=clerk, at=at)
    supplements.sign_supplement(letter=letter, by=leader, at=at)

    html, story = (page(mai.get(f"/ho-so/{walked.dossier.reference}/{place}")) for place in ("bo-sung/", ""))

    for shown in (html, story):
        assert "Lần 2" in shown
        assert "2/2" not in shown
        assert f"lãnh đạo đã duyệt, vì: {walking.AGAIN_REASON}" in shown


def test_wrong_file_in_an_answer_says_why(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)

    answer = mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"gui": "khac-1", "file": program()})

    assert answer.status_code == 422
    assert "không đúng loại" in page(answer)


def test_answer_pressed_twice_is_sent_once(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)
    fields = {"xong": "1", "khoa": "k", "note": "Đã đủ"}
    mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"gui": "khac-1", "file": photo()})
    read_papers()

    for _ in range(2):
        mai.post(f"/ho-so/{dossier.code}/bo-sung/", fields)

    assert dossier.events.filter(action="answer_supplement").count() == 1


def test_nothing_can_be_added_where_nothing_is_asked(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)

    answer = mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"gui": "khac", "file": photo(), "name": "Thêm"}, follow=True)
    read_papers()

    assert "không còn chờ bạn bổ sung gì" in page(answer)
    assert not dossier.documents.exists()


# taking back


def test_dossier_is_taken_back_before_reception(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.SUBMITTED, office, clock)
    place = f"/ho-so/{dossier.reference}/rut/"

    asked = page(mai.get(place))
    answer = mai.post(place, {"khoa": key_in(asked), "reason": "Nộp nhầm"}, follow=True)

    dossier.refresh_from_db()
    assert "Không lấy lại được" in asked
    assert dossier.status == Status.WITHDRAWN
    assert "Đã rút hồ sơ" in page(answer)


def test_taking_back_twice_is_one_withdrawal(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.SUBMITTED, office, clock)

    answers = [mai.post(f"/ho-so/{dossier.reference}/rut/", {"khoa": "k"}, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert dossier.events.filter(action="withdraw").count() == 1


def test_after_reception_the_way_leads_over_the_desk(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)
    place = f"/ho-so/{dossier.code}/rut/"

    html = page(mai.get(place))
    answer = mai.post(place, {"khoa": "k"}, follow=True)

    dossier.refresh_from_db()
    assert "rút thì lãnh đạo xác nhận" in html
    assert f"/ho-so/{dossier.code}/trao-doi/" in html
    assert "Rút hồ sơ này" not in html
    assert "Hồ sơ đã sang bước khác" in page(answer)
    assert dossier.status == Status.PROCESSING


# the result


def test_first_download_is_the_receipt(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.RESULT_SENT, office, clock, delivery=Delivery.ELECTRONIC)
    result = with_file(dossier, clock)
    assert result.file is not None
    address = f"/tep/{result.file.address}/"

    before = mai.get(address)
    answer = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/")

    dossier.refresh_from_db()
    assert before.status_code == 404  # a look is not a receipt: only the press is
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 result"  # type: ignore[attr-defined]
    assert dossier.status == Status.RETURNED
    assert "Tải kết quả" in page(mai.get(f"/ho-so/{dossier.code}/"))
    assert mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/").status_code == 200
    assert dossier.events.filter(action="confirm_receipt").count() == 1
    assert neighbour.get(address).status_code == 404
    assert neighbour.post(f"/ho-so/{dossier.code}/nhan-ket-qua/").status_code == 404


def test_parcel_is_confirmed_by_hand(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.RESULT_SENT, office, clock, delivery=Delivery.POST)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    answer = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/", follow=True)

    dossier.refresh_from_db()
    assert "Tôi đã nhận được" in html
    assert "Chúng tôi ghi nhận bạn đã nhận kết quả" in page(answer)
    assert dossier.status == Status.RETURNED


def test_result_at_the_counter_says_where_and_when(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.RESULT_READY, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    answer = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/", follow=True)

    assert "Trung tâm Phục vụ hành chính công xã Suối Mây để nhận" in html
    assert "Chủ tịch Lương Văn Bình ký lúc" in html
    dossier.refresh_from_db()
    assert dossier.status == Status.RESULT_READY
    assert "Hồ sơ đã sang bước khác" in page(answer)


def test_messages_stand_beside_the_dossier(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.RECEIVED, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))

    assert "Tin đã báo cho bạn" in html
    assert f"Hồ sơ số cuối {dossier.code[-4:]} đã được tiếp nhận" in html
