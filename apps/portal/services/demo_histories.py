"""Histories of made-up dossiers: each is a list of acts, cut off at the day the demonstration stands on.

The acts are planned here; whether they are lawful, what they promise and whether they were late is decided by
`dossiers.domain`, through the one bulk writer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Person
from apps.core.addresses import ALPHABET, LOOKUP_LENGTH
from apps.dossiers.domain.codes import TEMPORARY_PREFIX
from apps.dossiers.domain.lifecycle import promise_of
from apps.dossiers.domain.status import Action, Channel, Delivery, RefusalCategory, ResultKind
from apps.dossiers.services.lives import Story
from apps.portal.domain.fates import STUCK_DAYS, STUCK_SHARE, Drawn, Fate, draw, hour
from apps.portal.services.demo_plans import Cast, Matter, Plan, first_hours
from apps.portal.services.demo_waits import (
    MISSING,
    asked_for,
    stop_unanswered,
    wait_for_money_or_power,
    wait_for_papers,
)
from apps.worktime import WorkCalendar

FETCHED_WITHIN = 119  # hours, of the 120 that are drawn: one result in a hundred and twenty is never fetched
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_CITIZEN_EVERY = 97  # the citizen whose log-in is shown first must find dossiers of her own
# Filed in the last hours and not opened yet: the clerk's queue is never empty.
WAITING_AT_LEAST, WAITING_EVERY = 3, 200
AT_RISK, AT_RISK_CODE = 2, "1.004873"
CHAPTER = 1_000
SCATTER = 0x9E37_79B1  # odd, so that it meets every number below a power of two
NOT_OURS = "Việc này do cơ quan công an giải quyết; mời ông/bà nộp tại công an xã."
DELAY = "Cần xác minh thêm tại nơi cư trú trước đây, chưa nhận được trả lời."
WISH = "Người nộp đề nghị rút hồ sơ để chuẩn bị lại giấy tờ cho đủ."


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Who comes for what to whom, until when; `hamlets`: which one each address names."""

    matters: Sequence[Matter]
    weights: Sequence[int]
    people: Sequence[Person]
    acting: Cast
    until: datetime
    hamlets: Mapping[str, int]
    first_ref: int = 0

    def reference(self, serial: int) -> str:
        """The temporary reference of a story: it looks drawn, and no two of a million are alike."""
        scattered = (self.first_ref + serial * SCATTER) % len(ALPHABET) ** LOOKUP_LENGTH
        drawn = (scattered // len(ALPHABET) ** place % len(ALPHABET) for place in range(LOOKUP_LENGTH))
        return TEMPORARY_PREFIX + "".join(ALPHABET[letter] for letter in drawn)


def chapters(
    *, instants: Sequence[datetime], waiting: int, at_risk: int, town: Town, random: Random, serial: int = 0
) -> list[Callable[[], list[Story]]]:
    """All stories in parts that can be told apart, numbered from `serial` on: each has a seed of its own, whoever tells
    it."""
    told: list[Callable[[], list[Story]]] = [
        partial(_come, town, random.getrandbits(64), serial + first, instants[first : first + CHAPTER])
        for first in range(0, len(instants), CHAPTER)
    ]
    return [*told, partial(_remain, town, random.getrandbits(64), serial + len(instants), waiting, at_risk)]


def _come(town: Town, seed: int, first: int, instants: Sequence[datetime]) -> list[Story]:
    """One story for each instant of filing or coming."""
    random, told = Random(seed), []  # noqa: S311 - repeatable, not secret
    for order, instant in enumerate(instants, start=first):
        matter = random.choices(town.matters, weights=town.weights)[0]
        is_of_first = order % FIRST_CITIZEN_EVERY == 5
        person = town.people[0] if is_of_first else town.people[random.randrange(len(town.people))]
        drawn = draw(random=random)
        plan = Plan(matter=matter, people=town.acting, random=random, now=instant, until=town.until)
        _plan(plan, drawn, person)
        told.append(_story(plan, drawn, person, town, order))
    return told


def _remain(town: Town, seed: int, first: int, waiting: int, at_risk: int) -> list[Story]:
    """What lies before the clerk unopened, and what the guard will ask about."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    of_each = (*[_waiting] * waiting, *[_at_risk] * at_risk)
    return [tell(town, random, order) for order, tell in enumerate(of_each, start=first)]


def _at_risk(town: Town, random: Random, order: int) -> Story:
    """A dossier promised for the next working day that nobody has finished: the guard will ask about it."""
    until, people, acting = town.until, town.people, town.acting
    matter = next(m for m in town.matters if m.arrangement.offering.procedure.code == AT_RISK_CODE)
    calendar = matter.terms.calendar
    day = calendar.next_working_day(calendar.local_date(until))
    for _ in range(int(matter.terms.allowance.amount)):
        day = calendar.previous_working_day(day)
    person = people[random.randrange(len(people))]
    plan = Plan(
        matter=matter,
        people=acting,
        random=random,
        now=calendar.open_of(day) + timedelta(minutes=random.randint(20, 120)),
        until=until,
    )
    clerk, officer = acting.clerks[0], acting.officers[matter.officer.pk]
    plan.add(Action.RECEIVE, clerk, facts={"fee": matter.fee})
    plan.later(minutes=10)
    plan.add(
        Action.FORWARD,
        clerk,
        facts={"from": clerk.id, "to": officer.id},
        particulars={"receiver_id": officer.id, "planned_hours": first_hours(plan)},
    )
    plan.later(minutes=20)
    plan.add(Action.TAKE, officer)
    return _story(plan, Drawn(Fate.LATE, is_online=False, is_electronic=False), person, town, order)


def waiting_of(dossiers: int) -> int:
    """How many of so many dossiers wait in the clerk's queue."""
    return min(WAITING_AT_LEAST + dossiers // WAITING_EVERY, dossiers)


def _waiting(town: Town, random: Random, order: int) -> Story:
    """A dossier filed in the last hours that no clerk has opened yet."""
    filed_at = town.until - timedelta(minutes=random.randint(5, 700))
    person = town.people[random.randrange(len(town.people))]
    plan = Plan(
        matter=random.choices(town.matters, weights=town.weights)[0],
        people=town.acting,
        random=random,
        now=filed_at,
        until=town.until,
    )
    plan.add(Action.SUBMIT, Actor(kind=ActorKind.CITIZEN, id=person.pk, name=person.name))
    return _story(plan, Drawn(Fate.EARLY, is_online=True, is_electronic=False), person, town, order)


def _plan(plan: Plan, drawn: Drawn, person: Person) -> None:
    random, clerk = plan.random, plan.random.choice(plan.people.clerks)
    citizen = Actor(kind=ActorKind.CITIZEN, id=person.pk, name=person.name)
    if drawn.is_online:
        plan.add(Action.SUBMIT, citizen)
        plan.later(minutes=random.randint(10, 260))
        if drawn.fate is Fate.FIXED:
            plan.add(Action.REQUEST_FIX, clerk, reason=MISSING, particulars={"items": asked_for(plan)})
            plan.upto(plan.now + timedelta(hours=random.randint(3, 60)))
            plan.add(Action.ANSWER_FIX, citizen)
            plan.later(minutes=random.randint(10, 200))
    if drawn.fate is Fate.REFUSED:
        plan.add(Action.REFUSE, clerk, reason=NOT_OURS, facts={"category": RefusalCategory.OUT_OF_SCOPE.value})
        return
    plan.add(Action.RECEIVE, clerk, facts={"fee": plan.matter.fee})
    _process(plan, drawn, clerk)
    if plan.acts[-1].action is Action.SIGN:
        _return(plan, drawn, clerk, citizen)


def _process(plan: Plan, drawn: Drawn, clerk: Actor) -> None:
    random, calendar = plan.random, plan.calendar
    received_at = plan.now
    due_at = promise_of(received_at=received_at, terms=plan.matter.terms).due_at
    officer, leader = plan.people.officers[plan.matter.officer.pk], random.choice(plan.people.leaders)
    done_at = _done_at(plan, drawn, received_at, due_at)
    plan.later(minutes=random.randint(3, 45))
    plan.add(
        Action.FORWARD,
        clerk,
        facts={"from": clerk.id, "to": officer.id},
        particulars={"receiver_id": officer.id, "planned_hours": first_hours(plan)},
    )
    plan.later(minutes=random.randint(5, 90))
    plan.add(Action.TAKE, officer)
    if drawn.fate is Fate.WITHDRAWN:
        plan.later(minutes=random.randint(60, 400))
        plan.add(Action.WITHDRAW, leader, reason=WISH)
        return
    if plan.until - received_at < timedelta(days=STUCK_DAYS) and random.random() < STUCK_SHARE:
        return
    if drawn.fate is Fate.SUPPLEMENTED:
        done_at = wait_for_papers(plan, clerk, leader, due_at)
    if drawn.fate is Fate.UNANSWERED:
        stop_unanswered(plan, leader, due_at)
        return
    if drawn.fate is Fate.HELD_UP:
        done_at = wait_for_money_or_power(plan, clerk, leader, due_at)
    if drawn.fate is Fate.EXTENDED:
        day_before = calendar.previous_working_day(calendar.local_date(due_at))
        asked_at = datetime.combine(day_before, datetime.min.time(), ZONE) + timedelta(hours=15)
        if asked_at > plan.now:
            plan.upto(asked_at)
            new_day = calendar.working_day_after(day=calendar.local_date(due_at), count=random.randint(1, 3))
            plan.add(
                Action.EXTEND,
                leader,
                reason=DELAY,
                facts={"reason_code": "verification"},
                particulars={"new_due_date": new_day},
            )
            done_at = calendar.open_of(new_day) + timedelta(hours=random.randint(0, 3))
    plan.upto(plan.now + (done_at - plan.now) * random.uniform(0.6, 0.95))
    outcome = ResultKind.DECLINED if drawn.fate is Fate.DECLINED else ResultKind.GRANTED
    plan.add(
        Action.SUBMIT_FOR_SIGNATURE,
        officer,
        facts={"from": officer.id, "to": leader.id, "result": ""},
        particulars={"receiver_id": leader.id, "outcome": outcome},
        result={"title": plan.matter.version.short_name[:300]},
    )
    plan.upto(done_at)
    plan.add(Action.SIGN, leader, facts={"result": ""}, result={"signed_as": plan.people.positions[leader.id]})


def _done_at(plan: Plan, drawn: Drawn, received_at: datetime, due_at: datetime) -> datetime:
    """When the result is signed, if nothing else happens: before, on or after the promised day."""
    random, calendar = plan.random, plan.calendar
    due_day, first_day = calendar.local_date(due_at), calendar.local_date(received_at)
    minutes = timedelta(minutes=random.randint(5, 200))
    if drawn.fate is Fate.LATE:
        return calendar.open_of(calendar.working_day_after(day=due_day, count=random.randint(1, 4))) + minutes
    days = calendar.working_days_after(day=first_day, until=due_day)
    if drawn.fate is Fate.EARLY and days > 1:
        day = calendar.working_day_after(day=first_day, count=random.randint(max(days // 2, 1), days - 1))
        return calendar.open_of(day) + minutes
    start = max(calendar.open_of(due_day), received_at)
    return start + (due_at - start) * random.uniform(0.3, 0.97)


def _return(plan: Plan, drawn: Drawn, clerk: Actor, citizen: Actor) -> None:
    random = plan.random
    if drawn.is_electronic:
        plan.later(minutes=random.randint(2, 60))
        plan.add(Action.SEND_RESULT, clerk, facts={"way": Delivery.ELECTRONIC.value})
        plan.now += timedelta(minutes=random.randint(5, 2000))
        plan.add(Action.CONFIRM_RECEIPT, citizen, facts={"way": Delivery.ELECTRONIC.value})
        return
    hours = random.randint(1, 120)
    if hours > FETCHED_WITHIN:
        return  # nobody comes for it: it waits at the counter, and its owner is reminded
    plan.upto(plan.now + timedelta(hours=hours))
    plan.add(
        Action.RETURN_RESULT,
        clerk,
        facts={"way": Delivery.COUNTER.value, "relation": "chính chủ", "identity_checked": True},
        note=citizen.name,
    )


def _story(plan: Plan, drawn: Drawn, person: Person, town: Town, order: int) -> Story:
    matter, agency_id = plan.matter, plan.people.agency.pk
    started, acts = plan.acts[0].at, plan.story()
    is_received = any(act.action is Action.RECEIVE for act in acts)
    channel = Channel.ONLINE if drawn.is_online else Channel.IN_PERSON
    return Story(
        columns={
            "agency_id": agency_id,
            "receiving_agency_id": agency_id,
            "returning_agency_id": agency_id,
            "version_id": matter.version.pk,
            "offering_id": matter.arrangement.offering_id,
            "arrangement_id": matter.arrangement.pk,
            "field_id": matter.version.field_id,
            "procedure_name": matter.version.short_name,
            "channel": channel.value,
            "is_assisted": False,
            "case": "",
            "temporary_ref": town.reference(order),
            "lookup_digest": "",
            "applicant_id": person.pk,
            "submitter_id": person.pk,
            "relation": "",
            "applicant_name": person.name,
            "applicant_name_folded": person.name_folded,
            "applicant_phone": person.phone,
            "applicant_email": person.email,
            "applicant_address": person.address,
            "applicant_personal_id": person.personal_id,
            "hamlet_id": town.hamlets.get(person.address) if is_received else None,
            "answers": {},
            "delivery": (Delivery.ELECTRONIC if drawn.is_electronic else Delivery.COUNTER).value,
            "delivery_address": "",
            "copies": 1,
            "fee_amount": matter.fee,
            "fee_note": "",
            "is_sensitive": matter.version.is_sensitive,
            "created_at": started,
            "saved_at": started,
        },
        agency_code=plan.people.agency.code,
        terms=matter.terms,
        acts=acts,
        documents=[
            {
                "required_id": paper.pk,
                "position": paper.position,
                "name": paper.name,
                "originals": paper.originals,
                "photocopies": paper.copies,
                "file_id": None,
                "added_by": f"person:{person.pk}",
                "added_at": started,
                "removed_at": None,
            }
            for paper in matter.documents
        ],
    )


def instants(*, count: int, until: datetime, first: date, calendar: WorkCalendar, random: Random) -> list[datetime]:
    """When so many people came, spread over the working days from `first` to `until`, oldest first."""
    days = calendar.working_days(after=first - timedelta(days=1), until=calendar.local_date(until))
    found: list[datetime] = []
    while len(found) < count:
        # The latest days are a little busier, so that a demonstration always has work on its desks.
        day = days[min(int(len(days) * random.betavariate(1.25, 1)), len(days) - 1)]
        at = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(
            hours=hour(random=random), minutes=random.randrange(30, 60), seconds=random.randrange(60)
        )
        if at < until:
            found.append(at)
    return sorted(found)
