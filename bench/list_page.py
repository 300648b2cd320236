"""Requests per second of an authenticated list page of fifty dossiers, against a bare Django list of the same fifty.

    python -m bench.list_page

Both are served by granian with one worker and the same threads, from the same 10,000 rows (filler: generate_series),
and asked by the same clients over kept connections; rounds of the two alternate. Ours logs in, checks duties, counts
the list, draws the clock of every row inside the whole layout; the rival does nothing of that and is a ceiling.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING

from bench import fill
from config.launch import processes

if TYPE_CHECKING:
    from apps.reports.domain.periods import Month

ROWS = 10_000
CLIENTS, REQUESTS, ROUNDS = 4, 40, 5  # requests of one client in one round
GOAL = 0.4
PATIENCE = 60.0
CODE = re.compile(r"H99\.71-\d{6}-\d{9}")
Ask = Callable[[http.client.HTTPConnection], str]


def measure() -> list[dict[str, object]]:
    """Both servers up, both pages equal, then round by round."""
    from django.db import connection
    from django.utils import timezone

    from apps.reports.domain.periods import Month

    now = timezone.now()
    month = Month.of(now).previous
    fill.fill(connection=connection, dossiers=ROWS, open_every=25, until=now.isoformat())
    ours_path = f"/dieu-hanh/ho-so/?viec=nhan&thang={month.text}"
    cookie = _chairmans_cookie()
    queries = _queries(path=ours_path, cookie=cookie)
    with (
        served("config.wsgi:application") as ours,
        served("--factory", "bench.rivals.bare_list:application") as rival,
    ):
        ask_ours, ask_rival = _asker(ours_path, {"Cookie": cookie}), _asker(_bare_path(month), {})
        _compare(ours, ask_ours, rival, ask_rival)
        speeds = [(_speed(ours, ask_ours), _speed(rival, ask_rival)) for _ in range(ROUNDS)]
    value, rival_value = (median(column) for column in zip(*speeds, strict=True))
    return [
        {
            "figure": "authenticated list page of 50 dossiers",
            "value": round(value, 1),
            "unit": "requests/s",
            "rival": "bare Django list of the same 50",
            "rival_value": round(rival_value, 1),
            "ratio": round(median(mine / theirs for mine, theirs in speeds), 3),
            "goal": GOAL,
            "rows": ROWS,
            "filler": fill.FILLER,
            "rounds": ROUNDS,
        },
        {"figure": "queries per list page", "value": queries, "unit": "queries", "rows": ROWS, "filler": fill.FILLER},
    ]


def _bare_path(month: Month) -> str:
    from apps.officials.models import Agency

    midnight = "T00:00:00%2B07:00"
    agency = Agency.objects.get()
    return f"/dossiers/?agency={agency.pk}&since={month.first}{midnight}&until={month.next.first}{midnight}"


def _chairmans_cookie() -> str:
    """A log-in that any server on this database knows."""
    from django.conf import settings
    from django.test import Client

    from apps.officials.domain.duties import Duty
    from apps.officials.models import Official

    client = Client()
    client.force_login(Official.objects.filter(assignments__duty=Duty.LEADER)[0].user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _queries(*, path: str, cookie: str) -> int:
    """How many questions the page asks of the database; the first visit, which builds the calendar, does not count."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie, "host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@contextmanager
def served(*application: str) -> Iterator[int]:
    """A server of one process; its port."""
    port = processes.free_port()
    command = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", *application),
    )
    server = subprocess.Popen(command, cwd=fill.ROOT)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    begun = monotonic()
    while processes.port_is_free(host="127.0.0.1", port=port):
        if monotonic() - begun > PATIENCE:
            raise SystemExit("the server did not start: no figure")
        sleep(0.1)


def _asker(path: str, headers: Mapping[str, str]) -> Ask:
    def ask(connection: http.client.HTTPConnection) -> str:
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        body = answer.read().decode()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}: no figure")
        return body

    return ask


def _compare(ours: int, ask_ours: Ask, rival: int, ask_rival: Ask) -> None:
    """The same fifty dossiers in the same order, or there is nothing to compare."""
    pages = []
    for port, ask in ((ours, ask_ours), (rival, ask_rival)):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        pages.append(list(dict.fromkeys(CODE.findall(ask(connection)))))
        connection.close()
    if pages[0] != pages[1] or len(pages[0]) != 50:
        raise SystemExit("the two lists differ: no figure")


def _speed(port: int, ask: Ask) -> float:
    """Requests per second of all clients together."""
    start = threading.Barrier(CLIENTS + 1)

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        ask(connection)
        start.wait()
        for _ in range(REQUESTS):
            ask(connection)
        connection.close()

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    start.wait()
    begun = perf_counter()
    for one in clients:
        one.join()
    return CLIENTS * REQUESTS / (perf_counter() - begun)


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_list"):
        os.environ["LOG_LEVEL"] = "WARNING"
        fill.set_up_django()
        from django.core.management import call_command
        from django.db import connections

        call_command("collectstatic", "--noinput", verbosity=0)
        for line in measure():
            print(json.dumps(line, ensure_ascii=False))
        connections.close_all()
