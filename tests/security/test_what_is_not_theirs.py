"""Whoever may not see a thing cannot even learn that it exists."""

from __future__ import annotations

import re

from django.urls import reverse

from apps.officials.models import Agency
from tests.architecture.access import WHAT, rows
from tests.architecture.town import Town, taken_back
from tests.security.reading import plain


def test_what_is_not_theirs_looks_like_what_is_not_there(town: Town) -> None:
    """Word for word: whoever may not see a thing cannot even learn that it exists."""
    differing = []
    for row in rows():
        for role in ("other", "foreign"):
            if row.answers[role] != "404" or row.name not in WHAT:  # an address that names no thing hides none
                continue
            theirs = WHAT[row.name](town)
            nobodys = _nobodys(theirs)
            pages = [_page(town, role, row.method, reverse(row.name, kwargs=each)) for each in (theirs, nobodys)]
            if pages[0] != pages[1]:
                differing.append(f"{row.name} {row.method} {role}")

    assert differing == []


def _nobodys(theirs: dict[str, object]) -> dict[str, object]:
    """The same address of a thing that does not exist; the step or the act in it stays."""
    kept = ("step", "address") if "reference" in theirs else ()
    strange: dict[str, object] = {}
    for name, there in theirs.items():
        strange[name] = 9_999_999 if isinstance(there, int) else there if name in kept else _like(str(there))
    return strange


def _like(known: str) -> str:
    """As long, of the same letters, and nobody's."""
    return re.sub(r"[0-9A-Za-z](?=[^-]*$)", "0", known)


def _page(town: Town, role: str, method: str, address: str) -> tuple[int, str]:
    with taken_back():
        browser = town.browser(role)
        response = browser.get(address) if method == "GET" else browser.post(address, {})
    return response.status_code, plain(response.content, address)


def test_desk_finds_nothing_of_another_agency(town: Town) -> None:
    assert Agency.objects.count() == 2
    browser = town.browser("foreign")

    for text in (town.owner.name, town.owner.phone, town.owner.personal_id, town.whole):
        page = browser.post(reverse("desk:search"), {"tim": text}).content.decode()
        assert town.whole not in re.sub(r'value="[^"]*"', "", page)
