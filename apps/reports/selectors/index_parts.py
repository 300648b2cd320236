"""The dossiers behind each component of the index: who belongs to the whole, and who to the part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.dossiers.domain.timeliness import LateBasis, Timeliness
from apps.dossiers.models import Dossier, DossierDocument, Pause, Result
from apps.dossiers.selectors.digitising import IS_DIGITAL, to_digitise
from apps.payments.domain.states import AttemptState, DemandState
from apps.payments.domain.words import Way
from apps.payments.models import Demand
from apps.reports.domain.index_table import Row
from apps.reports.domain.national import TOO_MANY_REQUESTS
from apps.reports.domain.terms import Span
from apps.reports.selectors.sums import nationally_late

KEPT = [Timeliness.EARLY, Timeliness.ON_TIME]
# A transfer by our code and a gateway are paid without coming here; cash is not.
ONLINE_WAYS = [Way.VIETQR, Way.GATEWAY]
OWED = [DemandState.DUE, DemandState.PENDING, DemandState.PAID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days that are asked about, the hour at which it is asked, and the promise that statistics hold to."""

    span: Span
    at: datetime
    basis: LateBasis

    @property
    def is_running(self) -> bool:
        return self.at < self.span.ends_before

    @property
    def finished(self) -> Q:
        return Q(finished_at__gte=self.span.starts_at, finished_at__lt=self.span.ends_before)

    @property
    def received(self) -> Q:
        return Q(received_at__gte=self.span.starts_at, received_at__lt=self.span.ends_before)

    @property
    def kept(self) -> Q:
        """Finished by its promise; what was finished before both promises were asked is classed by the first."""
        of_first = Q(timeliness__in=KEPT)
        if self.basis is LateBasis.ORIGINAL:
            return of_first
        return Q(timeliness_in_force__in=KEPT) | Q(timeliness_in_force__isnull=True) & of_first


def whole(*, row: Row, window: Window, found: QuerySet[Dossier]) -> QuerySet[Any]:
    """Those of some dossiers that the denominator of a component counts."""
    if row is Row.PROGRESS:
        stood = Q(finished_at__isnull=True) | Q(finished_at__gte=window.span.starts_at)
        return _judged(found.filter(stood, received_at__lt=window.span.ends_before), window)
    if row is Row.PAYMENT:
        return found.filter(window.received, Exists(_demands(OWED)))
    return found.filter(window.finished, timeliness__isnull=False)


def part(*, row: Row, window: Window) -> Q:
    """Which of the whole the numerator counts."""
    if row is Row.PROGRESS:
        return _in_time(window)
    if row is Row.SATISFACTION:
        return window.kept
    return {
        Row.RESULTS: DIGITAL_RESULT,
        Row.DOCUMENTS: DIGITAL_RESULT & DIGITAL_PAPERS,
        Row.REUSE: REUSED,
        Row.PAYMENT: PAID_ONLINE,
    }[row]


def counted(*, rows: list[Row], window: Window, found: QuerySet[Dossier]) -> dict[Row, tuple[int, int]]:
    """Part and whole of components that share their whole, in one query."""
    of_all = whole(row=rows[0], window=window, found=found).order_by()
    parts = {row.name: Count("pk", filter=part(row=row, window=window)) for row in rows}
    numbers = of_all.aggregate(whole_=Count("pk"), **parts)
    return {row: (numbers[row.name], numbers["whole_"]) for row in rows}


def _in_time(window: Window) -> Q:
    """Finished by its promise, ended before it broke, or open at the end of the period and not late then."""
    ended = Q(timeliness__isnull=True) & (Q(ended_late=False) | Q(ended_late__isnull=True))
    left = Q(finished_at__isnull=True) | Q(finished_at__gte=window.span.ends_before)
    return window.finished & (window.kept | ended) | left & ~_late_then(window)


def _late_then(window: Window) -> Q:
    """`national.counts_as_late` at the end of the period. A promise that has broken is moved by no later pause, so the
    one that stands today says whether it was broken then."""
    if window.is_running:
        return nationally_late(now=window.at, basis=window.basis)
    promised = _promised(window.basis)
    end = window.span.ends_before
    asked_twice = Q(asked_then__gte=TOO_MANY_REQUESTS)
    return asked_twice | Q(stopped_late=True) | Q(paused_then__isnull=True, **{f"{promised}__lt": end})


def _judged(found: QuerySet[Dossier], window: Window) -> QuerySet[Any]:
    """With what stood still at the end of a period that is over; the running one asks the row itself."""
    if window.is_running:
        return found
    end = window.span.ends_before
    before = Pause.objects.filter(dossier=OuterRef("pk"), opened_at__lt=end)
    standing = before.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=end)).order_by("-opened_at")
    asked = before.filter(kind=Pause.Kind.SUPPLEMENT).order_by().values("dossier").annotate(times=Count("pk"))
    stopped_late = standing.filter(opened_at__gt=OuterRef(_promised(window.basis)))
    return found.annotate(
        asked_then=Coalesce(Subquery(asked.values("times")), 0),
        paused_then=Subquery(standing.values("opened_at")[:1]),
        stopped_late=Exists(stopped_late),
    )


def _promised(basis: LateBasis) -> str:
    return "first_late_after" if basis is LateBasis.ORIGINAL else "late_after"


def _demands(states: list[DemandState]) -> QuerySet[Demand]:
    return Demand.objects.filter(dossier=OuterRef("pk"), state__in=states)


_RESULTS = Result.objects.filter(
    dossier=OuterRef("pk"), is_current=True, signed_at__isnull=False, revoked_at__isnull=True, file__isnull=False
)
_PAPERS = DossierDocument.objects.filter(dossier=OuterRef("pk"), removed_at__isnull=True)
_PAID = Demand.objects.filter(
    dossier=OuterRef("pk"),
    state=DemandState.PAID,
    attempts__state=AttemptState.SUCCEEDED,
    attempts__way__in=ONLINE_WAYS,
)
DIGITAL_RESULT = Q(Exists(_RESULTS))
# As the digitisation page judges a paper, all of them: one scan of five papers is no digital dossier.
_TO_SCAN = to_digitise().filter(dossier=OuterRef("pk"))
DIGITAL_PAPERS = Q(Exists(_TO_SCAN)) & ~Q(Exists(_TO_SCAN.filter(~IS_DIGITAL)))
REUSED = Q(Exists(_PAPERS.filter(Q(reused_document__isnull=False) | Q(reused_result__isnull=False))))
PAID_ONLINE = Q(Exists(_PAID))
OWING = Q(Exists(_demands([DemandState.DUE, DemandState.PENDING])))
