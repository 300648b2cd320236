"""The checklist of reception as the clerk left it: which papers lie there, how many of what kind, their scans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.core.models import StoredFile
from apps.procedures.domain.checklist import Paper

MOST_OF_A_PAPER = 99
OTHER_PAPERS = ("khac1", "khac2")
# How many of each kind, by the name under which it is posted.
COUNTS = {"originals": "chinh", "copies": "sao", "certified": "ct", "electronic": "dt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of a paper there are, of each kind."""

    originals: int = 0
    copies: int = 0
    certified: int = 0
    electronic: int = 0


@dataclass(slots=True, kw_only=True)
class PaperRow:
    """One line of the checklist; `paper` is None for a paper the law does not name."""

    id: str
    paper: Paper | None
    name: str
    there: bool
    counted: Counted
    file: StoredFile | None = None
    ticket: str = ""
    error: str = ""

    @property
    def is_handed(self) -> bool:
        return self.there or self.file is not None

    @property
    def is_missing(self) -> bool:
        return self.paper is not None and self.paper.must_be_there and not self.is_handed


@dataclass(frozen=True, slots=True)
class PaperRows:
    """The whole checklist, read from what was posted."""

    rows: Sequence[PaperRow] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return not any(row.error for row in self.rows)

    @property
    def ticked(self) -> set[int]:
        return {row.paper.key for row in self.rows if row.paper and row.is_handed}

    @property
    def handed(self) -> list[PaperRow]:
        return [row for row in self.rows if row.is_handed]

    def tick_all(self) -> None:
        """Every paper that is asked of everybody lies on the table."""
        for row in self.rows:
            row.there = row.there or bool(row.paper and row.paper.must_be_there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A paper that was brought before, when others were still missing."""

    required_id: int | None
    name: str
    counted: Counted
    file: StoredFile | None
    ticket: str = ""


def upload_names(papers: Iterable[Paper]) -> list[str]:
    """The names under which scans are posted."""
    return [*(f"tep-{paper.key}" for paper in papers), *(f"tep-{other}" for other in OTHER_PAPERS)]


def read_rows(
    *,
    papers: Iterable[Paper],
    posted: Mapping[str, Any],
    files: Mapping[str, StoredFile],
    tickets: Mapping[str, str],
    refusals: Mapping[str, str],
    is_fresh: bool,
) -> PaperRows:
    """The checklist with what was ticked; `is_fresh`: this procedure was not on the screen before."""
    rows = []
    for paper in papers:
        usual = Counted(originals=paper.originals, copies=paper.copies)
        rows.append(_row(str(paper.key), paper, paper.name, posted, usual, is_fresh))
    for other in OTHER_PAPERS:
        name = str(posted.get(f"ten-{other}", "")).strip()[:500]
        rows.append(_row(other, None, name, posted, Counted(originals=1), is_fresh))
    for row in rows:
        name = f"tep-{row.id}"
        row.file, row.ticket = files.get(name), tickets.get(name, "")
        row.error = row.error or refusals.get(name, "")
        if row.paper is None:
            row.there = bool(row.name)
            if row.file and not row.name:
                row.error = _("Viết tên giấy tờ của tệp này.")
    return PaperRows(rows)


def lay_out(rows: PaperRows, *, earlier: Iterable[Earlier]) -> None:
    """What was brought the first time lies on the table again."""
    loose = iter([row for row in rows.rows if row.paper is None])
    by_key = {row.paper.key: row for row in rows.rows if row.paper}
    for paper in earlier:
        row = by_key.get(paper.required_id or 0) or next(loose, None)
        if row is None:
            continue
        row.there, row.counted, row.name = True, paper.counted, row.name or paper.name
        row.file, row.ticket = row.file or paper.file, row.ticket or paper.ticket


def _row(
    id: str, paper: Paper | None, name: str, posted: Mapping[str, Any], usual: Counted, is_fresh: bool
) -> PaperRow:
    row = PaperRow(id=id, paper=paper, name=name, there=False, counted=usual)
    if is_fresh:
        return row
    row.there = f"co-{id}" in posted
    try:
        row.counted = Counted(
            **{kind: _number(posted.get(f"{word}-{id}", ""), getattr(usual, kind)) for kind, word in COUNTS.items()}
        )
    except ValueError:
        row.error = _("Viết số bản từ 0 đến 99.")
    return row


def _number(typed: Any, usual: int) -> int:
    text = str(typed).strip()
    if not text:
        return usual
    if not text.isdecimal() or int(text) > MOST_OF_A_PAPER:
        raise ValueError(text)
    return int(text)
