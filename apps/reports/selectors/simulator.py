"""The ten open dossiers that would raise the index most, and what to do for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.simulating import Deed, effect, ranked
from apps.reports.domain.terms import Span, Term, month_of
from apps.reports.labels import index_766 as labels
from apps.reports.selectors import listing
from apps.reports.selectors.index_facts import facts
from apps.reports.selectors.index_parts import DIGITAL_PAPERS, OWING
from apps.reports.selectors.sums import OPEN, PAUSED, basis_of, nationally_late

MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """One dossier, what is to be done for it, and what that is worth."""

    row: listing.Row
    deeds: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """The chances of the running month, the most first, and what all of them are worth together."""

    term: Term
    term_words: str
    days_words: str
    chances: Sequence[Chance]
    together: str
    open_now: int


def simulation(*, actor: Actor, agency: Agency, at: datetime) -> Simulation:
    """Of the running month: dossiers of one kind are worth the same, so the kinds are weighed and ten rows fetched."""
    calendar = work_calendar(agency=agency, at=at)
    term = month_of(calendar.local_date(at))
    standing = facts(term=term, actor=actor, agency=agency, at=at).standing
    held = Dossier.objects.visible_to(actor).filter(OPEN, agency_id=agency.pk)
    tests = _tests(agency=agency, span=term.span, at=at)
    flagged = held.annotate(**{deed.value: _flag(test) for deed, test in tests.items()})
    kinds = {
        _kind(row): row["dossiers"]
        for row in flagged.order_by().values(*(deed.value for deed in tests)).annotate(dossiers=Count("pk"))
    }
    worth = ranked(standing=standing, kinds=kinds)[:MOST]
    rows = _first(flagged, [kind for kind, _ in worth], tests)
    of_kind = dict(worth)
    chosen = [_kind({deed.value: getattr(row, deed.value) for deed in tests}) for row in rows]
    shown = listing.rows_of(dossiers=rows, at=at, calendar=calendar)
    return Simulation(
        term=term,
        term_words=labels.term_words(term),
        days_words=labels.days_words(term.span),
        chances=[
            Chance(row=row, deeds=labels.deeds_words(kind), points=labels.points_words(of_kind[kind]))
            for row, kind in zip(shown, chosen, strict=True)
        ],
        together=labels.points_words(max(Fraction(0), effect(standing=standing, deeds=chosen))),
        open_now=sum(kinds.values()),
    )


def _tests(*, agency: Agency, span: Span, at: datetime) -> dict[Deed, Q]:
    """Which open dossiers each deed can still be done for; a result is signed for every one of them."""
    late = nationally_late(now=at, basis=basis_of(agency=agency))
    going = ~PAUSED & Q(late_after__gte=at)
    return {
        Deed.KEEP: going & ~late & Q(late_after__lt=span.ends_before),
        Deed.TURN: going & late & Q(first_late_after__gte=at),
        Deed.SCAN: ~DIGITAL_PAPERS,
        Deed.PAY: OWING,
    }


def _flag(test: Q) -> Case:
    return Case(When(test, then=Value(1)), default=Value(0), output_field=IntegerField())


def _kind(row: dict[str, int]) -> frozenset[Deed]:
    return frozenset({Deed.SIGN, *(deed for deed in Deed if row.get(deed.value))})


def _first(flagged: object, kinds: Sequence[frozenset[Deed]], tests: dict[Deed, Q]) -> list[Dossier]:
    """Ten dossiers of the kinds worth most; within a kind the promise that breaks first."""
    if not kinds:
        return []
    places = [
        When(**{deed.value: int(deed in kind) for deed in tests}, then=Value(place)) for place, kind in enumerate(kinds)
    ]
    placed = flagged.annotate(place=Case(*places, default=None, output_field=IntegerField()))  # type: ignore[attr-defined]
    named = placed.annotate(field_name=F("field__name"), holder_name=F("holder__name"))
    rows = named.filter(place__isnull=False).only(*listing.COLUMNS).order_by("place", "late_after", "pk")
    return list(rows[:MOST])
