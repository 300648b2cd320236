"""The numbered papers of the desk: a frame, and the body of each form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import code128_svg, qr_svg
from apps.desk.domain.papers import ApologyFacts, Facts, ReceiptFacts, RefusalFacts, SupplementRequestFacts
from apps.dossiers.printing import NOT_SIGNED as DRAFT_MARK
from apps.procedures.printing import DEMO_MARK

WHOLE_WORDS = ("phục vụ", "hành chính công", "thời gian giải quyết", "trả kết quả", "giải quyết hồ sơ")
LETTERS_A_LINE = 75
# Lines that fit on one sheet beyond the plainest paper of its kind, the size it is then set in, and the size beyond.
SETTINGS = {
    ReceiptFacts: (5, "", "sheet--tight"),
    SupplementRequestFacts: (7, "sheet--roomy", ""),
    RefusalFacts: (9, "sheet--roomy", ""),
    ApologyFacts: (4, "sheet--roomy", ""),
}
TEMPLATES = {
    ReceiptFacts: "print/form01.html",
    SupplementRequestFacts: "print/form02.html",
    RefusalFacts: "print/form03.html",
    ApologyFacts: "print/form04.html",
}
TITLES = {
    ReceiptFacts: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    SupplementRequestFacts: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    RefusalFacts: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A print after the first: when, and by whom."""

    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One copy of a paper; the look-up factor stands on the applicant's alone."""

    copy: str = ""
    for_applicant: bool = True
    lookup_factor: str = ""


def render(*, facts: Facts, lookup_factor: str = "", reprint: Reprint | None = None) -> bytes:
    """The PDF of one slip; the same facts give the same bytes.

    The look-up factor is no frozen fact: whoever prints first hands it in, and afterwards only its hash exists.
    """
    return press(html(facts=facts, lookup_factor=lookup_factor, reprint=reprint))


def html(*, facts: Facts, lookup_factor: str = "", reprint: Reprint | None = None) -> str:
    """The page the press is given: heading, codes, title, and the body of its form, once per copy."""
    head = facts.head
    context = {
        "head": head,
        "facts": facts,
        "title": title_of(facts=facts),
        "heading": _unbroken(title_of(facts=facts), *WHOLE_WORDS),
        "form": facts.kind.form,
        "number": head.number or f"……/{facts.kind.symbol}",
        "unit": _unbroken(head.issuer.unit, *WHOLE_WORDS, f"xã {head.issuer.place}").upper(),
        "place_and_day": f"{head.issuer.place}, {wording.day_in_words(wording.local(head.issued_at).date())}",
        "created": wording.local(head.issued_at).isoformat(timespec="seconds"),
        "confirmed": f"(Xác nhận lúc {wording.stamp(head.issued_at)})",
        "reprint_line": _reprinted(reprint),
        "phone": _whole(head.issuer.phone),
        "mark": _mark(facts),
        "trace": _trace(facts=facts, reprint=reprint),
        "barcode": _barcode(head.dossier_code),
        "qr": _qr(head.verification_url, label="Mã QR dẫn đến trang kiểm tra giấy này"),
        "setting": _setting(facts=facts, reprint=reprint),
        "sheets": _sheets(facts=facts, factor=spaced(lookup_factor)),
        **_body(facts),
    }
    return render_to_string(TEMPLATES[type(facts)], context)


def title_of(*, facts: Facts) -> str:
    """The title of the paper; that of form 04 was the office's choice when it was issued."""
    return facts.title.value if isinstance(facts, ApologyFacts) else TITLES[type(facts)]


def _body(facts: Facts) -> dict[str, Any]:
    if isinstance(facts, ReceiptFacts):
        return {
            "received": wording.instant_in_words(facts.received_at),
            "due": wording.promise_in_words(facts.due_at),
            "sums": _sentence(facts.promise_sentence),
            "fee": _fee(facts),
            "sets": f"{facts.sets:02d}",
            "book_number": str(facts.book_number),
            "survey": _qr(facts.survey_url, label="Mã QR chấm điểm phục vụ", size_mm=18),
        }
    if isinstance(facts, SupplementRequestFacts):
        return {
            "answer_by": facts.answer_by_date and wording.dated(facts.answer_by_date),
            "contact_phone": _whole(facts.contact_phone or facts.head.issuer.phone),
        }
    if isinstance(facts, ApologyFacts):
        return {
            "received_day": wording.day_in_words(wording.local(facts.received_at).date()).capitalize(),
            "due": wording.promise_in_words(facts.due_at),
            "new_due": wording.promise_in_words(facts.new_due_at),
            "sums": _sentence(facts.promise_sentence),
            "signed": facts.signed_at and f"{wording.stamp(facts.signed_at)} (giờ Việt Nam)",
        }
    return {}


def _sheets(*, facts: Facts, factor: str) -> list[Sheet]:
    """Form 01 at the counter has two copies, one to carry home and one to keep; every other paper is single."""
    if not isinstance(facts, ReceiptFacts):
        return [Sheet()]
    if facts.is_electronic:
        return [Sheet(copy="Bản điện tử", lookup_factor=factor)]
    return [Sheet(copy="Giao khách hàng", lookup_factor=factor), Sheet(copy="Lưu", for_applicant=False)]


def spaced(factor: str) -> str:
    """«7KQ4-M2XD»: four and four are easier to copy; reading it back ignores the dash."""
    return "-".join(factor[at : at + 4] for at in range(0, len(factor), 4))


def _fee(facts: ReceiptFacts) -> str:
    if facts.fee is None:
        return facts.fee_note or "chưa xác định"
    if facts.fee == 0:
        return facts.fee_note or "không thu"
    return wording.money_in_figures(facts.fee) + (f" ({facts.fee_note})" if facts.fee_note else "")


def _unbroken(text: str, *parts: str) -> str:
    """The text for a narrow column, broken only between these parts: Vietnamese words make sense in twos and threes."""
    for part in parts:
        text = re.sub(re.escape(part), lambda found: found[0].replace(" ", wording.NO_BREAK), text, flags=re.IGNORECASE)
    return text


def _reprinted(reprint: Reprint | None) -> str:
    return f"lúc {wording.instant_in_words(reprint.printed_at)}. Người in: {reprint.printed_by}" if reprint else ""


def _setting(*, facts: Facts, reprint: Reprint | None) -> str:
    """How large the paper is set: with more to say than its kind has room for, one step smaller."""
    lines_at_ease, at_ease, tighter = SETTINGS[type(facts)]
    listed, told = _long_texts(facts)
    told += [facts.head.procedure_name, facts.applicant.address]
    lines = len(listed) + sum(len(text) // LETTERS_A_LINE for text in listed + told)
    return at_ease if lines + bool(facts.applicant.brought_by) + 2 * bool(reprint) <= lines_at_ease else tighter


def _long_texts(facts: Facts) -> tuple[list[str], list[str]]:
    """What may make a paper long: rows that it lists, and texts that it tells."""
    if isinstance(facts, ReceiptFacts):
        return [document.name + document.note for document in facts.documents], [
            facts.promise_sentence,
            facts.return_at,
        ]
    if isinstance(facts, SupplementRequestFacts):
        rows = [text for item in facts.items for text in (item.name, item.what) if text]
        return rows, [facts.reason, facts.legal_basis, facts.clock_sentence]
    if isinstance(facts, RefusalFacts):
        return [], [facts.category, facts.reason, facts.legal_basis, facts.advice]
    if isinstance(facts, ApologyFacts):
        return [], [facts.reason, facts.promise_sentence, facts.offer]
    return [], []


def _sentence(text: str) -> str:
    """The arithmetic of a promise with the full stop that a paper owes it."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _whole(text: str) -> str:
    """A number that must not be broken at the end of a line."""
    return text.replace(" ", wording.NO_BREAK)


def _trace(*, facts: Facts, reprint: Reprint | None) -> str:
    """The foot of every page: which paper of which dossier, and the head of its chain on that day."""
    head = facts.head
    parts = [
        f"Mẫu {facts.kind.form}" + (f", số {head.number}" if head.number else ""),
        f"hồ sơ {head.dossier_code}" if head.dossier_code else "",
        f"dấu lịch sử {head.head_hash}",
        "bản in lại" if reprint else "",
    ]
    return " · ".join(filter(None, parts))


def _qr(address: str, *, label: str, size_mm: float = 21) -> SafeString:
    return qr_svg(address, label=label, size_mm=size_mm) if address else SafeString()


def _barcode(code: str) -> SafeString:
    return code128_svg(code, label=f"Mã vạch {code}") if code else SafeString()


def _mark(facts: Facts) -> str:
    """What the top of every page warns of: an invented commune, a letter nobody has signed."""
    is_draft = isinstance(facts, ApologyFacts) and facts.signed_at is None
    marks = {DEMO_MARK: facts.head.issuer.is_demo, DRAFT_MARK: is_draft}
    return " · ".join(mark for mark, holds in marks.items() if holds)
