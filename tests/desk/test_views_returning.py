"""The page of returning: what waits, whom a scan leads to, who took it, and what the clerk reads where it cannot be."""

from __future__ import annotations

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.desk.models import Collection, CollectionReminder, ReturnedOriginal
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services.returning import mark_unclaimed
from apps.officials.models import OfficeSetting
from apps.payments.models import Demand
from apps.procedures.models import Arrangement
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, image, words
from tests.desk.returned import drawn, keep_original
from tests.factories import Office
from tests.walking import MONDAY, walk, walk_to

pytestmark = pytest.mark.django_db
CARD = "036198777888|123456789|LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, xã Suối Mây|15032022"


@pytest.fixture
def office() -> Office:
    return factories.office()


def png(content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()


def test_list_says_how_long_a_result_waits_when_its_owner_was_reminded_and_how_to_call(
    office: Office, clock: Clock
) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, person=factories.person(name="Lò Thị Mai"))
    assert dossier.finished_at is not None
    CollectionReminder.objects.create(
        agency=office.agency,
        dossier=dossier,
        ready_at=dossier.finished_at,
        step=1,
        is_last=False,
        at=MONDAY + timedelta(days=10),
    )
    clock.at = MONDAY + timedelta(days=11)

    page = words(Seat(office.clerk).get("returning"))

    assert "Lò Thị Mai" in page
    assert "8 ngày làm việc" in page  # of 11 days: two weekends and the 24th are none
    assert "0978 111 312" in page
    assert "26/11" in page


def test_lists_are_told_apart(office: Office, clock: Clock) -> None:
    walk_to(status=Status.RESULT_READY, office=office, person=factories.person(name="Mùa A Lử"))
    walk_to(
        status=Status.RESULT_READY,
        office=office,
        person=factories.person(name="Lý A Páo"),
        delivery=Delivery.ELECTRONIC,
    )
    walk_to(
        status=Status.RESULT_READY, office=office, person=factories.person(name="Giàng A Chu"), delivery=Delivery.POST
    )
    seat = Seat(office.clerk)

    counter, electronic = words(seat.get("returning")), words(seat.get("returning", xem="dien-tu"))

    assert [name in counter for name in ("Mùa A Lử", "Lý A Páo", "Giàng A Chu")] == [True, False, False]
    assert [name in electronic for name in ("Mùa A Lử", "Lý A Páo", "Giàng A Chu")] == [False, True, False]
    assert "Giàng A Chu" in words(seat.get("posting"))
    assert "không ai đến" in words(seat.get("returning", xem="khong-nguoi-nhan"))


@pytest.mark.parametrize(
    "scan", ["{code}", "https://motcua.example.vn/tra-cuu/?ma={code}", "lo thi mai", "0978 111 312"]
)
def test_scan_of_the_receipt_leads_to_the_hand_over(scan: str, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, person=factories.person(name="Lò Thị Mai"))

    answer = Seat(office.clerk).post("returning", tim=scan.format(code=dossier.code))

    assert answer.headers["Location"] == reverse("desk:hand_over", args=[dossier.code])


@pytest.mark.parametrize("typed", ["", "H99.71-26", "khong ai", "\x00", "H99.71-261116-9999"])
def test_half_a_scan_finds_nothing_and_says_so(typed: str, office: Office, clock: Clock) -> None:
    walk_to(status=Status.RESULT_READY, office=office)

    answer = Seat(office.clerk).post("returning", tim=typed)

    assert answer.status_code == 422
    assert "Quét lại mã trên giấy hẹn" in words(answer)


def test_dossier_of_another_office_is_not_there(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    dossier = walk_to(status=Status.RESULT_READY, office=theirs)
    seat = Seat(office.clerk)

    assert seat.post("returning", tim=dossier.code).status_code == 422
    assert seat.get("hand_over", dossier.code).status_code == 404
    assert seat.hand_over(dossier).status_code == 404


def test_result_decided_elsewhere_waits_at_the_desk_that_returns_it(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    made = factories.offering(agency=theirs.agency)
    here, there, posted = (
        walk_to(
            status=Status.RESULT_READY, office=theirs, offering=made, person=factories.person(name=name), delivery=by
        )
        for name, by in (
            ("Mùa A Lử", Delivery.COUNTER),
            ("Lý A Páo", Delivery.COUNTER),
            ("Giàng A Chu", Delivery.POST),
        )
    )
    ours = Dossier.objects.filter(pk__in=[here.pk, posted.pk])
    ours.update(receiving_agency=office.agency, returning_agency=office.agency)
    desk, elsewhere = Seat(office.clerk), Seat(theirs.clerk)

    shown, shown_there = words(desk.get("returning")), words(elsewhere.get("returning"))
    stranger = Seat(factories.office(code="H99.73", name="Bản Lầu", is_ours=False).clerk)

    assert [name in shown for name in ("Mùa A Lử", "Lý A Páo")] == [True, False]
    assert [name in shown_there for name in ("Mùa A Lử", "Lý A Páo")] == [False, True]
    assert ["Giàng A Chu" in words(seat.get("posting")) for seat in (desk, elsewhere)] == [True, False]
    assert "Mùa A Lử" not in words(stranger.get("returning"))
    assert desk.hand_over(there).status_code == 404
    assert "Lương Văn Bình" in words(desk.get("hand_over", here.code))  # a leader of this office may give it
    assert desk.hand_over(here, leader=str(office.leader.pk)).status_code == 302
    assert Collection.objects.get().leader == office.leader


def test_what_has_no_result_yet_is_said_and_shown(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    answer = Seat(office.clerk).client.get(reverse("desk:hand_over", args=[dossier.code]), follow=True)

    assert "chưa có kết quả để trao" in words(answer)


def test_everything_that_belongs_to_it_stands_on_the_page(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    keep_original(dossier, originals=2)

    page = words(Seat(office.clerk).get("hand_over", dossier.code))

    for told in ("Giấy xác nhận tình trạng hôn nhân", "Giấy chứng sinh", "đang giữ 2 bản chính", "Lương Văn Bình"):
        assert told in page
    assert "Người nhà của người đứng đơn" in page


def test_scanned_card_fills_the_person_and_knows_the_applicant(office: Office, clock: Clock) -> None:
    mai = factories.person(name="Lò Thị Mai", personal_id="036198777888")
    dossier = walk_to(status=Status.RESULT_READY, office=office, person=mai)
    seat = Seat(office.clerk)

    page = seat.post("hand_over", dossier.code, card=CARD, viec="the", relation="đã gõ trước")
    broken = seat.post("hand_over", dossier.code, card="0361987", viec="the", name="Đã gõ")

    assert 'value="Lò Thị Mai"' in words(page)
    assert 'value="036198777888"' in words(page)
    assert 'value="đã gõ trước"' in words(page)
    assert page.content.decode().count("checked") == 2
    assert (broken.status_code, "đứt giữa chừng" in words(broken), "Đã gõ" in words(broken)) == (422, True, True)


def test_hand_over_is_recorded_and_shown_with_its_receipt(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    birth = keep_original(dossier)
    seat = Seat(office.clerk)

    done = seat.hand_over(
        dossier,
        claimant="family",
        name="Lò Thị Xuân",
        relation="con gái",
        paper="Giấy khai sinh số 12",
        leader=office.leader.pk,
        signature=png(drawn()),
        **{f"chinh-{birth.pk}": "1"},
    )
    page = words(seat.client.get(done.headers["Location"]))

    made = Collection.objects.get(dossier=dossier)
    assert (made.signed, made.leader, made.claimant) == ("screen", office.leader, "family")
    assert ReturnedOriginal.objects.get().returned == 1
    for told in ("Lò Thị Xuân", "con gái", "Giấy khai sinh số 12", "Giấy chứng sinh: 1/1", "Đã ký trên màn hình"):
        assert told in page
    assert made.slip is not None
    assert reverse("desk:print_slip", args=[made.slip.pk]) in page
    assert seat.post("print_slip", made.slip.pk).content.startswith(b"%PDF-")
    assert made.signature is not None
    assert seat.get("file", made.signature.address).status_code == 200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"claimant": ""}, "Chọn người nhận là ai"),
        ({"identity": ""}, "Đối chiếu căn cước"),
        ({"name": " "}, "Viết họ tên người đến nhận"),
        ({"claimant": "submitter"}, "Chọn người nhận là ai"),
        ({"claimant": "representative", "name": "Ai Đó"}, "Ghi giấy ủy quyền"),
        ({"claimant": "family", "name": "Ai Đó"}, "Ghi giấy tờ cho thấy là người nhà"),
        ({"personal_id": "12345"}, "Số định danh có 12 chữ số"),
        ({"signature": "data:image/png;base64,AAAA"}, "Khung chữ ký còn trống"),
        ({"signature": "javascript:alert(1)"}, "không đọc được"),
        ({"signature": png(drawn(is_blank=True))}, "Khung chữ ký còn trống"),
        ({"leader": "999999"}, "999999"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_happens(
    said: dict[str, str], told: str, office: Office, clock: Clock
) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)

    answer = Seat(office.clerk).hand_over(dossier, **said)

    assert answer.status_code in (409, 422)
    assert told in words(answer)
    assert not Collection.objects.exists()


def test_more_originals_than_were_kept_are_not_given_back(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    birth = keep_original(dossier)

    answer = Seat(office.clerk).hand_over(dossier, **{f"chinh-{birth.pk}": "5"})

    assert "Đếm lại" in words(answer)
    assert not Collection.objects.exists()


def test_unpaid_fee_is_a_sentence_with_a_way_and_no_button(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    Demand.objects.create(
        agency=office.agency, dossier=dossier, what="filing", title="Lệ phí", amount=15000, raised_at=MONDAY
    )
    seat = Seat(office.clerk)

    page, tried = words(seat.get("hand_over", dossier.code)), seat.hand_over(dossier)

    assert "Còn 15.000 đ chưa nộp" in page.replace("\xa0", " ")
    assert reverse("payments:bill", args=[dossier.code]) in page
    assert "disabled" in page
    assert tried.status_code == 409
    assert not Collection.objects.exists()


def test_couple_comes_together(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    Arrangement.objects.filter(pk=dossier.arrangement_id).update(second_party="người cùng đăng ký kết hôn")
    seat = Seat(office.clerk)

    alone = seat.hand_over(dossier)
    together = seat.hand_over(dossier, are_both_there="on", key="hai")

    assert "cần cả hai người cùng có mặt" in words(alone)
    assert together.status_code == 302


def test_double_click_hands_over_once_and_the_second_clerk_is_told_by_whom(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    first, second = Seat(office.clerk), Seat(office.second_clerk)
    said = {"seen": dossier.last_sequence, "key": "mot", "viec": "trao"}
    said |= {"claimant": "applicant", "name": "Lò Thị Mai", "identity": "seen"}

    answers = [first.post("hand_over", dossier.code, **said) for _ in range(2)]
    late = second.client.post(reverse("desk:hand_over", args=[dossier.code]), said | {"key": "hai"}, follow=True)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Collection.objects.count() == 1
    assert "Vi Thị Hạnh" in words(late)
    assert "Đã trao cho Lò Thị Mai" in words(late)


def test_without_a_screen_the_signed_paper_comes_back_as_scan_or_word(office: Office, clock: Clock) -> None:
    seat = Seat(office.clerk)
    for said, told in (({"scan": image()}, "có bản quét"), ({"is_signed": "on"}, "bản giấy lưu theo hồ sơ")):
        dossier = walk_to(status=Status.RESULT_READY, office=office)
        seat.hand_over(dossier)
        assert dossier.code in words(seat.get("returning", xem="chua-ky"))
        assert "Gửi bản quét" in words(seat.post("sign_paper", dossier.code, key="k"))

        done = seat.client.post(reverse("desk:sign_paper", args=[dossier.code]), {"key": "k", **said}, follow=True)

        assert told in words(done)
        assert dossier.code not in words(seat.get("returning", xem="chua-ky"))
        again = seat.client.post(
            reverse("desk:sign_paper", args=[dossier.code]), {"key": "k", "is_signed": "on"}, follow=True
        )
        assert "đã được ghi trước đó" in words(again)


def test_file_that_is_no_paper_is_refused_in_words(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    seat = Seat(office.clerk)
    seat.hand_over(dossier)

    answer = seat.post("sign_paper", dossier.code, key="k", scan=SimpleUploadedFile("a.exe", b"MZ" + bytes(40)))

    assert answer.status_code == 422
    assert Collection.objects.get().signed == ""


def test_office_that_wants_an_authorisation_offers_kin_nothing(office: Office, clock: Clock) -> None:
    OfficeSetting.objects.create(agency=office.agency, name="family_collects", value="never")
    dossier = walk_to(status=Status.RESULT_READY, office=office)

    assert "Người nhà của người đứng đơn" not in words(Seat(office.clerk).get("hand_over", dossier.code))


def test_home_delivery_asks_where_and_keeps_it(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, delivery=Delivery.HOME)
    seat = Seat(office.clerk)

    assert "Trao ở đâu" in words(seat.get("hand_over", dossier.code))
    seat.hand_over(dossier, way="home")
    assert Collection.objects.get().way == "home"
    assert "Tại nhà" in words(seat.get("hand_over", dossier.code))


def test_unclaimed_result_is_listed_apart_and_handed_over_all_the_same(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.RESULT_READY, office=office)
    mark_unclaimed(dossier_id=walked.dossier.pk, at=walked.at)
    seat = Seat(office.clerk)

    assert walked.dossier.code not in words(seat.get("returning"))
    assert walked.dossier.code in words(seat.get("returning", xem="khong-nguoi-nhan"))
    assert seat.hand_over(walked.dossier).status_code == 302


def test_list_costs_the_same_for_one_and_for_three(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat, offering = Seat(office.clerk), factories.offering(agency=office.agency)
    walk_to(status=Status.RESULT_READY, office=office, offering=offering)
    seat.get("returning")

    with django_assert_num_queries(QUERIES):
        seat.get("returning")
    for _ in range(2):
        walk_to(status=Status.RESULT_READY, office=office, offering=offering)
    with django_assert_num_queries(QUERIES):
        seat.get("returning")


QUERIES = 14


def test_signature_is_read_back_as_the_picture_it_was(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)
    Seat(office.clerk).hand_over(dossier, signature=png(drawn()))
    kept = Collection.objects.get().signature
    assert kept is not None

    opened = Seat(office.clerk).get("file", kept.address)

    assert BytesIO(b"".join(opened.streaming_content) if opened.streaming else opened.content).read(4) == b"\x89PNG"
