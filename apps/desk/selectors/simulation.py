"""An imaginary dossier of one procedure: what decides its way, and its walk with every paper and message."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from apps.core.labels import moment
from apps.desk.domain.simulation import Happening, Imagined, Moment, Walk, walk
from apps.desk.labels import SLIP_LABELS
from apps.desk.labels.simulation import ICONS, LETTERS, TITLES, left_words, note_words, skipped_words, step_words
from apps.dossiers.domain.codes import dossier_code
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.moves import Terms
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.labels import objection, status_label
from apps.messaging.domain.kinds import PLANS, Channel, Kind
from apps.messaging.domain.samples import sample_facts
from apps.messaging.labels import KIND_LABELS
from apps.messaging.selectors.templates import own_texts
from apps.messaging.services.enqueueing import office_facts
from apps.messaging.services.wording import words
from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.procedures.domain.workflow import CASE, HAMLET, PlannedStep, Step, hours, way
from apps.procedures.domain.workflow_checks import fields_of_interest, hamlets_named
from apps.procedures.labels.workflow import condition_words, decimal_words
from apps.procedures.models import Arrangement, Offering, ProcedureVersion
from apps.procedures.selectors import case_names, variant_called, version_in_force
from apps.procedures.selectors.workflow import Checked, answer_options, checked_workflow, field_labels
from apps.worktime import DueTime, WorkCalendar

NOBODY = 0  # the running number of a dossier that does not exist


class TimeNotSettled(Exception):
    """Nobody has said yet how long this case may take, so nothing can be promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A procedure as it is, or as the draft would have it, with everything that decides the way of a dossier."""

    offering: Offering
    version: ProcedureVersion
    arrangement: Arrangement
    has_draft: bool
    checked: Checked
    labels: Mapping[str, str]
    cases: Sequence[str]

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.checked.steps

    @property
    def questions(self) -> dict[str, tuple[str, ...]]:
        """The fields that decide anything, with what may be answered where that is set."""
        options = answer_options(arrangement=self.arrangement) | {HAMLET: hamlets_named(self.steps)}
        return {name: options.get(name, ()) for name in fields_of_interest(self.steps) if name != CASE}

    @property
    def optional(self) -> tuple[Step, ...]:
        """The steps that may be left out."""
        return tuple(step for step in self.steps if step.is_optional)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message as its reader would get it."""

    kind: str
    to: str
    sms: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One instant of the walk in words."""

    icon: str
    look: str
    when: str
    title: str
    note: str
    status: str
    steps: Sequence[tuple[str, str, str]]
    papers: Sequence[str]
    messages: Sequence[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """The walk as the page tells it; `ends` is its last sentence."""

    lines: Sequence[Line]
    left_out: Sequence[tuple[str, str]]
    explanation: Explanation | None
    is_late: bool
    is_stuck: bool
    ends: str


def scene(*, agency: Agency, code: str, wants_draft: bool, at: datetime) -> Scene | None:
    """The procedure on that day; None where the office does not have it, or has arranged nothing yet."""
    offering = Offering.objects.filter(agency=agency, procedure__code=code).select_related("procedure").first()
    if offering is None:
        return None
    try:
        version = version_in_force(code=code, at=at)
    except ProcedureVersion.DoesNotExist:
        return None
    calendar_day = work_calendar(agency=agency, at=at).local_date(at)
    arranged = offering.arrangements.prefetch_related("workflow_steps")
    draft = arranged.filter(effective_from__isnull=True).first()
    in_force = arranged.in_force(on=calendar_day).first()
    arrangement = draft if draft and (wants_draft or in_force is None) else in_force
    if arrangement is None:
        return None
    arrangement.offering = offering
    return Scene(
        offering=offering,
        version=version,
        arrangement=arrangement,
        has_draft=draft is not None,
        checked=checked_workflow(arrangement=arrangement, version=version),
        labels=field_labels(arrangement=arrangement),
        cases=case_names(version=version),
    )


def simulated(
    *,
    scene: Scene,
    agency: Agency,
    arrives_at: datetime,
    is_online: bool,
    answers: Mapping[str, Any],
    left_out: Collection[int],
) -> Simulated:
    """The walk of one imaginary dossier. Raises OutsideCalendar, TimeNotSettled."""
    variant = variant_called(version=scene.version, name=answers.get(CASE, ""))
    allowance = scene.arrangement.allowance_under(scene.version, variant=variant)
    if allowance is None:
        raise TimeNotSettled(scene.version.pk)
    settings = office_settings(agency_id=agency.pk)
    calendar = work_calendar(agency=agency, at=arrives_at)
    stages = way(steps=scene.steps, answers=answers, left_out=left_out)
    walked = walk(
        Imagined(
            stages=stages,
            arrives_at=arrives_at,
            terms=Terms(
                allowance=allowance,
                calendar=calendar,
                due_time=DueTime(settings["due_time"]),
                supplement_mode=SupplementMode(scene.arrangement.supplement_mode),
                intake_hours=Decimal(settings["intake_hours"]),
            ),
            is_online=is_online,
            has_courtesy=bool(scene.offering.courtesy),
            drafts_hour=time(settings["guard_draft_hour"]),
            answers=answers,
        )
    )
    taken = {step.position for stage in stages for step in stage.steps}
    say = _Speaker(agency=agency, offering=scene.offering, walked=walked, arrives_at=arrives_at)
    return Simulated(
        lines=[_line(one, scene, say, calendar) for one in walked.happenings],
        left_out=[(step.name, _why_not(step, scene)) for step in scene.steps if step.position not in taken],
        explanation=Explanation.from_json(walked.state.promise) if walked.state.promise else None,
        is_late=walked.is_late,
        is_stuck=walked.state.finished_at is None,
        ends=_ends(walked, calendar),
    )


class _Speaker:
    """What each message would say: in the office's own words, about a dossier that does not exist."""

    def __init__(self, *, agency: Agency, offering: Offering, walked: Walk, arrives_at: datetime) -> None:
        self.agency, self.offering = agency, offering
        self.office = office_facts(agency=agency)
        due_at = walked.state.due_at
        day = (walked.state.received_at or arrives_at).astimezone(due_at.tzinfo if due_at else None).date()
        code = dossier_code(agency_code=agency.code, day=day, number=NOBODY)
        self.known = {"code": code} | ({"due": moment(due_at)} if due_at else {})

    def __call__(self, kind: Kind, *, answer_by: datetime | None) -> Said:
        facts = sample_facts(kind=kind, office=self.office)
        known = self.known | ({"answer_by": moment(answer_by)} if answer_by else {})
        facts |= {name: value for name, value in known.items() if name in facts}
        own = own_texts(agency_id=self.agency.pk, kind=kind, offering_id=self.offering.pk)
        told = {
            channel: words(kind=kind, channel=channel, facts=facts, own=own.get(channel))
            for channel in (Channel.SMS, Channel.EMAIL)
            if channel in PLANS[kind].channels
        }
        mail = told[Channel.EMAIL]
        return Said(
            kind=str(KIND_LABELS[kind]),
            to="official" if PLANS[kind].to_official else "citizen",
            sms=told[Channel.SMS].body if Channel.SMS in told else "",
            subject=mail.subject,
            body=mail.body,
        )


def _line(one: Happening, scene: Scene, say: _Speaker, calendar: WorkCalendar) -> Line:
    papers = [str(SLIP_LABELS[paper]) for paper in one.papers]
    if one.has_courtesy:
        papers.append(str(LETTERS[scene.offering.courtesy]))
    lead = one.steps[0].step.name if one.moment is Moment.BEGUN and one.steps else ""
    return Line(
        icon=ICONS[one.moment],
        look={Moment.BROKEN: "late", Moment.STUCK: "late"}.get(one.moment, ""),
        when=moment(one.at),
        title=lead or str(TITLES[one.moment]),
        note=objection(one.why) if one.why else note_words(one),
        status=status_label(one.status.value),
        steps=[_step(step, lead, calendar) for step in one.steps] if one.moment is Moment.BEGUN else [],
        papers=papers,
        messages=[say(kind, answer_by=one.until) for kind in one.messages],
    )


def _step(planned: PlannedStep, lead: str, calendar: WorkCalendar) -> tuple[str, str, str]:
    """What it is called where several begin together, who does it until when, and the days that do not count."""
    first, last = calendar.local_date(planned.starts_at), calendar.local_date(planned.ends_at)
    off = calendar.days_off(after=first, until=last) if last > first else ()
    name = planned.step.name if planned.step.name != lead else ""
    return name, step_words(planned), skipped_words(off)


def _why_not(step: Step, scene: Scene) -> str:
    return condition_words(step.when, labels=scene.labels) if step.when else ""


def _ends(walked: Walk, calendar: WorkCalendar) -> str:
    state = walked.state
    if state.finished_at is None or state.due_at is None:
        return ""
    first, last = sorted((state.finished_at, state.due_at))
    left = hours(calendar.working_time_between(start=first, end=last))
    return left_words(hours=decimal_words(left), is_late=walked.is_late, due_at=state.due_at)
