"""What is kept of a report: its digest, the fingerprint of its figures, and which cells differ."""

from __future__ import annotations

from typing import Any

from apps.reports.domain.freezing import Changed, changes, digest, fingerprint


def content(*, total: int = 3, as_of: str = "2026-11-15", fields: tuple[tuple[str, int], ...] = ()) -> dict[str, Any]:
    rows = [{"field_code": code, "field": code.title(), "cells": {"3": number}} for code, number in fields]
    return {"as_of": as_of, "form_06": {"total": {"3": total, "13": 0}, "rows": rows}}


def test_the_same_figures_counted_later_have_another_digest_and_the_same_fingerprint() -> None:
    morning, evening = content(), content(as_of="2026-11-16")

    assert digest(morning) != digest(evening)
    assert fingerprint(morning) == fingerprint(evening)
    assert fingerprint(morning) != fingerprint(content(total=4))


def test_a_digest_does_not_follow_the_order_of_keys() -> None:
    one = content()

    assert digest(one) == digest(dict(reversed(list(one.items()))))


def test_changes_name_each_cell_also_of_fields_that_came_or_went() -> None:
    before = content(total=3, fields=(("land", 1), ("people", 2)))
    after = content(total=4, fields=(("people", 2), ("trade", 2)))

    assert changes(before=before, after=before) == []
    assert changes(before=before, after=after) == [
        Changed("", 3, 3, 4),
        Changed("Land", 3, 1, 0),
        Changed("Trade", 3, 0, 2),
    ]
