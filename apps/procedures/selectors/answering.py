"""Which procedures answer a question: the index proposes, the domain ranks."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, FilteredRelation, Q, QuerySet

from apps.officials.models import Agency
from apps.procedures.domain.ranking import WHOLE, Candidate, likely, ranked
from apps.procedures.domain.searching import Lexicon, Question
from apps.procedures.models import Offering, ProcedureVersion
from apps.procedures.models.local import NAMES_SAID

ENOUGH = 5


def answers(
    *, known: QuerySet[ProcedureVersion], question: Question, lexicon: Lexicon, agency: Agency | None
) -> tuple[list[int], bool]:
    """The keys of the versions that answer, best first, and whether they are a guess.

    First whoever says every term, or is called by a part of the question; only where these are fewer than a handful,
    whoever says enough of it.
    """
    strict = candidates(known=known, query=question.strict, agency=agency, runs=question.runs)
    rows = ranked(candidates=strict, question=question, lexicon=lexicon)
    certain = [row.key for row in rows if row.share >= WHOLE or row.is_called]
    if len(certain) >= ENOUGH:
        return certain, question.is_corrected
    loose = candidates(known=known, query=question.loose, agency=agency)
    known_keys = {candidate.key for candidate in strict}
    fresh = [candidate for candidate in loose if candidate.key not in known_keys]
    rows = ranked(candidates=[*strict, *fresh], question=question, lexicon=lexicon)
    chosen = {row.key for row in likely(rows=rows)}.union(certain)
    return [row.key for row in rows if row.key in chosen], question.is_corrected or not certain


def candidates(
    *, known: QuerySet[ProcedureVersion], query: str, agency: Agency | None, runs: tuple[str, ...] = ()
) -> list[Candidate]:
    """The versions whose title or everyday names the text query finds, and those called by one of these names."""
    rows = candidates_query(known=known, query=query, agency=agency, runs=runs)
    return [
        Candidate(
            key=key,
            title=title,
            words=words,
            names=tuple(said.split("\n")) if said else (),
            filed=filed or 0,
            is_done_here=bool(is_open and at_desk),
        )
        for key, title, words, said, filed, is_open, at_desk in rows
    ]


def candidates_query(
    *, known: QuerySet[ProcedureVersion], query: str, agency: Agency | None, runs: tuple[str, ...] = ()
) -> QuerySet[ProcedureVersion, tuple[Any, ...]]:
    """The question to the indexes: each finds its own, and only what they found is read."""
    asked = SearchQuery(query, config="simple", search_type="raw")
    titles = ProcedureVersion.objects.annotate(said=SearchVector("folded", config="simple")).filter(said=asked)
    named = ProcedureVersion.objects.filter(procedure__offerings__agency=agency)
    said = named.annotate(said=SearchVector("procedure__offerings__folded_keywords", config="simple"))
    found = titles.values("pk").union(said.filter(said=asked).values("pk"))
    if runs:
        called = Offering.objects.filter(agency=agency).annotate(called=NAMES_SAID).filter(called__overlap=list(runs))
        found = found.union(ProcedureVersion.objects.filter(procedure__offerings__in=called).values("pk"))
    use = FilteredRelation("procedure__uses", condition=Q(procedure__uses__agency=agency))
    ours = ("here__is_open", "here__is_received_at_desk")
    columns = ("pk", "folded_name", "folded", "here__folded_keywords", "use__filed_count", *ours)
    return known.annotate(use=use).filter(pk__in=found).order_by(F("sort_key"), "pk").values_list(*columns)
