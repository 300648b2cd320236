"""The import: reader → record → content → difference → version. One bad row never stops the others.

A record that differs becomes a new version, never an overwrite; what an agency arranged locally is not touched. The
whole file is one transaction, so that a broken file leaves the catalogue as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal

from django.db import transaction

from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.codes import CodeRefused, code_of
from apps.procedures.domain.comparing import fingerprint, merged
from apps.procedures.domain.facts import ProcedureFacts, facts_of
from apps.procedures.domain.records import RawRecord, Remarks, Unreadable, content_of, remarks_of
from apps.procedures.labels import refusal_words
from apps.procedures.models import ProcedureVersion
from apps.procedures.services import writing
from apps.procedures.services.reading import records_of

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


class _RolledBack(Exception):
    """A dry run ends like this: the database forgets, the report stays."""


def load_file(*, path: Path, at: datetime, dry_run: bool = False) -> ImportReport:
    """Load a file of procedures and say what became of each. Raises UnusableFile; then nothing was written."""
    return load_records(records=records_of(path=path), at=at, dry_run=dry_run)


def load_records(*, records: Iterable[RawRecord | Unreadable], at: datetime, dry_run: bool = False) -> ImportReport:
    """Load records that a reader found."""
    report = ImportReport()
    try:
        with transaction.atomic():
            # Two imports at once would both find «no such code»: the second waits and then sees the first's versions.
            writing.lock_catalogue()
            _load(records, report, at)
            if dry_run:
                raise _RolledBack
    except _RolledBack:
        pass
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


def _load(records: Iterable[RawRecord | Unreadable], report: ImportReport, at: datetime) -> None:
    first_rows: dict[str, tuple[int, str]] = {}
    usable = _usable(records, report, first_rows)
    while batch := list(islice(usable, BATCH)):
        held = _held(codes=[told.code for told in batch])
        planned = [plan for told in batch if (plan := _plan(told, held.get(told.code), report))]
        writing.write_versions(planned=planned, at=at)


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
    """The open version of each known code."""
    versions = ProcedureVersion.objects.filter(procedure__code__in=codes, effective_to__isnull=True)
    needed = ("procedure__code", "number", "effective_from", "content", "fingerprint", "created_at")
    return {version.procedure.code: version for version in versions.select_related("procedure").only(*needed)}


def _plan(told: _Told, held: ProcedureVersion | None, report: ImportReport) -> writing.PlannedVersion | None:
    """What one record does to what we hold; None where nothing is written."""
    content = merged(held=held.content if held else {}, told=told.content)
    if not content.get("name"):
        report.refused.append(Refused(row=told.row, code=told.code, reason=refusal_words("no_name")))
        return None
    facts = facts_of(content, unverified=told.remarks.unverified)
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
    )


def _reviews(told: _Told, facts: ProcedureFacts) -> Iterator[Reviewed]:
    for review in facts.reviews:
        yield Reviewed(row=told.row, code=told.code, what=str(review.what), text=review.text)
