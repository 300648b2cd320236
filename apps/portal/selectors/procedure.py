"""`/thu-tuc/<mã>/`: one procedure, the answer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.portal.labels import catalogue as words
from apps.portal.selectors.cases import Cases, cases_of, times_of
from apps.portal.selectors.catalogue import ways_in
from apps.procedures import selectors as procedures
from apps.procedures.domain.fee_rules import FeeRule
from apps.procedures.labels import CHANNELS, allowance_words, fees_words
from apps.procedures.labels.fees import rule_words
from apps.procedures.models import ChannelRule, LegalBasis, Offering, ProcedureVersion, RequiredDocument, Variant
from apps.worktime import Allowance, DueTime, OutsideCalendar, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One way of filing as the law writes it."""

    way: str
    time: str
    fee: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The day somebody would be given who files now."""

    date: date
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """How long people before the reader usually waited, and on how many of them that rests."""

    words: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedurePage:
    """One procedure: the answer, then the way, then the law."""

    version: ProcedureVersion
    code: str
    why: str
    names: tuple[str, ...]
    time: str
    time_more: str
    fee: str
    fee_more: str
    papers_count: str
    papers_more: str
    where: str
    promise: Promise | None
    usual: Usual | None
    cases: Cases
    remarks: tuple[str, ...]
    steps: tuple[str, ...]
    written: tuple[Written, ...]
    legal_basis: tuple[LegalBasis, ...]
    file_href: str
    online: str
    is_done_here: bool
    elsewhere: str
    in_doubt: tuple[str, ...]


def page(*, code: str, agency: Agency | None, at: datetime) -> ProcedurePage:
    """Everything the page of a procedure shows. Raises ProcedureVersion.DoesNotExist."""
    version = procedures.version_in_force(code=code, at=at)
    offering = Offering.objects.filter(agency=agency, procedure_id=version.procedure_id).first()
    channels = procedures.channels_of(versions=[version])[version.pk]
    fees = procedures.fees_of(versions=[version], on=timezone.localdate(at), agency=agency)[version.pk]
    documents = list(version.documents.order_by("position"))
    arrangement = offering.arrangements.in_force(on=timezone.localdate(at)).first() if offering else None
    allowance = arrangement.allowance_under(version) if arrangement else version.allowance
    is_done_here = offering is not None and offering.takes_papers and arrangement is not None
    variants = list(version.variants.order_by("position"))
    can_file = offering is not None and is_done_here and offering.accepts_online and allowance is not None
    cases = cases_of(documents=documents, variants=variants, fees=fees, online=can_file)
    # What the office publishes about its own service goes before the record of the law.
    published = offering if offering and offering.online_level else version
    return ProcedurePage(
        version=version,
        code=code,
        why=offering.explanation if offering else "",
        names=tuple(offering.keywords.split("\n")) if offering and offering.keywords else (),
        **_time(allowance, version, channels, variants),
        **_fee(fees),
        **_papers(cases, documents),
        where=words.where_words(channels=ways_in(channels=channels, offering=offering)),
        promise=_promise(agency, allowance, at) if agency and is_done_here else None,
        usual=_usual(agency, version) if agency and is_done_here else None,
        cases=cases,
        remarks=tuple(paper.name for paper in documents if paper.is_note),
        steps=tuple(line.strip() for line in version.steps.split("\n") if line.strip()),
        written=tuple(
            Written(way=str(CHANNELS[rule.channel]), time=rule.time_text, fee=rule.fee_text, note=rule.note)
            for rule in channels
        ),
        legal_basis=tuple(version.legal_basis.order_by("position")),
        file_href=reverse("portal:file", args=[code]) if can_file else "",
        online=words.online_words(level=published.online_level, reason=published.online_reason) if can_file else "",
        is_done_here=is_done_here,
        elsewhere=offering.specialised_office if offering and offering.is_open else "",
        in_doubt=_in_doubt(version),
    )


def _time(
    allowance: Allowance | None,
    version: ProcedureVersion,
    channels: Iterable[ChannelRule],
    variants: Sequence[Variant],
) -> dict[str, str]:
    if allowance:
        more = words.same_day_words() if allowance.unit is Unit.SAME_DAY else ""
        return {"time": allowance_words(allowance), "time_more": more}
    if times := times_of(variants=variants):
        return {"time": gettext("Tùy trường hợp"), "time_more": words.times_words(times)}
    own = [(rule.channel, rule.allowance) for rule in channels if rule.allowance]
    if own:
        return {"time": gettext("Tùy việc"), "time_more": words.times_by_channel(own)}
    text = version.time_text
    return {"time": gettext("Hỏi tại quầy"), "time_more": text if len(text) <= words.LONGEST_CELL else ""}


def _fee(fees: Iterable[FeeRule]) -> dict[str, str]:
    rows = list(fees)
    if any(fee.variant for fee in rows) and len({(fee.amount, fee.unit) for fee in rows}) > 1:
        return {"fee": gettext("Tùy trường hợp"), "fee_more": words.amounts_words(fee.amount for fee in rows)}
    typed = fees_words([(fee.channel, fee.amount, fee.unit) for fee in rows])
    if typed and ":" not in typed:
        said = [rule_words(fee) for fee in rows if fee.tiers or fee.cap or fee.exemptions or fee.is_for_a_time]
        return {"fee": typed, "fee_more": "; ".join(dict.fromkeys(said))}
    if typed:
        return {"fee": gettext("Tùy cách nộp"), "fee_more": typed}
    written = "; ".join(dict.fromkeys(fee.text for fee in rows))
    return {"fee": gettext("Hỏi tại quầy"), "fee_more": written if len(written) <= words.LONGEST_CELL else ""}


def _papers(cases: Cases, documents: Iterable[RequiredDocument]) -> dict[str, str]:
    if cases.fewest != cases.most:
        more = words.papers_between_words(fewest=cases.fewest, most=cases.most)
        return {"papers_count": gettext("Tùy trường hợp"), "papers_more": more}
    handed_in = [paper.name for paper in documents if not (paper.is_note or paper.is_optional)]
    few = handed_in if len(handed_in) <= 2 and not cases.others else []
    count = cases.most if cases.others else len(handed_in)
    return {"papers_count": words.papers_words(count), "papers_more": "; ".join(few)}


def _usual(agency: Agency, version: ProcedureVersion) -> Usual | None:
    """The usual time once enough people had their result in ninety days; before that a few would pass for a promise."""
    use = procedures.use_of(agency=agency, procedure=version.procedure)
    least = office_settings(agency_id=agency.pk)["usual_time_cases"]
    if use is None or use.usual_days is None or use.done_count < least:
        return None
    return Usual(words=words.usual_words(days=use.usual_days), cases=use.done_count)


def _promise(agency: Agency, allowance: Allowance | None, at: datetime) -> Promise | None:
    if allowance is None:
        return None
    due_time = DueTime(office_settings(agency_id=agency.pk)["due_time"])
    calendar = work_calendar(agency=agency, at=at)
    try:
        due = calendar.deadline(start=at, allowance=allowance, due_time=due_time).due_date
    except OutsideCalendar:
        return None
    return Promise(date=due, is_today=due == calendar.local_date(at))


def _in_doubt(version: ProcedureVersion) -> tuple[str, ...]:
    """What of it a person still has to check, in words; the reader hears it before they come."""
    labels = {"time": gettext("thời hạn"), "fee": gettext("mức thu")}
    open_items = version.review_items.filter(settled_at=None).order_by("what").values_list("what", flat=True)
    return tuple(labels[what] for what in dict.fromkeys(open_items) if what in labels)
