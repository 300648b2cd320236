"""Versions of the catalogue, written in bulk: the one place that makes them, and the one that ends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from apps.core.folding import fold
from apps.procedures.domain.authorities import AuthorityFact
from apps.procedures.domain.cleaning import Json, storable, text_of
from apps.procedures.domain.comparing import fingerprint, is_listed_only
from apps.procedures.domain.facts import ProcedureFacts
from apps.procedures.domain.life import Ending
from apps.procedures.domain.ordering import sort_key
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.sensitivity import is_sensitive
from apps.procedures.models import Authority, Field, Procedure, ProcedureVersion
from apps.procedures.services.parts import typed, write_parts
from apps.procedures.services.references import authorities_of, field_name, fields_of
from apps.procedures.services.settling import carry_over

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
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
    ends: date | None = None


def lock_catalogue() -> None:
    """Let one import at a time write; the lock ends with the transaction, and whoever comes second waits for it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CATALOGUE_LOCK])
        cursor.execute("RESET lock_timeout")


def write_versions(*, planned: Sequence[PlannedVersion], at: datetime) -> None:
    """Write the planned versions with all their parts and close the ones they replace."""
    if not planned:
        return
    names = _Names(
        procedures=_procedures(planned),
        fields=fields_of(names=[plan.facts.field for plan in planned]),
        authorities=authorities_of(facts=[fact for plan in planned for fact in _named(plan)]),
    )
    today = at.astimezone(ZONE).date()
    versions = [_version(plan, names, today=today, at=at) for plan in planned]
    replaced = []
    for plan, version in zip(planned, versions, strict=True):
        if plan.held and (plan.held.effective_to is None or version.effective_from < plan.held.effective_to):
            plan.held.effective_to, plan.held.ending = version.effective_from, Ending.REPLACED
            plan.held.ended_by = ""
            replaced.append(plan.held)
    ProcedureVersion.objects.bulk_update(replaced, ["effective_to", "ending", "ended_by"])
    ProcedureVersion.objects.bulk_create(versions)
    write_parts(pairs=list(zip(versions, (plan.facts for plan in planned), strict=True)), authorities=names.authorities)
    carry_over(versions=versions)


def write_ends(*, ends: Mapping[str, date]) -> None:
    """Let the open wording of each code end on its day, as its record says; one that was ended before stays so."""
    for code, day in ends.items():
        still_open = ProcedureVersion.objects.filter(procedure__code=code, effective_to__isnull=True)
        still_open.filter(effective_from__lte=day).update(effective_to=day, ending=Ending.EXPIRED)


@dataclass(frozen=True, slots=True)
class _Names:
    """The rows that several versions share, by their keys."""

    procedures: dict[str, Procedure]
    fields: dict[str, Field]
    authorities: dict[str, Authority]


def _named(plan: PlannedVersion) -> Sequence[AuthorityFact]:
    return (*plan.facts.authorities, *((plan.facts.issuer,) if plan.facts.issuer else ()))


def _version(plan: PlannedVersion, names: _Names, *, today: date, at: datetime) -> ProcedureVersion:
    content, facts = plan.content, plan.facts
    named_day = plan.effective_from or facts.decision_date
    starts = named_day or today
    ends: date | None = None
    ending, ended_by = "", ""
    if plan.held:
        # A wording cannot hold before the one it replaces did, nor before the day on which that one was ended.
        starts = max(starts, plan.held.effective_from)
        last_day = plan.held.effective_to
        if last_day is not None and (last_day <= today or last_day <= starts):
            starts = max(starts, last_day)
        elif last_day is not None:
            # What is decided to end later still ends then; a record that names its own last day is heard by write_ends.
            is_told_anew = plan.ends is not None and plan.ends >= starts and plan.held.ending == Ending.EXPIRED
            if not is_told_anew:
                ends, ending, ended_by = last_day, plan.held.ending, plan.held.ended_by
    amount, unit = typed(facts.promise)
    return ProcedureVersion(
        procedure=names.procedures[plan.code],
        number=plan.held.number + 1 if plan.held else 1,
        effective_from=starts,
        is_from_import_day=named_day is None,
        effective_to=ends,
        ending=ending,
        ended_by=ended_by,
        field=names.fields[field_name(facts.field)],
        name=facts.name,
        short_name=facts.short_name,
        folded_name=facts.folded_name,
        folded=f"{facts.folded} {fold(plan.code)}",
        sort_key=sort_key(facts.short_name)[:700],
        is_sensitive=is_sensitive(facts.name),
        is_listed_only=is_listed_only(content),
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
        decision_date=facts.decision_date,
        issuer=names.authorities[facts.issuer.slug] if facts.issuer else None,
        sets=facts.sets,
        online_level=facts.online_level or "",
        online_reason=facts.online_reason,
        lacks=[part.value for part in facts.lacks],
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


def _text(content: dict[str, Json], column: str) -> str:
    return str(content.get(column) or "")
