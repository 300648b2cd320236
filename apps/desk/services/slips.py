"""Papers are issued once, with frozen facts, a number of their agency and year, and a random address to verify them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import show_phone
from apps.core.addresses import VERIFY_PATH, printed_address, token_digest
from apps.desk.domain.layouts import STANDARD, Layout
from apps.desk.domain.papers import (
    HEAD_HASH_LENGTH,
    DocumentLine,
    Facts,
    Head,
    Issuer,
    Party,
    SlipKind,
    SupplementLine,
    facts_of,
    paper_number,
)
from apps.desk.models import Slip
from apps.desk.selectors.layouts import layout_id_in_force, layout_of
from apps.dossiers.domain.asking import AskedItem
from apps.dossiers.labels import DEFECT_LABELS
from apps.dossiers.models import Dossier, DossierDocument
from apps.dossiers.services.writing import ZONE, append_remark
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.officials.services import next_number

TRACK_PATH = "/tra-cuu/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What printing needs to draw one slip, now or years later."""

    facts: Facts
    layout: Layout = STANDARD
    lookup_factor: str = ""
    is_reprint: bool
    printed_at: datetime
    printed_by: str


def issuer_of(agency: Agency) -> Issuer:
    """The office in whose name a paper speaks."""
    return Issuer(
        superior=agency.name,
        unit=agency.desk_name,
        place=agency.place,
        phone=show_phone(agency.phone),
        track_address=settings.PUBLIC_ADDRESS + TRACK_PATH,
        is_demo=agency.is_demo,
    )


def party_of(dossier: Dossier) -> Party:
    """The applicant as papers name them; who came in their stead is told too."""
    stranger = dossier.submitter_id != dossier.applicant_id
    return Party(
        name=dossier.applicant_name,
        is_organisation=dossier.applicant.kind == "organisation",
        address=dossier.applicant_address,
        phone=show_phone(dossier.applicant_phone),
        email=dossier.applicant_email,
        personal_id=dossier.applicant_personal_id or "",
        **(_bringer(dossier) if stranger else {}),
    )


def _bringer(dossier: Dossier) -> dict[str, str]:
    came = dossier.submitter
    return {
        "brought_by": came.name,
        "bringer_address": came.address,
        "bringer_phone": show_phone(came.phone),
        "bringer_email": came.email,
        "bringer_id": came.personal_id or "",
    }


def for_paper(dossier_id: int) -> Dossier:
    """The dossier with everything its papers name."""
    return Dossier.objects.select_related(
        *("agency", "receiving_agency", "returning_agency", "version__procedure", "applicant", "submitter"),
        *("offering", "arrangement", "variant"),
    ).get(pk=dossier_id)


def issuing_agency(*, dossier: Dossier, kind: SlipKind) -> Agency:
    """In whose name and series a paper is issued: of the desk that takes the dossier in, later of who decides it."""
    is_of_the_desk = kind in (SlipKind.RECEIPT, SlipKind.REFUSAL) or dossier.received_at is None
    return dossier.receiving_agency if is_of_the_desk else dossier.agency


def blank_head(
    *, dossier: Dossier, at: datetime, number: str = "", address: str = "", agency: Agency | None = None
) -> Head:
    """What every paper of this dossier carries; without number and address it is the head of a draft."""
    return Head(
        number=number,
        issued_at=at,
        issuer=issuer_of(agency or dossier.agency),
        dossier_code=dossier.reference,
        procedure_code=dossier.version.procedure.code,
        procedure_name=dossier.version.name,
        verification_url=f"{settings.PUBLIC_ADDRESS}{VERIFY_PATH}{address}/" if address else "",
        head_hash=(dossier.chain_head or "0" * 64)[:HEAD_HASH_LENGTH],
    )


def document_lines(*, dossier: Dossier) -> tuple[DocumentLine, ...]:
    """The papers of a dossier with their counts, as forms 01 and 06 list them."""
    return tuple(
        DocumentLine(
            name=paper.name,
            originals=paper.originals,
            copies=paper.photocopies,
            certified=paper.certified,
            electronic=paper.electronic or int(_is_file_alone(paper)),
        )
        for paper in dossier.documents.filter(removed_at__isnull=True).order_by("position", "pk")
    )


def _is_file_alone(paper: DossierDocument) -> bool:
    """Sent as a file, and nothing of it on paper."""
    return paper.file_id is not None and not (paper.originals or paper.certified or paper.photocopies)


def lines_of(items: Sequence[AskedItem]) -> tuple[SupplementLine, ...]:
    """The papers that are asked for as form 02 lists them."""
    return tuple(
        SupplementLine(
            name=item.name,
            what=item.fix,
            originals=item.originals,
            certified=item.certified,
            copies=item.copies,
            why=str(DEFECT_LABELS[item.defect]),
        )
        for item in items
    )


class Numbered(NamedTuple):
    """The number a paper will bear, of its agency and year."""

    year: int
    sequence: int
    number: str  # «12/HDHS»


def take_number(*, dossier: Dossier, kind: SlipKind, at: datetime) -> Numbered:
    """The next number of this kind, for a paper that its own act must name. The dossier is locked before."""
    year = at.astimezone(ZONE).year
    agency = issuing_agency(dossier=dossier, kind=kind)
    sequence = next_number(agency_id=agency.pk, series=kind.value, period=str(year))
    return Numbered(year, sequence, paper_number(kind=kind, sequence=sequence))


def issue(
    *,
    dossier: Dossier,
    facts: Facts,
    by: Actor,
    at: datetime,
    lookup_factor: str = "",
    numbered: Numbered | None = None,
) -> Slip:
    """Give the paper its number and address, freeze it, and note it in the dossier's chain. Call it in the act's
    transaction, after the act."""
    address = printed_address()
    append_remark(
        dossier=dossier,
        action="issue_slip",
        by=by,
        at=at,
        facts={"kind": facts.kind.value, "address": address},
    )
    year, sequence, number = numbered or take_number(dossier=dossier, kind=facts.kind, at=at)
    agency = issuing_agency(dossier=dossier, kind=facts.kind)
    head = blank_head(dossier=dossier, at=at, number=number, address=address, agency=agency)
    Slip.objects.filter(dossier=dossier, kind=facts.kind, superseded_at__isnull=True).update(superseded_at=at)
    return Slip.objects.create(
        agency=agency,
        dossier=dossier,
        kind=facts.kind,
        year=year,
        sequence=sequence,
        number=number,
        address=address,
        facts=replace(facts, head=head).to_json(),
        factor_once=lookup_factor or None,
        head=dossier.chain_head,
        issued_at=at,
        issued_by_id=by.id if by.is_official else None,
        layout_id=layout_id_in_force(agency=agency, kind=facts.kind),
    )


@transaction.atomic
def print_slip(*, slip_id: int, by: Actor, at: datetime, press: Callable[[PrintJob], bytes]) -> bytes:
    """The slip from the press. It counts as printed, and its look-up factor as given out, only once a paper came out:
    where the press fails, number and factor wait for the next try. Raises whatever the press raises."""
    return press(open_for_print(slip_id=slip_id, by=by, at=at))


@transaction.atomic
def open_for_print(*, slip_id: int, by: Actor, at: datetime) -> PrintJob:
    """The slip for the printer: the first print carries the look-up factor, every later one says it is a reprint."""
    slip = Slip.objects.select_for_update(of=("self",)).select_related("dossier", "layout").get(pk=slip_id)
    hands_out = by.has(Duty.CLERK) or by.has(Duty.RETURN_CLERK)  # who else prints neither reads the factor nor burns it
    factor = (slip.factor_once or "") if hands_out else ""
    if factor and token_digest(factor) != slip.dossier.lookup_digest:
        factor = ""  # a newer one was given out before this was printed
    facts = facts_of(kind=SlipKind(slip.kind), plain=slip.facts)
    job = PrintJob(
        facts=facts,
        layout=layout_of(slip),
        lookup_factor=factor,
        is_reprint=slip.prints > 0,
        printed_at=at,
        printed_by=by.name,
    )
    Slip.objects.filter(pk=slip.pk).update(prints=F("prints") + 1, factor_once=None if hands_out else slip.factor_once)
    return job


@transaction.atomic
def print_slips(
    *, slip_ids: Sequence[int], by: Actor, at: datetime, press: Callable[[Sequence[PrintJob]], bytes]
) -> bytes:
    """Several slips as one paper, each counted once; none of them where the press fails."""
    return press([open_for_print(slip_id=pk, by=by, at=at) for pk in slip_ids])


def open_for_citizen(*, slip: Slip, at: datetime) -> PrintJob:
    """The electronic paper as its owner downloads it: always the original, never with the look-up factor."""
    facts = facts_of(kind=SlipKind(slip.kind), plain=slip.facts)
    return PrintJob(facts=facts, layout=layout_of(slip), is_reprint=False, printed_at=at, printed_by="")
