"""What filing a dossier needs to know: the procedure as offered here, drafts still open, clocks, fees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import mask_personal_id
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.lifecycle import promise_of
from apps.dossiers.domain.representation import Standing
from apps.dossiers.domain.status import OPEN, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import terms_of
from apps.officials.models import Agency
from apps.officials.selectors import own_agency
from apps.portal.labels.story import by_words
from apps.procedures.domain.form_schema import EARLIER, FormField
from apps.procedures.labels.fees import rule_words
from apps.procedures.models import Arrangement, Offering, ProcedureVersion
from apps.procedures.selectors import case_names, fees_of
from apps.worktime import Allowance

EARLIER_LOOKED_AT = 5
FILED_FOR_LOOKED_AT, FILED_FOR_SHOWN = 30, 5
UNDER_WAY = OPEN | {Status.SUBMITTED, Status.NEED_FIX_INTAKE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A procedure as this office does it, under the law of the day."""

    agency: Agency
    arrangement: Arrangement
    version: ProcedureVersion

    @property
    def offering(self) -> Offering:
        return self.arrangement.offering

    @property
    def allowance(self) -> Allowance | None:
        """The time that is promised, None while nobody may promise any."""
        return self.arrangement.allowance_under(self.version)

    @property
    def takes_filings(self) -> bool:
        """Whether it can be filed here and now: open to filing online, and with a time that can be promised."""
        return self.offering.takes_papers and self.offering.accepts_online and self.allowance is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFor:
    """Somebody for whom the same person has filed before; `id` is that dossier's."""

    id: int
    name: str
    personal_id: str
    address: str
    standing: Standing

    @property
    def masked_id(self) -> str:
        return mask_personal_id(self.personal_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What will happen if this is filed now: until when the desk answers, and the promise if it took it at once."""

    intake_hours: str
    intake_words: str
    due_date: date
    due_words: str


def earlier_answers(*, dossier: Dossier, questions: Sequence[FormField], by: Actor) -> dict[str, Any]:
    """What the same person answered to questions of the same name before, the latest first; by source."""
    wanted = [question.name for question in questions if question.source == EARLIER]
    if not wanted:
        return {}
    before = (
        dossiers.mine(actor=by)
        .exclude(pk=dossier.pk)
        .exclude(status=Status.DRAFT)
        .filter(submitter_id=by.id, relation=dossier.relation, applicant_name=dossier.applicant_name)
        .order_by("-created_at", "-pk")[:EARLIER_LOOKED_AT]
    )
    found: dict[str, Any] = {}
    for answers in (each.answers or {} for each in before):
        found |= {f"{EARLIER}.{name}": answers[name] for name in wanted if answers.get(name)} | found
    return found


def filed_for_before(*, dossier: Dossier, by: Actor) -> list[FiledFor]:
    """People this person has filed for, the latest first: from their own dossiers only."""
    before = (
        dossiers.mine(actor=by)
        .exclude(pk=dossier.pk)
        .exclude(status=Status.DRAFT)
        .filter(submitter_id=by.id, representation__isnull=False)
        .select_related("representation")
        .order_by("-created_at", "-pk")[:FILED_FOR_LOOKED_AT]
    )
    found: dict[tuple[str, str], FiledFor] = {}
    for each in before:
        number = each.applicant_personal_id or ""
        person = FiledFor(
            id=each.pk,
            name=each.applicant_name,
            personal_id=number,
            address=each.applicant_address,
            standing=each.representation.standing,
        )
        found.setdefault((each.applicant_name_folded, number), person)
    return list(found.values())[:FILED_FOR_SHOWN]


def same_person_under_way(*, dossier: Dossier, by: Actor) -> list[Dossier]:
    """Dossiers of the same procedure for the same person that are not finished, as far as the filer may see them."""
    others = [each for each in under_way(actor=by, offering=dossier.offering) if each.pk != dossier.pk]
    number = dossier.applicant_personal_id
    return [
        each
        for each in others
        if (number and each.applicant_personal_id == number)
        or each.applicant_name_folded == dossier.applicant_name_folded
    ]


def expected(*, dossier: Dossier, at: datetime) -> Expected:
    """The clocks of a dossier filed at this instant. Raises NoAllowance."""
    terms = terms_of(dossier=dossier, at=at)
    due_at = promise_of(received_at=at, terms=terms).due_at
    return Expected(
        intake_hours=f"{terms.intake_hours.normalize():f}",
        intake_words=by_words(terms.calendar.add_working_hours(start=at, hours=terms.intake_hours)),
        due_date=timezone.localdate(due_at),
        due_words=by_words(due_at),
    )


def offered(*, code: str, at: datetime) -> Offered:
    """The procedure with this code as our office does it today. Raises Arrangement.DoesNotExist."""
    agency = own_agency()
    today = timezone.localdate(at)
    arrangements = Arrangement.objects.in_force(on=today).select_related("offering__procedure")
    arrangement = arrangements.get(offering__agency=agency, offering__procedure__code=code)
    version = (
        ProcedureVersion.objects.in_force(on=today)
        .filter(procedure_id=arrangement.offering.procedure_id)
        .defer(*ProcedureVersion.HEAVY_FIELDS)
        .select_related("field")
        .first()
    )
    if version is None:
        raise Arrangement.DoesNotExist(code)
    return Offered(agency=agency, arrangement=arrangement, version=version)


def drafts(*, actor: Actor, offering: Offering) -> list[Dossier]:
    """This person's open drafts of one procedure, newest first; one of several at once is gone on with there."""
    lying = dossiers.mine(actor=actor).filter(offering=offering, submitter_id=actor.id, status=Status.DRAFT)
    return list(lying.filter(bundled__isnull=True))


def under_way(*, actor: Actor, offering: Offering) -> list[Dossier]:
    """This person's dossiers of one procedure that are not finished: nobody should file twice without knowing."""
    return list(dossiers.mine(actor=actor).filter(offering=offering, status__in=UNDER_WAY))


def cases(*, version: ProcedureVersion) -> list[str]:
    """The cases a filer chooses from, in the order of the law; none where there is nothing to choose."""
    said = case_names(version=version)
    return said if len(said) > 1 else []


def fees(*, version: ProcedureVersion, agency: Agency, at: datetime) -> list[str]:
    """What filing online costs today, as the law writes it where no amount is certain; empty where it says nothing."""
    rules = fees_of(versions=[version], on=timezone.localdate(at), agency=agency)[version.pk]
    return [rule_words(rule) for rule in rules if rule.channel in ("", "online")]
