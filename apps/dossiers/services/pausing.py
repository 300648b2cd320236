"""What stops the clock of a dossier and starts it again: each a line of the ledger, reasoned, decided, told (4.5).

The lines are written by `writing.write`, whatever act opens or closes them. The number of a paper stands in the kept
explanation too, in clear: a personal id typed there is hidden first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.encryption import hide_personal_ids
from apps.dossiers.domain.asking import AskedItem, Verdict
from apps.dossiers.domain.lifecycle import Move
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.status import Action, PauseKind
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.selectors import is_answered
from apps.dossiers.services.asking import judge
from apps.dossiers.services.notices import tell
from apps.dossiers.services.processing import due_words
from apps.dossiers.services.writing import locked, terms_of, write
from apps.messaging.domain.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a leader approves when the citizen is asked for papers: why, and what that does to the clock (ruling 4).

    `mode` None means as arranged for the procedure; a restart and a second request have a reason of their own.
    """

    reason: str
    document: str
    answer_by: date
    items: Sequence[AskedItem]
    mode: SupplementMode | None = None
    restart_reason: str = ""
    again_reason: str = ""
    requested_by_id: int | None = None


@transaction.atomic
def request_supplement(
    *, dossier_id: int, asked: Asked, by: Actor, at: datetime, seen: int | None = None
) -> DossierEvent:
    """The leader approves what the officer asks of the citizen: the clock stands until the answer (form 02)."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    terms = terms_of(dossier=dossier, at=at)
    mode = asked.mode or terms.supplement_mode
    event = write(
        dossier=dossier,
        move=Move(
            action=Action.REQUEST_SUPPLEMENT,
            by=by,
            at=at,
            reason=asked.reason,
            document=asked.document,
            answer_by=asked.answer_by,
            mode=mode,
            restart_reason=asked.restart_reason,
            again_reason=asked.again_reason,
            requested_by_id=asked.requested_by_id,
            items=tuple(asked.items),
        ),
        terms=terms,
        facts={"document": asked.document, "answer_by": asked.answer_by.isoformat(), "mode": mode.value},
    )
    tell(dossier=dossier, kind=Kind.SUPPLEMENT_REQUESTED, at=at)
    return event


@transaction.atomic
def accept_supplement(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    planned_hours: Decimal | None = None,
    verdicts: Mapping[int, Verdict] | None = None,
    note: str = "",
    seen: int | None = None,
) -> DossierEvent:
    """The desk accepts the complement: the clock runs again, by restart or resume as was approved with the request.

    `verdicts` by the position of a paper; whatever has none is good. What is not good enough is asked for once more by
    the holder and a leader, on our time.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    event = write(
        dossier=dossier,
        move=Move(action=Action.ACCEPT_SUPPLEMENT, by=by, at=at, planned_hours=planned_hours),
        terms=terms_of(dossier=dossier, at=at),
        facts=judge(dossier=dossier, verdicts=verdicts or {}, by=by, at=at),
        note=note,
    )
    tell(dossier=dossier, kind=Kind.SUPPLEMENT_ACCEPTED, at=at, facts={"due": due_words(dossier)})
    return event


@transaction.atomic
def stop(*, dossier_id: int, by: Actor, at: datetime, reason: str, seen: int | None = None) -> DossierEvent:
    """The complement never came: the dossier ends. The time in which we waited is not our lateness."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    terms = replace(terms_of(dossier=dossier, at=at), is_answered=is_answered(dossier=dossier))
    event = write(dossier=dossier, move=Move(action=Action.STOP, by=by, at=at, reason=reason), terms=terms)
    tell(dossier=dossier, kind=Kind.STOPPED, at=at)
    return event


@transaction.atomic
def request_payment(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    legal_basis: str,
    document: str,
    note: str = "",
    seen: int | None = None,
) -> DossierEvent:
    """The holder sends the notice of payment, by its number: the clock stands until the proof is here."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    event = write(
        dossier=dossier,
        move=Move(
            action=Action.REQUEST_PAYMENT,
            by=by,
            at=at,
            legal_basis=legal_basis,
            document=hide_personal_ids(document),
            reason=note,
        ),
        terms=terms_of(dossier=dossier, at=at),
        facts={"pause": PauseKind.PAYMENT.value},
    )
    tell(dossier=dossier, kind=Kind.PAYMENT_REQUESTED, at=at)
    return event


@transaction.atomic
def confirm_payment(*, dossier_id: int, by: Actor, at: datetime, proof: str, seen: int | None = None) -> DossierEvent:
    """The proof of payment is here: the clock goes on where it stood."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    event = write(
        dossier=dossier,
        move=Move(action=Action.CONFIRM_PAYMENT, by=by, at=at, document=proof),
        terms=terms_of(dossier=dossier, at=at),
        facts={"pause": PauseKind.PAYMENT.value},
    )
    tell(dossier=dossier, kind=Kind.PAYMENT_CONFIRMED, at=at, facts={"due": due_words(dossier)})
    return event


@transaction.atomic
def pause(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    kind: PauseKind,
    reason: str,
    legal_basis: str = "",
    document: str = "",
    outage_id: int | None = None,
    seen: int | None = None,
) -> Dossier:
    """A leader stops the clock where work cannot go on; the dossier stays where it is (domain 4.5)."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    write(
        dossier=dossier,
        move=Move(
            action=Action.PAUSE,
            by=by,
            at=at,
            pause_kind=kind,
            reason=reason,
            legal_basis=legal_basis,
            document=hide_personal_ids(document),
            outage_id=outage_id,
        ),
        terms=terms_of(dossier=dossier, at=at),
        facts={"pause": kind.value},
    )
    tell(dossier=dossier, kind=Kind.CLOCK_PAUSED, at=at)
    return dossier


@transaction.atomic
def resume(*, dossier_id: int, by: Actor, at: datetime, note: str = "", seen: int | None = None) -> Dossier:
    """The leader lets the clock go on: the promise moves by the working time it stood."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    write(
        dossier=dossier,
        move=Move(action=Action.RESUME, by=by, at=at, reason=note),
        terms=terms_of(dossier=dossier, at=at),
    )
    tell(dossier=dossier, kind=Kind.CLOCK_RESUMED, at=at, facts={"due": due_words(dossier)})
    return dossier
