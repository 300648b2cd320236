"""A list of what changes hands on paper: every line with its bars, so that it can be scanned off."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import code128_svg
from apps.desk.domain.lists import LineState, ListKind, ListLine
from apps.desk.models import HandOverLine
from apps.desk.printing.bodies import qr
from apps.desk.printing.slips import WHOLE_WORDS, unbroken
from apps.desk.services.lists import ListJob
from apps.procedures.printing import DEMO_MARK


def render_list(job: ListJob) -> bytes:
    """The PDF; what was received by the day of the print stands in its line, the rest is left to be signed for."""
    facts = job.facts
    at = wording.local(facts.issued_at)
    code = f"{facts.number}/{at.year}"
    context = {
        "facts": facts,
        "title": facts.kind.heading,
        "is_of_results": facts.kind is ListKind.RESULTS,
        "unit": unbroken(facts.issuer.unit, *WHOLE_WORDS, f"xã {facts.issuer.place}").upper(),
        "place_and_day": f"{facts.issuer.place}, {wording.day_in_words(at.date())}",
        "created": at.isoformat(timespec="seconds"),
        "handed": wording.instant_in_words(facts.issued_at),
        "mark": DEMO_MARK if facts.issuer.is_demo else "",
        "trace": f"{facts.kind.heading}, số {facts.number}" + (" · bản in lại" if job.is_reprint else ""),
        "reprint_line": (
            f"lúc {wording.instant_in_words(job.printed_at)}. Người in: {job.printed_by}" if job.is_reprint else ""
        ),
        "barcode": code128_svg(code, label=f"Mã vạch {code}", height_mm=8),
        "qr": qr(facts.verification_url, label="Mã QR dẫn đến trang kiểm tra phiếu này"),
        "rows": [_row(line, row) for line, row in zip(facts.lines, job.lines, strict=True)],
        "count": f"{len(facts.lines):02d}",
    }
    return press(render_to_string("print/hand_over_list.html", context))


def _row(line: ListLine, row: HandOverLine) -> dict[str, Any]:
    code = line.dossier_code
    return {
        "line": line,
        "bars": code128_svg(code, label=f"Mã vạch {code}", height_mm=6, module_mm=0.25, at_most_mm=66),
        "state": _state(row),
    }


def _state(row: HandOverLine) -> str:
    """«Đã nhận: 08:10:00, 17/11/2026, Lan»; empty while nobody said anything."""
    if row.decided_at is None or row.decided_by is None:
        return ""
    when = f"{wording.stamp(row.decided_at)}, {row.decided_by.name}"
    return {
        LineState.RECEIVED: f"Đã nhận: {when}",
        LineState.MISSING: f"Chưa nhận được: {row.reason} ({when})",
        LineState.TAKEN_BACK: f"Rút khỏi phiếu: {when}",
    }[LineState(row.state)]
