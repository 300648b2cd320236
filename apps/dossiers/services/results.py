"""A result after it was drawn: the address printed on it, its fingerprint once signed, corrected, revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.addresses import printed_address
from apps.core.models import StoredFile
from apps.dossiers.domain.results import (
    CORRECTED,
    OUT,
    REVOKED,
    ResultAct,
    ResultRefused,
    ResultState,
    check,
)
from apps.dossiers.models import Correction, Dossier, Result, ResultDraft
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import append_remark, locked
from apps.messaging.domain.kinds import Kind
from apps.officials.models import Official


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedPaper:
    """The paper that is to take the place of a signed one."""

    title: str
    number: str
    file: StoredFile


def keep_draft(*, dossier: Dossier, file: StoredFile, address: str, at: datetime) -> None:
    """Remember under which address a result that we drew ourselves will be verified."""
    ResultDraft.objects.get_or_create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        sha256=file.sha256,
        defaults={"address": address, "drafted_at": at},
    )


def frozen(*, dossier: Dossier, file: StoredFile | None, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns that a leader's signature sets once and for all."""
    return {
        "signed_by_id": by.id,
        "signed_at": at,
        "signed_as": Official.objects.filter(pk=by.id).values_list("position", flat=True).first() or "",
        "sha256": file.sha256 if file else "",
        "address": _address(dossier=dossier, file=file),
    }


def _address(*, dossier: Dossier, file: StoredFile | None) -> str:
    """The one printed on the file if we drew it and nothing was signed under it yet, else a new one."""
    drafts = ResultDraft.objects.filter(agency_id=dossier.agency_id, dossier=dossier)
    printed = drafts.filter(sha256=file.sha256).values_list("address", flat=True).first() if file else None
    if printed and not Result.objects.filter(address=printed).exists():
        return printed
    return printed_address()


def state_of(*, result: Result, waiting: Correction | None) -> ResultState:
    """What the law asks of this result."""
    return ResultState(
        agency_id=result.agency_id,
        is_in_force=result.is_in_force,
        is_out=result.dossier.status in OUT,
        waiting_from=waiting.proposed_by_id if waiting else None,
    )


@transaction.atomic
def propose_correction(*, result_id: int, paper: CorrectedPaper, reason: str, by: Actor, at: datetime) -> Correction:
    """Lay a corrected paper before a leader. Raises ResultRefused."""
    result, waiting = _locked(result_id)
    check(act=ResultAct.PROPOSE_CORRECTION, state=state_of(result=result, waiting=waiting), by=by, reason=reason)
    if paper.file.sha256 == result.sha256:
        raise ResultRefused("same_file")
    return Correction.objects.create(
        agency_id=result.agency_id,
        dossier_id=result.dossier_id,
        old=result,
        title=paper.title,
        number=paper.number,
        file=paper.file,
        reason=reason,
        proposed_by_id=by.id,
        proposed_at=at,
    )


@transaction.atomic
def sign_correction(*, correction_id: int, by: Actor, at: datetime) -> Result:
    """The leader signs: the new paper stands, the old one is kept as replaced. Raises ResultRefused."""
    waiting, old, dossier = _waiting(correction_id)
    check(act=ResultAct.SIGN_CORRECTION, state=state_of(result=old, waiting=waiting), by=by)
    columns = frozen(dossier=dossier, file=waiting.file, by=by, at=at)
    append_remark(
        dossier=dossier,
        action=CORRECTED,
        by=by,
        at=at,
        facts={"old": old.address, "result": columns["sha256"], "address": columns["address"]},
        note=waiting.reason,
    )
    Result.objects.filter(pk=old.pk).update(is_current=False, superseded_at=at)
    new = Result.objects.create(
        agency_id=old.agency_id,
        dossier=dossier,
        title=waiting.title,
        number=waiting.number,
        outcome=old.outcome,
        file=waiting.file,
        prepared_by_id=waiting.proposed_by_id,
        prepared_at=waiting.proposed_at,
        corrects=old,
        **columns,
    )
    _decide(waiting, Correction.State.SIGNED, by=by, at=at)
    tell(dossier=dossier, kind=Kind.RESULT_CORRECTED, at=at)
    return new


@transaction.atomic
def return_correction(*, correction_id: int, note: str, by: Actor, at: datetime) -> None:
    """The leader does not sign it, and says why. Raises ResultRefused."""
    waiting, old, _ = _waiting(correction_id)
    check(act=ResultAct.RETURN_CORRECTION, state=state_of(result=old, waiting=waiting), by=by, reason=note)
    _decide(waiting, Correction.State.RETURNED, by=by, at=at, note=note)


@transaction.atomic
def revoke(*, result_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The result holds no more: whoever verifies it reads so from now on. Raises ResultRefused."""
    result, waiting = _locked(result_id)
    check(act=ResultAct.REVOKE, state=state_of(result=result, waiting=waiting), by=by, reason=reason)
    dossier = result.dossier
    append_remark(dossier=dossier, action=REVOKED, by=by, at=at, facts={"address": result.address}, note=reason)
    Result.objects.filter(pk=result.pk).update(revoked_at=at, revoked_by_id=by.id, revoked_reason=reason)
    if waiting:
        _decide(waiting, Correction.State.RETURNED, by=by, at=at, note=reason)
    tell(dossier=dossier, kind=Kind.RESULT_REVOKED, at=at)


def _locked(result_id: int) -> tuple[Result, Correction | None]:
    """A result with its dossier held until the transaction ends, and the correction of it that waits."""
    dossier = locked(dossier_id=Result.objects.values_list("dossier_id", flat=True).get(pk=result_id))
    result = Result.objects.select_related("file").get(pk=result_id)
    result.dossier = dossier
    return result, dossier.corrections.filter(state=Correction.State.DRAFTED).select_related("file").first()


def _waiting(correction_id: int) -> tuple[Correction, Result, Dossier]:
    """What waits for a leader. Raises ResultRefused where somebody decided it meanwhile."""
    old, waiting = _locked(Correction.objects.values_list("old_id", flat=True).get(pk=correction_id))
    if waiting is None or waiting.pk != correction_id:
        raise ResultRefused("nothing_waits")
    return waiting, old, old.dossier


def _decide(waiting: Correction, state: Correction.State, *, by: Actor, at: datetime, note: str | None = None) -> None:
    Correction.objects.filter(pk=waiting.pk).update(state=state, decided_by_id=by.id, decided_at=at, note=note)
