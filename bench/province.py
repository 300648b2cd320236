"""The dossiers of a whole province in the read model only: the columns that figures read, and nothing else.

    python -m bench.province 10000000

The rows have no events, papers, people or names of their own, so they are no dossiers that anybody could open, and
every figure measured on them says so. They come by COPY, a page at a time, in the order of reception over three years:
150 agencies under three province codes, 300 procedures in 40 fields, some agencies and procedures twenty times as busy
as others. Each page is one transaction and depends on its place alone: a filling that was killed goes on where it
stopped. What a table needs for its rows to be right, but not to be there (foreign keys, indexes), is put aside for the
filling and made again at its end. Last, the roll-ups are rebuilt.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from time import perf_counter

FILLER = "read model only, by COPY"
AGENCIES, PROVINCES, PROCEDURES, FIELDS = 150, 3, 300, 40
PAGE = 50_000
UNTIL = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
YEARS = 3
OPEN_AT_LAST = 8  # working days over which what was received last is still open, more or less
COLUMNS = (
    *("agency_id", "receiving_agency_id", "returning_agency_id", "offering_id", "arrangement_id", "version_id"),
    *("field_id", "procedure_name", "channel", "code", "temporary_ref", "received_at", "effective_at", "created_at"),
    *("saved_at", "due_at", "late_after", "first_due_at", "first_late_after", "finished_at", "timeliness"),
    *("timeliness_in_force", "ended_late", "status", "holder_id", "applicant_id", "submitter_id"),
)
# The same for every row.
CONSTANT = {
    **dict.fromkeys(
        (
            *("case", "lookup_digest", "relation", "applicant_name", "applicant_name_folded", "applicant_phone"),
            *("applicant_email", "applicant_address", "delivery_address", "fee_note", "chain_head"),
        ),
        "",
    ),
    **dict.fromkeys(("fee_amount", "supplement_count", "step_position", "last_sequence"), "0"),
    **dict.fromkeys(("is_assisted", "is_sensitive"), "f"),
    "delivery": "counter",
    "copies": "1",
}
# (share, class, class in force, working days after the promised one); a class of "" is withdrawn or stopped.
FATES = (
    (0.600, "early", "early", -1),
    (0.320, "on_time", "on_time", 0),
    (0.045, "late", "late", 2),
    (0.020, "late", "on_time", 1),
    (0.013, "", "", -1),
    (0.002, "", "", 3),
)
Say = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Province:
    """What rows point to."""

    pairs: list[str]  # the first columns of a row, for each procedure of each agency
    codes: list[str]
    allowances: list[int]
    last: str  # the last columns of a row
    holder: str


def fill(*, dossiers: int, say: Say = lambda done: None) -> int:
    """Go on until there are so many; how many this call added. Raises fill.NotEmpty where others are."""
    from django.db import connection

    from apps.core.copying import learn
    from apps.dossiers.models import Dossier
    from apps.reports.services import rollups
    from bench import aside

    province, begun = _province(), _present()
    done, statement = begun, f"COPY dossiers_dossier ({', '.join(_names())}) FROM STDIN"
    if done < dossiers:
        with connection.cursor() as cursor:
            aside.put(cursor=cursor, table="dossiers_dossier")
    while done < dossiers:
        count = min(PAGE, dossiers - done)
        rows = page(province=province, first=done, count=count, of=dossiers)
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(rows.encode())  # a transaction of its own
        done += count
        say(done)
    aside.bring_back(table="dossiers_dossier", say=lambda name: print(name, file=sys.stderr))
    learn(Dossier)
    rollups.rebuild()
    return done - begun


def _names() -> list[str]:
    return [f'"{name}"' for name in (*COLUMNS, *CONSTANT)]


def _present() -> int:
    """How many rows earlier calls left; a dossier that is not ours is somebody's."""
    from apps.dossiers.models import Dossier
    from bench.fill import NotEmpty

    if Dossier.objects.exclude(temporary_ref__startswith="TMP-R").exists():
        raise NotEmpty
    return Dossier.objects.count()


def page(*, province: Province, first: int, count: int, of: int) -> str:
    """So many rows as COPY reads them, from the row numbered `first` on: the same for the same place."""
    random = Random(first)
    pairs = random.choices(range(len(province.pairs)), cum_weights=_pair_weights(), k=count)
    fates = random.choices(FATES, cum_weights=[*itertools.accumulate(share for share, *_ in FATES)], k=count)
    days, now = _working_days(), _text(UNTIL)
    reach = sum(day <= UNTIL.date() for day in days)
    rows = []
    for number, pair, (_, timeliness, in_force, after) in zip(range(first, first + count), pairs, fates, strict=True):
        agency, procedure = divmod(pair, PROCEDURES)
        place = number * reach // of
        chance = random.random()
        received = f"{days[place]} {1 + int(chance * 9):02d}:{int(chance * 540) % 60:02d}:{number % 60:02d}+00"
        allowance = province.allowances[procedure]
        due = place + allowance
        done = place + int(chance * allowance) if after < 0 else due + (after and 1 + int(chance * after))
        finished = f"{days[done]} 10:{int(chance * 60):02d}:30+00"
        if after < 0 and done >= due:  # what has no day to be early in
            timeliness, in_force = timeliness and "on_time", in_force and "on_time"
        is_open = finished > now or received > finished
        due_at, late_after = f"{days[due]} 10:30:00+00", f"{days[due]} 16:59:59.999999+00"
        own = (
            "online" if chance * 7 % 1 < 0.7 else "in_person",
            f"{province.codes[agency]}-{days[place]:%y%m%d}-{number}",
            f"TMP-R{number}",
            *(received, received, received, received, due_at, late_after, due_at, late_after),
            *("\\N" if is_open else part for part in (finished, timeliness or "\\N", in_force or "\\N")),
            "\\N" if is_open or timeliness else "t" if after > 0 else "f",
            "processing" if is_open else "returned" if timeliness else "withdrawn",
            province.holder if is_open else "\\N",
        )
        rows.append(f"{province.pairs[pair]}\t{chr(9).join(own)}\t{province.last}\n")
    return "".join(rows)


def _text(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S}+00"


def _working_days() -> list[date]:
    """Mondays to Fridays of the years up to UNTIL, and of some weeks more."""
    first = UNTIL.date().replace(year=UNTIL.year - YEARS)
    days = (first + timedelta(days=n) for n in range(YEARS * 366 + 60))
    return [day for day in days if day.weekday() < 5]


_WEIGHTS: list[float] = []


def _pair_weights() -> list[float]:
    """Some agencies and some procedures are asked twenty times as often as others."""
    if not _WEIGHTS:
        each = (1 / (5 + agency) * 1 / (5 + procedure) for agency in range(AGENCIES) for procedure in range(PROCEDURES))
        _WEIGHTS.extend(itertools.accumulate(each))
    return _WEIGHTS


def _province() -> Province:
    """What rows point to, made on the first call and found on every later one."""
    from django.db import transaction

    from apps.accounts.models import Person
    from apps.officials.models import Agency, Official
    from apps.procedures.models import Offering

    if not Agency.objects.exists():
        with transaction.atomic():
            _found()
    rows = Offering.objects.order_by("agency__pk", "procedure__pk").values_list(
        "agency_id", "pk", "arrangements__pk", "procedure__versions__pk", "procedure__versions__field_id"
    )
    pairs = [
        "\t".join(map(str, (agency, agency, agency, offering, arrangement, version, field, "Thủ tục mẫu")))
        for agency, offering, arrangement, version, field in rows
    ]
    person = Person.objects.order_by("pk")[0].pk
    return Province(
        pairs=pairs,
        codes=list(Agency.objects.order_by("pk").values_list("code", flat=True)),
        allowances=[(1, 3, 3, 5, 8, 15)[number % 6] for number in range(PROCEDURES)],
        last="\t".join((str(person), str(person), *CONSTANT.values())),
        holder=str(Official.objects.order_by("pk")[0].pk),
    )


def _found() -> None:
    """The offices, with one that has people and a calendar, and everything that they offer."""
    from apps.officials.models import Agency
    from apps.procedures.models import Arrangement, Field, Offering, Procedure, ProcedureVersion
    from tests import factories

    factories.office(code="H97.001", name="Suối 1")
    Agency.objects.bulk_create(
        Agency(
            code=f"H{97 + number % PROVINCES}.{number + 1:03d}",
            name=f"UBND xã Suối {number + 1}",
            short_name=f"Xã Suối {number + 1}",
            desk_name="Trung tâm Phục vụ hành chính công",
            place=f"Suối {number + 1}",
        )
        for number in range(1, AGENCIES)
    )
    factories.person()
    fields = Field.objects.bulk_create(
        Field(slug=f"linh-vuc-{n}", name=f"Lĩnh vực {n}", folded=f"linh vuc {n}", sort_key=f"{n:03d}")
        for n in range(FIELDS)
    )
    procedures = Procedure.objects.bulk_create(Procedure(code=f"2.{n:06d}") for n in range(PROCEDURES))
    at = datetime.combine(factories.LONG_AGO, time(), UTC)
    ProcedureVersion.objects.bulk_create(
        ProcedureVersion(
            procedure=procedure,
            number=1,
            effective_from=factories.LONG_AGO,
            field=fields[n % FIELDS],
            name=f"Thủ tục {n}",
            short_name=f"Thủ tục {n}",
            folded_name=f"thu tuc {n}",
            folded=f"thu tuc {n}",
            sort_key=f"{n:03d}",
            source_record={},
            content={},
            fingerprint="0" * 64,
            created_at=at,
        )
        for n, procedure in enumerate(procedures)
    )
    offerings = Offering.objects.bulk_create(
        (
            Offering(agency=agency, procedure=procedure)
            for agency in Agency.objects.order_by("pk")
            for procedure in procedures
        ),
        batch_size=5_000,
    )
    Arrangement.objects.bulk_create(
        (
            Arrangement(
                offering=offering,
                number=1,
                effective_from=factories.LONG_AGO,
                published_at=at,
                saved_at=at,
                form_schema={},
            )
            for offering in offerings
        ),
        batch_size=5_000,
    )


def progress(*, dossiers: int) -> Say:
    """Says on stderr how far it is, and how fast."""
    pages, begun = itertools.count(1), perf_counter()

    def say(done: int) -> None:
        speed = next(pages) * PAGE / (perf_counter() - begun)
        print(f"{done:,} of {dossiers:,} · {speed:,.0f} rows/s", file=sys.stderr)

    return say


if __name__ == "__main__":
    from bench.fill import NotEmpty, set_up_django

    set_up_django()
    wanted, started = int(sys.argv[1]), perf_counter()
    try:
        added = fill(dossiers=wanted, say=progress(dossiers=wanted))
    except NotEmpty:
        sys.exit("This database has dossiers; fill only a scratch database.")
    print(json.dumps({"filler": FILLER, "added": added, "seconds": round(perf_counter() - started, 1)}))
