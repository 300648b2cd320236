"""Breaking things for real: workers killed while they send, a broker that dies empty-handed, secrets looked for.

Clocks are the machine's here. A claim lasts a minute; where a test may not wait so long, it lets the claims run out in
the database and nothing else.
"""

from __future__ import annotations

import base64
import random
import re
import signal
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from redis import Redis

from apps.core import doorbell
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import Delivery, OutboxMessage
from apps.messaging.services.enqueueing import SEND_DUE
from apps.officials.models import Agency
from apps.officials.services import change_setting
from tests.brokers import Broker
from tests.messaging.conftest import CODE, LANH, Enqueue
from tests.messaging.peers import MailPeer, SmsPeer
from tests.messaging.workers import Worker
from tests.sizes import pick

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

KILLS = pick(sample=5, full=100)
MESSAGES_A_KILL = 8
# A whole worker takes seconds to come back, one of its children does not.
WHOLE_WORKER_EVERY = 5
MAIL_ONLY = Recipient(email="lanh@example.vn")
PHONE_ONLY = Recipient(phone="+84912345678")


@pytest.fixture
def broker(tmp_path: Path, settings: Settings) -> Generator[Broker]:
    broker = Broker(home=tmp_path / "valkey")
    broker.start()
    settings.CELERY_BROKER_URL = broker.url
    doorbell._bell.cache_clear()
    yield broker
    doorbell._bell.cache_clear()
    broker.stop()


@pytest.fixture
def worker(
    agency: Agency, broker: Broker, sms: SmsPeer, zalo: SmsPeer, mail: MailPeer, tmp_path: Path
) -> Generator[Worker]:
    # The hour at which a test runs must not decide whether a phone may ring.
    for way in ("sms", "zalo"):
        for name, value in (("from_hour", 0), ("to_hour", 24), ("on_days_off", True)):
            change_setting(agency=agency, name=f"{way}_{name}", value=value)
    worker = Worker(broker=broker, sms=sms, zalo=zalo, folder=tmp_path)
    yield worker
    worker.stop()


def wait_until(true: Callable[[], bool], *, seconds: float, meanwhile: Callable[[], object] = lambda: None) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited too long"
        meanwhile()
        time.sleep(0.1)


def all_sent() -> bool:
    return not OutboxMessage.objects.filter(next_try_at__isnull=False).exists()


def let_claims_run_out() -> None:
    OutboxMessage.objects.filter(state=MessageState.SENDING.value).update(next_try_at=timezone.now())


def test_workers_killed_while_sending_lose_nothing_and_send_nothing_twice(
    enqueue: Enqueue, worker: Worker, sms: SmsPeer, zalo: SmsPeer
) -> None:
    for number in range(KILLS * MESSAGES_A_KILL):
        way = Channel.ZALO if number % 4 == 0 else Channel.SMS
        enqueue(to=Recipient(phone="+84912345678"), about=f"dossier:{number}", at=timezone.now(), channels=[way])
    keys = {str(key) for key in OutboxMessage.objects.values_list("key", flat=True)}
    sms.delay = zalo.delay = 0.05
    worker.start()

    killed = 0
    while killed < KILLS and not all_sent():
        doorbell._send(SEND_DUE)
        if OutboxMessage.objects.filter(state=MessageState.SENDING.value).exists():
            time.sleep(random.uniform(0, 0.15))
            killed += 1
            if killed % WHOLE_WORKER_EVERY:
                worker.kill_a_child()
            else:
                worker.kill_all()
                worker.start()
            let_claims_run_out()
        time.sleep(0.05)

    def look_again() -> None:
        worker.restart_if_gone()
        let_claims_run_out()
        doorbell._send(SEND_DUE)

    wait_until(all_sent, seconds=120, meanwhile=look_again)
    assert killed == KILLS
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}
    assert set(sms.effects) | set(zalo.effects) == keys
    assert not set(sms.effects) & set(zalo.effects)
    assert OutboxMessage.objects.filter(tries__gt=1).exists(), "no kill hit a message on its way"
    delivered = Delivery.objects.filter(outcome="sent").values_list("message_id", flat=True)
    assert set(delivered) == set(OutboxMessage.objects.values_list("pk", flat=True))
    again = sum(times > 1 for times in [*sms.requests.values(), *zalo.requests.values()])
    print(f"{killed} kills, {len(keys)} messages, each effect once; {again} keys were seen again")  # noqa: T201


def test_a_broker_killed_and_emptied_delays_and_loses_nothing(
    enqueue: Enqueue, worker: Worker, broker: Broker, mail: MailPeer
) -> None:
    worker.with_beat = True
    worker.start()
    broker.signal(signal.SIGKILL)

    began = time.monotonic()
    enqueue(to=MAIL_ONLY, at=timezone.now())
    assert time.monotonic() - began < 2  # the act of a citizen does not wait for a dead broker
    broker.start()

    # Nobody rings again: the first poll after the broker's return finds the row. A worker that did not survive the
    # broker's death (seen with kombu, rarely) is started again, as the supervisor does.
    wait_until(all_sent, seconds=60, meanwhile=worker.restart_if_gone)
    assert len(mail.letters) == 1


def test_a_broker_emptied_while_nobody_listened_loses_nothing(
    enqueue: Enqueue, worker: Worker, broker: Broker, sms: SmsPeer
) -> None:
    for number in range(5):
        enqueue(to=PHONE_ONLY, about=f"dossier:{number}", at=timezone.now())
    assert broker.client().llen("celery") == 5  # the bell has rung
    broker.client().flushall()

    worker.with_beat = True
    worker.start()

    wait_until(all_sent, seconds=60, meanwhile=worker.restart_if_gone)
    assert set(sms.requests.values()) == {1}
    assert len(sms.effects) == 5


def test_two_beats_and_two_workers_send_each_message_once(
    enqueue: Enqueue, worker: Worker, sms: SmsPeer, zalo: SmsPeer, tmp_path: Path
) -> None:
    other = Worker(broker=worker.broker, sms=sms, zalo=zalo, folder=tmp_path, name="other", with_beat=True)
    worker.with_beat = True
    worker.start()
    other.start()
    try:
        for number in range(60):
            enqueue(to=PHONE_ONLY, about=f"dossier:{number}", at=timezone.now())
            doorbell._send(SEND_DUE)
        wait_until(all_sent, seconds=60)
    finally:
        other.stop()

    assert len(sms.effects) == 60
    assert set(sms.requests.values()) == {1}
    assert set(Delivery.objects.values_list("attempt", flat=True)) == {1}


def test_a_wake_up_for_nothing_does_nothing(worker: Worker, broker: Broker, sms: SmsPeer) -> None:
    worker.start()

    for _ in range(3):
        doorbell._send(SEND_DUE)

    wait_until(lambda: worker.log().count("succeeded") == 3, seconds=20)
    assert sms.requests.total() == 0


PLANTED = {
    "personal id": "012345678901",
    "phone": "912345678",
    "address": "lanh@example.vn",
    "name": "Lò Thị Lành",
    "code": CODE,
    "token": "chi-mot-lan-Zx81",
}


def test_planted_personal_facts_reach_neither_logs_nor_broker(
    enqueue: Enqueue, worker: Worker, broker: Broker, sms: SmsPeer, mail: MailPeer, caplog: pytest.LogCaptureFixture
) -> None:
    letter = f"Kính gửi bà {PLANTED['name']}, số CCCD {PLANTED['personal id']}."
    sms.answer = lambda number: (400 if number % 2 else 500, f"+84{PLANTED['phone']} {letter}".encode())
    mail.data_reply = f"554 no {PLANTED['address']}"
    caplog.set_level("DEBUG")
    now = timezone.now()
    facts = {"code": CODE, "due": "thứ Ba", "letter": letter, "paper": "https://motcua.example/x/"}
    enqueue(kind=Kind.APOLOGY_LETTER, facts=facts, to=LANH, at=now)
    survey = {"code": CODE, "survey": f"https://motcua.example/danh-gia/{PLANTED['token']}/"}
    enqueue(kind=Kind.SURVEY_INVITATION, facts=survey, to=LANH, at=now)
    enqueue(kind=Kind.WITHDRAWN, to=LANH, at=now)

    in_broker = _everything_in(broker)
    worker.log_level = "DEBUG"
    worker.start()
    wait_until(lambda: Delivery.objects.count() >= 5, seconds=30)

    # It could have leaked: the task is in the broker, its run is in the log, and the gateway saw the number.
    assert SEND_DUE.encode() in in_broker
    assert b'"callbacks": null' in in_broker  # a task's arguments were read too
    wait_until(lambda: "succeeded" in worker.log(), seconds=30)  # said once the task has returned
    assert PLANTED["phone"] in sms.bodies[0]["to"]
    assert PLANTED["name"] in "".join(row.body for row in OutboxMessage.objects.all())
    for fact in PLANTED.values():
        assert fact.encode() not in in_broker
        assert fact not in worker.log()
        assert fact not in caplog.text
    assert {error for (error,) in OutboxMessage.objects.values_list("last_error")} <= {
        "", "http_400", "http_500", "smtp_554",
    }  # fmt: skip


def _everything_in(broker: Broker) -> bytes:
    """All keys and values, and what kombu hides in base64 inside them."""
    client = broker.client()
    raw = b"\n".join(b"\n".join([key, *_values(client, key)]) for key in client.scan_iter())
    return raw + b"".join(base64.b64decode(body) for body in re.findall(rb'"body": ?"([^"]+)"', raw))


def _values(client: Redis, key: bytes) -> list[Any]:
    match client.type(key):
        case b"list":
            return list(client.lrange(key, 0, -1))
        case b"set":
            return list(client.smembers(key))
        case b"hash":
            return [part for pair in client.hgetall(key).items() for part in pair]
        case b"zset":
            return list(client.zrange(key, 0, -1))
        case b"string":
            return [client.get(key) or b""]
        case other:
            raise AssertionError(f"a kind of value this test cannot read: {other!r}")
