"""Persons and users; for whom they act, the codes that prove a phone, the sessions they left open."""

from apps.accounts.models.codes import OneTimeCode
from apps.accounts.models.devices import Device
from apps.accounts.models.memberships import Membership
from apps.accounts.models.people import Person, PersonKind, User, UserManager
from apps.accounts.models.sessions import OpenSession, Silence

__all__ = [
    "Device",
    "Membership",
    "OneTimeCode",
    "OpenSession",
    "Person",
    "PersonKind",
    "Silence",
    "User",
    "UserManager",
]
