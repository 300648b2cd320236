"""The page on which administrators see how the house is doing, also when parts of it are not doing at all."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from apps.core import jobs
from apps.core.models import JobFailure
from apps.desk.models import GuardRound
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import MessageTemplate, OutboxMessage, WayOut
from apps.portal.selectors.operations import SILENT_AFTER, Health, Part
from tests import factories
from tests.conftest import Clock
from tests.factories import Office

pytestmark = pytest.mark.django_db
PAGE = reverse("portal:operations")


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def browser(client: Client, office: Office, clock: Clock) -> Client:
    """The administrator's, on Monday at nine."""
    client.force_login(office.administrator.user)
    return client


def parts(browser: Client) -> dict[str, Part]:
    answer = browser.get(PAGE)
    assert answer.status_code == 200
    return {part.name: part for part in answer.context["parts"]}


def message(office: Office, *, at: datetime, number: int = 1, **changed: object) -> OutboxMessage:
    """An SMS that was refused, any part of it replaced."""
    made: OutboxMessage = OutboxMessage.objects.create(
        **{
            "agency": office.agency,
            "about": f"dossier:{number}",
            "kind": Kind.RESULT_READY.value,
            "channel": "sms",
            "recipient": "+84978111312",
            "body": "x",
            "state": MessageState.PERMANENT.value,
            "tries": 1,
            "last_error": "http_422",
            "created_at": at - timedelta(hours=1),
            **changed,
        }
    )
    return made


def test_a_house_that_does_well_says_so_part_by_part(
    browser: Client, clock: Clock, settings: Settings, tmp_path: Path
) -> None:
    settings.SMS_GATEWAY_URL, settings.MEDIA_ROOT = "http://127.0.0.1:9/", str(tmp_path / "not" / "yet")
    for name in (jobs.BEAT, jobs.WORKER, jobs.RECOUNT):
        jobs.pulse(name=name, at=clock.at)
    GuardRound.objects.create(at=clock.at, started_by="beat", started_at=clock.at, finished_at=clock.at)

    found = parts(browser)

    assert {name for name, part in found.items() if part.health is Health.WELL} >= {
        "Cơ sở dữ liệu",
        "Hàng đợi việc nền",
        "Máy hẹn giờ",
        "Tiến trình chạy nền",
        "Tin nhắn SMS",
        "Canh lời hẹn",
        "Đối chiếu số liệu",
        "Kho tệp",
    }
    assert found["Thông báo Zalo"].health is Health.NOT_USED


def test_what_never_gave_a_sign_of_life_is_trouble(browser: Client) -> None:
    found = parts(browser)

    assert [found[name].health for name in ("Máy hẹn giờ", "Tiến trình chạy nền", "Canh lời hẹn")] == [
        Health.TROUBLE
    ] * 3
    assert found["Đối chiếu số liệu"].health is Health.NOT_USED


@pytest.mark.parametrize("away", [-SILENT_AFTER, SILENT_AFTER])
def test_a_sign_of_life_long_ago_or_from_a_clock_far_ahead_is_none(
    browser: Client, clock: Clock, away: timedelta
) -> None:
    jobs.pulse(name=jobs.BEAT, at=clock.at + away)
    assert parts(browser)["Máy hẹn giờ"].health is Health.WELL

    jobs.pulse(name=jobs.BEAT, at=clock.at + away + away / 100)
    assert parts(browser)["Máy hẹn giờ"].health is Health.TROUBLE


def test_a_recount_that_differs_and_one_that_did_not_happen_are_trouble(browser: Client, clock: Clock) -> None:
    jobs.pulse(name=jobs.RECOUNT, at=clock.at, faults=3)
    assert "Lệch 3 ô" in parts(browser)["Đối chiếu số liệu"].words

    jobs.pulse(name=jobs.RECOUNT, at=clock.at - timedelta(hours=27))
    assert parts(browser)["Đối chiếu số liệu"].words == "Đêm qua không đối chiếu."


def test_a_way_in_trouble_says_why_and_since_when(browser: Client, clock: Clock, settings: Settings) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    WayOut.objects.create(channel="sms", failing_since=clock.at, last_error="timeout")

    part = parts(browser)["Tin nhắn SMS"]

    assert (part.health, part.at) == (Health.TROUBLE, clock.at)
    assert "không trả lời kịp" in part.words


def test_a_guard_that_skipped_dossiers_is_trouble(browser: Client, clock: Clock) -> None:
    GuardRound.objects.create(at=clock.at, started_by="beat", started_at=clock.at, finished_at=clock.at, skipped=2)

    assert "bỏ qua 2 hồ sơ" in parts(browser)["Canh lời hẹn"].words


@pytest.fixture
def deaf() -> Generator[int]:
    """A port at which somebody takes the call and never speaks."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_broker_that_is_away_or_silent_holds_nobody_up(browser: Client, settings: Settings, deaf: int) -> None:
    for port in (9, deaf):
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{port}/0"
        began = time.monotonic()

        assert parts(browser)["Hàng đợi việc nền"].health is Health.TROUBLE
        assert time.monotonic() - began < 5


def test_what_is_stuck_is_listed_masked_and_in_words(browser: Client, office: Office, clock: Clock) -> None:
    message(office, at=clock.at)
    message(
        office,
        at=clock.at,
        number=2,
        state=MessageState.QUEUED.value,
        last_error="",
        next_try_at=clock.at - timedelta(minutes=16),
    )
    for number, due in ((3, clock.at), (4, clock.at - timedelta(minutes=14))):
        message(office, at=clock.at, number=number, state="queued", last_error="", next_try_at=due)
    message(office, at=clock.at - timedelta(days=31), number=5)
    message(factories.office(code="H99.72", name="Nậm Khao", is_ours=False), at=clock.at)

    answer = browser.get(PAGE)

    assert [line["row"].about for line in answer.context["lines"]] == ["dossier:1", "dossier:2"]
    shown = answer.content.decode()
    assert "978 111 312" not in shown
    assert "978111312" not in shown
    assert "(mã 422)" in shown


def test_a_stuck_message_is_sent_on_once_however_often_it_is_asked(
    browser: Client, office: Office, clock: Clock
) -> None:
    stuck = message(office, at=clock.at)
    address = reverse("portal:retry_message", args=[stuck.pk])

    assert "Đã đưa tin vào lượt gửi" in browser.post(address, follow=True).content.decode()
    assert "không cần gửi lại" in browser.post(address, follow=True).content.decode()

    stuck.refresh_from_db()
    assert (stuck.state, stuck.next_try_at, stuck.retried_by) == (
        "queued",
        clock.at,
        f"official:{office.administrator.pk}",
    )


def test_a_message_of_another_office_or_without_words_stays_where_it_is(
    browser: Client, office: Office, clock: Clock
) -> None:
    foreign = message(factories.office(code="H99.72", name="Nậm Khao", is_ours=False), at=clock.at)
    wiped = message(office, at=clock.at, body="", wiped_at=clock.at)

    assert browser.post(reverse("portal:retry_message", args=[foreign.pk])).status_code == 404
    page = browser.post(reverse("portal:retry_message", args=[wiped.pk]), follow=True).content.decode()

    assert "không gửi lại được" in page
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"permanent"}


def test_what_failed_by_our_own_fault_is_sent_on_in_one_go(browser: Client, office: Office, clock: Clock) -> None:
    for number in (1, 2):
        message(office, at=clock.at, number=number, state="technical", last_error="not_configured")
    message(office, at=clock.at, number=3)
    address = reverse("portal:retry_way", args=["sms"])

    assert "Đã đưa 2 tin" in browser.post(address, follow=True).content.decode()
    assert "Không có tin nào chờ" in browser.post(address, follow=True).content.decode()
    assert browser.post(reverse("portal:retry_way", args=["in_app"])).status_code == 404


def test_a_job_that_broke_is_listed_and_can_be_run_again(browser: Client, clock: Clock) -> None:
    jobs.broke(task="desk.guard", task_id="the-id", error=ValueError("Lò Thị Lành"), at=clock.at)
    failure = JobFailure.objects.get()
    shown = browser.get(PAGE).content.decode()
    assert all(words in shown for words in ("Canh lời hẹn", "ValueError", "the-id", "Đang hỏng"))
    assert "Lành" not in shown

    again = browser.post(reverse("portal:retry_job", args=[failure.pk]), follow=True).content.decode()
    assert "Đã gọi chạy lại" in again

    jobs.went_well(task="desk.guard", at=clock.at)
    late = browser.post(reverse("portal:retry_job", args=[failure.pk]), follow=True).content.decode()
    assert "không cần gọi nữa" in late
    assert "Chạy lại được" in late


def test_running_again_with_no_broker_answers_all_the_same(browser: Client, clock: Clock, settings: Settings) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:9/0"
    jobs.broke(task="desk.guard", task_id="1", error=ValueError(), at=clock.at)

    answer = browser.post(reverse("portal:retry_job", args=[JobFailure.objects.get().pk]))

    assert answer.status_code == 302


def test_a_wording_that_cannot_be_used_is_shown(browser: Client, office: Office, clock: Clock) -> None:
    MessageTemplate.objects.create(
        agency=office.agency,
        kind="received",
        channel="sms",
        version=1,
        body="{{ nowhere }}",
        changed_by=office.administrator,
        changed_at=clock.at,
    )

    assert "không dùng được; tin đang gửi bằng câu mặc định" in browser.get(PAGE).content.decode()


def test_the_list_goes_on_by_the_last_row_and_costs_the_same(
    browser: Client, office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def visit(address: str = PAGE) -> list[str]:
        with django_assert_num_queries(11):
            answer = browser.get(address)
        return [line["row"].about for line in answer.context["lines"]]

    for number in range(1, 4):
        message(office, at=clock.at - timedelta(minutes=100 - number), number=number)
        jobs.broke(task=f"t{number}", task_id="1", error=ValueError(), at=clock.at)
    assert visit() == ["dossier:1", "dossier:2", "dossier:3"]

    for number in range(4, 31):
        message(office, at=clock.at - timedelta(minutes=100 - number), number=number)
        jobs.broke(task=f"t{number}", task_id="1", error=ValueError(), at=clock.at)
    first = browser.get(PAGE).context
    assert len(visit()) == 25
    assert visit(first["older"]) == [f"dossier:{number}" for number in range(26, 31)]
    assert len(visit(f"{PAGE}?sau=khong-phai-dau")) == 25
