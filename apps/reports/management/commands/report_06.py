"""`report_06 --agency H99.71 --from 2026-10-15 --to 2026-11-14`: form II.06a, days inclusive and local."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.officials.models import Agency
from apps.reports.domain.form_06 import Cells, Column
from apps.reports.domain.terms import YEARS, NotATerm, Span
from apps.reports.labels.form_06 import COLUMN_LABELS, TITLE, TOTAL
from apps.reports.selectors.form_06 import Form06, figures_of, form_06a


class Command(BaseCommand):
    help = "Biểu II.06a/VPCP/KSTT của một cơ quan trong một kỳ: số trong từng ô, đếm từ hồ sơ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, metavar="MÃ", help="mã định danh cơ quan, ví dụ H99.71")
        parser.add_argument("--from", required=True, dest="first", metavar="NGÀY", help="ngày đầu kỳ: 2026-10-15")
        parser.add_argument("--to", required=True, dest="last", metavar="NGÀY", help="ngày cuối kỳ, tính cả ngày đó")
        parser.add_argument("--with-children", action="store_true", help="gộp cả các cơ quan trực thuộc")
        parser.add_argument("--json", action="store_true", help="in JSON, không in bảng")

    def handle(self, *args: Any, **options: Any) -> None:
        span = _span(options["first"], options["last"])
        try:
            agency = Agency.objects.get(code=options["agency"].strip().upper())
        except Agency.DoesNotExist as error:
            raise CommandError(f"Không có cơ quan nào mang mã «{options['agency']}».") from error
        form = form_06a(agency=agency, span=span, at=timezone.now(), with_children=options["with_children"])
        self.stdout.write(json.dumps(figures_of(form), ensure_ascii=False) if options["json"] else _table(form))


def _span(first: str, last: str) -> Span:
    days = _day(first, "--from"), _day(last, "--to")
    try:
        return Span(*days)
    except NotATerm as error:
        if days[0] <= days[1]:
            raise CommandError(f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}.") from error
        raise CommandError(f"Ngày cuối kỳ {last} không được trước ngày đầu kỳ {first}.") from error


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{option}: «{text}» không phải là ngày. Viết năm-tháng-ngày, ví dụ 2026-10-15.") from error


def _table(form: Form06) -> str:
    """The form as a terminal shows it."""
    width = max(len(name) for name in (TOTAL, *(row.name for row in form.rows)))
    numbers = " ".join(f"{f'({column.value})':>7}" for column in Column)
    lines = [
        f"{TITLE}: {form.agency.name}",
        f"Từ {form.span.first:%d/%m/%Y} đến hết {form.span.last:%d/%m/%Y}, đếm lúc {form.as_of:%H:%M %d/%m/%Y}",
        "",
        f"{'':{width}} {numbers}",
        _line(TOTAL, form.total, width),
        *(_line(row.name, row.cells, width) for row in form.rows),
        "",
        *(f"({column.value:>2}) {COLUMN_LABELS[column]}" for column in Column),
        f"Trong số đã giải quyết có {form.withdrawn} hồ sơ rút hoặc dừng sau khi tiếp nhận.",
    ]
    return "\n".join(lines)


def _line(name: str, cells: Cells, width: int) -> str:
    return f"{name:{width}} " + " ".join(f"{cells[column]:>7}" for column in Column)
