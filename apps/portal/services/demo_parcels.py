"""Results of the demonstration that go by post: labelled, handed over, on the way, failed, arrived, come back."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.domain.actor import Actor
from apps.desk.domain.mail import MailState
from apps.desk.services import returning_post
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of

S = MailState
# What became of each after its label, a step every few hours.
COURSES: tuple[tuple[MailState, ...], ...] = (
    (S.HANDED, S.ON_THE_WAY, S.DELIVERED),
    (S.HANDED, S.ON_THE_WAY, S.FAILED, S.CAME_BACK),
    (),
    (S.HANDED, S.ON_THE_WAY),
    (S.HANDED, S.FAILED),
    (S.HANDED,),
)
NOTES = {S.FAILED: "Người nhận đi vắng, hẹn phát lại."}
FIRST_NUMBER = 245_000_000
A_STEP = timedelta(hours=5)


def post(*, agency: Agency, clerk: Official, until: datetime) -> None:
    """Send some of the results that wait at the counter, never more than half of them."""
    waiting = Dossier.objects.filter(
        agency=agency,
        returning_agency=agency,
        status=Status.RESULT_READY,
        delivery=Delivery.COUNTER,
        is_sensitive=False,
        finished_at__lt=until - A_STEP * (max(map(len, COURSES)) + 1),
        postal_items__isnull=True,
    ).exclude(applicant_address="")
    going = min(len(COURSES), waiting.count() // 2)
    for number, dossier in enumerate(waiting.order_by("-finished_at", "pk")[:going]):
        assert dossier.finished_at is not None
        Dossier.objects.filter(pk=dossier.pk).update(delivery=Delivery.POST, delivery_address=dossier.applicant_address)
        _send(dossier_id=dossier.pk, number=number, clerk=clerk, until=until)


def _send(*, dossier_id: int, number: int, clerk: Official, until: datetime) -> None:
    course = COURSES[number]
    at = until - A_STEP * (len(course) + 1)
    by: Actor = actor_of(official=clerk, at=at)
    item = returning_post.prepare(dossier_id=dossier_id, by=by, at=at)
    if not course:
        return
    tracking = f"EE{FIRST_NUMBER + dossier_id:09d}VN"
    returning_post.number(item_id=item.pk, tracking=tracking, by=by, at=at)
    for step, state in enumerate(course, start=1):
        when = at + A_STEP * step
        if state is S.HANDED:
            returning_post.hand_to_post(item_ids=[item.pk], by=by, at=when)
        else:
            returning_post.record(item_id=item.pk, state=state, by=by, at=when, note=NOTES.get(state, ""))
