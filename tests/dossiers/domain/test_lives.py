"""Laws of whole lives: whatever is done, the promise is f(start, allowance, calendar, pauses, extension)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.domain.actor import Actor, ActorKind
from apps.dossiers.domain import lifecycle
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.lifecycle import Forbidden, Move, Terms
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.reckoning import reckon
from apps.dossiers.domain.state import CaseState
from apps.dossiers.domain.status import Action, PauseKind, ResultKind, Status
from apps.officials.domain.duties import Duty
from apps.worktime import Allowance, DueTime
from tests.walking import AGAIN_REASON, REASON, RESTART_REASON
from tests.worktime.calendars import ASSUMED_2027, at, calendar_days, days, hours

AGENCY = 71
CLERK, OFFICER, LEADER = (
    Actor(kind=ActorKind.OFFICIAL, id=number, agency_id=AGENCY, duties=frozenset({duty}))
    for number, duty in enumerate((Duty.CLERK, Duty.CASE_OFFICER, Duty.LEADER), start=1)
)
MONDAY = at("2026-11-16 08:00")
ASKED = (AskedItem(name="Trích lục", defect=Defect.ABSENT, fix="Nộp bản sao trích lục"),)
PAYING = {"legal_basis": "Luật Đất đai 2024, Điều 153", "document": "15/TB"}


@dataclass(slots=True)
class Life:
    """A dossier in memory, lived act by act; `at` is now."""

    at: datetime
    terms: Terms
    state: CaseState = field(default_factory=lambda: CaseState(status=Status.SUBMITTED, agency_id=AGENCY))

    def do(self, action: Action, by: Actor, **more: Any) -> None:
        """One act, as the write path does it. Raises Forbidden."""
        if action is Action.REQUEST_SUPPLEMENT:
            more = {"items": ASKED} | more
        move = Move(action=action, by=by, at=self.at, **more)
        outcome = lifecycle.decide(state=self.state, move=move, terms=self.terms)
        self.state = outcome.after
        for pause in (outcome.opened, outcome.closed):
            if pause is not None:
                self.terms = self.terms.with_pause(pause)
        if action is Action.EXTEND:
            self.terms = replace(self.terms, extended_to=more["new_due_date"])

    def later(self, hours: int) -> None:
        self.at += timedelta(hours=hours)


def life(
    *,
    received: datetime = MONDAY,
    allowance: Allowance | None = None,
    mode: SupplementMode = SupplementMode.RESTART,
    due_time: DueTime = DueTime.END_OF_DAY,
) -> Life:
    """A dossier that an officer works on."""
    terms = Terms(allowance=allowance or days("10"), calendar=ASSUMED_2027, due_time=due_time, supplement_mode=mode)
    lived = Life(at=received, terms=terms)
    lived.do(Action.RECEIVE, CLERK, code="H99.71-261116-0001", book_number=1)
    lived.do(Action.FORWARD, CLERK, receiver_id=OFFICER.id)
    lived.do(Action.TAKE, OFFICER)
    return lived


def ask(lived: Life) -> None:
    restarts = lived.terms.supplement_mode is SupplementMode.RESTART
    lived.do(
        Action.REQUEST_SUPPLEMENT,
        LEADER,
        reason=REASON,
        document="Phiếu yêu cầu bổ sung",
        restart_reason=RESTART_REASON if restarts else "",
        again_reason=AGAIN_REASON if lived.state.supplement_count else "",
    )


def ask_gently(lived: Life) -> None:
    again = AGAIN_REASON if lived.state.supplement_count else ""
    lived.do(Action.REQUEST_SUPPLEMENT, LEADER, reason=REASON, mode=SupplementMode.RESUME, again_reason=again)


def extend(lived: Life) -> None:
    assert lived.state.due_at is not None
    day = ASSUMED_2027.local_date(max(lived.state.due_at, lived.at))
    lived.do(Action.EXTEND, LEADER, reason=REASON, new_due_date=ASSUMED_2027.working_day_after(day=day, count=2))


ACTS: dict[str, Callable[[Life], None]] = {
    "ask": ask,
    "ask gently": ask_gently,
    "answer": lambda lived: lived.do(Action.ACCEPT_SUPPLEMENT, CLERK),
    "bill": lambda lived: lived.do(Action.REQUEST_PAYMENT, OFFICER, **PAYING),
    "pay": lambda lived: lived.do(Action.CONFIRM_PAYMENT, CLERK, document="Biên lai 12"),
    "break down": lambda lived: lived.do(Action.PAUSE, LEADER, reason=REASON, pause_kind=PauseKind.OUTAGE),
    "mend": lambda lived: lived.do(Action.RESUME, LEADER),
    "extend": extend,
}
deeds = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 60)), max_size=14)
allowances = st.sampled_from([days("0.5"), days("3"), days("10"), hours(4), hours(20), calendar_days(15)])


def lived_through(lived: Life, drawn: list[tuple[str, int]]) -> Iterator[Life]:
    """The life after each act that the law allowed."""
    for name, gap in drawn:
        lived.later(gap)
        try:
            ACTS[name](lived)
        except Forbidden:
            continue
        yield lived


@given(allowances, st.sampled_from(SupplementMode), st.sampled_from(DueTime), deeds)
def test_the_promise_can_be_made_again_from_what_is_known_after_every_act(
    allowance: Allowance, mode: SupplementMode, due_time: DueTime, drawn: list[tuple[str, int]]
) -> None:
    lived = life(allowance=allowance, mode=mode, due_time=due_time)

    for now in lived_through(lived, drawn):
        again = reckon(state=now.state, terms=now.terms)
        assert (again.in_force.due_at, again.in_force.late_after) == (now.state.due_at, now.state.late_after)
        assert (again.first.due_at, again.first.late_after) == (now.state.first_due_at, now.state.first_late_after)
        assert again.in_force.explanation.as_json() == now.state.promise


@given(allowances, st.sampled_from(SupplementMode), deeds)
def test_a_clock_stands_exactly_while_one_pause_is_open(
    allowance: Allowance, mode: SupplementMode, drawn: list[tuple[str, int]]
) -> None:
    for now in lived_through(life(allowance=allowance, mode=mode), drawn):
        still_open = [pause for pause in now.terms.pauses if pause.closed_at is None]
        assert len(still_open) == int(now.state.is_paused)
        assert now.state.is_paused or now.state.status not in (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)


WAYS_OUT: dict[str, tuple[str, Callable[[Life], None]]] = {
    "answered": ("ask gently", lambda lived: lived.do(Action.ACCEPT_SUPPLEMENT, CLERK)),
    "paid": ("bill", lambda lived: lived.do(Action.CONFIRM_PAYMENT, CLERK, document="Biên lai 12")),
    "mended": ("break down", lambda lived: lived.do(Action.RESUME, LEADER)),
    "withdrawn": ("ask", lambda lived: lived.do(Action.WITHDRAW, LEADER)),
    "stopped": ("ask", lambda lived: lived.do(Action.STOP, LEADER, reason=REASON)),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_of_a_pause_gives_the_time_back(way: str) -> None:
    """Ten working days from 16/11, past the 24th: 1/12. Three working days of waiting make it 4/12, however it ends."""
    opening, leave = WAYS_OUT[way]
    lived = life()
    assert lived.state.due_at == at("2026-12-01 17:30")
    lived.at = at("2026-11-18 09:00")
    ACTS[opening](lived)
    lived.at = at("2026-11-23 09:00")

    leave(lived)

    assert lived.state.first_due_at == at("2026-12-04 17:30")
    assert not lived.state.is_paused
    assert [pause.closed_at for pause in lived.terms.pauses] == [lived.at]


def test_a_result_signed_while_the_clock_stands_is_judged_by_the_moved_promise() -> None:
    lived = life()
    lived.do(Action.SUBMIT_FOR_SIGNATURE, OFFICER, receiver_id=LEADER.id, outcome=ResultKind.GRANTED)
    lived.at = at("2026-12-01 09:00")
    ACTS["break down"](lived)
    lived.at = at("2026-12-03 09:00")

    lived.do(Action.SIGN, LEADER)

    assert lived.state.first_due_at == at("2026-12-03 17:30")
    assert lived.state.timeliness == "on_time"
    assert not lived.state.is_paused


def test_the_planned_end_of_a_step_moves_by_the_working_time_the_clock_stood() -> None:
    lived = life()
    lived.state = replace(lived.state, step_due_at=at("2026-11-17 10:00"))
    ACTS["break down"](lived)
    lived.at = at("2026-11-16 14:00")  # four hours of work later: 8:00-11:30 and 13:30-14:00

    ACTS["mend"](lived)

    assert lived.state.step_due_at == at("2026-11-17 16:00")


REFUSED = {
    "restart_needs_reason": {"reason": REASON},
    "reason_too_short": {"reason": "bổ sung", "restart_reason": RESTART_REASON},
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_restart_says_why(why: str) -> None:
    lived = life()

    with pytest.raises(Forbidden) as refusal:
        lived.do(Action.REQUEST_SUPPLEMENT, LEADER, **REFUSED[why])

    assert refusal.value.why == why


def test_a_second_request_says_why_the_first_did_not_ask_for_everything() -> None:
    lived = life(mode=SupplementMode.RESUME)
    ask(lived)
    ACTS["answer"](lived)

    with pytest.raises(Forbidden) as refusal:
        lived.do(Action.REQUEST_SUPPLEMENT, LEADER, reason=REASON)

    assert refusal.value.why == "again_needs_reason"
    lived.do(Action.REQUEST_SUPPLEMENT, LEADER, reason=REASON, again_reason=AGAIN_REASON)
    assert lived.state.supplement_count == 2


def test_a_procedure_arranged_to_resume_cannot_be_begun_anew() -> None:
    lived = life(mode=SupplementMode.RESUME)

    with pytest.raises(Forbidden) as refusal:
        lived.do(
            Action.REQUEST_SUPPLEMENT,
            LEADER,
            reason=REASON,
            mode=SupplementMode.RESTART,
            restart_reason=RESTART_REASON,
        )

    assert refusal.value.why == "restart_not_arranged"


@pytest.mark.parametrize(
    ("action", "by", "told", "why"),
    [
        (Action.REQUEST_PAYMENT, OFFICER, {"document": "15/TB"}, "no_legal_basis"),
        (Action.REQUEST_PAYMENT, OFFICER, {"legal_basis": "Luật Đất đai"}, "no_document"),
        (Action.REQUEST_PAYMENT, LEADER, PAYING, "not_your_duty"),
        (Action.PAUSE, OFFICER, {"reason": REASON}, "not_your_duty"),
        (Action.PAUSE, LEADER, {"reason": "mất điện"}, "reason_too_short"),
        (Action.RESUME, LEADER, {}, "clock_runs"),
    ],
)
def test_nobody_stops_a_clock_without_right_and_ground(
    action: Action, by: Actor, told: dict[str, str], why: str
) -> None:
    with pytest.raises(Forbidden) as refusal:
        life().do(action, by, **told)

    assert refusal.value.why == why


@pytest.mark.parametrize("name", ["ask", "bill", "break down", "extend"])
def test_while_a_clock_stands_nothing_stops_it_again_or_appoints_anew(name: str) -> None:
    lived = life()
    ACTS["break down"](lived)

    with pytest.raises(Forbidden) as refusal:
        ACTS[name](lived)

    assert refusal.value.why == "clock_stands"


def test_an_official_of_another_agency_may_do_nothing_whatever_their_duty() -> None:
    lived = life()
    elsewhere = {duty: Actor(kind=ActorKind.OFFICIAL, id=9, agency_id=72, duties=frozenset({duty})) for duty in Duty}

    for status in Status:
        state = replace(lived.state, status=status, holder_id=9, previous_holder_id=5)
        for stranger in elsewhere.values():
            assert lifecycle.allowed_actions(state=state, by=stranger) == frozenset()
    with pytest.raises(Forbidden) as refusal:
        lived.do(Action.WITHDRAW, elsewhere[Duty.LEADER])
    assert refusal.value.why == "other_agency"


def test_the_desk_that_received_a_dossier_of_another_agency_does_the_work_of_a_desk_and_no_other() -> None:
    state = replace(life().state, status=Status.RESULT_READY, receiving_agency_id=72)
    clerk = replace(CLERK, agency_id=72)
    leader = replace(LEADER, agency_id=72)

    assert Action.RETURN_RESULT in lifecycle.allowed_actions(state=state, by=clerk)
    assert lifecycle.allowed_actions(state=replace(state, status=Status.AWAITING_SIGNATURE), by=leader) == frozenset()
