"""Trying one after the other leads nowhere: limits hold without broker, cache or honesty, and a miss tells nothing.

That guesses of code and factor disclose nothing is tried in tests/portal/test_tracking.py.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from apps.core import doorbell
from apps.core.addresses import printed_address, token_digest
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import Status
from apps.officials.services import change_setting
from tests import factories, walking
from tests.conftest import Clock
from tests.security.reading import plain
from tests.sizes import pick

TRACK, LOGIN = "/tra-cuu/", "/dang-nhap/"
A_MINUTE = 5  # wrong tries of one address, unless the office says otherwise
THREADS = pick(sample=4, full=16)
GUESSES = pick(sample=30, full=10_000)
TRIES_EACH = pick(sample=5, full=25)


def look_up(reference: str, factor: str, **headers: str) -> int:
    return Client().post(TRACK, {"reference": reference, "factor": factor}, headers=headers).status_code


@pytest.mark.django_db
def test_limits_hold_while_broker_and_cache_are_gone(settings: Settings, clock: Clock) -> None:
    factories.office()
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:9/0"
    doorbell._bell.cache_clear()

    answers = []
    for number in range(A_MINUTE + 3):
        cache.clear()  # a restarted process, another process, another machine
        answers.append(look_up(f"TMP-0000000{number}", "00000000"))

    doorbell._bell.cache_clear()
    assert answers == [422] * A_MINUTE + [429] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("proxies", [0, 1])
def test_address_that_a_stranger_writes_himself_buys_no_tries(settings: Settings, clock: Clock, proxies: int) -> None:
    """Without a proxy the header is his own word; behind one, only the last address is not."""
    factories.office()
    settings.TRUSTED_PROXIES = proxies
    last = ", 203.0.113.9" if proxies else ""

    answers = Counter(
        look_up("TMP-00000000", "0", **{"X-Forwarded-For": f"10.0.0.{number}{last}"}) for number in range(A_MINUTE + 4)
    )

    assert answers == {422: A_MINUTE, 429: 4}


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_all_counted(clock: Clock) -> None:
    agency = factories.office().agency
    change_setting(agency=agency, name="tracking_tries_per_minute", value=THREADS)
    answers: Counter[int] = Counter()
    start = threading.Barrier(THREADS)

    def guess(mine: int) -> None:
        start.wait()
        for number in range(TRIES_EACH):
            answers[look_up(f"TMP-{mine:04d}{number:04d}", "00000000")] += 1
        connections.close_all()

    threads = [threading.Thread(target=guess, args=(mine,)) for mine in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {422: THREADS, 429: THREADS * (TRIES_EACH - 1)}


@pytest.mark.django_db
def test_wrong_code_nonsense_and_wrong_factor_cost_the_same(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured in questions to the database and digests made, which a busy machine does not blur."""
    walked = walking.walk(status=Status.SUBMITTED, office=factories.office())
    clock.at = walked.at
    digests: list[str] = []

    def counted(value: str) -> str:
        digests.append(value)
        return token_digest(value)

    monkeypatch.setattr(dossiers, "token_digest", counted)
    look_up("TMP-WARM0000", "00000000")
    digests.clear()

    costs = []
    for reference in (walked.dossier.temporary_ref, "TMP-00000000", "H99.71-261116-0001", "xin chào"):
        with CaptureQueriesContext(connection) as asked:
            assert look_up(reference, "00000000") == 422
        costs.append((len(asked), len(digests)))
        digests.clear()

    assert len(set(costs)) == 1
    assert costs[0][1] == 1


@pytest.mark.django_db
def test_guessed_papers_are_calmly_unknown_and_counted(clock: Clock) -> None:
    factories.office()
    client = Client()

    addresses = [reverse("portal:verify", args=[f"{number:022d}"]) for number in range(62)]

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [404] * 60 + [429] * 2
    assert len({plain(answer.content, address) for answer, address in zip(answers[:60], addresses, strict=False)}) == 1


@pytest.mark.timeout(900)
@pytest.mark.django_db
def test_guesses_at_random_addresses_disclose_nothing(settings: Settings, clock: Clock) -> None:
    """Papers, results, files, rating links and confirmations: as many strangers as it takes to slip past the limits."""
    office = factories.office()
    walked = walking.walk(status=Status.RETURNED, office=office)
    clock.at = walked.at
    real = walked.dossier.results.get().address
    assert Client().get(reverse("portal:verify", args=[real])).status_code == 200
    settings.CITIZEN_LOCAL_LOGIN = True
    browser, user = Client(), factories.citizen_user(person=factories.person())

    told: Counter[tuple[str, int]] = Counter()
    for number in range(GUESSES // 5):
        guess = (real[:-12] if number % 2 else "") + printed_address()[-12:]
        who = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        clock.at += timedelta(seconds=2)
        if number % 500 == 0:
            browser.force_login(user)
        for door in (f"/xac-thuc/{guess}/", f"/xac-thuc/?ma={guess}", f"/danh-gia/{guess}/", f"/xac-nhan/{guess}/"):
            told[door.split("/")[1], Client(REMOTE_ADDR=who).get(door).status_code] += 1
        told["tep", browser.get(f"/tep/{guess}/").status_code] += 1

    assert {status for _, status in told} == {404}
    assert sum(told.values()) == GUESSES


@pytest.mark.django_db
def test_files_cannot_be_searched_for(settings: Settings, clock: Clock) -> None:
    factories.office()
    settings.CITIZEN_LOCAL_LOGIN = True
    browser = Client()
    browser.force_login(factories.citizen_user(person=factories.person()))

    answers = [browser.get(f"/tep/{number:022d}/").status_code for number in range(61)]

    assert answers == [404] * 60 + [429]


@pytest.mark.django_db
def test_password_guesses_are_stopped_for_known_and_unknown_names_alike(clock: Clock) -> None:
    known = factories.office().clerk.user.username

    answers = {
        name: [Client().post(LOGIN, {"username": name, "password": f"sai-{n}"}).status_code for n in range(10)]
        for name in (known, "khong-co-ai")
    }

    assert answers[known] == answers["khong-co-ai"] == [422] * 8 + [429] * 2
