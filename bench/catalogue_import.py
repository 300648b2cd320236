"""Seconds to import 2,048 procedures against COPY of the same rows; peak memory of a workbook of 100,000 rows.

    python -m bench.catalogue_import

The import reads, cleans, types, compares and writes; the rival puts the finished rows back by COPY, in one transaction,
into the same tables with the same indexes. The procedures are made up: they have as many papers, ways of filing and
words as real ones. The workbook is read in a process of its own, whose peak the system tells.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import fill

PROCEDURES, ROUNDS = 2_048, 3
ROWS, PEAK_GOAL_MB = 100_000, 300
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
# In the order in which they may be filled.
TABLES = (
    "procedures_field",
    "procedures_authority",
    "procedures_procedure",
    "procedures_procedureversion",
    "procedures_variant",
    "procedures_requireddocument",
    "procedures_channelrule",
    "procedures_fee",
    "procedures_competence",
    "procedures_legalbasis",
    "procedures_reviewitem",
)
WORDS = "người nộp hồ sơ tại bộ phận một cửa cấp giấy xác nhận theo quy định trong thời hạn".split()


def words(chance: random.Random, count: int) -> str:
    """So many words, as dull as a real text."""
    return " ".join(chance.choice(WORDS) for _ in range(count))


def made_up(chance: random.Random, number: int) -> dict[str, object]:
    """A procedure as long as the median real one."""
    channels = [
        {"channel": way, "time": "3 Ngày làm việc", "fee": "Miễn phí", "note": words(chance, 30)}
        for way in ("Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính")
    ]
    papers = [
        {"case": "", "name": words(chance, 15), "originals": 1, "copies": 0, "form": ""} for _ in range(number % 9 + 1)
    ]
    return {
        "code": f"1.{number:06}",
        "name": f"Thủ tục {number} {words(chance, 14)}",
        "field": f"Lĩnh vực {number % 120}",
        "agency": f"Cơ quan {number % 60}",
        "steps": "\n".join(words(chance, 60) for _ in range(6)),
        "conditions": words(chance, 60),
        "channels": channels,
        "documents": papers,
        "legal_basis": [{"code": f"{n}/2025/NĐ-CP", "name": words(chance, 20)} for n in range(5)],
        "result": words(chance, 6),
    }


def speed(folder: Path) -> dict[str, object]:
    """The median of the rounds, ours and the rival's."""
    from apps.procedures.models import ProcedureVersion
    from apps.procedures.services.importing import load_file
    from bench.rivals import copy_only

    chance = random.Random(4)
    file = folder / "danh-muc.jsonl"
    lines = [json.dumps(made_up(chance, number), ensure_ascii=False) for number in range(PROCEDURES)]
    file.write_text("\n".join(lines), encoding="utf-8")
    ours, rival = [], []
    for _ in range(ROUNDS):
        copy_only.empty(TABLES)
        begun = perf_counter()
        report = load_file(path=file, at=AT)
        ours.append(perf_counter() - begun)
        if report.created != PROCEDURES:
            raise SystemExit("not every procedure was created: no figure")
        rows = copy_only.rows_of(TABLES)
        copy_only.empty(TABLES)
        begun = perf_counter()
        copy_only.write(rows)
        rival.append(perf_counter() - begun)
        if ProcedureVersion.objects.count() != PROCEDURES:
            raise SystemExit("the rival lost rows: no figure")
    begun = perf_counter()
    again = load_file(path=file, at=AT)
    if again.unchanged != PROCEDURES:
        raise SystemExit("the second import changed something: no figure")
    return {
        "figure": "import of 2,048 procedures",
        "value": round(median(ours), 2),
        "unit": "s",
        "rival": "COPY of the same rows",
        "rival_value": round(median(rival), 2),
        "ratio": round(median(ours) / median(rival), 1),
        "unchanged_again": round(perf_counter() - begun, 2),
        "rounds": ROUNDS,
    }


def write_workbook(file: Path) -> None:
    """100,000 rows of a list: as many papers of some 20,000 procedures."""
    import openpyxl

    chance = random.Random(5)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực", "Tên giấy tờ", "Bản chính"])
    for row in range(ROWS):
        number = row // 5
        name, paper = f"Thủ tục {number}", words(chance, 12)
        sheet.append([f"1.{number:06}", name, "Bộ Tư pháp", f"Cơ quan {number % 60}", "Hộ tịch", paper, 1])
    book.save(file)


def peak(file: Path) -> None:
    """Try the workbook in this process alone, and print what it took."""
    from apps.procedures.services.importing import load_file

    begun = perf_counter()
    report = load_file(path=file, at=AT, dry_run=True)
    # Not getrusage: its peak is handed on from the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    megabytes = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(
        json.dumps(
            {
                "figure": "peak memory of a workbook of 100,000 rows",
                "value": round(megabytes),
                "unit": "MB",
                "goal": f"< {PEAK_GOAL_MB}",
                "seconds": round(perf_counter() - begun, 1),
                "procedures": report.read,
                "file_kb": file.stat().st_size // 1024,
            },
            ensure_ascii=False,
        )
    )


def main() -> None:
    """The speed here, the memory in a process that did nothing before."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(speed(Path(folder)), ensure_ascii=False), flush=True)
        file = Path(folder) / "muoi-van-dong.xlsx"
        write_workbook(file)
        subprocess.run([sys.executable, "-m", "bench.catalogue_import", str(file)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        fill.set_up_django()
        peak(Path(sys.argv[1]))
    else:
        with fill.scratch_database(name="mot_cua_bench_import"):
            fill.set_up_django()
            from django.db import connections

            main()
            connections.close_all()
