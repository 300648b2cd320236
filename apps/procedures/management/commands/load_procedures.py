"""`manage.py load_procedures FILE [--dry-run] [--json]`: a file of procedures becomes versions of the catalogue."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from apps.procedures.labels import unusable_words
from apps.procedures.services.importing import ImportReport, load_file
from apps.procedures.services.reading import UnusableFile

UNUSABLE = 2


class Command(BaseCommand):
    help = "Nạp danh mục thủ tục từ tệp .xlsx, .csv, .jsonl hoặc .jsonl.gz."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .xlsx, .csv, .jsonl hoặc .jsonl.gz")
        parser.add_argument("--dry-run", action="store_true", help="chỉ báo kết quả, không ghi gì")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON ra stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_file(path=options["file"], at=timezone.now(), dry_run=options["dry_run"])
        except UnusableFile as unusable:
            self.stderr.write(unusable_words(unusable.why, name=unusable.path.name))
            sys.exit(UNUSABLE)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False))
        self.stderr.write(_summary(report, dry_run=options["dry_run"]))


def _summary(report: ImportReport, *, dry_run: bool) -> str:
    lines = [
        f"{'Thử, không ghi: đ' if dry_run else 'Đ'}ọc {report.read} thủ tục: mới {report.created}, "
        f"phiên bản mới {report.new_version}, không đổi {report.unchanged}, từ chối {len(report.refused)}; "
        f"cần xem lại {len({item.code for item in report.review})} thủ tục.",
        *(f"  dòng {refused.row}: {refused.code or '(không có mã)'}: {refused.reason}" for refused in report.refused),
    ]
    return "\n".join(lines)
