"""What one dossier costs, by the rules of the catalogue: the filing, and copies of an extract asked for beside it.

Nobody guesses: where the rules give no sum, or one would have to know what only the counter can count, the sum is
unsure and the counter says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from apps.payments.domain.words import What
from apps.procedures.domain.fee_rules import Asked, Exemption, FeeAnswer, FeeRule, Per, Why, fee_of

MOST_COPIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the filer said: copies of what is applied for, extra copies, who they say they are."""

    copies: int = 1
    extra_copies: int = 0
    claim: Exemption | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing on the bill: what it costs, and whether the claimed exemption would free it."""

    what: What
    answer: FeeAnswer
    is_freed: bool = False

    @property
    def is_unsure(self) -> bool:
        """Also where the catalogue is silent: that it names no fee does not say that the law has none."""
        return self.answer.amount is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """The whole bill as of a day. `claimable`: who would go free of something that costs."""

    lines: tuple[Line, ...]
    claimable: tuple[Exemption, ...] = ()
    counts_copies: bool = False

    @property
    def is_unsure(self) -> bool:
        """Whether the counter has to say a sum."""
        return any(line.is_unsure for line in self.lines)

    @property
    def owed(self) -> tuple[Line, ...]:
        """What asks for money."""
        return tuple(line for line in self.lines if line.answer.amount)

    @property
    def total(self) -> int:
        """Đồng, of everything that is sure; a claim is not believed before somebody saw its proof."""
        return sum(line.answer.amount or 0 for line in self.lines)

    @property
    def total_if_freed(self) -> int:
        """Đồng, should the claim hold."""
        return sum(line.answer.amount or 0 for line in self.lines if not line.is_freed)

    @property
    def is_free(self) -> bool:
        return not self.owed and not self.is_unsure

    @property
    def has_questions(self) -> bool:
        """Whether the filer has anything to read or choose about money."""
        is_told = any(line.answer.why is Why.UNSURE for line in self.lines)
        return bool(self.owed) or is_told


def reckon(
    *,
    rules: Sequence[FeeRule],
    channel: str,
    variant: int | None,
    on: date,
    wishes: Wishes,
    copy_rules: Sequence[FeeRule] = (),
    copy_channel: str = "",
) -> Reckoned:
    """The bill. `copy_rules`: those of the procedure by which extra copies are priced."""
    asked = Asked(channel=channel, on=on, copies=wishes.copies, variant=variant)
    filing = _known(fee_of(rules, asked))
    lines = [Line(what=What.FILING, answer=filing, is_freed=_frees(rules, asked, filing, wishes.claim))]
    if wishes.extra_copies:
        extra = Asked(channel=copy_channel or channel, on=on, copies=wishes.extra_copies)
        answer = fee_of(copy_rules, extra)
        freed = _frees(copy_rules, extra, answer, wishes.claim)
        lines.append(Line(what=What.COPIES, answer=answer, is_freed=freed))
    claimable = {exemption for line in lines if line.answer.amount for exemption in _exemptions(line.answer)}
    return Reckoned(
        lines=tuple(lines),
        claimable=tuple(sorted(claimable)),
        counts_copies=filing.rule is not None and filing.rule.per is Per.COPY and bool(filing.amount),
    )


def _known(answer: FeeAnswer) -> FeeAnswer:
    """Pages are counted where the papers are: a sum by the page is not said before."""
    if answer.rule is not None and answer.rule.per is Per.PAGE and answer.amount:
        return replace(answer, amount=None, why=Why.UNSURE, lines=())
    return answer


def _frees(rules: Sequence[FeeRule], asked: Asked, answer: FeeAnswer, claim: Exemption | None) -> bool:
    if claim is None or answer.amount == 0:
        return False
    return fee_of(rules, replace(asked, exemptions=frozenset({claim}))).why is Why.EXEMPT


def _exemptions(answer: FeeAnswer) -> frozenset[Exemption]:
    return answer.rule.exemptions if answer.rule else frozenset()
