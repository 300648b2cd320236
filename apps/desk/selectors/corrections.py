"""The results of one dossier, old and new, and the correction that waits for a leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.results import OUT, ResultAct, ResultState, objection
from apps.dossiers.models import Correction, Dossier, ReadLog, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`acts` may be offered now; `waiting` is signed by whoever has opened its file (`is_read`)."""

    all: Sequence[Result]
    current: Result | None
    waiting: Correction | None
    sent_back: Correction | None
    is_read: bool
    acts: frozenset[ResultAct]
    own: bool  # the reader prepared what waits, so somebody else signs it


def results_of(*, dossier: Dossier, actor: Actor) -> Results:
    """What came of a dossier, the newest first, and what this official may still do to it."""
    rows = dossier.results.filter(signed_at__isnull=False).select_related("file", "signed_by").order_by("-pk")
    signed = list(rows)
    current = next((one for one in signed if one.is_current), None)
    asked = dossier.corrections.select_related("file", "proposed_by", "decided_by").order_by("-pk")
    latest = asked.first()
    waiting = latest if latest and latest.state == Correction.State.DRAFTED else None
    state = ResultState(
        agency_id=dossier.agency_id,
        is_in_force=current is not None and current.is_in_force,
        is_out=dossier.status in OUT,
        waiting_from=waiting.proposed_by_id if waiting else None,
    )
    return Results(
        all=signed,
        current=current,
        waiting=waiting,
        sent_back=latest if latest and latest.state == Correction.State.RETURNED else None,
        is_read=waiting is not None and has_read(waiting=waiting, actor=actor),
        acts=frozenset(act for act in ResultAct if not objection(act=act, state=state, by=actor)),
        own=waiting is not None and waiting.proposed_by_id == actor.id,
    )


def has_read(*, waiting: Correction, actor: Actor) -> bool:
    """Whether this official has opened the file that waits."""
    door = f"desk/file/{waiting.file_id}"
    return ReadLog.objects.filter(dossier_id=waiting.dossier_id, actor=actor.key, door=door).exists()


def corrections_to_sign(*, actor: Actor) -> list[Correction]:
    """What waits for a leader of this agency, the oldest first."""
    assert actor.agency_id is not None
    rows = Correction.objects.filter(agency_id=actor.agency_id, state=Correction.State.DRAFTED)
    return list(rows.select_related("dossier").order_by("pk"))
