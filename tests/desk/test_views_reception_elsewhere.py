"""Received here, decided elsewhere: three facts, our code, their eyes."""

from __future__ import annotations

import pytest

from apps.desk.domain.acts import Act
from apps.desk.models import Slip
from apps.dossiers.models import Dossier
from apps.officials.services import change_setting
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, required, screen, words

pytestmark = pytest.mark.django_db


def test_dossier_of_another_commune_is_taken_here_and_seen_there(clock: Clock) -> None:
    ours, theirs = factories.office(), factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    strangers = factories.office(code="H99.73", name="Bản Lầu", is_ours=False)
    offering = factories.offering(agency=theirs.agency)
    said = screen(offering, noi=str(theirs.agency.pk), delivery_address="", **{f"ct-{required(offering)[0].pk}": "1"})

    shown = words(Seat(ours.clerk).post("reception", **said | {"viec": "xem"}))
    Seat(ours.clerk).post("reception", **said)

    dossier, slip = Dossier.objects.get(), Slip.objects.get()
    assert "Nơi giải quyết" in shown
    assert "Xã Nậm Pung" in shown
    assert (dossier.agency, dossier.receiving_agency, dossier.returning_agency) == (
        theirs.agency,
        ours.agency,
        ours.agency,
    )
    assert dossier.code == "H99.71-261116-0001"
    assert slip.agency == ours.agency
    assert slip.facts["places"][1] == "Cơ quan giải quyết: UBND xã Nậm Pung"
    assert slip.facts["head"]["issuer"]["superior"] == "UBND xã Suối Mây"
    assert slip.facts["documents"][0]["certified"] == 1
    assert Seat(theirs.officer).get("dossier", dossier.code).status_code == 200
    assert Seat(strangers.clerk).get("dossier", dossier.code).status_code == 404


def test_desk_hands_on_what_it_received_to_the_agency_that_decides(clock: Clock) -> None:
    ours, theirs = factories.office(), factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    offering = factories.offering(agency=theirs.agency)
    Seat(ours.clerk).post("reception", **screen(offering, noi=str(theirs.agency.pk)))

    Seat(ours.clerk).do(Act.FORWARD, Dossier.objects.get(), receiver=str(theirs.officer.pk), planned_hours="8")

    assert Dossier.objects.get().holder == theirs.officer


def test_office_may_keep_to_its_own_dossiers(clock: Clock) -> None:
    ours, theirs = factories.office(), factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    offering = factories.offering(agency=theirs.agency)
    change_setting(agency=ours.agency, name="receives_for_others", value=False)

    answer = Seat(ours.clerk).post("reception", **screen(offering, noi=str(theirs.agency.pk)))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()
