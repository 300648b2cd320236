"""The cases of a procedure (trường hợp), each with its own time, fee and papers; those for everybody come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from apps.portal.labels import catalogue as words
from apps.procedures.domain.checklist import is_form, is_only_if
from apps.procedures.domain.fee_rules import FeeRule
from apps.procedures.labels import allowance_words, fees_words
from apps.procedures.models import RequiredDocument, Variant
from apps.worktime import Allowance

# More papers than a hand can hold at once: the rest is unfolded by whoever wants it.
AT_ONCE, FOLD_FROM = 10, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper to bring, and what there is to say about it."""

    name: str
    note: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case; the papers for everybody have no name. `sometimes` are asked of some people only."""

    name: str
    time: str
    fee: str
    count: int
    papers: tuple[Paper, ...]
    more: tuple[Paper, ...]
    sometimes: tuple[Paper, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """What its line says while it is folded: «3 ngày làm việc», «8.000 đ», «2 giấy tờ»."""
        papers = words.papers_words(self.count) if self.count else ""
        return tuple(fact for fact in (self.time, self.fee, papers) if fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What everybody brings, and the cases to choose from."""

    common: Case | None
    others: tuple[Case, ...]

    @property
    def fewest(self) -> int:
        """The papers somebody hands in, in the case that asks for the fewest."""
        return min(self._counts, default=0)

    @property
    def most(self) -> int:
        """In the case that asks for the most."""
        return max(self._counts, default=0)

    @property
    def _counts(self) -> list[int]:
        common = self.common.count if self.common else 0
        return [common + case.count for case in self.others] or [common]


def cases_of(
    *, documents: Sequence[RequiredDocument], variants: Sequence[Variant], fees: Sequence[FeeRule], online: bool
) -> Cases:
    """The papers by case: everybody's, then each case in the order of the law, with or without papers of its own."""
    known = {variant.pk: variant for variant in variants}
    groups: dict[tuple[int, str], list[RequiredDocument]] = {(variant.pk, variant.name): [] for variant in variants}
    for paper in documents:
        if not paper.is_note:
            key = (paper.variant_id or 0, "" if paper.variant_id else paper.case)
            groups.setdefault((key[0], known[key[0]].name) if key[0] in known else key, []).append(paper)
    cases = [
        (key, _case(key, papers, known, fees, online=online)) for key, papers in groups.items() if papers or key[0]
    ]
    common = next((case for key, case in cases if key == (0, "")), None)
    return Cases(common=common, others=tuple(case for key, case in cases if key != (0, "")))


def _case(
    key: tuple[int, str],
    documents: Iterable[RequiredDocument],
    known: dict[int, Variant],
    fees: Sequence[FeeRule],
    *,
    online: bool,
) -> Case:
    variant = known.get(key[0])
    rows = list(documents)
    asked = [_paper(row, online=online) for row in rows if not is_only_if(row.name)]
    cut = AT_ONCE if len(asked) >= FOLD_FROM else len(asked)
    own = [(fee.channel, fee.amount, fee.unit) for fee in fees if variant and fee.variant == variant.pk]
    return Case(
        name=key[1],
        time=_time(variant) if variant else "",
        fee=fees_words(own),
        count=sum(not row.is_optional for row in rows),
        papers=tuple(asked[:cut]),
        more=tuple(asked[cut:]),
        sometimes=tuple(_paper(row, online=online) for row in rows if is_only_if(row.name)),
    )


def _time(variant: Variant) -> str:
    if variant.allowance:
        return allowance_words(variant.allowance)
    return variant.time_text if len(variant.time_text) <= words.LONGEST_CELL else ""


def _paper(paper: RequiredDocument, *, online: bool) -> Paper:
    if paper.is_shown_only:
        return Paper(name=paper.name, note=gettext("Chỉ để xem"), icon="id")
    if is_form(paper.name):
        return Paper(name=paper.name, note=words.form_words(online=online), icon="circle-check")
    note = words.count_words(originals=paper.originals, copies=paper.copies)
    return Paper(name=paper.name, note=note, icon="file-certificate")


def times_of(*, variants: Iterable[Variant]) -> tuple[Allowance, ...]:
    """The times of the cases, each once, where every case has one that is certain."""
    times = [variant.allowance for variant in variants]
    return tuple(dict.fromkeys(time for time in times if time)) if times and all(times) else ()
