"""Changes to persons and users."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from apps.accounts.models import Person, PersonKind, User
from apps.accounts.selectors import phone_index
from apps.core.copying import copy_rows, reserve_ids
from apps.core.encryption import blind_index
from apps.core.folding import fold

PERSONAL_ID_PURPOSE = "personal_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What a form says about a person; the personal id and the phone are already in their one spelling."""

    name: str
    personal_id: str = ""
    birth_date: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    kind: str = PersonKind.CITIZEN.value


def personal_id_index(personal_id: str) -> str:
    """The blind index under which a personal id is found."""
    return blind_index(value=personal_id, purpose=PERSONAL_ID_PURPOSE)


def know_person(*, facts: PersonFacts, at: datetime) -> Person:
    """The person with this personal id, known before or made now; contact facts given now are the ones kept."""
    values = {
        "kind": facts.kind,
        "name": facts.name,
        "name_folded": fold(facts.name),
        **{k: v for k, v in (("birth_date", facts.birth_date), ("sex", facts.sex)) if v},
        **{k: v for k, v in (("phone", facts.phone), ("email", facts.email), ("address", facts.address)) if v},
    }
    if not facts.personal_id:
        return Person.objects.create(**values, created_at=at)
    index = personal_id_index(facts.personal_id)
    known, is_new = Person.objects.filter(personal_id_index=index).first(), False
    if known is None:
        made = {**values, "personal_id": facts.personal_id, "created_at": at}
        known, is_new = Person.objects.get_or_create(personal_id_index=index, defaults=made)
    changed = [] if is_new else [name for name, value in values.items() if getattr(known, name) != value]
    for name in changed:
        setattr(known, name, values[name])
    if changed:
        known.save(update_fields=changed)
    return known


def meet_person(*, facts: PersonFacts, at: datetime) -> Person:
    """The person with this personal id as we know them, made only when unknown.

    Not `know_person`: what somebody says of another when filing for them may not change what we know of the other.
    """
    index = personal_id_index(facts.personal_id) if facts.personal_id else None
    known = Person.objects.filter(personal_id_index=index).first() if index else None
    return known or know_person(facts=facts, at=at)


def change_contacts(*, person: Person, email: str, address: str) -> None:
    """Where letters go, as this person says it of themselves."""
    Person.objects.filter(pk=person.pk).update(email=email, address=address)


@transaction.atomic
def confirm_phone(*, user: User, phone: str) -> None:
    """A phone whose code its owner has just typed: it is where we reach them, and its codes let them in."""
    User.objects.filter(pk=user.pk).update(phone_index=phone_index(phone))
    assert user.person_id is not None, "only a person's log-in has a phone"
    Person.objects.filter(pk=user.person_id).update(phone=phone)


@transaction.atomic
def forget_phone(*, person: Person) -> None:
    """Its owner took it back: we reach them there no more, and its codes open nothing of theirs."""
    User.objects.filter(person=person).update(phone_index="")
    Person.objects.filter(pk=person.pk).update(phone="")


def introduce_people(*, people: Sequence[PersonFacts], at: datetime) -> list[Person]:
    """Many new persons at once, none of them known before; made by us, for COPY masks nothing."""
    made = [
        Person(
            id=person_id,
            kind=facts.kind,
            name=facts.name,
            name_folded=fold(facts.name),
            birth_date=facts.birth_date,
            sex=facts.sex,
            personal_id=facts.personal_id or None,
            personal_id_index=personal_id_index(facts.personal_id) if facts.personal_id else None,
            phone=facts.phone,
            email=facts.email,
            address=facts.address,
            created_at=at,
        )
        for person_id, facts in zip(reserve_ids(model=Person, count=len(people)), people, strict=True)
    ]
    names = [column.attname for column in Person._meta.concrete_fields]
    with connection.cursor() as cursor:
        rows = [{name: getattr(person, name) for name in names} for person in made]
        copy_rows(cursor=cursor, model=Person, rows=rows)
    return made
