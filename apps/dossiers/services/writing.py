"""The bookkeeping of one act: lock, decide, save, append, queue the fact."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain import chain, lifecycle
from apps.dossiers.domain.asking import ItemState, asked_facts
from apps.dossiers.domain.attribution import closing_facts
from apps.dossiers.domain.clock import hours_left
from apps.dossiers.domain.lifecycle import RULES, Move, Outcome, Terms
from apps.dossiers.domain.moves import Kept
from apps.dossiers.domain.promise import PauseSpan, SupplementMode
from apps.dossiers.domain.reckoning import Reckoned, reckon
from apps.dossiers.domain.state import MOVING_FIELDS, CaseState
from apps.dossiers.domain.status import ASKING, Action
from apps.dossiers.domain.timeliness import Timeliness
from apps.dossiers.models import Dossier, DossierEvent, EventNote, Fact, Pause, SupplementItem
from apps.dossiers.selectors import passed
from apps.officials.selectors import settings_of, work_calendar
from apps.worktime import DueTime

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SAVED_FIELDS = (*MOVING_FIELDS, "last_sequence", "chain_head")
_DUTIES = {action: sorted(rule.duties) for action, rule in RULES.items()}


class ChangedMeanwhile(Exception):
    """Somebody else acted on the dossier after this page was drawn; `event` is what they did last."""

    def __init__(self, event: DossierEvent | None) -> None:
        super().__init__("the dossier has moved on")
        self.event = event


class NoAllowance(Exception):
    """The procedure has no typed time yet, so nothing can be promised: the catalogue must say it first."""


def locked(*, dossier_id: int, seen: int | None = None) -> Dossier:
    """The dossier, held until the transaction ends. `seen`: the last event the page showed. Raises ChangedMeanwhile."""
    dossier = (
        Dossier.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "receiving_agency", "version", "variant", "arrangement")
        .get(pk=dossier_id)
    )
    if seen is not None and dossier.last_sequence != seen:
        raise ChangedMeanwhile(dossier.events.order_by("-sequence").first())
    return dossier


def terms_of(*, dossier: Dossier, at: datetime) -> Terms:
    """What was arranged for this dossier: kept with it since reception, before that read from catalogue and settings.

    Raises NoAllowance.
    """
    settings = settings_of(agency=dossier.agency)
    kept = Kept.read(dossier.terms) if dossier.terms else _arranged(dossier, settings["due_time"])
    extension = dossier.extensions.first() if dossier.extended_at else None
    return Terms(
        allowance=kept.allowance,
        calendar=work_calendar(agency=dossier.agency, at=at),
        due_time=kept.due_time,
        supplement_mode=kept.supplement_mode,
        intake_hours=Decimal(settings["intake_hours"]),
        pauses=[
            PauseSpan(
                kind=pause.kind,
                opened_at=pause.opened_at,
                closed_at=pause.closed_at,
                mode=SupplementMode(pause.mode),
                document=pause.document,
                answer_by=pause.answer_by_date,
            )
            for pause in dossier.pauses.order_by("opened_at")
        ]
        if dossier.received_at
        else (),
        extended_to=extension.new_due_at.astimezone(ZONE).date() if extension else None,
    )


def _arranged(dossier: Dossier, due_time: str) -> Kept:
    """What reception would promise under now."""
    allowance = dossier.arrangement.allowance_under(dossier.version, variant=dossier.variant)
    if allowance is None:
        raise NoAllowance(dossier.version_id)
    return Kept(allowance, DueTime(due_time), SupplementMode(dossier.arrangement.supplement_mode))


def recompute(*, dossier: Dossier, at: datetime) -> Reckoned:
    """Both promises of a received dossier, made again from start, allowance, calendar, pauses and extension.

    They equal the stored ones, whatever has happened to it, unless the calendar was changed since.
    """
    return reckon(state=dossier.state(), terms=terms_of(dossier=dossier, at=at))


def write(
    *,
    dossier: Dossier,
    move: Move,
    terms: Terms,
    facts: Mapping[str, Any] | None = None,
    note: str = "",
    also: Sequence[str] = (),
) -> DossierEvent:
    """Let the law decide one act on a locked dossier and write down what it said. Raises lifecycle.Forbidden.

    `also`: columns that the act set besides, saved with what moves.
    """
    before = dossier.state()
    outcome = lifecycle.decide(state=before, move=move, terms=terms)
    kept = {**(facts or {}), **_closing_facts(dossier=dossier, before=before, after=outcome.after, terms=terms)}
    if move.action in ASKING:
        kept |= asked_facts(move.items)
    dossier.take(outcome.after)
    event = _append(dossier=dossier, move=move, changes=outcome.changes, facts=kept, note=note)
    dossier.save(update_fields=(*SAVED_FIELDS, *also))
    _keep_pause(dossier=dossier, before=before, move=move, outcome=outcome, terms=terms)
    if move.action in ASKING:
        _keep_items(dossier=dossier, event=event, move=move)
        dossier.helped_answers.filter(closed_at__isnull=True).update(closed_at=move.at)  # it was for the last request
    _queue_fact(dossier=dossier, before=before, at=move.at, late=kept.get("late"))
    return event


def _closing_facts(*, dossier: Dossier, before: CaseState, after: CaseState, terms: Terms) -> dict[str, Any]:
    """To whom the lateness is charged, where this act finishes the dossier late."""
    if after.timeliness is before.timeliness:
        return {}
    return closing_facts(after=after, events=passed(dossier=dossier), calendar=terms.calendar)


def _keep_pause(*, dossier: Dossier, before: CaseState, move: Move, outcome: Outcome, terms: Terms) -> None:
    """The line of the ledger that an act opens or closes."""
    if outcome.closed:
        dossier.pauses.filter(closed_at__isnull=True).update(**closing(move=move, outcome=outcome))
    if outcome.opened:
        columns = opening(before=before, move=move, outcome=outcome, terms=terms)
        Pause.objects.create(agency_id=dossier.agency_id, dossier=dossier, **columns)


def _keep_items(*, dossier: Dossier, event: DossierEvent, move: Move) -> None:
    """The papers of a request. What was asked for before and is not asked for now was found good."""
    again = {item.key for item in move.items}
    waiting = dossier.asked_items.filter(state__in=[ItemState.OPEN, ItemState.ANSWERED]).exclude(event=event)
    for item in waiting:
        is_again = (item.required_id, "" if item.required_id else item.name) in again
        item.state = ItemState.AGAIN if is_again else ItemState.ACCEPTED
        item.judged_at, item.judged_by_id = move.at, move.by.id if move.by.is_official else None
        item.save(update_fields=["state", "judged_at", "judged_by"])
    SupplementItem.objects.bulk_create(
        SupplementItem(dossier=dossier, event=event, **columns)
        for columns in asked_rows(agency_id=dossier.agency_id, move=move)
    )


def asked_rows(*, agency_id: int, move: Move) -> list[dict[str, Any]]:
    """The columns of the papers that an act asks for, by attribute name."""
    return [
        {
            "agency_id": agency_id,
            "position": position,
            "required_id": item.required_id,
            "name": item.name,
            "defect": item.defect.value,
            "fix": item.fix,
            "originals": item.originals,
            "certified": item.certified,
            "copies": item.copies,
        }
        for position, item in enumerate(move.items, start=1)
    ]


def opening(*, before: CaseState, move: Move, outcome: Outcome, terms: Terms) -> dict[str, Any]:
    """The columns of the pause that an act opened, by attribute name."""
    pause = outcome.opened
    assert pause is not None
    assert before.due_at is not None
    return {
        "kind": pause.kind,
        "mode": pause.mode.value,
        "reason": move.reason or None,
        "restart_reason": move.restart_reason or None,
        "again_reason": move.again_reason or None,
        "legal_basis": move.legal_basis,
        "document": pause.document,
        "outage_id": move.outage_id,
        "requested_by_id": move.requested_by_id,
        "opened_at": pause.opened_at,
        "opened_by_id": move.by.id,
        "hours_left": hours_left(at=move.at, due_at=before.due_at, calendar=terms.calendar),
        "answer_by_date": pause.answer_by,
    }


def closing(*, move: Move, outcome: Outcome) -> dict[str, Any]:
    """The columns that closing a pause sets."""
    pause = outcome.closed
    assert pause is not None
    return {
        "closed_at": pause.closed_at,
        "closed_by_id": move.by.id if move.by.is_official else None,
        "mode": pause.mode.value,
        "proof": move.document,
    }


def append_remark(
    *,
    dossier: Dossier,
    action: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any],
    note: str = "",
    duty: str = "",
) -> DossierEvent:
    """An event that moves nothing, such as a paper issued or a letter sent; it is part of the chain all the same."""
    event = _append_link(
        dossier=dossier, action=action, by=by, duty=duty, at=at, changes={}, facts=dict(facts), note=note
    )
    dossier.save(update_fields=("last_sequence", "chain_head"))
    return event


def _append(*, dossier: Dossier, move: Move, changes: dict[str, Any], facts: dict[str, Any], note: str) -> DossierEvent:
    return _append_link(
        dossier=dossier,
        action=move.action.value,
        by=move.by,
        duty=acting_duty(action=move.action, by=move.by),
        at=move.at,
        changes=changes,
        facts=facts,
        note=note or move.reason,
    )


def acting_duty(*, action: Action, by: Actor) -> str:
    """The duty under which this actor did it."""
    return next((duty.value for duty in _DUTIES[action] if duty in by.duties), "")


def _append_link(
    *,
    dossier: Dossier,
    action: str,
    by: Actor,
    duty: str,
    at: datetime,
    changes: dict[str, Any],
    facts: dict[str, Any],
    note: str,
) -> DossierEvent:
    salt = secrets.token_hex(16)
    if by.through:
        facts = {**facts, "through": by.through}
    link = chain.Link(
        dossier_id=dossier.pk,
        sequence=dossier.last_sequence + 1,
        action=action,
        actor=by.key,
        duty=duty,
        at=at.astimezone(UTC).isoformat(),
        changes=changes,
        facts=facts,
        note_digest=chain.note_digest(note=note, salt=salt),
    )
    head = chain.head(previous=dossier.chain_head or chain.START, link=link)
    event = DossierEvent.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        sequence=link.sequence,
        action=action,
        actor_kind=by.kind.value,
        actor_id=by.id,
        duty=duty,
        at=at,
        changes=changes,
        facts=facts,
        note_digest=link.note_digest,
        head=head,
    )
    if note:
        EventNote.objects.create(event=event, salt=salt, text=note)
    dossier.last_sequence = link.sequence
    dossier.chain_head = head
    return event


def fact_kinds(*, before: CaseState, after: CaseState) -> list[Fact.Kind]:
    """What the figures must learn from one act."""
    kinds = []
    if after.received_at and not before.received_at:
        kinds.append(Fact.Kind.RECEIVED)
    if after.finished_at and not before.finished_at:
        kinds.append(Fact.Kind.FINISHED if after.timeliness else Fact.Kind.ENDED)
    return kinds


def _queue_fact(*, dossier: Dossier, before: CaseState, at: datetime, late: Mapping[str, Any] | None) -> None:
    after = dossier.state()
    charged = late or {"stage": "", "minutes": 0}
    Fact.objects.bulk_create(
        Fact(
            agency_id=dossier.agency_id,
            dossier=dossier,
            kind=kind,
            field_id=dossier.field_id,
            channel=dossier.channel,
            day=at.astimezone(ZONE).date(),
            timeliness=_timeliness_of(kind, after),
            timeliness_in_force=after.timeliness_in_force or "",
            late_stage=charged["stage"] if kind is Fact.Kind.FINISHED else "",
            late_minutes=charged["minutes"] if kind is Fact.Kind.FINISHED else 0,
        )
        for kind in fact_kinds(before=before, after=after)
    )


def _timeliness_of(kind: Fact.Kind, after: CaseState) -> str:
    """Against the first promise; what was withdrawn or stopped has one too, and is never early (ruling 5)."""
    if kind is Fact.Kind.ENDED:
        return Timeliness.LATE if after.ended_late else Timeliness.ON_TIME
    return (after.timeliness or "") if kind is Fact.Kind.FINISHED else ""
