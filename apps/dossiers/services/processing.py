"""What officials do between reception and result: hand over, prepare, sign, appoint anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.models import StoredFile
from apps.dossiers.domain.clock import hours_left
from apps.dossiers.domain.lifecycle import Forbidden, Move
from apps.dossiers.domain.status import Action, ResultKind, Status
from apps.dossiers.domain.timeliness import Timeliness
from apps.dossiers.models import Dossier, DossierEvent, Extension, Result
from apps.dossiers.services.notices import tell
from apps.dossiers.services.results import frozen
from apps.dossiers.services.writing import ZONE, locked, terms_of, write
from apps.messaging.domain.kinds import Kind
from apps.officials.domain.duties import Duty
from apps.officials.selectors import on_duty

# Whoever may be handed a dossier: a case officer works on it, a leader signs it.
RECEIVING_DUTIES = (Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedResult:
    """The paper an officer lays before the leader."""

    title: str
    outcome: ResultKind
    file: StoredFile | None = None
    number: str = ""


@transaction.atomic
def forward(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    receiver_id: int,
    planned_hours: Decimal | None,
    note: str = "",
    seen: int | None = None,
) -> DossierEvent:
    """Hand the dossier to a colleague, with the planned end of their step."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    _check_receiver(dossier=dossier, receiver_id=receiver_id, at=at, action=Action.FORWARD)
    move = Move(action=Action.FORWARD, by=by, at=at, receiver_id=receiver_id, planned_hours=planned_hours)
    return write(
        dossier=dossier,
        move=move,
        terms=terms_of(dossier=dossier, at=at),
        facts={"from": by.id, "to": receiver_id},
        note=note,
    )


@transaction.atomic
def take(*, dossier_id: int, by: Actor, at: datetime, seen: int | None = None) -> DossierEvent:
    """The officer confirms having the dossier: the work begins."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    return write(dossier=dossier, move=Move(action=Action.TAKE, by=by, at=at), terms=terms_of(dossier=dossier, at=at))


@transaction.atomic
def send_back(*, dossier_id: int, by: Actor, at: datetime, reason: str, seen: int | None = None) -> DossierEvent:
    """Back to whoever handed it over, with a reason."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    return write(
        dossier=dossier,
        move=Move(action=Action.SEND_BACK, by=by, at=at, reason=reason),
        terms=terms_of(dossier=dossier, at=at),
        facts={"from": by.id, "to": dossier.previous_holder_id},
    )


@transaction.atomic
def submit_for_signature(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    leader_id: int,
    result: PreparedResult,
    planned_hours: Decimal | None = None,
    note: str = "",
    seen: int | None = None,
) -> DossierEvent:
    """Lay the prepared result before the leader who signs, with the planned end of their step where one is known."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    _check_receiver(
        dossier=dossier, receiver_id=leader_id, at=at, action=Action.SUBMIT_FOR_SIGNATURE, duties=(Duty.LEADER,)
    )
    event = write(
        dossier=dossier,
        move=Move(
            action=Action.SUBMIT_FOR_SIGNATURE,
            by=by,
            at=at,
            receiver_id=leader_id,
            outcome=result.outcome,
            planned_hours=planned_hours,
        ),
        terms=terms_of(dossier=dossier, at=at),
        facts={"from": by.id, "to": leader_id, "result": result.file.sha256 if result.file else ""},
        note=note,
    )
    dossier.results.filter(is_current=True).update(is_current=False)
    Result.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        title=result.title,
        number=result.number,
        outcome=result.outcome,
        file=result.file,
        prepared_by_id=by.id,
        prepared_at=at,
    )
    return event


@transaction.atomic
def return_to_officer(
    *, dossier_id: int, by: Actor, at: datetime, reason: str, seen: int | None = None
) -> DossierEvent:
    """The leader does not sign yet, and says why."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    return write(
        dossier=dossier,
        move=Move(action=Action.RETURN_TO_OFFICER, by=by, at=at, reason=reason),
        terms=terms_of(dossier=dossier, at=at),
        facts={"from": by.id, "to": dossier.previous_holder_id},
    )


@transaction.atomic
def sign(*, dossier_id: int, by: Actor, at: datetime, seen: int | None = None) -> DossierEvent:
    """The leader signs: the result exists, the clock stops, timeliness is decided."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    result = dossier.results.select_related("file").filter(is_current=True).first()
    columns = frozen(dossier=dossier, file=result.file if result else None, by=by, at=at)
    event = write(
        dossier=dossier,
        move=Move(action=Action.SIGN, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={"result": columns["sha256"], "address": columns["address"]},
    )
    dossier.results.filter(is_current=True).update(**columns)
    if dossier.timeliness == Timeliness.EARLY:
        tell(dossier=dossier, kind=Kind.RESULT_EARLY, at=at, facts={"due": due_words(dossier)})
    else:
        tell(dossier=dossier, kind=Kind.RESULT_READY, at=at)
    return event


@transaction.atomic
def extend(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    new_due_date: date,
    reason_code: str,
    reason: str,
    requested_by_id: int | None = None,
    seen: int | None = None,
) -> DossierEvent:
    """Hẹn lại, once: the leader signs a new day. The letter (form 04) and its message are the desk's.

    `requested_by_id`: who asked for it, if not the holder.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    before = dossier.state()
    terms = terms_of(dossier=dossier, at=at)
    event = write(
        dossier=dossier,
        move=Move(action=Action.EXTEND, by=by, at=at, reason=reason, new_due_date=new_due_date),
        terms=terms,
        facts={"reason_code": reason_code},
    )
    assert before.late_after is not None
    assert before.due_at is not None
    assert dossier.due_at is not None
    Extension.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        first_due_at=before.due_at,
        new_due_at=dossier.due_at,
        reason_code=reason_code,
        requested_by_id=requested_by_id or before.holder_id,
        signed_by_id=by.id,
        signed_at=at,
        hours_left=hours_left(at=at, due_at=before.due_at, calendar=terms.calendar),
        is_after_promise=at > before.late_after,
    )
    return event


def due_words(dossier: Dossier) -> str:
    """The promised hour and day as messages write it."""
    assert dossier.due_at is not None
    return f"{dossier.due_at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def _check_receiver(
    *, dossier: Dossier, receiver_id: int, at: datetime, action: Action, duties: tuple[Duty, ...] = RECEIVING_DUTIES
) -> None:
    able = {official.pk for duty in duties for official in on_duty(agency_id=dossier.agency_id, duty=duty, at=at)}
    if receiver_id not in able:
        raise Forbidden(action=action, status=Status(dossier.status), why="receiver_cannot_take_it")
