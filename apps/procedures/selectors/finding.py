"""Find a procedure by what people call it: marks, order and one slip of the finger do not matter.

First every word must occur (index over folded words, well under a millisecond); only where that finds less than a
handful, words that look alike are let in. Everyday names («giấy độc thân») are looked for like the title itself, since
likeness alone never leads from a nickname to its law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramStrictWordSimilarity
from django.db.models import Case, Count, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Length

from apps.officials.models import Agency
from apps.procedures.domain.searching import Part, Question, marked, question_of
from apps.procedures.models import ChannelRule, Fee, Offering, ProcedureVersion
from apps.procedures.selectors.law import ZONE
from apps.procedures.selectors.offers import channels_of, fees_of
from apps.worktime import Allowance, Unit

PER_PAGE = 20
ENOUGH = 5
SHORT_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the reader ticked beside the list. Empty means anything."""

    fields: tuple[str, ...] = ()
    online: bool = False
    time: str = ""
    everywhere: bool = False

    @property
    def count(self) -> int:
        return len(self.fields) + self.online + bool(self.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One procedure of the list, complete with what its row shows."""

    version: ProcedureVersion
    offering: Offering | None
    title: tuple[Part, ...]
    allowance: Allowance | None
    channels: tuple[ChannelRule, ...]
    fees: tuple[Fee, ...]

    @property
    def code(self) -> str:
        return self.version.procedure.code

    @property
    def accepts_online(self) -> bool:
        return self.offering is not None and self.offering.accepts_online


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """A field of administration among what was found."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of answers, and how the whole of them is made up."""

    hits: tuple[Hit, ...]
    total: int
    page: int
    is_guess: bool
    fields: tuple[FieldCount, ...]
    online: int
    times: dict[str, int] = field(default_factory=dict)

    @property
    def has_more(self) -> bool:
        return self.page * PER_PAGE < self.total


def find(*, text: str, agency: Agency | None, at: datetime, wanted: Wanted | None = None, page: int = 1) -> Found:
    """The procedures that answer a question, best first; without a question all of them, by alphabet."""
    wanted, question = wanted or Wanted(), question_of(text)
    known = _known(agency=agency, at=at, everywhere=wanted.everywhere)
    answers, is_guess = _answers(known, question, agency)
    total, online, times = _totals(answers, wanted)
    chosen = answers.filter(_ticked(wanted))
    start = (page - 1) * PER_PAGE
    rows = list(_ordered(chosen, question, is_guess=is_guess)[start : start + PER_PAGE])
    return Found(
        hits=_hits(rows, question, agency),
        total=total,
        page=page,
        is_guess=is_guess,
        fields=_field_counts(answers),
        online=online,
        times=times,
    )


def _known(*, agency: Agency | None, at: datetime, everywhere: bool) -> QuerySet[ProcedureVersion]:
    here = FilteredRelation("procedure__offerings", condition=Q(procedure__offerings__agency=agency))
    versions = ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date()).annotate(here=here)
    return versions if everywhere else versions.filter(here__isnull=False)


def _answers(
    known: QuerySet[ProcedureVersion], question: Question, agency: Agency | None
) -> tuple[QuerySet[ProcedureVersion], bool]:
    if question.is_empty:
        return known, False
    exact = known.filter(_says_every_word(question, agency))
    if exact[:ENOUGH].count() >= ENOUGH:
        return exact, False
    alike = known.filter(_says_every_word(question, agency) | _looks_alike(question, agency))
    return alike, not exact.exists()


def _says_every_word(question: Question, agency: Agency | None) -> Q:
    query = SearchQuery(question.tsquery, config="simple", search_type="raw")
    titles = ProcedureVersion.objects.annotate(words=SearchVector("folded", config="simple")).filter(words=query)
    names = Offering.objects.annotate(words=SearchVector("folded_keywords", config="simple")).filter(
        words=query, agency=agency
    )
    return Q(pk__in=titles.values("pk")) | Q(procedure_id__in=names.values("procedure_id"))


def _looks_alike(question: Question, agency: Agency | None) -> Q:
    titles = ProcedureVersion.objects.filter(folded_name__trigram_strict_word_similar=question.phrase)
    names = Offering.objects.filter(folded_keywords__trigram_strict_word_similar=question.phrase, agency=agency)
    return Q(pk__in=titles.values("pk")) | Q(procedure_id__in=names.values("procedure_id"))


_SAME_DAY = Q(allowance_unit=Unit.SAME_DAY)
_SHORT = _SAME_DAY | Q(allowance_unit=Unit.WORKING_DAY, allowance_amount__lte=Decimal(SHORT_DAYS))
_SHORT |= Q(allowance_unit=Unit.WORKING_HOUR, allowance_amount__lte=Decimal(SHORT_DAYS * 8))
TIMES = {"trong-ngay": _SAME_DAY, "den-3-ngay": _SHORT, "lau-hon": ~_SHORT}


def _ticked(wanted: Wanted) -> Q:
    ticked = Q()
    if wanted.fields:
        ticked &= Q(field__slug__in=wanted.fields)
    if wanted.online:
        ticked &= Q(here__accepts_online=True)
    return ticked & TIMES[wanted.time] if wanted.time in TIMES else ticked


def _totals(answers: QuerySet[ProcedureVersion], wanted: Wanted) -> tuple[int, int, dict[str, int]]:
    counts = answers.aggregate(
        total=Count("pk", filter=_ticked(wanted)) if wanted.count else Count("pk"),
        online=Count("pk", filter=Q(here__accepts_online=True)),
        **{f"time_{number}": Count("pk", filter=within) for number, within in enumerate(TIMES.values())},
    )
    times = {name: counts[f"time_{number}"] for number, name in enumerate(TIMES)}
    return counts["total"], counts["online"], times


def _field_counts(answers: QuerySet[ProcedureVersion]) -> tuple[FieldCount, ...]:
    rows = answers.values_list("field__slug", "field__name").annotate(count=Count("pk"))
    ordered = rows.order_by("field__sort_key", "field__slug")
    return tuple(FieldCount(slug=slug, name=name, count=count) for slug, name, count in ordered)


def _ordered(answers: QuerySet[ProcedureVersion], question: Question, *, is_guess: bool) -> QuerySet[ProcedureVersion]:
    """What we do here first, then the nearest to the words, then the shortest title, then the alphabet."""
    rows = answers.select_related("procedure", "field").defer(*ProcedureVersion.HEAVY_FIELDS)
    rows = rows.annotate(is_here=Case(When(here__is_open=True, then=Value(1)), default=Value(0)))
    if question.is_empty:
        return rows.order_by("-is_here", "sort_key", "pk")
    rows = rows.annotate(nearness=_alike(question) if is_guess else _nearness(question), length=Length("short_name"))
    return rows.order_by("-is_here", "-nearness", "length", "sort_key", "pk")


def _nearness(question: Question) -> Case:
    """Called exactly so; begins so; says so in one piece; is called something longer; has all the words somewhere."""
    phrase = question.phrase
    return Case(
        When(Q(folded_name=phrase) | _is_called(phrase), then=Value(5)),
        When(folded_name__startswith=phrase, then=Value(4)),
        When(folded_name__contains=phrase, then=Value(3)),
        When(here__folded_keywords__contains=phrase, then=Value(2)),
        default=Value(1),
    )


def _is_called(phrase: str) -> Q:
    """One whole line of the everyday names."""
    alone, within = Q(here__folded_keywords=phrase), Q(here__folded_keywords__contains=f"\n{phrase}\n")
    first, last = f"{phrase}\n", f"\n{phrase}"
    return alone | within | Q(here__folded_keywords__startswith=first) | Q(here__folded_keywords__endswith=last)


def _alike(question: Question) -> Greatest:
    return Greatest(
        TrigramStrictWordSimilarity(question.phrase, "folded_name"),
        TrigramStrictWordSimilarity(question.phrase, F("here__folded_keywords")),
    )


def _hits(rows: Sequence[ProcedureVersion], question: Question, agency: Agency | None) -> tuple[Hit, ...]:
    offerings = {
        offering.procedure_id: offering
        for offering in Offering.objects.filter(agency=agency, procedure__in=[row.procedure_id for row in rows])
    }
    channels, fees = channels_of(versions=rows), fees_of(versions=rows)
    return tuple(
        Hit(
            version=row,
            offering=(offering := offerings.get(row.procedure_id)),
            title=marked(row.name, question=question),
            allowance=offering.allowance_under(row) if offering else row.allowance,
            channels=tuple(channels[row.pk]),
            fees=tuple(fees[row.pk]),
        )
        for row in rows
    )
