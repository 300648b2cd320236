"""What was written about a dossier, and what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.asking import Side
from apps.dossiers.labels import duty_words
from apps.dossiers.models import Dossier, TalkLine
from apps.officials.models import Official

MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line; `name` and `duty` are the official's. `text` None: erased as the rules say."""

    side: Side
    name: str
    duty: str
    at: datetime
    text: str | None
    is_read: bool

    @property
    def duty_words(self) -> str:
        """«công chức thụ lý», inside a line."""
        words = duty_words(self.duty)
        return words[:1].lower() + words[1:]


def talk(*, dossier: Dossier) -> list[Said]:
    """The newest lines, oldest of them first."""
    lines = dossier.talk.select_related("event__note").order_by("-pk")[:MOST_LINES]
    rows = list(reversed(lines))
    officials = {row.event.actor_id for row in rows if row.side == Side.OFFICE}
    names = dict(Official.objects.filter(pk__in=officials).values_list("pk", "name")) if officials else {}
    return [
        Said(
            side=Side(row.side),
            name=names.get(row.event.actor_id, "") if row.side == Side.OFFICE else "",
            duty=row.event.duty,
            at=row.at,
            text=row.event.note.text if hasattr(row.event, "note") else None,
            is_read=row.read_at is not None,
        )
        for row in rows
    ]


def unread(*, dossier: Dossier, side: Side) -> int:
    """How many lines of that side the other has not read."""
    return dossier.talk.filter(side=side, read_at__isnull=True).count()


def awaiting_answer(*, actor: Actor, is_at_desk: bool) -> QuerySet[Dossier]:
    """Dossiers whose citizen wrote and was not read yet, the longest waiting first: those on this official's desk, or
    at the counter those on nobody's."""
    mine = Q(holder_id__isnull=True) | Q(received_at__isnull=True) if is_at_desk else Q(holder_id=actor.id)
    waiting = TalkLine.objects.filter(agency_id=actor.agency_id or 0, side=Side.CITIZEN, read_at__isnull=True)
    return (
        Dossier.objects.visible_to(actor)
        .filter(mine, pk__in=waiting.values("dossier_id"))
        .annotate(wrote_at=Min("talk__at", filter=Q(talk__side=Side.CITIZEN, talk__read_at__isnull=True)))
        .order_by("wrote_at", "pk")
    )
