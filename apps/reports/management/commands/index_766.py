"""`manage.py index_766 < lines`: the points of one component of QĐ 766/QĐ-TTg for each line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand

from apps.reports.domain import index_lines
from apps.reports.labels.index_766 import LINE_FAULTS

JSON = json.JSONEncoder(ensure_ascii=False)
MOST = index_lines.LONGEST + 1  # one byte more than is read tells that there was more


class Command(BaseCommand):
    help = "Tính điểm từng thành phần của bộ chỉ số 766 cho từng dòng JSON đọc từ stdin; không dùng cơ sở dữ liệu."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in _lines(sys.stdin.buffer):
                sys.stdout.buffer.write(JSON.encode(_answered(line)).encode() + b"\n")
                sys.stdout.buffer.flush()  # whoever asks line by line waits for the answer before the next question
        except BrokenPipeError:  # whoever reads has had enough; what is left in the buffer goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Each line, the last with or without its end; of an endless one no more than its beginning is kept."""
    while line := stream.readline(MOST):
        rest = line
        while not rest.endswith(b"\n") and len(rest) == MOST:
            rest = stream.readline(MOST)
        yield line


def _answered(line: bytes) -> dict[str, Any]:
    try:
        return index_lines.answer(line)
    except index_lines.Unanswerable as unanswerable:
        return {"error": LINE_FAULTS[unanswerable.fault], "code": unanswerable.fault.value}
