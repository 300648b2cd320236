"""Whoever lost the look-up factor gets a new one at the desk, and the old one opens nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from apps.desk.models import Slip
from apps.desk.services.slips import open_for_print
from apps.dossiers import selectors
from apps.dossiers.domain.status import Status
from apps.dossiers.models import ReadLog
from apps.dossiers.services import filing
from tests import factories, walking
from tests.walking import walk

pytestmark = pytest.mark.django_db


def test_a_clerk_gives_a_new_factor_which_is_shown_once() -> None:
    office = factories.office()
    walked = walk(status=Status.DRAFT, office=office)
    old = filing.submit(dossier_id=walked.dossier.pk, by=walked.citizen(), at=walked.at).lookup_factor
    walked.step(walking.receive)
    clerk = Client()
    clerk.force_login(office.clerk.user)
    address = f"/quay/ho-so/{walked.dossier.code}/"

    shown = clerk.post(f"{address}ma-tra-cuu/", follow=True).content.decode()
    again = clerk.get(address).content.decode()

    found = re.search(r"Mã tra cứu mới: ([0-9A-Z-]+)", shown)
    assert found
    assert "Mã tra cứu mới" not in again
    assert selectors.by_lookup(reference=walked.dossier.code, factor=found.group(1)) == walked.dossier
    assert selectors.by_lookup(reference=walked.dossier.code, factor=old) is None
    assert ReadLog.objects.filter(door="desk/lookup-factor", actor=f"official:{office.clerk.pk}").count() == 1


def test_paper_printed_later_never_carries_a_factor_that_opens_nothing() -> None:
    office = factories.office()
    walked = walk(status=Status.SUBMITTED, office=office)
    clerk = walked.by(office.clerk)

    newer = filing.reissue_lookup_factor(dossier_id=walked.dossier.pk, by=clerk, at=walked.at)
    walked.step(walking.receive)
    slip = Slip.objects.get()
    assert slip.factor_once == newer
    filing.reissue_lookup_factor(dossier_id=walked.dossier.pk, by=clerk, at=walked.at)

    assert open_for_print(slip_id=slip.pk, by=clerk, at=walked.at).lookup_factor == ""


def test_nobody_but_a_clerk_of_this_office_may() -> None:
    office = factories.office()
    dossier = walking.walk_to(status=Status.RECEIVED, office=office)
    digest = dossier.lookup_digest
    officer = Client()
    officer.force_login(office.officer.user)

    answer = officer.post(f"/quay/ho-so/{dossier.code}/ma-tra-cuu/")

    dossier.refresh_from_db()
    assert (answer.status_code, dossier.lookup_digest) == (403, digest)
