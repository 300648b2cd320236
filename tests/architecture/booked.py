"""What the town's desk made: a file of its book, one paper for two dossiers, a list, a certified copy, a folder."""

from __future__ import annotations

from apps.desk.domain.books import Book
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.shelves import Retention
from apps.desk.models import BookFile, CertificationEntry, CertificationPaper, Folder, HandOverList, Slip
from apps.desk.selectors.books import volumes, years
from apps.desk.services import books, lists, shelves
from apps.desk.services.certification import certify
from apps.desk.tasks import MAKERS
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.selectors import actor_of
from apps.visits.domain.doings import Done
from apps.visits.models import Visit, VisitDossier
from apps.worktime import Unit
from tests import factories
from tests.architecture.town import NOW, Town
from tests.walking import walk_to


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


def folder(town: Town) -> str:
    """A folder with the paper of a closed dossier in it."""
    made = Folder.objects.first()
    if made is None:
        by = actor_of(official=town.office.clerk, at=NOW)
        made = shelves.open_folder(
            code="", title="", year=2026, retention=Retention.PERMANENT, box="1", shelf="", by=by, at=NOW
        )
        dossier = Dossier.objects.get(code=town.reference(Status.RETURNED))
        shelves.put_in(folder_id=made.pk, dossier_ids=[dossier.pk], by=by, at=NOW)
    return made.code


def kept_rule(town: Town) -> int:
    """A rule of how long the dossiers of a field are kept."""
    dossier, by = Dossier.objects.earliest("pk"), actor_of(official=town.office.leader, at=NOW)
    return shelves.set_rule(
        field_id=dossier.field_id, procedure_id=None, retention=Retention.YEARS_20, source="Chưa chắc", by=by, at=NOW
    ).pk


def certified(town: Town) -> CertificationEntry:
    """A copy that was certified while its owner waited; another one still waits for its number."""
    made = CertificationEntry.objects.select_related("dossier").first()
    if made is None:
        offering = factories.offering(
            agency=town.office.agency,
            name="Chứng thực bản sao từ bản chính",
            code="2.000815",
            amount="0",
            unit=Unit.SAME_DAY,
        )
        by = actor_of(official=town.office.clerk, at=NOW)
        for title in ("Bằng tốt nghiệp", "Hợp đồng lao động"):
            dossier = walk_to(status=Status.RECEIVED, office=town.office, offering=offering, at=NOW)
            CertificationPaper.objects.create(
                agency=town.office.agency, dossier=dossier, position=1, book=Book.COPIES, title=title, pages=2, copies=1
            )
            if made is None:
                certify(dossier_id=dossier.pk, signer_id=town.office.leader.pk, by=by, at=NOW)
                made = CertificationEntry.objects.select_related("dossier").get()
    assert made
    return made
