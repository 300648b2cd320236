"""Whoever stands at the counter: received with form 01, asked in writing with form 02, or refused with form 03."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.accounts.services import PersonFacts, know_person
from apps.core.folding import fold
from apps.desk.models import Slip
from apps.desk.services import receiving as desk
from apps.desk.services.certifying import ToCertify
from apps.desk.services.courtesies import wish
from apps.desk.services.receiving import ReceivedWithSlip, with_receipt
from apps.dossiers.domain.asking import AskedItem
from apps.dossiers.domain.representation import Standing
from apps.dossiers.domain.status import Channel, Delivery, RefusalCategory
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, receiving
from apps.dossiers.services.at_once import SpotResult, return_at_once
from apps.dossiers.services.filing import ApplicantFacts, relation_of
from apps.dossiers.services.receiving import HandedPaper, Received
from apps.officials.models import Agency
from apps.payments.services.counter import collected_at_reception
from apps.procedures.models import Arrangement, ProcedureVersion
from apps.procedures.selectors import variant_called
from apps.visits.domain.doings import Done
from apps.visits.selectors import running_visit
from apps.visits.services import Visitor, note, visit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Three facts: who takes it in, who decides it, where the result is had (domain 3, rule 5)."""

    receiving: Agency
    deciding: Agency
    returning: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """The visit this belongs to: the key of the screen, the ticket as typed; `visit_id` where it goes on."""

    key: str
    ticket: str = ""
    visit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """Everything one screen of reception says. `submitter` None: the applicant came in person.

    `again`: the dossier that was asked for papers before, and is back with them.
    """

    arrangement: Arrangement
    version: ProcedureVersion
    places: Places
    applicant: PersonFacts
    submitter: PersonFacts | None = None
    relation: str = ""
    standing: Standing | None = None
    papers: Sequence[HandedPaper] = ()
    delivery: Delivery = Delivery.COUNTER
    delivery_address: str = ""
    case: str = ""
    fee_amount: int = 0
    fee_note: str = ""
    pages: int = 0  # of one copy, as counted for a fee by the page; 0: not counted
    copies: int = 1
    to_certify: Sequence[ToCertify] = ()  # as the counter of certification counted them, paper by paper
    wants_courtesy: bool = False
    again: int | None = None
    presence: Presence


@transaction.atomic
def receive_walk_in(*, walk_in: WalkIn, by: Actor, at: datetime) -> ReceivedWithSlip:
    """Receive in one go: person, dossier, papers, code, promise, form 01. Raises Forbidden, NoAllowance."""
    dossier = _open(walk_in=walk_in, by=by, at=at)
    return with_receipt(
        received=_receive(dossier, walk_in, by, at), by=by, at=at, to_certify=_to_certify(walk_in) or None
    )


def _to_certify(walk_in: WalkIn) -> list[ToCertify]:
    """What the clerk counted at the table; where pages alone were, one line: the fee was asked for all together."""
    if walk_in.to_certify:
        return list(walk_in.to_certify)
    if not walk_in.pages:
        return []
    names = "; ".join(paper.name for paper in walk_in.papers)
    return [ToCertify(name=names or walk_in.version.name, pages=walk_in.pages, copies=walk_in.copies)]


def _receive(dossier: Dossier, walk_in: WalkIn, by: Actor, at: datetime) -> Received:
    received = receiving.receive_held(
        dossier=dossier,
        by=by,
        at=at,
        papers=walk_in.papers,
        fee_amount=walk_in.fee_amount,
        fee_note=walk_in.fee_note,
    )
    collected_at_reception(dossier=dossier, amount=walk_in.fee_amount, note=walk_in.fee_note, by=by, at=at)
    if walk_in.wants_courtesy or walk_in.again is not None:
        wish(dossier=dossier, wanted=walk_in.wants_courtesy, by=by, at=at)
    _note(dossier, walk_in, Done.RECEIVED, by, at)
    return received


@transaction.atomic
def serve_at_once(*, walk_in: WalkIn, result: SpotResult, by: Actor, at: datetime) -> Dossier:
    """Received and returned on the spot: in the book, without form 01 (domain 2.3). Raises Forbidden, NoAllowance."""
    dossier = take_in(walk_in=walk_in, by=by, at=at)
    return give_at_once(dossier=dossier, walk_in=walk_in, result=result, by=by, at=at)


@transaction.atomic
def take_in(*, walk_in: WalkIn, by: Actor, at: datetime) -> Dossier:
    """Received without a paper, for what is handed over in the same breath. Raises Forbidden, NoAllowance."""
    dossier = _open(walk_in=walk_in, by=by, at=at)
    return _receive(dossier, walk_in, by, at).dossier


@transaction.atomic
def give_at_once(*, dossier: Dossier, walk_in: WalkIn, result: SpotResult, by: Actor, at: datetime) -> Dossier:
    """What was just taken in goes back to whoever brought it. Raises Forbidden."""
    return_at_once(
        dossier_id=dossier.pk,
        by=by,
        at=at,
        result=result,
        collector=dossier.submitter.name,
        relation=dossier.relation or "chính chủ",
    )
    _note(dossier, walk_in, Done.RETURNED, by, at)
    return Dossier.objects.get(pk=dossier.pk)


@transaction.atomic
def ask_walk_in(*, walk_in: WalkIn, items: Sequence[AskedItem], reason: str, by: Actor, at: datetime) -> Slip:
    """Say in writing what is missing (form 02); the dossier waits under its temporary reference. Raises Forbidden."""
    dossier = _open(walk_in=walk_in, by=by, at=at)
    slip = desk.request_fix(dossier_id=dossier.pk, items=items, reason=reason, by=by, at=at, papers=walk_in.papers)
    _note(dossier, walk_in, Done.ASKED, by, at)
    return slip


@transaction.atomic
def refuse_walk_in(*, walk_in: WalkIn, category: RefusalCategory, reason: str, by: Actor, at: datetime) -> Slip:
    """Refuse at the counter: what was brought is listed, the reason is on paper (form 03). Raises Forbidden."""
    dossier = _open(walk_in=walk_in, by=by, at=at)
    slip = desk.refuse(dossier_id=dossier.pk, category=category, reason=reason, by=by, at=at, papers=walk_in.papers)
    _note(dossier, walk_in, Done.REFUSED, by, at)
    return slip


def _note(dossier: Dossier, walk_in: WalkIn, done: Done, by: Actor, at: datetime) -> None:
    """In the visit of whoever stands here, which begins with the first of these."""
    visitor = Visitor(person=dossier.submitter, ticket=walk_in.presence.ticket)
    visit = visit_of(visitor=visitor, key=walk_in.presence.key, by=by, at=at)
    note(visit=visit, dossier_id=dossier.pk, done=done, at=at)


def _open(*, walk_in: WalkIn, by: Actor, at: datetime) -> Dossier:
    at_counter = _at_counter(walk_in, by)
    applicant = _met(walk_in.applicant, at_counter if walk_in.submitter is None else None, at)
    submitter = _met(walk_in.submitter, at_counter, at) if walk_in.submitter else applicant
    facts = _applicant_facts(applicant, walk_in.standing)
    places, said = walk_in.places, _said(walk_in)
    if walk_in.again is None:
        return filing.open_draft(
            arrangement=walk_in.arrangement,
            version=walk_in.version,
            agency=places.deciding,
            receiving_agency=places.receiving,
            returning_agency=places.returning,
            applicant=applicant,
            submitter=submitter,
            facts=facts,
            channel=Channel.IN_PERSON,
            at=at,
            said=said,
        )
    dossier = receiving.take_up_again(dossier_id=walk_in.again, by=by, at=at)
    filing.mend_parties(dossier=dossier, applicant=applicant, submitter=submitter, facts=facts)
    for name, value in said.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=list(said))
    return dossier


def _said(walk_in: WalkIn) -> dict[str, Any]:
    """The columns that the screen fills besides the applicant's."""
    return {
        "delivery": walk_in.delivery,
        "delivery_address": walk_in.delivery_address,
        "relation": relation_of(standing=walk_in.standing) or walk_in.relation,
        "case": walk_in.case,
        "variant": variant_called(version=walk_in.version, name=walk_in.case),
    }


def _at_counter(walk_in: WalkIn, by: Actor) -> Person | None:
    """Who stands here already, where this dossier goes on with their visit."""
    visit = running_visit(by=by) if walk_in.presence.visit_id else None
    return visit.person if visit and visit.pk == walk_in.presence.visit_id else None


def _met(facts: PersonFacts, at_counter: Person | None, at: datetime) -> Person:
    """Whoever has no personal id with them is still the same person for their second dossier."""
    is_theirs = at_counter is not None and not facts.personal_id and at_counter.name_folded == fold(facts.name)
    return at_counter if is_theirs and at_counter else know_person(facts=facts, at=at)


def _applicant_facts(person: Person, standing: Standing | None) -> ApplicantFacts:
    return ApplicantFacts(
        name=person.name,
        phone=person.phone,
        email=person.email,
        address=person.address,
        personal_id=person.personal_id or "",
        standing=standing,
    )
