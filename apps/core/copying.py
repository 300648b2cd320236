"""Very many new rows at once, through COPY."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper


def copy_rows(*, cursor: CursorWrapper, model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows given by attribute name, all with the same names; `bulk_create` takes several times as long.

    The model gives no defaults, and an open field masks nothing: only for rows that we made ourselves.
    """
    if not rows:
        return
    names = list(rows[0])
    fields = {f.attname: f for f in model._meta.concrete_fields}
    translators = [(index, translate) for index, name in enumerate(names) if (translate := _translator(fields[name]))]
    columns = ", ".join(f'"{fields[name].column}"' for name in names)
    with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            values = [row[name] for name in names]
            for index, translate in translators:
                if values[index] is not None:
                    values[index] = translate(values[index])
            copy.write_row(values)


def _translator(column: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What psycopg does not do by itself for the values of this column."""
    if isinstance(column, models.JSONField):
        return json.JSONEncoder(ensure_ascii=False).encode
    if isinstance(column, models.BinaryField):
        return lambda value: column.get_db_prep_value(value, connection)
    return None
