"""Results that wait for their owners, and all that belongs to one hand-over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import show_phone
from apps.accounts.domain.scanning import NotACard, read_card
from apps.core.labels import day_short
from apps.desk.domain.collecting import Claimant, Identity, SignedHow, open_to
from apps.desk.domain.mail import OPEN, MailState
from apps.desk.labels import COURTESY_LABELS
from apps.desk.labels import returning as words
from apps.desk.models import Collection, CollectionReminder, CourtesyLetter, PostalItem, ReturnedOriginal
from apps.desk.selectors.certification import lacks_number
from apps.desk.selectors.collecting import claimed_of, originals_of, owed, rules_of
from apps.desk.selectors.courtesies import courtesy_of
from apps.desk.selectors.keyset import cut
from apps.desk.selectors.people import Colleague, colleagues, known_person
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.labels import status_label
from apps.dossiers.models import Dossier, Result
from apps.dossiers.selectors import finding
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.payments.selectors.standing import Standing, standing
from apps.procedures.domain.checklist import is_form
from apps.procedures.domain.courtesies import Courtesy
from apps.worktime import WorkCalendar

TO_HAND_OVER = (Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED, Status.RESULT_SENT)
WAITING = (Status.RESULT_READY, Status.REJECTED_RESULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One result in a list: whose, since when, what was done about it."""

    reference: str
    title: str
    name: str
    phone: str
    status: str
    status_label: str
    since: datetime | None
    waited: str
    reminded: Sequence[datetime]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """One page of one list, and how many stand in each."""

    lines: Sequence[Waiting]
    counts: Mapping[str, int]
    before: str
    after: str


def waiting(*, view: str, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = "") -> WaitingPage:
    """The oldest results first. Raises keyset.BadMark."""
    rows = _views(actor)
    page = cut(rows[view], by="finished_at", after=after, before=before)
    calendar = work_calendar(agency=agency, at=at)
    beside = _beside([dossier.pk for dossier in page.rows])
    lines = [_line(dossier, beside, calendar, at) for dossier in page.rows]
    counts = {name: found.count() for name, found in rows.items()}
    return WaitingPage(lines=lines, counts=counts, before=page.before, after=page.after)


def _views(actor: Actor) -> dict[str, QuerySet[Dossier]]:
    """Every list by the word in its address, of what is returned at this desk, whoever decided it; what goes by post
    has a page of its own until it comes back."""
    ours = Dossier.objects.visible_to(actor).filter(returning_agency_id=actor.agency_id or 0)
    back = PostalItem.objects.filter(dossier=OuterRef("pk"), state=MailState.CAME_BACK)
    electronic = Q(delivery=Delivery.ELECTRONIC)
    unsigned = Collection.objects.filter(dossier=OuterRef("pk"), signed="")
    return {
        "tai-quay": ours.filter(status__in=WAITING).filter(
            Q(delivery__in=[Delivery.COUNTER, Delivery.HOME]) | Q(delivery=Delivery.POST) & Exists(back)
        ),
        "khong-nguoi-nhan": ours.filter(status=Status.UNCLAIMED),
        "dien-tu": ours.filter(electronic, status__in=[*WAITING, Status.RESULT_SENT]),
        "chua-ky": ours.filter(Exists(unsigned), status=Status.RETURNED),
    }


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the dossiers of one page, by dossier."""

    reminded: Mapping[int, list[datetime]]
    came_back: Mapping[int, datetime]


def _beside(dossier_ids: Sequence[int]) -> _Beside:
    reminded: dict[int, list[datetime]] = defaultdict(list)
    told = CollectionReminder.objects.filter(dossier_id__in=dossier_ids, is_last=False).order_by("at")
    for dossier_id, at in told.values_list("dossier_id", "at"):
        reminded[dossier_id].append(at)
    items = PostalItem.objects.filter(dossier_id__in=dossier_ids, state=MailState.CAME_BACK).order_by("changed_at")
    return _Beside(reminded=reminded, came_back=dict(items.values_list("dossier_id", "changed_at")))


def _line(dossier: Dossier, beside: _Beside, calendar: WorkCalendar, at: datetime) -> Waiting:
    back = beside.came_back.get(dossier.pk)
    since = back or dossier.finished_at
    return Waiting(
        reference=dossier.reference,
        title=dossier.procedure_name,
        name=dossier.applicant_name,
        phone=show_phone(dossier.applicant_phone),
        status=dossier.status,
        status_label=status_label(dossier.status),
        since=since,
        waited=_waited(since, calendar, at),
        reminded=[told for told in beside.reminded.get(dossier.pk, []) if since is None or told >= since],
        note=_note(dossier, back),
    )


def _waited(since: datetime | None, calendar: WorkCalendar, at: datetime) -> str:
    if since is None:
        return ""
    days = calendar.working_days_after(day=calendar.local_date(since), until=calendar.local_date(at))
    return str(words.WAITED) % {"n": days} if days else str(words.WAITED_TODAY)


def _note(dossier: Dossier, back: datetime | None) -> str:
    if back:
        return str(words.CAME_BACK_ON) % {"day": day_short(back)}
    if dossier.delivery == Delivery.HOME:
        return str(words.HOME)
    if dossier.delivery == Delivery.ELECTRONIC and dossier.status != Status.RETURNED:
        return str(words.SENT_UNOPENED if dossier.status == Status.RESULT_SENT else words.TO_SEND) % {
            "day": day_short(dossier.finished_at) if dossier.finished_at else ""
        }
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One document whose originals we keep, and how many of them go back as a rule."""

    id: int
    name: str
    originals: int
    back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCase:
    """All that belongs to one hand-over."""

    dossier: Dossier
    status_label: str
    results: Sequence[Result]
    courtesy: CourtesyLetter | None
    courtesy_label: str
    money: Standing
    owed: int
    originals: Sequence[Original]
    claimants: Sequence[Claimant]
    needs_both: bool
    lacks_number: bool
    phone: str
    leaders: Sequence[Colleague]
    item: PostalItem | None
    item_label: str

    @property
    def is_open(self) -> bool:
        """Whether it can be handed over at all."""
        return self.dossier.status in TO_HAND_OVER and not self.is_with_post

    @property
    def is_with_post(self) -> bool:
        return self.item is not None and self.item.state in OPEN - {MailState.PREPARED}

    @property
    def may_be_sent_again(self) -> bool:
        """Back from the post, or never sent: a label can be printed."""
        is_post = self.dossier.delivery == Delivery.POST and self.dossier.status in TO_HAND_OVER
        return is_post and (self.item is None or self.item.state not in OPEN)


def hand_over_case(*, dossier: Dossier, actor: Actor, at: datetime) -> HandOverCase:
    """The hand-over of one dossier for one official."""
    claimed, rules = claimed_of(dossier), rules_of(agency_id=dossier.agency_id)
    courtesy = courtesy_of(dossier=dossier)
    item = last_item(dossier=dossier)
    return HandOverCase(
        dossier=dossier,
        status_label=status_label(dossier.status),
        results=list(dossier.results.filter(is_current=True).select_related("file")),
        courtesy=courtesy,
        courtesy_label=str(COURTESY_LABELS[Courtesy(courtesy.kind)]) if courtesy else "",
        money=standing(dossier=dossier, actor=actor),
        owed=owed(dossier=dossier),
        originals=[
            Original(
                id=document.pk,
                name=document.name,
                originals=document.originals,
                back=0 if is_form(document.name) else document.originals,
            )
            for document in originals_of(dossier)
        ],
        claimants=open_to(claimed=claimed, rules=rules),
        lacks_number=lacks_number(dossier=dossier),
        needs_both=claimed.needs_both and rules.both_in_person,
        phone=show_phone(dossier.applicant_phone),
        leaders=colleagues(agency_id=actor.agency_id or 0, duties=[Duty.LEADER], at=at),
        item=item,
        item_label=str(words.MAIL_STATES[MailState(item.state)]) if item else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A hand-over as it was recorded."""

    collection: Collection
    claimant: str
    identity: str
    signed: str
    originals: Sequence[ReturnedOriginal]


def handed(*, dossier: Dossier) -> Handed | None:
    """Who took this result, where it was handed over by the desk."""
    rows = Collection.objects.select_related("handed_by", "leader", "slip", "signature")
    collection = rows.filter(dossier=dossier).first()
    if collection is None:
        return None
    return Handed(
        collection=collection,
        claimant=str(words.CLAIMANTS[Claimant(collection.claimant)]),
        identity=str(words.IDENTITIES[Identity(collection.identity)]),
        signed=str(words.SIGNED[SignedHow(collection.signed)]) if collection.signed else "",
        originals=list(collection.originals.select_related("document").order_by("pk")),
    )


def last_item(*, dossier: Dossier) -> PostalItem | None:
    """The newest sending of this result, whatever became of it."""
    return PostalItem.objects.filter(dossier=dossier).order_by("-pk").first()


def find_to_return(*, text: str, actor: Actor) -> list[Dossier]:
    """What a scan, a code, a personal id, a phone or a name leads to; of several those that wait come first."""
    try:
        person = known_person(personal_id=read_card(text).personal_id)
    except NotACard:
        rows = finding.search(actor=actor, text=text)
    else:
        rows = finding.of_person(actor=actor, person=person) if person else Dossier.objects.none()
    return sorted(rows[:20], key=lambda one: one.status not in TO_HAND_OVER)
