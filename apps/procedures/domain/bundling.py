"""One form over several procedures: what they ask alike is asked once, and every answer finds its way back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from apps.procedures.domain.answering import shown_when
from apps.procedures.domain.conditions import All, AnyOf, Asks, Condition, Not, fields_asked, holds
from apps.procedures.domain.form_schema import FieldType, FormField

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """The form of one procedure. `shares`: own question → the earlier one that answers it; `given`: own → answer."""

    key: str
    name: str
    fields: tuple[FormField, ...]
    shares: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonForm:
    """The one form, and where each question of each part is answered: by part, own name → common name."""

    fields: tuple[FormField, ...]
    places: Mapping[str, Mapping[str, str]]
    given: Mapping[str, Mapping[str, Any]]

    def own_answers(self, key: str, *, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What one part is told when the common form says this."""
        told = {own: answers[common] for own, common in self.places[key].items() if common in answers}
        return told | dict(self.given[key])

    def answers_of(self, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """The common answers, from what each part keeps; the first part that was told something says it."""
        found: dict[str, Any] = {}
        for key, places in self.places.items():
            for own, common in places.items():
                answer = kept.get(key, {}).get(own)
                if answer not in (None, "", [], {}) and common not in found:
                    found[common] = answer
        return found


def common_form(parts: Sequence[FormPart]) -> CommonForm:
    """The union of the forms in their order. A question is one with an earlier one where the part says so, or where
    both read the same under the same heading; it is then shown, and demanded, as soon as one of the parts wants it.
    """
    fields: list[FormField] = []
    places: dict[str, dict[str, str]] = {}
    answered: set[str] = set()
    for part in parts:
        places[part.key] = _add(part, fields, answered)
        answered |= set(part.given)
    return CommonForm(
        fields=tuple(_without_empty_sections(fields)), places=places, given={part.key: part.given for part in parts}
    )


def _add(part: FormPart, fields: list[FormField], answered: Collection[str]) -> dict[str, str]:
    """Put the questions of one more part behind those that stand; its own names and where they are answered.

    `answered`: own names of earlier parts to which the event gives an answer; no other question may bear them.
    """
    standing = {one.name: place for place, one in enumerate(fields)}
    places = {own.name: _one_with(own, part, fields, standing) for own in part.fields if own.name not in part.given}
    taken = {*standing, *answered}
    names = {own: common or _free(own, part.key, taken) for own, common in places.items()}
    legends = {one.group for one in fields if one.group}
    for own in part.fields:
        if own.name in part.given:
            continue
        shown = _decided(shown_when(own, part.fields), part.given)
        if shown is False:
            names.pop(own.name)
            continue
        alone = _renamed(own, names, None if shown is True else shown, part)
        if places[own.name]:
            place = standing[names[own.name]]
            fields[place] = _wanted_by_either(fields[place], alone, {one.name for one in fields[:place]})
        else:
            fields.append(_under_its_own_heading(alone, legends, part.name) if fields else alone)
    return {own: common for own, common in names.items() if _is_asked(own, part.fields)}


def _one_with(own: FormField, part: FormPart, fields: Sequence[FormField], standing: Mapping[str, int]) -> str:
    """The earlier question that this one is, empty where it is a question of its own."""
    if own.type is FieldType.SECTION:
        return ""
    told = part.shares.get(own.name, "")
    if told in standing and fields[standing[told]].type is own.type:
        return told
    return next((one.name for one in fields if _reads_the_same(one, own)), "")


def _reads_the_same(one: FormField, other: FormField) -> bool:
    return all(
        getattr(one, name) == getattr(other, name) for name in ("label", "group", "type", "options", "columns", "signs")
    )


def _free(own: str, key: str, taken: Collection[str]) -> str:
    return own if own not in taken else f"{key}_{own}"[:LONGEST_NAME]


def _renamed(own: FormField, names: Mapping[str, str], shown: Condition | None, part: FormPart) -> FormField:
    """The question under its common name, its conditions about common names; a section no longer hides it alone."""
    needed = _decided(own.required_when, part.given)
    return replace(
        own,
        name=names[own.name],
        section="",
        show_when=_translated(shown, names) if shown else None,
        required=needed if isinstance(needed, bool) and own.required_when else own.required,
        required_when=None if isinstance(needed, bool) or needed is None else _translated(needed, names),
        not_before=names.get(own.not_before, ""),
        signs=tuple(names.get(name, name) for name in own.signs),
    )


def _wanted_by_either(one: FormField, other: FormField, above: set[str]) -> FormField:
    """One question for two: shown when either shows it, as far as that can be told from above it."""
    either = [one.show_when, other.show_when]
    shown = AnyOf((one.show_when, other.show_when)) if one.show_when and other.show_when else None
    if shown and not set(fields_asked(shown)) <= above:
        shown = None
    needs = [_needed(field, condition) for field, condition in zip((one, other), either, strict=True)]
    conditions = tuple(dict.fromkeys(need for need in needs if not isinstance(need, bool)))
    is_always = any(need is True for need in needs)
    return replace(
        one,
        show_when=shown,
        required=is_always,
        required_when=None if is_always or not conditions else _any(conditions),
        until_today=one.until_today or other.until_today,
    )


def _needed(one: FormField, shown: Condition | None) -> Condition | bool:
    """When a question has to be answered: always, never, or on a condition."""
    if one.required_when is None:
        return (shown or True) if one.required else False
    return All((shown, one.required_when)) if shown else one.required_when


def _any(conditions: tuple[Condition, ...]) -> Condition:
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def _under_its_own_heading(one: FormField, legends: set[str], name: str) -> FormField:
    """«Kết quả (Cấp bản sao trích lục)», where an earlier part has a heading of these words."""
    if one.group not in legends:
        return one
    heading = f"{one.group} ({name})"
    return replace(one, group=heading, label=heading if one.type is FieldType.SECTION else one.label)


def _without_empty_sections(fields: Sequence[FormField]) -> Iterable[FormField]:
    """A heading under which nothing is left to say is not drawn."""
    filled = {one.group for one in fields if one.type is not FieldType.SECTION}
    return (one for one in fields if one.type is not FieldType.SECTION or one.group in filled)


def _is_asked(own: str, fields: Iterable[FormField]) -> bool:
    return any(one.name == own and one.is_asked for one in fields)


def _decided(condition: Condition | None, given: Mapping[str, Any]) -> Condition | bool | None:
    """What is left of a condition once the given answers are known: nothing to ask, or a smaller question."""
    match condition:
        case None:
            return None
        case Asks():
            is_known = condition.field.partition(".")[0] in given
            return holds(condition, answers=given) if is_known else condition
        case Not(part):
            left = _decided(part, given)
            return not left if isinstance(left, bool) else Not(left) if left else None
        case All(parts):
            return _joined([_decided(part, given) for part in parts], decides=False)
        case AnyOf(parts):
            return _joined([_decided(part, given) for part in parts], decides=True)


def _joined(parts: Sequence[Condition | bool | None], *, decides: bool) -> Condition | bool:
    if any(part is decides for part in parts):
        return decides
    left = tuple(part for part in parts if part is not None and not isinstance(part, bool))
    if not left:
        return not decides
    return left[0] if len(left) == 1 else (AnyOf(left) if decides else All(left))


def _translated(condition: Condition, names: Mapping[str, str]) -> Condition:
    match condition:
        case Asks(name, test, values):
            whole, dot, part = name.partition(".")
            return Asks(names.get(whole, whole) + dot + part, test, values)
        case Not(part):
            return Not(_translated(part, names))
        case All(parts):
            return All(tuple(_translated(part, names) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_translated(part, names) for part in parts))
