"""A dossier read back to whoever wrote it: personal ids masked, days with their weekday, nothing left out silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from apps.accounts.domain.identity import show_phone
from apps.core.labels import money
from apps.dossiers.domain.status import Delivery
from apps.dossiers.labels import DELIVERY_LABELS
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import second_party_of, standing_of
from apps.payments.domain.words import Way
from apps.payments.labels import WAY_LABELS
from apps.portal.domain.steps import Step
from apps.portal.labels.filing import STEP_LABELS
from apps.portal.selectors.fee import Fee
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.domain.form_schema import FormField
from apps.procedures.labels.answers import masked, told
from apps.procedures.labels.fees import EXEMPTIONS

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """What was said at one step, under one heading."""

    step: Step
    title: str
    facts: tuple[Fact, ...]


def sections(*, dossier: Dossier, questions: Sequence[FormField]) -> list[Section]:
    """Everything but papers, as it will reach the desk."""
    return [_who(dossier), *_answers(dossier, questions), _delivery(dossier)]


def money_section(fee: Fee) -> Section:
    """What it costs and who is said to go free: read to whoever owes it before they say yes."""
    facts = [
        (gettext("Phí, lệ phí"), _cost(fee)),
        (gettext("Xin miễn"), str(EXEMPTIONS[Exemption(fee.bill.claim)]) if fee.bill.claim else ""),
        (gettext("Cách nộp"), str(WAY_LABELS[Way(fee.bill.way)]) if fee.bill.way and fee.total else ""),
    ]
    return Section(Step.FEE, str(STEP_LABELS[Step.FEE]), tuple(fact for fact in facts if fact[1]))


def _cost(fee: Fee) -> str:
    if fee.is_free:
        return gettext("không mất tiền")
    if not fee.total:
        return gettext("quầy sẽ báo")
    said = money(fee.total)
    return f"{said}, {gettext('phần còn lại quầy sẽ báo')}" if fee.is_unsure else said


def _who(dossier: Dossier) -> Section:
    standing, other = standing_of(dossier), second_party_of(dossier)
    said: list[Fact] = []
    if standing is not None:
        said = [(gettext("Người nộp thay"), dossier.submitter.name), (gettext("Nộp thay"), standing.line())]
    said += [
        (gettext("Đứng tên hồ sơ"), dossier.applicant_name),
        (gettext("Số định danh"), masked(dossier.applicant_personal_id or "")),
        (gettext("Trường hợp"), dossier.case),
        (gettext("Điện thoại nhận tin"), show_phone(dossier.applicant_phone)),
        (gettext("Thư điện tử"), dossier.applicant_email),
        (gettext("Nơi ở"), dossier.applicant_address),
    ]
    if other is not None and dossier.arrangement.second_party:
        reach = " · ".join(filter(None, [masked(other.personal_id or ""), show_phone(other.phone)]))
        said += [(gettext("Người cùng xác nhận"), other.name), (gettext("Liên hệ người cùng xác nhận"), reach)]
    return Section(Step.WHO, gettext("Người nộp"), tuple(fact for fact in said if fact[1]))


def _answers(dossier: Dossier, questions: Sequence[FormField]) -> list[Section]:
    if not questions:
        return []
    groups = told(questions, answers=dossier.answers or {})
    found = [
        Section(
            Step.FORM, group.legend or gettext("Tờ khai"), tuple((each.label, each.words) for each in group.answers)
        )
        for group in groups
    ]
    return found or [Section(Step.FORM, gettext("Tờ khai"), ())]


def _delivery(dossier: Dossier) -> Section:
    way = str(DELIVERY_LABELS[Delivery(dossier.delivery)])
    facts = [
        (gettext("Cách nhận"), way),
        (gettext("Địa chỉ"), dossier.delivery_address),
        (gettext("Bản điện tử"), gettext("gửi thêm, tải về ở trang hồ sơ") if dossier.wants_electronic else ""),
        (gettext("Bản sao xin thêm"), str(dossier.extra_copies or "")),
    ]
    return Section(Step.DELIVERY, gettext("Nhận kết quả"), tuple(fact for fact in facts if fact[1]))
