"""A citizen's log-in by a code, where the office allows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from pytest_django.asserts import assertTemplateUsed

from apps.accounts.models import OpenSession, User
from apps.messaging.models import OutboxMessage, WayOut
from apps.officials.models import Agency
from tests import factories
from tests.conftest import Clock
from tests.messaging.peers import TOKEN, sms_peer
from tests.portal.test_session import logged_in

PHONE, SPOKEN = "+84978654312", "0978.654.312"
ASK, CODE, WHO = "/dang-nhap/dien-thoai/", "/dang-nhap/ma/", "/dang-nhap/la-ai/"


@pytest.fixture(autouse=True)
def _phones_work(settings: Settings, agency: Agency, clock: Clock) -> Iterator[None]:
    settings.CITIZEN_LOCAL_LOGIN = True
    with sms_peer() as peer:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = peer.url, TOKEN
        yield


def code() -> str:
    """What the phone shows."""
    return str(OutboxMessage.objects.latest("pk").body).split("là ")[1][:7]


def family(*names: str) -> list[User]:
    return [factories.citizen_user(person=factories.person(name=name, phone=PHONE)) for name in names]


@pytest.mark.parametrize("typed", [SPOKEN, "0978 654 312", "+84 978 654 312", "84978654312"])
def test_citizen_logs_in_by_code_however_the_phone_is_written(client: Client, typed: str) -> None:
    (lanh,) = family("Lò Thị Lành")

    asked = client.post(ASK, {"phone": typed, "next": "/nop/1.001193/"})
    done = client.post(CODE, {"code": code()})

    assert (asked.headers["Location"], done.headers["Location"]) == (CODE, "/nop/1.001193/")
    assert logged_in(client) == lanh.username
    assert OpenSession.objects.get().way == OpenSession.Way.CODE


def test_unknown_phone_looks_the_same_and_hears_nothing(client: Client) -> None:
    family("Lò Thị Lành")
    known, unknown = Client(), Client()

    answers = [
        (who.post(ASK, {"phone": phone}), who.get(CODE), who.post(CODE, {"code": "000000"}))
        for who, phone in ((known, SPOKEN), (unknown, "0978 000 111"))
    ]

    seen = [[answer.status_code for answer in each] for each in answers]
    assert seen[0] == seen[1] == [302, 200, 422]
    assert "Lành" not in answers[0][2].content.decode()
    assert OutboxMessage.objects.count() == 1


def test_people_of_one_phone_are_named_only_after_the_code(client: Client) -> None:
    _, mother_in_law = family("Lò Thị Lành", "Vàng Thị Dợ")
    client.post(ASK, {"phone": SPOKEN})
    before = client.get(CODE).content.decode()
    assertTemplateUsed(client.get(CODE), "portal/login_code.html")

    answer = client.post(CODE, {"code": code()})
    choice = client.get(WHO).content.decode()
    assertTemplateUsed(client.get(WHO), "portal/login_who.html")
    nobody = client.post(WHO, {"nguoi": "999999"})
    client.post(WHO, {"nguoi": str(mother_in_law.pk)})

    assert "Lành" not in before
    assert answer.headers["Location"] == WHO
    assert "Lò Thị Lành" in choice and "Vàng Thị Dợ" in choice
    assert nobody.status_code == 422
    assert logged_in(client) == mother_in_law.username


def test_choice_lasts_no_longer_than_a_code(client: Client, clock: Clock) -> None:
    family("Lò Thị Lành", "Vàng Thị Dợ")
    client.post(ASK, {"phone": SPOKEN})
    client.post(CODE, {"code": code()})

    clock.at += timedelta(minutes=6)

    assert client.get(WHO).headers["Location"] == "/dang-nhap/"


def test_a_code_for_one_browser_is_no_use_in_another(client: Client) -> None:
    family("Lò Thị Lành")
    thief = Client()
    thief.post(ASK, {"phone": SPOKEN})
    client.post(ASK, {"phone": SPOKEN})

    answer = thief.post(CODE, {"code": code()})

    assert answer.status_code == 422
    assert logged_in(thief) == ""


def test_where_no_sms_leaves_other_ways_are_shown(client: Client, clock: Clock) -> None:
    family("Lò Thị Lành")
    WayOut.objects.create(channel="sms", silent_until=clock.at + timedelta(seconds=20))

    answer = client.post(ASK, {"phone": SPOKEN, "next": "/nop/1.001193/"})

    page = answer.content.decode()
    assert answer.status_code == 503
    assertTemplateUsed(answer, "portal/login_trouble.html")
    assert "Bản nháp và hồ sơ của bạn vẫn còn nguyên" in page
    assert "0205 3800 100" in page and "quầy" in page


@pytest.mark.parametrize("typed", ["", "Lành", "012345678901", "0" * 500, "\x00"])
def test_no_phone_is_said_so_and_kept(client: Client, typed: str) -> None:
    answer = client.post(ASK, {"phone": typed})

    assert answer.status_code == 422
    assert "như 0912 345 678" in answer.content.decode()


def test_where_the_office_does_not_allow_it_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.CITIZEN_LOCAL_LOGIN = False

    assert [client.post(ASK, {"phone": SPOKEN}).status_code, client.get(CODE).status_code] == [404, 404]


def test_unknown_phone_costs_what_a_known_one_costs(client: Client) -> None:
    """Measured in what the database is asked to do, which a busy machine does not blur; and both are counted."""
    family("Lò Thị Lành")
    Client().post(ASK, {"phone": "0978 000 000"})

    costs, ends = [], []
    for phone in (SPOKEN, "0978 000 111"):
        with CaptureQueriesContext(connection) as asked:
            assert Client().post(ASK, {"phone": phone}).status_code == 302
        costs.append([query["sql"].split()[:4] for query in asked if "SAVEPOINT" not in query["sql"]])
        ends.append([Client().post(ASK, {"phone": phone}).status_code for _ in range(3)])

    assert costs[0] == costs[1]
    assert ends == [[302, 302, 429]] * 2
    assert OutboxMessage.objects.count() == 3
