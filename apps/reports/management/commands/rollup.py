"""`rollup`: fold what waits. `--check`: count the dossiers again and change nothing. `--rebuild`: count the sums anew.

Prints one JSON object: how many facts wait, how many this call folded, how many rows the sums have, and every cell in
which the dossiers (`recounted`) are not what is stored and waits together (`stored`). Exit code 1 if there is one.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from apps.dossiers.services import facts
from apps.reports.services import rollups


class Command(BaseCommand):
    help = "Gộp số liệu vào bảng tổng hợp, đếm lại từ đầu để kiểm tra, hoặc dựng lại."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="recount and compare; exit 1 on a difference")
        parser.add_argument("--rebuild", action="store_true", help="count the roll-ups anew from the dossiers")

    def handle(self, *args: Any, **options: Any) -> None:
        folded = 0
        if options["rebuild"]:
            rollups.rebuild()
        elif not options["check"]:
            folded = rollups.drain_all()
        seen = (
            rollups.check()
            if options["check"]
            else rollups.Checked(waiting=facts.waiting(), rows=rollups.rows(), differences=[])
        )
        told = {
            "waiting": seen.waiting,
            "folded": folded,
            "rows": seen.rows,
            "differences": [item.as_json() for item in seen.differences],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False))
        if seen.differences:
            raise SystemExit(1)
