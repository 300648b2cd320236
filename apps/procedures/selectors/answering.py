"""Which procedures answer a question: the index proposes, the domain ranks."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, FilteredRelation, Q, QuerySet

from apps.officials.models import Agency
from apps.procedures.domain.ranking import Candidate, likely, ranked
from apps.procedures.domain.searching import Lexicon, Question
from apps.procedures.models import Offering, ProcedureVersion
from apps.procedures.models.local import NAMES_SAID

ENOUGH = 5


def answers(
    *, known: QuerySet[ProcedureVersion], question: Question, lexicon: Lexicon, agency: Agency | None
) -> tuple[list[int], bool]:
    """The keys of the versions that answer, best first, and whether they are a guess.

    First whoever says every term; only where these are fewer than a handful, whoever says the weightier half of them
    or is called by a part of the question.
    """
    strict = candidates(known=known, query=question.strict, agency=agency)
    if len(strict) >= ENOUGH:
        return [row.key for row in ranked(candidates=strict, question=question, lexicon=lexicon)], question.is_corrected
    loose = candidates(known=known, query=question.loose, agency=agency, runs=question.runs)
    certain = {candidate.key for candidate in strict}
    rows = ranked(
        candidates=[*strict, *(candidate for candidate in loose if candidate.key not in certain)],
        question=question,
        lexicon=lexicon,
    )
    chosen = {row.key for row in likely(rows=rows)} | certain
    is_guess = question.is_corrected or not certain
    return [row.key for row in rows if row.key in chosen], is_guess


def candidates(
    *, known: QuerySet[ProcedureVersion], query: str, agency: Agency | None, runs: tuple[str, ...] = ()
) -> list[Candidate]:
    """The versions whose title or everyday names the text query finds, and those called by one of these names."""
    asked = SearchQuery(query, config="simple", search_type="raw")
    titles = ProcedureVersion.objects.annotate(said=SearchVector("folded", config="simple")).filter(said=asked)
    names = Offering.objects.filter(agency=agency).annotate(said=SearchVector("folded_keywords", config="simple"))
    found = Q(pk__in=titles.values("pk")) | Q(procedure_id__in=names.filter(said=asked).values("procedure_id"))
    if runs:
        called = Offering.objects.filter(agency=agency).annotate(called=NAMES_SAID).filter(called__overlap=list(runs))
        found |= Q(procedure_id__in=called.values("procedure_id"))
    use = FilteredRelation("procedure__uses", condition=Q(procedure__uses__agency=agency))
    ours = ("here__is_open", "here__is_received_at_desk")
    columns = ("pk", "folded_name", "folded", "here__folded_keywords", "use__filed_count", *ours)
    rows = known.annotate(use=use).filter(found).order_by(F("sort_key"), "pk").values_list(*columns)
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
