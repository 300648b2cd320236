"""Somebody whom VNeID has named comes in."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from apps.accounts.domain.claims import Identity
from apps.accounts.models import Membership, Person, PersonKind, User
from apps.accounts.services.memberships import admit
from apps.accounts.services.people import PersonFacts, know_person, personal_id_index
from apps.core.folding import fold

VNEID = "vneid"
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


@transaction.atomic
def meet_by_vneid(*, identity: Identity, at: datetime) -> User:
    """The user of this person, both made when they come for the first time.

    Name, birth and sex are VNeID's to say; phone and address are taken from it only where we have none. Whom it calls
    the representative of an organisation may act for that, for a day: then it is asked again.
    """
    known = Person.objects.filter(personal_id_index=personal_id_index(identity.personal_id)).first()
    person = know_person(
        facts=PersonFacts(
            name=identity.name,
            personal_id=identity.personal_id,
            birth_date=identity.birth_date,
            sex=identity.sex,
            phone="" if known and known.phone else identity.phone,
            address="" if known and known.address else identity.address,
        ),
        at=at,
    )
    user, _ = User.objects.get_or_create(
        person=person, defaults={"username": f"vneid-{secrets.token_hex(16)}", "password": "!", "created_at": at}
    )
    if identity.organisation_id and identity.organisation_name:
        admit(
            organisation=_organisation(number=identity.organisation_id, name=identity.organisation_name, at=at),
            person=person,
            role=Membership.Role.REPRESENTATIVE,
            from_date=at.astimezone(LOCAL).date(),
            to_date=at.astimezone(LOCAL).date() + timedelta(days=1),
            made_by=VNEID,
            at=at,
        )
    return user


def _organisation(*, number: str, name: str, at: datetime) -> Person:
    organisation, _ = Person.objects.update_or_create(
        personal_id_index=personal_id_index(number),
        defaults={"name": name, "name_folded": fold(name), "kind": PersonKind.ORGANISATION.value},
        create_defaults={
            "name": name,
            "name_folded": fold(name),
            "kind": PersonKind.ORGANISATION.value,
            "personal_id": number,
            "created_at": at,
        },
    )
    return organisation
