"""A result changes hands: who may take it is asked, then everything that belongs to it is written down at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import show_phone
from apps.core.models import StoredFile
from apps.desk.domain.collecting import (
    IDENTITY_WORDS,
    Claimant,
    Identity,
    MayNotTake,
    Shown,
    SignedHow,
    check,
    relation_words,
)
from apps.desk.domain.mail import AWAY, MailState
from apps.desk.domain.papers import ResultReceiptFacts, ReturnedLine
from apps.desk.labels import COURTESY_LABELS
from apps.desk.models import Collection, CourtesyLetter, PostalItem, PostalStep, ReturnedOriginal
from apps.desk.selectors.certification import lacks_number
from apps.desk.selectors.collecting import claimed_of, originals_of, owed, rules_of
from apps.desk.services import courtesies
from apps.desk.services.slips import blank_head, for_paper, issue, party_of
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Delivery, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import returning
from apps.dossiers.services.returning import Collector
from apps.dossiers.services.writing import locked
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import on_duty
from apps.procedures.domain.courtesies import Courtesy
from apps.visits.domain.doings import Done
from apps.visits.models import Visit
from apps.visits.services import note


class FeeFirst(Exception):
    """Something is still to be paid; `amount` in đồng."""

    def __init__(self, amount: int) -> None:
        super().__init__(amount)
        self.amount = amount


class TooManyOriginals(Exception):
    """More would be given back of a document than lies there; `document_id` says of which."""

    def __init__(self, document_id: int) -> None:
        super().__init__(document_id)
        self.document_id = document_id


class AlreadySigned(Exception):
    """How the collector signed was written down before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What the clerk says of one hand-over."""

    shown: Shown
    name: str
    relation: str = ""
    personal_id: str = ""
    phone: str = ""  # of whoever takes it; empty: the one we know of the applicant or the submitter
    leader_id: int | None = None
    originals: Mapping[int, int] = field(default_factory=dict)  # of a document: how many go back
    signature: StoredFile | None = None  # drawn on the screen; None: the paper is signed
    way: Delivery = Delivery.COUNTER


@transaction.atomic
def hand_over(*, dossier_id: int, handed: HandOver, by: Actor, at: datetime, seen: int | None = None) -> Collection:
    """The result in the hands of whoever may take it, and its receipt. Two clerks at once: the second is refused.

    Raises lifecycle.Forbidden, ChangedMeanwhile, MayNotTake, FeeFirst, TooManyOriginals.
    """
    locked(dossier_id=dossier_id, seen=seen)
    dossier = for_paper(dossier_id)
    _refuse_what_may_not_be(dossier, handed)
    returning.return_result(dossier_id=dossier_id, by=by, at=at, collector=_collector(handed), way=handed.way)
    letter = CourtesyLetter.objects.filter(dossier=dossier, signed_at__isnull=False, handed_at__isnull=True).first()
    courtesies.hand_over(dossier_id=dossier_id, by=by, at=at)
    _drop_label(dossier, by, at)
    leader = _leader(handed, dossier, by, at)
    collection = Collection.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        way=handed.way,
        claimant=handed.shown.claimant,
        name=handed.name,
        relation=handed.relation,
        paper=handed.shown.paper,
        personal_id=handed.personal_id or None,
        identity=handed.shown.identity,
        signed=SignedHow.SCREEN if handed.signature else "",
        signed_at=at if handed.signature else None,
        signature=handed.signature,
        handed_at=at,
        handed_by_id=by.id,
        leader=leader,
    )
    _note_visit(dossier, by, at)
    lines = _give_back(collection, handed.originals)
    courtesy = str(COURTESY_LABELS[Courtesy(letter.kind)]) if letter else ""
    facts = _facts(dossier, handed, lines, courtesy=courtesy, leader=leader, by=by, at=at)
    dossier.refresh_from_db(fields=["status", "last_sequence", "chain_head"])
    collection.slip = issue(dossier=dossier, facts=facts, by=by, at=at)
    collection.save(update_fields=["slip"])
    return collection


def _refuse_what_may_not_be(dossier: Dossier, handed: HandOver) -> None:
    """The state first: whoever comes second is to read that it was handed over, not that a fee is owed."""
    if dossier.status not in (Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED, Status.RESULT_SENT):
        raise Forbidden(action=Action.RETURN_RESULT, status=Status(dossier.status), why="wrong_status")
    if PostalItem.objects.filter(dossier=dossier, state__in=AWAY).exists():
        raise MayNotTake("with_the_post")
    refuse_without_number(dossier=dossier, action=Action.RETURN_RESULT)
    amount = owed(dossier=dossier)
    if amount:
        raise FeeFirst(amount)
    check(shown=handed.shown, claimed=claimed_of(dossier), rules=rules_of(agency_id=dossier.agency_id))


def refuse_without_number(*, dossier: Dossier, action: Action) -> None:
    """What was certified leaves the office with its number (NĐ 23/2015/NĐ-CP, Điều 13). Raises lifecycle.Forbidden."""
    if lacks_number(dossier=dossier):
        raise Forbidden(action=action, status=Status(dossier.status), why="number_first")


def _note_visit(dossier: Dossier, by: Actor, at: datetime) -> None:
    """Where its owner stands before this official anyhow, the hand-over is one more doing of that visit."""
    people = [dossier.applicant_id, dossier.submitter_id]
    running = Visit.objects.filter(official_id=by.id, ended_at__isnull=True, person_id__in=people).first()
    if running:
        note(visit=running, dossier_id=dossier.pk, done=Done.RETURNED, at=at)


def _collector(handed: HandOver) -> Collector:
    """What the chain keeps: as what they came, not who they are to whom; the name goes into the sealed note."""
    return Collector(
        name=handed.name,
        relation=handed.shown.claimant.value,
        identity_checked=handed.shown.identity is not Identity.KNOWN,
        identity=handed.shown.identity.value,
    )


def _leader(handed: HandOver, dossier: Dossier, by: Actor, at: datetime) -> Official | None:
    """Who handed it over in person. Raises Forbidden for somebody who is no leader of the office that hands over."""
    if handed.leader_id is None:
        return None
    leaders = {one.pk: one for one in on_duty(agency_id=by.agency_id or 0, duty=Duty.LEADER, at=at)}
    if handed.leader_id not in leaders:
        raise Forbidden(action=Action.RETURN_RESULT, status=Status(dossier.status), why="receiver_cannot_take_it")
    return leaders[handed.leader_id]


def _give_back(collection: Collection, wanted: Mapping[int, int]) -> tuple[ReturnedLine, ...]:
    documents = {document.pk: document for document in originals_of(collection.dossier)}
    for document_id, count in wanted.items():
        document = documents.get(document_id)
        if count and (document is None or not 0 <= count <= document.originals):
            raise TooManyOriginals(document_id)
    going = [(documents[document_id], count) for document_id, count in wanted.items() if count]
    ReturnedOriginal.objects.bulk_create(
        ReturnedOriginal(
            agency_id=collection.agency_id,
            collection=collection,
            document=document,
            kept=document.originals,
            returned=count,
        )
        for document, count in going
    )
    return tuple(ReturnedLine(name=document.name, originals=count) for document, count in going)


def _drop_label(dossier: Dossier, by: Actor, at: datetime) -> None:
    """A label was made, and now the owner came: nothing goes to the post."""
    item = PostalItem.objects.filter(dossier=dossier, state=MailState.PREPARED).first()
    if item:
        item.state, item.changed_at = MailState.DROPPED, at
        item.save(update_fields=["state", "changed_at"])
        PostalStep.objects.create(
            agency_id=item.agency_id, item=item, sequence=item.steps.count() + 1, state=item.state, at=at, by_id=by.id
        )


def _facts(
    dossier: Dossier,
    handed: HandOver,
    lines: tuple[ReturnedLine, ...],
    *,
    courtesy: str,
    leader: Official | None,
    by: Actor,
    at: datetime,
) -> ResultReceiptFacts:
    result = dossier.results.filter(is_current=True).first()
    return ResultReceiptFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        result=result.title if result else dossier.procedure_name,
        result_number=result.number if result else "",
        collector=handed.name,
        relation=relation_words(shown=handed.shown, relation=handed.relation),
        identity_checked=IDENTITY_WORDS[handed.shown.identity],
        handed_by=by.name,
        handed_by_leader=f"{leader.name}, {leader.position}" if leader else "",
        originals=lines,
        courtesy=courtesy,
        signature=handed.signature is not None,
        collector_phone=show_phone(handed.phone or _known_phone(dossier, handed)),
        handed_by_phone=show_phone(Official.objects.only("phone").get(pk=by.id).phone),
        at=at,
    )


def _known_phone(dossier: Dossier, handed: HandOver) -> str:
    known = {Claimant.APPLICANT: dossier.applicant_phone, Claimant.SUBMITTER: dossier.submitter.phone}
    return known.get(handed.shown.claimant, "")


@transaction.atomic
def sign_on_paper(*, dossier_id: int, scan: StoredFile | None, by: Actor, at: datetime) -> Collection:
    """The receipt was signed on paper: its scan, or the clerk's word that the signed paper lies in the folder.

    Raises lifecycle.Forbidden, AlreadySigned.
    """
    dossier = locked(dossier_id=dossier_id)
    is_desk = by.has(Duty.CLERK) or by.has(Duty.RETURN_CLERK)
    if not is_desk or by.agency_id not in (dossier.agency_id, dossier.receiving_agency_id):
        raise Forbidden(action=Action.RETURN_RESULT, status=Status(dossier.status), why="not_your_duty")
    collection = Collection.objects.filter(dossier=dossier, signed="").first()
    if collection is None:
        raise AlreadySigned
    collection.signed = SignedHow.SCAN if scan else SignedHow.PAPER
    collection.signature, collection.signed_at = scan, at
    collection.save(update_fields=["signed", "signature", "signed_at"])
    return collection
