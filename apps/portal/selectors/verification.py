"""What anybody may know of a paper: kind, number, day, unit, position; nothing of a person (domain ruling 12)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from apps.core.addresses import read_printed_address
from apps.core.dropping import Dropped
from apps.desk.domain.lists import ListFacts
from apps.desk.domain.papers import ApologyFacts, SlipKind, StopFacts, facts_of
from apps.desk.models import HandOverList, Slip
from apps.desk.printing import render, title_of
from apps.desk.selectors.layouts import layout_of
from apps.dossiers.domain.results import public_kind
from apps.dossiers.domain.status import ResultKind
from apps.dossiers.models import Result
from apps.payments.domain.words import ReceiptKind
from apps.payments.labels import RECEIPT_LABELS, receipt_number
from apps.payments.models import Receipt
from apps.portal.labels.verification import form_words, result_words


class Verdict(StrEnum):
    """What a dropped file turned out to be."""

    INTACT = "intact"
    DIFFERENT = "different"
    ANOTHER = "another"  # a paper of ours, but not the one of this page
    UNKNOWN = "unknown"
    PAPER_ONLY = "paper_only"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """An issued paper. `address` is the canonical one; `sha256` of the file that was signed, where there is one."""

    address: str
    kind: str
    number: str
    issued_at: datetime
    unit: str
    position: str
    superseded_at: datetime | None
    revoked_at: datetime | None = None
    sha256: str = ""
    slip: Slip | None = None
    is_working: bool = False  # neither slip nor result: a fee receipt, a list of what changed hands

    @property
    def state(self) -> str:
        """«revoked», «superseded» or «valid»."""
        if self.revoked_at:
            return "revoked"
        return "superseded" if self.superseded_at else "valid"

    @property
    def is_result(self) -> bool:
        return self.slip is None and not self.is_working


def by_address(typed: str) -> Verified | None:
    """The paper behind an address, however it was typed off; unsigned results do not exist yet."""
    meant = read_printed_address(typed)
    slip = Slip.objects.select_related("issued_by", "layout").filter(address__in=meant).first()
    if slip is not None:
        return _of_slip(slip)
    result = _signed().filter(address__in=meant).first()
    if result is not None:
        return _of_result(result)
    receipt = Receipt.objects.select_related("agency", "issued_by").filter(address__in=meant).first()
    if receipt is not None:
        return _of_receipt(receipt)
    handed = HandOverList.objects.select_related("given_by").filter(address__in=meant).first()
    return _of_list(handed) if handed else None


def by_fingerprint(sha256: str) -> Verified | None:
    """The signed result whose file has this fingerprint; of several the one that stands."""
    found = list(_signed().filter(sha256=sha256).exclude(address="").order_by("-pk")[:10])
    result = next((one for one in found if one.is_in_force), found[0] if found else None)
    return _of_result(result) if result else None


def judge(*, paper: Verified, dropped: Dropped) -> Verdict:
    """Whether the dropped file is the one that was issued under this paper's address."""
    if dropped.is_too_large:
        return Verdict.TOO_LARGE
    issued = _fingerprint_of(paper.slip) if paper.slip else paper.sha256
    if not issued:
        return Verdict.PAPER_ONLY
    if dropped.sha256 == issued:
        return Verdict.INTACT
    return Verdict.ANOTHER if by_fingerprint(dropped.sha256) else Verdict.DIFFERENT


def _fingerprint_of(slip: Slip) -> str:
    """Of the electronic original, drawn anew: same facts, layout and bytes (docs/decisions/papers.md)."""
    facts = facts_of(kind=SlipKind(slip.kind), plain=slip.facts)
    return hashlib.sha256(render(facts=facts, layout=layout_of(slip))).hexdigest()


def _signed() -> QuerySet[Result]:
    rows = Result.objects.filter(signed_at__isnull=False).select_related("agency", "dossier__version")
    return rows.only(
        *("address", "sha256", "title", "number", "outcome", "signed_at", "signed_as", "superseded_at", "revoked_at"),
        *("agency__name", "dossier__procedure_name", "dossier__is_sensitive", "dossier__version__results"),
    )


def _of_slip(slip: Slip) -> Verified:
    kind = SlipKind(slip.kind)
    facts = facts_of(kind=kind, plain=slip.facts)
    signed_as = facts.signer_position if isinstance(facts, ApologyFacts | StopFacts) else ""
    return Verified(
        address=slip.address,
        kind=form_words(title=title_of(facts=facts, layout=layout_of(slip)), form=kind.form),
        number=slip.number,
        issued_at=slip.issued_at,
        unit=facts.head.issuer.unit,
        position=signed_as.capitalize() or (slip.issued_by.position if slip.issued_by else ""),
        superseded_at=slip.superseded_at,
        slip=slip,
    )


def _of_result(result: Result) -> Verified:
    assert result.signed_at is not None
    dossier = result.dossier
    lawful = [str(paper.get("name", "")) for paper in dossier.version.results]
    return Verified(
        address=result.address,
        kind=public_kind(title=result.title, lawful=lawful)
        or result_words(
            outcome=ResultKind(result.outcome), procedure="" if dossier.is_sensitive else dossier.procedure_name
        ),
        number=result.number,
        issued_at=result.signed_at,
        unit=result.agency.name,
        position=result.signed_as,
        superseded_at=result.superseded_at,
        revoked_at=result.revoked_at,
        sha256=result.sha256,
    )


def _of_receipt(receipt: Receipt) -> Verified:
    """A fee receipt; taken back, it is worth nothing from that hour on."""
    reversal = Receipt.objects.filter(reverses=receipt).first()
    return Verified(
        address=receipt.address,
        kind=str(RECEIPT_LABELS[ReceiptKind(receipt.kind)]),
        number=receipt_number(number=receipt.number, year=receipt.year),
        issued_at=receipt.issued_at,
        unit=receipt.agency.name,
        position=receipt.issued_by.position if receipt.issued_by else "",
        superseded_at=None,
        revoked_at=reversal.issued_at if reversal else None,
        is_working=True,
    )


def _of_list(handed: HandOverList) -> Verified:
    """A list of what changed hands."""
    facts = ListFacts.from_json(handed.facts)
    return Verified(
        address=handed.address,
        kind=facts.kind.heading,
        number=handed.number,
        issued_at=handed.given_at,
        unit=facts.issuer.unit,
        position=handed.given_by.position,
        superseded_at=None,
        is_working=True,
    )
