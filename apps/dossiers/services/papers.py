"""The papers of a dossier that its filer may still change: files in and out, pages in order, earlier ones once more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.core.files import PHOTOS
from apps.core.models import StoredFile
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import TURNS, DocumentPage, Dossier, DossierDocument, Result
from apps.dossiers.services.writing import locked
from apps.procedures.models import RequiredDocument

EDITABLE = frozenset({Status.DRAFT, Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT})
READ_PAPERS = "dossiers.read_papers"  # the task that judges and binds what was sent
OTHERS_LAST = 999  # the place of a paper nobody asked for by name
MOST_PAGES = 40  # of one paper; a longer one is scanned
WAITING, REFUSED = StoredFile.State.WAITING, StoredFile.State.REFUSED


class StillChecked(Exception):
    """Files of this dossier are not judged or not bound yet: handing in waits for them; `count` says for how many."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


class TooManyPages(Exception):
    """The paper has as many pages as a paper may have."""


@transaction.atomic
def attach(
    *, dossier_id: int, required: RequiredDocument | None, name: str, file: StoredFile, by: Actor, at: datetime
) -> DossierDocument:
    """Add one file. A photograph becomes the next page of the paper being photographed. Raises Forbidden, TooManyPages.

    Only what still waits for a worker is bound to pages: what an official scanned stays the file it is.
    """
    dossier = editable(dossier_id=dossier_id, by=by)
    is_page = file.content_type in PHOTOS and file.state == WAITING
    if not is_page:
        return _new_paper(dossier, required=required, name=name, file=file, by=by, at=at)
    paper = _photographed(dossier, required=required, name=name, by=by) or _new_paper(
        dossier, required=required, name=name, file=None, by=by, at=at
    )
    places = list(paper.pages.order_by("position").values_list("position", flat=True))
    if len(places) >= MOST_PAGES:
        raise TooManyPages
    DocumentPage.objects.create(
        agency_id=dossier.agency_id,
        document=paper,
        position=places[-1] + 1 if places else 1,
        source=file,
        added_at=at,
    )
    _make_again(paper)
    return paper


@transaction.atomic
def reuse(
    *,
    dossier_id: int,
    required: RequiredDocument | None,
    name: str,
    source: DossierDocument | Result,
    by: Actor,
    at: datetime,
) -> DossierDocument:
    """Attach a file that lies in an earlier dossier of the same person, without sending it again. Raises Forbidden.

    Whether it is theirs the caller has asked (`selectors.reusable`). Twice for one paper is once.
    """
    dossier = editable(dossier_id=dossier_id, by=by)
    there = dossier.documents.filter(_of_paper(required, name), file=source.file, removed_at__isnull=True).first()
    if there:
        return there
    paper = _new_paper(dossier, required=required, name=name, file=source.file, by=by, at=at)
    if isinstance(source, Result):
        paper.reused_result = source
    else:
        paper.reused_document = source
    paper.save(update_fields=["reused_document", "reused_result"])
    return paper


@transaction.atomic
def detach(*, dossier_id: int, document_id: int, by: Actor, at: datetime) -> None:
    """Take a paper out again while the dossier can be changed.

    Of a draft nothing remains; of what was handed in once the row stays, with its time of removal.
    """
    dossier = editable(dossier_id=dossier_id, by=by)
    paper = dossier.documents.filter(pk=document_id, removed_at__isnull=True)
    if not is_own_draft(dossier, by=by):
        paper = paper.filter(added_by=by.key)
    if dossier.status == Status.DRAFT:
        paper.delete()
    else:
        paper.update(removed_at=at, is_being_made=False)


@transaction.atomic
def turn_page(*, dossier_id: int, page_id: int, turn: int, by: Actor) -> None:
    """How far a page is turned: 0, 90, 180 or 270 degrees clockwise. Raises Forbidden, DocumentPage.DoesNotExist."""
    page = _page(dossier_id=dossier_id, page_id=page_id, by=by)
    if turn not in TURNS or turn == page.turn:
        return
    page.turn = turn
    page.save(update_fields=["turn"])
    _make_again(page.document)


@transaction.atomic
def move_page(*, dossier_id: int, page_id: int, place: int, by: Actor) -> None:
    """Put a page at this place, counted from 1. Raises Forbidden, DocumentPage.DoesNotExist."""
    page = _page(dossier_id=dossier_id, page_id=page_id, by=by)
    before = list(page.document.pages.order_by("position", "pk"))
    row = [each for each in before if each.pk != page.pk]
    row.insert(max(place - 1, 0), page)
    if [each.pk for each in row] == [each.pk for each in before]:
        return
    for position, each in enumerate(row, start=1):
        each.position = position
    DocumentPage.objects.bulk_update(row, ["position"])
    _make_again(page.document)


@transaction.atomic
def drop_page(*, dossier_id: int, page_id: int, by: Actor, at: datetime) -> None:
    """Take one page out; with the last one goes the paper. Raises Forbidden, DocumentPage.DoesNotExist."""
    page = _page(dossier_id=dossier_id, page_id=page_id, by=by)
    paper = page.document
    page.delete()
    if paper.pages.exists():
        _make_again(paper)
    else:
        detach(dossier_id=dossier_id, document_id=paper.pk, by=by, at=at)


def holds(*, dossier: Dossier, required: RequiredDocument | None, name: str, sha256: str) -> bool:
    """Whether this very file lies at this paper already: it was sent again because the answer got lost."""
    papers = dossier.documents.filter(_of_paper(required, name), removed_at__isnull=True)
    as_file = Q(file__sha256=sha256) | Q(pages__source__sha256=sha256) | Q(pages__source__sent_sha256=sha256)
    return papers.filter(as_file).exclude(file__state=REFUSED).exclude(pages__source__state=REFUSED).exists()


def file_count(*, dossier: Dossier) -> int:
    """How many files lie in it, each photograph counted."""
    live = dossier.documents.filter(removed_at__isnull=True)
    pages = DocumentPage.objects.filter(document__in=live).count()
    return pages + live.filter(file__isnull=False, pages__isnull=True).count()


def editable(*, dossier_id: int, by: Actor) -> Dossier:
    """The dossier, locked, while its filer may change it. Raises Forbidden."""
    dossier = locked(dossier_id=dossier_id)
    if dossier.status not in EDITABLE or not may_write(dossier, by=by):
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="wrong_status")
    return dossier


def may_write(dossier: Dossier, *, by: Actor) -> bool:
    """Whether this person files it, or helps to."""
    if by.is_helping:
        return Dossier.objects.visible_to(by).filter(pk=dossier.pk).exists()
    return by.is_official or by.id in (dossier.submitter_id, dossier.applicant_id)


def is_own_draft(dossier: Dossier, *, by: Actor) -> bool:
    """Whether everything in it is this person's to change, also what somebody sent who helped."""
    is_filer = not by.is_official and not by.is_helping and by.id == dossier.submitter_id
    return is_filer and dossier.status == Status.DRAFT


def hand_in(*, dossier: Dossier, at: datetime) -> list[str]:
    """Fingerprints of what is handed in now: the proof of attachment inside the chain. Raises StillChecked.

    From now on the pages stand as they are; what was refused goes, with whatever nobody mended.
    """
    live = dossier.documents.filter(removed_at__isnull=True)
    if waiting := unready(dossier=dossier):
        raise StillChecked(waiting)
    live.filter(Q(file__state=REFUSED) | Q(file__isnull=True, pages__isnull=False)).update(removed_at=at)
    live.filter(filed_at__isnull=True).update(filed_at=at)
    DocumentPage.objects.filter(document__dossier=dossier, source__state=REFUSED).delete()
    there = live.filter(file__isnull=False).order_by("position", "pk")
    return list(there.values_list("file__sha256", flat=True))


def unready(*, dossier: Dossier) -> int:
    """How many papers are still being judged or bound."""
    live = dossier.documents.filter(removed_at__isnull=True)
    return live.filter(Q(is_being_made=True) | Q(file__state=WAITING)).count()


def _new_paper(
    dossier: Dossier,
    *,
    required: RequiredDocument | None,
    name: str,
    file: StoredFile | None,
    by: Actor,
    at: datetime,
) -> DossierDocument:
    return DossierDocument.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        required=required,
        position=required.position if required else OTHERS_LAST,
        name=required.name if required else name,
        photocopies=1,
        file=file,
        added_by=by.key,
        added_at=at,
    )


def _photographed(
    dossier: Dossier, *, required: RequiredDocument | None, name: str, by: Actor
) -> DossierDocument | None:
    """The paper that these photographs belong to: the same sender's, and not handed in yet."""
    open_papers = dossier.documents.filter(
        _of_paper(required, name), removed_at__isnull=True, filed_at__isnull=True, added_by=by.key, pages__isnull=False
    )
    return open_papers.order_by("-pk").first()


def _of_paper(required: RequiredDocument | None, name: str) -> Q:
    return Q(required=required) if required else Q(required__isnull=True, name=name)


def _page(*, dossier_id: int, page_id: int, by: Actor) -> DocumentPage:
    dossier = editable(dossier_id=dossier_id, by=by)
    pages = DocumentPage.objects.select_related("document")
    if not is_own_draft(dossier, by=by):
        pages = pages.filter(document__added_by=by.key)
    return pages.get(
        pk=page_id,
        document__dossier=dossier,
        document__removed_at__isnull=True,
        document__filed_at__isnull=True,
    )


def _make_again(paper: DossierDocument) -> None:
    DossierDocument.objects.filter(pk=paper.pk).update(is_being_made=True)
