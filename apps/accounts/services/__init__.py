"""Changes to persons, their memberships, their codes and their sessions."""

from apps.accounts.services.people import (
    PERSONAL_ID_PURPOSE,
    PersonFacts,
    change_contacts,
    confirm_phone,
    forget_phone,
    introduce_people,
    know_person,
    meet_person,
    personal_id_index,
)

__all__ = [
    "PERSONAL_ID_PURPOSE",
    "PersonFacts",
    "change_contacts",
    "confirm_phone",
    "forget_phone",
    "introduce_people",
    "know_person",
    "meet_person",
    "personal_id_index",
]
