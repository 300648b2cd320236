"""What one person has had from us and sent to us, over all dossiers: results and papers, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.core.folding import fold
from apps.core.models import StoredFile
from apps.dossiers.domain.results import OUT, is_open_to_owner
from apps.dossiers.domain.status import WITH_RESULT, Status
from apps.dossiers.models import Dossier, DossierDocument, Result

A_PAGE, MOST = 20, 1000
# Of the dossiers only what a line shows.
UNSHOWN = ("dossier__answers", "dossier__promise", "dossier__applicant_personal_id")


class Kind(StrEnum):
    """The two shelves; the value stands in the address."""

    RESULT = "ket-qua"
    PAPER = "giay-to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One result or paper. `of` names whose it is where that is not the reader; `state` is of a result alone."""

    kind: Kind
    title: str
    at: datetime
    reference: str
    procedure: str
    of: str
    file: StoredFile | None
    result: Result | None = None
    document_id: int | None = None
    is_to_take: bool = False  # sent, and its owner has not said yet that it arrived

    @property
    def year(self) -> int:
        return timezone.localtime(self.at).year

    @property
    def state(self) -> str:
        """«valid», «superseded», «revoked», or nothing."""
        if self.result is None:
            return ""
        if self.result.revoked_at:
            return "revoked"
        return "superseded" if self.result.superseded_at else "valid"

    @property
    def may_be_reused(self) -> bool:
        """A file in its owner's hands that still holds."""
        return self.file is not None and self.state in ("", "valid") and not self.is_to_take

    def says(self, words: str) -> bool:
        """Whether every word that is looked for stands somewhere on its line."""
        number = self.result.number if self.result else ""
        line = fold(f"{self.title} {self.procedure} {self.reference} {self.of} {number}")
        return all(word in line for word in fold(words).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the store; `total` of all that fits what was asked, `years` of everything there is."""

    items: tuple[Item, ...]
    total: int
    years: tuple[int, ...]
    is_empty: bool
    newer: int
    older: int


def store(*, actor: Actor, text: str = "", kind: str = "", year: int = 0, number: int = 1) -> Page:
    """The store of one person, narrowed down by words, shelf and year; `number` counts pages from 1."""
    everything = own(actor=actor)
    found = [one for one in everything if _fits(one, text, kind, year)]
    last = max(1, -(-len(found) // A_PAGE))
    here = min(max(number, 1), last)
    return Page(
        items=tuple(found[(here - 1) * A_PAGE : here * A_PAGE]),
        total=len(found),
        years=tuple(sorted({one.year for one in everything}, reverse=True)),
        is_empty=not everything,
        newer=here - 1,
        older=here + 1 if here < last else 0,
    )


def reusable(*, actor: Actor, besides: int | None = None) -> list[Item]:
    """What may be attached to a dossier instead of an upload: each file once, `besides` its own dossier's."""
    found: dict[str, Item] = {}
    for one in own(actor=actor, besides=besides):
        if one.file is not None and one.may_be_reused:
            found.setdefault(one.file.sha256, one)
    return list(found.values())


def own(*, actor: Actor, besides: int | None = None) -> list[Item]:
    """Every result this person may open and every paper they sent, the newest first."""
    dossiers = Dossier.objects.visible_to(actor).exclude(pk=besides or 0)
    return sorted((*_results(dossiers, actor), *_papers(dossiers, actor)), key=lambda one: one.at, reverse=True)


def open_results(*, actor: Actor) -> QuerySet[Result]:
    """The signed results whose electronic copy this person may open (`is_open_to_owner`, as a question)."""
    opened = Q(dossier__status=Status.RETURNED) | Q(dossier__status__in=WITH_RESULT, dossier__wants_electronic=True)
    return _signed(Dossier.objects.visible_to(actor)).filter(opened)


def _signed(dossiers: QuerySet[Dossier]) -> QuerySet[Result]:
    return Result.objects.filter(signed_at__isnull=False, dossier__in=dossiers)


def _results(dossiers: QuerySet[Dossier], actor: Actor) -> Iterator[Item]:
    rows = _signed(dossiers.filter(Q(status__in=OUT) | Q(status__in=WITH_RESULT, wants_electronic=True)))
    rows = rows.select_related("dossier", "file")
    for row in rows.defer(*UNSHOWN).order_by("-signed_at", "-pk")[:MOST]:
        assert row.signed_at is not None
        yield Item(
            kind=Kind.RESULT,
            title=row.title,
            at=row.signed_at,
            file=row.file,
            result=row,
            is_to_take=not is_open_to_owner(status=Status(row.dossier.status), wants_copy=row.dossier.wants_electronic),
            **_of(row.dossier, actor),
        )


def _papers(dossiers: QuerySet[Dossier], actor: Actor) -> Iterator[Item]:
    rows = DossierDocument.objects.filter(
        dossier__in=dossiers.exclude(status=Status.DRAFT),
        file__state=StoredFile.State.CLEAN,
        removed_at__isnull=True,
    ).select_related("dossier", "file")
    for row in rows.defer(*UNSHOWN).order_by("-added_at", "-pk")[:MOST]:
        assert row.file is not None
        yield Item(
            kind=Kind.PAPER,
            title=row.name or row.file.original_name,
            at=row.added_at,
            file=row.file,
            document_id=row.pk,
            **_of(row.dossier, actor),
        )


def _of(dossier: Dossier, actor: Actor) -> dict[str, Any]:
    theirs = dossier.applicant_id == actor.id
    return {
        "reference": dossier.reference,
        "procedure": dossier.procedure_name,
        "of": "" if theirs else dossier.applicant_name,
    }


def _fits(one: Item, text: str, kind: str, year: int) -> bool:
    return (not kind or one.kind == kind) and (not year or one.year == year) and one.says(text)
