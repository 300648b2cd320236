"""The counter of certification: received, numbered in its book and handed over, in one press or in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.books import Book
from apps.desk.domain.certification import ATTESTED, reason_of, spanned
from apps.desk.models import CertificationEntry, CertificationPaper, CertificationVoid
from apps.desk.selectors.books import SERIES
from apps.desk.selectors.certification import SIGNED, signed_of
from apps.desk.services.books import volume_for
from apps.desk.services.certifying import ToCertify
from apps.desk.services.receiving import ReceivedWithSlip
from apps.desk.services.walk_ins import WalkIn, give_at_once, receive_walk_in, take_in
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services.at_once import SpotResult, return_at_once
from apps.dossiers.services.writing import ZONE, append_remark, locked
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import on_duty
from apps.officials.services import next_number

CROSSED_OUT, NUMBERED = "cross_out_number", "number_certified"


class NothingToNumber(Exception):
    """Every paper of this dossier has its number."""


class AlreadyCrossedOut(Exception):
    """The number was crossed out before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One kind of paper on the table. `fee` None: no rule was certain."""

    title: str
    pages: int
    copies: int
    fee: int | None


@transaction.atomic
def receive_to_certify(
    *, walk_in: WalkIn, wanted: Sequence[Wanted], book: Book, by: Actor, at: datetime
) -> ReceivedWithSlip:
    """Taken in with form 01, which says the hour: the numbers are given when it is certified.

    TT 01/2020/TT-BTP, Điều 2: what cannot be had on the same day is promised in writing. Raises Forbidden, NoAllowance.
    """
    counted = [ToCertify(name=one.title, pages=one.pages, copies=one.copies) for one in wanted]
    received = receive_walk_in(walk_in=replace(walk_in, to_certify=counted), by=by, at=at)
    _keep(received.dossier, wanted, book)
    return received


@transaction.atomic
def certify_at_once(
    *, walk_in: WalkIn, wanted: Sequence[Wanted], book: Book, signer_id: int, by: Actor, at: datetime
) -> Dossier:
    """Taken in, numbered and handed over in one go. Raises Forbidden, NoAllowance."""
    dossier = take_in(walk_in=walk_in, by=by, at=at)
    papers = _keep(dossier, wanted, book)
    result = _entered(dossier, papers, signer_id=signer_id, by=by, at=at)
    return give_at_once(dossier=dossier, walk_in=walk_in, result=result, by=by, at=at)


@transaction.atomic
def certify(*, dossier_id: int, signer_id: int, by: Actor, at: datetime) -> Dossier:
    """What waited is certified: its numbers, and home with whoever brought it. Raises Forbidden, NothingToNumber.

    What goes through the office first has its numbers once it is signed, and is handed over like any other result.
    """
    dossier = locked(dossier_id=dossier_id)
    papers = list(dossier.to_certify.filter(entry__isnull=True).order_by("position"))
    if not papers:
        raise NothingToNumber(dossier_id)
    if dossier.status in SIGNED:
        said = _entered(dossier, papers, signer_id=signer_id, by=by, at=at)
        append_remark(dossier=dossier, action=NUMBERED, by=by, at=at, facts={"number": said.number})
        return dossier
    return_at_once(
        dossier_id=dossier.pk,
        by=by,
        at=at,
        result=_entered(dossier, papers, signer_id=signer_id, by=by, at=at),
        collector=dossier.submitter.name,
        relation=dossier.relation or "chính chủ",
    )
    return Dossier.objects.get(pk=dossier.pk)


@transaction.atomic
def cross_out(*, entry_id: int, reason: str, by: Actor, at: datetime) -> CertificationVoid:
    """The line keeps its number and is void from now on. Raises NoReason, AlreadyCrossedOut.

    NĐ 23/2015/NĐ-CP, Điều 13: no line is left empty, so none is ever taken out.
    """
    said = reason_of(reason)
    entry = CertificationEntry.objects.get(pk=entry_id)
    dossier = locked(dossier_id=entry.dossier_id)
    if CertificationVoid.objects.filter(entry=entry).exists():
        raise AlreadyCrossedOut(entry_id)
    facts = {"book": entry.book, "year": entry.year, "number": entry.number}
    append_remark(dossier=dossier, action=CROSSED_OUT, by=by, at=at, facts=facts, note=said)
    return CertificationVoid.objects.create(
        agency_id=entry.agency_id, entry=entry, reason=said, crossed_out_at=at, crossed_out_by_id=by.id
    )


def _keep(dossier: Dossier, wanted: Sequence[Wanted], book: Book) -> list[CertificationPaper]:
    return CertificationPaper.objects.bulk_create(
        CertificationPaper(
            agency_id=dossier.agency_id,
            dossier=dossier,
            position=position,
            book=book,
            title=one.title,
            pages=one.pages,
            copies=one.copies,
            fee=one.fee,
        )
        for position, one in enumerate(wanted, start=1)
    )


def _entered(
    dossier: Dossier, papers: Sequence[CertificationPaper], *, signer_id: int, by: Actor, at: datetime
) -> SpotResult:
    """The lines in the book, and the result that they are; called last, for the counter stays locked from here on."""
    book, year = Book(papers[0].book), at.astimezone(ZONE).year
    signer, signed_as = _signer(dossier, signer_id, at)
    entries = [
        _entry(dossier, paper, signer=signer, signed_as=signed_as, book=book, year=year, by=by, at=at)
        for paper in papers
    ]
    return SpotResult(
        title=ATTESTED[book],
        number=spanned(
            numbers=[entry.number for entry in entries],
            volumes=[entry.volume for entry in entries],
            year=year,
            book=book,
        ),
        signer_id=signer.pk,
    )


def _signer(dossier: Dossier, signer_id: int, at: datetime) -> tuple[Official, str]:
    """Who certified, and as what: a fact where the result was signed in the house; else a leader of today, who signs
    at the counter (NĐ 23/2015/NĐ-CP, Điều 5). Raises Forbidden for anybody else."""
    signed = signed_of(dossier=dossier)
    if signed and signed.signed_by:
        if signed.signed_by_id != signer_id:
            raise _not_signed_by(dossier, "somebody_else_signed")
        return signed.signed_by, signed.signed_as or signed.signed_by.position
    leaders = {one.pk: one for one in on_duty(agency_id=dossier.agency_id, duty=Duty.LEADER, at=at)}
    if signer_id not in leaders:
        raise _not_signed_by(dossier, "no_certifier")
    return leaders[signer_id], leaders[signer_id].position


def _not_signed_by(dossier: Dossier, why: str) -> Forbidden:
    return Forbidden(action=Action.SIGN, status=Status(dossier.status), why=why)


def _entry(
    dossier: Dossier,
    paper: CertificationPaper,
    *,
    signer: Official,
    signed_as: str,
    book: Book,
    year: int,
    by: Actor,
    at: datetime,
) -> CertificationEntry:
    number = next_number(agency_id=dossier.agency_id, series=SERIES[book], period=str(year))
    volume = volume_for(agency=dossier.agency, year=year, number=number, at=at, book=book)
    return CertificationEntry.objects.create(
        agency_id=dossier.agency_id,
        book=book,
        year=year,
        number=number,
        volume=int(volume.partition("/")[0]),
        paper=paper,
        dossier=dossier,
        certified_at=at,
        requester_name=dossier.applicant_name,
        requester_id=dossier.applicant_personal_id,
        title=paper.title,
        pages=paper.pages,
        copies=paper.copies,
        fee=paper.fee,
        signer=signer,
        signed_as=f"{signer.name}, {signed_as}",
        entered_by_id=by.id,
    )
