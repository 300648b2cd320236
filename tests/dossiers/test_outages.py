"""An outage stops every clock of an office once and lets each go on, however often the worker comes by."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Outage, Pause
from apps.dossiers.selectors import folded
from apps.dossiers.services import pausing
from apps.dossiers.services.outages import NoOutage, OutageRuns, carry_out_outages, declare_outage, end_outage
from apps.dossiers.services.writing import recompute
from apps.messaging.models import OutboxMessage
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import MONDAY, walk_to

pytestmark = pytest.mark.django_db
STORM = datetime(2026, 11, 17, 8, 0, tzinfo=ZONE)
OVER = datetime(2026, 11, 18, 8, 0, tzinfo=ZONE)
REASON = "Bão làm mất điện và mạng cả xã từ sáng nay."


@pytest.fixture
def office() -> Office:
    return factories.office()


def by(official: Official, at: datetime = STORM) -> Actor:
    return actor_of(official=official, at=at)


def declare(office: Office) -> Outage:
    return declare_outage(
        agency=office.agency, reason=REASON, legal_basis="Công điện 05/CĐ-UBND", by=by(office.leader), at=STORM
    )


def test_every_running_clock_stops_and_goes_on_later_by_the_time_it_stood(office: Office) -> None:
    """Three working days from Monday are Thursday the 19th; a day of storm makes it Friday."""
    dossiers = [
        walk_to(status=status, office=office)
        for status in (Status.RECEIVED, Status.PROCESSING, Status.AWAITING_SIGNATURE)
    ]
    waiting = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    done = walk_to(status=Status.RESULT_READY, office=office)
    declare(office)
    stopped = carry_out_outages(at=STORM + timedelta(minutes=3))
    here = set(Dossier.objects.filter(paused_at=STORM).values_list("pk", flat=True))
    end_outage(agency=office.agency, by=by(office.leader, OVER), at=OVER)

    let_go = carry_out_outages(at=OVER + timedelta(minutes=3))

    assert (stopped, let_go) == (3, 3)
    assert here == {dossier.pk for dossier in dossiers}
    for dossier in dossiers:
        dossier.refresh_from_db()
        line = dossier.pauses.get()
        assert (line.kind, line.opened_at, line.closed_at) == ("outage", STORM, OVER)
        assert (line.reason, line.opened_by, line.closed_by) == (REASON, office.leader, office.leader)
        assert dossier.due_at == datetime(2026, 11, 20, 17, 30, tzinfo=ZONE)
        assert folded(dossier=dossier) == dossier.state()
        assert recompute(dossier=dossier, at=OVER).in_force.due_at == dossier.due_at
    assert waiting.pauses.get().kind == "supplement"
    assert not done.pauses.exists()
    told = OutboxMessage.objects.filter(kind__in=["clock_paused", "clock_resumed"], channel="in_app")
    assert sorted(told.values_list("kind", flat=True)) == ["clock_paused"] * 3 + ["clock_resumed"] * 3


def test_a_round_that_is_repeated_or_broken_off_leaves_one_line_for_each_dossier(office: Office) -> None:
    for _ in range(3):
        walk_to(status=Status.PROCESSING, office=office)
    declare(office)

    rounds = [carry_out_outages(at=STORM + timedelta(minutes=n), limit=2) for n in range(4)]

    assert rounds == [2, 1, 0, 0]
    assert Pause.objects.filter(kind="outage").count() == 3
    assert Outage.objects.get().carried_out_at is not None


def test_what_ended_before_the_worker_came_is_stopped_and_let_go_all_the_same(office: Office) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    declare(office)
    end_outage(agency=office.agency, by=by(office.leader, OVER), at=OVER)

    carry_out_outages(at=OVER + timedelta(hours=1))

    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 11, 20, 17, 30, tzinfo=ZONE)
    assert dossier.paused_at is None


def test_a_clock_that_a_leader_lets_go_on_is_not_stopped_again_by_the_same_outage(office: Office) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    declare(office)
    carry_out_outages(at=STORM)
    pausing.resume(dossier_id=dossier.pk, by=by(office.leader), at=STORM + timedelta(hours=2))
    Outage.objects.update(carried_out_at=None)

    assert carry_out_outages(at=STORM + timedelta(hours=3)) == 0


def test_one_that_cannot_be_reckoned_holds_up_none_of_the_others(office: Office) -> None:
    old, other = (walk_to(status=Status.PROCESSING, office=office) for _ in range(2))
    declare(office)
    carry_out_outages(at=STORM)
    Dossier.objects.filter(pk=old.pk).update(received_at=datetime(1999, 1, 4, 8, 0, tzinfo=ZONE))
    end_outage(agency=office.agency, by=by(office.leader, OVER), at=OVER)

    let_go = carry_out_outages(at=OVER)

    assert let_go == 1
    assert list(Dossier.objects.filter(paused_at__isnull=False)) == [old]
    other.refresh_from_db()
    assert other.paused_at is None


def test_only_a_leader_of_the_agency_declares_one_and_only_one_at_a_time(office: Office) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    with pytest.raises(NoOutage):
        end_outage(agency=office.agency, by=by(office.leader), at=STORM)
    declare(office)

    with pytest.raises(OutageRuns):
        declare(office)
    for stranger, why in ((office.officer, "not_your_duty"), (theirs.leader, "other_agency")):
        with pytest.raises(Forbidden) as refusal:
            end_outage(agency=office.agency, by=by(stranger), at=STORM)
        assert refusal.value.why == why


def test_the_page_declares_shows_and_ends(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office, at=MONDAY)
    clock.at = STORM
    client = Client()
    assert office.leader.user is not None
    client.force_login(office.leader.user)

    short = client.post("/ky/su-co/", {"key": "a", "reason": "mất điện"})
    for _ in range(2):  # pressed twice
        client.post("/ky/su-co/", {"key": "b", "reason": REASON}, follow=True)
    carry_out_outages(at=STORM)
    shown = client.get("/ky/su-co/").content.decode()
    clock.at = OVER
    client.force_login(office.leader.user)  # nobody stays logged in over night
    client.post("/ky/su-co/", {"viec": "het"})
    carry_out_outages(at=OVER)

    assert short.status_code == 422
    assert REASON in shown
    assert Outage.objects.get().closed_at == OVER
    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 11, 20, 17, 30, tzinfo=ZONE)
