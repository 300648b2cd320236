"""Every address answers every role as the one table says; an address without a row does not pass."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from apps.desk.models import HolderQuestion, Letter, Slip
from apps.dossiers.models import Dossier, DossierDocument, DossierEvent
from apps.messaging.models import OutboxMessage
from apps.payments.models import Attempt, Demand
from tests.architecture.access import ASKED, METHODS, ROLES, SAID, WHAT, Row, rows
from tests.architecture.town import Town, taken_back
from tests.sizes import pick

NOT_DONE = str(HTTPStatus.METHOD_NOT_ALLOWED.value)
# What is done for whoever comes: a filing begun, an opinion, a draft that was offered.
DONE_BY_ANYBODY = ("portal:file", "portal:rate", "portal:take_over")
# Where all roles get the same answer, a sample asks a few of them.
FEW = pick(sample=("stranger", "citizen", "clerk"), full=ROLES)


def names(patterns: list[Any], *, prefix: str = "") -> Iterator[str]:
    """Every url name of the house, as `reverse` knows it; an address without a name has none to be tested by."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, prefix=f"{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            assert isinstance(pattern, URLPattern)
            yield f"{prefix}{pattern.name}"


NAMES = list(names(get_resolver().url_patterns))


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(NAMES) == sorted(set(NAMES)), "two addresses share a name"
    assert {row.name for row in rows()} ^ set(NAMES) == set()


def test_no_row_comes_twice() -> None:
    listed = [(row.name, row.method) for row in rows()]

    assert sorted(set(listed)) == sorted(listed)


@pytest.mark.timeout(600)
def test_every_address_answers_each_role_as_the_table_says(town: Town) -> None:
    wrong = [
        f"{row.name} {row.method} {role}: {got} instead of {row.answers[role]}"
        for number, row in enumerate(rows())
        for role in _asking(row, number)
        if (got := _answer(town, row.name, row.method, role)) != row.answers[role]
    ]

    assert wrong == []


def test_what_has_no_row_is_done_by_nobody(town: Town) -> None:
    listed = {(row.name, row.method) for row in rows()}

    got = {
        (name, method, role): _answer(town, name, method, role)
        for name in NAMES
        for method in METHODS
        if (name, method) not in listed
        for role in FEW
    }

    assert {key: answer for key, answer in got.items() if answer != NOT_DONE and key[2] != "stranger"} == {}
    assert {answer for key, answer in got.items() if key[2] == "stranger"} == {NOT_DONE, "log-in"}


def test_nobody_moves_what_is_not_theirs(town: Town) -> None:
    """Whatever the answer, nothing has happened: no event, no draft changed or gone, no message, no print counted."""
    for what in WHAT.values():
        what(town)  # whatever they ask for is there before
    before = _everything()

    for row in rows():
        if (
            row.method == "POST"
            and row.name in WHAT
            and row.name not in ("portal:file", "portal:rate", "portal:take_over")
        ):
            for role in ("stranger", "other", "admin", "foreign", "former"):
                _ask(town, row.name, row.method, role)

    assert _everything() == before


def test_a_stranger_enters_only_where_the_table_says_so() -> None:
    """The rooms that are open to the street, by name: whoever opens another one writes it down here."""
    open_rooms = {row.name for row in rows() if row.answers["stranger"] != "log-in"}

    assert open_rooms == {
        "portal:home",
        "portal:login",
        "portal:logout",
        "portal:vneid",  # and back from there
        "portal:vneid_return",
        "portal:login_phone",  # its two further pages lead a stranger without a code back to the log-in
        "portal:left",  # the end of a session
        "portal:preferences",
        "portal:statement",
        "portal:catalogue",
        "portal:procedure",
        "portal:finder",
        "portal:communes",  # names of places, for the address questions
        "portal:track",
        "portal:guides",  # whom one may ask, with the number they agreed to show
        "portal:kiosk",
        "portal:kiosk_enrol",  # with a code of ten minutes
        "portal:kiosk_end",
        "portal:kiosk_still_here",
        "portal:verify",
        "portal:confirm",  # a second party, who proves by code or account who they are
        "portal:verify_any",
        "portal:rate",
        "portal:healthz",
        "portal:readyz",
        "messaging:delivery_report",  # for gateways, who sign
        "payments:bank_notice",  # for banks and gateways, who sign
        "payments:gateway_notice",
        "portal:paid",  # the payer's way back from a gateway, in whatever browser
        "procedures:scan",
        "procedures:open_data",
        "procedures:open_json",
        "procedures:open_csv",
        "reports:public",
        "reports:open_figures",
        "reports:open_index",
        "reports:open_schema",
        "reports:open_checksums",
        "reports:open_all",
        "reports:open_now_json",
        "reports:open_now_csv",
        "reports:open_month",
        "reports:bulletin",
        "reports:notice_sheet",
        "reports:embedding",
        "reports:widget",
        "reports:widget_json",
        "reports:widget_svg",
        "reports:widget_png",
    }


def _asking(row: Row, number: int) -> set[str]:
    """Everybody in the full run. In a sample one for each answer, and the next two in turn."""
    first: dict[str, str] = {}
    for role, answer in row.answers.items():
        first.setdefault(answer, role)
    in_turn = {ROLES[(2 * number + step) % len(ROLES)] for step in range(2)}
    return pick(sample={*first.values(), *in_turn}, full=set(ROLES))


def _everything() -> list[object]:
    """Whatever a dossier is made of, row by row."""
    tables = (Dossier, DossierEvent, DossierDocument, OutboxMessage, Slip, HolderQuestion, Letter, Demand, Attempt)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def _answer(town: Town, name: str, method: str, role: str) -> str:
    """What happens, and is then taken back."""
    with taken_back():
        return _ask(town, name, method, role)


def _ask(town: Town, name: str, method: str, role: str) -> str:
    address = reverse(name, kwargs=WHAT[name](town) if name in WHAT else None)
    browser = town.browser(role)
    if method == "GET":
        response = browser.get(address, ASKED.get(name))
    else:
        response = browser.post(address, {"khong-ai-hoi": "1", **SAID.get(name, {})})
    if response.streaming:
        response.getvalue()
    if response.status_code == HTTPStatus.FOUND and response["Location"].startswith(reverse("portal:login")):
        return "log-in"
    return str(response.status_code)
