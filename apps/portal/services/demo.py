"""Fill an empty portal with a believable half year; the same seed and day give the same data."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Prefetch

from apps.accounts.models import Person
from apps.accounts.services import PersonFacts, introduce_people
from apps.core import jobs
from apps.desk.services.receiving import issue_receipt
from apps.dossiers.domain.lifecycle import Terms
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.models import Dossier
from apps.dossiers.services.history import write_histories
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of, work_calendar
from apps.officials.selectors.helping import hamlet_named, hamlets
from apps.portal.domain import people
from apps.portal.domain.fates import POPULAR
from apps.portal.services import demo_histories, demo_office, demo_parcels, demo_plans, demo_shown
from apps.portal.services.demo_plans import Matter
from apps.portal.services.demo_votes import ask_everybody
from apps.procedures.models import Fee, ProcedureVersion, RequiredDocument
from apps.procedures.selectors import arranged
from apps.reports.services import publishing, rollups
from apps.reports.services.using import count_uses

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS_BACK = 180
DOSSIERS_PER_PERSON = 2
PART = 20_000  # told, written and forgotten together: some hundred megabytes
RECEIPTS = 25  # the newest open dossiers whose form 01 lies ready
OFFICER_OF_FIELD = {"Hộ tịch": "dung", "Chứng thực": "dung", "Đất đai": "sung", "Xây dựng": "sung"}
MOST_PAPERS = 6


class AlreadyFilled(Exception):
    """The database has dossiers, and nobody said that more are wanted."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    dossiers: int
    responses: int
    logins: list[str]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No search for dead cycles among some millions of living objects; it cost every tenth second."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def fill(
    *,
    dossiers: int,
    seed: int,
    until: datetime,
    add: bool,
    processes: int = 1,
    resume: bool = False,
    say: Callable[[int], None] = lambda _done: None,
) -> Made:
    """The office, its people and so many histories that end at `until`. Raises AlreadyFilled.

    However many processes tell the histories, they are the same. They are told part by part, each with people and a
    transaction of its own, so that a million takes no more memory than one part; what was broken off goes on after the
    last part that was whole. Numbers follow the order of reception within a part.
    """
    random = Random(seed)  # noqa: S311 - a demonstration must be repeatable, not secret
    parts, first_ref = _parts(dossiers, random), random.getrandbits(40)
    done = _whole(parts) if resume else 0
    if not (add or done) and Dossier.objects.exists():
        raise AlreadyFilled
    came: list[datetime] = []
    written = responses = 0
    for number, part in enumerate(parts[done:], start=done):
        with _nothing_collected(), transaction.atomic():
            office = demo_office.set_up(at=until)
            came = came or _instants(office.agency, sum(one.coming for one in parts), until, random)
            place = sum(one.coming for one in parts[:number])
            above = Dossier.objects.aggregate(last=Max("pk", default=0))["last"]
            town = _town(part, office, until, first_ref)
            written += _tell(part, came[place : place + part.coming], town, place, processes)
            is_last = number == len(parts) - 1
            if is_last:
                demo_parcels.post(agency=office.agency, clerk=office.officials["lan"], until=until)
            votes = Random(f"{part.seed}:asked")  # noqa: S311 - repeatable, not secret
            responses += ask_everybody(agency=office.agency, above=above, random=votes, until=until)
            if is_last:
                _finish(office, until)
        say(sum(one.dossiers for one in parts[: number + 1]))
    return Made(written, responses, demo_office.logins())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """How many dossiers are told together: of those that come, wait unopened, and are at risk."""

    coming: int
    waiting: int
    at_risk: int
    seed: int

    @property
    def dossiers(self) -> int:
        return self.coming + self.waiting + self.at_risk


def _parts(dossiers: int, random: Random) -> list[_Part]:
    """Whatever waits on the last day is in the last part."""
    waiting = demo_histories.waiting_of(dossiers)
    at_risk = min(demo_histories.AT_RISK, dossiers - waiting)
    coming = max(dossiers - waiting - at_risk, 0)
    sizes = [min(PART, coming - first) for first in range(0, coming, PART)] or [0]
    seeds = [random.getrandbits(64) for _ in sizes]
    parts = [_Part(coming=size, waiting=0, at_risk=0, seed=one) for size, one in zip(sizes, seeds, strict=True)]
    return [*parts[:-1], replace(parts[-1], waiting=waiting, at_risk=at_risk)]


def _whole(parts: Sequence[_Part]) -> int:
    """How many parts were written before the filling was broken off. Raises AlreadyFilled where it was another one."""
    present = Dossier.objects.count()
    sums = [0, *accumulate(part.dossiers for part in parts)]
    if present not in sums:
        raise AlreadyFilled
    return sums.index(present)


def _instants(agency: Agency, count: int, until: datetime, random: Random) -> list[datetime]:
    calendar = work_calendar(agency=agency, at=until)
    first = until.date() - timedelta(days=DAYS_BACK)
    return demo_histories.instants(count=count, until=until, first=first, calendar=calendar, random=random)


def _town(part: _Part, office: demo_office.DemoOffice, until: datetime, first_ref: int) -> demo_histories.Town:
    """The office with people of whom no other part tells."""
    random = Random(part.seed)  # noqa: S311 - repeatable, not secret
    count = max(part.dossiers // DOSSIERS_PER_PERSON, 20)
    matters = _matters(agency=office.agency, officials=office.officials, at=until)
    people_here = [*office.citizens, *_introduce(count=count, random=random, at=until)]
    return demo_histories.Town(
        matters=matters,
        weights=[POPULAR.get(matter.arrangement.offering.procedure.code, 1) for matter in matters],
        people=people_here,
        acting=demo_plans.cast(agency=office.agency, officials=office.officials, at=until),
        until=until,
        hamlets=_hamlets(agency=office.agency, addresses={person.address for person in people_here}),
        first_ref=first_ref,
    )


def _hamlets(*, agency: Agency, addresses: Iterable[str]) -> dict[str, int]:
    """The hamlet of each address that names one."""
    known = list(hamlets(agency_id=agency.pk))
    found = {address: hamlet_named(address=address, among=known) for address in addresses}
    return {address: hamlet.pk for address, hamlet in found.items() if hamlet}


def _tell(part: _Part, came: Sequence[datetime], town: demo_histories.Town, serial: int, processes: int) -> int:
    """The histories of one part; how many there were."""
    random = Random(f"{part.seed}:told")  # noqa: S311 - repeatable, not secret
    chapters = demo_histories.chapters(
        instants=came, waiting=part.waiting, at_risk=part.at_risk, town=town, random=random, serial=serial
    )
    return write_histories(chapters=chapters, seed=random.getrandbits(64), processes=processes)


def _finish(office: demo_office.DemoOffice, until: datetime) -> None:
    """The figures, and the papers that a stranger finds to look at."""
    rollups.rebuild()
    jobs.pulse(name=jobs.FIGURES, at=until)
    publishing.publish(agency=office.agency, site=settings.PUBLIC_ADDRESS, at=until)
    count_uses(at=until)
    demo_shown.show(agency=office.agency, editor=office.officials["thu"], at=until)
    _print_receipts(agency=office.agency, clerk=office.officials["lan"], until=until)


def _introduce(*, count: int, random: Random, at: datetime) -> list[Person]:
    known = Person.objects.count()
    facts = []
    for serial in range(known + 1000, known + 1000 + count):
        made = people.person(random=random, serial=serial, on=at.date())
        facts.append(
            PersonFacts(
                name=made.name,
                sex=made.sex,
                birth_date=made.birth_date,
                personal_id=made.personal_id,
                phone=made.phone,
                email=made.email,
                address=made.address,
            )
        )
    return introduce_people(people=facts, at=at)


def _matters(*, agency: Agency, officials: dict[str, Official], at: datetime) -> list[Matter]:
    """Every procedure of the office whose time is settled, with the officer of its field."""
    calendar = work_calendar(agency=agency, at=at)
    versions = {
        version.procedure_id: version
        for version in ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
        .select_related("field")
        .prefetch_related(
            Prefetch("documents", queryset=RequiredDocument.objects.filter(is_note=False).order_by("position")),
            Prefetch("fees", queryset=Fee.objects.filter(amount__isnull=False).order_by("position")),
        )
    }
    found = []
    arrangements = arranged(agency=agency, at=at).prefetch_related("workflow_steps")
    for arrangement in arrangements.order_by("offering__procedure__code"):
        version = versions[arrangement.offering.procedure_id]
        allowance = arrangement.allowance_under(version)
        if allowance is None:
            continue
        fees = list(version.fees.all())
        found.append(
            Matter(
                arrangement=arrangement,
                version=version,
                terms=Terms(
                    allowance=allowance,
                    calendar=calendar,
                    supplement_mode=SupplementMode(arrangement.supplement_mode),
                    intake_hours=Decimal(8),
                ),
                documents=list(version.documents.all())[:MOST_PAPERS],
                officer=officials[OFFICER_OF_FIELD.get(version.field.name, "net")],
                fee=fees[0].amount or 0 if fees else 0,
            )
        )
    return found


def _print_receipts(*, agency: Agency, clerk: Official, until: datetime) -> None:
    """Form 01 of the newest open dossiers, so that a stranger finds papers to look at."""
    by = actor_of(official=clerk, at=until)
    newest = Dossier.objects.filter(agency=agency, received_at__isnull=False, finished_at__isnull=True, slips=None)
    for dossier_id in newest.order_by("-received_at", "-pk").values_list("pk", flat=True)[:RECEIPTS]:
        issue_receipt(dossier_id=dossier_id, by=by, at=until)
