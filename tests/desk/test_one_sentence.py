"""A promise explains itself in one sentence: the same on the citizen's page, at the desk, on paper and as JSON."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from apps.desk import printing
from apps.desk.models import Slip
from apps.desk.services import slips
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import pausing
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.reading import pages
from tests.factories import ZONE, Office
from tests.walking import Walk, ask_supplement, forward, take, walk

pytestmark = pytest.mark.django_db
LEAD = "5 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11)"
SKIPPED = "bỏ 24/11 (Ngày Văn hóa Việt Nam), 28-29/11 (cuối tuần)"


@pytest.fixture
def office(settings: Settings) -> Office:
    settings.CITIZEN_LOCAL_LOGIN = True
    return factories.office()


def received(office: Office) -> Walk:
    offering = factories.offering(agency=office.agency, amount="5", supplement_mode="resume")
    return walk(status=Status.RECEIVED, office=office, offering=offering, at=_at(20, 9))


def shown(dossier: Dossier, office: Office) -> dict[str, str]:
    """The sentence wherever it stands, for those who look now."""
    citizen = Client()
    citizen.force_login(factories.citizen_user(person=dossier.submitter))
    return {
        "page": words(citizen.get(reverse("portal:dossier", args=[dossier.reference]))),
        "desk": words(Seat(office.clerk).get("dossier", dossier.reference)),
        "json": Explanation.from_json(json.loads(json.dumps(dossier.promise))).sentence(),
    }


def test_page_desk_paper_and_json_say_the_same(office: Office, clock: Clock) -> None:
    walked = received(office)
    clock.at = _at(20, 11)
    job = slips.open_for_print(slip_id=Slip.objects.get().pk, by=walked.by(office.clerk), at=_at(20, 10))

    found = shown(walked.dossier, office) | {"paper": " ".join(pages(printing.render(facts=job.facts)))}

    assert found["json"] == f"{LEAD}; {SKIPPED}"
    assert [where for where, text in found.items() if found["json"] not in text] == []


def test_days_of_a_supplement_are_added_in_the_name_of_its_slip(office: Office, clock: Clock) -> None:
    walked = received(office)
    walked.step(forward)
    walked.step(take)
    walked.at = _at(25, 9)
    walked.step(ask_supplement)
    pausing.accept_supplement(dossier_id=walked.dossier.pk, by=walked.by(office.clerk), at=_at(30, 10))
    walked.dossier.refresh_from_db()
    clock.at = _at(30, 11)
    slip = Slip.objects.get(kind="supplement_request")

    found = shown(walked.dossier, office)

    assert slip.number == "01/HDHS"
    assert found["json"] == f"{LEAD}; {SKIPPED}; cộng 3 ngày chờ bổ sung (Phiếu yêu cầu bổ sung số 01/HDHS)"
    assert [where for where, text in found.items() if found["json"] not in text] == []


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)
