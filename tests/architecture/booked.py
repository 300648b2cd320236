"""What the town's desk made: a file of its book, one paper for two dossiers, a list of what is handed over."""

from __future__ import annotations

from apps.desk.domain.papers import SlipKind
from apps.desk.models import BookFile, HandOverList, Slip
from apps.desk.selectors.books import volumes, years
from apps.desk.services import books, lists
from apps.desk.tasks import MAKERS
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.selectors import actor_of
from apps.visits.domain.doings import Done
from apps.visits.models import Visit, VisitDossier
from tests.architecture.town import NOW, Town


def book_file(town: Town) -> int:
    """A workbook of the volume being written, and its paper, made as a worker makes them."""
    made = BookFile.objects.filter(state=BookFile.State.DONE, kind=BookFile.Kind.XLSX).first()
    if made is None:
        agency, by = town.office.agency, actor_of(official=town.office.clerk, at=NOW)
        year = years(agency=agency, at=NOW)[0]
        volume = volumes(agency_id=agency.pk, year=year)[-1]
        for kind in BookFile.Kind:
            books.ask_file(agency=agency, year=year, volume=volume, kind=kind, by=by, at=NOW)
            books.carry_out(at=NOW, make=MAKERS)
        made = BookFile.objects.get(kind=BookFile.Kind.XLSX)
    return made.pk


def received_together(town: Town) -> str:
    """One of two dossiers received in the same visit."""
    first = Dossier.objects.get(code=town.reference(Status.RECEIVED))
    if not VisitDossier.objects.filter(dossier=first).exists():
        slips = Slip.objects.filter(kind=SlipKind.RECEIPT, superseded_at__isnull=True, agency=town.office.agency)
        second = slips.exclude(dossier=first).order_by("pk").first()
        assert second is not None
        visit = Visit.objects.create(
            agency=town.office.agency, key="one-visit", official=town.office.clerk, began_at=NOW, ended_at=NOW
        )
        for pk in (first.pk, second.dossier_id):
            VisitDossier.objects.create(
                agency=town.office.agency, visit=visit, dossier_id=pk, done=Done.RECEIVED, at=NOW
            )
    return first.code


def hand_over_list(town: Town) -> int:
    """A list of one dossier that the desk hands to whoever handles it."""
    made = HandOverList.objects.first()
    if made is None:
        by = actor_of(official=town.office.clerk, at=NOW)
        held = Dossier.objects.get(code=town.reference(Status.PROCESSING))
        assert held.holder_id
        made = lists.give_dossiers(dossier_ids=[held.pk], to_id=held.holder_id, by=by, at=NOW)
    return made.pk
