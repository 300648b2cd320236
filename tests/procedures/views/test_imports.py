"""The pages of an import, asked by an editor: what is refused, what happens once, what is handed out."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.procedures.models import CatalogueImport
from apps.procedures.services import bringing
from tests import factories
from tests.procedures.factories import record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PAGE = reverse("procedures:imports")


@pytest.fixture
def editor() -> Official:
    """Cô Thu."""
    agency = factories.agency(with_calendar=False)
    return factories.official(agency=agency, name="Vũ Thị Thu", position="Công chức", duties=(Duty.EDITOR,))


@pytest.fixture
def browser(editor: Official) -> Client:
    """Her browser."""
    browser = Client()
    browser.force_login(editor.user)
    return browser


def lines(name: str = "a.jsonl") -> SimpleUploadedFile:
    """A small file of one procedure."""
    return SimpleUploadedFile(name, json.dumps(record(), ensure_ascii=False).encode())


def test_file_beyond_the_limit_and_file_of_another_kind_are_refused_by_a_sentence(
    browser: Client, settings: Settings
) -> None:
    settings.CATALOGUE_MAX_BYTES = 100
    large = browser.post(PAGE, {"key": "mot", "file": lines()})
    settings.CATALOGUE_MAX_BYTES = 10_000
    other = browser.post(PAGE, {"key": "hai", "file": lines("a.xlsx")})

    assert (large.status_code, other.status_code, CatalogueImport.objects.count()) == (422, 422, 0)
    assert "quá lớn" in large.content.decode()
    assert "không đúng như tên tệp nói" in other.content.decode()


def test_file_sent_twice_by_a_double_click_is_one_import(browser: Client) -> None:
    first, second = (browser.post(PAGE, {"key": "mot", "file": lines()}) for _ in range(2))

    kept = CatalogueImport.objects.get()
    assert first["Location"] == second["Location"] == reverse("procedures:import", kwargs={"import_id": kept.pk})


def test_report_is_handed_out_as_the_command_prints_it(browser: Client) -> None:
    browser.post(PAGE, {"key": "mot", "file": lines()})
    kept = CatalogueImport.objects.get()
    address = reverse("procedures:import_report", kwargs={"import_id": kept.pk})

    before = browser.get(address)
    browser.post(reverse("procedures:import_try", kwargs={"import_id": kept.pk}))
    bringing.carry_out(at=AT)
    report = browser.get(address)

    assert (before.status_code, report.status_code) == (404, 200)
    assert set(report.json()) == {"read", "created", "new_version", "unchanged", "refused", "review"}
    assert (report.json()["read"], report.json()["created"]) == (1, 1)


def test_file_of_another_office_does_not_exist(browser: Client) -> None:
    browser.post(PAGE, {"key": "mot", "file": lines()})
    elsewhere = factories.agency(code="H99.72", name="Nậm Pung", is_ours=False, with_calendar=False)
    other = factories.official(agency=elsewhere, name="Lù A Páo", position="Công chức", duties=(Duty.EDITOR,))
    stranger = Client()
    stranger.force_login(other.user)
    address = reverse("procedures:import", kwargs={"import_id": CatalogueImport.objects.get().pk})

    assert (browser.get(address).status_code, stranger.get(address).status_code) == (200, 404)
