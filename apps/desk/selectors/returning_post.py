"""Results on their way by post: what is to be labelled, what waits for the post, what the post has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.domain.mail import AWAY, NEXT, OPEN, MailState
from apps.desk.labels import returning as words
from apps.desk.labels.mailing import MAIL_TOLD
from apps.desk.models import PostalItem
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier

MOST = 100
TO_POST = (Status.RESULT_READY, Status.REJECTED_RESULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLabel:
    """A result that is to go by post and has no label yet."""

    id: int
    reference: str
    title: str
    name: str
    address: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One sending in a list."""

    id: int
    dossier_id: int
    reference: str
    name: str
    address: str
    tracking: str
    state: str
    state_label: str
    icon: str
    changed_at: datetime
    handed_at: datetime | None
    steps: Sequence[tuple[str, str]]


def to_label(*, actor: Actor) -> list[ToLabel]:
    """The oldest first; what came back once waits at the counter, not here."""
    ever = PostalItem.objects.filter(dossier=OuterRef("pk"), state__in=[*OPEN, MailState.CAME_BACK])
    rows = _ours(actor).filter(~Exists(ever), delivery=Delivery.POST, status__in=TO_POST)
    return [
        ToLabel(
            id=dossier.pk,
            reference=dossier.reference,
            title=dossier.procedure_name,
            name=dossier.applicant_name,
            address=dossier.delivery_address or dossier.applicant_address,
            finished_at=dossier.finished_at,
        )
        for dossier in rows.order_by("finished_at", "pk")[:MOST]
    ]


def _ours(actor: Actor) -> QuerySet[Dossier]:
    """What this desk returns, whoever decided it."""
    return Dossier.objects.visible_to(actor).filter(returning_agency_id=actor.agency_id or 0)


def _open(actor: Actor) -> QuerySet[PostalItem]:
    rows = PostalItem.objects.filter(dossier__in=_ours(actor))
    return rows.select_related("dossier").order_by("changed_at", "pk")


def labelled(*, actor: Actor) -> list[Sending]:
    """What lies on the desk with its label on."""
    return [_sending(item) for item in _open(actor).filter(state=MailState.PREPARED)[:MOST]]


def with_the_post(*, actor: Actor) -> list[Sending]:
    """What the post has, the longest without news first."""
    return [_sending(item) for item in _open(actor).filter(state__in=sorted(AWAY))[:MOST]]


def to_follow_count(*, actor: Actor) -> int:
    """How much there is to do about the post, for the link that leads there."""
    return len(to_label(actor=actor)) + _open(actor).filter(state__in=sorted(OPEN)).count()


def labelled_by_code(*, typed: str, actor: Actor) -> PostalItem | None:
    """The sending whose label was scanned, while it lies on the desk."""
    try:
        meant = readings(typed)
    except NotACode:
        return None
    return _open(actor).filter(state=MailState.PREPARED, dossier__code__in=meant).first()


def item_of(*, item_id: int, actor: Actor) -> PostalItem:
    """One sending this official may see. Raises PostalItem.DoesNotExist."""
    return _open(actor).get(pk=item_id)


def _sending(item: PostalItem) -> Sending:
    state = MailState(item.state)
    return Sending(
        id=item.pk,
        dossier_id=item.dossier_id,
        reference=item.dossier.reference,
        name=item.name,
        address=item.address,
        tracking=item.tracking,
        state=item.state,
        state_label=str(words.MAIL_STATES[state]),
        icon=words.MAIL_ICONS[state],
        changed_at=item.changed_at,
        handed_at=item.handed_at,
        steps=[(after.value, str(words.MAIL_STEPS[after])) for after in NEXT[state] if after is not MailState.HANDED],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A posted result as its owner, and whoever holds its code and look-up factor, reads of it: nobody's name."""

    tracking: str
    words: str
    icon: str
    at: datetime
    is_back: bool  # it waits at the counter again


def parcel_of(*, dossier: Dossier) -> Parcel | None:
    """Where the result is that was to go by post; None where none was."""
    if dossier.delivery != Delivery.POST:
        return None
    item = PostalItem.objects.filter(dossier=dossier).exclude(state=MailState.DROPPED).order_by("-pk").first()
    if item is None:
        return None
    state = MailState(item.state)
    return Parcel(
        tracking=item.tracking if item.handed_at else "",
        words=str(MAIL_TOLD[state]),
        icon=words.MAIL_ICONS[state],
        at=item.changed_at,
        is_back=state is MailState.CAME_BACK,
    )
