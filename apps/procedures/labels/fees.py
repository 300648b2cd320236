"""Words for fee rules and for the sum somebody owes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.labels import money
from apps.procedures.domain.fee_rules import Exemption, FeeAnswer, FeeRule, Per, Why
from apps.procedures.labels import fee_words

EXEMPTIONS: dict[Exemption, LazyText] = {
    Exemption.MERIT: gettext_lazy("Người có công với cách mạng"),
    Exemption.POOR: gettext_lazy("Hộ nghèo"),
    Exemption.NEAR_POOR: gettext_lazy("Hộ cận nghèo"),
    Exemption.DISABLED: gettext_lazy("Người khuyết tật"),
    Exemption.CHILD: gettext_lazy("Trẻ em"),
    Exemption.ELDERLY: gettext_lazy("Người cao tuổi"),
    Exemption.MINORITY: gettext_lazy("Đồng bào dân tộc thiểu số ở nơi khó khăn"),
    Exemption.ON_TIME: gettext_lazy("Đăng ký đúng hạn"),
}
PER: dict[Per, LazyText] = {
    Per.DOSSIER: gettext_lazy("Mỗi hồ sơ"),
    Per.COPY: gettext_lazy("Mỗi bản"),
    Per.PAGE: gettext_lazy("Mỗi trang"),
}


def rule_words(rule: FeeRule) -> str:
    """One rule in a breath: «2.000 đ mỗi trang; từ trang 3: 1.000 đ; nhiều nhất 200.000 đ mỗi bản»."""
    if rule.amount is None:
        return rule.text
    parts = [fee_words(amount=rule.amount, unit=rule.unit or _unit(rule))]
    for before, tier in zip(rule.tiers, rule.tiers[1:], strict=False):
        parts.append(_("từ trang {page}: {amount}").format(page=(before.up_to or 0) + 1, amount=money(tier.amount)))
    if rule.cap is not None:
        parts.append(_("nhiều nhất {amount} mỗi bản").format(amount=money(rule.cap)))
    if rule.exemptions:
        parts.append(_("miễn cho: {who}").format(who=exemptions_words(rule.exemptions)))
    if days := _days(rule):
        parts.append(days)
    return "; ".join(parts)


def exemptions_words(exemptions: Iterable[Exemption]) -> str:
    """Who goes free, in the order of the list: «hộ nghèo, người khuyết tật»."""
    told = set(exemptions)
    words = [str(label) for exemption, label in EXEMPTIONS.items() if exemption in told]
    return ", ".join(word[:1].lower() + word[1:] for word in words)


def answer_words(answer: FeeAnswer) -> str:
    """How the sum came about: «2 × 2.000 đ + 3 × 1.000 đ = 7.000 đ mỗi bản; 2 bản: 14.000 đ»."""
    match answer.why:
        case Why.UNSAID:
            return _("Danh mục không ghi mức thu cho cách nộp này.")
        case Why.UNSURE:
            return _("Danh mục ghi chưa rõ mức thu. Xem nguyên văn và nhập số tiền.")
        case Why.EXEMPT:
            who = exemptions_words([answer.exemption]) if answer.exemption else ""
            return _("Miễn: {who}.").format(who=who)
        case Why.FREE:
            return _free(answer)
    return _reckoned(answer)


def _free(answer: FeeAnswer) -> str:
    reason = answer.rule.reason if answer.rule else ""
    return _("Miễn phí theo {reason}.").format(reason=reason) if reason else _("Miễn phí.")


def _reckoned(answer: FeeAnswer) -> str:
    said = " + ".join(f"{line.quantity} × {money(line.amount)}" for line in answer.lines)
    capped = _(" (mức cao nhất)") if answer.is_capped else ""
    if answer.rule is None or answer.rule.per is Per.DOSSIER:
        return f"{money(answer.amount or 0)}."
    one = f"{said} = {money(answer.one_copy)}{capped}" if len(answer.lines) > 1 or answer.is_capped else said
    return _("{one} mỗi bản; {copies} bản: {amount}.").format(
        one=one, copies=answer.copies, amount=money(answer.amount or 0)
    )


def _unit(rule: FeeRule) -> str:
    return {Per.COPY: _("bản"), Per.PAGE: _("trang")}.get(rule.per, "") if rule.amount else ""


def _days(rule: FeeRule) -> str:
    if rule.valid_from and rule.valid_until:
        return _("từ {first} đến hết {last}").format(
            first=f"{rule.valid_from:%d/%m/%Y}", last=f"{rule.valid_until:%d/%m/%Y}"
        )
    if rule.valid_from:
        return _("từ {first}").format(first=f"{rule.valid_from:%d/%m/%Y}")
    return _("đến hết {last}").format(last=f"{rule.valid_until:%d/%m/%Y}") if rule.valid_until else ""
