"""Milliseconds that the database works for one search among 6,000 procedures, beside an indexed point select.

    python -m bench.search

The everyday questions of `tests/procedures/labelled/questions.csv`, slips and all, asked of everything in force, as the
page does that looks «cả thủ tục nơi khác», through `apps.procedures.selectors.find` whole: reading the words, the
candidates, facets, and one page of rows with their fees. Counted is what the driver waited for the database; the time
of the whole call stands beside it. The rival reads one title by its key and answers nothing: it is the floor. Filler:
the titles of the national catalogue where they lie beside the checkout, else our own fifty with words of places; made
up to 6,000 either way.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench import fill

if TYPE_CHECKING:
    from apps.officials.models import Agency

PROCEDURES, ROUNDS, GOAL = 6_000, 3, 50.0
QUESTIONS = fill.ROOT / "tests" / "procedures" / "labelled" / "questions.csv"
SHARED = Path(os.environ.get("SHARED_DATA") or fill.ROOT.parent / "shared" / "data")
INDEXES = ("procedures_version_words", "procedures_offering_words", "procedures_offering_names")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PLACES = ("tại cảng biển", "ở vùng cao", "trong khu công nghiệp", "có vốn nước ngoài", "cấp tỉnh", "của tổ chức")


class NoFigure(SystemExit):
    """Something is not as it must be measured."""


def filled(*, procedures: int) -> tuple[Agency, str]:
    """An office with its catalogue, and so many procedures in all; what they were made of."""
    from apps.procedures.domain.records import RawRecord
    from apps.procedures.models import Procedure
    from apps.procedures.services.commune import load_commune_catalogue
    from apps.procedures.services.importing import load_records
    from tests import factories

    agency = factories.office().agency
    load_commune_catalogue(agency=agency, at=AT)
    known = set(Procedure.objects.values_list("code", flat=True))
    rows, filler = _titles()
    fresh = (row for row in rows if row["code"] not in known)
    wanted = islice(fresh, procedures - len(known))
    load_records(records=[RawRecord(row=n, record=row) for n, row in enumerate(wanted, start=1)], at=AT)
    return agency, filler


def _titles() -> tuple[Iterator[dict[str, Any]], str]:
    files = [SHARED / name for name in ("procedures.jsonl.gz", "catalog_national_2026-07-18.jsonl.gz")]
    if all(file.exists() for file in files):
        return _real(files), "titles of the national catalogue"
    return _made_up(_own()), "our own titles with words of places"


def _own() -> list[dict[str, Any]]:
    from apps.procedures.services.commune import OWN_CATALOGUE

    return [json.loads(line) for line in OWN_CATALOGUE.read_text(encoding="utf-8").splitlines()]


def _real(files: list[Path]) -> Iterator[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                field = row.get("field") or (row.get("categories") or [""])[0]
                seen.setdefault(row["code"].strip(), {"code": row["code"].strip(), "name": row["name"], "field": field})
    yield from seen.values()
    yield from _made_up(list(seen.values()))


def _made_up(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number in count():
        row, place = rows[number % len(rows)], PLACES[number // len(rows) % len(PLACES)]
        yield {"code": f"9.{number:06}", "name": f"{row['name']} {place} số {number}", "field": row["field"]}


def measure(*, agency: Agency, filler: str, questions: list[str], rounds: int = ROUNDS) -> Iterator[dict[str, object]]:
    """Each question so often, each time beside one point select; then the plans."""
    from django.db import connection

    from apps.procedures.models import ProcedureVersion
    from apps.procedures.selectors import Wanted, find
    from apps.procedures.selectors.lexicon import lexicon

    begun = perf_counter()
    lexicon()
    cold = (perf_counter() - begun) * 1000
    keys = list(ProcedureVersion.objects.values_list("pk", flat=True))
    ours: list[float] = []
    whole: list[float] = []
    points: list[float] = []
    for number, text in enumerate(questions * rounds):
        spent, seconds = _timed(partial(find, text=text, agency=agency, at=AT, wanted=Wanted(everywhere=True)))
        ours.append(spent)
        whole.append(seconds)
        points.append(_timed(partial(_point, connection, keys[number % len(keys)]))[0])
    value, rival = _of_twenty(ours, 19), _of_twenty(points, 19)
    yield {
        "figure": f"search among {len(keys):,} procedures, p95 in the database",
        "value": value,
        "unit": "ms",
        "p50": round(median(ours), 2),
        "rival": "one title by its key",
        "rival_value": rival,
        "rival_p50": round(median(points), 3),
        "ratio": round(value / rival, 1),
        "goal": GOAL,
        "whole_call_p50": round(median(whole), 1),
        "whole_call_p95": _of_twenty(whole, 19),
        "words_read_once_ms": round(cold, 1),
        "questions": len(questions),
        "indexes": indexes_used(agency=agency),
        "filler": filler,
        "rounds": rounds,
    }


def everyday() -> list[str]:
    """What people type."""
    with QUESTIONS.open(encoding="utf-8", newline="") as stream:
        return [row["question"] for row in csv.DictReader(stream)]


def _of_twenty(times: list[float], which: int) -> float:
    return round(quantiles(times, n=20)[which - 1], 2)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds within the driver, and in all."""
    from django.db import connection

    spent = 0.0

    def wait(execute: Callable[..., Any], *told: Any) -> Any:
        nonlocal spent
        begun = perf_counter()
        try:
            return execute(*told)
        finally:
            spent += perf_counter() - begun

    begun = perf_counter()
    with connection.execute_wrapper(wait):
        act()
    return spent * 1000, (perf_counter() - begun) * 1000


def _point(connection: Any, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT short_name FROM procedures_procedureversion WHERE id = %s", [key])
        cursor.fetchone()


def indexes_used(*, agency: Agency) -> list[str]:
    """The indexes that PostgreSQL itself takes for a question in everyday words. Raises NoFigure without the first."""
    from apps.procedures.domain.searching import question_of
    from apps.procedures.selectors.answering import candidates_query
    from apps.procedures.selectors.finding import known_versions
    from apps.procedures.selectors.lexicon import lexicon

    question = question_of("giấy xác nhận độc thân", lexicon=lexicon())
    known = known_versions(agency=agency, at=AT, everywhere=True)
    plans = [
        candidates_query(known=known, query=query, agency=agency, runs=question.runs).explain(format="json")
        for query in (question.strict, question.loose)
    ]
    used = [name for name in INDEXES if any(name in plan for plan in plans)]
    if not all(INDEXES[0] in plan for plan in plans):
        raise NoFigure("the words of the titles are not found by their index: no figure")
    return used


@contextmanager
def _quiet() -> Iterator[None]:
    os.environ["LOG_LEVEL"] = "WARNING"
    yield


if __name__ == "__main__":
    with _quiet(), fill.scratch_database(name="mot_cua_bench_search"):
        fill.set_up_django()
        from django.db import connection as own
        from django.db import connections

        office, made_of = filled(procedures=PROCEDURES)
        with own.cursor() as statistics:
            statistics.execute("VACUUM ANALYZE procedures_procedureversion, procedures_offering, procedures_procedure")
        for figure in measure(agency=office, filler=made_of, questions=everyday()):
            print(json.dumps(figure, ensure_ascii=False))
        connections.close_all()
