"""How an office words its papers: a title, the words around the facts, who signs, and which extras are left out.

What Thông tư 03/2025/TT-VPCP fixes is not in here at all: the number of the form, the facts of its body, its codes and
the names of those who sign. A layout can therefore not take them away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from apps.desk.domain.frozen import freeze, thaw
from apps.desk.domain.merging import names_of
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.standards import OTHER, PARTS, Standard, standard
from apps.messaging.domain.wording import FaultKind, Unreadable, read

LONGEST = {"title": 150, "opening": 800, "closing": 1200, "footer": 250}
LONGEST_LINE = 90  # of a signature block
SLOTS = ("opening", "closing", "footer")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\[\[|\]\]")
_TAG = re.compile(r"<\s*[/!?A-Za-z]")


class Capacity(StrEnum):
    """In whose stead somebody signs (Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I)."""

    OWN = ""
    COLLECTIVE = "TM."
    DEPUTY = "KT."
    ORDER = "TL."
    AUTHORISED = "TUQ."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One place to sign: what stands above the name. Empty words are those of the standard."""

    key: str
    role: str = ""
    how: str = ""
    capacity: Capacity = Capacity.OWN
    on_behalf_of: str = ""  # «CHỦ TỊCH», after «KT.»
    name: str = ""  # of the block an office adds; the others bear the name of who acted
    is_shown: bool = True

    def above(self, *, role: str, position: str = "") -> str:
        """What stands above the name: «KT. CHỦ TỊCH» over «PHÓ CHỦ TỊCH». Nobody signs in their own stead, and the
        `position` somebody signed in is a fact that no office words anew."""
        said = position or self.role or role
        if not self.capacity or not self.on_behalf_of or self.on_behalf_of.casefold() == said.casefold():
            return said
        return f"{self.capacity.value} {self.on_behalf_of}\n{said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What an office chose for one kind of paper; whatever is empty is as in the standard."""

    title: str = ""
    opening: str = ""
    closing: str = ""
    footer: str = ""
    hidden: tuple[str, ...] = ()
    hands: tuple[Hand, ...] = ()  # in their order from left to right

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, to be stored as a version."""
        plain: dict[str, Any] = freeze(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The layout as it was stored."""
        return thaw(cls, plain)


STANDARD = Layout()


class What(StrEnum):
    """What can be wrong with a layout."""

    BRACES = "braces"
    BRACKETS = "brackets"
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELD = "missing_field"
    NO_FIELDS_HERE = "no_fields_here"
    TOO_LONG = "too_long"
    HTML = "html"
    STRANGE_SIGN = "strange_sign"
    FIXED_PART = "fixed_part"
    FIXED_HAND = "fixed_hand"
    NOBODY_NAMED = "nobody_named"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `place` is the slot or «hand:key», `about` the field, sign or number it is about."""

    place: str
    what: What
    about: str = ""


def standard_hands(kind: SlipKind) -> tuple[Hand, ...]:
    """The places to sign as the standard has them, and last the one an office may add."""
    given = tuple(Hand(key=hand.key, is_shown=not hand.is_off) for hand in standard(kind).hands)
    return (*given, Hand(key=OTHER, is_shown=False))


def hands_in_order(*, kind: SlipKind, layout: Layout) -> tuple[Hand, ...]:
    """Every place to sign of this kind, the office's order first; one it never heard of stands where it always did."""
    chosen = {hand.key: hand for hand in layout.hands}
    known = {hand.key: hand for hand in standard_hands(kind)}
    ours = [hand for key, hand in chosen.items() if key in known]
    return (*ours, *(hand for key, hand in known.items() if key not in chosen))


def settled(*, kind: SlipKind, layout: Layout, title: str) -> Layout:
    """The layout without what merely repeats the standard; `title` is the standard one."""
    usual = standard(kind)
    hands = tuple(_settled_hand(hand, usual) for hand in layout.hands)
    said = {"title": title, "opening": usual.opening, "closing": usual.closing}
    kept = {slot: _tidy(getattr(layout, slot)) for slot in ("title", *SLOTS)}
    return Layout(
        **{slot: "" if text == said.get(slot) else text for slot, text in kept.items()},
        hidden=tuple(part for part in PARTS if part in layout.hidden),
        hands=() if hands == standard_hands(kind) else hands,
    )


def _settled_hand(hand: Hand, usual: Standard) -> Hand:
    given = next((one for one in usual.hands if one.key == hand.key), None)
    tidy = replace(
        hand,
        role=_tidy(hand.role),
        how=_tidy(hand.how),
        on_behalf_of=_tidy(hand.on_behalf_of),
        name=_tidy(hand.name),
    )
    if given is None:
        return tidy
    return replace(
        tidy, role="" if tidy.role == given.role else tidy.role, how="" if tidy.how == given.how else tidy.how
    )


def _tidy(text: str) -> str:
    """Line ends of one kind, no blank at either end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def faults_of(*, kind: SlipKind, layout: Layout) -> tuple[Fault, ...]:
    """Everything wrong with a layout, () when it may be put in force."""
    usual = standard(kind)
    found = [*_of_plain("title", layout.title, most=LONGEST["title"])]
    for slot in SLOTS:
        found += _of_slot(kind, usual, slot, getattr(layout, slot))
    for part in layout.hidden:
        if part not in usual.parts:
            found.append(Fault("hidden", What.FIXED_PART, part))
    for hand in layout.hands:
        found += _of_hand(usual, hand)
    return tuple(found)


def _of_slot(kind: SlipKind, usual: Standard, slot: str, text: str) -> Iterator[Fault]:
    if not text:
        return
    if len(text) > (most := LONGEST[slot]):
        yield Fault(slot, What.TOO_LONG, str(most))
        return
    yield from _of_signs(slot, text)
    try:
        wording = read(text)
    except Unreadable as unreadable:
        what = What.BRACKETS if unreadable.fault.kind is FaultKind.BRACKETS else What.BRACES
        yield Fault(slot, what, unreadable.fault.about)
        return
    for name in sorted(wording.facts - names_of(kind)):
        yield Fault(slot, What.UNKNOWN_FIELD, name)
    for name in usual.must.get(slot, ()):
        if name not in wording.facts_that_must_be_there:
            yield Fault(slot, What.MISSING_FIELD, name)


def _of_hand(usual: Standard, hand: Hand) -> Iterator[Fault]:
    place = f"hand:{hand.key}"
    given = next((one for one in usual.hands if one.key == hand.key), None)
    if given is None and hand.key != OTHER:
        yield Fault(place, What.FIXED_HAND)
        return
    if given is not None and given.is_fixed and not hand.is_shown:
        yield Fault(place, What.FIXED_HAND)
    if given is None and hand.is_shown and not hand.role:
        yield Fault(place, What.NOBODY_NAMED)
    for text in (hand.role, hand.how, hand.on_behalf_of, hand.name):
        yield from _of_plain(place, text, most=LONGEST_LINE)


def _of_plain(place: str, text: str, *, most: int) -> Iterator[Fault]:
    """Of a line in which nothing is filled."""
    if len(text) > most:
        yield Fault(place, What.TOO_LONG, str(most))
        return
    if found := _BRACES.search(text):
        yield Fault(place, What.NO_FIELDS_HERE, found[0])
    yield from _of_signs(place, text)


def _of_signs(place: str, text: str) -> Iterator[Fault]:
    if found := _TAG.search(text):
        yield Fault(place, What.HTML, text[found.start() :][:20])
    strange = {sign for sign in text if sign not in "\n\r" and unicodedata.category(sign).startswith("C")}
    for sign in sorted(strange):
        yield Fault(place, What.STRANGE_SIGN, f"U+{ord(sign):04X}")
