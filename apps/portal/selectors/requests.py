"""What the office asked its citizen for: which paper, why, how to mend it, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from apps.desk.domain.papers import SlipKind, SupplementLine, SupplementRequestFacts
from apps.desk.models import Slip
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Action, Status
from apps.dossiers.models import Dossier, DossierEvent
from apps.portal.labels.filing import copies_words
from apps.portal.selectors.papers import OTHER_PAPER, AskedPaper, Papers, other_paper

ASKING = frozenset({Action.REQUEST_FIX, Action.REQUEST_SUPPLEMENT})
WAITING = frozenset({Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for more papers, as form 02 says it."""

    items: tuple[SupplementLine, ...]
    reason: str
    phone: str
    at: datetime
    guided_by: str = ""
    answer_by_date: date | None = None
    answered_at: datetime | None = None


def asked(*, dossier: Dossier, events: Sequence[DossierEvent], slips: Sequence[Slip]) -> Asked | None:
    """What the dossier waits for now, None where it waits for nothing."""
    if dossier.status not in WAITING:
        return None
    asking = next(event for event in reversed(events) if event.action in ASKING)
    answers = [event.at for event in events if event.action == SUPPLEMENT_ANSWERED and event.sequence > asking.sequence]
    found = Asked(
        items=(),
        reason=asking.note.text if hasattr(asking, "note") else "",
        phone=dossier.agency.phone,
        at=asking.at,
        answered_at=answers[-1] if answers else None,
    )
    slip = next((slip for slip in slips if slip.kind == SlipKind.SUPPLEMENT_REQUEST and not slip.superseded_at), None)
    return _as_on_paper(found, slip) if slip else found


def _as_on_paper(found: Asked, slip: Slip) -> Asked:
    facts = SupplementRequestFacts.from_json(slip.facts)
    return replace(
        found,
        items=facts.items,
        reason=facts.reason,
        phone=facts.contact_phone or facts.head.issuer.phone,
        guided_by=facts.guided_by,
        answer_by_date=facts.answer_by_date,
    )


def places(*, asked: Asked, papers: Papers) -> list[AskedPaper]:
    """One place to send files to for each thing asked for, and one for anything else."""
    named = [_place(item, number, papers) for number, item in enumerate(asked.items, start=1)]
    shown = {file.href for place in named for file in place.files}
    return [*named, other_paper(files=[file for file in papers.other.files if file.href not in shown])]


def _place(item: SupplementLine, number: int, papers: Papers) -> AskedPaper:
    copies = copies_words(originals=item.originals, copies=item.copies + item.certified)
    hint = ". ".join(words for words in (item.what, copies) if words)
    title = f"{number}. {item.name}"
    known = next((paper for paper in papers.asked if paper.name == item.name), None)
    if known is not None:
        return replace(known, title=title, hint=hint, is_optional=False)
    return AskedPaper(
        id=f"{OTHER_PAPER}-{number}",
        required_id=None,
        name=item.name,
        title=title,
        hint=hint,
        is_optional=False,
        files=tuple(file for file in papers.other.files if file.paper == item.name),
    )
