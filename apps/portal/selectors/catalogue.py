"""`/thu-tuc/`: the list with its facets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from apps.officials.models import Agency
from apps.portal.domain.catalogue import Asked
from apps.portal.labels import catalogue as words
from apps.procedures import selectors as procedures
from apps.procedures.domain.searching import Part
from apps.procedures.labels import fees_words
from apps.procedures.models import ChannelRule, Offering
from apps.procedures.selectors import BY_ALPHABET, PER_PAGE, Found, Hit, Wanted

HERE = "portal:catalogue"


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
class Sort:
    """One order of the list, and the address that has it."""

    words: str
    href: str
    is_on: bool


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
    sorts: tuple[Sort, ...]
    shown: str
    newer: str
    older: str
    everywhere: str


def page(*, asked: Asked, agency: Agency | None, at: datetime) -> ListPage:
    """The answers to a question with what narrows them; as many queries for one row as for twenty."""
    wanted = Wanted(
        fields=asked.fields, online=asked.online, time=asked.time, everywhere=asked.everywhere, sort=asked.sort
    )
    found = procedures.find(text=asked.text, agency=agency, at=at, wanted=wanted, page=asked.page)
    first = (asked.page - 1) * PER_PAGE + 1
    last = first + len(found.hits) - 1
    return ListPage(
        asked=asked,
        summary=words.found_words(total=found.total, text=asked.text, is_guess=found.is_guess),
        total=found.total,
        rows=tuple(row_of(hit) for hit in found.hits),
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
        sorts=_sorts(asked) if found.total > 1 else (),
        shown=words.shown_words(first=first, last=last, total=found.total) if found.hits else "",
        newer=_address(asked.but(page=asked.page - 1)) if asked.page > 1 else "",
        older=_address(asked.but(page=asked.page + 1)) if found.has_more else "",
        everywhere="" if asked.everywhere else _address(asked.but(everywhere=True)),
    )


def _address(asked: Asked) -> str:
    return f"{reverse(HERE)}?{asked.query}" if asked.query else reverse(HERE)


def row_of(hit: Hit) -> Row:
    """A procedure as its line in a list says it."""
    told = [(fee.channel, fee.amount, fee.unit) for fee in hit.fees]
    return Row(
        code=hit.code,
        href=reverse("portal:procedure", args=[hit.code]),
        title=hit.title,
        why=hit.offering.explanation if hit.offering else "",
        field=hit.version.field.name,
        time=words.time_in_a_row(allowance=hit.allowance, text=hit.version.time_text),
        fee=words.fee_in_a_row(words=fees_words(told), texts=(fee.text for fee in hit.fees)),
        where=words.where_words(channels=ways_in(channels=hit.channels, offering=hit.offering)),
        is_done_here=hit.offering is not None and hit.offering.takes_papers,
    )


def ways_in(*, channels: Iterable[ChannelRule], offering: Offering | None) -> list[str]:
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


def _sorts(asked: Asked) -> tuple[Sort, ...]:
    """Of answers the nearest come first unless the reader wants otherwise; the whole list stands by alphabet."""
    plain = "" if asked.text else BY_ALPHABET
    labels = {name: label for name, label in words.SORT_LABELS.items() if name or asked.text}
    return tuple(
        Sort(
            words=str(label),
            href=_address(asked.but(sort="" if name == plain else name)),
            is_on=(asked.sort or plain) == name,
        )
        for name, label in labels.items()
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
