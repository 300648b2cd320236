"""The chain of one dossier, recomputed now."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag

from apps.dossiers.domain.chain_report import Report, Stored, examine
from apps.dossiers.domain.state import fold
from apps.dossiers.models import Dossier, DossierEvent, EventNote
from apps.dossiers.selectors import link_of


def chain_report(*, dossier: Dossier) -> Report:
    """Every link, whether it holds, and whether the dossier is what its events say."""
    events = list(dossier.events.order_by("sequence"))
    notes = _notes(dossier)
    links = examine(
        Stored(
            link=link_of(event),
            head=event.head,
            salt=notes[event.pk][0] if event.pk in notes else None,
            note=notes[event.pk][1] if event.pk in notes else None,
        )
        for event in events
    )
    return Report(links=links, agrees=_agrees(dossier, events))


def _agrees(dossier: Dossier, events: list[DossierEvent]) -> bool:
    last = events[-1] if events else None
    at_end = (last.sequence, last.head) if last else (0, "")
    is_folded = fold(event.changes for event in events) == dossier.state()
    return at_end == (dossier.last_sequence, dossier.chain_head) and is_folded


def _notes(dossier: Dossier) -> dict[int, tuple[str, str | None]]:
    """Salt and words by event; the words are None where their seal was touched."""
    rows = EventNote.objects.filter(event__dossier=dossier)
    try:
        return {event: (salt, str(text)) for event, salt, text in rows.values_list("event_id", "salt", "text")}
    except (InvalidTag, ValueError, KeyError):
        return {event: (salt, _opened(event)) for event, salt in rows.values_list("event_id", "salt")}


def _opened(event_id: int) -> str | None:
    try:
        return str(EventNote.objects.values_list("text", flat=True).get(event_id=event_id))
    except (InvalidTag, ValueError, KeyError):
        return None
