"""The rooms of the board, and the books and reports beside them: one menu for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from apps.officials.models import Agency
from apps.reports.domain.periods import Month
from apps.reports.labels.rooms import BOOK_LABELS, ROOM_LABELS
from apps.reports.selectors.units import has_units

UNITS = "units"  # only where agencies lie below


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One room and the way to it."""

    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The rooms that show a month, then the books and reports; `current` is the name of the one we are in."""

    current: str
    rooms: Sequence[Door]
    books: Sequence[Door]


def menu(*, room: str, agency: Agency, month: Month | None = None) -> Menu:
    """The menu as it stands in one room; every room of figures is entered with the month that is shown."""
    asked = f"?thang={month.text}" if month else ""
    rooms = [
        Door(words=str(words), href=f"{reverse(f'reports:{name}')}{asked}", is_current=name == room)
        for name, words in ROOM_LABELS.items()
        if name != UNITS or has_units(agency=agency)
    ]
    books = [
        Door(words=str(words), href=reverse(f"reports:{name}"), is_current=name == room)
        for name, words in BOOK_LABELS.items()
    ]
    return Menu(current=str((ROOM_LABELS | BOOK_LABELS)[room]), rooms=rooms, books=books)
