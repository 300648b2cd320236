"""Fill an empty portal with a believable half year; the same seed and day give the same data."""

from __future__ import annotations

import gc
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Prefetch

from apps.accounts.models import Person
from apps.accounts.services import PersonFacts, introduce_people
from apps.core.copying import copy_rows
from apps.desk.services.receiving import issue_receipt
from apps.dossiers.domain.lifecycle import Terms
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.timeliness import Timeliness
from apps.dossiers.models import Dossier
from apps.dossiers.services.history import write_histories
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of, work_calendar
from apps.portal.domain import people
from apps.portal.domain.fates import COMMENT_SHARE, COMMENTS, MOODS, POPULAR, RESPONSE_SHARE
from apps.portal.services import demo_histories, demo_office, demo_parcels, demo_plans, demo_shown
from apps.portal.services.demo_plans import Matter
from apps.procedures.models import Fee, ProcedureVersion, RequiredDocument
from apps.procedures.selectors import arranged
from apps.reports.services import rollups
from apps.reports.services.using import count_uses
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS_BACK = 180
DOSSIERS_PER_PERSON = 2
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


@_nothing_collected()
@transaction.atomic
def fill(*, dossiers: int, seed: int, until: datetime, add: bool, processes: int = 1) -> Made:
    """The office, its people and so many histories that end at `until`. Raises AlreadyFilled.

    However many processes tell the histories, they are the same.
    """
    if Dossier.objects.exists() and not add:
        raise AlreadyFilled
    random = Random(seed)  # noqa: S311 - a demonstration must be repeatable, not secret
    office = demo_office.set_up(at=until)
    citizens = [*office.citizens, *_introduce(count=max(dossiers // DOSSIERS_PER_PERSON, 20), random=random, at=until)]
    calendar = work_calendar(agency=office.agency, at=until)
    matters = _matters(agency=office.agency, officials=office.officials, at=until)
    waiting = demo_histories.waiting_of(dossiers)
    at_risk = min(demo_histories.AT_RISK, dossiers - waiting)
    town = demo_histories.Town(
        matters=matters,
        weights=[POPULAR.get(matter.arrangement.offering.procedure.code, 1) for matter in matters],
        people=citizens,
        acting=demo_plans.cast(agency=office.agency, officials=office.officials, at=until),
        until=until,
    )
    came = demo_histories.instants(
        count=max(dossiers - waiting - at_risk, 0),
        until=until,
        first=until.date() - timedelta(days=DAYS_BACK),
        calendar=calendar,
        random=random,
    )
    chapters = demo_histories.chapters(instants=came, waiting=waiting, at_risk=at_risk, town=town, random=random)
    written = write_histories(chapters=chapters, seed=random.getrandbits(64), processes=processes)
    demo_parcels.post(agency=office.agency, clerk=office.officials["lan"], until=until)
    rollups.rebuild()
    count_uses(at=until)
    demo_shown.show(agency=office.agency, editor=office.officials["thu"], at=until)
    responses = _ask_everybody(agency=office.agency, random=random, until=until)
    _print_receipts(agency=office.agency, clerk=office.officials["lan"], until=until)
    return Made(written, responses, demo_office.logins())


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


@dataclass(frozen=True, slots=True)
class _Returned:
    """What a vote needs of a dossier; whole rows with their versions would be read for nothing."""

    dossier_id: int
    procedure_id: int
    field_id: int
    returned_at: datetime
    timeliness: str


def _ask_everybody(*, agency: Agency, random: Random, until: datetime) -> int:
    """Invitations for what was returned, and the votes of those who answered; the late ones are less content."""
    returned = Dossier.objects.filter(agency=agency, status=Status.RETURNED, invitations__isnull=True)
    columns = ("pk", "version__procedure_id", "field_id", "returned_at", "timeliness")
    invitations, responses = [], []
    for row in returned.order_by("returned_at", "pk").values_list(*columns):
        one = _Returned(*row)
        has_voted = random.random() < RESPONSE_SHARE
        invitations.append(
            {
                "agency_id": agency.pk,
                "dossier_id": one.dossier_id,
                "token_digest": f"{random.getrandbits(256):064x}",
                "invited_at": one.returned_at,
                "expires_at": one.returned_at + timedelta(days=60),
                "is_burned": has_voted,
            }
        )
        if has_voted:
            responses.append(_response(agency, one, random, until))
    with connection.cursor() as cursor:
        copy_rows(cursor=cursor, model=Invitation, rows=invitations)
        copy_rows(cursor=cursor, model=Response, rows=responses)
    return len(responses)


def _response(agency: Agency, one: _Returned, random: Random, until: datetime) -> dict[str, Any]:
    kept = "late" if one.timeliness == Timeliness.LATE else "in_time"
    voted_at = min(one.returned_at + timedelta(hours=random.randint(1, 60)), until)
    return {
        "id": uuid.UUID(int=random.getrandbits(128), version=4),
        "agency_id": agency.pk,
        "procedure_id": one.procedure_id,
        "field_id": one.field_id,
        "day": voted_at.astimezone(ZONE).date(),
        "satisfaction": random.choices(list(Satisfaction), weights=MOODS[kept])[0],
        "comment": random.choice(COMMENTS[kept]) if random.random() < COMMENT_SHARE else None,
    }


def _print_receipts(*, agency: Agency, clerk: Official, until: datetime) -> None:
    """Form 01 of the newest open dossiers, so that a stranger finds papers to look at."""
    by = actor_of(official=clerk, at=until)
    newest = Dossier.objects.filter(agency=agency, received_at__isnull=False, finished_at__isnull=True, slips=None)
    for dossier_id in newest.order_by("-received_at", "-pk").values_list("pk", flat=True)[:RECEIPTS]:
        issue_receipt(dossier_id=dossier_id, by=by, at=until)
