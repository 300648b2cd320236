"""Which page may write over a step of a draft: one that has seen what was saved last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.dossiers.models import Dossier, DraftSave


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One drawing of a step: its random name, and the name of the page whose save it was drawn from (or none)."""

    step: str
    name: str
    drawn_from: str = ""


class SavedElsewhere(Exception):
    """Another page has saved this step since this one was drawn: nothing was written over."""

    def __init__(self, *, page: str, at: datetime) -> None:
        super().__init__(page)
        self.page = page
        self.at = at


def claim(*, dossier: Dossier, page: Page, at: datetime) -> None:
    """Note who saves this step of a locked draft. Raises SavedElsewhere.

    Not a number that is compared: an answer lost on the way back would make a page's own save a stranger's.
    """
    last = DraftSave.objects.filter(dossier=dossier, step=page.step).first()
    if last is not None and last.page not in (page.name, page.drawn_from):
        raise SavedElsewhere(page=last.page, at=last.saved_at)
    DraftSave.objects.update_or_create(
        agency_id=dossier.agency_id, dossier=dossier, step=page.step, defaults={"page": page.name, "saved_at": at}
    )
