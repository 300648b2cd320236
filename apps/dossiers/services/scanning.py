"""Papers that were taken in on paper are scanned afterwards; whose digital signature a scan carries is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.models import StoredFile
from apps.dossiers.domain.digitisation import SignedKind
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument, SignedCopy
from apps.dossiers.services.writing import append_remark, locked

SCANNED, SIGNED_COPY = "scan_document", "note_signed_copy"


class NotToScan(Exception):
    """Its sender sent it as a file, or it was taken over from earlier: nobody puts another one in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What somebody read off a signed scan."""

    kind: SignedKind
    signed_by: str
    signed_on: date


@transaction.atomic
def scan_in(*, dossier_id: int, document_id: int, file: StoredFile, by: Actor, at: datetime) -> DossierDocument:
    """The scan lies in its paper, its fingerprint in the chain. Once more takes the place of the last scan.

    Raises NotToScan, DossierDocument.DoesNotExist.
    """
    dossier = locked(dossier_id=dossier_id)
    paper = _paper(dossier, document_id)
    if paper.file and paper.file.sha256 == file.sha256:
        return paper
    if paper.is_being_made or (paper.file_id and paper.scanned_at is None):
        raise NotToScan(document_id)
    facts = {"document": paper.pk, "sha256": file.sha256, "pages": file.pages}
    append_remark(dossier=dossier, action=SCANNED, by=by, at=at, facts=facts)
    paper.file, paper.scanned_at = file, at
    paper.save(update_fields=["file", "scanned_at"])
    return paper


@transaction.atomic
def note_signed(*, dossier_id: int, document_id: int, signature: Signature, by: Actor, at: datetime) -> SignedCopy:
    """What the scan that lies there now is signed with; noted once for each scan. Raises NotToScan."""
    dossier = locked(dossier_id=dossier_id)
    paper = _paper(dossier, document_id)
    if paper.file is None:
        raise NotToScan(document_id)
    known = SignedCopy.objects.filter(agency_id=dossier.agency_id, document=paper, file=paper.file).first()
    if known:
        return known
    facts = {"document": paper.pk, "sha256": paper.file.sha256, "kind": signature.kind.value}
    append_remark(dossier=dossier, action=SIGNED_COPY, by=by, at=at, facts=facts)
    return SignedCopy.objects.create(
        agency_id=dossier.agency_id,
        document=paper,
        file=paper.file,
        kind=signature.kind,
        signed_by=signature.signed_by,
        signed_on=signature.signed_on,
        noted_by_id=by.id,
        noted_at=at,
    )


def _paper(dossier: Dossier, document_id: int) -> DossierDocument:
    if dossier.status == Status.DRAFT:
        raise NotToScan(document_id)
    return dossier.documents.select_related("file").get(pk=document_id, removed_at__isnull=True)
