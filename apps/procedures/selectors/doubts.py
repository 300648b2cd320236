"""The doubts an editor works off: each with its original words and all that stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from apps.officials.models import Agency
from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.domain.proposing import proposals
from apps.procedures.domain.settling import Answer
from apps.procedures.models import Field, Offering, ReviewItem, Settlement

PER_PAGE = 10
SETTLED_PER_PAGE = 30
MOST_ALIKE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedDoubts:
    """Which doubts: of what, for which reason, in which field; of one procedure, of this office's, or of all."""

    what: What | None = None
    reason: Doubt | None = None
    field: str = ""
    code: str = ""
    everywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One way of filing as it is written, and whether the doubtful words stand in it."""

    channel: str
    time: str
    fees: str
    note: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRow:
    """One doubt, complete with what its card shows."""

    item: ReviewItem
    beside: tuple[Beside, ...]
    cases: tuple[tuple[str, str], ...]
    proposals: tuple[Answer, ...]
    alike: int

    @property
    def others(self) -> int:
        """How many more places are worded alike."""
        return max(self.alike - 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDoubts:
    """One page of doubts, how many there are by kind, reason and field, and the mark that leads on."""

    rows: tuple[DoubtRow, ...]
    total: int
    here: int
    everywhere: int
    kinds: Mapping[tuple[What, Doubt], int]
    fields: Sequence[tuple[str, str, int]]
    next: int | None

    @property
    def by_what(self) -> Counter[What]:
        counts: Counter[What] = Counter()
        for (what, _reason), count in self.kinds.items():
            counts[what] += count
        return counts

    def by_reason(self, what: What | None) -> Counter[Doubt]:
        counts: Counter[Doubt] = Counter()
        for (found, reason), count in self.kinds.items():
            counts[reason] += count if what in (None, found) else 0
        return +counts


def found_doubts(*, agency: Agency, at: datetime, wanted: WantedDoubts, after: int = 0) -> FoundDoubts:
    """A page of open doubts in the order in which they came; the counts need no further query a row."""
    everything = ReviewItem.objects.open_at(at)
    if wanted.code:
        everything = everything.filter(version__procedure__code=wanted.code)
    offered = Exists(Offering.objects.filter(agency=agency, procedure=OuterRef("version__procedure")))
    scope = everything if wanted.everywhere or wanted.code else everything.filter(offered)
    in_field = scope.filter(version__field__slug=wanted.field) if wanted.field else scope
    chosen = _of_kind(in_field, wanted)
    kinds = _kinds(in_field)
    items = _page(chosen, after)
    shown = items[:PER_PAGE]
    counts = _alike_counts(shown, at)
    return FoundDoubts(
        rows=tuple(row_of(item, alike=counts[_key(item)]) for item in shown),
        total=sum(count for (what, reason), count in kinds.items() if _is_wanted(what, reason, wanted)),
        here=everything.filter(offered).count(),
        everywhere=everything.count(),
        kinds=kinds,
        fields=_fields(_of_kind(scope, wanted)),
        next=shown[-1].pk if len(items) > PER_PAGE else None,
    )


def _of_kind(items: QuerySet[ReviewItem], wanted: WantedDoubts) -> QuerySet[ReviewItem]:
    if wanted.what:
        items = items.filter(what=wanted.what)
    return items.filter(reason=wanted.reason) if wanted.reason else items


def _is_wanted(what: What, reason: Doubt, wanted: WantedDoubts) -> bool:
    return wanted.what in (None, what) and wanted.reason in (None, reason)


def _kinds(items: QuerySet[ReviewItem]) -> dict[tuple[What, Doubt], int]:
    rows = items.order_by().values_list("what", "reason").annotate(count=Count("pk"))
    return {(What(what), Doubt(reason)): count for what, reason, count in rows}


def _fields(items: QuerySet[ReviewItem]) -> list[tuple[str, str, int]]:
    rows = items.order_by().values_list("version__field").annotate(count=Count("pk"))
    counts = dict(rows)
    named = Field.objects.filter(pk__in=counts).order_by("sort_key", "pk")
    return [(field.slug, field.name, counts[field.pk]) for field in named]


def _page(items: QuerySet[ReviewItem], after: int) -> list[ReviewItem]:
    return list(_whole(items.filter(pk__gt=after)).order_by("pk")[: PER_PAGE + 1])


def _whole(items: QuerySet[ReviewItem]) -> QuerySet[ReviewItem]:
    """With the version it is about, but not with what weighs a megabyte and is not shown."""
    heavy = (f"version__{name}" for name in ("source_record", "steps", "conditions", "folded"))
    return items.select_related("version__procedure", "version__field").defer(*heavy)


def _key(item: ReviewItem) -> tuple[str, str, str]:
    return (item.text_key, item.what, item.reason)


def _alike_counts(items: Sequence[ReviewItem], at: datetime) -> Counter[tuple[str, str, str]]:
    keys = {item.text_key for item in items}
    rows = ReviewItem.objects.open_at(at).filter(text_key__in=keys).order_by()
    counted = rows.values_list("text_key", "what", "reason").annotate(count=Count("pk"))
    return Counter({(text_key, what, reason): count for text_key, what, reason, count in counted})


def row_of(item: ReviewItem, *, alike: int) -> DoubtRow:
    """One doubt with its surroundings and the readings it may have."""
    content: dict[str, Any] = item.version.content
    what = What(item.what)
    return DoubtRow(
        item=item,
        beside=tuple(_beside(row, item) for row in content.get("channels") or []),
        cases=tuple((row["name"], row["time"]) for row in content.get("cases") or []),
        proposals=proposals(what=what, doubt=Doubt(item.reason), text=item.text, content=content),
        alike=alike,
    )


def _beside(row: Mapping[str, Any], item: ReviewItem) -> Beside:
    time, fees, note = str(row["time"]), [str(fee) for fee in row["fees"]], str(row["note"])
    if item.what == What.TIME:
        is_here = item.text == time or bool(note and time and item.text.startswith(f"{time}: "))
    else:
        is_here = item.text in fees
    return Beside(channel=row["channel"], time=time, fees="; ".join(fees), note=note, is_here=is_here)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDoubt:
    """One doubt with the other places that are worded alike."""

    row: DoubtRow
    alike: tuple[ReviewItem, ...]


def one_doubt(*, item_id: int, at: datetime) -> OneDoubt:
    """An open doubt and every place of the same words, the first two hundred. Raises ReviewItem.DoesNotExist."""
    item = _whole(ReviewItem.objects.open_at(at)).get(pk=item_id)
    same = ReviewItem.objects.open_at(at).filter(text_key=item.text_key, what=item.what, reason=item.reason)
    others = same.exclude(pk=item.pk).select_related("version__procedure").order_by("pk")
    heavy = ("source_record", "content", "steps", "conditions", "folded")
    listed = tuple(others.defer(*(f"version__{name}" for name in heavy))[:MOST_ALIKE])
    count = len(listed) + 1 if len(listed) < MOST_ALIKE else same.count()
    return OneDoubt(row=row_of(item, alike=count), alike=listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRow:
    """One answer that holds: to which words, for how many places, the first of them by name."""

    settlement: Settlement
    text: str
    title: str
    code: str
    places: int


def settled(*, after: int = 0) -> tuple[list[SettledRow], int | None]:
    """The answers that hold, newest first, and the mark that leads on."""
    rows = _answers()
    if after:
        rows = rows.filter(pk__lt=after)
    page = list(rows.order_by("-pk")[: SETTLED_PER_PAGE + 1])
    shown = page[:SETTLED_PER_PAGE]
    items = ReviewItem.objects.select_related("version__procedure").in_bulk([row.first for row in shown])
    return [_settled(row, items[row.first]) for row in shown], shown[-1].pk if len(page) > SETTLED_PER_PAGE else None


def just_settled(*, settlement_id: int, official_id: int) -> SettledRow | None:
    """The answer this official has just given, where it still holds: what the list offers to take back."""
    row = _answers().filter(pk=settlement_id, settled_by=official_id).first()
    return _settled(row, ReviewItem.objects.select_related("version__procedure").get(pk=row.first)) if row else None


def _answers() -> QuerySet[Any]:
    """The answers that hold, with how many places they answer and the first of these."""
    first = ReviewItem.objects.filter(settlement=OuterRef("pk")).order_by("pk")
    rows = Settlement.objects.filter(undone_at=None).select_related("settled_by")
    return rows.annotate(places=Count("items"), first=Subquery(first.values("pk")[:1])).filter(places__gt=0)


def _settled(row: Any, item: ReviewItem) -> SettledRow:
    version = item.version
    return SettledRow(
        settlement=row, text=item.text, title=version.short_name, code=version.procedure.code, places=row.places
    )
