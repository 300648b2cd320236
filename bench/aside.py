"""Indexes and foreign keys put aside while very many rows are copied, and made again afterwards.

Looking up thirteen keys and entering twenty-five indexes row by row takes many times as long. What is put aside is
written down in the database itself, so that it comes back even if whoever put it aside was killed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

MEMORY = "512MB"
_LIST = "CREATE TABLE IF NOT EXISTS bench_aside (place serial, source text, name text, again text)"
_FOUND = """
    SELECT conname, format('ALTER TABLE %%I DROP CONSTRAINT %%I', relname, conname),
           format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', relname, conname, pg_get_constraintdef(c.oid))
      FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid WHERE relname = %(table)s AND contype IN ('f', 'u')
    UNION ALL
    SELECT i.relname, format('DROP INDEX %%I', i.relname), pg_get_indexdef(x.indexrelid)
      FROM pg_index x JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
     WHERE t.relname = %(table)s AND NOT indisprimary
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype = 'u' AND conrelid = t.oid)
"""


@transaction.atomic
def put(*, cursor: Any, table: str) -> None:
    """Take away the indexes and foreign keys of a table but for its primary key, and write them down."""
    cursor.execute(_LIST)
    cursor.execute(_FOUND, {"table": table})
    for name, undo, again in cursor.fetchall():
        cursor.execute(undo)
        cursor.execute("INSERT INTO bench_aside (source, name, again) VALUES (%s, %s, %s)", [table, name, again])


def bring_back(*, table: str, say: Callable[[str], None]) -> None:
    """Make everything again that was put aside, one thing at a time."""
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LIST)
            cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
            cursor.execute("SELECT place, name, again FROM bench_aside WHERE source = %s ORDER BY place DESC", [table])
            found = cursor.fetchone()
            if found is None:
                cursor.execute("DROP TABLE bench_aside")
                return
            place, name, again = found
            cursor.execute(again)
            cursor.execute("DELETE FROM bench_aside WHERE place = %s", [place])
            say(name)
