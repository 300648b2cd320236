"""Which pages speak a language that is still on trial: its words wait for a native reader, the rest is Vietnamese."""

from __future__ import annotations

# The front door, the look-up, the page after filing. Nobody decides anything by these words alone.
TRIAL_PAGES = frozenset({"portal:home", "portal:track", "portal:filed"})


def speaks(*, page: str, language: str, trial: dict[str, str]) -> bool:
    """Whether a page may be shown in a language on trial; `page` is its name among the addresses."""
    return language in trial and page in TRIAL_PAGES


def on_offer(*, page: str, current: str, settled: dict[str, str], trial: dict[str, str]) -> list[tuple[str, str]]:
    """The languages one may switch to from a page, by code and own name."""
    known = settled | (trial if page in TRIAL_PAGES else {})
    return [(code, name) for code, name in known.items() if code != current]
