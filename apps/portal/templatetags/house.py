"""The house's own words and small marks in templates; loaded everywhere.

Icons and the two badges are tags, not included files: a list of fifty dossiers draws two hundred of them.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from apps.accounts.domain.identity import mask_personal_id, mask_phone, show_phone
from apps.core import labels
from apps.portal.domain.speech import spelled

register = template.Library()
MARKS = 1024

# dossier status → (look, icon); the word comes from dossiers.labels
STATES = {
    "draft": ("quiet", "pencil"),
    "submitted": ("wait", "inbox"),
    "need_fix_intake": ("hand", "edit"),
    "refused": ("end", "ban"),
    "received": ("move", "clipboard-check"),
    "processing": ("move", "settings-cog"),
    "awaiting_supplement": ("pause", "file-plus"),
    "awaiting_payment": ("pause", "cash"),
    "awaiting_partner": ("move", "arrows-exchange"),
    "awaiting_signature": ("move", "writing-sign"),
    "result_ready": ("done", "file-check"),
    "result_sent": ("done", "truck-delivery"),
    "returned": ("end", "circle-check"),
    "unclaimed": ("done", "package"),
    "rejected_result": ("end", "file-x"),
    "withdrawn": ("end", "arrow-back-up"),
    "stopped": ("end", "player-stop"),
}
# how a promise stands → icon; the words come from dossiers.labels
CLOCKS = {
    "ok": "clock-check",
    "soon": "clock-exclamation",
    "late": "alert-triangle",
    "waslate": "alert-triangle",
    "pause": "player-pause",
}
ALERTS = {
    "info": "info-circle",
    "hand": "edit",
    "late": "alert-triangle",
    "warning": "clock-exclamation",
    "success": "circle-check",
    "pause": "tool",
}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A picture from the sprite, silent for screen readers: {% icon "clock" %}."""
    return _icon(str(name), str(extra))


# A list of fifty draws the same few marks again and again: each is put together once in the life of a process.
@lru_cache(maxsize=MARKS)
def _icon(name: str, extra: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        f" {extra}" if extra else "",
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def state(code: str, label: str) -> SafeString:
    """Where a dossier is, as a square badge: {% state dossier.status label %}."""
    return _state(str(code), str(label))


@lru_cache(maxsize=MARKS)
def _state(code: str, label: str) -> SafeString:
    look, picture = STATES[code]
    return format_html('<span class="state state--{}">{}{}</span>', look, icon(picture), label)


@register.simple_tag
def clock(kind: str, words: str, size: str = "") -> SafeString:
    """How its promise stands, as a round badge: {% clock kind words %}; kinds are the keys of CLOCKS."""
    return _clock(kind, str(words), size)


@lru_cache(maxsize=MARKS)
def _clock(kind: str, words: str, size: str) -> SafeString:
    extra = f" clock--{size}" if size else ""
    return format_html('<span class="clock clock--{}{}">{}{}</span>', kind, extra, icon(CLOCKS[kind]), words)


@register.simple_tag
def code(reference: str, extra: str = "") -> SafeString:
    """A code to see, and sign by sign for whoever listens: {% code dossier.reference %}."""
    return format_html(
        '<span class="code{}"><span aria-hidden="true">{}</span><span class="visually-hidden spelt">{}</span></span>',
        f" {extra}" if extra else "",
        reference,
        spelled(str(reference)),
    )


@register.simple_tag
def clock_icon(kind: str) -> SafeString:
    """The picture alone, where the words stand in their own rail."""
    return icon(CLOCKS[kind])


@register.simple_tag
def alert_icon(kind: str) -> SafeString:
    """The picture of an alert of this kind."""
    return icon(ALERTS[kind])


@register.simple_tag
def to_mend(field: BoundField, error: str) -> str:
    """One line of the summary, «Ngày sinh: Viết ngày …»; a label that is a sentence keeps its own stop."""
    name = strip_tags(str(getattr(field.field, "named", "") or field.label)).strip()
    if group := getattr(field.field, "group", ""):
        name = f"{group} · {name}"
    return f"{name} {error}" if name[-1:] in ".?!…" else f"{name}: {error}"


@register.simple_tag
def choice_picture(field: BoundField, value: object) -> str:
    """The picture of one choice, where its form has one for it: said once more for whoever reads little."""
    picture = getattr(field.field, "pictures", {}).get(str(value))
    return icon(picture) if picture else ""


@register.simple_tag
def percent(numerator: int, denominator: int) -> str:
    """«95,01%», or nothing where there is nothing to divide by."""
    return labels.percent(numerator=numerator, denominator=denominator) or ""


@register.filter
def weekday(value: date | None) -> str:
    return labels.weekday(value) if value else ""


@register.filter
def day(value: date | None) -> str:
    return labels.day(value) if value else ""


@register.filter
def day_short(value: date | None) -> str:
    return labels.day_short(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    return labels.hour(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return labels.moment(value) if value else ""


@register.filter
def stamp(value: datetime | None) -> str:
    return labels.stamp(value) if value else ""


@register.filter
def money(value: int | None) -> str:
    return labels.money(value) if value is not None else ""


@register.filter
def number(value: int | None) -> str:
    return labels.number(value) if value is not None else ""


@register.filter
@stringfilter
def phone(value: str) -> str:
    return show_phone(value)


@register.filter
@stringfilter
def masked_phone(value: str) -> str:
    return mask_phone(value)


@register.filter
@stringfilter
def masked_id(value: str) -> str:
    return mask_personal_id(value)
