"""Who sees what of the received dossiers of an agency: the fast question answers what the general one does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from apps.accounts.domain.actor import Actor, ActorKind
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from tests import factories
from tests.walking import walk, walk_to

pytestmark = pytest.mark.django_db


def test_received_is_what_visible_to_shows_of_an_agency_without_what_was_not_received() -> None:
    office, neighbour = factories.office(), factories.office(code="H99.72", is_ours=False)
    received = walk(status=Status.PROCESSING, office=office)
    for status in (Status.DRAFT, Status.SUBMITTED):
        walk_to(status=status, office=office)
    theirs = walk_to(status=Status.PROCESSING, office=neighbour)
    Dossier.objects.filter(pk=theirs.pk).update(receiving_agency=office.agency)  # taken in here, decided there
    officials = (office.leader, office.clerk, office.officer, office.administrator, neighbour.leader)
    actors = [received.by(one) for one in officials]
    actors += [replace(actors[0], duties=frozenset({duty})) for duty in Duty]
    actors.append(Actor(kind=ActorKind.CITIZEN, id=received.dossier.submitter_id))

    for actor in actors:
        for agency in (office.agency, neighbour.agency):
            fast = Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
            slow = Dossier.objects.visible_to(actor).filter(agency=agency, received_at__isnull=False)
            assert set(fast) == set(slow)

    assert set(Dossier.objects.received_visible_to(actors[0], agency_id=office.agency.pk)) == {received.dossier}
    assert set(Dossier.objects.received_visible_to(actors[0], agency_id=neighbour.agency.pk)) == {theirs}
