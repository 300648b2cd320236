"""Numbering the editions of the open catalogue: whatever changes what it says makes a new one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from apps.officials.models import Agency
from apps.procedures.models import CatalogueEdition
from apps.procedures.selectors.open_data import catalogue_mark


def current_edition(*, agency: Agency, at: datetime) -> CatalogueEdition:
    """The edition that the files are now; a change since the last look is noticed here and numbered once."""
    mark = catalogue_mark(agency=agency, at=at)
    edition, is_first = CatalogueEdition.objects.get_or_create(agency=agency, defaults={"mark": mark, "noticed_at": at})
    if is_first or edition.mark == mark:
        return edition
    known = CatalogueEdition.objects.filter(pk=edition.pk, mark=edition.mark)
    known.update(mark=mark, number=F("number") + 1, noticed_at=at)
    return CatalogueEdition.objects.get(pk=edition.pk)
