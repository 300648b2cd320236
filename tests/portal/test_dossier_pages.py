"""A citizen's dossiers: the list, the way of each, the answer to a request, the withdrawal, the result."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.desk.domain.apologies import DelayReason
from apps.desk.services import letters
from apps.dossiers.domain.status import Status
from apps.dossiers.models import ReadLog
from apps.dossiers.services import processing
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import mai_person, page, walk_hers

pytestmark = pytest.mark.django_db

SHOWN = [status for status in walking.WAYS if status is not Status.DRAFT]
LIST_QUERIES, PAGE_QUERIES = 11, 19


# the list


def test_list_says_where_each_dossier_is(mai: Client, office: Office, clock: Clock) -> None:
    draft = walk_hers(Status.DRAFT, office, clock)
    waiting = walk_hers(Status.NEED_FIX_INTAKE, office, clock)
    working = walk_hers(Status.PROCESSING, office, clock)
    done = walk_hers(Status.RETURNED, office, clock)

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
    mine = walk_hers(Status.PROCESSING, office, clock)

    assert mine.code in page(mai.get("/ho-so/"))
    assert mine.code not in page(neighbour.get("/ho-so/"))


def test_list_asks_the_same_few_questions_however_long_it_is(
    mai: Client, office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 3):
        for _ in range(number):
            walk_hers(Status.PROCESSING, office, clock)
            walk_hers(Status.RETURNED, office, clock)
            walk_hers(Status.DRAFT, office, clock)
        mai.get("/ho-so/")
        with django_assert_num_queries(LIST_QUERIES):
            mai.get("/ho-so/")


def test_finished_dossiers_are_paged_from_the_newest(mai: Client, office: Office, clock: Clock) -> None:
    done = [walk_hers(Status.REFUSED, office, clock) for _ in range(12)]

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
    dossier = walk_hers(status, office, clock)

    answer = mai.get(f"/ho-so/{dossier.reference}/")

    html = page(answer)
    assert answer.status_code == 200
    assert "Đường đi của hồ sơ" in html
    assert "Bạn đã nộp hồ sơ" in html
    assert dossier.reference in html
    assert (dossier.applicant_personal_id or "") not in html


def test_page_says_who_holds_it_and_what_was_promised(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)

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
    short = walk_hers(Status.RECEIVED, office, clock)
    long = walk_hers(Status.AWAITING_SIGNATURE, office, clock)

    for dossier in (short, long):
        mai.get(f"/ho-so/{dossier.reference}/")
        with django_assert_num_queries(PAGE_QUERIES):
            mai.get(f"/ho-so/{dossier.reference}/")


def test_broken_promise_says_sorry(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)
    clock.at += timedelta(days=10)

    html = page(mai.get(f"/ho-so/{dossier.code}/"))

    assert "Chúng tôi đã trễ hẹn, xin lỗi bạn." in html
    assert "Quá hạn" in html


def test_late_intake_says_sorry_and_whom_to_call(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.SUBMITTED, office, clock)
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
    dossier = walk_hers(Status.RECEIVED, office, clock)

    answer = mai.get(f"/ho-so/{dossier.temporary_ref}/")

    assert answer.headers["Location"] == f"/ho-so/{dossier.code}/"


def test_draft_leads_to_where_it_is_written(mai: Client, office: Office, clock: Clock) -> None:
    draft = walk_hers(Status.DRAFT, office, clock)

    assert mai.get(f"/ho-so/{draft.reference}/").headers["Location"] == f"/nop/ho-so/{draft.reference}/nguoi-nop/"


def test_reading_is_logged(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)

    mai.get(f"/ho-so/{dossier.code}/")

    log = ReadLog.objects.get(dossier=dossier)
    assert (log.actor, log.door) == (f"citizen:{dossier.submitter_id}", "portal/dossier")


def test_issued_papers_open_for_their_owner(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)
    slip = dossier.slips.get()
    address = f"/ho-so/{dossier.code}/giay/{slip.pk}/"

    answer = mai.get(address)

    assert f'href="{address}"' in page(mai.get(f"/ho-so/{dossier.code}/"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert neighbour.get(address).status_code == 404
    assert mai.get(f"/ho-so/{dossier.code}/giay/{slip.pk + 1}/").status_code == 404


@pytest.mark.parametrize("place", ["", "bo-sung/", "rut/", "nhan-ket-qua/", "trao-doi/", "ai-da-xem/", "chuoi/"])
def test_somebody_elses_dossier_does_not_exist(
    mai: Client, neighbour: Client, office: Office, clock: Clock, place: str
) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)
    address = f"/ho-so/{dossier.code}/{place}"

    assert neighbour.get(address).status_code in (404, 405)
    assert neighbour.post(address, {"xong": "1"}).status_code in (404, 405)
    assert Client().get(address).status_code in (302, 405)
    assert mai.get("/ho-so/H99.71-261116-9999/").status_code == 404
