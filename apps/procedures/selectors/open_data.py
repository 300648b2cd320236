"""Everything in force, record by record, for whoever wants to take the catalogue away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import FeeRule
from apps.procedures.models import Offering, Posting, ProcedureVersion
from apps.procedures.selectors.fees import fees_of
from apps.procedures.selectors.law import ZONE

BATCH = 200
# Whatever can change what a file says. A row's xmin is the transaction that wrote it: cheaper than reading the row,
# and no service has to remember to raise a counter.
_MARK = """
SELECT md5(concat_ws('|',
  (SELECT string_agg(v.id || ':' || v.xmin, ',' ORDER BY v.id) FROM procedures_procedureversion v
    WHERE v.effective_from <= %(on)s AND (v.effective_to IS NULL OR v.effective_to > %(on)s)),
  (SELECT string_agg(f.id || ':' || f.xmin, ',' ORDER BY f.id) FROM procedures_fee f),
  (SELECT string_agg(t.id::text, ',' ORDER BY t.id) FROM procedures_fee t
    WHERE (t.valid_from IS NOT NULL OR t.valid_until IS NOT NULL)
    AND coalesce(t.valid_from, '-infinity') <= %(on)s AND coalesce(t.valid_until, 'infinity') >= %(on)s),
  (SELECT string_agg(c.id || ':' || c.xmin || ':' || (coalesce(c.valid_from, '-infinity') <= %(on)s
    AND coalesce(c.valid_until, 'infinity') >= %(on)s), ',' ORDER BY c.id) FROM procedures_localfee c),
  (SELECT string_agg(l.id || ':' || l.xmin, ',' ORDER BY l.id) FROM procedures_field l),
  (SELECT string_agg(o.id || ':' || o.xmin, ',' ORDER BY o.id) FROM procedures_offering o
    WHERE o.agency_id = %(agency)s),
  (SELECT string_agg(p.id || ':' || p.xmin, ',' ORDER BY p.id) FROM procedures_posting p
    WHERE p.agency_id = %(agency)s)
))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    """One procedure in force, with what this office does about it."""

    version: ProcedureVersion
    fees: tuple[FeeRule, ...]
    offering: Offering | None
    posted: dict[str, date]


def catalogue_mark(*, agency: Agency, at: datetime) -> str:
    """A mark that changes with anything the files say, and with the day that brings another wording or fee."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"on": at.astimezone(ZONE).date(), "agency": agency.pk})
        (mark,) = cursor.fetchone()
    return str(mark)


def count_in_force(*, at: datetime) -> int:
    """How many procedures are in force."""
    return ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date()).count()


def open_records(*, agency: Agency, at: datetime) -> Iterator[OpenRecord]:
    """Every procedure in force by its code, a batch in memory at a time."""
    in_force = ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
    ids = list(in_force.order_by("procedure__code").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield from _batch(agency, ids[start : start + BATCH], at.astimezone(ZONE).date())


def _batch(agency: Agency, ids: Sequence[int], on: date) -> Iterator[OpenRecord]:
    rows = ProcedureVersion.objects.filter(pk__in=ids).select_related("procedure", "field")
    versions = list(rows.defer("source_record").order_by("procedure__code"))
    offerings = {
        offering.procedure_id: offering
        for offering in Offering.objects.filter(agency=agency, procedure__in=[row.procedure_id for row in versions])
    }
    posted: dict[int, dict[str, date]] = {version.pk: {} for version in versions}
    postings = Posting.objects.filter(agency=agency, version__in=ids, ended_date=None).order_by("version", "place")
    for version_id, place, day in postings.values_list("version_id", "place", "posted_date"):
        posted[version_id][place] = day
    fees = fees_of(versions=versions, on=on, agency=agency)
    for version in versions:
        yield OpenRecord(
            version=version,
            fees=tuple(fees[version.pk]),
            offering=offerings.get(version.procedure_id),
            posted=posted[version.pk],
        )
