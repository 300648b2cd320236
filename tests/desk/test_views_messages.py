"""The messages of a dossier: each with what became of it, and for each way not taken the reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Person
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, ReadLog
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.retrying import MessageState
from apps.messaging.domain.ways import ChosenWays
from apps.messaging.models import OutboxMessage, WayOut
from apps.messaging.selectors.told import Line, Occasion
from apps.messaging.services.preferring import choose_ways
from apps.officials.services import change_setting
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import MONDAY, citizen, walk

pytestmark = pytest.mark.django_db
PHONE = "+84978111312"


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def browser(client: Client, office: Office, clock: Clock) -> Client:
    """The clerk's, on Monday at nine."""
    client.force_login(office.clerk.user)
    return client


def received(office: Office, person: Person | None = None) -> Dossier:
    return walk(status=Status.RECEIVED, office=office, at=MONDAY, person=person).dossier


def told(browser: Client, dossier: Dossier) -> list[Occasion]:
    answer = browser.get(reverse("desk:messages", args=[dossier.reference]))
    assert answer.status_code == 200
    occasions: list[Occasion] = answer.context["occasions"]
    return occasions


def line(occasion: Occasion, channel: Channel) -> Line:
    return next(line for line in occasion.lines if line.row.channel is channel)


def page(browser: Client, dossier: Dossier) -> str:
    return browser.get(reverse("desk:messages", args=[dossier.reference])).content.decode()


def test_the_last_occasion_comes_first_with_all_its_ways(browser: Client, office: Office) -> None:
    received_last, submitted_first = told(browser, received(office))

    assert (received_last.label, submitted_first.label) == ("Hồ sơ đã tiếp nhận", "Hồ sơ đã gửi đến")
    assert [line.row.channel for line in received_last.lines] == [Channel.SMS, Channel.EMAIL, Channel.IN_APP]
    assert line(received_last, Channel.IN_APP).row.state is MessageState.DELIVERED


def test_addresses_are_masked_and_the_page_is_logged_as_read(browser: Client, office: Office) -> None:
    dossier = received(office)
    before = ReadLog.objects.count()

    shown = page(browser, dossier)

    assert "312" in shown
    assert "978 111 312" not in shown
    assert "mai@example.vn" not in shown
    assert "m***@example.vn" in shown
    assert ReadLog.objects.count() == before + 1


def test_a_phone_that_may_not_ring_now_is_said_with_its_hour(browser: Client, office: Office, clock: Clock) -> None:
    dossier = received(office)
    clock.at = datetime(2026, 11, 20, 21, 0, tzinfo=ZONE)  # Friday night
    browser.force_login(office.clerk.user)

    waiting = line(told(browser, dossier)[0], Channel.SMS)

    assert waiting.wait == "Ngoài giờ nhắn tin, đợi đến"
    assert waiting.until == datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
    assert line(told(browser, dossier)[0], Channel.EMAIL).wait == "Đến lượt, gửi trong ít giây."


def test_a_gateway_that_does_not_answer_is_said(browser: Client, office: Office, clock: Clock) -> None:
    dossier = received(office)
    until = clock.at + timedelta(seconds=20)
    WayOut.objects.create(channel=Channel.SMS, silent_until=until)

    waiting = line(told(browser, dossier)[0], Channel.SMS)

    assert (waiting.wait, waiting.until) == ("Nơi chuyển tin không trả lời, thử lại lúc", until)


def test_a_failure_is_said_in_words_with_its_tries_and_the_next_one(
    browser: Client, office: Office, clock: Clock
) -> None:
    dossier = received(office)
    again = clock.at + timedelta(minutes=10)
    OutboxMessage.objects.filter(channel="sms").update(
        state=MessageState.TEMPORARY, tries=3, last_error="timeout", next_try_at=again
    )
    OutboxMessage.objects.filter(channel="email").update(
        state=MessageState.PERMANENT, tries=1, last_error="smtp_550", next_try_at=None
    )

    shown = page(browser, dossier)
    waiting = line(told(browser, dossier)[0], Channel.SMS)

    assert (waiting.wait, waiting.until) == ("Tự gửi lại lúc", again)
    assert "gửi 3 lần" in shown
    assert "Nơi nhận chuyển tin không trả lời kịp." in shown
    assert "(mã 550)" in shown
    assert line(told(browser, dossier)[0], Channel.EMAIL).wait == ""


def test_a_message_just_leaving_waits_for_nothing(browser: Client, office: Office, clock: Clock) -> None:
    dossier = received(office)
    OutboxMessage.objects.filter(channel="sms").update(
        state=MessageState.SENDING, tries=1, claimed_at=clock.at, next_try_at=clock.at + timedelta(minutes=1)
    )

    assert line(told(browser, dossier)[0], Channel.SMS).wait == ""


def test_each_way_not_taken_has_its_reason(browser: Client, office: Office) -> None:
    person = factories.person(phone="", email="")

    (occasion, _) = told(browser, received(office, person))

    assert dict(occasion.not_taken) == {
        "Tin nhắn SMS": "Hồ sơ không có số hay địa chỉ để gửi.",
        "Thư điện tử": "Hồ sơ không có số hay địa chỉ để gửi.",
        "Thông báo Zalo": "Hồ sơ không có số hay địa chỉ để gửi.",
        "Thư in gửi bưu điện": "Người nộp không chọn cách này.",
    }


def test_who_chose_otherwise_is_told_otherwise_and_the_page_says_so(
    browser: Client, office: Office, clock: Clock
) -> None:
    person = factories.person()
    choose_ways(
        agency_id=office.agency.pk,
        person_key=f"person:{person.pk}",
        chosen=ChosenWays(sms=False, email=True, zalo=True, post=True),
        by=citizen(person),
        at=clock.at,
    )

    (occasion, _) = told(browser, received(office, person))

    assert dict(occasion.not_taken) == {
        "Tin nhắn SMS": "Người nộp không chọn cách này.",
        "Thông báo Zalo": "Cơ quan chưa nối đường gửi này hoặc chưa có mẫu được duyệt.",
        "Thư in gửi bưu điện": "Chỉ in thư cho những tin bắt buộc phải đến.",
    }


def test_a_phone_learned_later_explains_the_silence_before(browser: Client, office: Office) -> None:
    dossier = received(office, factories.person(phone=""))
    Dossier.objects.filter(pk=dossier.pk).update(applicant_phone=PHONE)

    assert ("Tin nhắn SMS", "Lúc báo tin chưa có số hay địa chỉ, hoặc chưa chọn cách này.") in told(browser, dossier)[
        0
    ].not_taken


def test_who_cannot_be_reached_by_any_machine_is_pointed_out(browser: Client, office: Office) -> None:
    reachable, unreachable = received(office), received(office, factories.person(phone="", email=""))

    words = "Không có số điện thoại và thư điện tử"
    assert words not in page(browser, reachable)
    assert words in page(browser, unreachable)


def test_what_colleagues_were_told_stands_there_too_without_reasons(browser: Client, office: Office) -> None:
    dossier = received(office)
    OutboxMessage.objects.create(
        agency=office.agency,
        about=f"dossier:{dossier.pk}/official:{office.officer.pk}",
        kind=Kind.HOLDER_QUESTION,
        channel=Channel.EMAIL,
        recipient="canbo@example.vn",
        recipient_key=f"official:{office.officer.pk}",
        subject="x",
        body="x",
        next_try_at=MONDAY,
        created_at=MONDAY - timedelta(days=1),
    )

    last = told(browser, dossier)[-1]

    assert (last.label, last.to_official, list(last.not_taken)) == ("Hỏi người giữ hồ sơ", True, [])


def test_a_dossier_without_messages_says_what_would_be_here(browser: Client, office: Office) -> None:
    dossier = received(office)
    OutboxMessage.objects.all().delete()

    assert "Chưa có tin nào" in page(browser, dossier)


def test_what_you_may_not_see_does_not_exist(client: Client, office: Office, clock: Clock) -> None:
    dossier = received(office)
    address = reverse("desk:messages", args=[dossier.reference])
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)

    client.force_login(foreign.clerk.user)
    assert client.get(address).status_code == 404
    client.force_login(office.administrator.user)
    assert client.get(address).status_code == 403
    assert not ReadLog.objects.filter(actor=f"official:{foreign.clerk.pk}").exists()


def test_the_page_of_the_dossier_leads_here(browser: Client, office: Office) -> None:
    dossier = received(office)

    shown = browser.get(reverse("desk:dossier", args=[dossier.reference])).content.decode()

    assert f'href="{reverse("desk:messages", args=[dossier.reference])}"' in shown


def test_the_page_costs_the_same_however_much_was_said(
    browser: Client, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    change_setting(agency=office.agency, name="zalo_enabled", value=True)
    short, long = received(office), walk(status=Status.RETURNED, office=office, at=MONDAY).dossier
    told(browser, short)

    for dossier in (short, long):
        with django_assert_num_queries(14):
            told(browser, dossier)
    assert len(told(browser, long)) > len(told(browser, short))
