"""Late by the books alone: which histories raise a doubt, and which do not."""

from __future__ import annotations

from typing import Any

import pytest

from apps.dossiers.domain.timeliness import Timeliness
from apps.reports.domain.doubts import Books, Doubt, doubts
from tests.worktime.calendars import at

DUE, LATE_AFTER = at("2026-11-26 17:30"), at("2026-11-26 23:59:59.999999")
LATER = at("2026-12-01 23:59:59.999999")
DONE = at("2026-11-30 09:00")


def books(**said: Any) -> Books:
    """Promised for Thursday, done on Monday, called late, unless it says otherwise."""
    usual: dict[str, Any] = {
        "now": at("2026-12-02 02:45"),
        "due_at": DUE,
        "late_after": LATE_AFTER,
        "reckoned": LATE_AFTER,
    }
    return Books(**usual | {"done_at": DONE, "timeliness": Timeliness.LATE} | said)


OPEN = {"done_at": None, "timeliness": None, "now": DONE}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({}, set(), id="simply late"),
        pytest.param(OPEN, set(), id="simply overdue"),
        pytest.param({"done_at": at("2026-11-26 16:00")}, {Doubt.VERDICT}, id="done in time, called late"),
        pytest.param({"reckoned": LATER}, {Doubt.PROMISE}, id="a later promise under the rules of today"),
        pytest.param(OPEN | {"reckoned": LATER}, {Doubt.PROMISE}, id="the same, still open"),
        pytest.param({"reckoned": at("2026-11-27 23:59")}, set(), id="later, but not late enough"),
        pytest.param({"reckoned": None}, set(), id="years beyond the calendar"),
        pytest.param({"reckoned": LATER, "unpaused": LATE_AFTER}, {Doubt.PAUSE}, id="the pause was not given back"),
        pytest.param({"unpaused": LATE_AFTER}, set(), id="a pause after the promise broke gives nothing back"),
        pytest.param({"prepared_at": at("2026-11-26 16:00")}, {Doubt.SIGNATURE}, id="prepared in time, signed late"),
        pytest.param({"prepared_at": at("2026-11-27 08:00")}, set(), id="prepared late"),
        pytest.param(
            {"requests": [(at("2026-11-26 10:00"), at("2026-11-27 08:00"))]}, {Doubt.REQUEST}, id="request signed late"
        ),
        pytest.param({"requests": [(at("2026-11-24 10:00"), at("2026-11-25 08:00"))]}, set(), id="signed in time"),
        pytest.param(
            {"extended_at": at("2026-11-25 15:00"), "new_late_after": LATER}, {Doubt.NEW_DAY}, id="the new day was kept"
        ),
        pytest.param(
            {"extended_at": at("2026-11-27 08:00"), "new_late_after": LATER}, set(), id="appointed anew too late"
        ),
        pytest.param(
            {"extended_at": at("2026-11-25 15:00"), "new_late_after": at("2026-11-27 23:59")}, set(), id="not kept"
        ),
    ],
)
def test_what_is_called_late_raises_the_doubts_it_should(said: dict[str, Any], expected: set[Doubt]) -> None:
    assert set(doubts(books(**said))) == expected


@pytest.mark.parametrize(("prompt", "expected"), [("2026-11-26 23:59", {Doubt.WAIT}), ("2026-12-03 23:59", set())])
def test_what_is_in_time_because_papers_lay_at_the_desk_is_doubted_too(prompt: str, expected: set[Doubt]) -> None:
    kept = books(
        timeliness=Timeliness.ON_TIME,
        late_after=LATER,
        due_at=at("2026-12-01 17:30"),
        answers=[(at("2026-11-23 09:00"), at("2026-11-26 09:00"))],
        prompt=at(prompt),
    )

    assert set(doubts(kept)) == expected


def test_each_doubt_says_what_it_rests_on() -> None:
    found = doubts(books(prepared_at=at("2026-11-26 16:00")))

    assert found == {Doubt.SIGNATURE: {"promised": DUE, "prepared": at("2026-11-26 16:00"), "done": DONE}}
