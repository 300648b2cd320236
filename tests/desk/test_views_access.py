"""Who may open which page of the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from apps.dossiers.domain.status import Status
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat
from tests.walking import walk_to

pytestmark = pytest.mark.django_db

ROLES = ("clerk", "officer", "leader", "administrator")
PAGES = {
    "counter": (200, 403, 403, 403),
    "reception": (200, 403, 403, 403),
    "search": (200, 200, 200, 403),
    "inbox": (403, 200, 200, 403),
    "signing": (403, 403, 200, 403),
}


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_those_whose_duty_it_is(page: str, clock: Clock) -> None:
    office = factories.office()

    answers = tuple(Seat(getattr(office, role)).get(page).status_code for role in ROLES)

    assert answers == PAGES[page]


@pytest.mark.parametrize("page", PAGES)
def test_page_sends_strangers_to_the_log_in(page: str) -> None:
    factories.office()

    answer = Client().get(reverse(f"desk:{page}"))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("portal:login"))


@pytest.mark.parametrize("page", PAGES)
def test_page_is_closed_to_citizens(page: str, clock: Clock, settings: Settings) -> None:
    settings.CITIZEN_LOCAL_LOGIN = True
    factories.office()
    client = Client()
    client.force_login(factories.citizen_user(person=factories.person()))

    assert client.get(reverse(f"desk:{page}")).status_code == 403


def test_dossier_opens_for_every_desk_of_its_office(clock: Clock) -> None:
    office = factories.office()
    dossier = walk_to(status=Status.PROCESSING, office=office)

    answers = {role: Seat(getattr(office, role)).get("dossier", dossier.reference).status_code for role in ROLES}

    assert answers == {"clerk": 200, "officer": 200, "leader": 200, "administrator": 403}


def test_dossier_of_another_office_does_not_exist(clock: Clock) -> None:
    ours = factories.office()
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    dossier = walk_to(status=Status.PROCESSING, office=theirs)

    assert Seat(theirs.clerk).get("dossier", dossier.reference).status_code == 200
    assert Seat(ours.clerk).get("dossier", dossier.reference).status_code == 404
    assert Seat(ours.officer).post("act", dossier.reference, "chuyen").status_code == 404


def test_draft_is_seen_by_no_official(clock: Clock) -> None:
    office = factories.office()
    draft = walk_to(status=Status.DRAFT, office=office)

    assert Seat(office.clerk).get("dossier", draft.reference).status_code == 404


def test_official_without_a_duty_today_comes_in_nowhere(clock: Clock) -> None:
    office = factories.office()
    office.clerk.assignments.update(to_date=clock.at.date().replace(day=1))

    assert Seat(office.clerk).get("counter").status_code == 403


@pytest.mark.parametrize("reference", ["H99.71-261120-9999", "khong-co", "../etc", "TMP-", "%00"])
def test_unknown_reference_is_not_found(reference: str, clock: Clock) -> None:
    office = factories.office()

    assert Seat(office.clerk).client.get(f"/quay/ho-so/{reference}/").status_code == 404
