"""An electronic form as data: which fields in which group, checked before anybody is asked to fill them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from apps.procedures.domain.conditions import BadCondition, Condition, fields_asked, questions, read_condition


class FieldType(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    PHONE = "phone"
    PERSONAL_ID = "personal_id"
    ADDRESS = "address"
    TABLE = "table"
    SIGNERS = "signers"
    FILE = "file"
    NOTE = "note"
    SECTION = "section"


SAID_ONLY = frozenset({FieldType.NOTE, FieldType.SECTION})  # they tell and ask nothing
UNPRINTED = SAID_ONLY | {FieldType.FILE}  # no answer is kept under their name: a file is a paper of the dossier
IN_A_TABLE = frozenset(FieldType) - UNPRINTED - {FieldType.ADDRESS, FieldType.TABLE, FieldType.SIGNERS}
BOUNDED = frozenset({FieldType.NUMBER, FieldType.MONEY})

# What a form may be filled in with beforehand: about the person in whose name it is filed …
SOURCES = (
    "applicant.name",
    "applicant.personal_id",
    "applicant.birth_date",
    "applicant.phone",
    "applicant.email",
    "applicant.address",
)
# … and what the same person answered to a question of the same name in an earlier dossier.
EARLIER = "earlier"
MOST_FIELDS, MOST_ROWS = 150, 20


@dataclass(frozen=True, slots=True)
class FormField:
    """One question: its name in the answers, and what the reader sees.

    `source` names what portal and desk fill it in with; `until_today` refuses a day that has not come, such as a birth;
    `not_before` names an earlier question whose day comes first; `signs` names the earlier questions that say who the
    signers are; `guessed` tells the editor that nobody has checked
    the question against the official form.
    """

    name: str
    label: str
    type: FieldType
    group: str = ""
    hint: str = ""
    required: bool = True
    options: tuple[str, ...] = ()
    source: str = ""
    until_today: bool = False
    not_before: str = ""
    least: int | None = None
    most: int | None = None
    columns: tuple[FormField, ...] = ()
    signs: tuple[str, ...] = ()
    section: str = ""
    show_when: Condition | None = None
    required_when: Condition | None = None
    guessed: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether it has an answer among the answers."""
        return self.type not in UNPRINTED

    @property
    def rows(self) -> tuple[int, int]:
        """The fewest and the most rows of a table."""
        return (self.least if self.least is not None else int(self.required), self.most or MOST_ROWS)


class Fault(StrEnum):
    """Why a form cannot be shown as it is written."""

    NAME = "name"
    LABEL = "label"
    TYPE = "type"
    OPTIONS = "options"
    SOURCE = "source"
    REPEATED = "repeated"
    COLUMNS = "columns"
    SIGNERS = "signers"
    BOUNDS = "bounds"
    CONDITION = "condition"
    ASKS_NOTHING = "asks_nothing"
    ASKS_LATER = "asks_later"
    ASKS_OPTION = "asks_option"
    DAY_BEFORE = "day_before"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: of which field, and what other thing it is about."""

    field: str
    fault: Fault
    about: str = ""


class BadSchema(ValueError):
    """The form cannot be shown as it is written; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.fault} {one.about}".strip() for one in problems))
        self.problems = tuple(problems)


_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def fields_of(schema: Mapping[str, Any]) -> tuple[FormField, ...]:
    """The fields in order, each with the section it stands in. Raises BadSchema where one is unusable."""
    fields, found = _read(schema)
    if found:
        raise BadSchema(found)
    return fields


def problems(schema: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything that keeps this form from being shown, in the order of its fields."""
    return tuple(_read(schema)[1])


def _read(schema: Mapping[str, Any]) -> tuple[tuple[FormField, ...], list[Problem]]:
    found: list[Problem] = []
    fields: list[FormField] = []
    rows = schema.get("fields", [])
    if len(rows) > MOST_FIELDS:
        found.append(Problem("", Fault.TOO_MANY))
    for row in rows[:MOST_FIELDS]:
        try:
            fields.append(_field(row))
        except BadSchema as bad:
            found += bad.problems
    placed = tuple(_placed(fields))
    return placed, found + [problem for place, field in enumerate(placed) for problem in _among(field, placed, place)]


def _placed(fields: Sequence[FormField]) -> Iterator[FormField]:
    """A section gives its name to whatever follows it."""
    section: FormField | None = None
    for field in fields:
        if field.type is FieldType.SECTION:
            section = replace(field, group=field.label)
            yield section
        elif section is not None and not field.group:
            yield replace(field, group=section.label, section=section.name)
        else:
            yield field


def _field(row: Mapping[str, Any], *, columns_of: str = "") -> FormField:
    name = str(row.get("name", ""))
    known = columns_of or name
    if not _NAME.fullmatch(name):
        raise BadSchema([Problem(known, Fault.NAME, name)])
    if not str(row.get("label", "")).strip():
        raise BadSchema([Problem(known, Fault.LABEL, name)])
    try:
        kind = FieldType(row.get("type", "text"))
    except ValueError:
        raise BadSchema([Problem(known, Fault.TYPE, str(row.get("type"))[:40])]) from None
    field = FormField(
        name=name,
        label=str(row["label"]),
        type=kind,
        group=str(row.get("group", "")),
        hint=str(row.get("hint", "")),
        required=bool(row.get("required", kind not in SAID_ONLY)),
        options=tuple(str(option) for option in row.get("options", ())),
        source=str(row.get("source", "")),
        until_today=bool(row.get("until_today", False)),
        not_before=str(row.get("not_before", "")),
        least=_whole(row.get("least")),
        most=_whole(row.get("most")),
        columns=tuple(_field(column, columns_of=known) for column in row.get("columns", ())),
        signs=tuple(str(name) for name in row.get("signs", ())),
        show_when=_condition(row, "show_when", known),
        required_when=_condition(row, "required_when", known),
        guessed=bool(row.get("guessed", False)),
    )
    if faults := [Problem(known, fault) for fault in _alone(field)]:
        raise BadSchema(faults)
    return field


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _condition(row: Mapping[str, Any], key: str, name: str) -> Condition | None:
    if not row.get(key):
        return None
    try:
        return read_condition(row[key])
    except BadCondition as bad:
        raise BadSchema([Problem(name, Fault.CONDITION)]) from bad


def _alone(field: FormField) -> Iterator[Fault]:
    """What is wrong with a field whatever stands around it."""
    is_choice, are_signers = field.type is FieldType.CHOICE, field.type is FieldType.SIGNERS
    if (is_choice or are_signers) != bool(field.options) or len(set(field.options)) != len(field.options):
        yield Fault.OPTIONS
    if (are_signers and len(field.options) != 2) or len(field.signs) not in (0, 2 * are_signers):
        yield Fault.SIGNERS
    if field.source and field.source not in SOURCES and field.source != EARLIER:
        yield Fault.SOURCE
    if field.least is not None and field.most is not None and field.least > field.most:
        yield Fault.BOUNDS
    if field.type is FieldType.TABLE:
        names = [column.name for column in field.columns]
        fits = all(column.type in IN_A_TABLE and not column.show_when for column in field.columns)
        if not names or len(set(names)) != len(names) or not fits or (field.most or 0) > MOST_ROWS:
            yield Fault.COLUMNS
    elif field.columns:
        yield Fault.COLUMNS


def _among(field: FormField, fields: Sequence[FormField], place: int) -> Iterator[Problem]:
    """What is wrong with a field where it stands: a condition may ask only what was answered above it."""
    above = {other.name: other for other in fields[:place]}
    below = {other.name for other in fields[place:]}
    if field.name in above:
        yield Problem(field.name, Fault.REPEATED)
    conditions = [condition for condition in (field.show_when, field.required_when) if condition]
    for asked in dict.fromkeys(name for condition in conditions for name in fields_asked(condition)):
        if asked in below:
            yield Problem(field.name, Fault.ASKS_LATER, asked)
        elif asked not in above or not above[asked].is_asked:
            yield Problem(field.name, Fault.ASKS_NOTHING, asked)
    for asks in (asks for condition in conditions for asks in questions(condition) if asks.field in above):
        if above[asks.field].options and not set(asks.values) <= set(above[asks.field].options):
            yield Problem(field.name, Fault.ASKS_OPTION, asks.field)
    for name in field.signs:
        if name not in above or above[name].type is not FieldType.TEXT:
            yield Problem(field.name, Fault.SIGNERS, name)
    if field.not_before and (field.not_before not in above or above[field.not_before].type is not FieldType.DATE):
        yield Problem(field.name, Fault.DAY_BEFORE, field.not_before)
