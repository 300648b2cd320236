"""No promise breaks in silence, in real Chromium: Thursday afternoon, Friday night, Saturday morning.

Anh Dũng is asked about a dossier due on Friday and says «không kịp»; the chairman reads the letter on his phone and
signs it; the citizen's SMS arrives while the promise still stands. Of another dossier nobody says anything: it passes
its hour on Friday night, the citizen gets the automatic notice once, the chairman an escalation, and the ledger shows
its pauses.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.request import urlopen

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.desk.services import guard
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services.pausing import accept_supplement
from apps.messaging.models import OutboxMessage
from apps.messaging.services import send_due
from apps.officials.models import Official
from config.launch import processes
from tests import factories
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.messaging.test_demo_gateway import TOKEN, command
from tests.walking import Walk, walk

PHONE, TABLET, DESK = 360, 768, 1440
LAST_WEEK = datetime(2026, 11, 5, 8, 0, tzinfo=ZONE)
TUESDAY = datetime(2026, 11, 10, 8, 0, tzinfo=ZONE)
THURSDAY_AT_THREE = datetime(2026, 11, 12, 15, 0, tzinfo=ZONE)
FRIDAY = datetime(2026, 11, 13, 17, 30, tzinfo=ZONE)
FRIDAY_IS_OVER = datetime(2026, 11, 14, 0, 0, tzinfo=ZONE)
NEW_DAY = "17/11/2026"
WHY = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@dataclass
class House:
    """The office, its clock, its doors, and the development gateway beside it."""

    office: Office
    clock: Clock
    chromium: Browser
    live_server: LiveServer
    gateway: str

    def visitor(self, official: Official, *, width: int) -> Visitor:
        """An official who has just logged in."""
        made = visitor(chromium=self.chromium, live_server=self.live_server, width=width)
        made.go("/dang-nhap/")
        made.page.get_by_role("button", name=official.name).first.click()
        expect(made.page).not_to_have_url(re.compile("dang-nhap"))
        return made

    def alarm(self, at: datetime) -> None:
        """What beat wakes the workers for: a round of the guard, then the outbox."""
        self.clock.at = at
        guard.run_round(at=at, now=at, started_by=guard.Started.BEAT)
        while send_due(at=at).is_full:
            pass

    def sent(self) -> list[str]:
        """The SMS the gateway has taken, oldest first."""
        with urlopen(f"{self.gateway}/messages.json", timeout=10) as answer:  # noqa: S310 - our own
            return [item["text"] for item in reversed(json.load(answer)) if item["channel"] == "sms"]


@pytest.fixture
def gateway(settings: Settings) -> Iterator[str]:
    """The development gateway as a process of its own; its page is what a developer looks at."""
    port = processes.free_port()
    child = command(demo=True, sms_port=port, mail_port=processes.free_port())
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = f"http://127.0.0.1:{port}/sms", TOKEN
    until = time.monotonic() + 60
    while processes.port_is_free(host="127.0.0.1", port=port):
        assert child.poll() is None, child.stdout and child.stdout.read()
        assert time.monotonic() < until
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    child.kill()
    child.communicate()


@override_settings(DEMO=True)
def test_no_promise_breaks_in_silence(chromium: Browser, live_server: LiveServer, clock: Clock, gateway: str) -> None:
    clock.at = THURSDAY_AT_THREE
    office = factories.office()
    User.objects.update(is_demo=True)
    house = House(office=office, clock=clock, chromium=chromium, live_server=live_server, gateway=gateway)
    warned, silent = due_on_friday(office), paused_and_due_on_friday(office)

    house.alarm(THURSDAY_AT_THREE)
    answer_that_it_will_not_be_kept(house, warned)
    sign_on_the_phone(house, warned)
    house.alarm(THURSDAY_AT_THREE + timedelta(minutes=20))
    assert is_told(house, warned, "xin lỗi", NEW_DAY[:5])
    assert clock.at < FRIDAY

    house.alarm(FRIDAY)
    assert not is_told(house, silent, "xin lỗi")
    house.alarm(FRIDAY_IS_OVER)
    for minutes in (1, 2, 460, 900):  # rounds of the night and of the next day; the SMS waits for the morning
        house.alarm(FRIDAY_IS_OVER + timedelta(minutes=minutes))
    notices = [text for text in house.sent() if silent.code[-4:] in text and "xin lỗi" in text.lower()]
    assert len(notices) == 1
    assert OutboxMessage.objects.filter(kind="escalation", about__startswith=f"dossier:{silent.pk}/").count() >= 1
    look_at_what_broke(house, silent)


def due_on_friday(office: Office) -> Dossier:
    """Received on Tuesday for three working days; it lies on anh Dũng's desk."""
    return walk(status=Status.PROCESSING, office=office, at=TUESDAY).dossier


def paused_and_due_on_friday(office: Office) -> Dossier:
    """Received last Thursday for three working days, paused for three: due on the same Friday."""
    walk(status=Status.REJECTED_RESULT, office=office, at=LAST_WEEK)  # so that the last four of the codes differ
    offering = factories.offering(agency=office.agency, name="Cấp bản sao trích lục", supplement_mode="resume")
    person = factories.person(name="Vàng Thị Mỷ", phone="+84978222444")
    walked = walk(status=Status.AWAITING_SUPPLEMENT, office=office, at=LAST_WEEK, offering=offering, person=person)
    walked.at = TUESDAY + timedelta(hours=1)
    walked.step(_accept)
    assert walked.dossier.due_at == FRIDAY
    return walked.dossier


def _accept(walk: Walk) -> None:
    accept_supplement(dossier_id=walk.dossier.pk, by=walk.by(walk.office.clerk), at=walk.at)


def answer_that_it_will_not_be_kept(house: House, dossier: Dossier) -> None:
    officer = house.visitor(house.office.officer, width=DESK)
    officer.go("/xu-ly/")
    officer.judge("promise-1-the-holder-is-asked")
    card = officer.page.locator(".ask-card").filter(has_text=dossier.code)
    card.locator("[value=will_break]").check(force=True)
    card.locator("details").evaluate("e => { e.open = true }")
    card.locator("[name=reason_code]").select_option("verification")
    card.locator("[name=reason]").fill(WHY)
    card.locator("[name=new_date]").fill(NEW_DAY)
    card.get_by_role("button", name=re.compile("Trả lời")).click()
    expect(officer.page.get_by_text("Đã ghi: không kịp")).to_be_visible()
    officer.judge("promise-2-answered")


def sign_on_the_phone(house: House, dossier: Dossier) -> None:
    leader = house.visitor(house.office.leader, width=PHONE)
    leader.go("/ky/")
    leader.page.locator(".signrow").filter(has_text=dossier.code).get_by_role("link").first.click()
    expect(leader.page.get_by_text(WHY).first).to_be_visible()
    leader.judge("promise-3-the-letter-on-the-phone")
    leader.page.locator(".signrow").filter(has_text=dossier.code).locator("input[type=checkbox]").check(force=True)
    leader.page.get_by_role("button", name=re.compile("Ký những văn bản")).click()
    expect(leader.page.get_by_text("Đã ký 1 hồ sơ")).to_be_visible()
    dossier.refresh_from_db()
    assert f"{dossier.due_at.astimezone(ZONE):%d/%m/%Y}" == NEW_DAY  # type: ignore[union-attr]


def is_told(house: House, dossier: Dossier, *words: str) -> bool:
    """An SMS carries the last four of the code, and never a name (ruling 13)."""
    return any(
        dossier.code[-4:] in text and all(word in text.lower() for word in words) and dossier.applicant_name not in text
        for text in house.sent()
    )


def look_at_what_broke(house: House, silent: Dossier) -> None:
    leader = house.visitor(house.office.leader, width=TABLET)
    leader.go("/ky/chua-co-thu/")
    expect(leader.page.get_by_text(silent.code).first).to_be_visible()
    leader.judge("promise-4-never-signed")
    leader.go("/dieu-hanh/tam-dung/")
    expect(leader.page.get_by_text(house.office.officer.name).first).to_be_visible()
    leader.judge("promise-5-pause-ledger")
    leader.go(f"/quay/ho-so/{silent.code}/")
    leader.judge("promise-6-its-pauses")
    leader.go(f"/quay/ho-so/{silent.code}/tin-nhan/")
    leader.judge("promise-7-its-messages")
    leader.go("/dieu-hanh/")
    leader.judge("promise-8-the-board-counts-it")
    leader.page.goto(house.gateway)
    leader.page.screenshot(path="var/screenshots/promise-9-gateway-768.png", full_page=True)
