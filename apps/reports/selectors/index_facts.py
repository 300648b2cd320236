"""What the index divides: every count of a period with the points it brings and the way to what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count as Votes
from django.db.models import Q, QuerySet
from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.reports.domain.figures import FEWEST_VOTES
from apps.reports.domain.index_766 import Component, Count, Item, Score, score, score_payment, score_publication
from apps.reports.domain.index_periods import months, plain_days
from apps.reports.domain.index_table import Row
from apps.reports.domain.simulating import Standing
from apps.reports.domain.terms import Span, Term
from apps.reports.domain.typed_counts import Typed
from apps.reports.labels import index_766 as labels
from apps.reports.selectors import typed
from apps.reports.selectors.index_parts import Window, counted
from apps.reports.selectors.index_procedures import Counted, OfPayment, of_payment, posted_in_time, said_in_full
from apps.reports.selectors.sums import basis_of
from apps.reports.selectors.typed import TypedSum
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Response

COMPONENTS: Mapping[Row, Component] = {
    Row.SYNC: Component.SYNC,
    Row.PROGRESS: Component.PROGRESS,
    Row.RESULTS: Component.RESULT_DIGITISED,
    Row.DOCUMENTS: Component.DOCUMENTS_DIGITISED,
    Row.REUSE: Component.REUSE,
    Row.PETITIONS_ON_TIME: Component.PETITIONS_ON_TIME,
    Row.PETITIONS_SATISFACTION: Component.PETITIONS_SATISFACTION,
    Row.SATISFACTION: Component.SATISFACTION,
}
OF_FINISHED = [Row.RESULTS, Row.DOCUMENTS, Row.REUSE]
# What is divided by dossiers, so that a number leads to a list of them.
LISTED = frozenset({Row.PROGRESS, *OF_FINISHED, Row.PAYMENT, Row.SATISFACTION})
OF_TYPED: Mapping[Row, Typed] = {
    Row.SYNC: Typed.SYNC,
    Row.PETITIONS_ON_TIME: Typed.PETITIONS_ON_TIME,
    Row.PETITIONS_SATISFACTION: Typed.PETITIONS_SATISFACTION,
}
ITEMS: Mapping[Row, Item] = {Row.UPDATED: Item.UPDATED, Row.COMPLETE: Item.COMPLETE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One division of a component: so many of so many, where each lies, and the procedures that are missing."""

    count: Count
    words: str = ""
    part_href: str = ""
    whole_href: str = ""
    missing: Sequence[str] = ()
    missing_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was counted, before it is shown."""

    scores: Mapping[Row, Score]
    shares: Mapping[Row, Sequence[Share]]
    standing: Standing
    typed: Mapping[Typed, TypedSum]
    disliked: int


def facts(*, term: Term, actor: Actor, agency: Agency, at: datetime) -> Facts:
    """Everything that is divided, and the points it brings."""
    window = Window(span=term.span, at=at, basis=basis_of(agency=agency))
    plain = Window(span=plain_days(term), at=at, basis=window.basis)
    found = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk)
    disliked = _disliked(agency, plain.span)
    entered = typed.sums(agency=agency, months=months(term))
    counts = _of_dossiers(found, window, plain, disliked) | {row: entered[what].count for row, what in OF_TYPED.items()}
    fees = of_payment(agency=agency, window=window)
    asked_at = min(at, term.span.ends_before)
    of_procedures = {
        Row.UPDATED: posted_in_time(agency=agency, at=asked_at),
        Row.COMPLETE: said_in_full(agency=agency, at=asked_at),
    }
    scores = {row: score(component=component, count=counts[row]) for row, component in COMPONENTS.items()}
    scores |= {row: score_publication(item=ITEMS[row], count=one.count) for row, one in of_procedures.items()}
    scores[Row.PAYMENT] = score_payment(paid=counts[Row.PAYMENT], paying=fees.paying.count, used=fees.used.count)
    shares: dict[Row, Sequence[Share]] = {row: [_share(row, counts[row], term)] for row in COMPONENTS}
    shares |= {row: [_of_procedures(one, row.value)] for row, one in of_procedures.items()}
    shares[Row.PAYMENT] = _of_payment(counts[Row.PAYMENT], fees, term)
    return Facts(
        scores=scores,
        shares=shares,
        standing=Standing(
            shares={component: counts[row] for row, component in COMPONENTS.items()},
            paid=counts[Row.PAYMENT],
            paying=fees.paying.count,
            used=fees.used.count,
        ),
        typed=entered,
        disliked=disliked,
    )


def _of_dossiers(found: QuerySet[Dossier], window: Window, plain: Window, disliked: int) -> dict[Row, Count]:
    numbers = counted(rows=[Row.PROGRESS], window=window, found=found)
    numbers |= counted(rows=OF_FINISHED, window=window, found=found)
    numbers |= counted(rows=[Row.PAYMENT], window=window, found=found)
    kept, finished = counted(rows=[Row.SATISFACTION], window=plain, found=found)[Row.SATISFACTION]
    numbers[Row.SATISFACTION] = max(0, kept - disliked), finished
    return {row: Count(*pair) for row, pair in numbers.items()}


def _share(row: Row, count: Count, term: Term, words: str = "") -> Share:
    if row not in LISTED:
        return Share(count=count, words=words)
    return Share(
        count=count,
        words=words,
        # Votes are secret: what they take from the numerator leads to nobody.
        part_href="" if row is Row.SATISFACTION else _href(row, term, "tu"),
        whole_href=_href(row, term, "mau"),
    )


def _href(row: Row, term: Term, part: str) -> str:
    return f"{reverse('reports:index_dossiers')}?{urlencode({'muc': row.value, 'ky': term.text, 'phan': part})}"


def _of_procedures(counted: Counted, name: str) -> Share:
    return Share(
        count=counted.count,
        words=str(labels.SHARE_LABELS.get(name, "")),
        missing=counted.missing,
        missing_words=str(labels.MISSING_LABELS[name]),
    )


def _of_payment(paid: Count, fees: OfPayment, term: Term) -> list[Share]:
    of_dossiers = _share(Row.PAYMENT, paid, term, words=str(labels.SHARE_LABELS["a"]))
    return [of_dossiers, _of_procedures(fees.paying, "b"), _of_procedures(fees.used, "c")]


def _disliked(agency: Agency, span: Span) -> int:
    """Unhappy votes; none while there are too few votes to keep each of them secret (ruling 16)."""
    votes = Response.objects.filter(agency=agency, day__gte=span.first, day__lte=span.last).aggregate(
        all=Votes("pk"), unhappy=Votes("pk", filter=Q(satisfaction=Satisfaction.NOT_SATISFIED.value))
    )
    return int(votes["unhappy"]) if votes["all"] >= FEWEST_VOTES else 0
