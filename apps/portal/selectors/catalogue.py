"""`/thu-tuc/`: the list with its facets, and one procedure with the answer first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.portal.domain.catalogue import Asked
from apps.portal.labels import catalogue as words
from apps.procedures import selectors as procedures
from apps.procedures.domain.checklist import is_only_if
from apps.procedures.domain.searching import Part
from apps.procedures.labels import CHANNELS, allowance_words, fees_words
from apps.procedures.models import ChannelRule, Fee, Offering, ProcedureVersion, RequiredDocument
from apps.procedures.selectors import PER_PAGE, Found, Hit, Wanted
from apps.worktime import Allowance, DueTime, OutsideCalendar, Unit

HERE = "portal:catalogue"
FORMS_TO_FILL = ("Tờ khai", "Đơn ", "Giấy đề nghị", "Thông báo ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One procedure in the list."""

    code: str
    href: str
    title: tuple[Part, ...]
    why: str
    field: str
    time: str
    fee: str
    where: str
    is_done_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One box of a facet."""

    id: str
    name: str
    value: str
    words: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that was ticked, and the address without it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The catalogue as one view shows it."""

    asked: Asked
    summary: str
    total: int
    rows: tuple[Row, ...]
    fields: tuple[Option, ...]
    ways: tuple[Option, ...]
    times: tuple[Option, ...]
    chips: tuple[Chip, ...]
    shown: str
    newer: str
    older: str
    everywhere: str


def page(*, asked: Asked, agency: Agency | None, at: datetime) -> ListPage:
    """The answers to a question with what narrows them; as many queries for one row as for twenty."""
    wanted = Wanted(fields=asked.fields, online=asked.online, time=asked.time, everywhere=asked.everywhere)
    found = procedures.find(text=asked.text, agency=agency, at=at, wanted=wanted, page=asked.page)
    first = (asked.page - 1) * PER_PAGE + 1
    last = first + len(found.hits) - 1
    return ListPage(
        asked=asked,
        summary=words.found_words(total=found.total, text=asked.text, is_guess=found.is_guess),
        total=found.total,
        rows=tuple(_row(hit) for hit in found.hits),
        fields=tuple(
            Option(
                id=f"lv-{number}",
                name="linh-vuc",
                value=field.slug,
                words=field.name,
                count=field.count,
                is_on=field.slug in asked.fields,
            )
            for number, field in enumerate(found.fields, start=1)
        ),
        ways=_ways(found, asked),
        times=_times(found, asked),
        chips=_chips(found, asked),
        shown=words.shown_words(first=first, last=last, total=found.total) if found.hits else "",
        newer=_address(asked.but(page=asked.page - 1)) if asked.page > 1 else "",
        older=_address(asked.but(page=asked.page + 1)) if found.has_more else "",
        everywhere="" if asked.everywhere else _address(asked.but(everywhere=True)),
    )


def _address(asked: Asked) -> str:
    return f"{reverse(HERE)}?{asked.query}" if asked.query else reverse(HERE)


def _row(hit: Hit) -> Row:
    told = [(fee.channel, fee.amount, fee.unit) for fee in hit.fees]
    return Row(
        code=hit.code,
        href=reverse("portal:procedure", args=[hit.code]),
        title=hit.title,
        why=hit.offering.explanation if hit.offering else "",
        field=hit.version.field.name,
        time=words.time_in_a_row(allowance=hit.allowance, text=hit.version.time_text),
        fee=words.fee_in_a_row(words=fees_words(told), texts=(fee.text for fee in hit.fees)),
        where=words.where_words(channels=_ways_in(hit.channels, hit.offering)),
        is_done_here=hit.offering is not None and hit.offering.is_open,
    )


def _ways_in(channels: Iterable[ChannelRule], offering: Offering | None) -> list[str]:
    """The ways the law knows; the one through the net only if we take it."""
    lawful = dict.fromkeys(rule.channel for rule in channels)
    return [way for way in lawful if way != "online" or offering is None or offering.accepts_online]


def _ways(found: Found, asked: Asked) -> tuple[Option, ...]:
    words_of_it = gettext("Qua mạng, không phải đến")
    return (Option(id="qm", name="qua-mang", value="1", words=words_of_it, count=found.online, is_on=asked.online),)


def _times(found: Found, asked: Asked) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=f"xt-{number}",
            name="xong-trong",
            value=value,
            words=str(label),
            count=found.times[value],
            is_on=asked.time == value,
        )
        for number, (value, label) in enumerate(words.TIME_LABELS.items(), start=1)
    )


def _chips(found: Found, asked: Asked) -> tuple[Chip, ...]:
    names = {field.slug: field.name for field in found.fields}
    chips = [
        Chip(words=names[slug], href=_address(asked.but(fields=tuple(f for f in asked.fields if f != slug))))
        for slug in asked.fields
        if slug in names
    ]
    if asked.online:
        chips.append(Chip(words=gettext("Qua mạng"), href=_address(asked.but(online=False))))
    if asked.time:
        chips.append(Chip(words=str(words.TIME_LABELS[asked.time]), href=_address(asked.but(time=""))))
    if asked.everywhere:
        chips.append(Chip(words=gettext("Cả thủ tục nơi khác"), href=_address(asked.but(everywhere=False))))
    return tuple(chips)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper to bring, and what there is to say about it."""

    name: str
    note: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGroup:
    """The papers of one case; those for everybody have no case. `sometimes` are asked of some people only."""

    case: str
    papers: tuple[Paper, ...]
    sometimes: tuple[Paper, ...]


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
    groups: tuple[PaperGroup, ...]
    remarks: tuple[str, ...]
    steps: tuple[str, ...]
    written: tuple[Written, ...]
    file_href: str
    is_done_here: bool
    in_doubt: tuple[str, ...]


def procedure(*, code: str, agency: Agency | None, at: datetime) -> ProcedurePage:
    """Everything the page of a procedure shows. Raises ProcedureVersion.DoesNotExist."""
    version = procedures.version_in_force(code=code, at=at)
    offering = Offering.objects.filter(agency=agency, procedure_id=version.procedure_id).first()
    channels = procedures.channels_of(versions=[version])[version.pk]
    fees = procedures.fees_of(versions=[version])[version.pk]
    documents = list(version.documents.order_by("position"))
    is_done_here = offering is not None and offering.is_open
    allowance = offering.allowance_under(version) if offering else version.allowance
    handed_in = [paper for paper in documents if not (paper.is_note or paper.is_optional)]
    can_file = offering is not None and is_done_here and offering.accepts_online and allowance is not None
    return ProcedurePage(
        version=version,
        code=code,
        why=offering.explanation if offering else "",
        names=tuple(offering.keywords.split("\n")) if offering and offering.keywords else (),
        **_time(allowance, version, channels),
        **_fee(fees),
        papers_count=words.papers_words(len(handed_in)),
        papers_more="; ".join(paper.name for paper in handed_in[:2]) if len(handed_in) <= 2 else "",
        where=words.where_words(channels=_ways_in(channels, offering)),
        promise=_promise(agency, allowance, at) if agency and is_done_here else None,
        groups=_groups(documents, online=can_file),
        remarks=tuple(paper.name for paper in documents if paper.is_note),
        steps=tuple(line.strip() for line in version.steps.split("\n") if line.strip()),
        written=tuple(
            Written(way=str(CHANNELS[rule.channel]), time=rule.time_text, fee=rule.fee_text, note=rule.note)
            for rule in channels
        ),
        file_href=reverse("portal:file", args=[code]) if can_file else "",
        is_done_here=is_done_here,
        in_doubt=_in_doubt(version),
    )


def _time(allowance: Allowance | None, version: ProcedureVersion, channels: Iterable[ChannelRule]) -> dict[str, str]:
    if allowance:
        more = words.same_day_words() if allowance.unit is Unit.SAME_DAY else ""
        return {"time": allowance_words(allowance), "time_more": more}
    own = [(rule.channel, rule.allowance) for rule in channels if rule.allowance]
    if own:
        return {"time": gettext("Tùy việc"), "time_more": words.times_by_channel(own)}
    text = version.time_text
    return {"time": gettext("Hỏi tại quầy"), "time_more": text if len(text) <= words.LONGEST_CELL else ""}


def _fee(fees: Iterable[Fee]) -> dict[str, str]:
    rows = list(fees)
    typed = fees_words([(fee.channel, fee.amount, fee.unit) for fee in rows])
    if typed and ":" not in typed:
        return {"fee": typed, "fee_more": ""}
    if typed:
        return {"fee": gettext("Tùy cách nộp"), "fee_more": typed}
    written = "; ".join(dict.fromkeys(fee.text for fee in rows))
    return {"fee": gettext("Hỏi tại quầy"), "fee_more": written if len(written) <= words.LONGEST_CELL else ""}


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


def _groups(documents: Iterable[RequiredDocument], *, online: bool) -> tuple[PaperGroup, ...]:
    cases: dict[str, list[RequiredDocument]] = {}
    for paper in documents:
        if not paper.is_note:
            cases.setdefault(paper.case, []).append(paper)
    return tuple(
        PaperGroup(
            case=case,
            papers=tuple(_paper(paper, online=online) for paper in papers if not is_only_if(paper.name)),
            sometimes=tuple(_paper(paper, online=online) for paper in papers if is_only_if(paper.name)),
        )
        for case, papers in cases.items()
    )


def _paper(paper: RequiredDocument, *, online: bool) -> Paper:
    if paper.is_shown_only:
        return Paper(name=paper.name, note=gettext("Chỉ để xem"), icon="id")
    if paper.name.startswith(FORMS_TO_FILL):
        return Paper(name=paper.name, note=words.form_words(online=online), icon="circle-check")
    note = words.count_words(originals=paper.originals, copies=paper.copies)
    return Paper(name=paper.name, note=note, icon="file-certificate")


def _in_doubt(version: ProcedureVersion) -> tuple[str, ...]:
    """What of it a person still has to check, in words; the reader hears it before they come."""
    labels = {"time": gettext("thời hạn"), "fee": gettext("mức thu")}
    open_items = version.review_items.filter(settled_at=None).order_by("what").values_list("what", flat=True)
    return tuple(labels[what] for what in dict.fromkeys(open_items) if what in labels)
