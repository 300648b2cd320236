"""Two people at one draft: one that a second party is asked about, and one that is handed to another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Person
from apps.dossiers.domain.parties import Confirmation
from apps.dossiers.domain.status import Channel
from apps.dossiers.models import Dossier, SecondParty
from apps.dossiers.selectors.parties import party_print
from apps.dossiers.services import filing, handing_over, parties
from apps.dossiers.services.filing import ApplicantFacts, PartyFacts
from apps.procedures.models import Arrangement, Offering
from tests import factories
from tests.factories import Office

ANSWERS = {"full_name": "Lò Thị Mai", "personal_id": "036198000123", "purpose": "Đăng ký kết hôn"}
WEDDING = "Đăng ký việc của hai người"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What these pages are asked for by, and who may answer at which."""

    draft: str
    offered: str
    asked: str
    asked_draft: str
    answered: str


def two_at_one_draft(*, office: Office, offering: Offering, owner: Person, other: Person, at: datetime) -> Paired:
    """The owner's drafts: one on offer, one whose second party is the other, one that they have answered."""
    before = at - timedelta(hours=1)
    by = Actor(kind=ActorKind.CITIZEN, id=owner.pk, name=owner.name)
    wedding = factories.offering(agency=office.agency, name=WEDDING)
    Arrangement.objects.filter(offering=wedding).update(second_party="người cùng đăng ký", most_copies=3)
    given = _written(office, offering, owner, by, before)
    asked, answered = (_asked(office, wedding, owner, other, by, before) for _ in range(2))
    read, way = party_print(answered.dossier), Confirmation.ACCOUNT
    parties.answer(dossier_id=answered.dossier_id, agreed=True, read=read, way=way, by="citizen:1", at=before)
    return Paired(
        draft=given.temporary_ref,
        offered=handing_over.offer(dossier_id=given.pk, by=by, at=before),
        asked=asked.address,
        asked_draft=asked.dossier.temporary_ref,
        answered=answered.address,
    )


def _asked(office: Office, offering: Offering, owner: Person, other: Person, by: Actor, at: datetime) -> SecondParty:
    draft = _written(office, offering, owner, by, at)
    second = PartyFacts(name=other.name, phone="+84912345678", personal_id=other.personal_id or "")
    filing.save_draft(dossier_id=draft.pk, by=by, at=at, second=second, answers=ANSWERS)
    return parties.ask(dossier_id=draft.pk, by=by, at=at, days=14)


def _written(office: Office, offering: Offering, owner: Person, by: Actor, at: datetime) -> Dossier:
    return filing.open_draft(
        arrangement=Arrangement.objects.get(offering=offering),
        version=factories.version_of(offering),
        agency=office.agency,
        applicant=owner,
        submitter=owner,
        facts=ApplicantFacts(name=owner.name, phone=owner.phone, personal_id=owner.personal_id or ""),
        channel=Channel.ONLINE,
        at=at,
    )
