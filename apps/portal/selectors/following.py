"""Who looked at a dossier, in the words of its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from apps.dossiers.labels import duty_words
from apps.dossiers.models import Dossier
from apps.dossiers.selectors.reads import Read
from apps.dossiers.selectors.reads import reads as readings
from apps.officials.selectors import office_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One line of «ai đã xem hồ sơ của tôi»."""

    who: str
    what: str
    at: datetime
    mark: int


def who_looked(*, dossier: Dossier, limit: int, before: int | None = None) -> list[Look]:
    """Readings by officials, newest first: unit, duty and hour; a name only where the office decided so."""
    with_names = bool(office_settings(agency_id=dossier.agency_id)["reader_names"])
    return [_look(read, with_names=with_names) for read in readings(dossier=dossier, limit=limit, before=before)]


def _look(read: Read, *, with_names: bool) -> Look:
    parts = [duty_words(read.duty), read.unit, read.name if with_names else ""]
    what = gettext("Xem hồ sơ")
    if read.files:
        what = ngettext("Xem hồ sơ, mở %(n)s tệp", "Xem hồ sơ, mở %(n)s tệp", read.files) % {"n": read.files}
    return Look(who=", ".join(filter(None, parts)), what=what, at=read.at, mark=read.mark)
