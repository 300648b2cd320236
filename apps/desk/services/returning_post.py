"""Results that go by post: labelled, handed over in a batch, followed until they arrive or come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.mail import OPEN, MailState, check_step
from apps.desk.models import PostalItem, PostalStep
from apps.desk.selectors.collecting import owed
from apps.desk.services.returning import FeeFirst, refuse_without_number
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Delivery, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import returning
from apps.dossiers.services.notices import tell
from apps.dossiers.services.returning import Collector
from apps.dossiers.services.writing import locked
from apps.messaging.domain.kinds import Kind
from apps.officials.domain.duties import Duty

TO_POST = (Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED)


class NoAddress(Exception):
    """The dossier names no address to send anything to."""


class NoTracking(Exception):
    """Without the number of the post nothing is handed to it."""


class TrackingTaken(Exception):
    """Another sending bears this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One of a batch that stayed behind, and why."""

    reference: str
    error: Exception


@transaction.atomic
def prepare(*, dossier_id: int, by: Actor, at: datetime) -> PostalItem:
    """The sending for which a label is printed; printed again, it is the same one.

    Raises lifecycle.Forbidden, FeeFirst, NoAddress.
    """
    dossier = locked(dossier_id=dossier_id)
    _check_desk(dossier, by)
    waiting = PostalItem.objects.filter(dossier=dossier, state__in=OPEN).first()
    if waiting and waiting.state == MailState.PREPARED:
        return waiting
    if waiting or dossier.status not in TO_POST or dossier.delivery != Delivery.POST:
        raise Forbidden(action=Action.SEND_RESULT, status=Status(dossier.status), why="wrong_status")
    refuse_without_number(dossier=dossier, action=Action.SEND_RESULT)
    amount = owed(dossier=dossier)
    if amount:
        raise FeeFirst(amount)
    address = dossier.delivery_address or dossier.applicant_address
    if not address:
        raise NoAddress(dossier_id)
    item = PostalItem.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        attempt=PostalItem.objects.filter(dossier=dossier).count() + 1,
        state=MailState.PREPARED,
        name=dossier.applicant_name,
        address=address,
        prepared_at=at,
        changed_at=at,
    )
    _note(item, by, at)
    return item


@transaction.atomic
def number(*, item_id: int, tracking: str, by: Actor, at: datetime) -> PostalItem:
    """Keep the number of the post for a sending that has not left. Raises lifecycle.Forbidden, TrackingTaken."""
    item, dossier = _held(item_id)
    _check_desk(dossier, by)
    if item.state != MailState.PREPARED:
        raise Forbidden(action=Action.SEND_RESULT, status=Status(dossier.status), why="wrong_status")
    item.tracking = tracking
    try:
        with transaction.atomic():
            item.save(update_fields=["tracking"])
    except IntegrityError as error:
        raise TrackingTaken(tracking) from error
    return item


def hand_to_post(*, item_ids: Sequence[int], by: Actor, at: datetime) -> tuple[int, list[Refused]]:
    """A batch on its way to the post; each by itself, so that one that cannot go holds up no other."""
    refused = []
    for item_id in item_ids:
        try:
            _hand(item_id=item_id, by=by, at=at)
        except (Forbidden, NoTracking) as error:
            reference = PostalItem.objects.select_related("dossier").get(pk=item_id).dossier.reference
            refused.append(Refused(reference=reference, error=error))
    return len(item_ids) - len(refused), refused


@transaction.atomic
def _hand(*, item_id: int, by: Actor, at: datetime) -> None:
    item, dossier = _held(item_id)
    _check_desk(dossier, by)
    if item.state != MailState.PREPARED:
        raise Forbidden(action=Action.SEND_RESULT, status=Status(dossier.status), why="wrong_status")
    if not item.tracking:
        raise NoTracking(item_id)
    refuse_without_number(dossier=dossier, action=Action.SEND_RESULT)
    returning.send_result(dossier_id=dossier.pk, by=by, at=at, way=Delivery.POST)
    item.handed_at = at
    _reach(item, MailState.HANDED, by, at)
    dossier.refresh_from_db()
    tell(dossier=dossier, kind=Kind.RESULT_POSTED, at=at, facts={"tracking": item.tracking})


@transaction.atomic
def record(*, item_id: int, state: MailState, by: Actor, at: datetime, note: str = "") -> PostalItem:
    """What the post says became of it. Raises mail.NotThatWay, lifecycle.Forbidden.

    Delivered, the dossier is returned (unless its owner said so before); come back, it waits at the counter and its
    owner is told.
    """
    item, dossier = _held(item_id)
    _check_desk(dossier, by)
    check_step(before=MailState(item.state), after=state)
    if state is MailState.HANDED:  # that is the batch's act: it needs the number and moves the dossier
        raise Forbidden(action=Action.SEND_RESULT, status=Status(dossier.status), why="wrong_status")
    _reach(item, state, by, at, note=note)
    if state is MailState.DELIVERED and dossier.status == Status.RESULT_SENT:
        collector = Collector(name=item.name, relation="post", identity_checked=False)
        returning.return_result(dossier_id=dossier.pk, by=by, at=at, collector=collector, way=Delivery.POST)
    if state is MailState.CAME_BACK:
        returning.bring_back(dossier_id=dossier.pk, by=by, at=at)
    return item


def _held(item_id: int) -> tuple[PostalItem, Dossier]:
    """The dossier is locked first, as everywhere; then its sending as it is now."""
    dossier = locked(dossier_id=PostalItem.objects.values_list("dossier_id", flat=True).get(pk=item_id))
    return PostalItem.objects.select_for_update(of=("self",)).get(pk=item_id), dossier


def _check_desk(dossier: Dossier, by: Actor) -> None:
    if not (by.has(Duty.CLERK) or by.has(Duty.RETURN_CLERK)):
        raise Forbidden(action=Action.SEND_RESULT, status=Status(dossier.status), why="not_your_duty")
    if by.agency_id not in (dossier.agency_id, dossier.receiving_agency_id):
        raise Forbidden(action=Action.SEND_RESULT, status=Status(dossier.status), why="other_agency")


def _reach(item: PostalItem, state: MailState, by: Actor, at: datetime, *, note: str = "") -> None:
    check_step(before=MailState(item.state), after=state)
    item.state, item.changed_at = state, at
    item.save(update_fields=["state", "changed_at", "handed_at"])
    _note(item, by, at, note=note)


def _note(item: PostalItem, by: Actor, at: datetime, *, note: str = "") -> None:
    PostalStep.objects.create(
        agency_id=item.agency_id,
        item=item,
        sequence=item.steps.count() + 1,
        state=item.state,
        at=at,
        by_id=by.id,
        note=note,
    )
