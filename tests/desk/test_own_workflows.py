"""The workflows this project carries for the ten commonest procedures, walked; every date was reckoned by hand.

All arrive on Monday 23/11/2026 at 9:00, before a Tuesday off (the Day of Culture, 24/11).
"""

from collections.abc import Collection
from decimal import Decimal

import pytest

from apps.desk.domain.simulation import Imagined, Moment, Walk, walk
from apps.dossiers.domain.moves import Terms
from apps.dossiers.domain.status import Status
from apps.procedures.domain.workflow import HAMLET, way
from apps.procedures.services.workflows import own_workflow, templates
from apps.worktime import Allowance, Unit
from tests.desk.domain.test_simulation import the, when
from tests.procedures.domain.test_workflow import at
from tests.worktime.calendars import ASSUMED_2027

SAME_DAY = Allowance(Decimal(0), Unit.SAME_DAY)
THREE, TEN = (Allowance(Decimal(days), Unit.WORKING_DAY) for days in (3, 10))
TODAY, FRIDAY, TUESDAY = "23/11 17:30", "27/11 17:30", "08/12 17:30"


def walked(code: str, allowance: Allowance, answers: dict[str, str], left_out: Collection[int] = ()) -> Walk:
    stages = way(steps=own_workflow(code=code), answers=answers, left_out=left_out)
    terms = Terms(allowance=allowance, calendar=ASSUMED_2027)
    return walk(Imagined(stages=stages, arrives_at=at("23/11/2026 09:00"), terms=terms, answers=answers))


def ends(walk: Walk) -> list[str]:
    return [when(one.ends_at) for line in walk.happenings if line.moment is Moment.BEGUN for one in line.steps]


@pytest.mark.parametrize(
    ("code", "allowance", "answers", "step_ends", "due"),
    [
        ("2.000815", SAME_DAY, {}, ["23/11 10:30", "23/11 11:00"], TODAY),
        (
            "2.000815",
            SAME_DAY,
            {"issued_by": "Cơ quan, tổ chức nước ngoài"},
            ["23/11 10:30", "23/11 10:30", "23/11 11:00"],
            TODAY,
        ),
        (
            "1.001193",
            SAME_DAY,
            {"parents_marriage": "Đã đăng ký"},
            ["23/11 10:30", "23/11 09:30", "23/11 11:00"],
            TODAY,
        ),
        (
            "1.001193",
            SAME_DAY,
            {"parents_marriage": "Chưa đăng ký"},
            ["23/11 10:30", "23/11 09:30", "23/11 11:00", "23/11 11:30"],
            TODAY,
        ),
        (
            "1.004873",
            THREE,
            {"marital_state": "Chưa kết hôn lần nào"},
            ["23/11 15:00", "25/11 15:00", "25/11 17:00", "26/11 11:00"],
            FRIDAY,
        ),
        (
            "1.004873",
            THREE,
            {"marital_state": "Đã ly hôn"},
            ["23/11 15:00", "25/11 15:00", "26/11 09:00", "26/11 11:00", "26/11 17:00"],
            FRIDAY,
        ),
        ("2.000635", SAME_DAY, {}, ["23/11 10:30", "23/11 11:00", "23/11 11:30"], TODAY),
        ("2.000884", SAME_DAY, {}, ["23/11 10:00", "23/11 10:30"], TODAY),
        ("1.000894", SAME_DAY, {}, ["23/11 10:00", "23/11 11:00", "23/11 11:30"], TODAY),
        ("1.000656", SAME_DAY, {}, ["23/11 10:30", "23/11 10:30", "23/11 11:00"], TODAY),
        (
            "1.001612",
            THREE,
            {},
            ["23/11 15:00", "25/11 15:00", "25/11 15:00", "25/11 09:00", "26/11 09:00"],
            FRIDAY,
        ),
        (
            "1.001776",
            TEN,
            {},
            ["25/11 09:00", "30/11 09:00", "02/12 17:30", "03/12 17:30", "04/12 17:30"],
            TUESDAY,
        ),
        (
            "1.014027",
            TEN,
            {},
            ["25/11 09:00", "30/11 09:00", "27/11 09:00", "02/12 09:00", "30/11 15:00", "04/12 09:00"],
            TUESDAY,
        ),
    ],
)
def test_common_procedure_keeps_its_promise_by_these_dates(
    code: str, allowance: Allowance, answers: dict[str, str], step_ends: list[str], due: str
) -> None:
    found = walked(code, allowance, answers)

    assert found.state.due_at is not None
    assert (ends(found), when(found.state.due_at)) == (step_ends, due)
    assert (found.state.status, found.is_late) == (Status.RETURNED, False)


def test_step_nobody_needs_is_left_out() -> None:
    found = walked("1.004873", THREE, {}, left_out={2})

    assert ends(found) == ["23/11 15:00", "23/11 17:00", "25/11 11:00"]


def test_hamlet_far_away_is_visited_by_those_who_go_there_and_they_are_reminded() -> None:
    far, near = walked("1.001776", TEN, {HAMLET: "Lũng Vài"}), walked("1.001776", TEN, {HAMLET: "Nà Lạn"})

    units = [one.steps[0].unit for one in far.happenings if one.moment is Moment.BEGUN]
    assert units[:2] == ["Văn hóa – xã hội", "Kinh tế – hạ tầng"]
    assert "Kinh tế – hạ tầng" not in [one.steps[0].unit for one in near.happenings if one.steps]
    assert when(the(far, Moment.REMINDED).at) == "27/11 09:00"


def test_ten_procedures_have_an_example_to_start_from() -> None:
    assert len(templates()) == len({code for code in templates() if len(own_workflow(code=code)) >= 2}) == 10
