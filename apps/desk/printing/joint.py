"""Form 01 for several dossiers of one visit: one sheet, drawn from the frozen facts of the single slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import code128_svg
from apps.desk.domain.layouts import STANDARD, Layout
from apps.desk.domain.papers import Party, ReceiptFacts
from apps.desk.printing.bodies import fee_words, qr, whole
from apps.desk.printing.merging import without
from apps.desk.printing.slips import TIGHT, Reprint, Sheet, frame, spaced
from apps.desk.services.slips import PrintJob

COPIES = ("Giao khách hàng", "Lưu")
NAMED = 3  # numbers that fit beside «Số:»; more are in the list alone


@dataclass(frozen=True, slots=True, kw_only=True)
class JointReceipt:
    """One of the slips on the sheet, with its look-up factor if this is its first print."""

    facts: ReceiptFacts
    lookup_factor: str = ""
    reprint: Reprint | None = None
    layout: Layout = STANDARD


def receipt_of(job: PrintJob) -> JointReceipt:
    """What a print job of form 01 adds to the sheet."""
    assert isinstance(job.facts, ReceiptFacts)
    reprint = Reprint(printed_at=job.printed_at, printed_by=job.printed_by) if job.is_reprint else None
    return JointReceipt(facts=job.facts, lookup_factor=job.lookup_factor, reprint=reprint, layout=job.layout)


def render_joint(*, receipts: Sequence[JointReceipt], at: datetime) -> bytes:
    """The PDF: who brought them, then each dossier with its own number, code, promise and address to verify it.

    A sheet of slips that were all printed before is a reprint; a single one of them says so in its row.
    """
    first, layout = receipts[0].facts, receipts[0].layout
    again = all(receipt.reprint for receipt in receipts)
    numbers = [receipt.facts.head.number for receipt in receipts]
    fees = [receipt.facts.fee for receipt in receipts]
    context = frame(
        facts=first,
        number=", ".join(numbers) if len(numbers) <= NAMED else "theo danh sách dưới đây",
        trace=f"Mẫu 01, số {', '.join(numbers)} · {len(receipts)} hồ sơ",
        issued_at=at,
        reprint=receipts[0].reprint if again else None,
        setting=TIGHT,
        layout=layout,
    )
    context |= {
        "person": _person(receipts),
        "count": f"{len(receipts):02d}",
        "received": wording.instant_in_words(first.received_at),
        "received_by": first.received_by,
        "rows": [_row(receipt, says_again=not again) for receipt in receipts],
        "total": wording.money_in_figures(sum(fee or 0 for fee in fees)) if any(fees) else "",
        "sheets": [Sheet(copy=copy, for_applicant=copy == COPIES[0]) for copy in COPIES],
    }
    return press(render_to_string("print/form01_joint.html", context))


def _person(receipts: Sequence[JointReceipt]) -> Party:
    """Who stands at the counter: the applicant of all of them, or whoever brought them for others."""
    first = receipts[0].facts.applicant
    if not first.brought_by:
        return first
    return Party(
        name=first.brought_by,
        address=first.bringer_address,
        phone=first.bringer_phone,
        email=first.bringer_email,
        personal_id=first.bringer_id,
    )


def _row(receipt: JointReceipt, *, says_again: bool) -> dict[str, Any]:
    facts, _ = without(facts=receipt.facts, layout=receipt.layout)
    assert isinstance(facts, ReceiptFacts)
    code = facts.head.dossier_code
    return {
        "facts": facts,
        "head": facts.head,
        "due": wording.promise_in_words(facts.due_at),
        "fee": fee_words(facts),
        "sets": f"{facts.sets:02d}",
        "book_number": str(facts.book_number),
        "papers": "; ".join(document.name for document in facts.documents),
        "factor": whole(spaced(receipt.lookup_factor)),
        "is_again": bool(receipt.reprint) and says_again,
        "bars": code128_svg(code, label=f"Mã vạch {code}", height_mm=7, module_mm=0.24, at_most_mm=78),
        "qr": qr(facts.head.verification_url, label=f"Mã QR dẫn đến trang kiểm tra giấy số {facts.head.number}"),
    }
