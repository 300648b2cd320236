"""Letters for people no machine reaches, and their choice written down at the counter."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Person
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, ReadLog
from apps.messaging import selectors
from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.ways import ChosenWays
from apps.messaging.models import Delivery, OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.walking import MONDAY, walk

pytestmark = pytest.mark.django_db

ADDRESS = "/quay/thu-in/"


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def browser(client: Client, office: Office, clock: Clock) -> Client:
    client.force_login(office.clerk.user)
    return client


def asked(office: Office) -> Dossier:
    """A supplement is asked of somebody whom nothing reaches: no gateway is set up here, and they have no log-in."""
    return walk(status=Status.AWAITING_SUPPLEMENT, office=office, at=MONDAY).dossier


def the_letter() -> OutboxMessage:
    return OutboxMessage.objects.get(channel=Channel.POST.value)


def test_a_letter_is_printed_and_ticked_off(browser: Client, office: Office) -> None:
    dossier = asked(office)
    letter = the_letter()
    shown = browser.get(ADDRESS).content.decode()
    assert dossier.applicant_name in shown
    assert dossier.reference in shown

    printed = browser.post(ADDRESS, {"chon": letter.pk, "viec": "in"})
    assert printed.headers["Content-Type"] == "application/pdf"
    text = " ".join(PdfReader(BytesIO(printed.content)).pages[0].extract_text().split())
    assert dossier.applicant_name in text
    assert dossier.code in text
    assert "đã in, chưa giao" in browser.get(ADDRESS).content.decode()
    posted = browser.post(ADDRESS, {"chon": letter.pk, "viec": "giao"}, follow=True)

    assert "Đã giao 1 thư cho bưu điện." in posted.content.decode()
    assert "Không có thư nào phải in" in posted.content.decode()
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert Delivery.objects.get(message=letter).by == f"official:{office.clerk.pk}"
    assert ReadLog.objects.filter(door="desk/to_post").count() == 1


def test_a_second_tick_does_nothing_more(browser: Client, office: Office) -> None:
    asked(office)
    letter = the_letter()
    for _ in range(2):
        browser.post(ADDRESS, {"chon": letter.pk, "viec": "giao"})

    assert Delivery.objects.filter(message=letter).count() == 1


def test_nothing_picked_is_said_and_nothing_happens(browser: Client, office: Office) -> None:
    asked(office)

    answer = browser.post(ADDRESS, {"viec": "giao", "chon": "x"})

    assert answer.status_code == 422
    assert "Chưa chọn thư nào." in answer.content.decode()
    assert the_letter().state == "queued"


def test_a_letter_without_envelope_gets_the_one_of_the_dossier(browser: Client, office: Office) -> None:
    dossier = asked(office)
    OutboxMessage.objects.filter(pk=the_letter().pk).update(recipient="")

    assert dossier.applicant_name in browser.get(ADDRESS).content.decode()


def test_letters_of_another_office_are_not_here(client: Client, office: Office, clock: Clock) -> None:
    dossier = asked(office)
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    client.force_login(foreign.clerk.user)

    assert dossier.applicant_name not in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, {"chon": the_letter().pk, "viec": "giao"}).status_code == 422
    assert the_letter().state == "queued"


def test_the_counter_says_how_many_letters_wait(browser: Client, office: Office) -> None:
    assert ADDRESS not in browser.get(reverse("desk:counter")).content.decode()
    asked(office)

    assert ADDRESS in browser.get(reverse("desk:counter")).content.decode()


def test_the_page_costs_the_same_with_one_letter_and_with_three(
    browser: Client, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked(office)
    browser.get(ADDRESS)
    counts = []
    for _ in range(2):
        with django_assert_num_queries(7):
            counts.append(browser.get(ADDRESS).content.decode().count('name="chon"'))
        asked(office)
        asked(office)

    assert counts == [1, 3]


def test_the_counter_writes_down_how_somebody_wants_to_hear(browser: Client, office: Office) -> None:
    dossier = walk(status=Status.RECEIVED, office=office, at=MONDAY).dossier
    page = reverse("desk:messages", args=[dossier.reference])
    assert "Người nộp muốn đổi" in browser.get(page).content.decode()

    answer = browser.post(reverse("desk:choose_ways", args=[dossier.reference]), {"sms": "on", "post": "on"})

    assert answer.headers["Location"] == page
    chosen = selectors.chosen_ways(agency_id=office.agency.pk, person_key=f"person:{dossier.submitter_id}")
    assert chosen == ChosenWays(sms=True, email=False, zalo=False, post=True)


def test_who_does_not_work_at_the_counter_sees_the_choice_and_changes_nothing(
    client: Client, office: Office, clock: Clock
) -> None:
    dossier = walk(status=Status.RECEIVED, office=office, at=MONDAY).dossier
    client.force_login(office.leader.user)

    assert "Người nộp muốn đổi" not in client.get(reverse("desk:messages", args=[dossier.reference])).content.decode()


def test_people_are_told_by_the_ways_they_chose(browser: Client, office: Office) -> None:
    dossier = walk(status=Status.RECEIVED, office=office, at=MONDAY).dossier
    browser.post(reverse("desk:choose_ways", args=[dossier.reference]), {"email": "on"})
    person = Person.objects.get(pk=dossier.submitter_id)

    later = walk(status=Status.RECEIVED, office=office, at=MONDAY + timedelta(hours=1), person=person).dossier

    told = OutboxMessage.objects.filter(about=f"dossier:{later.pk}").values_list("channel", flat=True)
    assert "sms" not in told
    assert "email" in told
