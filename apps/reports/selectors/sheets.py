"""The content of a report in words: the same for the page, the workbook and the paper, counted now or frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from apps.core.labels import day_short, stamp
from apps.desk.domain.apologies import DelayReason
from apps.desk.labels import DELAY_LABELS
from apps.dossiers.domain.attribution import SIDES, Stage
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.labels import SIDE_LABELS, STAGE_LABELS, worked_words
from apps.reports.domain.form_06 import Column
from apps.reports.domain.terms import Span, ended_on
from apps.reports.labels.form_06 import FORM, TOTAL
from apps.reports.labels.reports import (
    BASIS_WORDS,
    NOT_SUBMITTED,
    UNKNOWN_REASON,
    UNKNOWN_STAGE,
    scope_words,
    span_words,
    term_words,
)
from apps.reports.models import SubmittedReport

Href = Callable[[Column | None, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure; `href` leads to the dossiers behind it, where they can still be counted."""

    column: int
    value: int
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of form II.06a."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRow:
    """How many dossiers were late for one cause, and the working time past their promises."""

    words: str
    side: str
    solved: int
    left: int
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """One late dossier; empty words where there is nothing to say. `unit` has it, where that is not the reporter."""

    code: str
    what: str
    field: str
    received: str
    promised: str
    finished: str
    time: str
    stage: str
    reason: str
    apology: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that a report says."""

    unit: str
    units: Sequence[str]
    span: Span
    title: str
    counted: str
    scope: str
    frozen: str
    is_frozen: bool
    signer: str
    made_at: datetime
    trace: str
    as_of: datetime
    basis: str
    total: Row
    rows: Sequence[Row]
    withdrawn: Cell
    faults: Sequence[str]
    procedures: Mapping[str, int]
    reasons: Sequence[CauseRow]
    stages: Sequence[CauseRow]
    late: Sequence[LateRow]
    book: Sequence[Mapping[str, int]]


def sheet_of(content: Mapping[str, Any], *, report: SubmittedReport | None = None, href: Href | None = None) -> Sheet:
    """A content in words; `report` is the version in which it was frozen."""
    form = content["form_06"]
    span = Span(date.fromisoformat(form["from"]), date.fromisoformat(form["to"]))
    as_of, basis = datetime.fromisoformat(content["as_of"]), str(BASIS_WORDS[LateBasis(form["late_basis"])])
    made_at = report.submitted_at if report else as_of
    units = content.get("units", [])
    leads = href or (lambda _column, _field: "")
    return Sheet(
        unit=content["unit"],
        units=units,
        span=span,
        title=_title(span),
        counted=gettext("Đếm từ hồ sơ lúc %(at)s.") % {"at": stamp(as_of)} + f" {basis}",
        scope=scope_words(units=units, own=content["unit"]) if units else "",
        frozen=_frozen(report) if report else str(NOT_SUBMITTED),
        is_frozen=report is not None,
        signer=report.submitted_by.name if report else "",
        made_at=made_at,
        trace=f"Biểu {FORM} · {stamp(made_at)}" + (f" · {report.digest[:16]}" if report else ""),
        as_of=as_of,
        basis=basis,
        total=_row(TOTAL, form["total"], "", leads),
        rows=[_row(row["field"], row["cells"], row["field_code"], leads) for row in form["rows"]],
        withdrawn=Cell(column=0, value=form["withdrawn"], href=leads(None, "")),
        faults=content["faults"],
        procedures=content["form_07"],
        reasons=[_cause(cause, _reason(cause["code"]), "") for cause in content["reasons"]],
        stages=[_cause(cause, _stage(cause["code"]), _side(cause["code"])) for cause in content["stages"]],
        late=[_late(line) for line in content["late"]],
        book=content["book"],
    )


def _title(span: Span) -> str:
    """«Kỳ báo cáo: tháng 11/2026 (từ 15/10/2026 đến hết 14/11/2026)»."""
    named = next((term for term in ended_on(span.last) if term.span == span), None)
    period = f"{term_words(named)} ({span_words(span)})" if named else span_words(span)
    return gettext("Kỳ báo cáo: %(period)s") % {"period": period}


def _frozen(report: SubmittedReport) -> str:
    """Which version it is, who handed it in and when, and by which digest it is known."""
    told = {
        "name": report.submitted_by.name,
        "position": report.submitted_by.position,
        "at": stamp(report.submitted_at),
        "digest": report.digest,
        "number": report.version - 1,
        "reason": report.reason,
    }
    version = (
        gettext("Bản điều chỉnh lần %(number)s. Lý do: %(reason)s") % told if report.reason else gettext("Nộp lần đầu.")
    )
    by = gettext("Người nộp: %(name)s, %(position)s, lúc %(at)s. Mã băm SHA-256: %(digest)s") % told
    return f"{version} {by}"


def _row(name: str, cells: Mapping[str, int], field: str, leads: Href) -> Row:
    return Row(
        name=name,
        cells=[
            Cell(column=column.value, value=cells[str(column.value)], href=leads(column, field)) for column in Column
        ],
    )


def _cause(cause: Mapping[str, Any], words: str, side: str) -> CauseRow:
    return CauseRow(
        words=words,
        side=side,
        solved=cause["solved"],
        left=cause["left"],
        time=worked_words(timedelta(minutes=cause["minutes"])),
    )


def _reason(code: str) -> str:
    return str(DELAY_LABELS[DelayReason(code)] if code else UNKNOWN_REASON)


def _stage(code: str) -> str:
    return str(STAGE_LABELS[Stage(code)] if code else UNKNOWN_STAGE)


def _side(code: str) -> str:
    return str(SIDE_LABELS[SIDES[Stage(code)]]) if code else ""


def _late(line: Mapping[str, Any]) -> LateRow:
    return LateRow(
        code=line["code"],
        what=line["procedure"],
        field=line["field"],
        received=_day(line["received_at"]),
        promised=_day(line["late_after"]),
        finished=_day(line["finished_at"]),
        time=worked_words(timedelta(minutes=line["minutes"])),
        stage=_stage(line["stage"]),
        reason=_reason(line["reason"]),
        apology=" · ".join(part for part in (line["letter"], _day(line["letter_at"])) if part),
        unit=line.get("unit", ""),
    )


def _day(text: str) -> str:
    return day_short(datetime.fromisoformat(text).date()) if text else ""
