"""What an editor does to the form of a draft; what holds already is never touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.procedures.domain import designing
from apps.procedures.domain.comparing import fingerprint
from apps.procedures.domain.form_schema import fields_of, problems
from apps.procedures.domain.merging import check_template
from apps.procedures.models import Arrangement, Offering
from apps.procedures.services.arranging import draft, locked_draft


class FormChanged(Exception):
    """The draft is no longer what the page showed: somebody else saved it, or the same button was pressed twice."""


def save_field(
    *, offering: Offering, row: Mapping[str, Any], replacing: str = "", after: str = "", seen: str = "", at: datetime
) -> Arrangement:
    """Put a field in. Raises FormChanged, NoSuchField where the one to replace or to follow is gone."""
    return _change(offering, seen, at, lambda rows: designing.put(rows, row=row, replacing=replacing, after=after))


def move_field(*, offering: Offering, name: str, by: int, seen: str = "", at: datetime) -> Arrangement:
    """Move a field up or down. Raises FormChanged, NoSuchField."""
    return _change(offering, seen, at, lambda rows: designing.moved(rows, name=name, by=by))


def remove_field(*, offering: Offering, name: str, seen: str = "", at: datetime) -> Arrangement:
    """Take a field out; whatever asked about it says so until it is put right. Raises FormChanged, NoSuchField."""
    return _change(offering, seen, at, lambda rows: designing.removed(rows, name=name))


@transaction.atomic
def save_result(*, offering: Offering, text: str, seen: str = "", at: datetime) -> Arrangement:
    """Keep the text of the result. Raises FormChanged, BadTemplate where a place names no question, BadSchema."""
    made = locked_draft(arrangement_id=draft(offering=offering, at=at).pk)
    _same(seen, {"text": made.result_template})
    check_template(template=text, fields=() if problems(made.form_schema) else fields_of(made.form_schema))
    made.result_template, made.saved_at = text, at
    made.save(update_fields=["result_template", "saved_at"])
    return made


@transaction.atomic
def _change(
    offering: Offering, seen: str, at: datetime, change: Callable[[designing.Rows], list[designing.Row]]
) -> Arrangement:
    made = locked_draft(arrangement_id=draft(offering=offering, at=at).pk)
    rows = made.form_schema.get("fields", [])
    _same(seen, {"fields": rows})
    made.form_schema = {**made.form_schema, "fields": change(rows)}
    made.saved_at = at
    made.save(update_fields=["form_schema", "saved_at"])
    return made


def _same(seen: str, now: Mapping[str, Any]) -> None:
    if seen and seen != fingerprint(now):
        raise FormChanged
