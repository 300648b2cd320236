"""What a citizen confirmed of a filing that somebody helped with, and whether it is still what would be filed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from apps.accounts.domain.actor import Actor
from apps.core.encryption import blind_index
from apps.dossiers.domain.helping import Confirmation, NotConfirmed, Unconfirmed, objection
from apps.dossiers.models import Assistance, DocumentPage, Dossier, HelpedAnswer, Representation, SecondParty
from apps.dossiers.selectors.asking import asked_items

# What the dossier says, apart from its papers; what the house adds by itself is not for the citizen to confirm.
SAID = (
    "case",
    "relation",
    "applicant_name",
    "applicant_phone",
    "applicant_email",
    "applicant_address",
    "applicant_personal_id",
    "answers",
    "delivery",
    "delivery_address",
    "wants_electronic",
    "extra_copies",
    "copies",
)
BASIS = ("basis", "capacity", "number", "issued_on", "issued_typed", "certified_by")


def content_digest(*, dossier: Dossier) -> str:
    """32 keyed hex digits over all that is said in a draft and every paper of it; equal only for the same content."""
    content: dict[str, Any] = {name: getattr(dossier, name) for name in SAID}
    content["basis"] = Representation.objects.filter(dossier=dossier).values(*BASIS).first()
    content["second"] = SecondParty.objects.filter(dossier=dossier).values("name", "phone", "personal_id").first()
    content["papers"] = _papers(dossier)
    return blind_index(value=json.dumps(content, sort_keys=True, default=str), purpose="confirmed-content")


def _papers(dossier: Dossier) -> list[Any]:
    """Each paper by what was sent for it; the file that a worker binds of photographs is not for the citizen to say."""
    papers = dossier.documents.filter(removed_at__isnull=True).order_by("pk")
    photographed = DocumentPage.objects.filter(document__in=papers).order_by("document", "position", "pk")
    pages: dict[int, list[Any]] = {}
    for paper, *page in photographed.values_list("document_id", "source__sha256", "turn"):
        pages.setdefault(paper, []).append(page)
    return [
        [name, pages.get(paper) or sha256] for paper, name, sha256 in papers.values_list("pk", "name", "file__sha256")
    ]


def why_not_filed(*, assistance: Assistance, dossier: Dossier) -> Unconfirmed | None:
    """What the citizen still has to do before this may be filed by whoever helps; None when it may."""
    return objection(
        confirmation=assistance.confirmation,
        confirmed=assistance.content_digest,
        now=content_digest(dossier=dossier),
    )


def close_help(*, dossier: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
    """End the help with a dossier that is being filed; what the chain keeps of it. Raises NotConfirmed.

    An owner who files from an own log-in confirms by that, whoever began the draft.
    """
    if not dossier.is_assisted:
        return {}
    assistance = Assistance.objects.filter(dossier=dossier, closed_at__isnull=True).first()
    if assistance is None:
        return {}
    why = why_not_filed(assistance=assistance, dossier=dossier)
    if why and by.is_helping:
        raise NotConfirmed(why)
    if not by.is_helping:
        assistance.confirmation = Confirmation.OWN_LOG_IN
        assistance.confirmed_at = at
        assistance.content_digest = content_digest(dossier=dossier)
    assistance.closed_at = at
    assistance.save(update_fields=["confirmation", "confirmed_at", "content_digest", "closed_at"])
    return {"helped": {"by": helper_key(assistance), "confirmed": str(assistance.confirmation)}}


def answer_digest(*, dossier: Dossier) -> str:
    """The same over what an answer hands in: everything said, every paper, and why one is not sent."""
    words = [[item.pk, item.word or ""] for item in asked_items(dossier=dossier)]
    said = json.dumps([content_digest(dossier=dossier), words])
    return blind_index(value=said, purpose="confirmed-answer")


def close_answer(*, dossier: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
    """End the help with an answer that is being handed in; what the chain keeps of it. Raises NotConfirmed.

    Whoever answers from an own log-in needs no helper's row, and ends it.
    """
    helped = HelpedAnswer.objects.filter(dossier=dossier, closed_at__isnull=True).first()
    if helped is None:
        if by.is_helping:
            raise NotConfirmed(Unconfirmed.NOTHING_SAID)
        return {}
    if by.is_helping:
        now = answer_digest(dossier=dossier)
        if why := objection(confirmation=helped.confirmation, confirmed=helped.content_digest, now=now):
            raise NotConfirmed(why)
    helped.closed_at = at
    helped.save(update_fields=["closed_at"])
    confirmed = {"helped": {"by": helper_key(helped), "confirmed": str(helped.confirmation)}}
    return confirmed if by.is_helping else {}


def helper_key(assistance: Assistance | HelpedAnswer) -> str:
    """Who helped, as an opaque key."""
    return f"official:{assistance.official_id}" if assistance.official_id else f"helper:{assistance.helper_id}"
