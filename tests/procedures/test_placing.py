"""The tree of fields: an editor places them, nothing hangs below itself, no import moves one."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from apps.officials.domain.duties import Duty
from apps.procedures.domain.trees import may_hang
from apps.procedures.models import Field
from apps.procedures.services.placing import HangsBelowItself, place_fields
from tests import factories
from tests.conftest import Clock


@given(parents=st.dictionaries(st.integers(1, 6), st.none() | st.integers(1, 6)), node=st.integers(1, 6))
def test_what_may_hang_never_meets_itself_on_the_way_up(parents: dict[int, int | None], node: int) -> None:
    tree: dict[int, int | None] = {}
    for child, parent in parents.items():
        if may_hang(node=child, below=parent, parents=tree):
            tree[child] = parent

    seen, above = set(), tree.get(node)
    while above is not None:
        assert above not in seen and above != node
        seen.add(above)
        above = tree.get(above)


def fields(*names: str) -> list[Field]:
    return [Field.objects.create(slug=name, name=name, folded=name, sort_key=name) for name in names]


@pytest.mark.django_db
def test_fields_hang_where_an_editor_hangs_them_but_not_in_a_circle() -> None:
    big, small = fields("tu phap", "ho tich")

    assert place_fields(parents={small.pk: big.pk}) == 1
    with pytest.raises(HangsBelowItself):
        place_fields(parents={big.pk: small.pk})
    small.refresh_from_db()
    assert small.parent == big


@pytest.mark.django_db
def test_page_places_a_field_by_its_name_and_keeps_what_it_refuses(client: Client, clock: Clock) -> None:
    office = factories.office()
    thu = factories.official(agency=office.agency, name="Hà Thị Thu", position="Văn hóa", duties=(Duty.EDITOR,))
    client.force_login(thu.user)
    big, small = fields("tu phap", "ho tich")

    refused = client.post("/danh-muc/linh-vuc/", {f"duoi-{small.pk}": "không có đâu"})
    placed = client.post("/danh-muc/linh-vuc/", {f"duoi-{small.pk}": "TƯ PHÁP"})

    assert (refused.status_code, "không có đâu" in refused.content.decode()) == (422, True)
    assert (placed.status_code, Field.objects.get(pk=small.pk).parent) == (302, big)
