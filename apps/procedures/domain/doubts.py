"""Why a cell of the catalogue could not be typed: the words an editor works off, one code each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from apps.procedures.domain.cleaning import Json, strange_words


class What(StrEnum):
    """Which part of a procedure is in doubt."""

    TIME = "time"
    FEE = "fee"
    CHANNEL = "channel"
    NAME = "name"
    FIELD = "field"
    LEVEL = "level"
    AGENCY = "agency"
    DECISION = "decision"
    ISSUER = "issuer"
    KIND = "kind"
    STEPS = "steps"
    CONDITIONS = "conditions"
    SUBJECTS = "subjects"
    KEYWORDS = "keywords"
    DAY = "day"
    PAPER = "paper"


class Doubt(StrEnum):
    """What exactly is unsure."""

    BARE_NUMBER = "bare_number"
    ZERO = "zero"
    NO_SUCH_UNIT = "no_such_unit"
    BROKEN_DAY = "broken_day"
    LONG_HOURS = "long_hours"
    PROSE = "prose"
    NOTE_DISAGREES = "note_disagrees"
    NOTE_HAS_CASES = "note_has_cases"
    NOTE_HAS_MORE = "note_has_more"
    CASE_DISAGREES = "case_disagrees"
    SEVERAL_CASES = "several_cases"
    NOTE_ALONE = "note_alone"
    CHANNELS_DIFFER = "channels_differ"
    CHANNELS_DISAGREE = "channels_disagree"
    SEVERAL_TIMES = "several_times"
    FEE_UNSAID = "fee_unsaid"
    FEE_CONDITIONS = "fee_conditions"
    FEE_TOO_SMALL = "fee_too_small"
    FEE_CURRENCY = "fee_currency"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNVERIFIED = "unverified"
    ROWS_DISAGREE = "rows_disagree"
    FORMULA = "formula"
    LOOK_ALIKE = "look_alike"


@dataclass(frozen=True, slots=True)
class Review:
    """One thing for the person who keeps the catalogue to look at; `text` is the original wording."""

    what: What
    text: str
    doubt: Doubt


_NAMED = {What.NAME: "name", What.FIELD: "field", What.AGENCY: "agency", What.DECISION: "decision"}


def strange_letters(content: Mapping[str, Json]) -> list[Review]:
    """Titles with letters that only look like ours: kept as written and found by no search, so a person sees them."""
    said = {what: str(content.get(column) or "") for what, column in _NAMED.items()}
    return [Review(what, text, Doubt.LOOK_ALIKE) for what, text in said.items() if strange_words(text)]
