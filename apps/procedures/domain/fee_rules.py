"""What somebody owes: the rules of one procedure, asked for a way of filing, a day, so many copies of so many pages.

A waiver that was given for a time is a rule with its days and amount 0: among the rules that fit, the one whose days
were written most narrowly wins. Where two rules fit equally and do not say the same, nobody guesses: the amount is
unsure, and the official who knows the case enters it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

WAYS = ("in_person", "online", "postal")


class Per(StrEnum):
    """What one pays for: the dossier, each copy, each page of each copy."""

    DOSSIER = "dossier"
    COPY = "copy"
    PAGE = "page"


class Exemption(StrEnum):
    """Groups of people whom a fee rule may let go free (Luật Phí và lệ phí 2015, Điều 10; resolutions of provinces)."""

    MERIT = "merit"
    POOR = "poor"
    NEAR_POOR = "near_poor"
    DISABLED = "disabled"
    CHILD = "child"
    ELDERLY = "elderly"
    MINORITY = "minority"
    ON_TIME = "on_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A price for each page up to and including one; the last tier has no end."""

    amount: int
    up_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """One rule. `amount` None: written, but not certain. No channel, no variant: for every one."""

    amount: int | None
    channel: str = ""
    variant: int | None = None
    per: Per = Per.DOSSIER
    unit: str = ""
    tiers: tuple[Tier, ...] = ()
    cap: int | None = None
    exemptions: frozenset[Exemption] = frozenset()
    valid_from: date | None = None
    valid_until: date | None = None
    reason: str = ""
    text: str = ""
    is_local: bool = False

    @property
    def is_for_a_time(self) -> bool:
        return self.valid_from is not None or self.valid_until is not None

    @property
    def terms(self) -> tuple[object, ...]:
        """What decides the sum: two rules with the same terms are one, however they are written."""
        return (self.amount, self.per, self.tiers, self.cap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For what a fee is asked: how and when one files, how much of it, and who one is."""

    channel: str
    on: date
    copies: int = 1
    pages: int = 1
    variant: int | None = None
    exemptions: frozenset[Exemption] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """So many pages, copies or dossiers at one price."""

    quantity: int
    amount: int

    @property
    def total(self) -> int:
        return self.quantity * self.amount


class Why(StrEnum):
    """How the amount came about."""

    RECKONED = "reckoned"
    FREE = "free"
    EXEMPT = "exempt"
    UNSAID = "unsaid"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAnswer:
    """The amount in đồng (None where nobody can be sure) and everything needed to explain it."""

    amount: int | None
    why: Why
    rule: FeeRule | None = None
    lines: tuple[FeeLine, ...] = ()
    one_copy: int = 0
    copies: int = 1
    is_capped: bool = False
    exemption: Exemption | None = None


def fee_of(rules: Iterable[FeeRule], asked: Asked) -> FeeAnswer:
    """What is owed under the rules of one procedure, with its explanation."""
    fitting = _narrowest([rule for rule in rules if _fits(rule, asked)])
    if not fitting:
        return FeeAnswer(amount=None, why=Why.UNSAID)
    rule = fitting[0]
    if freed := sorted(frozenset.intersection(*(each.exemptions for each in fitting)) & asked.exemptions):
        # Whoever goes free does so under every rule that fits, whatever the others would have paid.
        return FeeAnswer(amount=0, why=Why.EXEMPT, rule=rule, exemption=freed[0])
    if any(other.terms != rule.terms for other in fitting) or rule.amount is None:
        return FeeAnswer(amount=None, why=Why.UNSURE, rule=rule if len(fitting) == 1 else None)
    if rule.amount == 0 and not rule.tiers:
        return FeeAnswer(amount=0, why=Why.FREE, rule=rule)
    return _reckoned(rule, asked)


def rules_on(rules: Iterable[FeeRule], *, on: date) -> tuple[FeeRule, ...]:
    """The rules that decide on a day, way of filing by way of filing, in the order they were written."""
    told = list(rules)
    channels = dict.fromkeys(rule.channel for rule in told if rule.channel)
    if channels and any(not rule.channel for rule in told) and all(rule.is_local for rule in told if rule.channel):
        # Where the law names no way of filing, what holds for all of them is not lost beside a rule for one.
        channels |= dict.fromkeys(WAYS)
    found: list[FeeRule] = []
    for channel in channels or ("",):
        for variant in dict.fromkeys(rule.variant for rule in told):
            asked = Asked(channel=channel, on=on, variant=variant)
            own = [rule for rule in told if _fits(rule, asked) and (rule.variant == variant or rule.is_local)]
            found += [replace(rule, channel=channel) for rule in _narrowest(own)]
    return tuple(dict.fromkeys(found))


def _fits(rule: FeeRule, asked: Asked) -> bool:
    starts, ends = rule.valid_from or date.min, rule.valid_until or date.max
    return rule.channel in ("", asked.channel) and rule.variant in (None, asked.variant) and starts <= asked.on <= ends


def _narrowest(rules: Sequence[FeeRule]) -> list[FeeRule]:
    """A waiver for a time, else the office's own before the law's, this case before any, with days before without."""
    best = max(map(_rank, rules), default=None)
    fitting = [rule for rule in rules if _rank(rule) == best]
    latest = max((rule.valid_from or date.min for rule in fitting), default=date.min)
    return [rule for rule in fitting if (rule.valid_from or date.min) == latest]


def _rank(rule: FeeRule) -> tuple[bool, ...]:
    is_waiver = rule.is_for_a_time and rule.amount == 0
    return (is_waiver, rule.is_local, rule.variant is not None, rule.is_for_a_time, rule.channel != "")


def _reckoned(rule: FeeRule, asked: Asked) -> FeeAnswer:
    copies = 1 if rule.per is Per.DOSSIER else max(asked.copies, 1)
    pages = max(asked.pages, 1) if rule.per is Per.PAGE else 1
    lines = tuple(_lines(rule, pages))
    one_copy = sum(line.total for line in lines)
    is_capped = rule.cap is not None and one_copy > rule.cap
    one_copy = min(one_copy, rule.cap) if rule.cap is not None else one_copy
    return FeeAnswer(
        amount=one_copy * copies,
        why=Why.RECKONED,
        rule=rule,
        lines=lines,
        one_copy=one_copy,
        copies=copies,
        is_capped=is_capped,
    )


def _lines(rule: FeeRule, pages: int) -> Iterable[FeeLine]:
    tiers = rule.tiers or (Tier(amount=rule.amount or 0),)
    counted = 0
    for tier in tiers:
        quantity = (pages if tier.up_to is None else min(tier.up_to, pages)) - counted
        if quantity > 0:
            yield FeeLine(quantity=quantity, amount=tier.amount)
            counted += quantity
