"""`/danh-muc/<mã>/phap-luat/`: what the law says of one procedure, part by part, what it costs, and how it ends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.digitising import Digitise
from apps.procedures.domain.fee_rules import Asked, Exemption, fee_of, rules_on
from apps.procedures.domain.lawful_parts import LawfulPart
from apps.procedures.domain.life import Ending, OnlineLevel, Standing
from apps.procedures.forms.ending import EndForm, ReckonForm
from apps.procedures.labels import CHANNELS, allowance_words
from apps.procedures.labels.fees import EXEMPTIONS, answer_words, rule_words
from apps.procedures.labels.law import CANNOT_END, DIGITISE, LAWFUL_PARTS, ONLINE_LEVELS, STANDINGS
from apps.procedures.models import ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.configuring import LawPage, law_page
from apps.procedures.services import ending


@require_safe
@needs(*EDITORS)
def law(request: StaffRequest, code: str) -> HttpResponse:
    """One wording, the newest or the one asked for by `?ban=`, and the sum a fee comes to."""
    return _show(request, _found(request, code), EndForm(today=timezone.localdate(request.at)))


@require_POST
@needs(*EDITORS)
def end_procedure(request: StaffRequest, code: str) -> HttpResponse:
    """Nobody files it from a day on."""
    page, form = _found(request, code), EndForm(request.POST, today=timezone.localdate(request.at))
    if form.is_valid():
        said = form.cleaned_data
        try:
            ending.end(
                code=code,
                on=said["on"],
                ending=Ending(said["ending"]),
                ended_by=said["ended_by"],
                successor=said["successor"],
                at=request.at,
            )
        except ending.CannotEnd as refused:
            about = "successor" if refused.why == "no_such_successor" else "on"
            form.add_error(about, str(CANNOT_END[refused.why]))
        else:
            messages.success(request, _("Đã ghi ngày chấm dứt. Từ ngày đó thủ tục không còn trong danh sách nộp."))
            return redirect("procedures:law", code)
    return _show(request, page, form, status=422)


@require_POST
@needs(*EDITORS)
def keep_procedure(request: StaffRequest, code: str) -> HttpResponse:
    """The end was a mistake, and its day has not come."""
    _found(request, code)
    try:
        ending.take_back(code=code, on=timezone.localdate(request.at))
        messages.success(request, _("Đã bỏ ngày chấm dứt. Thủ tục tiếp tục có hiệu lực."))
    except ending.CannotEnd as refused:
        messages.error(request, str(CANNOT_END[refused.why]))
    return redirect("procedures:law", code)


def _found(request: StaffRequest, code: str) -> LawPage:
    said = request.GET.get("so", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= 6 else None
    try:
        return law_page(code=code, number=number, agency=request.official.agency, at=request.at)
    except ProcedureVersion.DoesNotExist as error:
        raise Http404 from error


def _show(request: StaffRequest, page: LawPage, form: EndForm, *, status: int = 200) -> HttpResponse:
    version, code = page.version, page.version.procedure.code
    base = reverse("procedures:law", args=[code])
    today = timezone.localdate(request.at)
    context = {
        "page": page,
        "code": code,
        "form": form,
        "standing": STANDINGS[page.standing],
        "can_end": page.standing is not Standing.OVER and version.ending in ("", Ending.ABOLISHED, Ending.EXPIRED),
        "can_keep": page.standing is not Standing.OVER and version.ending in (Ending.ABOLISHED, Ending.EXPIRED),
        "others": [(number, f"{base}?so={number}") for number in page.numbers if number != version.number],
        "parts": [(words, part not in page.missing) for part, words in LAWFUL_PARTS.items()],
        "lacking": len(page.missing & set(LawfulPart)),
        "online": ONLINE_LEVELS[OnlineLevel(version.online_level)] if version.online_level else "",
        "variants": [
            (variant, allowance_words(variant.allowance) if variant.allowance else variant.time_text)
            for variant in page.variants
        ],
        "documents": [(document, DIGITISE[Digitise(document.digitise)]) for document in page.documents],
        "rules": [
            (CHANNELS.get(rule.channel, _("Mọi cách nộp")), rule_words(rule), rule.reason)
            for rule in dict.fromkeys(page.rules)
        ],
        "sum": _sum(request, page, today),
        "today": today,
    }
    return render(request, "procedures/law.html", context, status=status)


def _sum(request: StaffRequest, page: LawPage, today: Any) -> dict[str, Any]:
    """The fee tried out with what stands in the address; nothing typed counts as one page of one copy."""
    form = ReckonForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    channels = list(dict.fromkeys(rule.channel for rule in rules_on(page.rules, on=today) if rule.channel))
    channel = said.get("kenh") if said.get("kenh") in channels else next(iter(channels), "")
    exemption = Exemption(said["mien"]) if said.get("mien") in set(Exemption) else None
    asked = Asked(
        channel=channel or "",
        on=today,
        pages=said.get("trang") or 1,
        copies=said.get("ban") or 1,
        exemptions=frozenset({exemption} if exemption else ()),
    )
    answer = fee_of(page.rules, asked)
    return {
        "channels": [(name, CHANNELS[name], name == channel) for name in channels],
        "exemptions": [(one.value, words, one is exemption) for one, words in EXEMPTIONS.items()],
        "asked": asked,
        "answer": answer,
        "words": answer_words(answer),
    }
