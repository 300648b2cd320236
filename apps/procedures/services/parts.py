"""The rows below a version, written in bulk: cases, papers, ways of filing, fees, agencies, legal basis, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from apps.core.folding import fold
from apps.procedures.domain.facts import ProcedureFacts
from apps.procedures.models import (
    Authority,
    ChannelRule,
    Competence,
    Fee,
    LegalBasis,
    ProcedureVersion,
    RequiredDocument,
    ReviewItem,
    Variant,
)
from apps.worktime import Allowance

LONGEST_CODE = 60


def write_parts(
    *, pairs: Sequence[tuple[ProcedureVersion, ProcedureFacts]], authorities: Mapping[str, Authority]
) -> None:
    """Write everything the facts of these new versions say."""
    variants = [row for version, facts in pairs for row in _variants(version, facts)]
    Variant.objects.bulk_create(variants)
    named = {(row.version_id, fold(row.name)): row for row in variants}
    RequiredDocument.objects.bulk_create([row for version, facts in pairs for row in _documents(version, facts, named)])
    ChannelRule.objects.bulk_create([row for version, facts in pairs for row in _channels(version, facts)])
    Fee.objects.bulk_create([row for version, facts in pairs for row in _fees(version, facts, named)])
    Competence.objects.bulk_create(
        [row for version, facts in pairs for row in _competences(version, facts, authorities)]
    )
    LegalBasis.objects.bulk_create([row for version, facts in pairs for row in _legal_basis(version, facts)])
    ReviewItem.objects.bulk_create([row for version, facts in pairs for row in _review_items(version, facts)])


def typed(time: Allowance | None) -> tuple[Decimal | None, str]:
    """The two columns of a time."""
    return (time.amount, time.unit.value) if time else (None, "")


def _variants(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[Variant]:
    for position, case in enumerate(facts.cases, start=1):
        amount, unit = typed(case.time)
        yield Variant(
            version=version,
            position=position,
            name=case.name,
            time_text=case.time_text,
            allowance_amount=amount,
            allowance_unit=unit,
        )


def _documents(
    version: ProcedureVersion, facts: ProcedureFacts, variants: Mapping[tuple[int, str], Variant]
) -> Iterable[RequiredDocument]:
    for position, document in enumerate(facts.documents, start=1):
        yield RequiredDocument(
            version=version,
            position=position,
            case=document.case,
            variant=variants.get((version.pk, fold(document.case))) if document.case else None,
            name=document.name,
            code=document.code[:LONGEST_CODE],
            originals=document.originals,
            copies=document.copies,
            form_code=document.form_code,
            is_note=document.is_note,
            is_shown_only=document.is_shown_only,
            digitise=document.digitise,
        )


def _channels(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[ChannelRule]:
    for position, channel in enumerate(facts.channels, start=1):
        amount, unit = typed(channel.time)
        yield ChannelRule(
            version=version,
            position=position,
            channel=channel.channel,
            time_text=channel.time_text,
            allowance_amount=amount,
            allowance_unit=unit,
            fee_text="; ".join(fee.text for fee in channel.fees),
            note=channel.note,
        )


def _fees(
    version: ProcedureVersion, facts: ProcedureFacts, variants: Mapping[tuple[int, str], Variant]
) -> Iterable[Fee]:
    fees = [(channel, fee) for channel in facts.channels for fee in channel.fees]
    for position, (channel, fee) in enumerate(fees, start=1):
        yield Fee(
            version=version,
            position=position,
            channel=channel.channel,
            variant=variants.get((version.pk, fold(fee.case))) if fee.case else None,
            amount=fee.amount,
            per=fee.per,
            unit=fee.unit[:100],
            tiers=[[tier.up_to, tier.amount] for tier in fee.tiers],
            cap=fee.cap,
            exemptions=[exemption.value for exemption in fee.exemptions],
            valid_from=fee.valid_from,
            valid_until=fee.valid_until,
            reason=fee.reason,
            text=fee.text,
        )


def _competences(
    version: ProcedureVersion, facts: ProcedureFacts, authorities: Mapping[str, Authority]
) -> Iterable[Competence]:
    for position, slug in enumerate(dict.fromkeys(fact.slug for fact in facts.authorities), start=1):
        yield Competence(version=version, position=position, authority=authorities[slug])


def _legal_basis(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[LegalBasis]:
    for position, basis in enumerate(facts.legal_basis, start=1):
        yield LegalBasis(
            version=version,
            position=position,
            number=basis.number,
            title=basis.title,
            issued_date=basis.issued_date,
        )


def _review_items(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[ReviewItem]:
    for review in facts.reviews:
        yield ReviewItem(version=version, what=review.what.value, reason=review.doubt.value, text=review.text)


def write_readings(*, pairs: Sequence[tuple[ProcedureVersion, ProcedureFacts]]) -> None:
    """Write again what is typed of these versions, the promise, times and fees; their wording stays as it is."""
    for version, facts in pairs:
        version.allowance_amount, version.allowance_unit = typed(facts.promise)
    ProcedureVersion.objects.bulk_update([version for version, _facts in pairs], ["allowance_amount", "allowance_unit"])
    channels = [row for version, facts in pairs for row in _channels(version, facts)]
    variants = [row for version, facts in pairs for row in _variants(version, facts)]
    fees = [row for version, facts in pairs for row in _fees(version, facts, {})]
    where = ["version", "position"]
    time, fee = ["allowance_amount", "allowance_unit"], ["amount", "per", "unit", "tiers", "cap"]
    ChannelRule.objects.bulk_create(channels, update_conflicts=True, unique_fields=where, update_fields=time)
    Variant.objects.bulk_create(variants, update_conflicts=True, unique_fields=where, update_fields=time)
    Fee.objects.bulk_create(fees, update_conflicts=True, unique_fields=where, update_fields=fee)
