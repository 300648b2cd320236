"""What the office asked its citizen for: which paper, why, how to mend it, until when, and how far that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext

from apps.desk.domain.papers import SlipKind, SupplementRequestFacts
from apps.desk.models import Slip
from apps.dossiers.domain.asking import Defect, ItemState
from apps.dossiers.domain.status import ASKING, SUPPLEMENT_ANSWERED
from apps.dossiers.labels import DEFECT_LABELS
from apps.dossiers.models import Dossier, DossierEvent, SupplementItem
from apps.dossiers.selectors.asking import WAITING, asked_items, is_done
from apps.portal.labels.filing import copies_words
from apps.portal.labels.mending import EXAMPLES, Example
from apps.portal.selectors.papers import OTHER_PAPER, AskedPaper, Papers, SentFile, other_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper that is asked for; `before` is what the citizen had sent when it was asked for."""

    item_id: int
    number: int
    name: str
    required_id: int | None
    why: str
    fix: str
    copies: str
    example: Example | None
    word: str
    is_done: bool
    before: tuple[SentFile, ...] = ()
    is_owed: bool = False

    @property
    def place_id(self) -> str:
        """The name of the place where its files are sent."""
        return str(self.required_id) if self.required_id else f"{OTHER_PAPER}-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for more papers, as form 02 says it."""

    pieces: tuple[Piece, ...]
    reason: str
    phone: str
    at: datetime
    times: int = 1
    again_reason: str = ""
    guided_by: str = ""
    answer_by_date: date | None = None
    answered_at: datetime | None = None

    @property
    def done(self) -> int:
        """How many of the papers are sent, mended or explained."""
        return sum(piece.is_done for piece in self.pieces)

    @property
    def which(self) -> str:
        """«Lần 1/1»: one request is all there should be; a later one only says the how manyth it is (ruling 4)."""
        return gettext("Lần 1/1") if self.times == 1 else gettext("Lần %(n)s") % {"n": self.times}


def asked(*, dossier: Dossier, events: Sequence[DossierEvent], slips: Sequence[Slip]) -> Asked | None:
    """What the dossier waits for now, None where it waits for nothing."""
    if dossier.status not in WAITING:
        return None
    asking = next(event for event in reversed(events) if event.action in ASKING)
    answers = [event.at for event in events if event.action == SUPPLEMENT_ANSWERED and event.sequence > asking.sequence]
    found = Asked(
        pieces=_pieces(dossier),
        reason=asking.note.text if hasattr(asking, "note") else "",
        phone=dossier.agency.phone,
        at=asking.at,
        times=sum(event.action in ASKING for event in events),
        answered_at=answers[-1] if answers else None,
    )
    slip = next((slip for slip in slips if slip.kind == SlipKind.SUPPLEMENT_REQUEST and not slip.superseded_at), None)
    return _as_on_paper(found, slip) if slip else found


def _pieces(dossier: Dossier) -> tuple[Piece, ...]:
    items = list(asked_items(dossier=dossier).select_related("event"))
    documents = list(dossier.documents.filter(removed_at__isnull=True).select_related("file")) if items else []
    return tuple(_piece(item, is_done(item=item, dossier=dossier, documents=documents)) for item in items)


def _piece(item: SupplementItem, is_done: bool) -> Piece:
    return Piece(
        item_id=item.pk,
        number=item.position,
        name=item.name,
        required_id=item.required_id,
        why=str(DEFECT_LABELS[Defect(item.defect)]),
        fix=item.fix,
        copies=copies_words(originals=item.originals, copies=item.copies + item.certified),
        example=EXAMPLES.get(Defect(item.defect)),
        word=item.word or "",
        is_done=is_done or item.state != ItemState.OPEN,
    )


def _as_on_paper(found: Asked, slip: Slip) -> Asked:
    facts = SupplementRequestFacts.from_json(slip.facts)
    return replace(
        found,
        reason=facts.reason,
        phone=facts.contact_phone or facts.head.issuer.phone,
        guided_by=facts.guided_by,
        answer_by_date=facts.answer_by_date,
        again_reason=facts.again_reason,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """One paper that is asked for, and the place where it is sent."""

    piece: Piece
    paper: AskedPaper


def places(*, asked: Asked, papers: Papers) -> list[Place]:
    """One place to send files to for each thing asked for."""
    return [_place(piece, papers, since=asked.at) for piece in asked.pieces]


def other_place(*, places: Sequence[Place], papers: Papers) -> AskedPaper:
    """The place for whatever nobody asked for by name."""
    shown = {file.id for place in places for file in (*place.paper.files, *place.piece.before)}
    return other_paper(files=[file for file in papers.other.files if file.id not in shown])


def _place(piece: Piece, papers: Papers, *, since: datetime) -> Place:
    listed = (paper for paper in papers.asked if paper.required_id == piece.required_id)
    known = next((paper for paper in listed if piece.required_id or paper.name == piece.name), None)
    files = known.files if known else tuple(file for file in papers.other.files if file.paper == piece.name)
    paper = AskedPaper(
        id=piece.place_id,
        required_id=piece.required_id,
        name=piece.name,
        title=piece.name,
        hint=piece.copies,
        is_optional=False,
        files=tuple(file for file in files if file.at >= since),
    )
    before = tuple(file for file in files if file.at < since)
    return Place(replace(piece, before=before), paper)
