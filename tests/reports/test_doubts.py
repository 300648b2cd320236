"""The nightly look at the books: what it finds, what it changes (nothing), and who reads it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.dossiers import selectors
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, pausing, processing
from apps.officials.models import CalendarDay
from apps.reports.models import DoubtfulDossier
from apps.reports.services import doubting
from apps.reports.tasks import doubt
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.walking import REASON, Walk, ask_supplement, explain_all, prepare, sign, walk

pytestmark = pytest.mark.django_db

# Received on Monday the 2nd, three working days: promised for Thursday the 5th, 17:30.
START = datetime(2026, 11, 2, 8, 0, tzinfo=ZONE)
NIGHT = datetime(2026, 11, 20, 2, 45, tzinfo=ZONE)


@pytest.fixture
def office() -> Office:
    return factories.office()


def found() -> list[str]:
    return list(DoubtfulDossier.objects.filter(settled_at__isnull=True).values_list("doubt", flat=True))


def signed_late(office: Office) -> Walk:
    """Laid before the leader on Thursday at 16:00, signed on Friday morning."""
    walked = walk(status=Status.PROCESSING, office=office, at=START)
    walked.at = START + timedelta(days=3, hours=8)
    walked.step(prepare)
    walked.at = START + timedelta(days=4, hours=1)
    walked.step(sign)
    return walked


def test_what_was_prepared_in_time_and_signed_late_is_found_and_nothing_is_changed(office: Office) -> None:
    walked = signed_late(office)
    before = Dossier.objects.filter(pk=walked.dossier.pk).values().get()

    assert doubting.find(at=NIGHT) == 1

    one = DoubtfulDossier.objects.get()
    assert (one.dossier_id, one.doubt, one.found_at) == (walked.dossier.pk, "signature", NIGHT)
    assert one.instants["prepared"] == walked.dossier.events.get(action="submit_for_signature").at.isoformat()
    assert Dossier.objects.filter(pk=walked.dossier.pk).values().get() == before
    assert selectors.verify_chain(dossier=walked.dossier) == walked.dossier.chain_head


def test_a_request_signed_after_the_promise_broke_is_found(office: Office) -> None:
    walked = walk(status=Status.PROCESSING, office=office, at=START)
    walked.step(ask_supplement)
    walked.dossier.letters.update(proposed_at=START + timedelta(days=3), decided_at=START + timedelta(days=4))
    pausing.accept_supplement(
        dossier_id=walked.dossier.pk, by=walked.by(office.clerk), at=START + timedelta(days=10), planned_hours=None
    )
    Dossier.objects.filter(pk=walked.dossier.pk).update(first_late_after=START + timedelta(days=3, hours=15))

    doubting.find(at=NIGHT)

    assert "request" in found()


def test_a_pause_whose_time_was_not_given_back_is_found(office: Office) -> None:
    walked = walk(status=Status.PROCESSING, office=office, at=START)
    first = walked.dossier.first_late_after
    walked.step(ask_supplement)
    walked.at = START + timedelta(days=10)
    pausing.accept_supplement(dossier_id=walked.dossier.pk, by=walked.by(office.clerk), at=walked.at)
    doubting.find(at=START + timedelta(days=11))
    before = found()
    Dossier.objects.filter(pk=walked.dossier.pk).update(late_after=first, first_late_after=first)

    doubting.find(at=START + timedelta(days=11, minutes=1))

    assert (before, found()) == ([], ["pause"])


def test_a_day_off_entered_later_is_found_and_settled_when_it_is_taken_back(office: Office) -> None:
    walk(status=Status.PROCESSING, office=office, at=START)
    at = START + timedelta(days=4, hours=1)  # Friday morning, overdue since midnight
    doubting.find(at=at)
    before = found()
    day = CalendarDay.objects.create(
        agency=office.agency, date=START.date() + timedelta(days=1), kind="holiday", name="Mưa lũ"
    )
    turn_the_calendar(office)

    doubting.find(at=at + timedelta(minutes=1))

    assert (before, found()) == ([], ["promise"])
    day.delete()
    turn_the_calendar(office)
    doubting.find(at=at + timedelta(minutes=2))
    assert found() == []
    assert DoubtfulDossier.objects.get().settled_at == at + timedelta(minutes=2)


def turn_the_calendar(office: Office) -> None:
    office.agency.calendar_version += 1
    office.agency.save(update_fields=["calendar_version"])


def test_a_new_day_that_was_kept_is_found(office: Office) -> None:
    walked = walk(status=Status.PROCESSING, office=office, at=START)
    processing.extend(
        dossier_id=walked.dossier.pk,
        by=walked.by(office.leader),
        at=walked.at,
        new_due_date=START.date() + timedelta(days=7),
        reason_code="verification",
        reason=REASON,
    )
    walked.at = START + timedelta(days=4)
    for act in (prepare, sign):
        walked.step(act)

    doubting.find(at=NIGHT)

    assert found() == ["new_day"]


def test_papers_that_lay_at_the_desk_while_the_clock_stood_are_found(office: Office) -> None:
    walked = walk(status=Status.AWAITING_SUPPLEMENT, office=office, at=START)
    explain_all(walked)
    filing.answer_supplement(dossier_id=walked.dossier.pk, by=walked.citizen(), at=START + timedelta(days=1))
    walked.at = START + timedelta(days=7)
    pausing.accept_supplement(dossier_id=walked.dossier.pk, by=walked.by(office.clerk), at=walked.at)
    walked.at += timedelta(minutes=10)
    for act in (prepare, sign):
        walked.step(act)
    assert walked.dossier.timeliness == "early"

    doubting.find(at=NIGHT)

    assert found() == ["wait"]


def test_two_nights_keep_one_row_and_last_quarter_is_left_alone(office: Office) -> None:
    signed_late(office)
    doubting.find(at=NIGHT)

    doubting.find(at=NIGHT + timedelta(days=1))

    one = DoubtfulDossier.objects.get()
    assert (one.found_at, one.seen_at) == (NIGHT, NIGHT + timedelta(days=1))
    doubting.find(at=NIGHT + timedelta(days=90))
    assert found() == []


def test_the_number_of_questions_does_not_grow_with_the_books(office: Office) -> None:
    signed_late(office)
    with CaptureQueriesContext(connection) as few:
        doubting.find(at=NIGHT)
    for _ in range(3):
        signed_late(office)

    with CaptureQueriesContext(connection) as many:
        doubting.find(at=NIGHT + timedelta(days=1))

    assert len(few) == len(many)


def test_leaders_read_each_doubt_with_what_to_do(client: Client, office: Office, clock: Clock) -> None:
    walked = signed_late(office)
    clock.at = NIGHT
    doubt()
    clock.at = NIGHT + timedelta(hours=6)
    client.force_login(office.leader.user)

    page = client.get("/dieu-hanh/nghi-van/")

    text = page.content.decode()
    assert walked.dossier.code in text
    assert "người soạn kịp, chữ ký không kịp" in text
    assert "Phần trễ tính cho khâu ký duyệt" in text
    assert page.context["page"].total == 1
    assert client.get("/dieu-hanh/nghi-van/?vi=signature").context["page"].total == 1
    assert client.get("/dieu-hanh/nghi-van/?vi=pause").context["page"].total == 0
    assert client.get("/dieu-hanh/nghi-van/?vi=abc").status_code == 404
    assert client.get("/dieu-hanh/nghi-van/?sau=abc").context["page"].total == 1
    assert "1 chỗ sổ sách cần xem lại" in client.get("/dieu-hanh/").content.decode()


def test_the_neighbours_doubts_do_not_exist_here(client: Client, office: Office, clock: Clock) -> None:
    signed_late(office)
    neighbour = factories.office(code="H99.72", name="Bản Cọ", is_ours=False)
    doubting.find(at=NIGHT)
    clock.at = NIGHT + timedelta(hours=6)
    client.force_login(neighbour.leader.user)

    assert client.get("/dieu-hanh/nghi-van/").context["page"].total == 0
