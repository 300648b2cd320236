"""The way of a dossier so far, as colleagues tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.accounts.domain.actor import ActorKind
from apps.core.labels import moment, stamp
from apps.desk import labels
from apps.desk.domain.papers import SlipKind
from apps.desk.labels import stories
from apps.dossiers.domain.clock import OPENS
from apps.dossiers.models import Dossier, DossierEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline; the component `timeline` reads these names."""

    kind: str
    icon: str
    when: str
    what: str
    note: str = ""
    href: str = ""
    link: str = ""


def moments(*, dossier: Dossier, events: Sequence[DossierEvent], names: Mapping[int, str]) -> list[Moment]:
    """What happened, oldest first, then what is promised next."""
    lines = [_moment(event, names) for event in events]
    if dossier.due_at and not dossier.finished_at:
        due = moment(dossier.due_at)
        lines.append(Moment(kind="next", icon="calendar-event", when=due, what=str(labels.NEXT_DUE)))
    return lines


def _moment(event: DossierEvent, names: Mapping[int, str]) -> Moment:
    what = str(stories.STORIES.get(event.action, stories.OTHER_STORY))
    if event.action == "issue_slip":
        what = f"{what}: {labels.SLIP_LABELS[SlipKind(event.facts['kind'])]}"
    receiver = names.get(event.facts.get("to") or 0, "")
    note = event.note.text if hasattr(event, "note") else ""
    return Moment(
        kind="pause" if event.action in OPENS else "past",
        icon=stories.STORY_ICONS.get(event.action, "check"),
        when=f"{stamp(event.at)} · {who_did(event=event, names=names)}",
        what=f"{what}: {receiver}" if receiver else what,
        note=note,
    )


def who_did(*, event: DossierEvent, names: Mapping[int, str]) -> str:
    """The name of whoever acted."""
    if event.actor_kind == ActorKind.OFFICIAL:
        return names.get(event.actor_id, "")
    return str(stories.SYSTEM if event.actor_kind == ActorKind.SYSTEM else stories.CITIZEN)


def last_act(*, event: DossierEvent | None, names: Mapping[int, str]) -> str:
    """What a colleague just did, for whoever came second; nothing when nobody knows."""
    if event is None:
        return ""
    what = str(stories.STORIES.get(event.action, stories.OTHER_STORY)).lower()
    facts = {"who": who_did(event=event, names=names), "when": stamp(event.at), "what": what}
    return str(labels.Sentences.CHANGED) % facts
