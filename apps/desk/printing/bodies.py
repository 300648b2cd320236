"""What each form says beyond its facts: hours, days and money in words, and which of its texts may make it long."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from apps.core.paper import wording
from apps.core.paper.symbols import qr_svg
from apps.desk.domain.papers import (
    ApologyFacts,
    AppointmentFacts,
    ControlFacts,
    DocumentLine,
    Facts,
    ReceiptFacts,
    RefusalFacts,
    ResultReceiptFacts,
    StopFacts,
    SupplementRequestFacts,
)


def body(facts: Facts) -> dict[str, Any]:
    """The words the template of this form needs besides the facts themselves."""
    if isinstance(facts, ReceiptFacts):
        return _receipt(facts)
    if isinstance(facts, SupplementRequestFacts):
        return {
            "answer_by": facts.answer_by_date and wording.dated(facts.answer_by_date),
        }
    if isinstance(facts, RefusalFacts):
        return {"submitted": facts.submitted_at and wording.instant_in_words(facts.submitted_at)}
    if isinstance(facts, ApologyFacts):
        return {
            "due": wording.promise_in_words(facts.due_at),
            "new_due": wording.promise_in_words(facts.new_due_at),
            "sums": _sentence(facts.promise_sentence),
        }
    if isinstance(facts, ResultReceiptFacts):
        return {"handed": wording.instant_in_words(facts.at)}
    if isinstance(facts, AppointmentFacts):
        return {"meets": wording.session_in_words(facts.meets_from, facts.meets_until)}
    if isinstance(facts, StopFacts):
        return {
            "received": wording.instant_in_words(facts.received_at),
            "stopped": wording.day_in_words(wording.local(facts.head.issued_at).date()),
        }
    return _control(facts) if isinstance(facts, ControlFacts) else {}


def _receipt(facts: ReceiptFacts) -> dict[str, Any]:
    return {
        "received": wording.instant_in_words(facts.received_at),
        "due": wording.promise_in_words(facts.due_at),
        "sums": _sentence(facts.promise_sentence),
        "fee": fee_words(facts),
        "sets": f"{facts.sets:02d}",
        "book_number": str(facts.book_number),
        "has_certified": any(document.certified for document in facts.documents),
        "has_electronic": any(document.electronic for document in facts.documents),
        "certified_rows": [
            (line, wording.money_in_figures(line.fee) if line.fee is not None else "–") for line in facts.certified
        ],
        "survey": qr(facts.survey_url, label="Mã QR chấm điểm phục vụ", size_mm=18),
        "track": qr(facts.track_url, label="Mã QR dẫn đến trang xem hồ sơ đang ở đâu", size_mm=18),
    }


def _control(facts: ControlFacts) -> dict[str, Any]:
    return {
        "received": wording.instant_in_words(facts.received_at),
        "due": wording.promise_in_words(facts.due_at),
        "first_due": facts.first_due_at and wording.promise_in_words(facts.first_due_at),
        "sets": f"{facts.sets:02d}",
        "listed": "; ".join(_listed(document) for document in facts.documents),
        "rows": [
            {
                "row": row,
                "when": wording.instant_in_words(row.at),
                "planned": row.planned_at and f"{wording.local(row.planned_at):%H:%M, %d/%m/%Y}",
            }
            for row in facts.rows
        ],
    }


def _listed(document: DocumentLine) -> str:
    """«Quyết định ly hôn (1 bản chứng thực, 1 bản sao)»."""
    counted = (
        (document.originals, "bản chính"),
        (document.certified, "bản chứng thực"),
        (document.copies, "bản sao"),
        (document.electronic, "bản điện tử"),
    )
    counts = ", ".join(f"{count} {what}" for count, what in counted if count)
    return f"{document.name} ({counts or 'xem rồi trả lại'})"


def fee_words(facts: ReceiptFacts) -> str:
    """The fee of a receipt as one reads it: a sum, nothing, or not known yet."""
    if facts.fee is None:
        return facts.fee_note or "chưa xác định"
    if facts.fee == 0:
        return facts.fee_note or "không thu"
    return wording.money_in_figures(facts.fee) + (f" ({facts.fee_note})" if facts.fee_note else "")


def long_texts(facts: Facts) -> tuple[list[str], list[str]]:
    """What may make a paper long: rows that it lists, and texts that it tells."""
    if isinstance(facts, ReceiptFacts):
        rows = [document.name + document.note for document in facts.documents]
        rows += [text for line in facts.certified for text in (line.name, line.tiers) if text]
        return rows, [facts.promise_sentence, facts.return_at]
    if isinstance(facts, SupplementRequestFacts):
        rows = [text for item in facts.items for text in (item.name, item.what) if text]
        return rows, [facts.reason, facts.legal_basis, facts.clock_sentence]
    if isinstance(facts, RefusalFacts):
        return [], [facts.category, facts.reason, facts.legal_basis, facts.advice]
    if isinstance(facts, ApologyFacts):
        return [], [facts.reason, facts.promise_sentence, facts.offer]
    if isinstance(facts, ResultReceiptFacts):
        return [line.name for line in facts.originals], [facts.result]
    if isinstance(facts, AppointmentFacts):
        return list(facts.bring), [facts.why]
    if isinstance(facts, StopFacts):
        return [document.name for document in facts.given_back], [facts.reason, facts.basis, *facts.money]
    return [], []


def whole(text: str) -> str:
    """A number that must not be broken at the end of a line."""
    return text.replace(" ", wording.NO_BREAK)


def qr(address: str, *, label: str, size_mm: float = 21) -> SafeString:
    """The address as a picture to scan; nothing for no address."""
    return qr_svg(address, label=label, size_mm=size_mm) if address else SafeString()


def _sentence(text: str) -> str:
    """The arithmetic of a promise with the full stop that a paper owes it."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."
