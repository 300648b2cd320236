"""Writing a proposal about a procedure, sending it on, writing down what was answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.officials.selectors import office_settings
from apps.procedures.domain.reviewing import (
    NEEDS_ANSWER,
    CannotMove,
    Move,
    ProposalStatus,
    Verdict,
    moved,
)
from apps.procedures.models import ProcedureVersion, ReviewProposal


class AnswerMissing(ValueError):
    """Accepted or declined, a proposal needs the words and the number of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What somebody proposes, as typed."""

    verdict: Verdict
    reason: str
    change: str = ""
    dossiers_a_year: int = 0
    minutes_now: int = 0
    minutes_then: int = 0
    cost_now: int = 0
    cost_then: int = 0


def propose(
    *, agency: Agency, version: ProcedureVersion, proposed: Proposed, by: Actor, at: datetime
) -> ReviewProposal:
    """A new draft about a wording; the hour is valued as the office values it that day."""
    return ReviewProposal.objects.create(
        agency=agency,
        version=version,
        dong_an_hour=office_settings(agency_id=agency.pk)["dong_an_hour"],
        written_by_id=by.id,
        written_at=at,
        **_columns(proposed),
    )


@transaction.atomic
def amend_proposal(*, agency: Agency, proposal_id: int, proposed: Proposed, by: Actor, at: datetime) -> ReviewProposal:
    """The draft as it is said now. Raises CannotMove once it was sent, ReviewProposal.DoesNotExist."""
    proposal = _locked(agency, proposal_id)
    status = ProposalStatus(proposal.status)
    if status is not ProposalStatus.DRAFT:
        raise CannotMove(status=status, move=Move.SEND)
    for name, value in _columns(proposed).items():
        setattr(proposal, name, value)
    proposal.dong_an_hour = office_settings(agency_id=agency.pk)["dong_an_hour"]
    proposal.written_by_id, proposal.written_at = by.id, at
    proposal.save()
    return proposal


@transaction.atomic
def move_proposal(
    *, agency: Agency, proposal_id: int, move: Move, answer: str, by: Actor, at: datetime
) -> ReviewProposal:
    """The proposal one step further. Raises CannotMove, AnswerMissing, ReviewProposal.DoesNotExist."""
    proposal = _locked(agency, proposal_id)
    status = moved(status=ProposalStatus(proposal.status), move=move)
    if move in NEEDS_ANSWER:
        if not answer.strip():
            raise AnswerMissing
        proposal.answer, proposal.answered_at = answer.strip(), at
    if move is Move.SEND:
        proposal.sent_at = at
    proposal.status = status.value
    proposal.save()
    return proposal


def _columns(proposed: Proposed) -> dict[str, str | int]:
    return {**asdict(proposed), "verdict": proposed.verdict.value}


def _locked(agency: Agency, proposal_id: int) -> ReviewProposal:
    return ReviewProposal.objects.select_for_update(of=("self",)).get(agency=agency, pk=proposal_id)
