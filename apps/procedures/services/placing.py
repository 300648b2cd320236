"""Where a field of administration hangs: an editor places it, and no import moves it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from apps.procedures.domain.trees import may_hang
from apps.procedures.models import Field


class HangsBelowItself(Exception):
    """These fields cannot be placed so: each would stand above itself."""

    def __init__(self, *, field_ids: frozenset[int]) -> None:
        super().__init__(str(sorted(field_ids)))
        self.field_ids = field_ids


@transaction.atomic
def place_fields(*, parents: Mapping[int, int | None]) -> int:
    """Hang each field below another, or at the top (None); says how many moved. Raises HangsBelowItself."""
    fields = {field.pk: field for field in Field.objects.select_for_update(of=("self",)).order_by("pk")}
    wanted = {pk: parents.get(pk, field.parent_id) for pk, field in fields.items()}
    wrong = frozenset(pk for pk, below in wanted.items() if not may_hang(node=pk, below=below, parents=wanted))
    if wrong:
        raise HangsBelowItself(field_ids=wrong)
    moved = [field for pk, field in fields.items() if field.parent_id != wanted[pk]]
    for field in moved:
        field.parent_id = wanted[field.pk]
    Field.objects.bulk_update(moved, ["parent"])
    return len(moved)
