"""What a second party reads before they confirm: the same lines on their own page and at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from apps.accounts.domain.identity import mask_personal_id
from apps.dossiers.models import Dossier, SecondParty
from apps.dossiers.selectors.parties import party_print
from apps.procedures.labels.answers import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is confirmed: titled lists of term and value, and the digest that the answer holds for."""

    title: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    read: str


def statement(party: SecondParty) -> Statement:
    """The dossier of this second party as they are to read it; personal ids are masked."""
    dossier = party.dossier
    groups = told(dossier.arrangement.form_fields, answers=dossier.answers or {})
    answers = [
        (group.legend or gettext("Tờ khai"), tuple((each.label, each.words) for each in group.answers))
        for group in groups
    ]
    return Statement(
        title=dossier.procedure_name,
        sections=((gettext("Hai người"), tuple(_people(dossier, party))), *answers),
        read=party_print(dossier),
    )


def _people(dossier: Dossier, party: SecondParty) -> list[tuple[str, str]]:
    said = [
        (gettext("Đứng tên hồ sơ"), dossier.applicant_name),
        (gettext("Số định danh"), mask_personal_id(dossier.applicant_personal_id or "")),
        (gettext("Nộp thay"), f"{dossier.submitter.name} · {dossier.relation}" if dossier.relation else ""),
        (dossier.arrangement.second_party, party.name),
        (gettext("Số định danh"), mask_personal_id(party.personal_id or "")),
        (gettext("Trường hợp"), dossier.case),
    ]
    return [line for line in said if line[1]]
