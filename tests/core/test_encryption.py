"""What lies sealed cannot be read, and what lies open holds no personal id."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag

from apps.accounts.models import Person
from apps.core.encryption import hide_personal_ids, seal, unseal

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("036198000123", "036******123"),
        ("số 036 198 000 123, cấp năm 2021", "số 036******123, cấp năm 2021"),
        ("036.198.000.123", "036******123"),
        ("cccd-036198000123.jpg", "cccd-036******123.jpg"),
        ("036198000123 và 001099000456", "036******123 và 001******456"),
    ],
)
def test_personal_id_in_open_text_is_masked(written: str, kept: str) -> None:
    assert hide_personal_ids(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "0978 111 312",
        "+84978111312",
        "H99.71-261126-0007",
        "giấy ủy quyền số 12 ngày 01.01.2026",
        "0361980001234",  # thirteen digits are no personal id
        "099198000123",  # no province has this number
        "3.500.000 đồng",
    ],
)
def test_other_numbers_stay_as_they_were_written(written: str) -> None:
    assert hide_personal_ids(written) == written


@pytest.mark.django_db
def test_mailbox_named_after_a_number_still_gets_its_letters() -> None:
    person = Person.objects.create(
        name="Lò 036198000123", email="036198000123@example.vn", address="036198000123", created_at=AT
    )

    person.refresh_from_db()

    assert (person.name, person.address) == ("Lò 036******123", "036******123")
    assert person.email == "036198000123@example.vn"


def test_sealed_text_opens_only_in_its_own_column() -> None:
    sealed = seal(text="036198000123", purpose="accounts.person.personal_id")

    assert b"036198000123" not in sealed
    assert unseal(sealed=sealed, purpose="accounts.person.personal_id") == "036198000123"
    with pytest.raises(InvalidTag):
        unseal(sealed=sealed, purpose="accounts.person.phone")


def test_the_same_text_is_never_sealed_alike() -> None:
    assert seal(text="036198000123", purpose="x") != seal(text="036198000123", purpose="x")
