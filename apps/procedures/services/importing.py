"""The import: reader → record → content → difference → version. One bad row never stops the others.

A record that differs becomes a new version, never an overwrite; what an agency arranged locally is not touched. The
whole file is one transaction, so that a broken file leaves the catalogue as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol

from django.db import transaction

from apps.core.copying import learn
from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.codes import CodeRefused, code_of
from apps.procedures.domain.comparing import fingerprint, merged
from apps.procedures.domain.doubts import strange_letters
from apps.procedures.domain.facts import ProcedureFacts, facts_of
from apps.procedures.domain.records import RawRecord, Remarks, Unreadable, content_of, remarks_of
from apps.procedures.labels import refusal_words
from apps.procedures.models import Procedure, ProcedureVersion
from apps.procedures.services import writing
from apps.procedures.services.reading import Layout, records_of

BATCH = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that became nothing, and why."""

    row: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A cell that stayed text: someone has to look at it."""

    row: int
    code: str
    what: str
    text: str


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. `read = created + new_version + unchanged + len(refused)`, always."""

    read: int = 0
    created: int = 0
    new_version: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    review: list[Reviewed] = field(default_factory=list)


class Watcher(Protocol):
    """Somebody who wants to know how far an import has come, and what it would write."""

    def saw(self, *, row: int, planned: Sequence[writing.PlannedVersion]) -> None:
        """All rows up to this one are read; these versions come of the last of them."""


def load_file(
    *,
    path: Path,
    at: datetime,
    dry_run: bool = False,
    name: str = "",
    layout: Layout | None = None,
    watcher: Watcher | None = None,
) -> ImportReport:
    """Load a file of procedures and say what became of each. Raises UnusableFile; then nothing was written."""
    records = records_of(path=path, name=name, layout=layout)
    return load_records(records=records, at=at, dry_run=dry_run, watcher=watcher)


def load_records(
    *,
    records: Iterable[RawRecord | Unreadable],
    at: datetime,
    dry_run: bool = False,
    watcher: Watcher | None = None,
) -> ImportReport:
    """Load records that a reader found. A dry run decides everything and writes nothing."""
    report = ImportReport()
    if dry_run:
        _load(records, report, write=None, watcher=watcher)
    else:
        with transaction.atomic():
            # Two imports at once would both find «no such code»: the second waits and then sees the first's versions.
            writing.lock_catalogue()
            _load(
                records, report, write=lambda planned: writing.write_versions(planned=planned, at=at), watcher=watcher
            )
            if report.created or report.new_version:
                learn(Procedure, ProcedureVersion)
    report.refused.sort(key=lambda refused: refused.row)
    return report


@dataclass(frozen=True, slots=True)
class _Told:
    """One usable record: its code and what it says."""

    row: int
    code: str
    content: dict[str, Json]
    remarks: Remarks
    raw: RawRecord


def _load(
    records: Iterable[RawRecord | Unreadable],
    report: ImportReport,
    *,
    write: Callable[[Sequence[writing.PlannedVersion]], None] | None,
    watcher: Watcher | None,
) -> None:
    first_rows: dict[str, tuple[int, str]] = {}
    usable = _usable(records, report, first_rows)
    while batch := list(islice(usable, BATCH)):
        held = _held(codes=[told.code for told in batch])
        planned = [plan for told in batch if (plan := _plan(told, held.get(told.code), report))]
        if write:
            write(planned)
            writing.write_ends(ends={told.code: day for told in batch if (day := told.remarks.effective_to)})
        if watcher:
            watcher.saw(row=batch[-1].row, planned=planned)


def _usable(
    records: Iterable[RawRecord | Unreadable], report: ImportReport, first_rows: dict[str, tuple[int, str]]
) -> Iterator[_Told]:
    for found in records:
        report.read += 1
        told = _told(found, report)
        if told is None:
            continue
        said = fingerprint(told.content)
        if told.code not in first_rows:
            first_rows[told.code] = (told.row, said)
            yield told
        elif first_rows[told.code][1] == said:
            report.unchanged += 1
        else:
            reason = refusal_words("repeated", row=first_rows[told.code][0])
            report.refused.append(Refused(row=told.row, code=told.code, reason=reason))


def _told(found: RawRecord | Unreadable, report: ImportReport) -> _Told | None:
    if isinstance(found, Unreadable):
        report.refused.append(Refused(row=found.row, code="", reason=refusal_words(found.reason)))
        return None
    try:
        code = code_of(found.record.get("code"))
    except CodeRefused as refused:
        reason = refusal_words("bad_code" if refused.given.strip() else "no_code", given=refused.given)
        report.refused.append(Refused(row=found.row, code=refused.given, reason=reason))
        return None
    content, remarks = content_of(found.record), remarks_of(found.record)
    return _Told(row=found.row, code=code, content=content, remarks=remarks, raw=found)


def _held(*, codes: list[str]) -> dict[str, ProcedureVersion]:
    """The newest version of each known code: one that was ended is compared with too, lest a list bring it back."""
    newest = ProcedureVersion.objects.filter(procedure__code__in=codes).order_by("procedure_id", "-number")
    days = ("effective_from", "effective_to", "ending", "ended_by")
    needed = ("procedure__code", "number", *days, "content", "fingerprint", "created_at")
    versions = newest.distinct("procedure_id").select_related("procedure").only(*needed)
    return {version.procedure.code: version for version in versions}


def _plan(told: _Told, held: ProcedureVersion | None, report: ImportReport) -> writing.PlannedVersion | None:
    """What one record does to what we hold; None where nothing is written."""
    content = merged(held=held.content if held else {}, told=told.content)
    if not content.get("name"):
        report.refused.append(Refused(row=told.row, code=told.code, reason=refusal_words("no_name")))
        return None
    facts = _judged(told, content)
    outcome: Literal["created", "new_version", "unchanged"] = "created" if held is None else "new_version"
    if held and held.fingerprint == fingerprint(content):
        outcome = "unchanged"
    setattr(report, outcome, getattr(report, outcome) + 1)
    report.review.extend(_reviews(told, facts))
    if outcome == "unchanged":
        return None
    return writing.PlannedVersion(
        code=told.code,
        content=content,
        facts=facts,
        effective_from=told.remarks.effective_from,
        raw=told.raw,
        held=held,
        ends=told.remarks.effective_to,
    )


def _judged(told: _Told, content: dict[str, Json]) -> ProcedureFacts:
    """The facts of the content, with what its reader doubted and what its letters hide."""
    facts = facts_of(content, unverified=told.remarks.unverified)
    doubts = (*facts.reviews, *told.raw.reviews, *strange_letters(content))
    return replace(facts, reviews=tuple(dict.fromkeys(doubts)))


def _reviews(told: _Told, facts: ProcedureFacts) -> Iterator[Reviewed]:
    for review in facts.reviews:
        yield Reviewed(row=told.row, code=told.code, what=str(review.what), text=review.text)
