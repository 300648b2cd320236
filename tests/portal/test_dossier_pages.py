"""A citizen's dossiers: the list, the way of each, the answer to a request, the withdrawal, the result."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Person
from apps.core.files import store_bytes
from apps.desk.domain.apologies import DelayReason
from apps.desk.services import letters
from apps.dossiers import selectors
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, ReadLog, Result
from apps.dossiers.services import processing
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.conftest import MAI_PHONE
from tests.portal.filers import key_in, page
from tests.portal.uploads import photo, program

pytestmark = pytest.mark.django_db

SHOWN = [status for status in walking.WAYS if status is not Status.DRAFT]
LIST_QUERIES, PAGE_QUERIES = 9, 14


def mai_person() -> Person:
    return Person.objects.get(phone=MAI_PHONE)


def walk(status: Status, office: Office, clock: Clock, *, delivery: Delivery = Delivery.COUNTER) -> Dossier:
    """A dossier of Mai's that has just got there; the clock goes with it."""
    walked = walking.walk(status=status, office=office, person=mai_person(), delivery=delivery)
    clock.at = walked.at
    return walked.dossier


def with_file(dossier: Dossier, clock: Clock) -> Result:
    """The result with its electronic paper."""
    result = dossier.results.get()
    result.file = store_bytes(
        content=b"%PDF-1.7 result", name="ket-qua.pdf", content_type="application/pdf", by="system:0", at=clock.at
    )
    result.save(update_fields=["file"])
    return result


# the list


def test_list_says_where_each_dossier_is(mai: Client, office: Office, clock: Clock) -> None:
    draft = walk(Status.DRAFT, office, clock)
    waiting = walk(Status.NEED_FIX_INTAKE, office, clock)
    working = walk(Status.PROCESSING, office, clock)
    done = walk(Status.RETURNED, office, clock)

    html = page(mai.get("/ho-so/"))

    bands = [html.index(words) for words in ("Đang viết", "Cần bạn làm", "Đang giải quyết", "Đã xong")]
    places = [
        html.index(f"/nop/ho-so/{draft.reference}/nguoi-nop/"),
        html.index(f"/ho-so/{waiting.reference}/"),
        html.index(f"/ho-so/{working.reference}/"),
        html.index(f"/ho-so/{done.reference}/"),
    ]
    assert sorted(zip(bands + places, range(8), strict=True))[0][1] == 0
    assert all(band < place for band, place in zip(bands, places, strict=True))
    assert "Ở bàn Hoàng Thị Nết" in html
    assert "Còn 3 ngày làm việc" in html


def test_empty_list_says_what_would_be_here(mai: Client, office: Office) -> None:
    html = page(mai.get("/ho-so/"))

    assert "Bạn chưa nộp hồ sơ nào" in html
    assert "Tìm thủ tục" in html


def test_list_shows_only_ones_own(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    mine = walk(Status.PROCESSING, office, clock)

    assert mine.code in page(mai.get("/ho-so/"))
    assert mine.code not in page(neighbour.get("/ho-so/"))


def test_list_asks_the_same_few_questions_however_long_it_is(
    mai: Client, office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 3):
        for _ in range(number):
            walk(Status.PROCESSING, office, clock)
            walk(Status.RETURNED, office, clock)
            walk(Status.DRAFT, office, clock)
        mai.get("/ho-so/")
        with django_assert_num_queries(LIST_QUERIES):
            mai.get("/ho-so/")


def test_finished_dossiers_are_paged_from_the_newest(mai: Client, office: Office, clock: Clock) -> None:
    done = [walk(Status.REFUSED, office, clock) for _ in range(12)]

    first = page(mai.get("/ho-so/"))
    second = page(mai.get(f"/ho-so/?truoc={done[2].pk}"))

    assert f"?truoc={done[2].pk}" in first
    assert [f"/ho-so/{dossier.reference}/" in first for dossier in done] == [False] * 2 + [True] * 10
    assert [f"/ho-so/{dossier.reference}/" in second for dossier in done] == [True] * 2 + [False] * 10
    assert mai.get("/ho-so/?truoc=xyz").status_code == 200


# one dossier


@pytest.mark.parametrize("status", SHOWN)
def test_every_state_has_a_page_in_the_citizens_words(
    mai: Client, office: Office, clock: Clock, status: Status
) -> None:
    dossier = walk(status, office, clock)

    answer = mai.get(f"/ho-so/{dossier.reference}/")

    html = page(answer)
    assert answer.status_code == 200
    assert "Đường đi của hồ sơ" in html
    assert "Bạn đã nộp hồ sơ" in html
    assert dossier.reference in html
    assert (dossier.applicant_personal_id or "") not in html


def test_page_says_who_holds_it_and_what_was_promised(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.PROCESSING, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))

    assert "Chúng tôi hẹn có kết quả trước 17:30 thứ Năm, 19/11/2026." in html
    assert "<b>Hoàng Thị Nết</b>, công chức tư pháp – hộ tịch" in html
    assert "Vì sao là thứ Năm?" in html
    assert "ngày nhận không tính" in html
    assert "Có kết quả, báo tin tới 0978 *** 312" in html
    assert "Bạn chưa phải làm gì thêm." in html


def test_page_asks_the_same_few_questions_however_long_the_way(
    mai: Client, office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    short = walk(Status.RECEIVED, office, clock)
    long = walk(Status.AWAITING_SIGNATURE, office, clock)

    for dossier in (short, long):
        mai.get(f"/ho-so/{dossier.reference}/")
        with django_assert_num_queries(PAGE_QUERIES):
            mai.get(f"/ho-so/{dossier.reference}/")


def test_broken_promise_says_sorry(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.PROCESSING, office, clock)
    clock.at += timedelta(days=10)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))

    assert "Chúng tôi đã trễ hẹn, xin lỗi bạn." in html
    assert "Quá hạn" in html


def test_late_intake_says_sorry_and_whom_to_call(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.SUBMITTED, office, clock)
    clock.at += timedelta(days=3)

    html = page(mai.get(f"/ho-so/{dossier.reference}/"))

    assert "và đã chậm, chúng tôi xin lỗi. Bạn gọi 0205 3800 100 để hỏi." in html


def test_apology_with_its_new_day_stands_on_the_page(mai: Client, office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.PROCESSING, office=office, person=mai_person())
    letter = letters.propose_apology(
        dossier_id=walked.dossier.pk,
        reason_code=DelayReason.VERIFICATION,
        reason="Sổ hộ tịch gốc phải tra ở xã cũ, chưa có trả lời.",
        new_date=(walked.at + timedelta(days=7)).date(),
        by=walked.by(office.officer),
        at=walked.at,
    )
    letters.sign_letter(letter_id=letter.pk, by=walked.by(office.leader), at=walked.at)
    clock.at = walked.at

    html = page(mai.get(f"/ho-so/{walked.dossier.code}/"))

    assert "Chúng tôi xin lỗi, và hẹn lại có kết quả trước 17:30 thứ Hai, 23/11/2026." in html
    assert "Sổ hộ tịch gốc phải tra ở xã cũ" in html


def test_notes_between_officials_stay_between_them(mai: Client, office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.AWAITING_SIGNATURE, office=office, person=mai_person())
    processing.return_to_officer(
        dossier_id=walked.dossier.pk,
        by=walked.by(office.leader),
        at=walked.at,
        reason="Em soạn lại cho đúng thể thức giúp anh nhé.",
    )

    html = page(mai.get(f"/ho-so/{walked.dossier.code}/"))

    assert "Xem lại trước khi ký" in html
    assert "soạn lại cho đúng thể thức" not in html


def test_temporary_reference_leads_on_to_the_code(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.RECEIVED, office, clock)

    answer = mai.get(f"/ho-so/{dossier.temporary_ref}/")

    assert answer.headers["Location"] == f"/ho-so/{dossier.code}/"


def test_draft_leads_to_where_it_is_written(mai: Client, office: Office, clock: Clock) -> None:
    draft = walk(Status.DRAFT, office, clock)

    assert mai.get(f"/ho-so/{draft.reference}/").headers["Location"] == f"/nop/ho-so/{draft.reference}/nguoi-nop/"


def test_reading_is_logged(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.PROCESSING, office, clock)

    mai.get(f"/ho-so/{dossier.code}/")

    log = ReadLog.objects.get(dossier=dossier)
    assert (log.actor, log.door) == (f"citizen:{dossier.submitter_id}", "portal/dossier")


def test_issued_papers_open_for_their_owner(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.PROCESSING, office, clock)
    slip = dossier.slips.get()
    address = f"/ho-so/{dossier.code}/giay/{slip.pk}/"

    answer = mai.get(address)

    assert f'href="{address}"' in page(mai.get(f"/ho-so/{dossier.code}/"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert neighbour.get(address).status_code == 404
    assert mai.get(f"/ho-so/{dossier.code}/giay/{slip.pk + 1}/").status_code == 404


@pytest.mark.parametrize("place", ["", "bo-sung/", "rut/", "nhan-ket-qua/"])
def test_somebody_elses_dossier_does_not_exist(
    mai: Client, neighbour: Client, office: Office, clock: Clock, place: str
) -> None:
    dossier = walk(Status.AWAITING_SUPPLEMENT, office, clock)
    address = f"/ho-so/{dossier.code}/{place}"

    assert neighbour.get(address).status_code in (404, 405)
    assert neighbour.post(address, {"xong": "1"}).status_code in (404, 405)
    assert Client().get(address).status_code in (302, 405)
    assert mai.get("/ho-so/H99.71-261116-9999/").status_code == 404


# answering a request


def test_request_names_each_paper_why_and_how(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.AWAITING_SUPPLEMENT, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    place = page(mai.get(f"/ho-so/{dossier.code}/bo-sung/"))

    for shown in (html, place):
        assert walking.REASON in shown
        assert "Trích lục ghi chú ly hôn" in shown
        assert "Nộp bản sao" in shown
        assert "thứ Năm, 26/11/2026" in shown
    assert "Tạm dừng, chờ bổ sung" in html


def test_supplement_is_answered_with_files_and_waits_for_the_desk(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.AWAITING_SUPPLEMENT, office, clock)
    place = f"/ho-so/{dossier.code}/bo-sung/"
    clock.at += timedelta(hours=1)

    sent = mai.post(place, {"gui": "khac-1", "file": photo()})
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
    dossier = walk(Status.NEED_FIX_INTAKE, office, clock)
    place = f"/ho-so/{dossier.reference}/bo-sung/"
    clock.at += timedelta(hours=1)
    mai.post(place, {"gui": "khac-1", "file": photo()})

    mai.post(place, {"xong": "1", "khoa": "k", "note": ""})

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED
    assert dossier.intake_due_at == walking.MONDAY + timedelta(days=1, hours=1, minutes=30)


def test_form_may_be_mended_before_reception(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.NEED_FIX_INTAKE, office, clock)
    step = f"/nop/ho-so/{dossier.reference}/to-khai/"

    html = page(mai.get(step))
    mai.post(step, {"full_name": "Lò Thị Mai Anh", "personal_id": "", "purpose": "Kết hôn"})

    dossier.refresh_from_db()
    assert "Bạn đang sửa hồ sơ theo yêu cầu của quầy" in html
    assert (dossier.answers or {})["full_name"] == "Lò Thị Mai Anh"


def test_mended_dossier_is_sent_again_from_the_last_step(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.NEED_FIX_INTAKE, office, clock)
    review = f"/nop/ho-so/{dossier.reference}/xem-lai/"

    html = page(mai.get(review))
    mai.post(review, {"agree": "on", "khoa": key_in(html), "why_missing": "Mang đến quầy"})

    dossier.refresh_from_db()
    assert "Gửi phần đã sửa" in html
    assert dossier.status == Status.SUBMITTED


def test_empty_answer_is_not_sent(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.AWAITING_SUPPLEMENT, office, clock)

    answer = mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"xong": "1", "khoa": "k", "note": ""})

    assert answer.status_code == 422
    assert "Bạn chưa gửi thêm giấy nào" in page(answer)
    assert dossier.events.filter(action="answer_supplement").count() == 0


def test_wrong_file_in_an_answer_says_why(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.AWAITING_SUPPLEMENT, office, clock)

    answer = mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"gui": "khac-1", "file": program()})

    assert answer.status_code == 422
    assert "không đúng loại" in page(answer)


def test_answer_pressed_twice_is_sent_once(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.AWAITING_SUPPLEMENT, office, clock)
    fields = {"xong": "1", "khoa": "k", "note": "Đã đủ"}

    for _ in range(2):
        mai.post(f"/ho-so/{dossier.code}/bo-sung/", fields)

    assert dossier.events.filter(action="answer_supplement").count() == 1


def test_nothing_can_be_added_where_nothing_is_asked(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.PROCESSING, office, clock)

    answer = mai.post(f"/ho-so/{dossier.code}/bo-sung/", {"gui": "khac", "file": photo(), "name": "Thêm"}, follow=True)

    assert "không còn chờ bạn bổ sung gì" in page(answer)
    assert not dossier.documents.exists()


# taking back


def test_dossier_is_taken_back_before_reception(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.SUBMITTED, office, clock)
    place = f"/ho-so/{dossier.reference}/rut/"

    asked = page(mai.get(place))
    answer = mai.post(place, {"khoa": key_in(asked), "reason": "Nộp nhầm"}, follow=True)

    dossier.refresh_from_db()
    assert "Không lấy lại được" in asked
    assert dossier.status == Status.WITHDRAWN
    assert "Đã rút hồ sơ" in page(answer)


def test_taking_back_twice_is_one_withdrawal(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.SUBMITTED, office, clock)

    answers = [mai.post(f"/ho-so/{dossier.reference}/rut/", {"khoa": "k"}, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert dossier.events.filter(action="withdraw").count() == 1


def test_after_reception_the_way_leads_over_the_desk(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.PROCESSING, office, clock)
    place = f"/ho-so/{dossier.code}/rut/"

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    answer = mai.post(place, {"khoa": "k"}, follow=True)

    dossier.refresh_from_db()
    assert "Rút hồ sơ" not in html
    assert mai.get(place).status_code == 302
    assert "Hồ sơ đã sang bước khác" in page(answer)
    assert dossier.status == Status.PROCESSING


# the result


def test_first_download_is_the_receipt(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.RESULT_SENT, office, clock, delivery=Delivery.ELECTRONIC)
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
    dossier = walk(Status.RESULT_SENT, office, clock, delivery=Delivery.POST)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    answer = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/", follow=True)

    dossier.refresh_from_db()
    assert "Tôi đã nhận được" in html
    assert "Chúng tôi ghi nhận bạn đã nhận kết quả" in page(answer)
    assert dossier.status == Status.RETURNED


def test_result_at_the_counter_says_where_and_when(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.RESULT_READY, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))
    answer = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/", follow=True)

    assert "Trung tâm Phục vụ hành chính công xã Suối Mây để nhận" in html
    assert "Chủ tịch Lương Văn Bình ký lúc" in html
    dossier.refresh_from_db()
    assert dossier.status == Status.RESULT_READY
    assert "Hồ sơ đã sang bước khác" in page(answer)


def test_messages_stand_beside_the_dossier(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk(Status.RECEIVED, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))

    assert "Tin đã báo cho bạn" in html
    assert f"Hồ sơ số cuối {dossier.code[-4:]} đã được tiếp nhận" in html
