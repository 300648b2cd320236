"""By which way dossiers came, and what became of them: alone through the net, with help, at the counter, by post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.labels import CHANNEL_LABELS
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.procedures.domain.life import OnlineLevel
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight
from apps.reports.labels.rooms import HELP_LABELS
from apps.reports.selectors.lines import Figure, Figures
from apps.reports.selectors.listing import LEVEL, ending_of, papers_of, span_of
from apps.reports.selectors.wishes import Wish

ENDS = (Sight.DONE, Sight.LATE, Sight.WITHDRAWN, Sight.STOPPED)
PAPERS = (Sight.SUPPLEMENT, Sight.REFUSED)
Way = tuple[str, bool | None]  # help is asked about only where one may file alone
WAYS: tuple[Way, ...] = (
    *((Channel.ONLINE.value, False), (Channel.ONLINE.value, True)),
    *((Channel.IN_PERSON.value, None), (Channel.POSTAL.value, None)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayLine:
    """One way in, or all of them; the figures by name, `full` and `partial` by the level that is published."""

    words: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    lines: Sequence[WayLine]
    total: WayLine


def ways(*, month: Month, actor: Actor, agency: Agency, basis: LateBasis) -> Ways:
    """Four queries, however many dossiers."""
    visible = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk).order_by()
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    counts: dict[Way, Counter[str]] = {way: Counter() for way in WAYS}
    kinds = ("channel", "is_assisted")
    came: Any = visible.filter(span_of(wish)).annotate(level=LEVEL).values(*kinds, "level").annotate(count=Count("pk"))
    for row in came:
        counts[_way(row)].update({"received": row["count"], row["level"] or "other": row["count"]})
    done = replace(wish, sight=Sight.DONE)
    gone: Any = visible.filter(span_of(done)).values(*kinds)
    for row in gone.annotate(
        **{sight.name: Count("pk", filter=ending_of(replace(wish, sight=sight))) for sight in ENDS}
    ):
        counts[_way(row)].update({sight.name.lower(): row[sight.name] for sight in ENDS})
    for sight in PAPERS:
        papers = papers_of(replace(wish, sight=sight), agency_id=agency.pk).values("dossier_id")
        rows: Any = visible.filter(pk__in=papers).values(*kinds).annotate(count=Count("pk"))
        for row in rows:
            counts[_way(row)].update({sight.name.lower(): row["count"]})
    return Ways(
        lines=[_line(way, numbers, wish) for way, numbers in counts.items()],
        total=WayLine(words="", figures=_figures(sum(counts.values(), Counter()), wish)),
    )


def _way(row: dict[str, Any]) -> Way:
    return row["channel"], row["is_assisted"] if row["channel"] == Channel.ONLINE else None


def _line(way: Way, numbers: Counter[str], wish: Wish) -> WayLine:
    channel, is_helped = way
    words = CHANNEL_LABELS[Channel(channel)]
    return WayLine(
        words=str(words) if is_helped is None else f"{words} · {HELP_LABELS[is_helped]}",
        figures=_figures(numbers, replace(wish, channel=channel, is_helped=is_helped)),
    )


def _figures(numbers: Counter[str], wish: Wish) -> dict[str, Figure]:
    wishes = {sight.name.lower(): replace(wish, sight=sight) for sight in (Sight.RECEIVED, *ENDS, *PAPERS)}
    wishes |= {level.value: replace(wish, level=level) for level in OnlineLevel}
    return {name: Figure(value=numbers[name], href=one.href) for name, one in wishes.items()}
