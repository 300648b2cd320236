"""What waits to be handed over, the lists it went on, and who may confirm which of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q

from apps.accounts.domain.actor import Actor
from apps.desk.domain.lists import OPEN, LineState, ListFacts, ListKind
from apps.desk.labels.lists import LINE_LOOKS, LINE_STATES, LIST_KINDS
from apps.desk.models import HandOverLine, HandOverList
from apps.desk.models.lists import HandOverListQuerySet
from apps.desk.selectors.keyset import cut, cut_back
from apps.dossiers.domain import status
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.models.case import DossierQuerySet
from apps.officials.domain.duties import Duty
from apps.officials.models import Official

DESK = (Duty.CLERK, Duty.RETURN_CLERK)
HANDLING = (*DESK, Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER)
READY = (Status.RESULT_READY, Status.REJECTED_RESULT)
A_PAGE, DONE_PAGE = 60, 20
OPEN_STATES = sorted(OPEN)


def at_desk(actor: Actor) -> bool:
    """Whether this official stands at the desk."""
    return any(actor.has(duty) for duty in DESK)


def _handles(actor: Actor) -> bool:
    """Whether this official has papers in hand at all."""
    return any(actor.has(duty) for duty in HANDLING)


def waiting_dossiers(*, actor: Actor) -> DossierQuerySet:
    """Received dossiers that somebody in the house holds by now, and whose papers went on no list to them."""
    listed = HandOverLine.objects.filter(dossier=OuterRef("pk"), kind=ListKind.DOSSIERS)
    closed_to_them = listed.filter(state=LineState.RECEIVED, list__to=OuterRef("holder"))
    rows = Dossier.objects.visible_to(actor).filter(
        receiving_agency_id=actor.agency_id or 0, status__in=sorted(status.OPEN), holder__isnull=False
    )
    rows = rows.exclude(holder=F("received_by")).exclude(holder_id=actor.id)
    return rows.exclude(Exists(listed.filter(state__in=OPEN_STATES))).exclude(Exists(closed_to_them))


def waiting_results(*, actor: Actor) -> DossierQuerySet:
    """Signed results of this office that went on no list to the desk."""
    listed = HandOverLine.objects.filter(dossier=OuterRef("pk"), kind=ListKind.RESULTS)
    rows = Dossier.objects.visible_to(actor).filter(agency_id=actor.agency_id or 0, status__in=READY)
    return rows.exclude(Exists(listed.filter(state__in=[*OPEN_STATES, LineState.RECEIVED])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """Dossiers that wait for one and the same receiver."""

    to: Official
    dossiers: Sequence[Dossier]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """Some of what waits, the longest waiting first, and whatever is picked besides; the marks lead on."""

    rows: Sequence[Dossier]
    total: int
    before: str
    after: str

    @property
    def heaps(self) -> list[Heap]:
        """The rows by who gets them."""
        rows = sorted(self.rows, key=lambda one: (one.holder.name if one.holder else "", one.holder_id or 0))
        found: Iterator[tuple[Official | None, Iterator[Dossier]]] = groupby(rows, key=lambda one: one.holder)
        return [Heap(to=to, dossiers=list(dossiers)) for to, dossiers in found if to]


@dataclass(frozen=True, slots=True)
class Turned:
    """Which page of a list is wanted: after a mark, or before one."""

    after: str = ""
    before: str = ""


def dossiers_page(*, actor: Actor, picked: Collection[int] = (), turned: Turned = Turned()) -> WaitingPage:
    """What the desk has to hand on. Raises keyset.BadMark."""
    return _waiting_page(waiting_dossiers(actor=actor).select_related("holder"), picked, turned)


def results_page(*, actor: Actor, picked: Collection[int] = (), turned: Turned = Turned()) -> WaitingPage:
    """Results that wait to be brought to the desk. Raises keyset.BadMark."""
    return _waiting_page(waiting_results(actor=actor), picked, turned)


def _waiting_page(rows: DossierQuerySet, picked: Collection[int], turned: Turned) -> WaitingPage:
    page = cut(rows, by="received_at", after=turned.after, before=turned.before, size=A_PAGE)
    left = set(picked) - {one.pk for one in page.rows}
    besides = rows.filter(pk__in=left).order_by("received_at", "pk") if left else ()
    return WaitingPage(rows=[*page.rows, *besides], total=rows.count(), before=page.before, after=page.after)


def scanned(*, meant: Collection[str], actor: Actor, from_desk: bool, to_desk: bool) -> list[int]:
    """The dossier of this code, where it waits to be handed on or brought, however far down."""
    named = Q(code__in=meant) | Q(temporary_ref__in=meant)
    found = [*waiting_dossiers(actor=actor).filter(named).values_list("pk", flat=True)] if from_desk else []
    return [*found, *waiting_results(actor=actor).filter(named).values_list("pk", flat=True)] if to_desk else found


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A list in a list of lists."""

    id: int
    number: str
    words: str
    giver: str
    receiver: str
    given_at: datetime
    count: int
    open: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPage:
    """Some of the lists with open lines, the oldest first, how many there are, and the marks that lead on."""

    rows: Sequence[ListRow]
    total: int
    before: str
    after: str


def open_lists(*, actor: Actor, turned: Turned = Turned()) -> OpenPage:
    """Lists with open lines. Raises keyset.BadMark."""
    rows = HandOverList.objects.visible_to(actor).filter(closed_at__isnull=True)
    page = cut(_counted(rows), by="given_at", after=turned.after, before=turned.before, size=A_PAGE)
    return OpenPage(rows=_rows(page.rows), total=rows.count(), before=page.before, after=page.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    """Some of the lists that are done, the last one first, and the mark of those before them."""

    rows: Sequence[ListRow]
    older: str


def closed_lists(*, actor: Actor, before: str = "") -> DonePage:
    """Lists that are done. Raises keyset.BadMark."""
    done = HandOverList.objects.visible_to(actor).filter(closed_at__isnull=False)
    page = cut_back(_counted(done), by="given_at", before=before, size=DONE_PAGE)
    return DonePage(rows=_rows(page.rows), older=page.before)


def _counted(rows: HandOverListQuerySet) -> HandOverListQuerySet:
    return rows.select_related("given_by", "to", "to_agency").annotate(
        how_many=Count("lines"),
        still_open=Count("lines", filter=Q(lines__state__in=OPEN_STATES)),
        not_found=Count("lines", filter=Q(lines__state=LineState.MISSING)),
    )


def _rows(found: Iterable[HandOverList]) -> list[ListRow]:
    """Lists with their words; they come counted."""
    return [
        ListRow(
            id=one.pk,
            number=one.number,
            words=str(LIST_KINDS[ListKind(one.kind)]),
            giver=one.given_by.name,
            receiver=one.to.name if one.to else one.to_agency.desk_name,
            given_at=one.given_at,
            count=one.how_many,  # type: ignore[attr-defined]
            open=one.still_open,  # type: ignore[attr-defined]
            missing=one.not_found,  # type: ignore[attr-defined]
        )
        for one in found
    ]


def may_receive(held: HandOverList, *, actor: Actor) -> bool:
    """The one it is made out to, or a colleague of the same unit; results: whoever is at the desk. Never the giver,
    nor somebody who only looks on."""
    if held.given_by_id == actor.id or held.to_agency_id != actor.agency_id or not _handles(actor):
        return False
    if held.to_id is None:
        return at_desk(actor)
    if held.to_id == actor.id:
        return True
    to = held.to
    own = Official.objects.only("unit_name").get(pk=actor.id).unit_name
    return to is not None and bool(own) and own == to.unit_name


def may_take_back(held: HandOverList, *, actor: Actor) -> bool:
    """The giver, or for a list of dossiers anybody at the same desk."""
    if held.given_by_id == actor.id:
        return True
    return held.kind == ListKind.DOSSIERS and held.agency_id == actor.agency_id and at_desk(actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list with its words."""

    id: int
    order: int
    code: str
    procedure_name: str
    applicant: str
    result: str
    state: str
    look: str
    icon: str
    is_open: bool
    reason: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One list in full."""

    list: HandOverList
    facts: ListFacts
    words: str
    lines: Sequence[Line]
    may_receive: bool
    may_take_back: bool

    @property
    def open(self) -> int:
        return sum(line.is_open for line in self.lines)


def shown(*, list_id: int, actor: Actor) -> Shown:
    """One list. Raises HandOverList.DoesNotExist."""
    found = HandOverList.objects.visible_to(actor).select_related("given_by", "to", "to_agency").get(pk=list_id)
    facts = ListFacts.from_json(found.facts)
    rows = found.lines.select_related("decided_by").order_by("position")
    return Shown(
        list=found,
        facts=facts,
        words=str(LIST_KINDS[ListKind(found.kind)]),
        lines=[_line(row, facts) for row in rows],
        may_receive=found.closed_at is None and may_receive(found, actor=actor),
        may_take_back=found.closed_at is None and may_take_back(found, actor=actor),
    )


def _line(row: HandOverLine, facts: ListFacts) -> Line:
    state, said = LineState(row.state), facts.lines[row.position - 1]
    look, icon = LINE_LOOKS[state]
    return Line(
        id=row.pk,
        order=row.position,
        code=said.dossier_code,
        procedure_name=said.procedure_name,
        applicant=said.applicant,
        result=said.result,
        state=str(LINE_STATES[state]),
        look=look,
        icon=icon,
        is_open=state in OPEN,
        reason=row.reason,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
    )
