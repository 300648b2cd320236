"""Asking the second party, and taking their answer for exactly what they read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.addresses import paper_address
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.parties import Confirmation, PartyState
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier, SecondParty
from apps.dossiers.selectors import second_party_of
from apps.dossiers.selectors.parties import OPEN_TO_CONFIRM, party_print, party_state_of
from apps.dossiers.services import papers
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import locked
from apps.messaging.domain.kinds import Kind


class NotNamed(Exception):
    """Nobody can be asked yet: there is no name, or no way to know them."""


class NotAsked(Exception):
    """There is nothing to answer here: lapsed, answered before, filed meanwhile; `state` says which."""

    def __init__(self, state: PartyState | None) -> None:
        super().__init__(state)
        self.state = state


class ReadOtherwise(Exception):
    """What was read is not what stands there now: it has to be read again."""


@transaction.atomic
def ask(*, dossier_id: int, by: Actor, at: datetime, days: int) -> SecondParty:
    """Open the second party's page for some days; what they said before is asked anew. Raises Forbidden, NotNamed."""
    dossier = _open(dossier_id)
    is_theirs = papers.may_write(dossier, by=by) if by.is_helping else by.id == dossier.submitter_id
    if not is_theirs:
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="wrong_status")
    party = second_party_of(dossier)
    if party is None or not party.name or not (party.phone or party.personal_id):
        raise NotNamed(dossier_id)
    party.address = party.address or paper_address()
    party.asked_at, party.asked_until = at, at + timedelta(days=days)
    if party.answered_print != party_print(dossier) or not party.agreed:
        party.answered_at, party.agreed = None, None
        party.answered_print = party.answered_way = party.answered_by = ""
    party.save()
    return party


@transaction.atomic
def answer(*, dossier_id: int, agreed: bool, read: str, way: Confirmation, by: str, at: datetime) -> SecondParty:
    """What the second party says of what they read; the filer is told. `by`: key of the actor at the keyboard.

    Raises NotAsked, ReadOtherwise, Forbidden.
    """
    dossier = _open(dossier_id)
    state = party_state_of(dossier=dossier, at=at)
    if state is not PartyState.ASKED:
        raise NotAsked(state)
    if read != party_print(dossier):
        raise ReadOtherwise(dossier_id)
    party = dossier.second_party
    party.answered_at, party.agreed, party.answered_print = at, agreed, read
    party.answered_way, party.answered_by = way.value, by
    party.save(update_fields=["answered_at", "agreed", "answered_print", "answered_way", "answered_by"])
    tell(dossier=dossier, kind=Kind.SECOND_PARTY_ANSWERED, at=at, cycle=int(at.timestamp()) // 60)
    return party


def _open(dossier_id: int) -> Dossier:
    dossier = locked(dossier_id=dossier_id)
    if dossier.status not in OPEN_TO_CONFIRM or not dossier.arrangement.second_party:
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="wrong_status")
    return dossier
