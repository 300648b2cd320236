"""What the pages of an import need: the files chosen here, and one file with the list that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.procedures.labels.imports import CHANGED, KINDS, REVIEWED, SEPARATORS, failure_words
from apps.procedures.models import CatalogueImport, ImportedProcedure

PER_PAGE, LAST = 50, 30
# how the address names a list → the number of the report it belongs to
LISTS = {"thay-doi": "new_version", "moi": "created", "tu-choi": "refused", "can-xem": "review"}
_OUTCOMES = {"thay-doi": ImportedProcedure.Outcome.NEW_VERSION, "moi": ImportedProcedure.Outcome.CREATED}


@dataclass(frozen=True, slots=True)
class ChangedColumn:
    """One column of a procedure: what we hold and what the file says."""

    words: str
    gone: Sequence[str]
    came: Sequence[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a procedure that is new or changes, or a row that was refused or has to be seen."""

    row: int
    code: str
    words: str
    note: str = ""
    changes: tuple[ChangedColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the lists of an import."""

    name: str
    lines: list[Line]
    after: int | None


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One file, how far it has come, and what would become or became of it."""

    kept: CatalogueImport
    kind: str
    failure: str
    ahead: int
    counts: dict[str, int]
    has_news: bool
    listed: Listed | None


def last_imports(*, agency_id: int) -> QuerySet[CatalogueImport]:
    """The files chosen here, the newest first."""
    chosen = CatalogueImport.objects.filter(agency_id=agency_id).select_related("file", "chosen_by")
    return chosen.defer("layout", "report").order_by("-pk")[:LAST]


def import_page(*, kept: CatalogueImport, asked: str, after: int) -> ImportPage:
    """The page of one file; `asked` names a list, `after` where it goes on."""
    report = kept.report or {}
    counts = {name: len(n) if isinstance(n, list) else n for name, n in report.items()}
    separator = SEPARATORS.get(kept.layout.get("separator", ""))
    is_told = kept.state in (CatalogueImport.State.TRIED, CatalogueImport.State.APPLIED)
    return ImportPage(
        kept=kept,
        kind=", ".join(str(words) for words in (KINDS[kept.kind], separator) if words),
        failure=failure_words(kept.failure, name=kept.file.original_name) if kept.failure else "",
        ahead=_ahead(kept),
        counts=counts,
        has_news=bool(counts.get("created") or counts.get("new_version")),
        listed=_listed(kept, _chosen(asked, counts), after) if is_told else None,
    )


def _ahead(kept: CatalogueImport) -> int:
    if not kept.is_running:
        return 0
    others = CatalogueImport.objects.filter(state__in=CatalogueImport.RUNNING).exclude(pk=kept.pk)
    return others.filter(asked_at__lt=kept.asked_at).count()


def _chosen(asked: str, counts: dict[str, int]) -> str:
    """The list that was asked for, else the first with something in it."""
    return asked if asked in LISTS else next((name for name, key in LISTS.items() if counts.get(key)), "thay-doi")


def _listed(kept: CatalogueImport, name: str, after: int) -> Listed:
    if name in _OUTCOMES:
        rows = kept.procedures.filter(outcome=_OUTCOMES[name], pk__gt=after).order_by("pk")[: PER_PAGE + 1]
        found = list(rows)
        more = found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
        return Listed(name, [_procedure(row) for row in found[:PER_PAGE]], more)
    told: list[dict[str, Any]] = (kept.report or {}).get(LISTS[name], [])
    shown = told[after : after + PER_PAGE]
    more = after + PER_PAGE if after + PER_PAGE < len(told) else None
    return Listed(name, [_refused(one) if name == "tu-choi" else _reviewed(one) for one in shown], more)


def _procedure(row: ImportedProcedure) -> Line:
    changes = tuple(
        ChangedColumn(
            words=str(CHANGED.get(change["column"], change["column"])), gone=change["gone"], came=change["came"]
        )
        for change in row.changes
    )
    note = "listed" if row.is_listed_only else ""
    return Line(row=row.row, code=row.code, words=row.name, note=note, changes=changes)


def _refused(one: dict[str, Any]) -> Line:
    return Line(row=one["row"], code=one["code"], words=one["reason"])


def _reviewed(one: dict[str, Any]) -> Line:
    return Line(row=one["row"], code=one["code"], words=one["text"], note=str(REVIEWED.get(one["what"], one["what"])))
