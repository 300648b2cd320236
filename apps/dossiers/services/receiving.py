"""What the desk does before the work begins: receive, ask for a complement, refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.models import StoredFile
from apps.dossiers.domain import lifecycle
from apps.dossiers.domain.asking import AskedItem
from apps.dossiers.domain.codes import dossier_code
from apps.dossiers.domain.lifecycle import Move
from apps.dossiers.domain.status import Action, RefusalCategory, Status
from apps.dossiers.models import Dossier, DossierDocument, DossierEvent
from apps.dossiers.services.asking import accept_all
from apps.dossiers.services.filing import answer_fix, fresh_factor, issue_lookup_factor
from apps.dossiers.services.hamlets import hamlet_at_reception
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import ZONE, locked, terms_of, write
from apps.messaging.domain.kinds import Kind
from apps.officials.services import next_numbers
from apps.procedures.models import RequiredDocument

CODE_SERIES, BOOK_SERIES = "dossier", "book"
SET_BY_RECEPTION = ("fee_amount", "fee_note", "factor_once", "lookup_digest", "hamlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPaper:
    """One line of the checklist as the clerk ticked it."""

    name: str
    originals: int
    photocopies: int
    certified: int = 0
    electronic: int = 0
    required: RequiredDocument | None = None
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A received dossier and, when it was made now, the look-up factor in clear for the slip."""

    dossier: Dossier
    event: DossierEvent
    lookup_factor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixRequested:
    """What was asked for before reception and, where nobody had one yet, the look-up factor in clear for the paper."""

    event: DossierEvent
    lookup_factor: str = ""


@transaction.atomic
def receive(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    papers: Sequence[HandedPaper] = (),
    fee_amount: int = 0,
    fee_note: str = "",
    seen: int | None = None,
) -> Received:
    """Take the dossier in: code, place in the book, promise. Raises Forbidden, ChangedMeanwhile, NoAllowance."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    return receive_held(dossier=dossier, by=by, at=at, papers=papers, fee_amount=fee_amount, fee_note=fee_note)


def receive_held(
    *, dossier: Dossier, by: Actor, at: datetime, papers: Sequence[HandedPaper], fee_amount: int, fee_note: str
) -> Received:
    """The same for a dossier that this transaction holds, or has just made. Raises Forbidden, NoAllowance."""
    terms = terms_of(dossier=dossier, at=at)
    lifecycle.check(state=dossier.state(), move=Move(action=Action.RECEIVE, by=by, at=at))
    _keep_papers(dossier=dossier, papers=papers, by=by, at=at)
    dossier.fee_amount, dossier.fee_note = fee_amount, fee_note
    factor = dossier.factor_once or fresh_factor(dossier=dossier)
    dossier.factor_once = None
    dossier.hamlet = hamlet_at_reception(dossier=dossier)
    move = _numbered(dossier=dossier, by=by, at=at)
    event = write(dossier=dossier, move=move, terms=terms, facts={"fee": fee_amount}, also=SET_BY_RECEPTION)
    if dossier.fix_count:
        accept_all(dossier=dossier, by=by, at=at)
    assert dossier.due_at is not None
    tell(dossier=dossier, kind=Kind.RECEIVED, at=at, facts={"due": f"{dossier.due_at.astimezone(ZONE):%H:%M %d/%m/%Y}"})
    return Received(dossier=dossier, event=event, lookup_factor=factor)


def _numbered(*, dossier: Dossier, by: Actor, at: datetime) -> Move:
    """The act with its numbers; taken last, because the counters stay locked until the end of the transaction."""
    day = at.astimezone(ZONE).date()
    agency = dossier.receiving_agency
    number, book_number = next_numbers(
        agency_id=agency.pk, wanted=[(CODE_SERIES, day.isoformat()), (BOOK_SERIES, str(day.year))]
    )
    return Move(
        action=Action.RECEIVE,
        by=by,
        at=at,
        code=dossier_code(agency_code=agency.code, day=day, number=number),
        book_number=book_number,
    )


def _keep_papers(*, dossier: Dossier, papers: Sequence[HandedPaper], by: Actor, at: datetime) -> None:
    DossierDocument.objects.bulk_create(
        DossierDocument(
            agency_id=dossier.agency_id,
            dossier=dossier,
            required=paper.required,
            position=paper.required.position if paper.required else 900 + index,
            name=paper.name,
            originals=paper.originals,
            photocopies=paper.photocopies,
            certified=paper.certified,
            electronic=paper.electronic,
            file=paper.file,
            added_by=by.key,
            added_at=at,
        )
        for index, paper in enumerate(papers)
    )


@transaction.atomic
def request_fix(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    reason: str,
    items: Sequence[AskedItem],
    again_reason: str = "",
    requested_by_id: int | None = None,
    papers: Sequence[HandedPaper] = (),
    seen: int | None = None,
) -> FixRequested:
    """Before reception: ask once, for everything that is missing (form 02); once more only through a leader.

    `papers`: what a walk-in brought already; it is shown again when they come back.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    _keep_papers(dossier=dossier, papers=papers, by=by, at=at)
    factor = ""
    if not dossier.lookup_digest:
        factor = dossier.factor_once = issue_lookup_factor(dossier=dossier)  # the receipt prints the same one later
        dossier.save(update_fields=["factor_once"])
    event = write(
        dossier=dossier,
        move=Move(
            action=Action.REQUEST_FIX, by=by, at=at, reason=reason, items=tuple(items), again_reason=again_reason
        ),
        terms=terms_of(dossier=dossier, at=at),
        facts={"requested_by": requested_by_id} if requested_by_id else None,
    )
    tell(dossier=dossier, kind=Kind.FIX_REQUESTED, at=at)
    return FixRequested(event=event, lookup_factor=factor)


@transaction.atomic
def take_up_again(*, dossier_id: int, by: Actor, at: datetime, seen: int | None = None) -> Dossier:
    """Whoever was asked at the counter is back with the papers; what they brought then is counted anew now.

    Raises Forbidden, ChangedMeanwhile.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    dossier.documents.filter(removed_at__isnull=True).update(removed_at=at)
    if dossier.status == Status.NEED_FIX_INTAKE:
        answer_fix(dossier_id=dossier_id, by=by, at=at)
    return locked(dossier_id=dossier_id)


@transaction.atomic
def refuse(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    category: RefusalCategory,
    reason: str,
    papers: Sequence[HandedPaper] = (),
    seen: int | None = None,
) -> DossierEvent:
    """Not taken, with a reason of at least twenty characters (form 03)."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    _keep_papers(dossier=dossier, papers=papers, by=by, at=at)
    event = write(
        dossier=dossier,
        move=Move(action=Action.REFUSE, by=by, at=at, reason=reason),
        terms=terms_of(dossier=dossier, at=at),
        facts={"category": category.value},
    )
    tell(dossier=dossier, kind=Kind.REFUSED, at=at)
    return event
