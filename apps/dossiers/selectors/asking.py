"""What a dossier waits for from its citizen, paper by paper."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from apps.accounts.domain.actor import ActorKind
from apps.core.models import StoredFile
from apps.dossiers.domain.status import ASKING
from apps.dossiers.models import Dossier, DossierDocument, SupplementItem
from apps.procedures.domain.checklist import is_form


def asked_items(*, dossier: Dossier) -> QuerySet[SupplementItem]:
    """The papers of the newest request, in its order; none where a request of old named none."""
    newest = dossier.events.filter(action__in=ASKING).order_by("-sequence").values("pk")[:1]
    return SupplementItem.objects.filter(dossier=dossier, event_id__in=newest).order_by("position")


def unanswered_items(*, dossier: Dossier) -> list[SupplementItem]:
    """The papers of the newest request that were neither sent since nor explained."""
    items = list(asked_items(dossier=dossier).select_related("event"))
    documents = list(dossier.documents.filter(removed_at__isnull=True).select_related("file")) if items else []
    return [item for item in items if not is_done(item=item, dossier=dossier, documents=documents)]


def is_done(*, item: SupplementItem, dossier: Dossier, documents: Iterable[DossierDocument]) -> bool:
    """Whether the citizen has sent it, mended it on the screen, or said why not."""
    is_mended = is_form(item.name) and dossier.saved_at >= item.event.at
    return bool(item.word or is_mended or sent_since(item=item, documents=documents))


def sent_since(*, item: SupplementItem, documents: Iterable[DossierDocument]) -> list[DossierDocument]:
    """What came for this paper after it was asked for."""
    return [
        one
        for one in documents
        if is_of(item=item, document=one) and one.added_at >= item.event.at and not _refused(one)
    ]


def sent_before(*, item: SupplementItem, documents: Iterable[DossierDocument]) -> list[DossierDocument]:
    """What the office had of this paper when it asked, taken back since or not."""
    return [
        one
        for one in documents
        if is_of(item=item, document=one)
        and one.added_at < item.event.at
        and (one.removed_at is None or one.removed_at >= item.event.at)
    ]


def _refused(document: DossierDocument) -> bool:
    """Whether what was sent could not be taken; photographs of which nothing was bound have no file."""
    if document.file is not None:
        return document.file.state == StoredFile.State.REFUSED
    return document.added_by.startswith(ActorKind.CITIZEN.value) and not document.is_being_made


def is_of(*, item: SupplementItem, document: DossierDocument) -> bool:
    """Whether a document was handed over as this paper."""
    if item.required_id:
        return document.required_id == item.required_id
    return document.required_id is None and document.name == item.name
