"""Any dossier of the office by what people know of it: its code, a phone, words of a name. Newest first."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import NotAPhone, read_phone
from apps.accounts.models import Person
from apps.core.folding import fold
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.models import WORDS_OF_A_NAME, Dossier

MANY_IN_A_HOUSE = 50


def called(meant: Sequence[str]) -> Q:
    """What bears one of these codes, or bore it before it was received."""
    return Q(code__in=meant) | Q(temporary_ref__in=meant)


def search(*, actor: Actor, text: str) -> QuerySet[Dossier]:
    """Dossiers this actor may see, by code or scan, by phone, or by words of the applicant's name in any order.

    The last word may be only begun: «net hoang th» finds Hoàng Thị Nết.
    """
    seen = Dossier.objects.visible_to(actor).select_related("agency", "holder", "version").order_by("-pk")
    try:
        return seen.filter(called(readings(text)))
    except NotACode:
        pass
    try:
        phone = read_phone(text)
    except NotAPhone:
        return _named(seen, fold(text).split())
    return seen.filter(Q(applicant_phone=phone) | Q(submitter__in=_who_have(phone)))


def of_person(*, actor: Actor, person: Person) -> QuerySet[Dossier]:
    """Dossiers this actor may see that this person owns or handed in."""
    seen = Dossier.objects.visible_to(actor).select_related("agency", "holder", "version").order_by("-pk")
    return seen.filter(Q(applicant=person) | Q(submitter=person))


def _who_have(phone: str) -> list[int]:
    """Read first: a question inside the question would have the database look at every dossier."""
    return list(Person.objects.filter(phone=phone).values_list("pk", flat=True)[:MANY_IN_A_HOUSE])


def _named(seen: QuerySet[Dossier], words: list[str]) -> QuerySet[Dossier]:
    """Every word stands in the name, the last one perhaps cut short. Folded words carry no sign that a query reads."""
    if not words:
        return seen.none()
    query = SearchQuery(" & ".join([*words[:-1], f"{words[-1]}:*"]), config="simple", search_type="raw")
    return seen.alias(words=WORDS_OF_A_NAME).filter(words=query)
