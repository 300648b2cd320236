"""An office, and the catalogue this project carries loaded at it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from apps.officials.models import Agency
from apps.procedures.services.commune import load_commune_catalogue

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Agency]:
    """The office with all that it offers, loaded once for a module in a transaction that is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        agency = Agency.objects.create(
            code="H99.71",
            name="UBND xã Suối Mây",
            short_name="Xã Suối Mây",
            desk_name="Trung tâm Phục vụ hành chính công xã Suối Mây",
            place="Suối Mây",
            is_ours=True,
        )
        load_commune_catalogue(agency=agency, at=AT)
        yield agency
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(loaded: Agency, db: None) -> Agency:
    """The same office; what a test changes is undone after it."""
    return loaded
