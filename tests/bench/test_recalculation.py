"""The rival of the recalculation figure finds the same dossiers and the same days: its figure may stand beside ours."""

from __future__ import annotations

import pytest

from apps.desk.services.recalculating import reckon_open
from bench import recalculation
from bench.rivals import one_by_one

pytestmark = pytest.mark.django_db


def test_both_find_the_same_promises_on_the_same_new_days() -> None:
    agency = recalculation.prepare(dossiers=800)

    ours = reckon_open(agency=agency, at=recalculation.AT)

    rivals = one_by_one.others(agency=agency, at=recalculation.AT)
    assert {(one.dossier_id, one.new_due_at, one.new_late_after) for one in ours.others} == set(rivals)
    assert (ours.reckoned, ours.unreckoned) == (800, 0)
    assert 0 < len(rivals) < 800
