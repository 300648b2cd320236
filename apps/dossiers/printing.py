"""Papers that a dossier's own answers fill in: the declaration as its applicant wrote it, the result as drafted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from apps.accounts.domain.identity import show_phone
from apps.core.addresses import VERIFY_PATH, grouped
from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import qr_svg
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Result
from apps.procedures.domain.answering import standing
from apps.procedures.domain.form_schema import FieldType
from apps.procedures.labels.answers import signer_names, told
from apps.procedures.printing import DEMO_MARK

NOT_FILED = "BẢN XEM TRƯỚC – CHƯA NỘP"
NOT_SIGNED = "BẢN DỰ THẢO – CHƯA KÝ"


def render_declaration(*, dossier: Dossier, at: datetime) -> bytes:
    """The PDF of the declaration: what was answered, group by group, and who answers for it."""
    fields, answers = dossier.arrangement.form_fields, dossier.answers or {}
    filed_at = dossier.submitted_at or dossier.received_at
    is_draft = dossier.status == Status.DRAFT
    signers = [
        list(zip(field.options, signer_names(field, answers=answers), strict=False))
        for field in standing(fields, answers=answers)
        if field.type is FieldType.SIGNERS
    ]
    context = {
        "dossier": dossier,
        "groups": told(fields, answers=answers, in_full=True),
        "phone": show_phone(dossier.applicant_phone),
        "place_and_day": f"{dossier.agency.place}, {wording.day_in_words(wording.local(filed_at or at).date())}",
        "filed": f"Nộp qua mạng lúc {wording.stamp(filed_at)}" if dossier.submitted_at and filed_at else "",
        "signers": signers[0] if signers else [("Người khai", dossier.submitter.name)],
        "mark": _marks({DEMO_MARK: dossier.agency.is_demo, NOT_FILED: is_draft}),
        "trace": f"Tờ khai · hồ sơ {dossier.reference}",
        "created": wording.local(filed_at or at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/declaration.html", context))


def render_result(*, dossier: Dossier, text: str, at: datetime, address: str = "") -> bytes:
    """The PDF of a result: its first line is the title, a blank line begins a new paragraph.

    With the address under which it will be verified it is the paper itself, without one a draft to look at.
    """
    title, _, body = text.strip().partition("\n")
    context = {
        "dossier": dossier,
        "title": title,
        "paragraphs": [part.strip("\n") for part in body.split("\n\n") if part.strip()],
        "place_and_day": f"{dossier.agency.place}, {wording.day_in_words(wording.local(at).date())}",
        "mark": _marks({DEMO_MARK: dossier.agency.is_demo, NOT_SIGNED: not address}),
        "trace": f"Hồ sơ {dossier.reference}",
        **_check(address),
        "created": wording.local(at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/result.html", context))


def render_check_sheet(*, result: Result, at: datetime) -> bytes:
    """The PDF of the sheet that goes with a result which bears no QR code of its own: how anybody can check it."""
    agency = result.dossier.agency
    context = {
        "result": result,
        "agency": agency,
        "signed": wording.dated(wording.local(result.signed_at).date()) if result.signed_at else "",
        "fingerprint": [result.sha256[at : at + 8] for at in range(0, len(result.sha256), 8)],
        "mark": _marks({DEMO_MARK: agency.is_demo}),
        "trace": f"Tờ kiểm tra · in {wording.stamp(at)}",
        "created": wording.local(at).isoformat(timespec="seconds"),
        **_check(result.address, size_mm=42),
    }
    return press(render_to_string("print/check_sheet.html", context))


def _check(address: str, *, size_mm: float = 21) -> dict[str, Any]:
    """The QR code of a paper, where to type its address, and the address in fours."""
    if not address:
        return {"qr": "", "where": "", "typed": ""}
    label = "Mã QR dẫn đến trang kiểm tra giấy này"
    return {
        "qr": qr_svg(verification_url(address), label=label, size_mm=size_mm),
        "where": (settings.PUBLIC_ADDRESS + VERIFY_PATH).partition("://")[2],
        "typed": grouped(address),
    }


def verification_url(address: str) -> str:
    """Where anybody verifies the paper with this address."""
    return f"{settings.PUBLIC_ADDRESS}{VERIFY_PATH}{address}/"


def _marks(marks: dict[str, bool]) -> str:
    return " · ".join(mark for mark, holds in marks.items() if holds)
