"""Lists saved as files, as a browser and a worker do it, and what such a file holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from apps.accounts.domain.actor import Actor
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.reports import tasks
from apps.reports.domain.exports import Format, Kind
from apps.reports.models import Export
from apps.reports.selectors.wanted_lists import wanted
from apps.reports.services import exporting
from tests.reports.months import NOW

RECEIVED = {"viec": "nhan", "thang": "2026-11"}
FILES = "/dieu-hanh/tep/"


def asked(client: Client, *, loai: str = "ho-so", dang: str = "xlsx", **said: str) -> Any:
    return client.post(f"{FILES}lam/", {"loai": loai, "dang": dang, **said})


def saved(client: Client, **said: str) -> bytes:
    """The file, as its buttons and a worker make it."""
    page = asked(client, **said)
    assert page.status_code == 302
    tasks.make_exports()
    return downloaded(client, page.url)


def downloaded(client: Client, page: str) -> bytes:
    """What a browser saves."""
    answer: Any = client.get(f"{page}tai/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def sheet(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


def table(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def below(rows: list[list[Any]]) -> list[list[Any]]:
    """What stands under the heads of the columns."""
    return rows[next(at for at, row in enumerate(rows) if row and row[0] == "STT") + 1 :]


def stored() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def by_hand(by: Official, *, file_format: Format = Format.CSV, said: dict[str, str] = RECEIVED) -> Export:
    found = wanted(kind=Kind.DOSSIERS, said=said, agency=by.agency)
    actor: Actor = actor_of(official=by, at=NOW)
    return exporting.ask(wanted=found, file_format=file_format, agency=by.agency, by=actor, at=NOW)
