"""The least that storing a file of procedures can cost: COPY of the rows we end up with, nothing decided."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

Table = tuple[str, Sequence[str], Sequence[tuple[object, ...]]]


def rows_of(tables: Sequence[str]) -> list[Table]:
    """What stands in these tables, as text that COPY takes back."""
    found: list[Table] = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
                " AND table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position",
                [table],
            )
            names = [name for (name,) in cursor.fetchall()]
            columns = ", ".join(f'"{name}"::text' for name in names)
            cursor.execute(f'SELECT {columns} FROM "{table}" ORDER BY id')
            found.append((table, names, cursor.fetchall()))
    return found


@transaction.atomic
def write(tables: Sequence[Table]) -> None:
    """Put the rows back into their empty tables."""
    with connection.cursor() as cursor:
        for table, names, rows in tables:
            columns = ", ".join(f'"{name}"' for name in names)
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)


@transaction.atomic
def empty(tables: Sequence[str]) -> None:
    """Forget all rows of these tables, given in the order in which they are filled."""
    with connection.cursor() as cursor:
        for table in reversed(tables):
            cursor.execute(f'DELETE FROM "{table}"')
