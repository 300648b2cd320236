"""Where OpenCPS loses paused time or starts a clock again unseen, ours does not; by the numbers of our study of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from apps.desk.models import Slip
from apps.desk.services import letters, stops, supplements
from apps.desk.services.proposals import OwnLetter
from apps.desk.services.supplements import Request
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.status import PauseKind, Status
from apps.dossiers.models import DossierEvent, Pause
from apps.dossiers.selectors import folded, unanswered
from apps.dossiers.services import filing, pausing
from apps.dossiers.services.writing import recompute
from apps.officials.services import change_setting
from apps.procedures.models import Arrangement
from tests import factories, walking
from tests.factories import ZONE
from tests.walking import AGAIN_REASON, REASON, RESTART_REASON, Walk, walk

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 11, 2, 8, 0, tzinfo=ZONE)
STOOD = datetime(2026, 11, 9, 9, 0, tzinfo=ZONE)
LATER = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)  # nine working days after that
PROMISED, GIVEN_BACK = "16/11", "30/11"  # ten working days from 2/11; and nine more, past 24/11


def worked_on(mode: str = "resume") -> Walk:
    office = factories.office()
    offering = factories.offering(agency=office.agency, amount="10", supplement_mode=mode)
    walked = walk(status=Status.PROCESSING, office=office, offering=offering, at=RECEIVED)
    walked.at = STOOD
    return walked


def who(walked: Walk, role: str) -> dict[str, object]:
    return {"dossier_id": walked.dossier.pk, "by": walked.by(getattr(walked.office, role)), "at": walked.at}


def bill(walked: Walk) -> None:
    pausing.request_payment(**who(walked, "officer"), legal_basis="Luật Đất đai 2024, Điều 153", document="15/TB")  # type: ignore[arg-type]


def pay(walked: Walk) -> None:
    pausing.confirm_payment(**who(walked, "clerk"), proof="Biên lai 0012")  # type: ignore[arg-type]


def break_down(walked: Walk) -> None:
    pausing.pause(**who(walked, "leader"), kind=PauseKind.OUTAGE, reason="Bão làm mất điện cả xã.")  # type: ignore[arg-type]


def mend(walked: Walk) -> None:
    pausing.resume(**who(walked, "leader"))  # type: ignore[arg-type]


def answer(walked: Walk) -> None:
    supplements.accept_supplement(**who(walked, "clerk"))  # type: ignore[arg-type]


def withdraw(walked: Walk) -> None:
    filing.withdraw(**who(walked, "leader"), reason=REASON)  # type: ignore[arg-type]


def stop(walked: Walk) -> None:
    letter = stops.propose_stop(**who(walked, "officer"), reason=REASON)  # type: ignore[arg-type]
    letters.sign_letter(letter_id=letter.pk, by=walked.by(walked.office.leader), at=walked.at)


def day(at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(ZONE):%d/%m}"


WAYS: dict[str, tuple[Callable[[Walk], None], Callable[[Walk], None], str]] = {
    "answered": (walking.ask_supplement, answer, "supplement"),
    "paid": (bill, pay, "payment"),
    "mended": (break_down, mend, "outage"),
    "withdrawn": (walking.ask_supplement, withdraw, "supplement"),
    "stopped": (walking.ask_supplement, stop, "supplement"),
}


@pytest.mark.parametrize("way", WAYS)
def test_f7_whatever_leads_out_of_a_pause_gives_the_time_back_and_closes_its_line(way: str) -> None:
    """There only one configured action gives it back, and no table knows of the pause."""
    begin, leave, kind = WAYS[way]
    walked = worked_on()
    assert day(walked.dossier.due_at) == PROMISED
    walked.step(begin)
    walked.at = LATER

    walked.step(leave)

    line = Pause.objects.get()
    assert (line.kind, line.opened_at, line.closed_at) == (kind, STOOD, LATER)
    assert line.closed_by is not None
    assert day(walked.dossier.first_due_at) == GIVEN_BACK
    assert not walked.dossier.ended_late
    assert folded(dossier=walked.dossier) == walked.dossier.state()
    again = recompute(dossier=walked.dossier, at=walked.at)
    assert (again.in_force.due_at, again.in_force.explanation.as_json()) == (
        walked.dossier.due_at,
        walked.dossier.promise,
    )


def test_f7_no_later_setting_moves_a_promise_that_was_given() -> None:
    walked = worked_on()
    assert walked.dossier.terms == {
        "amount": "10",
        "unit": "working_day",
        "due_time": "end_of_day",
        "supplement_mode": "resume",
    }
    change_setting(agency=walked.office.agency, name="due_time", value="same_time")
    Arrangement.objects.update(supplement_mode="restart", settled_amount=3, settled_unit="working_day")
    walked.step(bill)
    walked.at = LATER

    walked.step(pay)

    assert day(walked.dossier.due_at) == GIVEN_BACK
    assert walked.dossier.late_after is not None
    assert walked.dossier.late_after.astimezone(ZONE).hour == 23


def propose(walked: Walk, **told: object) -> int:
    items = [AskedItem(name="Trích lục", defect=Defect.ABSENT, fix="Nộp bản sao")]
    request = Request(items=items, reason=REASON, **told)  # type: ignore[arg-type]
    return supplements.propose_supplement(**who(walked, "officer"), request=request).pk  # type: ignore[arg-type]


def test_f8_nobody_starts_a_clock_again_without_reason_and_leader() -> None:
    """There one configured option gives the whole period again, and nothing but the action row tells of it."""
    walked = worked_on("restart")
    with pytest.raises(Forbidden) as refusal:
        propose(walked)
    assert refusal.value.why == "restart_needs_reason"
    letter_id = propose(walked, restart_reason=RESTART_REASON)
    with pytest.raises(OwnLetter):
        letters.sign_letter(letter_id=letter_id, by=walked.by(walked.office.officer), at=walked.at)
    letters.sign_letter(letter_id=letter_id, by=walked.by(walked.office.leader), at=walked.at)
    walked.dossier.refresh_from_db()
    walked.at = LATER

    walked.step(answer)

    line = Pause.objects.get()
    assert (line.mode, line.restart_reason) == ("restart", RESTART_REASON)
    assert (line.requested_by, line.opened_by) == (walked.office.officer, walked.office.leader)
    assert float(line.hours_left or 0) == 46.5  # 10 to 16/11 whole, and six and a half hours of the 9th
    assert day(walked.dossier.due_at) == "07/12"  # ten working days from the 20th, past the 24th
    assert DossierEvent.objects.get(action="request_supplement").facts["mode"] == "restart"


def test_f8_a_leader_may_grant_less_than_a_restart() -> None:
    walked = worked_on("restart")
    letter_id = propose(walked, mode=SupplementMode.RESUME)
    letters.sign_letter(letter_id=letter_id, by=walked.by(walked.office.leader), at=walked.at)
    walked.dossier.refresh_from_db()
    walked.at = LATER

    walked.step(answer)

    assert day(walked.dossier.due_at) == GIVEN_BACK


def test_f8_a_second_request_says_on_its_paper_that_it_is_the_second_and_why() -> None:
    walked = worked_on()
    walked.step(walking.ask_supplement)
    walked.step(answer)
    with pytest.raises(Forbidden) as refusal:
        propose(walked)
    assert refusal.value.why == "again_needs_reason"

    letter_id = propose(walked, again_reason=AGAIN_REASON)
    letters.sign_letter(letter_id=letter_id, by=walked.by(walked.office.leader), at=walked.at)

    facts = Slip.objects.get(kind="supplement_request", superseded_at__isnull=True).facts
    assert (facts["times"], facts["again_reason"]) == (2, AGAIN_REASON)
    assert Pause.objects.get(closed_at__isnull=True).again_reason == AGAIN_REASON


def test_a_dossier_is_not_stopped_while_the_term_runs_nor_once_the_citizen_has_answered() -> None:
    walked = worked_on()
    walked.step(walking.ask_supplement)
    assert list(unanswered(on=LATER.date())) == [Pause.objects.get()]
    with pytest.raises(Forbidden) as early:
        stop(walked)
    walked.at = LATER
    letter = stops.propose_stop(**who(walked, "officer"), reason=REASON)  # type: ignore[arg-type]
    walking.explain_all(walked)
    supplements.answer_supplement(
        dossier_id=walked.dossier.pk, by=walked.citizen(), at=walked.at, note="Tôi gửi bản sao"
    )
    letter.refresh_from_db()

    with pytest.raises(Forbidden) as answered:
        stop(walked)

    assert (early.value.why, answered.value.why) == ("term_still_runs", "answered_meanwhile")
    assert letter.state == "withdrawn"
    assert list(unanswered(on=LATER.date())) == []
