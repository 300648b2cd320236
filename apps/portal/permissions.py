"""Who stands at a citizen's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Person, User
from apps.officials.selectors.helping import HelperAtWork, helper_at_work


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


def helper(request: HttpRequest, *, at: datetime) -> HelperAtWork | None:
    """Whoever is logged in as one who files with people, None for everybody else."""
    return helper_at_work(user=request.user, at=at) if isinstance(request.user, User) else None


def writers(request: HttpRequest, *, at: datetime) -> Iterator[Actor]:
    """Whoever is logged in as those who may write a draft: its owner, then whoever helps. Raises NotACitizen."""
    is_citizen = isinstance(getattr(request.user, "person", None), Person)
    if is_citizen:
        yield citizen_actor(request)
    helping = helper(request, at=at)
    if helping:
        yield helping.actor
    elif not is_citizen:
        raise NotACitizen
