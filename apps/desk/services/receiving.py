"""At the counter: receive online and walk-in dossiers with form 01, ask with form 02, refuse with form 03."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from apps.accounts.domain.actor import Actor
from apps.desk.domain.papers import (
    ReceiptFacts,
    RefusalFacts,
    SlipKind,
    SupplementRequestFacts,
)
from apps.desk.labels.mending import BEFORE_RECEPTION_SENTENCE
from apps.desk.models import Slip
from apps.desk.services.books import volume_for
from apps.desk.services.certifying import ToCertify, certified_lines
from apps.desk.services.courtesies import wish
from apps.desk.services.proposals import withdraw_drafts
from apps.desk.services.slips import TRACK_PATH, blank_head, document_lines, for_paper, issue, lines_of, party_of
from apps.dossiers.domain.asking import AskedItem
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.status import Channel, Delivery, RefusalCategory
from apps.dossiers.labels import CHANNEL_LABELS, DELIVERY_LABELS, REFUSAL_LABELS, allowance_words
from apps.dossiers.models import Dossier
from apps.dossiers.services import receiving
from apps.dossiers.services.receiving import HandedPaper, Received
from apps.dossiers.services.writing import ZONE
from apps.officials.models import Agency
from apps.payments.services.counter import collected_at_reception


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedWithSlip:
    """A received dossier and its form 01."""

    dossier: Dossier
    slip: Slip


@transaction.atomic
def receive_online(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    papers: Sequence[HandedPaper] = (),
    fee_amount: int = 0,
    fee_note: str = "",
    wants_courtesy: bool | None = None,
    seen: int | None = None,
) -> ReceivedWithSlip:
    """Accept what was filed online and promise a day. `wants_courtesy` None: what the applicant said online stands."""
    received = receiving.receive(
        dossier_id=dossier_id, by=by, at=at, papers=papers, fee_amount=fee_amount, fee_note=fee_note, seen=seen
    )
    collected_at_reception(dossier=received.dossier, amount=fee_amount, note=fee_note, by=by, at=at)
    if received.dossier.fix_count:  # whoever wanted to ask once more need not any longer
        withdraw_drafts(dossier_id=dossier_id, kind=SlipKind.SUPPLEMENT_REQUEST, at=at)
    if wants_courtesy is not None:
        wish(dossier=received.dossier, wanted=wants_courtesy, by=by, at=at)
    return with_receipt(received=received, by=by, at=at)


@transaction.atomic
def refuse(
    *,
    dossier_id: int,
    category: RefusalCategory,
    reason: str,
    by: Actor,
    at: datetime,
    papers: Sequence[HandedPaper] = (),
    seen: int | None = None,
) -> Slip:
    """Do not take the dossier, and say why on form 03."""
    receiving.refuse(dossier_id=dossier_id, by=by, at=at, category=category, reason=reason, papers=papers, seen=seen)
    dossier = for_paper(dossier_id)
    facts = RefusalFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        category=str(REFUSAL_LABELS[category]),
        reason=reason,
        received_by=by.name,
        is_electronic=dossier.channel == Channel.ONLINE,
        submitted_at=dossier.submitted_at if dossier.channel == Channel.ONLINE else None,
    )
    return issue(dossier=dossier, facts=facts, by=by, at=at)


@transaction.atomic
def request_fix(
    *,
    dossier_id: int,
    items: Sequence[AskedItem],
    reason: str,
    by: Actor,
    at: datetime,
    papers: Sequence[HandedPaper] = (),
    seen: int | None = None,
) -> Slip:
    """Ask once for everything that is missing before reception (form 02); to ask again is proposed to a leader."""
    factor = receiving.request_fix(
        dossier_id=dossier_id, by=by, at=at, reason=reason, items=items, papers=papers, seen=seen
    ).lookup_factor
    dossier = for_paper(dossier_id)
    facts = SupplementRequestFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        items=lines_of(items),
        reason=reason,
        guided_by=by.name,
        clock_sentence=BEFORE_RECEPTION_SENTENCE,
    )
    return issue(dossier=dossier, facts=facts, by=by, at=at, lookup_factor=factor)


def with_receipt(
    *, received: Received, by: Actor, at: datetime, to_certify: Sequence[ToCertify] | None = None
) -> ReceivedWithSlip:
    """The received dossier, still held, and the form 01 it is owed."""
    slip = _receipt(
        dossier=received.dossier,
        by=by,
        at=at,
        lookup_factor=received.lookup_factor,
        to_certify=to_certify,
    )
    return ReceivedWithSlip(dossier=slip.dossier, slip=slip)


@transaction.atomic
def issue_receipt(*, dossier_id: int, by: Actor, at: datetime, to_certify: Sequence[ToCertify] | None = None) -> Slip:
    """Form 01 of a received dossier. `to_certify`: what the counter of certification counted, where the papers of the
    dossier do not say it."""
    return _receipt(dossier=for_paper(dossier_id), by=by, at=at, to_certify=to_certify)


@translation.override(settings.LANGUAGE_CODE)
def _receipt(
    *,
    dossier: Dossier,
    by: Actor,
    at: datetime,
    lookup_factor: str = "",
    to_certify: Sequence[ToCertify] | None = None,
) -> Slip:
    """In Vietnamese whatever language the clerk reads."""
    assert dossier.received_at is not None
    assert dossier.due_at is not None
    assert dossier.book_number is not None
    allowance = dossier.arrangement.allowance_under(dossier.version, variant=dossier.variant)
    assert allowance is not None
    facts = ReceiptFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        documents=document_lines(dossier=dossier),
        allowance=allowance_words(allowance),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        promise_sentence=Explanation.from_json(dossier.promise).sentence(),
        return_at=return_place(dossier),
        book=volume_for(
            agency=_book_keeper(dossier),
            year=dossier.received_at.astimezone(ZONE).year,
            number=dossier.book_number,
            at=at,
        ),
        book_number=dossier.book_number,
        received_by=by.name,
        sets=dossier.copies,
        fee=dossier.fee_amount,
        fee_note=dossier.fee_note,
        is_electronic=dossier.channel == Channel.ONLINE,
        channel=str(CHANNEL_LABELS[Channel(dossier.channel)]),
        certified=certified_lines(dossier=dossier, papers=to_certify),
        track_url=f"{settings.PUBLIC_ADDRESS}{TRACK_PATH}?ma={dossier.code}",
        places=_places(dossier),
    )
    return issue(dossier=dossier, facts=facts, by=by, at=at, lookup_factor=lookup_factor)


def _book_keeper(dossier: Dossier) -> Agency:
    """Who keeps the book in which the dossier stands; mostly the one at hand that decides it too."""
    return dossier.agency if dossier.receiving_agency_id == dossier.agency_id else dossier.receiving_agency


def _places(dossier: Dossier) -> tuple[str, ...]:
    """Received, decided and returned in three lines, where that is not one place."""
    if len({dossier.agency_id, dossier.receiving_agency_id, dossier.returning_agency_id}) == 1:
        return ()
    return (
        f"Nơi tiếp nhận: {dossier.receiving_agency.desk_name}",
        f"Cơ quan giải quyết: {dossier.agency.name}",
        f"Nơi trả kết quả: {dossier.returning_agency.desk_name}",
    )


def return_place(dossier: Dossier) -> str:
    """Where the result will be had, as form 01 says it."""
    where = str(DELIVERY_LABELS[Delivery(dossier.delivery)])
    return f"{where}: {dossier.delivery_address}" if dossier.delivery_address else where
