"""What the lane of help shows: drafts under way, what was filed, who asks for a second pair of eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise as LazyText

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.accounts.services import personal_id_index
from apps.core.folding import fold
from apps.dossiers.domain.helping import Told, objection
from apps.dossiers.domain.status import AWAITING_ANSWER, Status
from apps.dossiers.models import Assistance, Dossier, HelpedAnswer
from apps.dossiers.services.confirming import answer_digest, why_not_filed
from apps.officials.models import Agency, Hamlet
from apps.officials.selectors.helping import HelperAtWork, guide_for
from apps.portal.labels.helping import TOLD_WORDS, UNCONFIRMED_WORDS
from apps.procedures.selectors import offered

LINES_KEPT_FOR = timedelta(days=31)
MOST_LINES = 20


def guide_of(user: object, *, agency: Agency | None) -> Hamlet | None:
    """The hamlet of whoever is logged in, with its guide; None for strangers and where no hamlet is known."""
    person = getattr(user, "person", None)
    if agency is None or not isinstance(person, Person):
        return None
    return guide_for(agency_id=agency.pk, address=person.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpBand:
    """The band over each step of a helped filing: for whom, and whether they have confirmed what stands there."""

    name: str
    is_confirmed: bool
    why: str | LazyText
    confirm_href: str
    leave_href: str
    told: str | LazyText


def band(*, dossier: Dossier) -> HelpBand:
    """The band of a draft that somebody helps with."""
    why = why_not_filed(assistance=dossier.assistance, dossier=dossier)
    return HelpBand(
        name=dossier.assistance.beneficiary.name,
        is_confirmed=why is None,
        why=UNCONFIRMED_WORDS[why] if why else "",
        confirm_href=reverse("portal:confirm_help", args=[dossier.temporary_ref]),
        leave_href=reverse("portal:helping"),
        told=TOLD_WORDS[Told(dossier.assistance.told)],
    )


def under_way(*, by: Actor) -> list[Dossier]:
    """The drafts this helper may go on writing, the last saved first."""
    return list(Dossier.objects.visible_to(by).filter(status=Status.DRAFT).order_by("-saved_at", "-pk"))


def closed(*, by: Actor) -> QuerySet[Assistance]:
    """The helps of this helper that ended in a filing: for a helper nothing but a line each."""
    theirs = {"official_id": by.id} if by.is_official else {"helper__person_id": by.id}
    return Assistance.objects.filter(closed_at__isnull=False, **theirs).select_related("dossier__submitter")


def lines(*, by: Actor, at: datetime) -> list[Assistance]:
    """What this helper filed in the last month, the newest first."""
    recent = closed(by=by).filter(closed_at__gte=at - LINES_KEPT_FOR)
    return list(recent.order_by("-closed_at", "-pk")[:MOST_LINES])


def line_of(*, reference: str, by: Actor) -> Assistance | None:
    """The line of one filing, None for what this helper did not help with."""
    return closed(by=by).filter(dossier__temporary_ref=reference).first()


def answer_under_way(*, reference: str, by: Actor) -> HelpedAnswer | None:
    """The answer this helper is sending now, None for whatever is not theirs."""
    behind = {"official_id": by.id} if by.is_official else {"helper__person_id": by.id}
    lasting = HelpedAnswer.objects.filter(closed_at__isnull=True, dossier__in=Dossier.objects.visible_to(by), **behind)
    return lasting.filter(Q(dossier__code=reference) | Q(dossier__temporary_ref=reference)).first()


def answers_under_way(*, by: Actor) -> list[Dossier]:
    """The dossiers whose answers this helper has begun and not sent."""
    waiting = Dossier.objects.visible_to(by).filter(status__in=AWAITING_ANSWER)
    return list(waiting.select_related("assistance__beneficiary").order_by("-pk"))


def is_confirmed(*, helped: HelpedAnswer, dossier: Dossier) -> bool:
    """Whether the citizen has confirmed exactly what would be handed in now."""
    now = answer_digest(dossier=dossier)
    return objection(confirmation=helped.confirmation, confirmed=helped.content_digest, now=now) is None


def asking_second(*, agency_id: int, besides: int) -> QuerySet[Assistance]:
    """The drafts on which a second official is asked to look, the longest waiting first."""
    asking = Assistance.objects.filter(
        agency_id=agency_id, closed_at__isnull=True, second_asked_at__isnull=False, second_official__isnull=True
    ).exclude(official_id=besides)
    return asking.select_related("dossier", "beneficiary").order_by("second_asked_at", "pk")


def count_asking(*, by: HelperAtWork) -> int:
    """How many drafts wait for this official to ask the citizen; none for helpers who are no officials."""
    official = by.official
    return asking_second(agency_id=official.agency_id, besides=official.pk).count() if official else 0


def known_by_another_name(*, personal_id: str, name: str) -> bool:
    """Whether somebody of another name has this personal id with us: then one of the two was mistyped."""
    known = Person.objects.filter(personal_id_index=personal_id_index(personal_id)).only("name_folded").first()
    return known is not None and known.name_folded != fold(name)


def choices(*, agency: Agency, at: datetime) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """The procedures that can be filed online today, by field of administration: a list to choose from."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for found in offered(agency=agency, at=at):
        if found.offering.accepts_online and found.allowance is not None:
            groups.setdefault(found.version.field.name, []).append((found.code, found.version.short_name))
    return sorted(groups.items())
