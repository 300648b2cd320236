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
from apps.core.paper.symbols import code128_svg
from apps.desk.domain.layouts import STANDARD, Layout
from apps.desk.domain.papers import (
    ApologyFacts,
    AppointmentFacts,
    ControlFacts,
    Facts,
    ReceiptFacts,
    RefusalFacts,
    ResultReceiptFacts,
    StopFacts,
    SupplementRequestFacts,
)
from apps.desk.printing.bodies import body, long_texts, qr, whole
from apps.desk.printing.hands import hands_of
from apps.desk.printing.merging import lines_beyond, slots, without
from apps.dossiers.printing import NOT_SIGNED as DRAFT_MARK
from apps.procedures.printing import DEMO_MARK

WHOLE_WORDS = ("phục vụ", "hành chính công", "thời gian giải quyết", "trả kết quả", "giải quyết hồ sơ")
LETTERS_A_LINE = 75
# Lines beyond the plainest paper of its kind, and the size in which so many still fit on one sheet; more are set tight.
SETTINGS: dict[type[Facts], tuple[tuple[int, str], ...]] = {
    ReceiptFacts: ((3, ""),),
    SupplementRequestFacts: ((5, "sheet--roomy"), (9, "")),
    RefusalFacts: ((7, "sheet--roomy"), (12, "")),
    ApologyFacts: ((3, "sheet--roomy"), (7, "")),
    StopFacts: ((6, ""),),
    ControlFacts: (),
    ResultReceiptFacts: ((5, "sheet--roomy"), (12, "")),
    AppointmentFacts: ((8, "sheet--roomy"), (14, "")),
}
TIGHT = "sheet--tight"
TEMPLATES = {
    ReceiptFacts: "print/form01.html",
    SupplementRequestFacts: "print/form02.html",
    RefusalFacts: "print/form03.html",
    ApologyFacts: "print/form04.html",
    StopFacts: "print/form05.html",
    ControlFacts: "print/form06.html",
    ResultReceiptFacts: "print/result_receipt.html",
    AppointmentFacts: "print/appointment.html",
}
TITLES = {
    ReceiptFacts: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    SupplementRequestFacts: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    RefusalFacts: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    StopFacts: "Thông báo dừng giải quyết hồ sơ",
    ControlFacts: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    ResultReceiptFacts: "Giấy biên nhận trả kết quả",
    AppointmentFacts: "Phiếu hẹn làm việc",
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


def render(
    *,
    facts: Facts,
    layout: Layout = STANDARD,
    lookup_factor: str = "",
    reprint: Reprint | None = None,
    note: str = "",
) -> bytes:
    """The PDF of one slip; the same facts in the same layout give the same bytes.

    The look-up factor is no frozen fact: whoever prints first hands it in, and afterwards only its hash exists.
    """
    return press(html(facts=facts, layout=layout, lookup_factor=lookup_factor, reprint=reprint, note=note))


def html(
    *,
    facts: Facts,
    layout: Layout = STANDARD,
    lookup_factor: str = "",
    reprint: Reprint | None = None,
    note: str = "",
) -> str:
    """The page the press is given: heading, codes, title, and the body of its form, once per copy. `note` joins the
    warnings at the top of each page."""
    facts, gone = without(facts=facts, layout=layout)
    head = facts.head
    context = frame(
        facts=facts,
        number=head.number or f"……/{facts.kind.symbol}",
        trace=_trace(facts=facts, reprint=reprint),
        issued_at=head.issued_at,
        reprint=reprint,
        setting=_setting(facts=facts, layout=layout, reprint=reprint),
        layout=layout,
        note=note,
    )
    context |= {
        "facts": facts,
        "barcode": _barcode(head.dossier_code),
        "qr": qr(head.verification_url, label="Mã QR dẫn đến trang kiểm tra giấy này"),
        "sheets": _sheets(facts=facts, factor=spaced(lookup_factor)),
        **body(facts),
        **dict.fromkeys(gone, ""),
    }
    return render_to_string(TEMPLATES[type(facts)], context)


def frame(
    *,
    facts: Facts,
    number: str,
    trace: str,
    issued_at: datetime,
    reprint: Reprint | None,
    setting: str,
    layout: Layout = STANDARD,
    note: str = "",
) -> dict[str, Any]:
    """What print/frame.html needs for any paper that speaks in the name of the office of these facts."""
    head = facts.head
    return {
        "head": head,
        "title": title_of(facts=facts, layout=layout),
        "heading": unbroken(title_of(facts=facts, layout=layout), *WHOLE_WORDS),
        "form": facts.kind.form,
        "number": number,
        "unit": unbroken(head.issuer.unit, *WHOLE_WORDS, f"xã {head.issuer.place}").upper(),
        "place_and_day": f"{head.issuer.place}, {wording.day_in_words(wording.local(issued_at).date())}",
        "created": wording.local(issued_at).isoformat(timespec="seconds"),
        "reprint_line": _reprinted(reprint),
        "phone": whole(head.issuer.phone),
        "mark": _mark(facts, note),
        "trace": trace,
        "setting": setting,
        "motto": True,
        "hands": hands_of(facts=facts, layout=layout),
        **slots(facts=facts, layout=layout),
    }


def title_of(*, facts: Facts, layout: Layout = STANDARD) -> str:
    """The title of the paper: the layout's, else the standard; that of form 04 was chosen when it was issued."""
    if layout.title:
        return layout.title
    return facts.title.value if isinstance(facts, ApologyFacts) else TITLES[type(facts)]


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


def unbroken(text: str, *parts: str) -> str:
    """The text for a narrow column, broken only between these parts: Vietnamese words make sense in twos and threes."""
    for part in parts:
        text = re.sub(re.escape(part), lambda found: found[0].replace(" ", wording.NO_BREAK), text, flags=re.IGNORECASE)
    return text


def _reprinted(reprint: Reprint | None) -> str:
    return f"lúc {wording.instant_in_words(reprint.printed_at)}. Người in: {reprint.printed_by}" if reprint else ""


def _setting(*, facts: Facts, layout: Layout, reprint: Reprint | None) -> str:
    """How large the paper is set: with more to say than its kind has room for, a step or two smaller."""
    listed, told = long_texts(facts)
    told += [facts.head.procedure_name, facts.applicant.address, facts.applicant.bringer_address]
    lines = len(listed) + sum(len(text) // LETTERS_A_LINE for text in listed + told)
    lines += lines_beyond(facts=facts, layout=layout, letters_a_line=LETTERS_A_LINE)
    came = facts.applicant
    lines += bool(came.brought_by) + bool(came.bringer_address) + bool(came.bringer_phone) + 2 * bool(reprint)
    return next((size for at_most, size in SETTINGS[type(facts)] if lines <= at_most), TIGHT)


def _trace(*, facts: Facts, reprint: Reprint | None) -> str:
    """The foot of every page: which paper of which dossier, and the head of its chain on that day."""
    head = facts.head
    parts = [
        (f"Mẫu {facts.kind.form}" if facts.kind.form else title_of(facts=facts))
        + (f", số {head.number}" if head.number else ""),
        f"hồ sơ {head.dossier_code}" if head.dossier_code else "",
        f"dấu lịch sử {head.head_hash}",
        "bản in lại" if reprint else "",
    ]
    return " · ".join(filter(None, parts))


def _barcode(code: str) -> SafeString:
    return code128_svg(code, label=f"Mã vạch {code}") if code else SafeString()


def _mark(facts: Facts, note: str) -> str:
    """What the top of every page warns of: an invented commune, a letter nobody has signed."""
    is_draft = isinstance(facts, ApologyFacts | StopFacts) and facts.signed_at is None
    marks = {DEMO_MARK: facts.head.issuer.is_demo, DRAFT_MARK: is_draft}
    return " · ".join(filter(None, [*(mark for mark, holds in marks.items() if holds), note]))
