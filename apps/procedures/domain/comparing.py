"""When a record differs from what we hold: by content, never by where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from apps.procedures.domain.cleaning import Json


def merged(*, held: Mapping[str, Json], told: Mapping[str, Json]) -> dict[str, Json]:
    """What we hold after a file spoke. It speaks only of the columns it has: an absent or empty one changes nothing."""
    return {**held, **{column: value for column, value in told.items() if value not in (None, "", [], {})}}


def fingerprint(content: Mapping[str, Json]) -> str:
    """Equal for equal content, however its keys were ordered."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
