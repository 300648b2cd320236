"""Codes that prove a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from apps.accounts.domain.codes import LASTS, MAX_TRIES, read_code
from apps.accounts.models import OneTimeCode
from apps.accounts.services import codes
from apps.core.limits import TooMany

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
PHONE = "+84978654312"
THING = {"purpose": "second-party", "about": "dossier:7", "phone": PHONE}

Issue = Callable[..., str]


@pytest.fixture
def issue(db: None) -> Issue:
    def issue(**changed: Any) -> str:
        return codes.issue(**{**THING, "address": "192.0.2.1", "at": AT, **changed})

    return issue


def check(typed: str, **changed: Any) -> bool:
    return codes.check(**{**THING, "typed": typed, "at": AT + timedelta(minutes=1), **changed})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


@pytest.mark.parametrize("typed", ["482913", " 482 913 ", "482-913", "4.8.2.9.1.3", "４８２９１３"])
def test_a_code_is_read_however_it_is_spaced(typed: str) -> None:
    assert read_code(typed) == "482913"


@pytest.mark.parametrize("typed", ["", "48291", "4829134", "48291a", "²82913x", "không nhớ", "\x00", "9" * 10_000])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_a_right_code_is_right_once(issue: Issue) -> None:
    code = issue()

    assert check(f" {code[:3]} {code[3:]} ")
    assert not check(code)


@pytest.mark.parametrize(
    "other", [{"purpose": "log-in"}, {"about": "dossier:8"}, {"phone": "+84978654313"}, {"at": AT + LASTS}]
)
def test_a_code_proves_nothing_else_and_not_for_ever(issue: Issue, other: dict[str, Any]) -> None:
    code = issue()

    assert not check(code, **other)
    assert check(code)


def test_after_five_wrong_tries_the_right_one_is_too_late(issue: Issue) -> None:
    code = issue()

    assert [check(wrong(code)) for _ in range(MAX_TRIES)] == [False] * MAX_TRIES
    assert not check(code)


def test_a_typing_slip_costs_no_try(issue: Issue) -> None:
    code = issue()

    assert [check("12345") for _ in range(MAX_TRIES)] == [False] * MAX_TRIES
    assert check(code)


def test_only_the_last_code_counts(issue: Issue) -> None:
    first, last = issue(), issue()

    assert first == last or not check(first)
    assert check(last)


def test_codes_for_one_phone_are_few_whatever_they_are_for(issue: Issue) -> None:
    for number in range(codes.PER_PHONE_SOON.tries):
        issue(about=f"dossier:{number}")

    with pytest.raises(TooMany):
        issue(about="dossier:99", address="192.0.2.9")
    assert issue(phone="+84978654313")


def test_neither_phone_nor_code_lies_readable_in_the_table(issue: Issue) -> None:
    code = issue()

    row = OneTimeCode.objects.values_list().get()
    assert [value for value in row if isinstance(value, str) and (code in value or PHONE[3:] in value)] == []


def test_a_wrong_guess_counts_even_when_the_act_is_taken_back(issue: Issue) -> None:
    issue()

    with pytest.raises(RuntimeError), transaction.atomic():
        check("000000")
