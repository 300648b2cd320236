"""Fifty thousand dossiers as a workbook and as CSV: memory and seconds, against list(queryset) + openpyxl.

    python -m bench.exports

One JSON line a figure. Ours is what the worker does, from the row that asks for a file to the stored file with its
reading of every dossier logged and its progress written; the rival makes the bytes and nothing else. Each round is a
process of its own, so that its highest memory is its own; what Python and Django take before is told beside it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from bench import fill

if TYPE_CHECKING:
    from apps.officials.models import Official

ROWS, ROUNDS = 50_000, 3
GOAL_MB = 200
WHO = ("xlsx", "csv", "rival")


def one_round(who: str) -> dict[str, float]:
    """In a process of its own: seconds, memory before and highest, size of the file."""
    from django.db import connection
    from django.utils import timezone

    connection.ensure_connection()
    at, before = timezone.now(), _now()
    begun = perf_counter()
    size = _rival(at) if who == "rival" else _ours(who, at)
    seconds = perf_counter() - begun
    return {"seconds": seconds, "before": before, "peak": _highest(), "size": size / 1024}


def _ours(file_format: str, at: datetime) -> int:
    from apps.officials.selectors import actor_of
    from apps.reports.domain.exports import Format, Kind
    from apps.reports.models import Export
    from apps.reports.selectors.wanted_lists import wanted
    from apps.reports.services import exporting
    from apps.reports.tasks import WRITERS

    chairman = _chairman()
    agency, by = chairman.agency, actor_of(official=chairman, at=at)
    list_wanted = wanted(kind=Kind.DOSSIERS, said={"viec": "dang-giu"}, agency=agency)
    asked = exporting.ask(wanted=list_wanted, file_format=Format(file_format), agency=agency, by=by, at=at)
    exporting.carry_out(at=at, write=WRITERS)
    made = Export.objects.select_related("file").get(pk=asked.pk)
    if made.done != ROWS or made.file is None:
        raise SystemExit(f"{made.done} rows: no figure")
    size: int = made.file.size
    Export.objects.all().delete()
    return size


def _rival(at: datetime) -> int:
    from apps.officials.selectors import actor_of, work_calendar
    from apps.reports.domain.sights import Sight, marks
    from apps.reports.selectors.exported_cells import Cells
    from apps.reports.selectors.listing import behind
    from apps.reports.selectors.wishes import Wish
    from bench.rivals import whole_workbook

    chairman = _chairman()
    calendar = work_calendar(agency=chairman.agency, at=at)
    found, instant = behind(
        wish=Wish(sight=Sight.OPEN),
        actor=actor_of(official=chairman, at=at),
        agency=chairman.agency,
        ends=marks(now=at, calendar=calendar),
    )
    cells = Cells(at=at, calendar=calendar, is_late=False)
    return len(whole_workbook.workbook(found=found, order=(instant, "pk"), cells=cells))


def _chairman() -> Official:
    from apps.officials.domain.duties import Duty
    from apps.officials.models import Official

    return Official.objects.filter(assignments__duty=Duty.LEADER).select_related("agency")[0]


def _now() -> float:
    with open("/proc/self/statm", encoding="ascii") as sizes:
        return int(sizes.read().split()[1]) * resource.getpagesize() / 1024 / 1024


def _highest() -> float:
    """Of this program alone: what getrusage says begins with the process that started it."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def figures() -> list[dict[str, object]]:
    """The medians of all rounds, the three by turns."""
    rounds: dict[str, list[dict[str, float]]] = {who: [] for who in WHO}
    for _ in range(ROUNDS):
        for who, kept in rounds.items():
            command = [sys.executable, "-m", "bench.exports", who]
            said = subprocess.run(command, cwd=fill.ROOT, capture_output=True, text=True, check=True)
            kept.append(json.loads(said.stdout.splitlines()[-1]))
    told = {"rival": "list(queryset) + openpyxl", "rows": ROWS, "filler": fill.FILLER, "rounds": ROUNDS}
    units = {"peak": ("highest memory", "MB"), "before": ("memory before", "MB")}
    units |= {"seconds": ("time", "s"), "size": ("size of the file", "kB")}
    return [
        {
            "figure": f"{who.upper()} of 50,000 dossiers, {name}",
            "value": round(median(one[key] for one in rounds[who]), 2),
            "unit": unit,
            "rival_value": round(median(one[key] for one in rounds["rival"]), 2),
            **({"goal": GOAL_MB} if key == "peak" else {}),
            **told,
        }
        for who in ("xlsx", "csv")
        for key, (name, unit) in units.items()
    ]


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    if len(sys.argv) > 1:
        fill.set_up_django()
        print(json.dumps(one_round(sys.argv[1])))
    else:
        with fill.scratch_database(name="mot_cua_bench_exports"), TemporaryDirectory() as place:
            os.environ["VAR_DIR"] = str(Path(place))
            fill.set_up_django()
            from django.db import connection, connections
            from django.utils import timezone

            fill.fill(connection=connection, dossiers=ROWS, open_every=1, until=timezone.now().isoformat())
            connections.close_all()
            for line in figures():
                print(json.dumps(line, ensure_ascii=False))
