"""Volumes are closed while others receive: no number falls between two volumes, no receipt names the wrong one."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from apps.desk.domain.papers import ReceiptFacts, SlipKind
from apps.desk.models import BookVolume, Slip
from apps.desk.selectors.books import volumes
from apps.desk.services.books import NothingToClose, close_volume
from apps.desk.services.receiving import receive_online
from apps.dossiers.domain.status import Status
from apps.officials.selectors import actor_of
from tests import factories
from tests.factories import Office
from tests.walking import MONDAY, walk_to

pytestmark = pytest.mark.django_db(transaction=True)

DOSSIERS, CLOSERS = 12, 3


def test_closing_a_volume_while_others_receive_leaves_every_receipt_in_its_volume() -> None:
    office: Office = factories.office()
    waiting = [walk_to(status=Status.SUBMITTED, office=office) for _ in range(DOSSIERS)]
    clerk = actor_of(official=office.clerk, at=MONDAY)
    go = threading.Barrier(4)
    troubles: list[Exception] = []

    def received(share: list[int]) -> None:
        try:
            go.wait()
            for pk in share:
                receive_online(dossier_id=pk, by=clerk, at=MONDAY.replace(hour=10))
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    def closed() -> None:
        try:
            go.wait()
            for _ in range(CLOSERS):
                number = volumes(agency_id=office.agency.pk, year=2026)[-1].number
                try:
                    close_volume(agency=office.agency, year=2026, number=number, by=clerk, at=MONDAY)
                except NothingToClose:
                    continue
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    keys = [dossier.pk for dossier in waiting]
    hands = [threading.Thread(target=received, args=(keys[at::3],)) for at in range(3)]
    hands.append(threading.Thread(target=closed))
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert troubles == []
    facts = [ReceiptFacts.from_json(slip.facts) for slip in Slip.objects.filter(kind=SlipKind.RECEIPT)]
    assert sorted(one.book_number for one in facts) == list(range(1, DOSSIERS + 1))
    found = volumes(agency_id=office.agency.pk, year=2026)
    assert sum(volume.lines for volume in found) == DOSSIERS
    for one in facts:
        home = next(volume for volume in found if volume.first <= one.book_number <= volume.last)
        assert one.book == f"{home.number:02d}/2026"
    assert [volume.first for volume in found[1:]] == [volume.last + 1 for volume in found[:-1]]
    assert BookVolume.objects.count() == len(found) - 1
