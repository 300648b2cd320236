"""Who stands at a citizen's page, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Membership, Person, User
from apps.accounts.selectors import memberships
from apps.officials.selectors.helping import HelperAtWork, helper_at_work
from apps.portal.domain.session import ACTING_FOR


class NotACitizen(Exception):
    """Somebody is logged in, but as an official: these pages belong to people who file."""


def natural_person(request: HttpRequest) -> Person:
    """The person behind the log-in, whomever they act for. Raises NotACitizen."""
    person = getattr(request.user, "person", None)
    if not isinstance(person, Person):
        raise NotACitizen
    return person


def acting_by(request: HttpRequest) -> Membership | None:
    """The membership by which an organisation is acted for now; asked anew at each request, for it may have ended."""
    chosen = getattr(request, "session", {}).get(ACTING_FOR)
    if chosen is None:
        return None
    known: Membership | None
    if not hasattr(request, "_acting_by"):
        held = memberships(person_id=natural_person(request).pk, on=timezone.localdate())
        request._acting_by = held.filter(pk=chosen).first()  # type: ignore[attr-defined]
    known = request._acting_by  # type: ignore[attr-defined]
    return known


def citizen(request: HttpRequest) -> Person:
    """In whose name things are done: the person behind the log-in, or the organisation they act for. Raises
    NotACitizen."""
    person, membership = natural_person(request), acting_by(request)
    return membership.organisation if membership else person


def citizen_actor(request: HttpRequest) -> Actor:
    """The same as one who acts. Raises NotACitizen."""
    person, party = natural_person(request), citizen(request)
    through = person.pk if party.pk != person.pk else 0
    return Actor(kind=ActorKind.CITIZEN, id=party.pk, name=party.name, through=through)


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
