"""Clerks certify side by side: the numbers of the book have no gap, and a failed act leaves none behind."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from apps.desk.domain.books import Book
from apps.desk.models import CertificationEntry, CertificationPaper
from apps.desk.selectors.books import volumes
from apps.desk.services.certification import NothingToNumber, certify
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.selectors import verify_chain
from apps.officials.selectors import actor_of
from apps.worktime import Unit
from tests import factories
from tests.sizes import pick
from tests.walking import MONDAY, walk_to

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 8
DOSSIERS = pick(sample=8, full=80)
PAPERS = 2


def test_book_numbers_have_no_gap_when_eight_certify_and_each_dossier_is_pressed_twice() -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency, code="2.000815", amount="0", unit=Unit.SAME_DAY)
    dossiers = [walk_to(status=Status.RECEIVED, office=office, offering=offering) for _ in range(DOSSIERS)]
    for dossier in dossiers:
        for position in range(1, PAPERS + 1):
            CertificationPaper.objects.create(
                agency=office.agency,
                dossier=dossier,
                position=position,
                book=Book.COPIES,
                title="Bằng",
                pages=1,
                copies=1,
            )
    by = actor_of(official=office.clerk, at=MONDAY)
    at, signer = MONDAY.replace(hour=10), office.leader.pk
    go = threading.Barrier(HANDS)
    troubles: list[Exception] = []

    def pressed(share: list[int]) -> None:
        try:
            go.wait()
            for pk in share:
                # The receiver may not sign: the numbers taken for that go back with everything else.
                for signed_by in (office.clerk.pk, signer, signer):
                    try:
                        certify(dossier_id=pk, signer_id=signed_by, by=by, at=at)
                    except (Forbidden, NothingToNumber):
                        continue
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    once = [dossier.pk for dossier in dossiers]
    keys = once + once[::-1]  # two hands at each
    hands = [threading.Thread(target=pressed, args=(keys[first::HANDS],)) for first in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert troubles == []
    numbers = sorted(CertificationEntry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, DOSSIERS * PAPERS + 1))
    (volume,) = volumes(agency_id=office.agency.pk, year=2026, book=Book.COPIES)
    assert (volume.first, volume.last) == (1, DOSSIERS * PAPERS)
    for dossier in dossiers[:2]:
        verify_chain(dossier=dossier)
