"""Papers that somebody has sent or received before, to be used once more instead of sent again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.accounts.domain.actor import Actor
from apps.core.folding import fold
from apps.core.labels import day_short
from apps.core.models import StoredFile
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument, Result
from apps.portal.labels.filing import earlier_words

LOOKED_AT = 40  # the newest; who wants an older one sends it again
OFFERED = 12  # at one paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A paper of an earlier dossier: what a form posts for it, what it is called, what it is."""

    value: str
    name: str
    words: str
    source: DossierDocument | Result


def reusable(*, dossier: Dossier, by: Actor) -> tuple[Earlier, ...]:
    """What this person sent into or received from other dossiers of their own, the newest first, each file once.

    Nothing for a helper: what they sent elsewhere is somebody else's.
    """
    if by.is_helping:
        return ()
    others = Dossier.objects.visible_to(by).exclude(pk=dossier.pk).exclude(status=Status.DRAFT)
    clean = {"file__isnull": False, "file__state": StoredFile.State.CLEAN}
    results = (
        Result.objects.filter(is_current=True, dossier__in=others, dossier__status=Status.RETURNED, **clean)
        .select_related("file", "dossier")
        .order_by("-prepared_at", "-pk")[:LOOKED_AT]
    )
    documents = (
        DossierDocument.objects.filter(
            added_by=by.key, removed_at__isnull=True, is_being_made=False, dossier__in=others, **clean
        )
        .select_related("file", "dossier")
        .order_by("-added_at", "-pk")[:LOOKED_AT]
    )
    found = {result.file_id: _from_result(result) for result in results}
    for document in documents:
        found.setdefault(document.file_id, _from_document(document))
    return tuple(found.values())


def for_paper(*, name: str, earlier: Sequence[Earlier]) -> tuple[Earlier, ...]:
    """What to offer at one paper: those of the same name first."""
    wanted = fold(name)
    return tuple(sorted(earlier, key=lambda one: not _alike(fold(one.name), wanted)))[:OFFERED]


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _from_document(document: DossierDocument) -> Earlier:
    words = earlier_words(name=document.name, reference=document.dossier.reference, day=day_short(document.added_at))
    return Earlier(value=f"g-{document.pk}", name=document.name, words=words, source=document)


def _from_result(result: Result) -> Earlier:
    words = earlier_words(name=result.title, reference=result.dossier.reference, day=day_short(result.prepared_at))
    return Earlier(value=f"k-{result.pk}", name=result.title, words=words, source=result)
