"""One whole life in memory: the acts of a story, decided one after another, and the rows that they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from typing import Any, NamedTuple

from django.db import models

from apps.accounts.domain.actor import Actor
from apps.core.addresses import printed_address
from apps.dossiers.domain import chain, lifecycle
from apps.dossiers.domain.asking import ItemState, asked_facts
from apps.dossiers.domain.attribution import Passed, closing_facts
from apps.dossiers.domain.clock import hours_left
from apps.dossiers.domain.codes import dossier_code
from apps.dossiers.domain.lifecycle import Move, Outcome, Terms
from apps.dossiers.domain.state import MOVING_FIELDS, CaseState
from apps.dossiers.domain.status import ASKING, Action
from apps.dossiers.models import (
    Dossier,
    DossierDocument,
    DossierEvent,
    EventNote,
    Extension,
    Pause,
    Result,
    SupplementItem,
)
from apps.dossiers.services.writing import ZONE, acting_duty, asked_rows, closing, opening

Rows = dict[type[models.Model], list[dict[str, Any]]]
LIVED = (Dossier, DossierEvent, EventNote, DossierDocument, Pause, Extension, Result, SupplementItem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a history; `result` are the columns of the paper laid before the leader, or those a signature sets."""

    action: Action
    by: Actor
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    note: str = ""
    particulars: Mapping[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One dossier: its fixed columns (by attribute name), what was promised under, its papers and its acts in order."""

    columns: Mapping[str, Any]
    agency_code: str
    terms: Terms
    acts: Sequence[Act]
    documents: Sequence[Mapping[str, Any]] = ()


class Given(NamedTuple):
    """The numbers of one story: its own id, those of its events, its place of the day and in the book."""

    dossier_id: int
    event_ids: tuple[int, ...]
    number: int
    book_number: int


def no_rows() -> Rows:
    """A sheet for each table, still empty."""
    return {model: [] for model in LIVED}


def live(*, story: Story, given: Given, random: Random, rows: Rows) -> None:
    """Let one dossier live through its acts in memory, and collect the rows that they leave."""
    dossier_id, agency_id = given.dossier_id, story.columns["agency_id"]
    events: list[Passed] = []
    columns = story.columns
    state = CaseState(agency_id=agency_id, receiving_agency_id=columns["receiving_agency_id"])
    head, terms = "", story.terms
    for sequence, act in enumerate(story.acts, start=1):
        move = _move(story=story, act=act, given=given)
        before = state
        outcome = lifecycle.decide(state=state, move=move, terms=terms)
        state = outcome.after
        _keep_pause(
            story=story, move=move, before=before, outcome=outcome, terms=terms, dossier_id=dossier_id, rows=rows
        )
        note, salt = act.note or act.reason, f"{random.getrandbits(128):032x}"
        facts = dict(act.facts) | _asking_facts(move=move, dossier_id=dossier_id, rows=rows)
        if act.action is Action.SIGN:
            facts["address"] = printed_address()
        if state.timeliness is not before.timeliness:
            facts |= closing_facts(after=state, events=events, calendar=terms.calendar)
        events.append(Passed(act.at, act.action.value, outcome.changes))
        link = chain.Link(
            dossier_id=dossier_id,
            sequence=sequence,
            action=act.action.value,
            actor=act.by.key,
            duty=acting_duty(action=act.action, by=act.by),
            at=act.at.astimezone(UTC).isoformat(),
            changes=outcome.changes,
            facts=facts,
            note_digest=chain.note_digest(note=note, salt=salt),
        )
        head = chain.head(previous=head or chain.START, link=link)
        event_id = given.event_ids[sequence - 1]
        rows[DossierEvent].append(
            {
                "id": event_id,
                "agency_id": agency_id,
                "dossier_id": dossier_id,
                "sequence": sequence,
                "action": link.action,
                "actor_kind": act.by.kind.value,
                "actor_id": act.by.id,
                "duty": link.duty,
                "at": act.at,
                "changes": outcome.changes,
                "facts": facts,
                "note_digest": link.note_digest,
                "head": head,
            }
        )
        if note:
            rows[EventNote].append({"event_id": event_id, "salt": salt, "text": note})
        _keep_items(story=story, move=move, dossier_id=dossier_id, event_id=event_id, rows=rows)
        _consequences(story, act, facts, before, state, terms, dossier_id, rows)
        terms = _arranged_now(terms, act, outcome)
    rows[Dossier].append(
        {
            **story.columns,
            "id": dossier_id,
            **{name: getattr(state, name) for name in MOVING_FIELDS},
            "last_sequence": len(story.acts),
            "chain_head": head,
        }
    )
    rows[DossierDocument].extend(
        {**document, "agency_id": agency_id, "dossier_id": dossier_id} for document in story.documents
    )


def _move(*, story: Story, act: Act, given: Given) -> Move:
    particulars = dict(act.particulars)
    if act.action is Action.RECEIVE:
        day = act.at.astimezone(ZONE).date()
        particulars["code"] = dossier_code(agency_code=story.agency_code, day=day, number=given.number)
        particulars["book_number"] = given.book_number
    return Move(action=act.action, by=act.by, at=act.at, reason=act.reason, **particulars)


def _arranged_now(terms: Terms, act: Act, outcome: Outcome) -> Terms:
    """The terms after an act: a pause more, the open one closed, a new day."""
    for pause in (outcome.opened, outcome.closed):
        if pause is not None:
            terms = terms.with_pause(pause)
    if act.action is Action.EXTEND:
        return replace(terms, extended_to=act.particulars["new_due_date"])
    return terms


def _keep_pause(
    *, story: Story, move: Move, before: CaseState, outcome: Outcome, terms: Terms, dossier_id: int, rows: Rows
) -> None:
    """The line of the ledger that an act opens or closes."""
    if outcome.closed:
        rows[Pause][-1] |= closing(move=move, outcome=outcome)
    if outcome.opened:
        own = {"agency_id": story.columns["agency_id"], "dossier_id": dossier_id}
        open_ended = {"closed_at": None, "closed_by_id": None, "proof": ""}
        rows[Pause].append(own | opening(before=before, move=move, outcome=outcome, terms=terms) | open_ended)


def _asking_facts(*, move: Move, dossier_id: int, rows: Rows) -> dict[str, Any]:
    """What the event keeps of papers asked for, or found good."""
    if move.action in ASKING:
        return asked_facts(move.items)
    if move.action is not Action.ACCEPT_SUPPLEMENT:
        return {}
    own = [row for row in rows[SupplementItem] if row["dossier_id"] == dossier_id and row["judged_at"] is None]
    return {"judged": {str(row["position"]): ItemState.ACCEPTED.value for row in own}}


ANSWERS = {
    Action.ANSWER_FIX: ItemState.ANSWERED,
    Action.RECEIVE: ItemState.ACCEPTED,
    Action.ACCEPT_SUPPLEMENT: ItemState.ACCEPTED,
}


def _keep_items(*, story: Story, move: Move, dossier_id: int, event_id: int, rows: Rows) -> None:
    """The papers that were asked for, and how far they are."""
    state = ANSWERS.get(move.action)
    for row in reversed(rows[SupplementItem]):
        if state is None or row["dossier_id"] != dossier_id:
            break
        row["state"] = state.value
        if state is ItemState.ANSWERED:
            row["answered_at"] = move.at
        else:
            row |= {"judged_at": move.at, "judged_by_id": move.by.id}
    open_ended = {"state": ItemState.OPEN.value, "word": None, "answered_at": None, "verdict": None}
    own = {"dossier_id": dossier_id, "event_id": event_id, "judged_at": None, "judged_by_id": None}
    rows[SupplementItem].extend(
        columns | open_ended | own for columns in asked_rows(agency_id=story.columns["agency_id"], move=move)
    )


def _consequences(
    story: Story,
    act: Act,
    facts: Mapping[str, Any],
    before: CaseState,
    after: CaseState,
    terms: Terms,
    dossier_id: int,
    rows: Rows,
) -> None:
    """The sibling rows of an act: the result laid before the leader and signed, the extension."""
    agency_id = story.columns["agency_id"]
    own = rows[Result][-1] if rows[Result] and rows[Result][-1]["dossier_id"] == dossier_id else None
    if act.action is Action.SIGN:
        if own:
            signed = {"signed_by_id": act.by.id, "signed_at": act.at, "address": facts["address"]}
            own |= signed | dict(act.result or {})
    elif act.result is not None:
        if own:
            own["is_current"] = False
        rows[Result].append(
            {
                "number": "",
                "file_id": None,
                "signed_by_id": None,
                "signed_at": None,
                "signed_as": "",
                "is_current": True,
                "address": "",
                **act.result,
                "agency_id": agency_id,
                "dossier_id": dossier_id,
                "outcome": after.outcome,
                "prepared_by_id": act.by.id,
                "prepared_at": act.at,
            }
        )
    if act.action is Action.EXTEND and before.late_after is not None and before.due_at is not None:
        rows[Extension].append(
            {
                "agency_id": agency_id,
                "dossier_id": dossier_id,
                "first_due_at": before.due_at,
                "new_due_at": after.due_at,
                "reason_code": facts.get("reason_code", ""),
                "requested_by_id": before.holder_id,
                "signed_by_id": act.by.id,
                "signed_at": act.at,
                "hours_left": hours_left(at=act.at, due_at=before.due_at, calendar=terms.calendar),
                "is_after_promise": act.at > before.late_after,
            }
        )
