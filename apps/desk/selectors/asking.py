"""The papers that were asked for, each with what the office had before and what came since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.dossiers.domain.asking import Defect, ItemState
from apps.dossiers.labels import DEFECT_LABELS, ITEM_STATES
from apps.dossiers.models import Dossier, DossierDocument, SupplementItem
from apps.dossiers.selectors.asking import asked_items, sent_before, sent_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper of the newest request; `before` and `after` are documents with their files."""

    key: tuple[int | None, str]
    position: int
    name: str
    defect: Defect
    why: str
    fix: str
    state: str
    state_label: str
    before: Sequence[DossierDocument]
    after: Sequence[DossierDocument]
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
        before=sent_before(item=item, documents=documents),
        after=sent_since(item=item, documents=here),
        word=item.word or "",
        verdict=item.verdict or "",
    )
