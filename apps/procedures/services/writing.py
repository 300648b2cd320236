"""Rows of the catalogue, written in bulk: the one place that makes versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import connection

from apps.core.folding import fold
from apps.procedures.domain.cleaning import Json, storable, text_of
from apps.procedures.domain.comparing import fingerprint
from apps.procedures.domain.facts import ProcedureFacts
from apps.procedures.domain.ordering import sort_key
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.sensitivity import is_sensitive
from apps.procedures.models import (
    ChannelRule,
    Fee,
    Field,
    Procedure,
    ProcedureVersion,
    RequiredDocument,
    ReviewItem,
)
from apps.worktime import Allowance

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NO_FIELD = "Chưa phân lĩnh vực"
_CATALOGUE_LOCK = 4_201


@dataclass(frozen=True, slots=True)
class PlannedVersion:
    """A version that has to be written, and the open one it replaces."""

    code: str
    content: dict[str, Json]
    facts: ProcedureFacts
    effective_from: date | None
    raw: RawRecord
    held: ProcedureVersion | None


def lock_catalogue() -> None:
    """Let one import at a time write; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CATALOGUE_LOCK])


def write_versions(*, planned: Sequence[PlannedVersion], at: datetime) -> None:
    """Write the planned versions with all their parts and close the ones they replace."""
    if not planned:
        return
    fields = _fields(plan.facts.field for plan in planned)
    procedures = _procedures(planned)
    today = at.astimezone(ZONE).date()
    versions = [_version(plan, procedures[plan.code], fields, today=today, at=at) for plan in planned]
    replaced = [plan.held for plan in planned if plan.held]
    for held, version in zip(replaced, [v for v, p in zip(versions, planned, strict=True) if p.held], strict=True):
        held.effective_to = version.effective_from
    ProcedureVersion.objects.bulk_update(replaced, ["effective_to"])
    ProcedureVersion.objects.bulk_create(versions)
    pairs = list(zip(versions, (plan.facts for plan in planned), strict=True))
    RequiredDocument.objects.bulk_create([row for version, facts in pairs for row in _documents(version, facts)])
    ChannelRule.objects.bulk_create([row for version, facts in pairs for row in _channels(version, facts)])
    Fee.objects.bulk_create([row for version, facts in pairs for row in _fees(version, facts)])
    ReviewItem.objects.bulk_create([row for version, facts in pairs for row in _review_items(version, facts)])


def _version(
    plan: PlannedVersion, procedure: Procedure, fields: dict[str, Field], *, today: date, at: datetime
) -> ProcedureVersion:
    content, facts = plan.content, plan.facts
    starts = plan.effective_from or today
    if plan.held:
        # A wording cannot hold before the one it replaces did.
        starts = max(starts, plan.held.effective_from)
    amount, unit = _typed(facts.promise)
    return ProcedureVersion(
        procedure=procedure,
        number=plan.held.number + 1 if plan.held else 1,
        effective_from=starts,
        is_from_import_day=plan.effective_from is None,
        field=fields[_field_name(facts.field)],
        name=facts.name,
        short_name=facts.short_name,
        folded_name=facts.folded_name,
        folded=f"{facts.folded} {fold(plan.code)}",
        sort_key=sort_key(facts.short_name)[:700],
        is_sensitive=is_sensitive(facts.name),
        allowance_amount=amount,
        allowance_unit=unit,
        time_text=facts.time_text,
        level=_text(content, "level"),
        agency_text=_text(content, "agency"),
        decision=_text(content, "decision"),
        issuing_agency=_text(content, "issuing_agency"),
        steps=_text(content, "steps"),
        results=content.get("results", []),
        conditions=_text(content, "conditions"),
        subjects=_text(content, "subjects"),
        legal_basis=content.get("legal_basis", []),
        source=text_of(plan.raw.record.get("source"))[:300],
        quality=text_of(plan.raw.record.get("quality"))[:60],
        source_record=storable(dict(plan.raw.record)),
        content=content,
        fingerprint=fingerprint(content),
        created_at=at,
    )


def _procedures(planned: Sequence[PlannedVersion]) -> dict[str, Procedure]:
    Procedure.objects.bulk_create([Procedure(code=plan.code) for plan in planned], ignore_conflicts=True)
    return {row.code: row for row in Procedure.objects.filter(code__in=[plan.code for plan in planned])}


def _fields(names: Iterable[str]) -> dict[str, Field]:
    """The field of each name. One that folds alike is the same field, however it is capitalised."""
    slugs = {name: _slug(name) for name in {_field_name(name) for name in names}}
    Field.objects.bulk_create(
        [Field(slug=slug, name=name, folded=fold(name), sort_key=sort_key(name)) for name, slug in slugs.items()],
        ignore_conflicts=True,
    )
    held = {row.slug: row for row in Field.objects.filter(slug__in=slugs.values())}
    return {name: held[slug] for name, slug in slugs.items()}


def _field_name(name: str) -> str:
    return name[:300] or NO_FIELD


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-")[:200].strip("-") or "khac"


def _documents(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[RequiredDocument]:
    for position, document in enumerate(facts.documents, start=1):
        yield RequiredDocument(
            version=version,
            position=position,
            case=document.case,
            name=document.name,
            originals=document.originals,
            copies=document.copies,
            form_code=document.form_code,
            is_note=document.is_note,
            is_shown_only=document.is_shown_only,
        )


def _channels(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[ChannelRule]:
    for position, channel in enumerate(facts.channels, start=1):
        amount, unit = _typed(channel.time)
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


def _fees(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[Fee]:
    fees = [(channel, fee) for channel in facts.channels for fee in channel.fees]
    for position, (channel, fee) in enumerate(fees, start=1):
        yield Fee(
            version=version,
            position=position,
            channel=channel.channel,
            amount=fee.amount,
            unit=fee.unit[:100],
            text=fee.text,
        )


def _review_items(version: ProcedureVersion, facts: ProcedureFacts) -> Iterable[ReviewItem]:
    for review in facts.reviews:
        yield ReviewItem(version=version, what=review.what.value, reason=review.doubt.value, text=review.text)


def _typed(time: Allowance | None) -> tuple[Decimal | None, str]:
    return (time.amount, time.unit.value) if time else (None, "")


def _text(content: dict[str, Json], column: str) -> str:
    return str(content.get(column) or "")
