"""The address of a view of the catalogue: what was asked and ticked stands in it, so that it can be kept and sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

QUESTION, FIELD, ONLINE, TIME, EVERYWHERE, PAGE = "q", "linh-vuc", "qua-mang", "xong-trong", "moi-noi", "trang"
SORT = "sap-xep"
LONGEST_QUESTION = 200
MOST_FIELDS = 50
LAST_PAGE = 1_000

_SLUG = re.compile(r"[a-z0-9-]{1,200}", re.ASCII)
_PAGE = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One view of the catalogue."""

    text: str = ""
    fields: tuple[str, ...] = ()
    online: bool = False
    time: str = ""
    everywhere: bool = False
    sort: str = ""
    page: int = 1

    def but(self, **changes: object) -> Asked:
        """The same view with something else; it starts again at its first page."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """What stands behind the «?» of its address; empty for the plain list."""
        pairs = [
            (QUESTION, self.text),
            *((FIELD, slug) for slug in self.fields),
            (ONLINE, "1" if self.online else ""),
            (TIME, self.time),
            (EVERYWHERE, "1" if self.everywhere else ""),
            (SORT, self.sort),
            (PAGE, str(self.page) if self.page > 1 else ""),
        ]
        return urlencode([(name, value) for name, value in pairs if value])


def asked_of(*, values: Callable[[str], Sequence[str]], times: Sequence[str], sorts: Sequence[str] = ()) -> Asked:
    """The view an address asks for; whatever makes no sense in it is as if it were not there."""

    def first(name: str) -> str:
        return next(iter(values(name)), "")

    page = int(first(PAGE)) if _PAGE.fullmatch(first(PAGE)) else 1
    return Asked(
        text=first(QUESTION).replace("\x00", "")[:LONGEST_QUESTION].strip(),
        fields=tuple(dict.fromkeys(slug for slug in values(FIELD) if _SLUG.fullmatch(slug)))[:MOST_FIELDS],
        online=first(ONLINE) == "1",
        time=first(TIME) if first(TIME) in times else "",
        everywhere=first(EVERYWHERE) == "1",
        sort=first(SORT) if first(SORT) in sorts else "",
        page=min(page, LAST_PAGE),
    )
