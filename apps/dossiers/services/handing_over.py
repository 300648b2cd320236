"""A draft goes from one person to another: offered once, taken once, and then its giver has it no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core.addresses import paper_address, token_digest
from apps.dossiers.domain.drafts import DraftEnd
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.representation import Basis
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier, DraftHandOver, Representation, SecondParty
from apps.dossiers.services.drafts import remember_end
from apps.dossiers.services.writing import locked

LASTS = timedelta(hours=24)


class NotOnOffer(Exception):
    """This hand-over is over: taken, withdrawn, expired, or its draft is gone."""


@transaction.atomic
def offer(*, dossier_id: int, by: Actor, at: datetime, phone: str = "") -> str:
    """The address under which another person may take this draft within a day; an earlier one holds no more.

    `phone`: where a code has to be read besides, so that a link that went astray opens nothing. Raises Forbidden.
    """
    dossier = _own_draft(dossier_id, by)
    _close(dossier, at)
    address = paper_address()
    DraftHandOver.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        giver_id=by.id,
        digest=token_digest(address),
        phone=phone,
        made_at=at,
        expires_at=at + LASTS,
    )
    return address


@transaction.atomic
def take_back(*, dossier_id: int, by: Actor, at: datetime) -> None:
    """The giver thinks better of it. Raises Forbidden."""
    _close(_own_draft(dossier_id, by), at)


def on_offer(*, address: str, at: datetime) -> DraftHandOver:
    """The open hand-over under this address. Raises NotOnOffer."""
    found = (
        DraftHandOver.objects.filter(digest=token_digest(address), taken_at__isnull=True, withdrawn_at__isnull=True)
        .filter(expires_at__gt=at, dossier__status=Status.DRAFT)
        .select_related("dossier", "giver")
        .first()
    )
    if found is None:
        raise NotOnOffer
    return found


@transaction.atomic
def take(*, address: str, taker: Person, at: datetime) -> Dossier:
    """The draft is the taker's from now on. Raises NotOnOffer, also for the giver's own link.

    Whoever it is for stays; on what basis the taker acts for them is asked anew, and messages go to the taker.
    """
    found = on_offer(address=address, at=at)
    dossier = locked(dossier_id=found.dossier_id)
    offered = DraftHandOver.objects.select_for_update().get(pk=found.pk)
    is_open = offered.taken_at is None and offered.withdrawn_at is None and dossier.status == Status.DRAFT
    if not is_open or dossier.submitter_id != offered.giver_id or taker.pk == offered.giver_id:
        raise NotOnOffer
    offered.taker, offered.taken_at = taker, at
    offered.save(update_fields=["taker", "taken_at"])
    remember_end(dossier=dossier, person_id=offered.giver_id, end=DraftEnd.HANDED_OVER, at=at)
    _change_hands(dossier, taker, at)
    return dossier


def _change_hands(dossier: Dossier, taker: Person, at: datetime) -> None:
    giver_key = f"citizen:{dossier.submitter_id}"
    _state_basis_anew(dossier, taker)
    dossier.submitter = dossier.applicant = taker
    dossier.applicant_phone, dossier.applicant_email, dossier.saved_at = taker.phone, taker.email, at
    dossier.save(update_fields=["submitter", "applicant", "applicant_phone", "applicant_email", "saved_at", "relation"])
    dossier.documents.filter(added_by=giver_key).update(added_by=f"citizen:{taker.pk}")
    dossier.saves.all().delete()
    SecondParty.objects.filter(dossier=dossier).update(address="", asked_at=None, asked_until=None)


def _state_basis_anew(dossier: Dossier, taker: Person) -> None:
    """The giver's basis is not the taker's; nobody has to state one for their own dossier."""
    Representation.objects.filter(dossier=dossier).delete()
    dossier.relation = ""
    if not taker.personal_id or dossier.applicant_personal_id != taker.personal_id:
        made = Representation.objects.create(agency_id=dossier.agency_id, dossier=dossier, basis=Basis.FAMILY.value)
        dossier.relation = made.standing.line()


def _own_draft(dossier_id: int, by: Actor) -> Dossier:
    dossier = locked(dossier_id=dossier_id)
    if dossier.status != Status.DRAFT or by.is_helping or by.id != dossier.submitter_id:
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="wrong_status")
    return dossier


def _close(dossier: Dossier, at: datetime) -> None:
    still = DraftHandOver.objects.filter(dossier=dossier, taken_at__isnull=True, withdrawn_at__isnull=True)
    still.update(withdrawn_at=at)
