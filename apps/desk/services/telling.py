"""What the guard says to officials: by e-mail and in their inbox here, never on their phones."""

from __future__ import annotations

from datetime import datetime

from apps.desk.domain.apologies import promise_cycle
from apps.dossiers.models import Dossier
from apps.dossiers.services.notices import about
from apps.dossiers.services.processing import due_words
from apps.dossiers.services.writing import ZONE
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.services.enqueueing import enqueue
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import on_duty


def tell_official(
    *, dossier: Dossier, official: Official, kind: Kind, at: datetime, facts: dict[str, str] | None = None
) -> None:
    """One message about one promise; said again it adds nothing."""
    enqueue(
        agency_id=dossier.agency_id,
        about=f"{about(dossier)}/official:{official.pk}",
        kind=kind,
        cycle=cycle_of(dossier),
        to=recipient(official),
        facts={"code": dossier.reference, "due": due_words(dossier), **(facts or {})},
        at=at,
        offering_id=dossier.offering_id,
    )


def escalate(*, dossier: Dossier, kind: Kind, at: datetime) -> int:
    """Tell every leader on duty who holds the dossier; how many there are."""
    leaders = on_duty(agency_id=dossier.agency_id, duty=Duty.LEADER, at=at)
    holder = Official.objects.filter(pk=dossier.holder_id).first() if dossier.holder_id else None
    for leader in leaders:
        tell_official(
            dossier=dossier,
            official=leader,
            kind=kind,
            facts={"holder": holder.name if holder else dossier.agency.desk_name},
            at=at,
        )
    return len(leaders)


def heads_of(*, official: Official, at: datetime) -> list[Official]:
    """The heads of this official's unit; where none is known, those of the whole office. Never the official."""
    heads = [
        head for head in on_duty(agency_id=official.agency_id, duty=Duty.UNIT_HEAD, at=at) if head.pk != official.pk
    ]
    own = [head for head in heads if head.unit_name == official.unit_name]
    return own or heads


def recipient(official: Official) -> Recipient:
    return Recipient(email=official.email, person_key=f"official:{official.pk}")


def cycle_of(dossier: Dossier) -> int:
    """The number of the promise in force."""
    return promise_cycle(pause_count=dossier.pause_count, is_extended=dossier.extended_at is not None)


def hour_words(at: datetime) -> str:
    """An instant as messages to officials write it."""
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"
