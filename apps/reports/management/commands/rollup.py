"""`rollup`: fold what is queued. `rollup --check`: recount from zero. `rollup --rebuild`: throw away and count anew."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from apps.reports.services import rollups


class Command(BaseCommand):
    help = "Gộp số liệu vào bảng tổng hợp, đếm lại từ đầu để kiểm tra, hoặc dựng lại."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="recount and compare; exit 1 on a difference")
        parser.add_argument("--rebuild", action="store_true", help="count the roll-ups anew from the dossiers")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            rollups.rebuild()
        drained = rollups.drain_all()
        found = rollups.differences() if options["check"] else []
        self.stdout.write(
            json.dumps({"folded": drained, "differences": [item.as_json() for item in found]}, ensure_ascii=False)
        )
        if found:
            raise SystemExit(1)
