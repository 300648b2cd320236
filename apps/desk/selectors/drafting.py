"""The result of a dossier as its answers fill it in: whoever drafts it types nothing twice."""

from __future__ import annotations

from datetime import datetime

from apps.core.paper import wording
from apps.dossiers.models import Dossier
from apps.procedures.domain.answering import standing
from apps.procedures.domain.merging import merge
from apps.procedures.labels.answers import answer_words


def drafted(*, dossier: Dossier, at: datetime) -> str:
    """The text of the result, from the arrangement the dossier was filed under; empty where it has none."""
    answers = dossier.answers or {}
    words = {
        field.name: answer_words(field, answers.get(field.name), answers=answers, in_full=True)
        for field in standing(dossier.arrangement.form_fields, answers=answers)
        if field.is_asked
    }
    words |= {
        "ho_so.ma": dossier.reference,
        "ho_so.chu_ho_so": dossier.applicant_name,
        "ho_so.nguoi_nop": dossier.submitter.name,
        "ho_so.thu_tuc": dossier.procedure_name,
        "co_quan.ten": dossier.agency.name,
        "co_quan.noi": dossier.agency.place,
        "hom_nay": wording.day_in_words(wording.local(at).date()),
    }
    return merge(template=dossier.arrangement.result_template, words=words)
