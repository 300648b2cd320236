"""The signing room: every paper that waits for a leader, whether it was read, and what signing it will do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.core.labels import day
from apps.desk import labels
from apps.desk.domain.apologies import DelayReason, promise_cycle
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.proposals import STANDS_WHILE
from apps.desk.models import Letter
from apps.dossiers.domain.status import RUNNING, Status
from apps.dossiers.domain.timeliness import is_overdue
from apps.dossiers.models import Dossier, DossierEvent, ReadLog, Result
from apps.dossiers.selectors import ClockBadge, awaiting_signature, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import WorkCalendar

# The door that views/papers.py writes down when it hands out a file.
FILE_DOOR = "desk/file/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """One row: a letter, a result, or a late result together with its apology (ruling 8: one act, two papers)."""

    key: str
    kind: str
    title: str
    sub: str
    new_day: str
    why: str
    held: str
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
    """Everything that waits for this leader, apologies first, each kind in the order in which promises break.

    A letter that could not be signed any more is left out before the guard withdraws it. While a promise is whole, its
    result goes without the apology: signing it keeps the promise.
    """
    results = [(dossier, _current(dossier)) for dossier in awaiting_signature(actor=actor)]
    with_result = {dossier.pk for dossier, _ in results}
    letters = [one for one in _drafted(actor=actor, agency=agency) if _can_be_signed(one)]
    apologies = {one.dossier_id: one for one in letters if one.kind == SlipKind.APOLOGY and _is_broken(one.dossier, at)}
    concerned = {*with_result, *(one.dossier_id for one in letters)}
    read = _read_by(actor=actor, dossier_ids=concerned)
    since = held_since(dossier_ids=concerned)
    calendar = work_calendar(agency=agency, at=at)

    def row(dossier: Dossier, letter: Letter | None, result: Result | None) -> ToSign:
        return ToSign(
            key=_key(dossier, letter, result),
            kind=_kind(letter, result),
            title=_title(dossier, letter, result),
            sub=f"{dossier.applicant_name}, {dossier.reference}",
            new_day=_new_day(letter),
            why=_why(letter),
            held=_held(dossier, since.get(dossier.pk), at, calendar),
            dossier=dossier,
            letter=letter,
            result=result,
            clock=clock_of(dossier=dossier, at=at, calendar=calendar),
            is_read=all((dossier.pk, door) in read for door in _doors(letter, result)),
        )

    rows = [row(one.dossier, one, None) for one in letters if one.dossier_id not in with_result]
    rows += [row(dossier, apologies.get(dossier.pk), result) for dossier, result in results]
    grouped = (
        Group(kind=kind, title=str(title), rows=[one for one in rows if one.kind == kind])
        for kind, title in labels.SIGNING_GROUPS.items()
    )
    return [group for group in grouped if group.rows]


def reading_doors(row: ToSign) -> list[str]:
    """Under which names the page that shows this row's papers is logged."""
    return [_door(paper) for paper in (row.letter, row.result) if paper is not None]


def held_since(*, dossier_ids: Iterable[int]) -> dict[int, datetime]:
    """Since when each of these dossiers lies where it lies: the last act that named a holder."""
    moved = DossierEvent.objects.filter(dossier_id__in=list(dossier_ids), changes__has_key="holder_id")
    latest = moved.order_by("dossier_id", "-sequence").distinct("dossier_id")
    return dict(latest.values_list("dossier_id", "at"))


def _drafted(*, actor: Actor, agency: Agency) -> QuerySet[Letter]:
    visible = Dossier.objects.visible_to(actor)
    return (
        Letter.objects.filter(agency_id=agency.pk, state=Letter.State.DRAFTED, dossier__in=visible)
        .select_related("dossier__agency", "dossier__version", "dossier__holder", "proposed_by")
        .order_by("dossier__late_after", "pk")
    )


def _can_be_signed(letter: Letter) -> bool:
    dossier = letter.dossier
    if letter.kind != SlipKind.APOLOGY:
        return dossier.status in STANDS_WHILE.get(SlipKind(letter.kind), {dossier.status})
    cycle = promise_cycle(pause_count=dossier.pause_count, is_extended=dossier.extended_at is not None)
    return dossier.status in RUNNING and dossier.paused_at is None and letter.cycle == cycle


def _is_broken(dossier: Dossier, at: datetime) -> bool:
    assert dossier.late_after is not None
    return is_overdue(now=at, late_after=dossier.late_after, paused=False)


def _current(dossier: Dossier) -> Result | None:
    return next((result for result in dossier.results.all() if result.is_current), None)


def _doors(letter: Letter | None, result: Result | None) -> list[str]:
    """What must be in the log before this may be signed.

    A letter stands on the page in full. A result stands in its file, and that was fetched only if it was shown: inside
    the page on a desk, by its link on a phone.
    """
    doors = [_door(paper) for paper in (letter, result) if paper is not None]
    if result is not None and result.file_id:
        doors.append(f"{FILE_DOOR}{result.file_id}")
    return doors


def _door(paper: Letter | Result) -> str:
    return f"signing/{'letter' if isinstance(paper, Letter) else 'result'}/{paper.pk}"


def _read_by(*, actor: Actor, dossier_ids: Iterable[int]) -> set[tuple[int, str]]:
    return set(
        ReadLog.objects.filter(
            Q(door__startswith="signing/") | Q(door__startswith=FILE_DOOR),
            dossier_id__in=list(dossier_ids),
            actor=actor.key,
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
    if letter.kind == SlipKind.STOP:
        return "stops"
    return "both" if result else "apologies"


def _title(dossier: Dossier, letter: Letter | None, result: Result | None) -> str:
    if result and not letter:
        return result.title
    return dossier.procedure_name


def _new_day(letter: Letter | None) -> str:
    return str(labels.NEW_DAY) % {"day": day(letter.proposed_date)} if letter and letter.proposed_date else ""


def _why(letter: Letter | None) -> str:
    return str(labels.DELAY_LABELS[DelayReason(letter.reason_code)]) if letter and letter.reason_code else ""


def _held(dossier: Dossier, since: datetime | None, at: datetime, calendar: WorkCalendar) -> str:
    """At whose desk, and for how many working days. What lies with the leader came from whoever had it before."""
    holder = dossier.holder
    if holder is None or since is None or dossier.status == Status.AWAITING_SIGNATURE:
        return ""
    days = calendar.working_days_after(day=calendar.local_date(since), until=calendar.local_date(at))
    words = labels.HELD_TODAY if days < 1 else labels.HELD_DAYS
    return str(words) % {"name": holder.name, "days": days}
