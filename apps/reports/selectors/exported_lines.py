"""Lists that are saved as files and are not of dossiers: the pause ledger and the nightly doubts, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Window

from apps.accounts.domain.actor import Actor
from apps.core.encryption import hide_personal_ids
from apps.core.labels import stamp
from apps.desk.selectors.people import names_of
from apps.officials.models import Agency
from apps.reports.domain.doubts import Doubt
from apps.reports.domain.exports import Content, Line
from apps.reports.labels.doubts import DOUBT_LABELS, advice_words
from apps.reports.selectors import ledger
from apps.reports.selectors.doubts import open_doubts, why_words
from apps.reports.selectors.exported_cells import DOUBT_COLUMNS, PAUSE_COLUMNS

CHUNK = 500


def pauses(*, ask: ledger.Ask, actor: Actor, agency: Agency) -> Content:
    """The lines behind one number of the pause ledger."""
    rows = ledger.behind(ask=ask, actor=actor, agency=agency)
    deciding = "signed_by_id" if ask.is_of_extensions else "opened_by_id"
    names = names_of(official_ids={pk for pair in rows.values_list("who", deciding).distinct() for pk in pair})

    def lines(found: Iterator[Any]) -> Iterator[Line]:
        for number, row in enumerate(found, start=1):
            told = ledger.line_of(ask=ask, row=row, names=names)
            said = [told.reference, told.title, told.name, told.what, told.who, told.decided_by, told.when]
            why = hide_personal_ids("; ".join(told.reasons))
            yield Line(cells=[number, *said, told.hours_left, why], dossier_id=row.dossier_id)

    total, found = _read(rows.order_by(ask.instant, "pk"))
    return Content(columns=PAUSE_COLUMNS, total=total, lines=lines(found))


def doubts(*, doubt: Doubt | None, actor: Actor, agency: Agency) -> Content:
    """What the nightly look at the books has found, of one doubt or of all."""
    rows = open_doubts(actor=actor, agency=agency)

    def lines(found: Iterator[Any]) -> Iterator[Line]:
        for number, one in enumerate(found, start=1):
            dossier, kind = one.dossier, Doubt(one.doubt)
            said = [dossier.reference, dossier.procedure_name, dossier.applicant_name, str(DOUBT_LABELS[kind])]
            told = [why_words(one=one), advice_words(doubt=kind), stamp(one.found_at)]
            yield Line(cells=[number, *said, *told], dossier_id=one.dossier_id)

    total, found = _read((rows.filter(doubt=doubt) if doubt else rows).order_by("found_at", "pk"))
    return Content(columns=DOUBT_COLUMNS, total=total, lines=lines(found))


def _read(rows: Any) -> tuple[int, Iterator[Any]]:
    """How many there are, and all of them, in one statement: of one instant."""
    found = rows.select_related("dossier").annotate(in_all=Window(Count("*"))).iterator(chunk_size=CHUNK)
    first = next(found, None)
    return (first.in_all, _again(first, found)) if first else (0, found)


def _again(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest
