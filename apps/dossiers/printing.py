"""Papers that a dossier's own answers fill in: the declaration as its applicant wrote it, the result as drafted."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from apps.accounts.domain.identity import show_phone
from apps.core.paper import wording
from apps.core.paper.press import press
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
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


def render_result(*, dossier: Dossier, text: str, at: datetime, is_draft: bool) -> bytes:
    """The PDF of a result: its first line is the title, a blank line begins a new paragraph."""
    title, _, body = text.strip().partition("\n")
    context = {
        "dossier": dossier,
        "title": title,
        "paragraphs": [part.strip("\n") for part in body.split("\n\n") if part.strip()],
        "place_and_day": f"{dossier.agency.place}, {wording.day_in_words(wording.local(at).date())}",
        "mark": _marks({DEMO_MARK: dossier.agency.is_demo, NOT_SIGNED: is_draft}),
        "trace": f"Hồ sơ {dossier.reference}",
        "created": wording.local(at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/result.html", context))


def _marks(marks: dict[str, bool]) -> str:
    return " · ".join(mark for mark, holds in marks.items() if holds)
