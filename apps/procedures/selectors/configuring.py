"""What the pages of one procedure's law and local configuration show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import FeeRule
from apps.procedures.domain.lawful_parts import LawfulPart
from apps.procedures.domain.life import Standing, standing
from apps.procedures.models import (
    Arrangement,
    Authority,
    ChannelRule,
    LegalBasis,
    LocalFee,
    Offering,
    Procedure,
    ProcedureVersion,
    RequiredDocument,
    Variant,
)
from apps.procedures.selectors.fees import all_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPage:
    """How an office does a procedure, and the law beside it."""

    version: ProcedureVersion
    offering: Offering | None
    arrangement: Arrangement | None
    local_fees: Sequence[LocalFee]
    law_fees: Sequence[FeeRule]
    on: date


def local_page(*, code: str, agency: Agency, at: datetime) -> LocalPage:
    """The newest wording of a procedure and what the office decided beside it. Raises ProcedureVersion.DoesNotExist."""
    version = newest(code=code)
    offering = Offering.objects.filter(agency=agency, procedure_id=version.procedure_id).first()
    return LocalPage(
        version=version,
        offering=offering,
        arrangement=offering.arrangements.order_by("-number").first() if offering else None,
        local_fees=list(offering.local_fees.order_by("valid_from", "pk")) if offering else [],
        law_fees=all_rules(versions=[version], agency=None)[version.pk],
        on=timezone.localdate(at),
    )


def newest(*, code: str) -> ProcedureVersion:
    """The last wording of a procedure, whether it waits, holds or is over. Raises ProcedureVersion.DoesNotExist."""
    rows = ProcedureVersion.objects.filter(procedure__code=code).select_related("procedure__successor", "field")
    found = rows.order_by("-number").first()
    if found is None:
        raise ProcedureVersion.DoesNotExist(code)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage:
    """One wording with all its parts."""

    version: ProcedureVersion
    numbers: Sequence[int]
    standing: Standing
    missing: frozenset[LawfulPart]
    authorities: Sequence[Authority]
    variants: Sequence[Variant]
    documents: Sequence[RequiredDocument]
    channels: Sequence[ChannelRule]
    legal_basis: Sequence[LegalBasis]
    rules: Sequence[FeeRule]
    successor: Procedure | None


def law_page(*, code: str, number: int | None, agency: Agency, at: datetime) -> LawPage:
    """A wording of a procedure, the newest where no number is given. Raises ProcedureVersion.DoesNotExist."""
    version = newest(code=code)
    if number is not None and number != version.number:
        rows = ProcedureVersion.objects.select_related("procedure__successor", "field", "issuer")
        version = rows.get(procedure_id=version.procedure_id, number=number)
    versions = ProcedureVersion.objects.filter(procedure_id=version.procedure_id)
    above = Authority.objects.filter(competences__version=version).select_related("parent")
    return LawPage(
        version=version,
        numbers=list(versions.order_by("-number").values_list("number", flat=True)),
        standing=standing(
            effective_from=version.effective_from, effective_to=version.effective_to, on=timezone.localdate(at)
        ),
        missing=frozenset(map(LawfulPart, version.lacks)),
        authorities=list(above.order_by("competences__position")),
        variants=list(version.variants.order_by("position")),
        documents=list(version.documents.order_by("position")),
        channels=list(version.channels.order_by("position")),
        legal_basis=list(version.legal_basis.order_by("position")),
        rules=all_rules(versions=[version], agency=agency)[version.pk],
        successor=version.procedure.successor,
    )
