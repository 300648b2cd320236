"""What a step is called, and how long a dossier lay at each."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from apps.dossiers.domain.attribution import Passed, Stage
from apps.dossiers.domain.status import Action, Status
from apps.officials.domain.duties import Duty
from apps.procedures.domain.workflow import Step, turns, way
from apps.reports.domain.stays import spent
from apps.reports.domain.steps import step_name
from tests.reports.domain.test_sights import CALENDAR, at

STEPS = (
    Step(position=1, name="Thẩm định", duty=Duty.CASE_OFFICER, hours=Decimal(8)),
    Step(position=2, name="Hỏi công an", duty=Duty.CASE_OFFICER, hours=Decimal(8), agency="Công an xã"),
    Step(position=3, name="Lãnh đạo xem", duty=Duty.LEADER, hours=Decimal(2)),
    Step(position=4, name="Soạn kết quả", duty=Duty.CASE_OFFICER, hours=Decimal(2)),
    Step(position=5, name="Ký", duty=Duty.LEADER, hours=Decimal(2)),
)


def test_a_step_is_that_of_whoever_of_us_has_the_dossier_and_never_the_signature() -> None:
    ours = turns(way(steps=STEPS, answers={}))

    assert [step_name(way=ours, position=position) for position in range(-1, 7)] == [
        *("", "", "Thẩm định", "Lãnh đạo xem", "Soạn kết quả", "", "", ""),
    ]
    assert step_name(way=(), position=1) == ""


def handed(when: datetime, position: int, holder: int) -> Passed:
    return Passed(when, Action.FORWARD, {"step_position": position, "holder_id": holder})


def test_work_is_cut_by_step_even_where_one_official_has_both() -> None:
    received = {"received_at": at(16, 8).isoformat(), "status": Status.PROCESSING.value, "holder_id": 1}
    events = [
        Passed(at(16, 8), Action.RECEIVE, received),
        handed(at(16, 9), 1, 2),
        handed(at(16, 10), 2, 2),
        handed(at(16, 14), 3, 3),
        Passed(at(16, 15), Action.SEND_BACK, {"step_position": 2, "holder_id": 2}),
    ]

    found = spent(events=events, until=at(16, 16), calendar=CALENDAR)

    hour = timedelta(hours=1)
    assert [(one.stage, one.step, one.holder_id, one.used) for one in found] == [
        (Stage.DESK, 0, 1, hour),
        (Stage.WORK, 1, 2, hour),
        (Stage.WORK, 2, 2, 3 * hour),  # two before, without the lunch, and one after it was sent back
        (Stage.WORK, 3, 3, hour),
    ]
