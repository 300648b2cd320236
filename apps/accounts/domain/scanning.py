"""What a hand scanner types when it reads the square code of an identity card, and what a keyboard made of it.

The card of 2021 writes seven fields with a bar between them, «012345678901|123456789|NGUYỄN VĂN A|01021990|Nam|Thôn Nà
Lạn|15032022»; that of 2024 leaves some empty and appends others. A scanner is a keyboard, so its letters suffer what
the keyboard's do: another layout, a Vietnamese input method, a plug that slips out. Digits are kept whenever they can
be read; what is doubtful is said, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from apps.accounts.domain.identity import (
    PERSONAL_ID_DIGITS,
    NotAPersonalId,
    Sex,
    agrees_with_birth,
    facts_of,
    read_personal_id,
)
from apps.core.folding import fold

BARS = "|¦µ~"
LONGEST_SCAN = 600
_OLD_ID = re.compile(r"[0-9]{9}|[0-9]{12}|")
_DAY = re.compile(r"[0-9]{8}")
# What the row of digits writes where the layout is another one: on French keys, and on Windows' own «Vietnamese» keys.
_LAYOUTS = (
    dict(zip("&é\"'(-è_çà", "1234567890", strict=True)),
    dict(zip("ăâêô\u0300\u0309\u0303\u0301\u0323đ", "1234567890", strict=True)),
)
# A Vietnamese syllable without its marks: what does not look like one may still be a name (Giàng A Páo), so it is
# asked about, not refused.
_SYLLABLE = re.compile(
    r"(b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x)?"
    r"[aeiouy]{1,3}(c|ch|m|n|ng|nh|p|t)?"
)
_NO_NAME = re.compile(r"[^\w\s'’.\-]|[\d_]")


class Flaw(StrEnum):
    """What went wrong on the way from the card to the field; each has its sentence."""

    CUT = "cut"
    LAYOUT = "layout"
    NAME_UNREADABLE = "name_unreadable"
    NAME_DOUBTFUL = "name_doubtful"
    BIRTH_DISAGREES = "birth_disagrees"


class NotACard(ValueError):
    """No personal id can be read; `digits`: how many of the twelve came."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.digits = digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What could be read from a card; empty means it was not there or not whole."""

    personal_id: str
    name: str = ""
    birth_date: date | None = None
    sex: Sex
    address: str = ""
    issued_on: date | None = None
    flaws: frozenset[Flaw] = field(default_factory=frozenset)


def is_scan(typed: str) -> bool:
    """Whether a scanner wrote this: nobody types bars between digits."""
    return any(bar in typed for bar in BARS) or bool(re.match(r"[0-9]{12}'", typed.strip()))


def read_card(typed: str) -> Scanned:
    """The person on the card. Raises NotACard where not even the twelve digits can be read."""
    text = _mended(typed[-LONGEST_SCAN:].strip())
    flaws: set[Flaw] = set()
    first, *rest = _fields(_last_card(text))
    digits, is_moved = _digits(first)
    try:
        personal_id = read_personal_id(digits)
    except NotAPersonalId as error:
        raise NotACard(min(len(re.sub(r"\D", "", digits)), PERSONAL_ID_DIGITS)) from error
    if is_moved:
        flaws.add(Flaw.LAYOUT)
        rest = [_digits(one)[0] if _looks_like_digits(one) else "" for one in rest]
    return _person(personal_id, rest, flaws)


def _last_card(text: str) -> str:
    """Scanned into a field that was not empty, a card stands behind what was there."""
    starts = [found.start() for found in re.finditer(rf"[0-9]{{12}}(?=[{BARS}])", text)]
    return text[starts[-1] :] if starts else text


def _fields(text: str) -> list[str]:
    bars = BARS if any(bar in text for bar in BARS) else BARS + "'"
    return [one.strip() for one in re.split(f"[{re.escape(bars)}]", text)]


def _digits(typed: str) -> tuple[str, bool]:
    """The digits that were meant, and whether another layout had written them."""
    bare = re.sub(r"\s", "", typed)
    if re.fullmatch(r"[0-9]*", bare):
        return bare, False
    for layout in _LAYOUTS:
        # Letter by letter as the keys wrote them: in one spelling, tones that follow each other would change places.
        read = "".join(layout.get(letter, letter) for letter in bare)
        if re.fullmatch(r"[0-9]+", read):
            return read, True
    return bare, False


def _looks_like_digits(typed: str) -> bool:
    return bool(typed) and bool(re.fullmatch(r"[0-9]+", _digits(typed)[0]))


def _mended(text: str) -> str:
    """Letters of two bytes that were shown as two letters («NGUYá»„N») become one again."""
    for code in ("cp1252", "latin-1"):
        try:
            return text.encode(code).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def _person(personal_id: str, rest: list[str], flaws: set[Flaw]) -> Scanned:
    """By what each field looks like, since not every card has them all: name, day, sex, home, day of issue."""
    if Flaw.LAYOUT in flaws:
        born = next((day for one in rest if (day := _day(one))), None)
        return _judged(personal_id, "", born, "", "", None, flaws | {Flaw.NAME_UNREADABLE})
    after = rest[1:] if rest and _OLD_ID.fullmatch(rest[0]) else rest
    name, birth, sex, home, issued, *_ = [*after, "", "", "", "", ""]
    if len(after) < 5 or not _DAY.fullmatch(issued):
        flaws.add(Flaw.CUT)
        whole = after[:-1]  # of the last one nobody knows whether it is all there
        name, birth, sex, home, issued, *_ = [*whole, "", "", "", "", ""]
    return _judged(personal_id, name, _day(birth), sex, home, _day(issued), flaws)


def _judged(
    personal_id: str, name: str, birth: date | None, sex: str, home: str, issued: date | None, flaws: set[Flaw]
) -> Scanned:
    read = _name(name)
    if name and not read:
        flaws = flaws | {Flaw.NAME_UNREADABLE}
    elif read and not all(_SYLLABLE.fullmatch(fold(word)) for word in read.split()):
        flaws = flaws | {Flaw.NAME_DOUBTFUL}
    if birth and not agrees_with_birth(personal_id=personal_id, birth_date=birth):
        flaws = flaws | {Flaw.BIRTH_DISAGREES}
    return Scanned(
        personal_id=personal_id,
        name=read,
        birth_date=birth,
        sex=_sex(sex) or facts_of(personal_id).sex,
        address="" if "\ufffd" in home else unicodedata.normalize("NFC", home)[:300],
        issued_on=issued,
        flaws=frozenset(flaws),
    )


def _name(typed: str) -> str:
    """«Nguyễn Văn A», or nothing where the letters did not survive."""
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if not text or _NO_NAME.search(text) or "\ufffd" in text:
        return ""
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())[:200]


def _sex(typed: str) -> Sex | None:
    bare = fold(typed)
    if bare.startswith("nam"):
        return Sex.MALE
    return Sex.FEMALE if bare.startswith("nu") else None


def _day(typed: str) -> date | None:
    """01021990; a card that knows the year only (00001950) names no day."""
    if not _DAY.fullmatch(typed):
        return None
    try:
        return date(int(typed[4:]), int(typed[2:4]), int(typed[:2]))
    except ValueError:
        return None
