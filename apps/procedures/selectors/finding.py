"""Find a procedure by what people call it: marks, order and one slip of the finger do not matter.

A question is read against the words the catalogue knows, the index proposes, the domain ranks. Everyday names («giấy
độc thân») are looked for like the title itself, since likeness alone never leads from a nickname to its law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, Count, F, FilteredRelation, OrderBy, Q, QuerySet, Value, When

from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import FeeRule
from apps.procedures.domain.searching import Part, Question, marked, question_of
from apps.procedures.models import Arrangement, ChannelRule, Offering, Procedure, ProcedureUse, ProcedureVersion
from apps.procedures.selectors.answering import answers
from apps.procedures.selectors.fees import fees_of
from apps.procedures.selectors.law import ZONE
from apps.procedures.selectors.lexicon import lexicon
from apps.procedures.selectors.offers import channels_of
from apps.worktime import Allowance, Unit

PER_PAGE = 20
SHORT_DAYS = 3
BY_ALPHABET, BY_USE = "van", "hay-lam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the reader ticked beside the list. Empty means anything."""

    fields: tuple[str, ...] = ()
    online: bool = False
    time: str = ""
    everywhere: bool = False
    sort: str = ""

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
    fees: tuple[FeeRule, ...]

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
    known, places, is_guess = known_versions(agency=agency, at=at, everywhere=wanted.everywhere), None, False
    if not question.is_empty:
        words = lexicon()
        question = question_of(text, lexicon=words)
        keys, is_guess = answers(known=known, question=question, lexicon=words, agency=agency)
        known = known.filter(pk__in=keys)
        places = {key: place for place, key in enumerate(keys)}
    total, online, times = _totals(known, wanted)
    return Found(
        hits=_hits(
            _page(known.filter(_ticked(wanted)), places, wanted, agency, page),
            question,
            agency,
            at.astimezone(ZONE).date(),
        ),
        total=total,
        page=page,
        is_guess=is_guess,
        fields=_field_counts(known),
        online=online,
        times=times,
    )


def hits(*, procedures: Sequence[int], agency: Agency | None, at: datetime) -> tuple[Hit, ...]:
    """These procedures as rows of a list, in the order given; those of which nothing is in force are left out."""
    known = known_versions(agency=agency, at=at, everywhere=True).filter(procedure__in=procedures)
    places = {key: place for place, key in enumerate(procedures)}
    rows = known.select_related("procedure", "field").defer(*ProcedureVersion.HEAVY_FIELDS)
    return _hits(
        sorted(rows, key=lambda row: places[row.procedure_id]), Question("", ()), agency, at.astimezone(ZONE).date()
    )


def use_of(*, agency: Agency, procedure: Procedure) -> ProcedureUse | None:
    """What people at an agency did with a procedure lately; None where nobody used it."""
    return ProcedureUse.objects.filter(agency=agency, procedure=procedure).first()


def known_versions(*, agency: Agency | None, at: datetime, everywhere: bool = False) -> QuerySet[ProcedureVersion]:
    """What is in force and arranged at an agency, or anywhere; `here` is its arrangement."""
    here = FilteredRelation("procedure__offerings", condition=Q(procedure__offerings__agency=agency))
    versions = ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date()).annotate(here=here)
    return versions if everywhere else versions.filter(here__isnull=False)


def _page(
    chosen: QuerySet[ProcedureVersion],
    places: Mapping[int, int] | None,
    wanted: Wanted,
    agency: Agency | None,
    page: int,
) -> list[ProcedureVersion]:
    """One page of them: as ranked, or as the reader wants them sorted; what we do here always before the rest."""
    start = (page - 1) * PER_PAGE
    rows = chosen.select_related("procedure", "field").defer(*ProcedureVersion.HEAVY_FIELDS)
    if places is not None and not wanted.sort:
        keys = sorted(chosen.values_list("pk", flat=True), key=places.__getitem__)[start : start + PER_PAGE]
        found = rows.in_bulk(keys)
        return [found[key] for key in keys]
    rows = rows.annotate(
        is_here=Case(When(here__is_open=True, here__is_received_at_desk=True, then=Value(1)), default=Value(0))
    )
    order: list[str | OrderBy] = ["-is_here", "sort_key", "pk"]
    if wanted.sort == BY_USE:
        use = FilteredRelation("procedure__uses", condition=Q(procedure__uses__agency=agency))
        rows = rows.annotate(use=use)
        return list(
            rows.order_by("-is_here", F("use__filed_count").desc(nulls_last=True), *order[1:])[start : start + PER_PAGE]
        )
    return list(rows.order_by(*order)[start : start + PER_PAGE])


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


def _hits(rows: Sequence[ProcedureVersion], question: Question, agency: Agency | None, day: date) -> tuple[Hit, ...]:
    offerings = {
        offering.procedure_id: offering
        for offering in Offering.objects.filter(agency=agency, procedure__in=[row.procedure_id for row in rows])
    }
    in_force = Arrangement.objects.in_force(on=day).filter(offering__in=offerings.values())
    arranged = {row.offering.procedure_id: row for row in in_force.select_related("offering")}
    channels, fees = channels_of(versions=rows), fees_of(versions=rows, on=day, agency=agency)
    return tuple(
        Hit(
            version=row,
            offering=offerings.get(row.procedure_id),
            title=marked(row.name, question=question),
            allowance=_allowance(row, arranged.get(row.procedure_id)),
            channels=tuple(channels[row.pk]),
            fees=tuple(fees[row.pk]),
        )
        for row in rows
    )


def _allowance(version: ProcedureVersion, arrangement: Arrangement | None) -> Allowance | None:
    return arrangement.allowance_under(version) if arrangement else version.allowance
