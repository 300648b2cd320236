"""A file on its way into the catalogue: kept, laid out, tried, applied once. One file at a time is worked on.

A try decides everything and writes only what is looked at afterwards. Applying is one transaction, so that a worker
that dies leaves the catalogue as it was, and the next one begins anew.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Max

from apps.accounts.domain.actor import Actor
from apps.core import doorbell, files
from apps.officials.models import Agency
from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.columns import Column
from apps.procedures.domain.comparing import changes, is_listed_only
from apps.procedures.domain.records import RawRecord, content_of
from apps.procedures.models import CatalogueImport, ImportedProcedure, ProcedureVersion
from apps.procedures.services import writing
from apps.procedures.services.importing import ImportReport, load_file
from apps.procedures.services.reading import FileLook, Layout, UnusableFile, first_rows, look_at, records_of

CARRY_OUT = "procedures.carry_out_imports"
TRIES = 3
SHOWN_ROWS, SHOWN_PROCEDURES = 3, 3
_LONGEST_SAMPLE = 160
# 4_201 is the catalogue, 4_202 the answers to doubts: nobody who answers one waits until a file is read.
_WORK_LOCK = 4_203
State = CatalogueImport.State


class NotNow(Exception):
    """The import is past this act, or not yet there; nothing was done."""


class WrongColumns(Exception):
    """No code column, or one column chosen twice; `why` is a key of labels."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def keep(*, stream: BinaryIO, name: str, size: int, agency: Agency, by: Actor, at: datetime) -> CatalogueImport:
    """Look at a file and keep it. Raises UnusableFile; nothing is written then."""
    with tempfile.NamedTemporaryFile(suffix=".tep") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
        copy.flush()
        path = Path(copy.name)
        look = look_at(path=path, name=name)
        layout = _looked(path=path, name=name, look=look)
        copy.seek(0)
        with transaction.atomic():
            stored = files.store_catalogue_file(
                stream=cast("BinaryIO", copy.file), kind=look.kind.value, name=name, size=size, by=by.key, at=at
            )
            return CatalogueImport.objects.create(
                agency=agency,
                file=stored,
                kind=look.kind.value,
                layout=layout,
                total=look.rows,
                chosen_by_id=by.id,
                chosen_at=at,
            )


@transaction.atomic
def lay_out(*, import_id: int, columns: Sequence[str], sheet: str = "") -> CatalogueImport:
    """Say what the columns mean, or which sheet is read. Raises NotNow, WrongColumns, UnusableFile."""
    kept = CatalogueImport.objects.select_for_update(of=("self",), no_key=True).select_related("file").get(pk=import_id)
    if kept.state not in (State.CHOSEN, State.TRIED, State.FAILED):
        raise NotNow
    path, name = _path(kept), kept.file.original_name
    if sheet and sheet != kept.layout["sheet"] and sheet in kept.layout["sheets"]:
        look = look_at(path=path, name=name, sheet=sheet)
        kept.layout, kept.total = _looked(path=path, name=name, look=look), look.rows
    else:
        layout = _layout(kept)
        if len(columns) != len(layout.words) or not set(columns) <= {"", *Column}:
            raise WrongColumns("odd_columns")
        named = [column for column in columns if column]
        if len(named) != len(set(named)):
            raise WrongColumns("column_twice")
        if Column.CODE not in named:
            raise WrongColumns("no_code_column")
        kept.layout |= {"columns": list(columns)}
        kept.layout |= {"preview": _preview(path=path, name=name, layout=_layout(kept))}
    kept.state, kept.failure = State.CHOSEN, ""
    kept.save(update_fields=["layout", "total", "state", "failure"])
    return kept


def ask_try(*, import_id: int, at: datetime) -> bool:
    """Have the file tried; whether that was news. Asking twice is asking once."""
    return _ask(import_id, to=State.TO_TRY, after=(State.CHOSEN, State.TRIED, State.FAILED), at=at)


@transaction.atomic
def ask_apply(*, import_id: int, by: Actor, at: datetime) -> bool:
    """Have the file applied as it was tried; whether that was news. Raises NotNow where it was not tried."""
    kept = CatalogueImport.objects.select_for_update(of=("self",), no_key=True).get(pk=import_id)
    if kept.state in (State.TO_APPLY, State.APPLYING, State.APPLIED):
        return False
    if kept.state != State.TRIED:
        raise NotNow
    CatalogueImport.objects.filter(pk=kept.pk).update(applied_by_id=by.id)
    return _ask(import_id, to=State.TO_APPLY, after=(State.TRIED,), at=at)


def drop(*, import_id: int) -> bool:
    """Let go of a file that is not being applied; whether it could be."""
    free = CatalogueImport.objects.filter(pk=import_id).exclude(
        state__in=(State.TO_APPLY, State.APPLYING, State.APPLIED, State.DROPPED)
    )
    return bool(free.update(state=State.DROPPED))


def carry_out(*, at: datetime) -> bool:
    """Try or apply the file that waits longest; whether there was one. Another worker at work: nothing is done."""
    with _alone() as is_alone:
        if not is_alone:
            return False
        waiting = CatalogueImport.objects.filter(state__in=CatalogueImport.RUNNING).select_related("file")
        kept = waiting.order_by("asked_at", "pk").first()
        if kept is None:
            return False
        # We hold the lock, so a run that seems to be going on is one whose worker died.
        kept.tries += 1
        is_try = kept.state in (State.TO_TRY, State.TRYING)
        if kept.tries > TRIES:
            _fail(kept, "worker_died", at=at)
            return True
        kept.state = State.TRYING if is_try else State.APPLYING
        kept.save(update_fields=["state", "tries"])
        try:
            _try(kept, at=at) if is_try else _apply(kept, at=at)
        except UnusableFile as unusable:
            _fail(kept, unusable.why, at=at)
        except _LetGo:
            return True
        return True


class _LetGo(Exception):
    """Somebody dropped the file while it was tried."""


def _ask(import_id: int, *, to: CatalogueImport.State, after: Sequence[CatalogueImport.State], at: datetime) -> bool:
    asked = CatalogueImport.objects.filter(pk=import_id, state__in=after)
    news = asked.update(state=to, asked_at=at, done=0, tries=0, failure="")
    if news:
        doorbell.ring(CARRY_OUT)
    return bool(news)


def _try(kept: CatalogueImport, *, at: datetime) -> None:
    stamp = _stamp()
    kept.procedures.all().delete()
    report = load_file(**_source(kept), at=at, dry_run=True, watcher=_Noting(kept))
    _end(kept, State.TRIED, after=State.TRYING, report=report, at=at, stamp=stamp)


def _apply(kept: CatalogueImport, *, at: datetime) -> None:
    with transaction.atomic():
        writing.lock_catalogue()
        if _stamp() != kept.stamp:
            # What was looked at is not what would happen now: it is shown again first.
            CatalogueImport.objects.filter(pk=kept.pk).update(state=State.TO_TRY, failure="moved_on", done=0, tries=0)
            return
        with _Counting(kept.pk) as counting:
            report = load_file(**_source(kept), at=at, watcher=counting)
        _end(kept, State.APPLIED, after=State.APPLYING, report=report, at=at, stamp=_stamp())


def _end(
    kept: CatalogueImport,
    to: CatalogueImport.State,
    *,
    after: CatalogueImport.State,
    report: ImportReport,
    at: datetime,
    stamp: int,
) -> None:
    row = CatalogueImport.objects.filter(pk=kept.pk, state=after)
    row.update(state=to, report=asdict(report), ended_at=at, stamp=stamp, done=max(kept.total, kept.done))


def _fail(kept: CatalogueImport, why: str, *, at: datetime) -> None:
    running = CatalogueImport.objects.filter(pk=kept.pk, state__in=CatalogueImport.RUNNING)
    running.update(state=State.FAILED, failure=why, ended_at=at)


class _Noting:
    """While a file is tried: what each procedure would become, and how far we are."""

    def __init__(self, kept: CatalogueImport) -> None:
        self.kept = kept

    def saw(self, *, row: int, planned: Sequence[writing.PlannedVersion]) -> None:
        ImportedProcedure.objects.bulk_create([_noted(self.kept, plan) for plan in planned])
        running = CatalogueImport.objects.filter(pk=self.kept.pk, state=State.TRYING)
        if not running.update(done=row):
            raise _LetGo


class _Counting:
    """While a file is applied: how far we are, written beside the transaction so that others can see it."""

    def __init__(self, import_id: int) -> None:
        self.import_id = import_id
        self.beside = connections.create_connection(DEFAULT_DB_ALIAS)

    def __enter__(self) -> _Counting:
        return self

    def __exit__(self, *error: object) -> None:
        self.beside.close()

    def saw(self, *, row: int, planned: Sequence[writing.PlannedVersion]) -> None:
        with self.beside.cursor() as cursor:
            cursor.execute("UPDATE procedures_catalogueimport SET done = %s WHERE id = %s", [row, self.import_id])


def _noted(kept: CatalogueImport, plan: writing.PlannedVersion) -> ImportedProcedure:
    outcome = ImportedProcedure.Outcome.NEW_VERSION if plan.held else ImportedProcedure.Outcome.CREATED
    differs = changes(held=plan.held.content, content=plan.content) if plan.held else []
    return ImportedProcedure(
        catalogue_import=kept,
        row=plan.raw.row,
        code=plan.code,
        name=plan.facts.short_name,
        outcome=outcome,
        is_listed_only=is_listed_only(plan.content),
        changes=[asdict(change) for change in differs],
    )


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the one place at which files are worked on; it falls free when the worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_WORK_LOCK])
        (is_ours,) = cursor.fetchone()
    try:
        yield bool(is_ours)
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_WORK_LOCK])


def _stamp() -> int:
    return int(ProcedureVersion.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def _source(kept: CatalogueImport) -> dict[str, Any]:
    return {"path": _path(kept), "name": kept.file.original_name, "layout": _layout(kept)}


def _path(kept: CatalogueImport) -> Path:
    return Path(default_storage.path(kept.file.storage_name))


def _layout(kept: CatalogueImport) -> Layout:
    said = {name: kept.layout[name] for name in Layout.__dataclass_fields__}
    return Layout(**said | {"words": tuple(said["words"]), "columns": tuple(said["columns"])})


def _looked(*, path: Path, name: str, look: FileLook) -> dict[str, Any]:
    """The layout as it is kept, with what a person needs to judge it: some cells of each column, some procedures."""
    layout = look.layout
    rows = first_rows(path=path, name=name, layout=layout, count=SHOWN_ROWS) if look.kind.is_table else []
    samples = [
        [cells[index][:_LONGEST_SAMPLE] for _, cells in rows if index < len(cells) and cells[index]]
        for index in range(len(layout.words))
    ]
    kept = asdict(layout) | {"words": list(layout.words), "columns": list(layout.columns)}
    kept |= {"sheets": list(look.sheets), "samples": samples}
    return kept | {"preview": _preview(path=path, name=name, layout=layout)}


def _preview(*, path: Path, name: str, layout: Layout) -> list[dict[str, Any]]:
    if layout.words and Column.CODE not in layout.meant:
        return []
    found = (one for one in records_of(path=path, name=name, layout=layout) if isinstance(one, RawRecord))
    shown = []
    for raw in sorted(islice(found, SHOWN_PROCEDURES), key=lambda one: one.row):
        content = content_of(raw.record)
        parts = {part: _length(content.get(part)) for part in ("documents", "channels")}
        words = {"name": str(content.get("name", "")), "field": str(content.get("field", ""))}
        shown.append({"row": raw.row, "code": str(raw.record.get("code", "")), **words, **parts})
    return shown


def _length(rows: Json | None) -> int:
    return len(rows) if isinstance(rows, list) else 0
