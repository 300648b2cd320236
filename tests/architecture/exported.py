"""Lists that the leader of the town had made into files: one that waits, and one for each way of ending."""

from __future__ import annotations

from apps.officials.selectors import actor_of
from apps.reports.domain.exports import Format, Kind, Trouble
from apps.reports.models import Export
from apps.reports.selectors.wanted_lists import wanted
from apps.reports.services import exporting
from apps.reports.tasks import WRITERS
from tests.architecture.town import NOW, Town


def export_of(town: Town, *, state: Export.State = Export.State.DONE) -> int:
    """The file that came to this; all of them are made when the first one is asked for."""
    if not Export.objects.exists():
        _made(town)
    found: int = Export.objects.get(state=state).pk
    return found


def _made(town: Town) -> None:
    agency, by = town.office.agency, actor_of(official=town.office.leader, at=NOW)
    for sight in ("dang-giu", "qua-han", "tam-dung"):
        found = wanted(kind=Kind.DOSSIERS, said={"viec": sight}, agency=agency)
        exporting.ask(wanted=found, file_format=Format.CSV, agency=agency, by=by, at=NOW)
    _done, failed, stopped = Export.objects.order_by("pk")
    exporting.carry_out(at=NOW, write=WRITERS)
    exporting._fail(failed, Trouble.BROKEN, NOW)
    exporting.stop(export=stopped, at=NOW)
    found = wanted(kind=Kind.FIELDS, said={"thang": "2026-11"}, agency=agency)
    exporting.ask(wanted=found, file_format=Format.XLSX, agency=agency, by=by, at=NOW)
