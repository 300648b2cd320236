"""Milliseconds for the leader's board as a page, against a page of the same layout around nothing; asked by `figures`.

Both are drawn in this process by Django's test client, which logs in as the chairman of the busiest agency, through the
whole middleware; rounds of the two alternate. The rows have no events, papers or votes, so those parts of the page stay
empty, and the figure says which filler it was measured on.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from statistics import median
from time import perf_counter
from unittest import mock

from bench import province

PAGE, RIVAL = "/dieu-hanh/", "/trang-khong/"
ROUNDS = 9


def figure(*, dossiers: int) -> dict[str, object]:
    """The median of the rounds in the database that is asked now, and how many questions the page asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings

    with (
        mock.patch("django.utils.timezone.now", return_value=province.UNTIL),
        override_settings(ROOT_URLCONF="bench.rivals.bare_page"),
    ):
        ask = _asker()
        ask(RIVAL)
        ask(PAGE)  # the first visit builds the calendar
        times = [(ask(PAGE), ask(RIVAL)) for _ in range(ROUNDS)]
        with CaptureQueriesContext(connection) as captured:
            ask(PAGE)
    value, rival_value = (median(column) * 1000 for column in zip(*times, strict=True))
    return {
        "figure": "the board as a page",
        "value": round(value, 1),
        "unit": "ms",
        "rival": "a page of the same layout around nothing",
        "rival_value": round(rival_value, 1),
        "ratio": round(median(mine / theirs for mine, theirs in times), 2),
        "queries": len(captured),
        "dossiers": dossiers,
        "filler": province.FILLER,
        "rounds": ROUNDS,
        "load": round(os.getloadavg()[0], 1),
    }


def _asker() -> Callable[[str], float]:
    """Seconds for one page, as the chairman of the busiest agency."""
    from django.test import Client

    from apps.officials.domain.duties import Duty
    from apps.officials.models import Agency, Official

    client = Client(headers={"host": "127.0.0.1"})
    agency = Agency.objects.order_by("pk")[0]
    client.force_login(Official.objects.filter(agency=agency, assignments__duty=Duty.LEADER)[0].user)

    def ask(path: str) -> float:
        begun = perf_counter()
        answer = client.get(path)
        seconds = perf_counter() - begun
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}: no figure")
        return seconds

    return ask
