"""An imaginary dossier walks by the same life cycle and the same workflow as a real one."""

from datetime import datetime
from decimal import Decimal

from apps.desk.domain.papers import SlipKind
from apps.desk.domain.simulation import Happening, Imagined, Moment, Walk, walk
from apps.dossiers.domain.moves import Terms
from apps.dossiers.domain.status import Status
from apps.messaging.domain.kinds import Kind
from apps.officials.domain.duties import Duty
from apps.procedures.domain.workflow import Step, stages_of
from apps.worktime import Allowance, Unit
from tests.procedures.domain.test_workflow import at, step
from tests.worktime.calendars import ASSUMED_2027

THREE_DAYS = Allowance(Decimal(3), Unit.WORKING_DAY)
SAME_DAY = Allowance(Decimal(0), Unit.SAME_DAY)


def sign(position: int, hours: str = "4") -> Step:
    return step(position, hours, duty=Duty.LEADER)


def walked(*steps: Step, arrives: str, allowance: Allowance = THREE_DAYS, is_online: bool = False) -> Walk:
    terms = Terms(allowance=allowance, calendar=ASSUMED_2027)
    stages = stages_of(steps=steps)
    return walk(Imagined(stages=stages, arrives_at=at(arrives), terms=terms, is_online=is_online))


def when(moment: datetime) -> str:
    return f"{moment.astimezone(ASSUMED_2027.zone):%d/%m %H:%M}"


def told(walk: Walk) -> list[tuple[str, Moment, Status]]:
    return [(when(one.at), one.moment, one.status) for one in walk.happenings]


def the(walk: Walk, moment: Moment) -> Happening:
    return next(one for one in walk.happenings if one.moment is moment)


def test_walk_tells_every_instant_in_order() -> None:
    found = walked(step(1), step(2, "12", remind_hours=Decimal(2)), sign(3), arrives="20/11/2026 16:00", is_online=True)

    assert told(found) == [
        ("20/11 16:00", Moment.FILED, Status.SUBMITTED),
        ("20/11 16:00", Moment.RECEIVED, Status.RECEIVED),
        ("23/11 07:30", Moment.BEGUN, Status.PROCESSING),
        ("23/11 11:30", Moment.BEGUN, Status.PROCESSING),
        ("25/11 07:30", Moment.ASKED, Status.PROCESSING),
        ("25/11 15:30", Moment.REMINDED, Status.PROCESSING),
        ("25/11 17:30", Moment.BEGUN, Status.AWAITING_SIGNATURE),
        ("26/11 11:30", Moment.SIGNED, Status.RESULT_READY),
        ("26/11 11:30", Moment.RETURNED, Status.RETURNED),
    ]
    assert found.state.due_at == at("26/11/2026 17:30")
    assert not found.is_late


def test_each_act_brings_its_papers_and_messages() -> None:
    found = walked(step(1), sign(2), arrives="23/11/2026 08:00", is_online=True)

    assert the(found, Moment.FILED).messages == (Kind.SUBMITTED,)
    assert (the(found, Moment.RECEIVED).papers, the(found, Moment.RECEIVED).messages) == (
        (SlipKind.RECEIPT,),
        (Kind.RECEIVED,),
    )
    assert the(found, Moment.SIGNED).messages == (Kind.RESULT_EARLY,)
    assert the(found, Moment.RETURNED).messages == (Kind.RETURNED, Kind.SURVEY_INVITATION)


def test_walk_that_is_too_long_breaks_the_promise_and_says_sorry() -> None:
    found = walked(step(1, "32"), sign(2), arrives="23/11/2026 08:00")

    broken = the(found, Moment.BROKEN)
    assert found.is_late
    assert (when(broken.at), broken.papers, broken.messages) == (
        "27/11 23:59",
        (SlipKind.APOLOGY,),
        (Kind.APOLOGY_NOTICE, Kind.ESCALATION),
    )
    assert the(found, Moment.SIGNED).messages == (Kind.RESULT_READY,)


def test_result_before_the_guard_would_ask_is_asked_about_by_nobody() -> None:
    found = walked(step(1, "2"), sign(2, "1"), arrives="23/11/2026 08:00")

    assert Moment.ASKED not in {one.moment for one in found.happenings}


def test_dossier_filed_online_on_a_sunday_is_taken_in_on_monday() -> None:
    found = walked(step(1, "1.5"), sign(2, "0.5"), arrives="22/11/2026 09:00", allowance=SAME_DAY, is_online=True)

    assert [when(one.at) for one in found.happenings][:2] == ["22/11 09:00", "23/11 07:30"]
    assert found.state.due_at == at("23/11/2026 17:30")


def test_same_day_after_three_is_promised_and_begun_on_the_next_working_day() -> None:
    found = walked(step(1, "1.5"), sign(2, "0.5"), arrives="23/11/2026 15:30", allowance=SAME_DAY)

    assert when(the(found, Moment.BEGUN).at) == "25/11 07:30"
    assert found.state.due_at == at("25/11/2026 17:30")


def test_way_that_the_life_cycle_refuses_stops_where_it_would_at_the_desk() -> None:
    found = walked(sign(1), sign(2), arrives="23/11/2026 08:00")

    last = found.happenings[-1]
    assert (last.moment, last.status, last.why) == (Moment.STUCK, Status.RECEIVED, "wrong_status")
    assert found.state.finished_at is None


def test_other_agency_works_while_the_dossier_stays_with_its_holder() -> None:
    found = walked(step(1), step(2, "8", agency="Công an xã"), sign(3), arrives="23/11/2026 07:30")

    begun = [(when(one.at), one.status, one.steps[0].step.agency) for one in found.happenings if one.steps]
    assert begun == [
        ("23/11 07:30", Status.PROCESSING, ""),
        ("23/11 11:30", Status.PROCESSING, "Công an xã"),
        ("25/11 11:30", Status.AWAITING_SIGNATURE, ""),
    ]
