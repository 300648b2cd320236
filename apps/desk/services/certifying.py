"""What form 01 says where papers are brought to be certified: pages, copies, and the fee of each by its tier.

A procedure is of this kind where the law prices it by the page (TT 226/2016/TT-BTC).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from apps.core.models import StoredFile
from apps.desk.domain.papers import CertifiedLine
from apps.dossiers.domain.status import Delivery
from apps.dossiers.models import Dossier, DossierDocument
from apps.dossiers.services.writing import ZONE
from apps.payments.labels import sum_words
from apps.procedures.domain.fee_rules import Asked, FeeRule, Per, fee_of
from apps.procedures.models import Fee
from apps.procedures.selectors import fees_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCertify:
    """One paper on the table: so many pages, so many copies wanted. `pages` 0: nobody counted them yet."""

    name: str
    pages: int
    copies: int
    is_electronic: bool = False


def certified_lines(*, dossier: Dossier, papers: Sequence[ToCertify] | None = None) -> tuple[CertifiedLine, ...]:
    """The lines of the certification variant; none for a procedure that is not priced by the page.

    `papers` None: those of the dossier, their pages counted from what was scanned.
    """
    if not Fee.objects.filter(version=dossier.version, per=Per.PAGE).exists():
        return ()
    assert dossier.received_at is not None
    wanted = list(_of_dossier(dossier)) if papers is None else papers
    on = dossier.received_at.astimezone(ZONE).date()
    rules = fees_of(versions=[dossier.version], on=on, agency=dossier.agency)[dossier.version_id]
    return tuple(_line(paper, rules, dossier, dossier.received_at) for paper in wanted)


def _of_dossier(dossier: Dossier) -> Iterable[ToCertify]:
    kept = dossier.documents.filter(removed_at__isnull=True).select_related("file").order_by("position", "pk")
    for paper in kept:
        yield ToCertify(
            name=paper.name,
            pages=_pages(paper),
            copies=paper.photocopies or paper.certified or 1,
            is_electronic=dossier.wants_electronic or dossier.delivery == Delivery.ELECTRONIC,
        )


def _pages(paper: DossierDocument) -> int:
    file = paper.file
    return file.pages if file and file.state == StoredFile.State.CLEAN else 0


def _line(paper: ToCertify, rules: Sequence[FeeRule], dossier: Dossier, at: datetime) -> CertifiedLine:
    line = CertifiedLine(name=paper.name, pages=paper.pages, copies=paper.copies, is_electronic=paper.is_electronic)
    if not paper.pages:
        return line
    asked = Asked(
        channel=dossier.channel,
        on=at.astimezone(ZONE).date(),
        copies=paper.copies,
        pages=paper.pages,
        variant=dossier.variant_id,
    )
    answer = fee_of(rules, asked)
    if answer.amount is None:
        return line
    return replace(
        line,
        fee=answer.amount,
        tiers=sum_words(
            lines=[(one.quantity, one.amount) for one in answer.lines], copies=answer.copies, amount=answer.amount
        ),
    )
