"""Which wording is in force: the procedure's, else the office's, else ours; who wrote it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import Q

from apps.messaging.domain.checking import Part, faults_of, worded_ways
from apps.messaging.domain.kinds import PLANS, SHORT_WAYS, Channel, Kind
from apps.messaging.domain.wording import Fault, Text
from apps.messaging.models import MessageTemplate
from apps.officials.models import Agency
from apps.procedures.models import Offering
from apps.procedures.selectors import OfferedVersion, offered

HISTORY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What is said of a kind by one way; `template` is None where it is our own wording."""

    kind: Kind
    channel: Channel
    text: Text
    template: MessageTemplate | None = None

    @property
    def is_of_procedure(self) -> bool:
        return self.template is not None and self.template.offering_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A wording of the office that cannot be used: ours is sent in its place until somebody puts it right."""

    template: MessageTemplate
    faults: dict[Part, tuple[Fault, ...]]


def own_texts(*, agency_id: int, kind: Kind, offering_id: int | None) -> dict[Channel, Text]:
    """What an office says instead of our wording, by way; one that cannot be used is left out."""
    newest = _newest(Q(agency_id=agency_id, kind=kind.value) & _of(offering_id))
    return {
        Channel(row.channel): _text(row)
        for row in _winning(newest)
        if not faults_of(text=_text(row), kind=kind, channel=Channel(row.channel))
    }


def in_force(*, agency: Agency, offering: Offering | None) -> list[InForce]:
    """Every kind and way with what is said today, for one procedure or for all the others; one query."""
    rows = _winning(_newest(Q(agency=agency) & _of(offering.pk if offering else None)))
    own = {(row.kind, row.channel): row for row in rows}
    return [
        InForce(
            kind=kind,
            channel=channel,
            text=_text(row) if (row := own.get((kind, channel))) else default_text(kind=kind, channel=channel),
            template=row,
        )
        for kind in PLANS
        for channel in worded_ways(kind)
    ]


def text_under(*, agency: Agency, kind: Kind, channel: Channel, offering: Offering | None) -> Text:
    """What would be said without words for this place: the office's under a procedure's, ours under the office's."""
    if offering is None:
        return default_text(kind=kind, channel=channel)
    office = Q(agency=agency, kind=kind.value, channel=channel.value, offering__isnull=True)
    rows = _winning(_newest(office))
    return _text(rows[0]) if rows else default_text(kind=kind, channel=channel)


def history(*, agency: Agency, kind: Kind, channel: Channel, offering: Offering | None) -> Sequence[MessageTemplate]:
    """The versions written for one place, the last one first, with who wrote them."""
    rows = MessageTemplate.objects.filter(agency=agency, kind=kind.value, channel=channel.value, offering=offering)
    return list(rows.select_related("changed_by").order_by("-version", "-pk")[:HISTORY])


def with_own_wording(*, agency: Agency, offers: Collection[OfferedVersion]) -> list[OfferedVersion]:
    """The procedures for which something is said in words of their own."""
    newest = _newest(Q(agency=agency, offering__isnull=False))
    spoken = {row.offering_id for row in newest if not row.is_default}
    return [offer for offer in offers if offer.offering.pk in spoken]


def broken(*, agency: Agency) -> list[Broken]:
    """The wordings in force that cannot be used; one query."""
    return [
        Broken(template=row, faults=wrong)
        for row in _newest(Q(agency=agency))
        if not row.is_default
        and (wrong := faults_of(text=_text(row), kind=Kind(row.kind), channel=Channel(row.channel)))
    ]


def titles(*, agency: Agency, offering: Offering | None, at: datetime) -> list[str]:
    """The titles that must not be read over a shoulder: of one procedure, or of all that are offered."""
    return [
        name
        for offer in offered(agency=agency, at=at)
        if offering is None or offer.offering.pk == offering.pk
        for name in {offer.version.name, offer.version.short_name}
    ]


def default_text(*, kind: Kind, channel: Channel) -> Text:
    """Our own wording."""
    if channel in SHORT_WAYS:
        return Text(subject="", body=written(f"{kind.value}.sms"))
    return Text(subject=written(f"{kind.value}.subject"), body=written(f"{kind.value}.email"))


@lru_cache
def written(name: str) -> str:
    """A wording of ours as it stands in its file."""
    return (settings.BASE_DIR / "templates" / "messages" / f"{name}.txt").read_text(encoding="utf-8").strip()


def _of(offering_id: int | None) -> Q:
    return Q(offering__isnull=True) | Q(offering_id=offering_id) if offering_id else Q(offering__isnull=True)


def _newest(which: Q) -> list[MessageTemplate]:
    """The last version of every place; what an older release said of kinds we no longer have is left alone."""
    place = ("agency_id", "kind", "channel", "offering_id")
    known = MessageTemplate.objects.filter(which, kind__in=list(Kind), channel__in=list(Channel))
    return list(known.order_by(*place, "-version").distinct(*place))


def _winning(newest: Collection[MessageTemplate]) -> list[MessageTemplate]:
    """One row for each kind and way: a procedure's own wording before the office's."""
    speaking = [row for row in newest if not row.is_default]
    return list({(row.kind, row.channel): row for row in sorted(speaking, key=_is_of_procedure)}.values())


def _is_of_procedure(row: MessageTemplate) -> bool:
    return row.offering_id is not None


def _text(row: MessageTemplate) -> Text:
    return Text(subject=row.subject, body=row.body)
