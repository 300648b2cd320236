"""Questions to the catalogue: what holds today, what we offer, what somebody may mean by their words."""

from apps.procedures.selectors.fees import all_rules, fees_of
from apps.procedures.selectors.finding import BY_ALPHABET, BY_USE, PER_PAGE, Found, Hit, Wanted, find, hits, use_of
from apps.procedures.selectors.law import (
    OutOfForce,
    case_names,
    checklist,
    out_of_force,
    variant_called,
    version_in_force,
)
from apps.procedures.selectors.offers import OfferedVersion, arranged, channels_of, offered
from apps.procedures.selectors.signposts import Standing, life_events, standing

__all__ = [
    "BY_ALPHABET",
    "BY_USE",
    "PER_PAGE",
    "Found",
    "Hit",
    "OfferedVersion",
    "OutOfForce",
    "Standing",
    "Wanted",
    "all_rules",
    "arranged",
    "case_names",
    "channels_of",
    "checklist",
    "fees_of",
    "find",
    "hits",
    "life_events",
    "offered",
    "out_of_force",
    "standing",
    "use_of",
    "variant_called",
    "version_in_force",
]
