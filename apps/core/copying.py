"""Very many new rows at once, through COPY, and what the planner should know of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from psycopg import Copy
from psycopg.copy import Writer


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one table as COPY reads them; it may be written in one process and copied by another."""

    model: type[models.Model]
    names: tuple[str, ...]
    content: bytes


def copy_rows(*, cursor: CursorWrapper, model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows given by attribute name, all with the same names; `bulk_create` takes several times as long.

    The model gives no defaults, and an open field masks nothing: only for rows that we made ourselves.
    """
    if not rows:
        return
    names = tuple(rows[0])
    with cursor.copy(_statement(model, names)) as copy:
        _write_rows(copy, model, names, rows)


def learn(*tables: type[models.Model]) -> None:
    """Let the planner look at tables that just changed much; autovacuum would come a minute later, or not at all."""
    names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


def sheet(*, model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """The same rows, not sent yet; the database hears nothing of it."""
    names, pages = tuple(rows[0]) if rows else (), _Pages()
    assert connection.connection is not None, "the types of a connection that was opened before"
    with Copy(connection.connection.cursor(), writer=pages) as copy:
        _write_rows(copy, model, names, rows)
    return Sheet(model, names, b"".join(pages.written))


def copy_sheet(*, cursor: CursorWrapper, sheet: Sheet) -> None:
    """Send what was written before."""
    if not sheet.content:
        return
    with cursor.copy(_statement(sheet.model, sheet.names)) as copy:
        copy.write(sheet.content)


def reserve_ids(*, model: type[models.Model], count: int) -> list[int]:
    """So many ids of a table's sequence, ours alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        (sequence,) = cursor.fetchone()  # asked once: beside each number it took ten times as long as the number
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor.fetchall()]


def _statement(model: type[models.Model], names: Sequence[str]) -> str:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    columns = ", ".join(f'"{fields[name].column}"' for name in names)
    return f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'


def _write_rows(copy: Copy, model: type[models.Model], names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    translators = [(index, translate) for index, name in enumerate(names) if (translate := _translator(fields[name]))]
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


class _Pages(Writer):
    """Keeps what would have been sent."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: Any) -> None:
        self.written.append(bytes(data))
