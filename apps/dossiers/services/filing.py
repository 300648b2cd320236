"""What citizens do: draft, submit, answer, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.accounts.services import personal_id_index
from apps.core import addresses
from apps.core.folding import fold
from apps.dossiers.domain.codes import TEMPORARY_PREFIX
from apps.dossiers.domain.drafts import DraftEnd
from apps.dossiers.domain.lifecycle import Forbidden, Move
from apps.dossiers.domain.parties import PartyState
from apps.dossiers.domain.representation import Standing
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Action, Channel, Delivery, Status
from apps.dossiers.models import Dossier, DossierEvent, Representation, SecondParty
from apps.dossiers.selectors.parties import party_state_of
from apps.dossiers.services import papers
from apps.dossiers.services.asking import answered
from apps.dossiers.services.confirming import close_answer, close_help
from apps.dossiers.services.drafts import Page, claim, throw_away
from apps.dossiers.services.notices import tell
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.writing import append_remark, locked, terms_of, write
from apps.messaging.domain.kinds import Kind
from apps.officials.models import Agency
from apps.procedures.models import Arrangement, ProcedureVersion
from apps.procedures.selectors import variant_called


class NoLongerFiled(Exception):
    """The procedure of this draft has no wording today: abolished, expired, or not yet there."""


class AwaitsSecondParty(Exception):
    """The law wants somebody else's word, and what they said is not for this text, or not there yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantFacts:
    """The applicant as the dossier keeps them; phone and personal id in their one spelling.

    `standing`: on what basis the submitter acts for them; None: for themselves.
    """

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    personal_id: str = ""
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """The second party as typed so far; phone and personal id in their one spelling where they can stand."""

    name: str = ""
    phone: str = ""
    personal_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What the citizen gets in hand: the reference and, once, the look-up factor in clear."""

    dossier: Dossier
    lookup_factor: str


def open_draft(
    *,
    arrangement: Arrangement,
    version: ProcedureVersion,
    agency: Agency,
    applicant: Person,
    submitter: Person,
    facts: ApplicantFacts,
    channel: Channel,
    at: datetime,
    is_assisted: bool = False,
    receiving_agency: Agency | None = None,
    returning_agency: Agency | None = None,
    said: Mapping[str, Any] | None = None,
) -> Dossier:
    """A new draft; it has no event yet and is seen by nobody but its submitter.

    `agency` decides it; where it is received and returned is the same place unless said otherwise. `said`: columns that
    the desk knows already.
    """
    dossier = Dossier.objects.create(
        agency=agency,
        receiving_agency=receiving_agency or agency,
        returning_agency=returning_agency or agency,
        version=version,
        offering_id=arrangement.offering_id,
        arrangement=arrangement,
        field_id=version.field_id,
        procedure_name=version.short_name,
        channel=channel,
        is_assisted=is_assisted,
        is_sensitive=version.is_sensitive,
        temporary_ref=TEMPORARY_PREFIX + addresses.lookup_factor(),
        applicant=applicant,
        submitter=submitter,
        created_at=at,
        saved_at=at,
        **{**_applicant_columns(facts), **(said or {})},
    )
    if facts.standing:
        _represent(dossier, facts.standing)
    return dossier


def mend_parties(*, dossier: Dossier, applicant: Person, submitter: Person, facts: ApplicantFacts) -> None:
    """Who they are, as the desk reads it now, on a walk-in that is not received yet and locked."""
    dossier.applicant, dossier.submitter = applicant, submitter
    changed = _applicant_columns(facts)
    for name, value in changed.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=["applicant", "submitter", *changed])
    _represent(dossier, facts.standing)


def _applicant_columns(facts: ApplicantFacts) -> dict[str, Any]:
    return {
        "applicant_name": facts.name,
        "applicant_name_folded": fold(facts.name),
        "applicant_phone": facts.phone,
        "applicant_email": facts.email,
        "applicant_address": facts.address,
        "applicant_personal_id": facts.personal_id or None,
        "relation": relation_of(standing=facts.standing),
    }


def relation_of(*, standing: Standing | None) -> str:
    """How the submitter is related to the applicant, in one line; nothing where they are one."""
    return standing.line()[:200] if standing else ""


@transaction.atomic
def save_draft(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    applicant: ApplicantFacts | None = None,
    case: str | None = None,
    delivery: Delivery | None = None,
    delivery_address: str | None = None,
    wants_electronic: bool | None = None,
    extra_copies: int | None = None,
    second: PartyFacts | None = None,
    page: Page | None = None,
) -> Dossier:
    """Keep what was typed so far, complete or not. Raises Forbidden (no longer open to change), SavedElsewhere.

    For whom it is filed and on what basis its filer alone says, and whoever helps them: said by the one it is filed
    for, «for myself» would mean somebody else.
    """
    dossier = papers.editable(dossier_id=dossier_id, by=by)
    if applicant is not None and not by.is_helping and by.id != dossier.submitter_id:
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="wrong_status")
    if page is not None:
        claim(dossier=dossier, page=page, at=at)
    changed: dict[str, Any] = {"saved_at": at}
    if answers is not None:
        changed["answers"] = {**(dossier.answers or {}), **answers}
    if applicant is not None:
        changed |= _applicant_columns(applicant)
        _represent(dossier, applicant.standing)
    if second is not None:
        _keep_second(dossier, second)
    given = {
        "case": case,
        "delivery": delivery,
        "delivery_address": delivery_address,
        "wants_electronic": wants_electronic,
        "extra_copies": extra_copies,
    }
    changed |= {name: value for name, value in given.items() if value is not None}
    if case is not None:
        changed["variant"] = variant_called(version=dossier.version, name=case)
    for name, value in changed.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=list(changed))
    return dossier


def _represent(dossier: Dossier, standing: Standing | None) -> None:
    if standing is None:
        Representation.objects.filter(dossier=dossier).delete()
        return
    Representation.objects.update_or_create(
        dossier=dossier, defaults={"agency_id": dossier.agency_id, **asdict(standing)}
    )


def _keep_second(dossier: Dossier, facts: PartyFacts) -> None:
    number = facts.personal_id
    values = {
        "name": facts.name,
        "phone": facts.phone,
        "personal_id": number or None,
        "personal_id_index": personal_id_index(number) if number else "",
    }
    SecondParty.objects.update_or_create(dossier=dossier, defaults={"agency_id": dossier.agency_id, **values})


@transaction.atomic
def submit(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    applicant: Person | None = None,
    note: str = "",
    seen: int | None = None,
) -> Submitted:
    """File the draft: the intake clock starts.

    Raises Forbidden, ChangedMeanwhile, NoLongerFiled, NotConfirmed, StillChecked, AwaitsSecondParty.

    `applicant` is whom the submitter files for; until now the draft was nobody's business but the submitter's.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    if not _is_still_filed(dossier, at):
        raise NoLongerFiled(dossier.version_id)
    write(
        dossier=dossier,
        move=Move(action=Action.SUBMIT, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={
            "documents": papers.hand_in(dossier=dossier, at=at),
            **_second_word(dossier, at),
            **close_help(dossier=dossier, by=by, at=at),
        },
        note=note,
    )
    factor = issue_lookup_factor(dossier=dossier)
    dossier.factor_once = factor  # the receipt prints the same one: what was noted down at filing stays good
    dossier.applicant = applicant or dossier.applicant
    dossier.save(update_fields=["factor_once", "applicant"])
    tell(dossier=dossier, kind=Kind.SUBMITTED, at=at)
    return Submitted(dossier=dossier, lookup_factor=factor)


def _second_word(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """How, when and for what the second party agreed. Raises AwaitsSecondParty."""
    state = party_state_of(dossier=dossier, at=at)
    if state is None:
        return {}
    if state is not PartyState.AGREED:
        raise AwaitsSecondParty(state)
    party = dossier.second_party
    assert party.answered_at is not None
    agreed = {"way": party.answered_way, "at": party.answered_at.isoformat(), "read": party.answered_print}
    return {"second_party": agreed}


def _is_still_filed(dossier: Dossier, at: datetime) -> bool:
    """Whether the law still has the procedure, and the office still takes it in the way it comes."""
    offering = dossier.offering
    is_taken_in = offering.is_open and (offering.accepts_online or dossier.channel != Channel.ONLINE)
    in_force = ProcedureVersion.objects.in_force(on=timezone.localdate(at))
    return is_taken_in and in_force.filter(procedure_id=dossier.version.procedure_id).exists()


@transaction.atomic
def answer_fix(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    applicant: Person | None = None,
    note: str = "",
    seen: int | None = None,
) -> DossierEvent:
    """The citizen has mended what the desk asked for before reception: the intake clock starts anew.

    `applicant` is whom it is filed for, where that is somebody else: a mistyped id may not leave the dossier open to
    the stranger whose id it was.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    facts = close_answer(dossier=dossier, by=by, at=at) | {"documents": papers.hand_in(dossier=dossier, at=at)}
    answered(dossier=dossier, by=by, at=at)
    if not by.is_official:
        dossier.applicant_id = applicant.pk if applicant else dossier.submitter_id
        dossier.save(update_fields=["applicant"])
    return write(
        dossier=dossier,
        move=Move(action=Action.ANSWER_FIX, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts=facts | _second_word(dossier, at),
        note=note,
    )


@transaction.atomic
def answer_supplement(
    *, dossier_id: int, by: Actor, at: datetime, note: str = "", seen: int | None = None
) -> DossierEvent:
    """The citizen says that the complement is here; the clock stands until the desk accepts it.

    Raises Forbidden, StillAsked.
    """
    dossier = locked(dossier_id=dossier_id, seen=seen)
    if dossier.status != Status.AWAITING_SUPPLEMENT:
        raise Forbidden(action=Action.ACCEPT_SUPPLEMENT, status=Status(dossier.status), why="wrong_status")
    facts = close_answer(dossier=dossier, by=by, at=at) | {"documents": papers.hand_in(dossier=dossier, at=at)}
    answered(dossier=dossier, by=by, at=at)
    return append_remark(dossier=dossier, action=SUPPLEMENT_ANSWERED, by=by, at=at, facts=facts, note=note)


@transaction.atomic
def withdraw(*, dossier_id: int, by: Actor, at: datetime, reason: str = "", seen: int | None = None) -> DossierEvent:
    """The applicant takes the dossier back: alone before reception, after it through a leader (form 05 comes later)."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    event = write(
        dossier=dossier,
        move=Move(action=Action.WITHDRAW, by=by, at=at, reason=reason),
        terms=terms_of(dossier=dossier, at=at),
    )
    tell(dossier=dossier, kind=Kind.WITHDRAWN, at=at)
    return event


@transaction.atomic
def discard_draft(*, dossier_id: int, by: Actor, at: datetime) -> None:
    """Throw a draft away; nothing was filed, so nothing is remembered but that there was one. Raises Forbidden."""
    dossier = locked(dossier_id=dossier_id)
    is_theirs = papers.may_write(dossier, by=by) if by.is_helping else by.id == dossier.submitter_id
    if dossier.status != Status.DRAFT or not is_theirs:
        raise Forbidden(action=Action.WITHDRAW, status=Status(dossier.status), why="wrong_status")
    throw_away(dossier=dossier, end=DraftEnd.DISCARDED, at=at)


@transaction.atomic
def reissue_lookup_factor(*, dossier_id: int, by: Actor, at: datetime) -> str:
    """A new factor for whoever lost theirs, told once; that it was asked for is on the read log."""
    dossier = locked(dossier_id=dossier_id)
    log_read(dossier=dossier, by=by, door="desk/lookup-factor", at=at)
    factor = issue_lookup_factor(dossier=dossier)
    if dossier.factor_once:  # not accepted yet: the receipt will print the one that opens
        dossier.factor_once = factor
        dossier.save(update_fields=["factor_once"])
    return factor


def issue_lookup_factor(*, dossier: Dossier) -> str:
    """A fresh look-up factor, stored only as a digest; the one before it no longer opens anything."""
    factor = fresh_factor(dossier=dossier)
    dossier.save(update_fields=["lookup_digest"])
    return factor


def fresh_factor(*, dossier: Dossier) -> str:
    """A look-up factor whose digest the act saves with the rest it sets."""
    factor = addresses.lookup_factor()
    dossier.lookup_digest = addresses.token_digest(factor)
    return factor
