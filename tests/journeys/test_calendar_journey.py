"""A late decision: 23/11/2026 off, made up on Saturday 28/11, when dossiers have their day; all through pages."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.desk.tasks import review_calendars
from apps.dossiers.domain.status import Status
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import walk

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=ZONE)
SWAP = {
    "day": "23/11/2026",
    "kind": "swap_off",
    "name": "Nghỉ hoán đổi, làm bù 28/11",
    "makeup_date": "28/11/2026",
    "source": "Quyết định thử",
    "is_confirmed": "on",
}


@pytest.fixture(autouse=True)
def _citizens_may_log_in(settings: Any) -> None:
    settings.CITIZEN_LOCAL_LOGIN = True


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def browser(office: Office, name: str) -> Client:
    return logged_in(getattr(office, name).user)


def test_the_undecided_swap_is_decided_late(clock: Clock) -> None:
    office = factories.office()
    clock.at = THURSDAY.replace(hour=14)
    admin, leader = browser(office, "administrator"), browser(office, "leader")
    # Three days end on Wednesday 25/11, which the swap would put off; six end on Monday 30/11 all the same: the Monday
    # lost and the Saturday won weigh alike.
    short, even = (
        walk(
            status=Status.PROCESSING,
            office=office,
            at=THURSDAY,
            offering=factories.offering(agency=office.agency, amount=amount),
        ).dossier
        for amount in ("3", "6")
    )
    citizen = logged_in(factories.citizen_user(person=short.submitter))
    review_calendars()
    assert "Không có thay đổi nào chờ xem" in leader.get(reverse("desk:calendar_review")).content.decode()

    assert admin.post(reverse("officials:new_day"), SWAP).status_code == 302
    review_calendars()

    assert "Lịch làm việc đã thay đổi" in leader.get(reverse("desk:signing")).content.decode()
    page = leader.get(reverse("desk:calendar_review")).content.decode()
    assert "Thứ Hai, 23/11/2026: thêm Nghỉ hoán đổi" in page
    assert "1 hồ sơ bị ảnh hưởng" in page
    assert short.code in page
    assert even.code not in page
    assert ("Thứ Tư, 25/11/2026" in page, "Thứ Năm, 26/11/2026" in page) == (True, True)
    assert "giữ ngày đã hẹn" in page

    confirm = {"review": found[1] if (found := re.search(r'name="review" value="(\d+)"', page)) else ""}
    answers = [leader.post(reverse("desk:calendar_review"), confirm, follow=True).content.decode() for _ in range(2)]
    assert "Đã xác nhận." in answers[0]
    assert "Danh sách này đã được xác nhận" in answers[1]
    review_calendars()
    assert "25/11/2026" in citizen.get(reverse("portal:dossier", args=[short.code])).content.decode()
    assert not OutboxMessage.objects.filter(kind="promise_earlier").exists()

    # The decision is taken back a day later: the days as they were printed are those of the calendar again.
    clock.at = THURSDAY.replace(day=20)
    admin, leader = browser(office, "administrator"), browser(office, "leader")
    for day in ("2026-11-23", "2026-11-28"):
        admin.post(reverse("officials:remove_day", args=[day]))
    review_calendars()
    assert "Không có thay đổi nào chờ xem" in leader.get(reverse("desk:calendar_review")).content.decode()


def test_a_day_off_that_is_taken_back_brings_results_forward_and_the_citizen_hears_it_once(clock: Clock) -> None:
    office = factories.office()
    clock.at = THURSDAY.replace(hour=14)
    admin, leader = browser(office, "administrator"), browser(office, "leader")
    dossier = walk(status=Status.PROCESSING, office=office, at=THURSDAY).dossier
    citizen = logged_in(factories.citizen_user(person=dossier.submitter))
    review_calendars()

    admin.post(reverse("officials:remove_day", args=["2026-11-24"]))
    review_calendars()
    page = leader.get(reverse("desk:calendar_review")).content.decode()
    assert "Sớm hơn: đổi sang ngày mới" in page
    assert "25/11/2026" in citizen.get(reverse("portal:dossier", args=[dossier.code])).content.decode()
    found = re.search(r'name="review" value="(\d+)"', page)
    assert found
    leader.post(reverse("desk:calendar_review"), {"review": found[1]})
    for _ in range(2):
        review_calendars()

    page = citizen.get(reverse("portal:dossier", args=[dossier.code])).content.decode()
    assert "24/11/2026" in page
    assert "Lịch làm việc thay đổi, hẹn trả sớm hơn" in page
    told = OutboxMessage.objects.filter(kind="promise_earlier")
    assert sorted(told.values_list("channel", flat=True)) == ["email", "in_app", "sms"]
    past = leader.get(reverse("desk:calendar_review")).content.decode()
    assert "1 hồ sơ bị ảnh hưởng, 1 hồ sơ được hẹn sớm hơn" in past


def test_a_promise_past_the_last_announced_day_says_so(clock: Clock) -> None:
    office = factories.office()
    clock.at = THURSDAY
    offering = factories.offering(agency=office.agency, amount="60")
    dossier = walk(status=Status.RECEIVED, office=office, at=THURSDAY, offering=offering).dossier
    citizen = logged_in(factories.citizen_user(person=dossier.submitter))
    words = "lịch nghỉ của thời gian này mới là dự kiến"

    assert words in citizen.get(reverse("portal:dossier", args=[dossier.code])).content.decode()
    clerk = browser(office, "clerk")
    assert words in clerk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    assert words in str(dossier.slips.get().facts)
