"""The counter of certification: what this office certifies, what waits, and the books with their crossed-out lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import mask_personal_id
from apps.core.paper.wording import local
from apps.desk.domain.books import Book, BookHead, Volume
from apps.desk.domain.certification import BOOK_OF, COLUMNS, SYMBOLS, CertificationLine
from apps.desk.models import CertificationEntry, CertificationPaper
from apps.desk.selectors.books import CHUNK, SIZE
from apps.desk.selectors.keyset import BadMark
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier, Result
from apps.officials.models import Agency
from apps.procedures.models import Arrangement, ProcedureVersion
from apps.procedures.selectors import arranged

SHOWN = 8
MOST_WAITING = 40
# Certified, and on its way to whoever asked for it.
SIGNED = (Status.RESULT_READY, Status.UNCLAIMED, Status.RESULT_SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act of certification that is done here today."""

    code: str
    name: str
    book: Book


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Some lines of a volume, and the numbers that lead on; empty where there is nothing there."""

    lines: Sequence[CertificationLine]
    before: str
    after: str


def offers(*, agency: Agency, at: datetime) -> list[Offer]:
    """The acts of certification open here, in the order of the law's list."""
    on = local(at).date()
    open_here: QuerySet[Arrangement] = arranged(agency=agency, at=at).filter(offering__procedure__code__in=BOOK_OF)
    procedures = open_here.values_list("offering__procedure_id", flat=True)
    found = ProcedureVersion.objects.in_force(on=on).filter(procedure_id__in=list(procedures))
    names = dict(found.values_list("procedure__code", "short_name"))
    return [Offer(code=code, name=names[code], book=book) for code, book in BOOK_OF.items() if code in names]


def waiting(*, actor: Actor) -> list[Dossier]:
    """What was taken in to be certified and has no number yet, the soonest promise first."""
    ours = Dossier.objects.visible_to(actor).filter(
        agency_id=actor.agency_id or 0, status__in=[Status.RECEIVED, *SIGNED]
    )
    ours = ours.exclude(results__is_current=True, results__outcome=ResultKind.DECLINED)
    unnumbered = CertificationPaper.objects.filter(entry__isnull=True, agency_id=actor.agency_id or 0)
    return list(ours.filter(pk__in=unnumbered.values("dossier_id")).order_by("late_after", "pk")[:MOST_WAITING])


def lacks_number(*, dossier: Dossier) -> bool:
    """Whether it was certified and has no number yet; what was declined needs none."""
    unnumbered = dossier.to_certify.filter(entry__isnull=True)
    declined = dossier.results.filter(is_current=True, outcome=ResultKind.DECLINED)
    return unnumbered.exists() and not declined.exists()


def signed_of(*, dossier: Dossier) -> Result | None:
    """The result that was signed in the house, with who signed it; none for what is signed at the counter."""
    return dossier.results.filter(is_current=True, signed_by__isnull=False).select_related("signed_by").first()


def last_entries(*, actor: Actor) -> list[CertificationEntry]:
    """The numbers given last."""
    return list(_seen(actor).select_related("dossier", "void").order_by("-certified_at", "-pk")[:SHOWN])


def papers_of(*, dossier: Dossier) -> list[CertificationPaper]:
    """What was brought to be certified, each with its number where it has one."""
    return list(dossier.to_certify.select_related("entry__void").order_by("position"))


def entries_of(*, dossier: Dossier) -> list[CertificationEntry]:
    """The numbers of one dossier that hold."""
    return list(dossier.certified.filter(void__isnull=True).order_by("number"))


def entry_of(*, entry_id: int, actor: Actor) -> CertificationEntry:
    """One line of a book. Raises CertificationEntry.DoesNotExist."""
    return _seen(actor).select_related("dossier", "void__crossed_out_by", "entered_by").get(pk=entry_id)


def entry_page(
    *, actor: Actor, agency: Agency, book: Book, year: int, volume: Volume, after: str = "", before: str = ""
) -> EntryPage:
    """One page of a volume by number; personal ids masked. Raises BadMark."""
    rows = _rows(agency, book, year, volume).filter(pk__in=_seen(actor).values("pk"))
    if before:
        found = list(rows.filter(number__lt=_mark(before)).order_by("-number")[: SIZE + 1])
        more, found = len(found) > SIZE, found[:SIZE][::-1]
        first, last = (str(found[0].number) if more else ""), (str(found[-1].number) if found else "")
        return EntryPage(lines=_lines(found, is_masked=True), before=first, after=last)
    if after:
        rows = rows.filter(number__gt=_mark(after))
    found = list(rows.order_by("number")[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    first = str(found[0].number) if after and found else ""
    return EntryPage(lines=_lines(found, is_masked=True), before=first, after=str(found[-1].number) if more else "")


def all_entries(*, agency: Agency, book: Book, year: int, volume: Volume) -> Iterator[CertificationLine]:
    """Every line of a volume, some hundred at a time, as the book on paper has it."""
    after = volume.first - 1
    rows = _rows(agency, book, year, volume)
    while found := list(rows.filter(number__gt=after).order_by("number")[:CHUNK]):
        after = found[-1].number
        yield from _lines(found, is_masked=False)


def certification_head(*, agency: Agency, book: Book, year: int, volume: Volume, at: datetime) -> BookHead:
    """What stands above the lines of a volume."""
    return BookHead(
        superior=agency.name,
        unit=agency.desk_name,
        place=agency.place,
        year=year,
        volume=volume,
        is_demo=agency.is_demo,
        made_at=at,
        columns=COLUMNS,
        book=book,
        symbol=SYMBOLS[book],
    )


def _seen(actor: Actor) -> QuerySet[CertificationEntry]:
    """The lines of one's own office whose dossier one may see."""
    seen = Dossier.objects.visible_to(actor).values("pk")
    return CertificationEntry.objects.filter(agency_id=actor.agency_id or 0, dossier__in=seen)


def _rows(agency: Agency, book: Book, year: int, volume: Volume) -> QuerySet[CertificationEntry]:
    rows = CertificationEntry.objects.filter(agency=agency, book=book, year=year, number__gte=volume.first)
    rows = rows.select_related("dossier", "void")
    return rows if volume.is_open else rows.filter(number__lte=volume.last)


def _lines(rows: Sequence[CertificationEntry], *, is_masked: bool) -> list[CertificationLine]:
    return [_line(row, is_masked) for row in rows]


def _line(row: CertificationEntry, is_masked: bool) -> CertificationLine:
    void = getattr(row, "void", None)
    identity = row.requester_id or ""
    return CertificationLine(
        id=row.pk,
        number=row.number,
        certified=f"{local(row.certified_at):%d/%m/%Y}",
        requester=row.requester_name,
        requester_id=mask_personal_id(identity) if is_masked else identity,
        title=row.title,
        pages=row.pages,
        copies=row.copies,
        signer=row.signed_as,
        fee="" if row.fee is None else f"{row.fee:,}".replace(",", "."),
        note=f"Hủy số {local(void.crossed_out_at):%d/%m/%Y}: {void.reason}" if void else "",
        dossier=row.dossier.reference,
        is_crossed_out=void is not None,
    )


def _mark(typed: str) -> int:
    if not (typed.isdecimal() and typed.isascii() and len(typed) < 10):
        raise BadMark(typed)
    return int(typed)
