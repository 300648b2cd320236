"""Who gets what answer at which address: one table, url name and method by role. The house is closed unless it says so.

A method without a row is not done there by anybody: 405, or the log-in page for strangers where they may not look.
The rows stand in access_portal.py and, for every other app, in access_office.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.architecture import access_office, access_portal
from tests.architecture.town import Town

# `citizen` owns what is asked for, `other` is another citizen; clerk to admin are of the agency, `foreign` has every
# seeing duty in another one, `former` no longer works here.
ROLES = ("stranger", "citizen", "other", "clerk", "officer", "head", "leader", "admin", "foreign", "former")
METHODS = ("GET", "POST")

#   200  the page                              log-in  «who are you?»: a redirect to the log-in page
#   302  done, or a redirect to another page   403     somebody, but this is not their room
#   404  there is no such thing for them       405     not done at this address
#   409  the life cycle does not let them      422     may act here, but has said nothing
TABLES = (access_portal.TABLE, access_office.TABLE)

# What stands in the address. Where several things may stand there, the table is about the one named here; pages.py
# visits the others.
WHAT: Mapping[str, Callable[[Town], dict[str, object]]] = {**access_portal.WHAT, **access_office.WHAT}

# What is asked and said there where nothing is not enough: whoever may act then does.
ASKED: Mapping[str, Mapping[str, str]] = {
    "reports:dossiers": {"viec": "dang-giu"},
    "reports:report_dossiers": {"ky": "2026-11", "cot": "3"},
    "desk:simulation": {"ngay": "23/11/2026", "gio": "08:00", "cach": "mang"},
    "reports:index_dossiers": {"muc": "tien-do", "ky": "2026-11", "phan": "mau"},
    "reports:pause_lines": {"muc": "tam-dung", "thang": "2026-11"},
}
SAID: Mapping[str, Mapping[str, str]] = {
    "desk:act": {"key": "mot"},
    "reports:ask_export": {"loai": "ho-so", "dang": "csv", "viec": "dang-giu"},
    "desk:answer": {"key": "mot", "answer": "will_keep"},
    "portal:supplement": {"xong": ""},
    "portal:help_answer": {"xong": ""},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One address and method, with the answer each role gets."""

    name: str
    method: str
    answers: Mapping[str, str]


def rows() -> Iterator[Row]:
    """The table, read."""
    for line in "".join(TABLES).splitlines():
        if line and not line.startswith("#"):
            name, method, *answers = line.split()
            yield Row(name, method, dict(zip(ROLES, answers, strict=True)))
