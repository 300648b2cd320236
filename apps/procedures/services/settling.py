"""A person's answers to what the import could not be sure of: given, taken back, carried into the next wording.

What an answer means for the times and fees of a version is decided in `domain.facts`, from the wording that is kept and
all answers together; nothing of the wording changes, so that taking back finds everything as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.domain.facts import ProcedureFacts, facts_of
from apps.procedures.domain.records import remarks_of
from apps.procedures.domain.settling import (
    OF_A_CELL,
    OF_NEIGHBOURS,
    Answer,
    Asked,
    Readings,
    readings_of,
    surroundings,
)
from apps.procedures.models import ProcedureVersion, ReviewItem, Settlement
from apps.procedures.services import parts

BATCH = 100
_ANSWERS_LOCK = 4_202


@transaction.atomic
def settle(*, item_id: int, answer: Answer, everywhere: bool, by: Actor, at: datetime) -> Settlement | None:
    """One answer to a doubt, on wish to every open doubt of the same words; None where it is settled already."""
    _one_at_a_time()
    item = ReviewItem.objects.filter(pk=item_id, settled_at=None).first()
    if item is None:
        return None
    settlement = Settlement.objects.create(
        what=item.what,
        amount=answer.time.amount if answer.time else answer.fee[0] if answer.fee else None,
        unit=answer.time.unit.value if answer.time else answer.fee[1] if answer.fee else "",
        settled_by_id=by.id,
        settled_at=at,
    )
    answered = Q(pk=item.pk)
    if everywhere:
        answered |= Q(pk__in=alike(item=item, at=at))
    if answer.time and Doubt(item.reason) not in OF_A_CELL:
        answered |= _others_about_the_whole(item)
    places = ReviewItem.objects.filter(answered, settled_at=None)
    versions = sorted(set(places.values_list("version_id", flat=True)))
    places.update(settlement=settlement, settled_at=at)
    _read_again(versions)
    return settlement


@transaction.atomic
def undo(*, settlement_id: int, by: Actor, at: datetime) -> int:
    """Take an answer back wherever it was given; how many doubts are open again, 0 where it was taken back before."""
    _one_at_a_time()
    settlement = Settlement.objects.filter(pk=settlement_id, undone_at=None).first()
    if settlement is None:
        return 0
    settlement.undone_by_id, settlement.undone_at = by.id, at
    settlement.save(update_fields=["undone_by", "undone_at"])
    versions = sorted(set(settlement.items.values_list("version_id", flat=True)))
    reopened = settlement.items.update(settlement=None, settled_at=None)
    _read_again(versions)
    return reopened


def alike(*, item: ReviewItem, at: datetime) -> QuerySet[ReviewItem]:
    """The open doubts of the same kind about the very same words, in wordings that still hold."""
    same = ReviewItem.objects.open_at(at).filter(text_key=item.text_key, what=item.what, reason=item.reason)
    return same.filter(text=item.text)


def carry_over(*, versions: Iterable[ProcedureVersion]) -> None:
    """Answers given to the wording before hold for the new one where all that a person read is the same there."""
    later = {version.procedure_id: version for version in versions if version.number > 1}
    if not later:
        return
    given = ReviewItem.objects.filter(version__procedure__in=later, settled_at__isnull=False).order_by("pk")
    copied = [
        _copy(item, version)
        for item in given.select_related("version")
        if _says_the_same(item, version := later[item.version.procedure_id])
    ]
    _put(copied)
    _read_again(sorted({item.version_id for item in copied}))


def _says_the_same(item: ReviewItem, version: ProcedureVersion) -> bool:
    before, what = item.version, What(item.what)
    is_next = before.number == version.number - 1
    return is_next and surroundings(before.content, what=what) == surroundings(version.content, what=what)


def _copy(item: ReviewItem, version: ProcedureVersion) -> ReviewItem:
    return ReviewItem(
        version=version,
        what=item.what,
        reason=item.reason,
        text=item.text,
        settled_at=item.settled_at,
        settlement_id=item.settlement_id,
    )


def _put(items: Sequence[ReviewItem]) -> None:
    """Settled doubts in the place of the open ones that the import has just asked."""
    open_ones = ReviewItem.objects.filter(version__in={item.version_id for item in items}, settled_at=None)
    answered = {(item.version_id, item.what, item.reason, item.text) for item in items}
    open_ones.filter(
        pk__in=[row.pk for row in open_ones if (row.version_id, row.what, row.reason, row.text) in answered]
    ).delete()
    ReviewItem.objects.bulk_create(items)


def _others_about_the_whole(item: ReviewItem) -> Q:
    """Who promises a time for the whole procedure has answered every other doubt about the whole."""
    return Q(version=item.version_id, what=What.TIME) & ~Q(reason__in=OF_A_CELL)


def _read_again(version_ids: Sequence[int]) -> None:
    for start in range(0, len(version_ids), BATCH):
        _read_batch(version_ids[start : start + BATCH])


def _read_batch(version_ids: Sequence[int]) -> None:
    versions = ProcedureVersion.objects.filter(pk__in=version_ids).order_by("pk")
    items: dict[int, list[ReviewItem]] = {pk: [] for pk in version_ids}
    asked = ReviewItem.objects.filter(version__in=version_ids).select_related("settlement")
    for item in asked.order_by("settled_at", "pk"):
        items[item.version_id].append(item)
    pairs = []
    for version in versions.only("content", "source_record", "allowance_amount", "allowance_unit"):
        unverified = remarks_of(version.source_record).unverified
        settled = _readings(items[version.pk])
        pairs.append((version, facts_of(version.content, unverified=unverified, settled=settled)))
    parts.write_readings(pairs=pairs)
    again = [item for version, facts in pairs for item in _ask_again(version, facts, items[version.pk])]
    ReviewItem.objects.bulk_create(again)


def _readings(items: Sequence[ReviewItem]) -> Readings:
    return readings_of(
        Asked(
            what=What(item.what),
            doubt=Doubt(item.reason),
            text=item.text,
            answer=Answer(time=item.settlement.time, fee=item.settlement.fee) if item.settlement else None,
        )
        for item in items
    )


def _ask_again(version: ProcedureVersion, facts: ProcedureFacts, items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """The new doubts that new readings raise; those that they lay are taken off the list."""
    raised = {(review.what.value, review.doubt.value, review.text): None for review in facts.reviews}
    known = {(item.what, item.reason, item.text): item for item in items}
    laid = [item.pk for key, item in known.items() if key not in raised and not item.settled_at]
    ReviewItem.objects.filter(pk__in=laid, what=What.TIME, reason__in=OF_NEIGHBOURS).delete()
    if any(item.settlement and item.settlement.time for item in items if item.reason not in OF_A_CELL):
        raised = {}  # a person has promised a time for the whole: nobody asks what the rows would
    return [
        ReviewItem(version=version, what=what, reason=reason, text=text)
        for what, reason, text in raised
        if what == What.TIME and reason in OF_NEIGHBOURS and (what, reason, text) not in known
    ]


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ANSWERS_LOCK])
