"""The second party at the last step: where their word stands, and how they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.labels import stamp
from apps.core.paper.symbols import qr_svg
from apps.dossiers.domain.parties import PartyState
from apps.dossiers.selectors import second_party_of
from apps.dossiers.selectors.parties import party_state_of
from apps.dossiers.services import parties
from apps.officials.selectors import office_settings
from apps.portal.domain.steps import Step
from apps.portal.forms.completeness import Gap
from apps.portal.views.filing.drafts import Draft

ASK_THE_OTHER = "moi"
QR_MM = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWord:
    """The second party's confirmation as the last step shows it; `link` only while they are asked."""

    state: str
    called: str
    name: str
    link: str
    code: str
    until: str
    answered: str


def ask(draft: Draft, left: Sequence[Gap]) -> HttpResponse:
    """Open the page of the second party: only for what is complete, for they confirm what they read."""
    days = office_settings(agency_id=draft.dossier.agency_id)["second_party_days"]
    try:
        if left:
            raise parties.NotNamed
        parties.ask(dossier_id=draft.dossier.pk, by=draft.by, at=draft.at, days=days)
    except parties.NotNamed:
        messages.error(draft.request, _("Viết đủ các bước trước đã, rồi mới mời người kia đọc."))
    return redirect(draft.address(Step.REVIEW) + "#nguoi-kia")


def second_word(draft: Draft) -> SecondWord | None:
    """Where the other's confirmation stands; None where the law wants none."""
    state, party = party_state_of(dossier=draft.dossier, at=draft.at), second_party_of(draft.dossier)
    if state is None:
        return None
    path = reverse("portal:confirm", args=[party.address]) if party and party.address else ""
    link = draft.request.build_absolute_uri(path) if path and state is PartyState.ASKED else ""
    return SecondWord(
        state=state.value,
        called=draft.dossier.arrangement.second_party,
        name=party.name if party else "",
        link=link,
        code=qr_svg(link, label=_("Mã QR của trang xác nhận"), size_mm=QR_MM) if link else "",
        until=stamp(party.asked_until) if party and party.asked_until else "",
        answered=stamp(party.answered_at) if party and party.answered_at else "",
    )
