"""Lists of what changes hands: made with frozen facts and a number, confirmed line by line, printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from apps.accounts.domain.actor import Actor
from apps.core.addresses import VERIFY_PATH, printed_address
from apps.core.encryption import hide_personal_ids
from apps.desk.domain import lists as domain
from apps.desk.domain.frame import HEAD_HASH_LENGTH
from apps.desk.domain.lists import OPEN, LineState, ListFacts, ListKind, ListLine, list_number
from apps.desk.models import HandOverLine, HandOverList
from apps.desk.selectors.lists import may_receive, may_take_back, waiting_dossiers, waiting_results
from apps.desk.services.slips import issuer_of
from apps.dossiers.domain.status import Delivery, ResultKind
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import ZONE
from apps.officials.models import Official
from apps.officials.services import next_number

RESULT_WORDS = {ResultKind.GRANTED: "Kết quả", ResultKind.DECLINED: "Văn bản trả lời, không giải quyết"}


class NotWaiting(Exception):
    """Of what was picked, this does not wait for a list any more; `references` names it."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(", ".join(references))
        self.references = references


class NotYours(Exception):
    """Somebody else gives or receives this list."""


@transaction.atomic
def give_dossiers(*, dossier_ids: Collection[int], to_id: int, by: Actor, at: datetime) -> HandOverList:
    """A list of dossiers that go from the desk to whoever holds them now. Raises NotWaiting."""
    to = Official.objects.select_related("agency").get(pk=to_id)
    held = _held(dossier_ids, by)
    waiting = set(waiting_dossiers(actor=by).filter(pk__in=dossier_ids, holder=to).values_list("pk", flat=True))
    _refuse(held, waiting)
    return _make(kind=ListKind.DOSSIERS, dossiers=held, to=to, by=by, at=at)


@transaction.atomic
def give_results(*, dossier_ids: Collection[int], by: Actor, at: datetime) -> list[HandOverList]:
    """Lists of results that go back, one for each desk that returns some of them. Raises NotWaiting."""
    held = _held(dossier_ids, by)
    waiting = set(waiting_results(actor=by).filter(pk__in=dossier_ids).values_list("pk", flat=True))
    _refuse(held, waiting)
    by_desk: dict[int, list[Dossier]] = defaultdict(list)
    for dossier in held:
        by_desk[dossier.returning_agency_id].append(dossier)
    return [_make(kind=ListKind.RESULTS, dossiers=some, to=None, by=by, at=at) for some in by_desk.values()]


def _held(dossier_ids: Collection[int], by: Actor) -> list[Dossier]:
    """What was picked, its rows kept from a second list until this one is made."""
    rows = Dossier.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("version__procedure", "returning_agency").prefetch_related(
        "documents", "results", "demands"
    )
    return list(rows.filter(pk__in=dossier_ids).order_by("received_at", "pk"))


def _refuse(held: Sequence[Dossier], waiting: Collection[int]) -> None:
    gone = [dossier.reference for dossier in held if dossier.pk not in waiting]
    if gone or not held:
        raise NotWaiting(gone)


def _make(*, kind: ListKind, dossiers: Sequence[Dossier], to: Official | None, by: Actor, at: datetime) -> HandOverList:
    giver = Official.objects.select_related("agency").get(pk=by.id)
    desk = dossiers[0].returning_agency
    year, address = at.astimezone(ZONE).year, printed_address()
    sequence = next_number(agency_id=giver.agency_id, series=kind.value, period=str(year))
    facts = ListFacts(
        kind=kind,
        number=list_number(kind=kind, sequence=sequence),
        issued_at=at,
        issuer=issuer_of(giver.agency),
        giver=giver.name,
        giver_unit=giver.agency.desk_name if kind is ListKind.DOSSIERS else _unit(giver),
        receiver=to.name if to else "",
        receiver_unit=_unit(to) if to else desk.desk_name,
        verification_url=f"{settings.PUBLIC_ADDRESS}{VERIFY_PATH}{address}/",
        lines=tuple(_line(dossier, kind) for dossier in dossiers),
    )
    made = HandOverList.objects.create(
        agency=giver.agency,
        kind=kind,
        year=year,
        sequence=sequence,
        number=facts.number,
        address=address,
        facts=facts.to_json(),
        given_by=giver,
        given_at=at,
        to=to,
        to_agency=to.agency if to else desk,
    )
    HandOverLine.objects.bulk_create(
        HandOverLine(agency_id=dossier.agency_id, list=made, dossier=dossier, kind=kind, position=position)
        for position, dossier in enumerate(dossiers, start=1)
    )
    return made


def _unit(official: Official) -> str:
    return official.unit_name or official.agency.name


def _line(dossier: Dossier, kind: ListKind) -> ListLine:
    papers = [paper for paper in dossier.documents.all() if paper.removed_at is None]
    result = next((one for one in dossier.results.all() if one.is_current), None)
    about = result if kind is ListKind.RESULTS else None
    return ListLine(
        dossier_code=dossier.reference,
        procedure_name=dossier.version.name,
        applicant=dossier.applicant_name,
        address=dossier.applicant_address,
        sets=dossier.copies,
        papers=sum(paper.originals + paper.certified + paper.photocopies for paper in papers),
        result=about.title if about else "",
        result_number=about.number if about else "",
        result_kind=RESULT_WORDS[ResultKind(about.outcome)] if about else "",
        has_fee=bool(dossier.fee_amount or dossier.demands.all()),
        by_post=dossier.delivery == Delivery.POST,
        head_hash=(dossier.chain_head or "0" * 64)[:HEAD_HASH_LENGTH],
    )


@transaction.atomic
def confirm(
    *, list_id: int, line_ids: Collection[int], state: LineState, by: Actor, at: datetime, reason: str = ""
) -> int:
    """So many open lines are received, not found (with a reason) or taken back; closed ones stay as they are.

    Raises NotYours.
    """
    held = HandOverList.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=list_id)
    allowed = may_take_back if state is LineState.TAKEN_BACK else may_receive
    if not allowed(held, actor=by):
        raise NotYours(list_id)
    decide = {
        LineState.RECEIVED: domain.received,
        LineState.MISSING: domain.missing,
        LineState.TAKEN_BACK: domain.taken_back,
    }[state]
    lines = list(held.lines.filter(pk__in=line_ids, state__in=sorted(OPEN)).order_by("position"))
    for line in lines:
        line.state = decide(LineState(line.state))
        line.reason = hide_personal_ids(reason) if state is LineState.MISSING else line.reason
        line.decided_by_id, line.decided_at = by.id, at
        line.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    if held.closed_at is None and not held.lines.filter(state__in=sorted(OPEN)).exists():
        held.closed_at = at
        held.save(update_fields=["closed_at"])
    return len(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListJob:
    """What printing needs to draw a list: its facts, and where its lines stand by now."""

    facts: ListFacts
    lines: Sequence[HandOverLine]
    is_reprint: bool
    printed_at: datetime
    printed_by: str


@transaction.atomic
def print_list(*, list_id: int, by: Actor, at: datetime, press: Callable[[ListJob], bytes]) -> bytes:
    """The list from the press: the first is the original, every later one a copy. Raises whatever the press raises."""
    held = HandOverList.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=list_id)
    lines = list(held.lines.select_related("decided_by").order_by("position"))
    paper = press(
        ListJob(
            facts=ListFacts.from_json(held.facts),
            lines=lines,
            is_reprint=held.prints > 0,
            printed_at=at,
            printed_by=by.name,
        )
    )
    HandOverList.objects.filter(pk=held.pk).update(prints=F("prints") + 1)
    return paper
