"""The papers that were asked for, each with what the office had before and what came since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.core.models import StoredFile
from apps.dossiers.domain.asking import Defect, ItemState
from apps.dossiers.labels import DEFECT_LABELS, ITEM_STATES
from apps.dossiers.models import Dossier, DossierDocument, SupplementItem
from apps.dossiers.selectors.asking import asked_items, sent_before, sent_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One document of a paper; `file` once it may be opened, `pictures` the numbers of its small pages."""

    name: str
    at: datetime
    file: StoredFile | None
    is_checked: bool
    pictures: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper of the newest request: what the office had of it, and what came since."""

    key: tuple[int | None, str]
    position: int
    name: str
    defect: Defect
    why: str
    fix: str
    state: str
    state_label: str
    before: Sequence[Handed]
    after: Sequence[Handed]
    word: str
    verdict: str

    @property
    def is_again(self) -> bool:
        """It came, and is still not good."""
        return self.state == ItemState.AGAIN


def pieces_of(*, dossier: Dossier) -> list[Piece]:
    """What was asked for last, in the order of the request; nothing where nothing was ever asked for."""
    if not dossier.fix_count and not dossier.supplement_count:
        return []
    items = list(asked_items(dossier=dossier).select_related("event"))
    documents = list(dossier.documents.select_related("file").order_by("position", "pk")) if items else []
    return [_piece(item, documents) for item in items]


def to_bring(*, dossier: Dossier) -> list[str]:
    """What was asked for and is not here or not good yet, each with what to do about it."""
    missing = (ItemState.OPEN, ItemState.AGAIN)
    return [f"{piece.name}: {piece.fix}" for piece in pieces_of(dossier=dossier) if piece.state in missing]


def _piece(item: SupplementItem, documents: Sequence[DossierDocument]) -> Piece:
    here = [one for one in documents if one.removed_at is None]
    return Piece(
        key=(item.required_id, "" if item.required_id else item.name),
        position=item.position,
        name=item.name,
        defect=Defect(item.defect),
        why=str(DEFECT_LABELS[Defect(item.defect)]),
        fix=item.fix,
        state=item.state,
        state_label=str(ITEM_STATES[ItemState(item.state)]),
        before=[_handed(one) for one in sent_before(item=item, documents=documents)],
        after=[_handed(one) for one in sent_since(item=item, documents=here)],
        word=item.word or "",
        verdict=item.verdict or "",
    )


def _handed(document: DossierDocument) -> Handed:
    is_checked = not document.is_being_made and (document.file is None or document.file.is_clean)
    file = document.file if is_checked else None
    return Handed(
        name=document.name,
        at=document.added_at,
        file=file,
        is_checked=is_checked,
        pictures=range(1, file.pictures + 1) if file else (),
    )
