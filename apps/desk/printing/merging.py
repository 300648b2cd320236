"""What the merge fields of a paper say, and an office's words with them put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.paper import wording
from apps.desk.domain.layouts import Layout
from apps.desk.domain.merging import Run, fields_of, merged
from apps.desk.domain.papers import ApologyFacts, Facts, ReceiptFacts, SupplementRequestFacts
from apps.desk.domain.standards import PARTS, standard
from apps.desk.printing.bodies import fee_words, whole

# How a field is set, whatever is written around it.
DRESSED = {"dia_chi_tra_cuu": '<span class="web">{}</span>', "ten_thu_tuc": "<b>{}</b>"}
PHONES = frozenset({"dien_thoai_co_quan", "dien_thoai_huong_dan"})
_PROMISED = frozenset({"ngay_hen_tra", "ngay_hen_lai"})
_ON_PAPER = "Giấy lập thành 02 liên, một liên giao người nộp, một liên lưu theo hồ sơ."


def words_of(*, text: str, facts: Facts) -> list[SafeString]:
    """The paragraphs of an office's text, safe to be printed: every letter of it is a letter."""
    paragraphs = merged(text=text, values=values_of(facts))
    return [mark_safe("".join(_set(run) for run in paragraph)) for paragraph in paragraphs]  # noqa: S308


def _set(run: Run) -> str:
    return format_html(DRESSED.get(run.field, "{}"), run.text) if run.text else conditional_escape("")


def values_of(facts: Facts) -> dict[str, str]:
    """Every merge field of this paper, worded as papers word it; nothing for what is not there."""
    found = {field.name: _said(field.name, _at(facts, field.path)) for field in fields_of(facts.kind)}
    return found | _odd(facts)


def _odd(facts: Facts) -> dict[str, str]:
    """Fields that say more than the fact they come from."""
    if isinstance(facts, ReceiptFacts):
        copies = "Giấy điện tử thay cho giấy nhận tại quầy." if facts.is_electronic else _ON_PAPER
        return {"phi_le_phi": fee_words(facts), "so_lien": copies}
    if isinstance(facts, SupplementRequestFacts):
        return {"dien_thoai_huong_dan": whole(facts.contact_phone or facts.head.issuer.phone)}
    if isinstance(facts, ApologyFacts):
        return {"ngay_tiep_nhan": wording.day_in_words(wording.local(facts.received_at).date())}
    return {}


def _at(facts: Facts, path: str) -> Any:
    value: Any = facts
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _said(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return wording.promise_in_words(value) if name in _PROMISED else wording.instant_in_words(value)
    if isinstance(value, date):
        return wording.dated(value)
    if isinstance(value, tuple):
        return "; ".join(str(getattr(item, "name", item)) for item in value)
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, bool):
        return ""
    return whole(str(value)) if name in PHONES else str(value)


def without(*, facts: Facts, layout: Layout) -> tuple[Facts, frozenset[str]]:
    """The facts without what the layout leaves out, and the words of printing that go as well."""
    words = set()
    for part in layout.hidden:
        if part not in standard(facts.kind).parts:
            continue  # what a form fixes stays, whatever was stored
        path = PARTS[part].split(".")
        if any(field.name == path[0] for field in fields(facts)):
            facts = _blanked(facts, path)
        else:
            words.add(path[0])
    return facts, frozenset(words)


def _blanked(value: Any, path: list[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_blanked(item, path) for item in value)
    if not path or not is_dataclass(value):
        return type(value)()
    return replace(value, **{path[0]: _blanked(getattr(value, path[0]), path[1:])})  # type: ignore[type-var]


def lines_beyond(*, facts: Facts, layout: Layout, letters_a_line: int) -> int:
    """How many lines the office's words take more than ours did."""
    usual = standard(facts.kind)
    pairs = ((layout.opening, usual.opening), (layout.closing, usual.closing), (layout.footer, ""))
    return sum(max(0, _lines(ours, letters_a_line) - _lines(theirs, letters_a_line)) for ours, theirs in pairs if ours)


def _lines(text: str, letters_a_line: int) -> int:
    return sum(1 + len(line) // letters_a_line for line in text.split("\n")) if text else 0


def slots(*, facts: Facts, layout: Layout) -> Mapping[str, list[SafeString]]:
    """The words around the facts: the office's, or the standard."""
    usual = standard(facts.kind)
    return {
        "opening": words_of(text=layout.opening or usual.opening, facts=facts),
        "closing": words_of(text=layout.closing or usual.closing, facts=facts),
        "footer": words_of(text=layout.footer, facts=facts),
    }
