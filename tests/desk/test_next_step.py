"""What the workflow proposes at a hand-over is what the simulation walks: the next step, whose it is, until when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from apps.desk.domain.acts import Act
from apps.desk.models import Reminder
from apps.desk.selectors.next_step import next_step
from apps.desk.services import guard
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.procedures.domain.workflow import HAMLET
from apps.procedures.models import Arrangement, Offering, WorkflowStep
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import ZONE, Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db

FAR, NEAR, LAW = "Tổ vùng cao", "Hộ tịch", "Xác minh tại thôn"


@pytest.fixture
def office() -> Office:
    made = factories.office()
    for official, unit in ((made.officer, NEAR), (made.second_officer, FAR)):
        official.unit_name = unit
        official.save()
    return made


@pytest.fixture
def offering(office: Office) -> Offering:
    """Its first step goes by hamlet, the police work beside it, the culture unit is told; then one signs."""
    made = factories.offering(agency=office.agency)
    arrangement = factories.arrangement_of(made)
    arrangement.workflow_steps.all().delete()
    far = {"field": HAMLET, "is": "one_of", "value": ["Lũng Vài"]}
    to_far = [{"when": far, "unit": FAR}]
    beside = {"is_parallel": True, "duty": Duty.CASE_OFFICER}
    steps = (
        {"name": LAW, "duty": Duty.CASE_OFFICER, "planned_hours": 4, "unit_name": NEAR, "routes": to_far},
        {"name": "Xác nhận cư trú", "planned_hours": 8, "agency_name": "Công an xã", "part": "cooperating", **beside},
        {"name": "Biết để giúp", "planned_hours": 0, "unit_name": "Văn hóa", "part": "observer", **beside},
        {"name": "Ký", "duty": Duty.LEADER, "planned_hours": 4},
    )  # fmt: skip
    for position, step in enumerate(steps, start=1):
        WorkflowStep.objects.create(arrangement=arrangement, position=position, **step)
    return made


def living_in(hamlet: str, dossier: Dossier) -> Dossier:
    dossier.applicant_address = f"Thôn {hamlet}, xã Suối Mây"
    dossier.save(update_fields=["applicant_address"])
    return dossier


def test_clerk_is_told_the_next_step_and_the_colleague_of_the_hamlet_is_chosen(
    office: Office, offering: Offering, clock: Clock
) -> None:
    clock.at = datetime(2026, 11, 16, 13, 30, tzinfo=ZONE)
    dossier = living_in("Lũng Vài", walk_to(status=Status.RECEIVED, office=office, offering=offering))

    form = words(Seat(office.clerk).get("act", dossier.reference, Act.FORWARD.value))

    assert f"Theo quy trình: “{LAW}”, bộ phận {FAR}." in form
    assert "Cùng làm: Công an xã (Xác nhận cư trú)." in form
    assert "Báo để biết: Văn hóa." in form
    assert 'name="planned_hours" value="8"' in form  # the longest of what begins together
    assert f'value="{office.second_officer.pk}"' in _checked(form)


def _checked(form: str) -> str:
    """The radio button of a receiver that is chosen beforehand."""
    buttons = [tag for tag in form.split("<input") if 'name="receiver"' in tag]
    return next((tag.partition(">")[0] for tag in buttons if "checked" in tag.partition(">")[0]), "")


def test_steps_go_elsewhere_for_another_hamlet(office: Office, offering: Offering, clock: Clock) -> None:
    dossier = living_in("Nà Lạn", walk_to(status=Status.RECEIVED, office=office, offering=offering))

    proposed = next_step(dossier=dossier, at=clock.at)

    assert proposed is not None
    assert (proposed.step.name, proposed.unit, proposed.is_signature) == (LAW, NEAR, False)


def test_leader_gets_the_planned_hours_of_the_signature(office: Office, offering: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office, offering=offering)
    clock.at = datetime(2026, 11, 16, 14, 0, tzinfo=ZONE)
    seat = Seat(office.officer)

    seat.do(Act.SUBMIT_FOR_SIGNATURE, dossier, title="Giấy xác nhận", outcome="granted", leader=office.leader.pk)

    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SIGNATURE
    assert dossier.step_due_at == datetime(2026, 11, 17, 8, 0, tzinfo=ZONE)


def test_dossier_keeps_the_workflow_it_was_filed_under(office: Office, offering: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office, offering=offering)
    Arrangement.objects.create(offering=offering, number=2, saved_at=clock.at)

    proposed = next_step(dossier=dossier, at=clock.at)

    assert proposed is not None
    assert proposed.step.name == LAW


def test_dossier_past_its_last_step_is_proposed_nothing(office: Office, offering: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SIGNATURE, office=office, offering=offering)

    assert next_step(dossier=dossier, at=clock.at) is None


def test_holder_is_reminded_as_early_as_the_workflow_wants(office: Office, offering: Offering) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office, offering=offering)
    assert dossier.step_due_at is not None
    assert dossier.step_due_at.astimezone(ZONE).date() == date(2026, 11, 18)
    monday = datetime(2026, 11, 16, 16, 0, tzinfo=ZONE)

    usual = guard.run(at=monday).reminders
    WorkflowStep.objects.filter(arrangement=dossier.arrangement, position=1).update(remind_hours=12)
    early, again = (guard.run(at=monday + timedelta(minutes=minutes)).reminders for minutes in (1, 2))

    assert (usual, early, again) == (0, 1, 0)
    assert Reminder.objects.get().official == dossier.holder
