"""Who stands at a citizen's page."""

from __future__ import annotations

from django.http import HttpRequest

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Person


class NotACitizen(Exception):
    """Somebody is logged in, but as an official: these pages belong to people who file."""


def citizen(request: HttpRequest) -> Person:
    """The person behind the log-in. Raises NotACitizen."""
    person = getattr(request.user, "person", None)
    if not isinstance(person, Person):
        raise NotACitizen
    return person


def citizen_actor(request: HttpRequest) -> Actor:
    """The person behind the log-in as one who acts. Raises NotACitizen."""
    person = citizen(request)
    return Actor(kind=ActorKind.CITIZEN, id=person.pk, name=person.name)
