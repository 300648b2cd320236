"""Addresses, queries, cookies and tokens that nobody gave out: a calm page, never a crash, and nothing is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.conf import settings as ours
from django.test import Client
from django.urls import reverse

from apps.core.models import IdempotencyKey
from apps.dossiers.models import DossierEvent
from apps.surveys.models import Invitation
from tests.architecture.access import ASKED, SAID, WHAT, Row, rows
from tests.architecture.town import NOW, Town, taken_back
from tests.conftest import Clock
from tests.sizes import pick

pytestmark = pytest.mark.timeout(2400)

MOST_AT_HOME = ("citizen", "leader", "officer", "clerk", "admin", "stranger")

# No browser posts there: a gateway signs what it says, and whoever cannot is told that there is nothing.
SIGNED_INSTEAD = frozenset({"messaging:delivery_report", "payments:bank_notice"})
SCRIPT = "<script>alert(1)</script>"
# What may be written where a code, a number or a random address belongs.
STRANGE = ["\x00", "x" * 5000, "²", "9" * 40, "-1", "..", "%2e%2e", "ế\u0323", SCRIPT, "None", "%", "\u202e"]
# The same for a query, where numbers, days, marks of a list and words of a search belong.
ASKED_STRANGELY = [
    *STRANGE,
    "",
    "0",
    "1e9",
    "31/02/2026",
    "2026-13",
    "99999-01",
    "0000-00",
    "eyJhIjoxfQ==",
    "' OR 1=1 --",
]
EVERY = pick(sample=10, full=1)  # a sample tries every so manieth at each address, and over all addresses each of them
QUERIES = (
    *("q", "trang", "linh-vuc", "thoi-han", "thoi-gian", "cach", "nop", "ma", "next", "xem", "sau", "truoc"),
    *("van-ban", "thu-tuc", "tai", "thang", "viec", "kenh", "key", "seen", "receiver", "planned_hours"),
)


def visitor(row: Row) -> str:
    """Whoever gets furthest there."""
    return next(
        role
        for code in ("200", "302", "422", "412", "409", "405", "404", "log-in")
        for role in MOST_AT_HOME
        if row.answers[role] == code
    )


def strange_addresses(town: Town, row: Row) -> Iterator[str]:
    """Each part of the address that is asked for, replaced by what nobody gave out."""
    if row.name not in WHAT:
        return
    known = WHAT[row.name](town)
    marks = {name: value if isinstance(value, int) else f"part-{name}" for name, value in known.items()}
    pattern = reverse(row.name, kwargs=marks)
    for name in known:
        for strange in STRANGE:
            address = pattern
            for other, there in known.items():
                if other != name:
                    address = address.replace(f"part-{other}", quote(str(there)))
            yield address.replace(str(marks[name]), quote(strange), 1)


def answered(town: Town, row: Row, address: str, asked: dict[str, str]) -> str:
    """What is wrong with the answer, empty when nothing is."""
    with taken_back():
        browser = town.browser(visitor(row))
        try:
            response = (
                browser.get(address, asked) if row.method == "GET" else browser.post(address, SAID.get(row.name, {}))
            )
        except Exception as error:
            return f"{row.method} {address[:80]} {asked}: {type(error).__name__}: {str(error)[:100]}"
        content = response.getvalue()
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"{row.method} {address[:80]} {asked}: {response.status_code}"
    return f"{row.method} {address[:80]} {asked}: the script stands in the page" if SCRIPT.encode() in content else ""


def test_no_address_that_nobody_gave_out_breaks_a_page(town: Town) -> None:
    wrong = [
        said
        for number, row in enumerate(rows())
        for address in list(strange_addresses(town, row))[number % EVERY :: EVERY]
        if (said := answered(town, row, address, {}))
    ]

    assert wrong == []


def test_strange_addresses_are_as_strange_as_they_look(town: Town) -> None:
    """The control: they reach the pages, and the right one among them is answered."""
    row = next(row for row in rows() if row.name == "portal:dossier")
    tried = list(strange_addresses(town, row))

    assert len(tried) == len(STRANGE)
    assert "/ho-so/%00/" in tried
    assert town.browser(visitor(row)).get(reverse(row.name, kwargs=WHAT[row.name](town))).status_code == HTTPStatus.OK


def test_no_query_that_nobody_made_breaks_a_page(town: Town) -> None:
    wrong = []
    for number, row in enumerate(row for row in rows() if row.method == "GET"):
        address = reverse(row.name, kwargs=WHAT[row.name](town) if row.name in WHAT else None)
        for place, name in enumerate(QUERIES):
            if (number + place) % pick(sample=8, full=1):
                continue
            for step in range(pick(sample=1, full=3)):
                strange = ASKED_STRANGELY[(number * 7 + place + step) % len(ASKED_STRANGELY)]
                wrong.append(answered(town, row, address, dict(ASKED.get(row.name, {})) | {name: strange}))

    assert list(filter(None, wrong)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/%00", "/%ff%fe", "/..;/", "/ho-so", "/nop/", "/static/../config/settings.py", "/.env"]
)
def test_address_of_no_page_is_a_calm_page(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.BAD_REQUEST)
    assert b"SECRET_KEY" not in response.content


@pytest.mark.parametrize("value", ["", "x" * 4000, "\u0111", "; Secure", "' OR 1=1", "eyJhIjoxfQ:1:2"])
def test_cookies_somebody_wrote_by_hand_log_nobody_in_and_break_nothing(town: Town, value: str) -> None:
    names = (ours.SESSION_COOKIE_NAME, ours.LANGUAGE_COOKIE_NAME, ours.CSRF_COOKIE_NAME, "messages", "chu_to")
    client = Client()
    for name in names:
        client.cookies[name] = quote(value)

    assert client.get("/").status_code == HTTPStatus.OK
    assert client.get("/ho-so/").headers["Location"].startswith("/dang-nhap/")


def test_form_from_elsewhere_is_refused_calmly_and_nothing_is_done(town: Town) -> None:
    """Every form of the house, posted without the token that only our own pages carry."""
    posted = [
        (row, reverse(row.name, kwargs=WHAT[row.name](town) if row.name in WHAT else None))
        for row in rows()
        if row.method == "POST" and row.name not in SIGNED_INSTEAD
    ]
    before = DossierEvent.objects.count(), IdempotencyKey.objects.count()  # what the addresses are of stands by now
    wrong = []
    for row, address in posted:
        careful = Client(enforce_csrf_checks=True)
        careful.cookies = town.browser(visitor(row)).cookies
        response = careful.post(address, {**SAID.get(row.name, {}), "csrfmiddlewaretoken": "x" * 64})
        if response.status_code != HTTPStatus.FORBIDDEN or "Chưa có gì được gửi đi" not in response.content.decode():
            wrong.append(row.name)

    assert wrong == []
    assert (DossierEvent.objects.count(), IdempotencyKey.objects.count()) == before


def test_link_to_vote_that_has_run_out_says_so(town: Town, clock: Clock) -> None:
    clock.at = NOW + timedelta(days=400)

    response = Client().get(reverse("portal:rate", args=[town.token]))

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "không còn" in response.content.decode() or "hết hạn" in response.content.decode()
    assert not Invitation.objects.filter(is_burned=True).exists()


def test_session_that_has_run_out_leads_to_log_in_and_back(town: Town, clock: Clock) -> None:
    clock.at = NOW + timedelta(days=2)
    page = reverse("portal:my_dossiers")

    response = town.browser("citizen").get(page)

    assert response.headers["Location"] == f"/dang-nhap/?next={page}"
