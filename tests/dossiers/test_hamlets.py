"""The hamlet a dossier comes from is read from the address at reception, and kept."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from apps.accounts.models import Person
from apps.dossiers.domain.status import Channel
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, receiving
from apps.dossiers.services.filing import ApplicantFacts
from apps.officials.models import Agency, Hamlet
from apps.officials.selectors import actor_of
from apps.officials.services.helping import HamletFacts, keep_hamlet
from apps.procedures.models import Offering
from tests import factories
from tests.walking import MONDAY

pytestmark = pytest.mark.django_db


def hamlet(*, agency: Agency, name: str) -> Hamlet:
    return keep_hamlet(agency=agency, hamlet_id=None, facts=HamletFacts(name=name))


def drafted(*, offering: Offering, person: Person, address: str, desk: Agency) -> Dossier:
    """Somebody stands at a desk with the papers for this agency or another."""
    return filing.open_draft(
        arrangement=factories.arrangement_of(offering),
        version=factories.version_of(offering),
        agency=offering.agency,
        receiving_agency=desk,
        applicant=person,
        submitter=person,
        facts=ApplicantFacts(name=person.name, address=address),
        channel=Channel.IN_PERSON,
        at=MONDAY,
    )


def test_a_dossier_keeps_the_hamlet_of_the_agency_that_decides() -> None:
    office, other = factories.office(), factories.office(code="H99.72", name="Bản Cọ", is_ours=False)
    here, there = (hamlet(agency=one.agency, name="Nà Lạn") for one in (office, other))
    hamlet(agency=office.agency, name="Bản Cọ")
    person, clerk = factories.person(), actor_of(official=office.clerk, at=MONDAY)
    offerings = [factories.offering(agency=one.agency) for one in (office, other)]
    received = []
    for offering, address in (
        (offerings[0], "Số 12, thôn Nà Lạn, xã Suối Mây"),
        (offerings[1], "Thôn Nà Lạn, xã Bản Cọ"),
        (offerings[0], "Số 5, phố Huế, Hà Nội"),
        (offerings[0], ""),
    ):
        draft = drafted(offering=offering, person=person, address=address, desk=office.agency)
        assert draft.hamlet is None
        received.append(receiving.receive(dossier_id=draft.pk, by=clerk, at=MONDAY).dossier)

    Dossier.objects.filter(pk=received[0].pk).update(applicant_address="Bản Cọ")  # moved house afterwards
    Dossier.objects.filter(pk=received[3].pk).update(applicant_address="Bản Cọ")  # nobody had it before
    call_command("name_hamlets", verbosity=0)

    kept = [Dossier.objects.select_related("hamlet").get(pk=one.pk).hamlet for one in received]
    assert kept[:3] == [here, there, None]
    assert kept[3] is not None and kept[3].name == "Bản Cọ"
