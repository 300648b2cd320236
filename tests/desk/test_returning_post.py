"""Results by post: labelled, numbered, handed over in a batch, followed, delivered or back at the counter."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import Settings

from apps.desk.domain.mail import MailState, NotThatWay
from apps.desk.models import PostalItem, PostalStep
from apps.desk.services import returning, returning_post
from apps.desk.services.returning_post import NoAddress, NoTracking, TrackingTaken
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import folded
from apps.dossiers.services import filing
from apps.dossiers.services.returning import confirm_receipt
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.returned import handed
from tests.factories import Office
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db
NUMBER = "EE123456789VN"


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def by_post(office: Office, clock: Clock) -> Walk:
    return walk(status=Status.RESULT_READY, office=office, delivery=Delivery.POST)


def posted(walked: Walk, *, tracking: str = NUMBER) -> PostalItem:
    by, at = walked.by(walked.office.clerk), walked.at
    item = returning_post.prepare(dossier_id=walked.dossier.pk, by=by, at=at)
    returning_post.number(item_id=item.pk, tracking=tracking, by=by, at=at)
    assert returning_post.hand_to_post(item_ids=[item.pk], by=by, at=at) == (1, [])
    item.refresh_from_db()
    walked.dossier.refresh_from_db()
    return item


def told(kind: str) -> int:
    return OutboxMessage.objects.filter(kind=kind).values("about", "cycle").distinct().count()


def test_label_is_made_once_however_often_it_is_printed(by_post: Walk) -> None:
    items = [
        returning_post.prepare(dossier_id=by_post.dossier.pk, by=by_post.by(by_post.office.clerk), at=by_post.at)
        for _ in range(2)
    ]
    assert items[0] == items[1]
    assert PostalStep.objects.count() == 1


def test_batch_goes_to_the_post_and_its_owners_are_told_the_number(by_post: Walk) -> None:
    item = posted(by_post)

    assert (item.state, by_post.dossier.status) == (MailState.HANDED, Status.RESULT_SENT)
    assert told("result_posted") == 1
    assert any(
        NUMBER in message.body for message in OutboxMessage.objects.filter(kind="result_posted", channel="email")
    )
    assert not any(NUMBER in message.body for message in OutboxMessage.objects.filter(channel="sms"))


def test_nothing_goes_without_a_number_and_holds_up_no_other(office: Office, by_post: Walk) -> None:
    other = walk(status=Status.RESULT_READY, office=office, delivery=Delivery.POST)
    by, at = by_post.by(office.clerk), by_post.at
    bare = returning_post.prepare(dossier_id=by_post.dossier.pk, by=by, at=at)
    ready = returning_post.prepare(dossier_id=other.dossier.pk, by=by, at=at)
    returning_post.number(item_id=ready.pk, tracking=NUMBER, by=by, at=at)

    went, refused = returning_post.hand_to_post(item_ids=[bare.pk, ready.pk], by=by, at=at)

    assert went == 1
    assert [(one.reference, type(one.error)) for one in refused] == [(by_post.dossier.code, NoTracking)]


def test_one_number_belongs_to_one_sending(office: Office, by_post: Walk) -> None:
    posted(by_post)
    other = walk(status=Status.RESULT_READY, office=office, delivery=Delivery.POST)
    item = returning_post.prepare(dossier_id=other.dossier.pk, by=other.by(office.clerk), at=other.at)
    with pytest.raises(TrackingTaken):
        returning_post.number(item_id=item.pk, tracking=NUMBER, by=other.by(office.clerk), at=other.at)


def test_delivered_ends_the_dossier_and_keeps_its_whole_way(by_post: Walk) -> None:
    item = posted(by_post)
    by, at = by_post.by(by_post.office.clerk), by_post.at
    for state in (MailState.ON_THE_WAY, MailState.FAILED, MailState.DELIVERED):
        returning_post.record(item_id=item.pk, state=state, by=by, at=at, note="vắng nhà")

    by_post.dossier.refresh_from_db()
    assert by_post.dossier.status == Status.RETURNED
    assert by_post.dossier.events.get(action="return_result").facts["way"] == "post"
    way = list(item.steps.order_by("sequence").values_list("state", flat=True))
    assert way == ["prepared", "handed", "on_the_way", "failed", "delivered"]
    with pytest.raises(NotThatWay):
        returning_post.record(item_id=item.pk, state=MailState.CAME_BACK, by=by, at=at)


def test_owner_who_says_it_arrived_needs_no_second_end(by_post: Walk) -> None:
    item = posted(by_post)
    confirm_receipt(dossier_id=by_post.dossier.pk, by=by_post.citizen(), at=by_post.at)
    by, at = by_post.by(by_post.office.clerk), by_post.at
    returning_post.record(item_id=item.pk, state=MailState.DELIVERED, by=by, at=at)

    assert by_post.dossier.events.filter(action="return_result").count() == 0


def test_what_comes_back_waits_at_the_counter_and_its_owner_is_told(by_post: Walk) -> None:
    item = posted(by_post)
    by, at = by_post.by(by_post.office.clerk), by_post.at
    returning_post.record(item_id=item.pk, state=MailState.CAME_BACK, by=by, at=at)

    by_post.dossier.refresh_from_db()
    assert by_post.dossier.status == Status.RESULT_READY
    assert folded(dossier=by_post.dossier) == by_post.dossier.state()
    assert told("result_came_back") == 1
    seat = Seat(by_post.office.clerk)
    assert by_post.dossier.code in words(seat.get("returning"))
    assert "bưu điện chuyển hoàn" in words(seat.get("returning"))
    assert seat.hand_over(by_post.dossier).status_code == 302


def test_it_can_be_sent_again_as_a_new_sending(by_post: Walk) -> None:
    first = posted(by_post)
    by, at = by_post.by(by_post.office.clerk), by_post.at
    returning_post.record(item_id=first.pk, state=MailState.CAME_BACK, by=by, at=at)

    again = posted(by_post, tracking="EE987654321VN")

    assert (again.attempt, by_post.dossier.status) == (2, Status.RESULT_SENT)


def test_counter_does_not_hand_over_what_the_post_has(by_post: Walk) -> None:
    posted(by_post)
    answer = Seat(by_post.office.clerk).hand_over(by_post.dossier)
    assert "đang ở bưu điện" in words(answer)
    assert answer.status_code == 409


def test_owner_who_comes_before_the_post_takes_it_and_the_label_is_dropped(by_post: Walk) -> None:
    by, at = by_post.by(by_post.office.clerk), by_post.at
    item = returning_post.prepare(dossier_id=by_post.dossier.pk, by=by, at=at)
    returning.hand_over(dossier_id=by_post.dossier.pk, handed=handed(), by=by, at=at)

    item.refresh_from_db()
    assert item.state == MailState.DROPPED


def test_without_an_address_there_is_no_label(by_post: Walk) -> None:
    Dossier.objects.filter(pk=by_post.dossier.pk).update(delivery_address="", applicant_address="")
    with pytest.raises(NoAddress):
        returning_post.prepare(dossier_id=by_post.dossier.pk, by=by_post.by(by_post.office.clerk), at=by_post.at)
    answer = Seat(by_post.office.clerk).post("posting", viec="nhan", chon=by_post.dossier.pk)
    assert "không ghi địa chỉ" in words(answer)


@pytest.mark.parametrize("status", [Status.PROCESSING, Status.RETURNED])
def test_only_a_result_that_waits_is_labelled(status: Status, office: Office, clock: Clock) -> None:
    walked = walk(status=status, office=office, delivery=Delivery.POST)
    with pytest.raises(Forbidden):
        returning_post.prepare(dossier_id=walked.dossier.pk, by=walked.by(office.clerk), at=walked.at)


def test_page_leads_from_the_label_to_the_post_by_two_scans(by_post: Walk) -> None:
    seat, code = Seat(by_post.office.clerk), by_post.dossier.code

    label = seat.post("posting", viec="nhan", chon=by_post.dossier.pk)
    asked = seat.post("posting", viec="so", code=code, tracking="")
    telex = seat.post("posting", viec="so", code=code, tracking="Ê123456789VN")
    seat.post("posting", viec="so", code=code, tracking=" ee123456789vn ")
    item = PostalItem.objects.get()
    bare = seat.post("posting", viec="giao")
    gone = seat.client.post(reverse("desk:posting"), {"viec": "giao", "chon": item.pk}, follow=True)

    assert label.content.startswith(b"%PDF-")
    assert f'value="{code}"' in words(asked)
    assert "Bàn phím đang gõ tiếng Việt" in words(telex)
    assert (bare.status_code, "Chưa chọn hồ sơ nào" in words(bare)) == (422, True)
    assert "Đã giao bưu điện 1 bưu gửi" in words(gone)
    item.refresh_from_db()
    assert (item.tracking, item.state) == (NUMBER, MailState.HANDED)
    done = seat.client.post(reverse("desk:mail_state", args=[item.pk]), {"buoc": "delivered"}, follow=True)
    assert "Bưu điện đã phát" in words(done)
    late = seat.client.post(reverse("desk:mail_state", args=[item.pk]), {"buoc": "came_back"}, follow=True)
    assert "đã sang bước khác" in words(late)


def test_label_shows_the_code_and_the_address_and_no_sensitive_title(office: Office, by_post: Walk) -> None:
    secret = walk(
        status=Status.RESULT_READY,
        office=office,
        offering=factories.offering(agency=office.agency, name="Đăng ký khai tử"),
        delivery=Delivery.POST,
    )
    Dossier.objects.filter(pk=secret.dossier.pk).update(is_sensitive=True)
    chosen = [by_post.dossier.pk, secret.dossier.pk]

    paper = PdfReader(BytesIO(Seat(office.clerk).post("posting", viec="nhan", chon=chosen).content))
    text = " ".join(paper.pages[0].extract_text().split())

    assert len(paper.pages) == 1
    for told_there in (by_post.dossier.code, secret.dossier.code, "Thôn Nà Lạn, xã Suối Mây", "0978 111 312"):
        assert told_there in text
    assert "Cấp Giấy xác nhận tình trạng hôn nhân" in text
    assert "khai tử" not in text


def test_owner_and_tracker_see_the_number_and_where_it_is(by_post: Walk, settings: Settings) -> None:
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = 30 * 24 * 3600
    posted(by_post)
    owner, stranger = Client(), Client()
    owner.force_login(factories.citizen_user(person=by_post.dossier.submitter))
    factor = filing.issue_lookup_factor(dossier=by_post.dossier)

    own = words(owner.get(reverse("portal:dossier", args=[by_post.dossier.code])))
    tracked = words(stranger.post(reverse("portal:track"), {"reference": by_post.dossier.code, "factor": factor}))

    for page in (own, tracked):
        assert NUMBER in page
        assert "Bưu điện đã nhận kết quả để chuyển" in page
    assert by_post.dossier.applicant_name not in tracked
    assert by_post.dossier.applicant_phone.removeprefix("+84") not in tracked.replace(" ", "")


def test_item_of_another_office_is_not_there(by_post: Walk) -> None:
    item = posted(by_post)
    other = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    assert Seat(other.clerk).post("mail_state", item.pk, buoc="delivered").status_code == 404
    assert by_post.dossier.code not in words(Seat(other.clerk).get("posting"))
