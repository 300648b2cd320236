"""Who stands at the counter as we know them: papers they still owe, whom else the desk may take dossiers for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.dossiers.domain.asking import ItemState
from apps.dossiers.domain.status import Channel, Status
from apps.dossiers.models import Dossier, DossierDocument, SupplementItem
from apps.dossiers.selectors import by_reference
from apps.officials.models import Agency
from apps.officials.selectors import office_settings
from apps.procedures.models import Offering

BACK_SOON = (Status.NEED_FIX_INTAKE, Status.SUBMITTED)
AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A dossier that waits for papers, with those it waits for."""

    reference: str
    title: str
    papers: Sequence[str]


def owed_by(*, person: Person, actor: Actor) -> list[Owed]:
    """What this person was asked for at the counter and has not brought yet, the last first; two queries."""
    waiting = (
        Dossier.objects.visible_to(actor)
        .filter(Q(applicant=person) | Q(submitter=person))
        .filter(channel=Channel.IN_PERSON, status=Status.NEED_FIX_INTAKE, receiving_agency_id=actor.agency_id)
        .order_by("-pk")[:AT_MOST]
    )
    dossiers = list(waiting)
    names: dict[int, list[str]] = {}
    items = SupplementItem.objects.filter(dossier__in=[one.pk for one in dossiers], state=ItemState.OPEN)
    for dossier_id, name in items.order_by("dossier", "position").values_list("dossier_id", "name") if dossiers else ():
        names.setdefault(dossier_id, []).append(name)
    return [Owed(reference=one.reference, title=one.procedure_name, papers=names.get(one.pk, [])) for one in dossiers]


def asked_before(*, reference: str, actor: Actor, whatever_became: bool = False) -> Dossier | None:
    """The walk-in with this temporary reference that waits for its papers, as far as this desk received it.

    `whatever_became`: also where it has gone on meanwhile, so that the law can say so.
    """
    try:
        dossier = by_reference(reference=reference, actor=actor)
    except Dossier.DoesNotExist:
        return None
    is_back = whatever_became or dossier.status in BACK_SOON
    is_walk_in = dossier.channel == Channel.IN_PERSON
    return dossier if is_back and is_walk_in and dossier.receiving_agency_id == actor.agency_id else None


def brought_before(*, dossier: Dossier) -> list[DossierDocument]:
    """What lay on the table the first time."""
    live = dossier.documents.filter(removed_at__isnull=True)
    return list(live.select_related("file").order_by("position", "pk"))


def deciding_agencies(*, agency: Agency) -> list[Agency]:
    """For whom this desk may take dossiers in, itself first; alone where nobody else is in the catalogue."""
    if not office_settings(agency_id=agency.pk)["receives_for_others"]:
        return [agency]
    open_at = Offering.objects.filter(is_open=True, is_received_at_desk=True).values("agency_id")
    others = Agency.objects.filter(pk__in=open_at).exclude(pk=agency.pk).order_by("name", "pk")
    return [agency, *others]
