"""The state that moves: nothing of it is lost on the way."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

from apps.dossiers.domain.state import CaseState, Moved, moved_on
from apps.dossiers.domain.status import Status

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def test_a_state_that_moved_on_keeps_whatever_did_not_move() -> None:
    every: Moved = {one.name: number for number, one in enumerate(fields(CaseState))}
    full = CaseState(**every)
    moved: Moved = {"status": Status.PROCESSING, "step_due_at": AT, "holder_id": None}

    after = moved_on(state=full, moved=moved)

    assert after == replace(full, **moved)
    assert (after.agency_id, after.receiving_agency_id) == (full.agency_id, full.receiving_agency_id)
    assert moved_on(state=full, moved={}) == full
