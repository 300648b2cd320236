"""Where a form was posted from, as far as the browser itself says so: a page can put neither word in its mouth."""

from __future__ import annotations

SAME_ORIGIN = "same-origin"


def is_posted_here(*, origin: str | None, fetch_site: str | None, own: str) -> bool:
    """Whether a page of `own` (scheme and host) posted it. Said by Origin or by Sec-Fetch-Site; a browser that says
    neither proves nothing, and two that contradict each other prove the worse."""
    said = [] if origin is None else [origin == own]
    if fetch_site is not None:
        said.append(fetch_site == SAME_ORIGIN)
    return bool(said) and all(said)
