"""The ledger of one dossier: every time its clock stood, who wanted it, who decided, why, and what it gave back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.desk.labels import pauses as labels
from apps.dossiers.domain.explanation import Explanation, PauseEffect, PauseNote
from apps.dossiers.domain.sentence import number_words
from apps.dossiers.labels import PAUSE_LABELS
from apps.dossiers.models import Dossier, Pause
from apps.worktime import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One pause as the page of its dossier tells it."""

    kind: str
    since: datetime
    until: datetime | None
    effect: str
    asked_by: str
    decided_by: str
    closed_by: str
    reasons: Sequence[tuple[str, str]]
    papers: Sequence[tuple[str, str]]


def pauses_of(*, dossier: Dossier) -> list[Pause]:
    """Its pauses, oldest first."""
    return list(dossier.pauses.order_by("opened_at", "pk"))


def officials_in(pauses: Sequence[Pause]) -> set[int | None]:
    """Everybody a ledger names."""
    return {one for pause in pauses for one in (pause.requested_by_id, pause.opened_by_id, pause.closed_by_id)}


def ledger(*, dossier: Dossier, pauses: Sequence[Pause], names: Mapping[int, str]) -> list[LedgerLine]:
    """The lines of the ledger; what each gave back is read from the kept explanation of the promise."""
    explained = Explanation.from_json(dossier.promise) if dossier.promise else None
    notes = {note.opened_at: note for note in explained.pauses} if explained else {}
    unit = explained.unit if explained else Unit.WORKING_DAY
    return [
        LedgerLine(
            kind=str(PAUSE_LABELS[pause.kind]),
            since=pause.opened_at,
            until=pause.closed_at,
            effect=_effect(notes.get(pause.opened_at), unit),
            asked_by=names.get(pause.requested_by_id or pause.opened_by_id, ""),
            decided_by=names.get(pause.opened_by_id, "") if pause.requested_by_id else "",
            closed_by=names.get(pause.closed_by_id or 0, ""),
            reasons=_told((name, getattr(pause, name) or "") for name in ("reason", "again_reason", "restart_reason")),
            papers=_told((name, getattr(pause, name)) for name in ("legal_basis", "document", "proof")),
        )
        for pause in pauses
    ]


def _told(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(labels.LEDGER_TERMS[name]), text) for name, text in pairs if text]


def _effect(note: PauseNote | None, unit: Unit) -> str:
    """«Cộng 3 ngày», «Tính lại từ đầu», «Đồng hồ đang dừng»."""
    if note is None:
        return ""
    words = str(labels.PAUSE_EFFECTS[note.effect])
    if note.effect is not PauseEffect.ADDED:
        return words
    per = labels.HOURS_ADDED if unit is Unit.WORKING_HOUR else labels.DAYS_ADDED
    return str(per) % {"n": number_words(note.added)}
