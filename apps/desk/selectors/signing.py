"""The signing room: every paper that waits for a leader, whether it was read, and what signing it will do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.core.labels import day
from apps.desk import labels
from apps.desk.domain.papers import SlipKind
from apps.desk.models import Letter
from apps.dossiers.models import Dossier, ReadLog, Result
from apps.dossiers.selectors import ClockBadge, awaiting_signature, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """One row: a letter, a result, or a late result together with its apology (ruling 8: one act, two papers)."""

    key: str
    kind: str
    title: str
    sub: str
    new_day: str
    dossier: Dossier
    letter: Letter | None
    result: Result | None
    clock: ClockBadge | None
    is_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind."""

    kind: str
    title: str
    rows: Sequence[ToSign]


def to_sign(*, actor: Actor, agency: Agency, at: datetime) -> list[Group]:
    """Everything that waits for this leader, apologies first, each kind in the order in which promises break."""
    letters = list(
        Letter.objects.filter(
            agency_id=agency.pk, state=Letter.State.DRAFTED, dossier__in=Dossier.objects.visible_to(actor)
        )
        .select_related("dossier__agency", "dossier__version", "dossier__holder", "proposed_by")
        .order_by("dossier__late_after", "pk")
    )
    results = [(dossier, _current(dossier)) for dossier in awaiting_signature(actor=actor)]
    with_result = {dossier.pk for dossier, _ in results}
    apologies = {one.dossier_id: one for one in letters if one.kind == SlipKind.APOLOGY}
    read = _read_by(actor=actor, dossier_ids={*with_result, *(one.dossier_id for one in letters)})
    calendar = work_calendar(agency=agency, at=at)

    def row(dossier: Dossier, letter: Letter | None, result: Result | None) -> ToSign:
        doors = [_door(paper) for paper in (letter, result) if paper is not None]
        return ToSign(
            key=_key(dossier, letter, result),
            kind=_kind(letter, result),
            title=_title(dossier, letter, result),
            sub=f"{dossier.applicant_name}, {dossier.reference}",
            new_day=_new_day(letter),
            dossier=dossier,
            letter=letter,
            result=result,
            clock=clock_of(dossier=dossier, at=at, calendar=calendar),
            is_read=all((dossier.pk, door) in read for door in doors),
        )

    rows = [row(one.dossier, one, None) for one in letters if one.dossier_id not in with_result]
    rows += [row(dossier, apologies.get(dossier.pk), result) for dossier, result in results]
    grouped = (
        Group(kind=kind, title=str(title), rows=[one for one in rows if one.kind == kind])
        for kind, title in labels.SIGNING_GROUPS.items()
    )
    return [group for group in grouped if group.rows]


def reading_doors(row: ToSign) -> list[str]:
    """Under which names the reading of this row's papers is logged."""
    return [_door(paper) for paper in (row.letter, row.result) if paper is not None]


def _current(dossier: Dossier) -> Result | None:
    return next((result for result in dossier.results.all() if result.is_current), None)


def _door(paper: Letter | Result) -> str:
    return f"signing/{'letter' if isinstance(paper, Letter) else 'result'}/{paper.pk}"


def _read_by(*, actor: Actor, dossier_ids: Iterable[int]) -> set[tuple[int, str]]:
    return set(
        ReadLog.objects.filter(
            dossier_id__in=list(dossier_ids), actor=actor.key, door__startswith="signing/"
        ).values_list("dossier_id", "door")
    )


def _key(dossier: Dossier, letter: Letter | None, result: Result | None) -> str:
    if letter and result:
        return f"ca-{dossier.pk}"
    return f"thu-{letter.pk}" if letter else f"kq-{dossier.pk}"


def _kind(letter: Letter | None, result: Result | None) -> str:
    if letter is None:
        return "results"
    if letter.kind == SlipKind.SUPPLEMENT_REQUEST:
        return "supplements"
    return "both" if result else "apologies"


def _title(dossier: Dossier, letter: Letter | None, result: Result | None) -> str:
    if result and not letter:
        return result.title
    return dossier.procedure_name


def _new_day(letter: Letter | None) -> str:
    return str(labels.NEW_DAY) % {"day": day(letter.proposed_date)} if letter and letter.proposed_date else ""
