"""N rows by one `INSERT … SELECT generate_series`, in a scratch database: fast, and good for measuring queries only.

    python -m bench.fill 1000000

What is filled are the columns that lists, the guard and the roll-ups read. The rows have no events, papers or people
of their own, so they are no dossiers that anybody could open: believable histories come from `manage.py demo_data`.
A database that already has dossiers is refused.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parent.parent
FILLER = "generate_series"
DAYS = 365
UNTIL = "2026-11-20 17:00+07"
# Names as a book of the hills has them; no two words are equally frequent everywhere, these nearly are.
FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Vi Lò Lương Nông Bàn Vàng Giàng Lường Quàng Hà Đinh Bùi".split()
MIDDLES = "Thị Văn Đức Minh Thu Ngọc Hữu Quang Thanh Xuân Bích".split()
GIVENS = (
    "Mai Hạnh Nết Tuấn Dũng Bình Khải Lan Hoa Sơn Hùng Thủy Hằng Phương Dương Sinh Páo Mỷ Dở Chứ Liên Yến Trang Vân"
    " Thảo Linh Hiền Nga Đào Cường Thắng Toàn Quý Phúc Lộc Tâm Nhung Huệ Chi Ánh Khôi"
).split()
_DOSSIERS = """
INSERT INTO dossiers_dossier (
    agency_id, receiving_agency_id, returning_agency_id, version_id, offering_id, arrangement_id, field_id,
    procedure_name, channel, is_assisted, "case", temporary_ref, lookup_digest, applicant_id, submitter_id, relation,
    applicant_name, applicant_name_folded, applicant_phone, applicant_email, applicant_address, delivery,
    delivery_address, copies, fee_amount, fee_note, is_sensitive, created_at, saved_at, supplement_count, step_position,
    last_sequence, chain_head, status, code, received_at, effective_at, due_at, late_after, first_due_at,
    first_late_after, finished_at, returned_at, timeliness, holder_id)
SELECT %(agency)s, %(agency)s, %(agency)s, %(version)s, %(offering)s, %(arrangement)s, %(field)s, %(name)s,
       CASE WHEN g %% 3 = 0 THEN 'in_person' ELSE 'online' END,
       false, '', 'TMP-F' || g, '', %(person)s, %(person)s, '', family || ' ' || middle || ' ' || given,
       lower(translate(family || ' ' || middle || ' ' || given, %(marked)s, %(bare)s)),
       '+849' || lpad((g %% 100000000)::text, 8, '0'), '', '', 'counter', '', 1,
       0, '', false, received, received, 0, 0, 0, '',
       CASE WHEN is_open THEN 'processing' ELSE 'returned' END,
       'H99.71-' || to_char(received AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYMMDD') || '-' || lpad(g::text, 9, '0'),
       received, received, due, due, due, due,
       CASE WHEN NOT is_open THEN finished END, CASE WHEN NOT is_open THEN finished END,
       CASE WHEN is_open THEN NULL WHEN finished > due THEN 'late'
            WHEN finished::date < due::date THEN 'early' ELSE 'on_time' END,
       CASE WHEN is_open THEN %(holder)s::bigint END
  FROM (SELECT g, received, received + interval '3 days' AS due, received + g %% 81 * interval '1 hour' AS finished,
               %(open_every)s > 0 AND g %% greatest(%(open_every)s, 1) = 0 AS is_open,
               (%(families)s::text[])[1 + g %% %(family_count)s] AS family,
               (%(middles)s::text[])[1 + g / 7 %% %(middle_count)s] AS middle,
               (%(givens)s::text[])[1 + g / 3 %% %(given_count)s] AS given
          FROM (SELECT g, %(until)s::timestamptz - (g %% %(days)s) * interval '1 day'
                          - (g %% 480) * interval '1 minute' AS received
                  FROM generate_series(%(first)s::bigint, %(first)s::bigint + %(count)s - 1) g) days) rows
"""
_FACTS = """
INSERT INTO dossiers_fact (agency_id, dossier_id, kind, field_id, channel, day, timeliness)
SELECT agency_id, id, 'received', field_id, channel, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, ''
  FROM new
 UNION ALL
SELECT agency_id, id, 'finished', field_id, channel, (finished_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, timeliness
  FROM new WHERE finished_at IS NOT NULL
"""


class NotEmpty(Exception):
    """The database has dossiers: it is no scratch database."""


def fill(
    *,
    connection: BaseDatabaseWrapper | Any,
    dossiers: int,
    facts: bool = False,
    open_every: int = 0,
    until: str = UNTIL,
) -> None:
    """An office with so many rows, each n-th of them open; with their facts in the queue. Raises NotEmpty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM dossiers_dossier)")
        if cursor.fetchone()[0]:
            raise NotEmpty
    _open_office()
    more(connection=connection, first=1, dossiers=dossiers, facts=facts, open_every=open_every, until=until)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dossiers_dossier")


def more(
    *,
    connection: BaseDatabaseWrapper | Any,
    first: int,
    dossiers: int,
    facts: bool = False,
    open_every: int = 0,
    until: str = UNTIL,
) -> None:
    """So many further rows, numbered from `first`, and their facts, in one statement."""
    from apps.accounts.models import Person
    from apps.core.folding import fold
    from apps.officials.models import Official
    from apps.procedures.models import Offering
    from tests.factories import arrangement_of, version_of

    offering = Offering.objects.select_related("agency", "procedure").order_by("pk")[0]
    version = version_of(offering)
    holder = Official.objects.order_by("pk")[0]
    letters = sorted(
        {letter for name in (*FAMILIES, *MIDDLES, *GIVENS) for letter in name if fold(letter) != letter.lower()}
    )
    known: dict[str, str | int | list[str]] = {
        "families": FAMILIES,
        "middles": MIDDLES,
        "givens": GIVENS,
        "family_count": len(FAMILIES),
        "middle_count": len(MIDDLES),
        "given_count": len(GIVENS),
        "marked": "".join(letters),
        "bare": "".join(fold(letter) for letter in letters),
        "agency": offering.agency_id,
        "version": version.pk,
        "offering": offering.pk,
        "arrangement": arrangement_of(offering).pk,
        "field": version.field_id,
        "name": version.short_name,
        "person": Person.objects.order_by("pk")[0].pk,
        "holder": holder.pk,
        "open_every": open_every,
        "until": until,
        "days": DAYS,
        "first": first,
        "count": dossiers,
    }
    with connection.cursor() as cursor:
        if facts:
            cursor.execute(f"WITH new AS ({_DOSSIERS} RETURNING *) {_FACTS}", known)
        else:
            cursor.execute(_DOSSIERS, known)


def _open_office() -> None:
    from tests import factories

    office = factories.office()
    factories.offering(agency=office.agency)
    factories.person()


@contextmanager
def scratch_database(*, name: str) -> Iterator[str]:
    """A copy of the migrated database of this run, for one measurement alone; its address, also put into the
    environment. Nobody may be connected to the original meanwhile."""
    original = os.environ["DATABASE_URL"]
    parts = urlsplit(original)
    maintenance = urlunsplit(parts._replace(path="/postgres"))
    template, copy = sql.Identifier(parts.path.strip("/")), sql.Identifier(name)
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(copy))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(copy, template))
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
    try:
        yield os.environ["DATABASE_URL"]
    finally:
        os.environ["DATABASE_URL"] = original
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(copy))


def set_up_django() -> None:
    """For measurements that run as a module of their own."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


if __name__ == "__main__":
    set_up_django()
    from django.db import connection as own

    count, begun = int(sys.argv[1]), perf_counter()
    try:
        fill(connection=own, dossiers=count, facts=False, open_every=180)
    except NotEmpty:
        sys.exit("This database has dossiers; fill only a scratch database.")
    print(json.dumps({"filler": FILLER, "dossiers": count, "seconds": round(perf_counter() - begun, 2)}))
