"""Form 06, the control slip: numbered when it is first printed, and longer each time the dossier changed hands since.

The one paper whose facts may grow: rows are only ever added to those that were printed before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.control import Followed, Happened, Place, continued, follow
from apps.desk.domain.papers import ControlFacts, SlipKind
from apps.desk.models import Slip
from apps.desk.services.slips import blank_head, document_lines, for_paper, issue, party_of
from apps.dossiers.domain.status import Action
from apps.dossiers.labels import allowance_words
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import timeline
from apps.dossiers.services.writing import ZONE, locked
from apps.officials.models import Official

# Whose words stand on the slip: why a dossier went back or ended. What colleagues write to one another does not.
TOLD = frozenset({Action.SEND_BACK, Action.RETURN_TO_OFFICER, Action.WITHDRAW, Action.STOP})


class NotReceived(Exception):
    """A dossier that was never received was never handed over."""


@transaction.atomic
def control_slip(*, dossier_id: int, by: Actor, at: datetime) -> Slip:
    """The control slip of a received dossier as of now: issued the first time, afterwards continued. Raises
    NotReceived."""
    locked(dossier_id=dossier_id)
    dossier = for_paper(dossier_id)
    if dossier.received_at is None:
        raise NotReceived(dossier_id)
    facts = control_facts(dossier=dossier, at=at)
    slip = Slip.objects.select_for_update(of=("self",)).filter(dossier=dossier, kind=SlipKind.CONTROL).first()
    if slip is None:
        return issue(dossier=dossier, facts=facts, by=by, at=at)
    before = ControlFacts.from_json(slip.facts)
    grown = replace(facts, head=before.head, rows=continued(printed=before.rows, now=facts.rows))
    if grown != before:
        slip.facts = grown.to_json()
        slip.save(update_fields=["facts"])
    return slip


def control_facts(*, dossier: Dossier, at: datetime) -> ControlFacts:
    """The slip as the events of the dossier tell it now."""
    assert dossier.received_at is not None and dossier.due_at is not None
    allowance = dossier.arrangement.allowance_under(dossier.version, variant=dossier.variant)
    followed, places = _followed(dossier)
    holder = places.get(followed.holder_id or 0)
    is_at_desk = followed.holder_id == dossier.received_by_id
    return ControlFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        first_due_at=dossier.first_due_at if dossier.first_due_at != dossier.due_at else None,
        allowance=allowance_words(allowance) if allowance else "",
        solving=dossier.agency.name,
        documents=document_lines(dossier=dossier),
        sets=dossier.copies,
        rows=followed.rows,
        open_unit=(dossier.receiving_agency.desk_name if is_at_desk else holder.unit) if holder else "",
        open_holder=holder.name if holder else "",
    )


def _followed(dossier: Dossier) -> tuple[Followed, dict[int, Place]]:
    events = [
        Happened(
            event.at,
            event.action,
            event.changes,
            event.note.text if event.action in TOLD and hasattr(event, "note") else "",
        )
        for event in timeline(dossier=dossier)
    ]
    held = {event.changes.get("holder_id") for event in events} | {dossier.received_by_id}
    places = {
        pk: Place(unit or dossier.agency.name, name)
        for pk, unit, name in Official.objects.filter(pk__in=[pk for pk in held if pk]).values_list(
            "pk", "unit_name", "name"
        )
    }
    clerks = frozenset(filter(None, [dossier.received_by_id]))
    desk = dossier.receiving_agency.desk_name
    return follow(events=events, places=places, desk=desk, clerks=clerks, zone=ZONE), places
