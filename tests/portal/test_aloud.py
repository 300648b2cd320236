"""What may be read aloud: sensible to the ear, in Vietnamese, and nothing that the room should not hear."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.portal.selectors.aloud import filed_lines, status_lines
from tests import factories
from tests.walking import MONDAY, walk_to

pytestmark = pytest.mark.django_db


def dossier_at(status: Status) -> Dossier:
    office = factories.office()
    offering = factories.offering(agency=office.agency, name="Đăng ký khai sinh")
    return walk_to(status=status, office=office, offering=offering)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.PROCESSING, Status.RETURNED])
def test_status_is_said_without_a_figure_or_a_name(status: Status) -> None:
    dossier = dossier_at(status)

    said = " ".join(status_lines(dossier=dossier, at=MONDAY + timedelta(days=1), is_owner=False))

    assert "hồ sơ" in said.lower() and "khai sinh" in said
    assert not any(sign.isdigit() for sign in said)
    assert dossier.applicant_name not in said


def test_voice_stays_vietnamese_and_keeps_a_sensitive_title_to_itself() -> None:
    dossier = dossier_at(Status.SUBMITTED)
    Dossier.objects.update(is_sensitive=True)
    dossier.refresh_from_db()

    with translation.override("en"):
        said = " ".join(filed_lines(dossier=dossier))

    assert "Quầy xem và trả lời bạn trước" in said
    assert "khai sinh" not in said
    assert "Mã tạm: T M P" in said


def test_page_of_a_tracked_dossier_offers_its_sentences_and_spells_its_code(client: Client) -> None:
    dossier = dossier_at(Status.SUBMITTED)

    page = client.post("/tra-cuu/", {"reference": dossier.reference, "factor": dossier.factor_once}).content.decode()

    assert "data-aloud-lines" in page
    assert "T M P, " in strip_tags(page)
