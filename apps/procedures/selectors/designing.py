"""The form of one procedure as its editor sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from apps.officials.models import Agency
from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.comparing import fingerprint
from apps.procedures.domain.conditions import BadCondition, read_condition
from apps.procedures.domain.form_schema import FieldType, FormField, Problem, fields_of, problems
from apps.procedures.labels.forms import SOURCE_LABELS, TYPE_LABELS, condition_words, problem_words
from apps.procedures.models import Arrangement, Offering, ProcedureVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field in the list: what it asks, of whom, when, and what is wrong with it."""

    name: str
    label: str
    type_label: str
    is_section: bool
    is_required: bool
    is_asked: bool
    shown_when: str
    required_when: str
    source: str
    is_guessed: bool
    problems: Sequence[str]
    details: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A form with the arrangement it belongs to; `arrangement` holds today where no draft lies there."""

    offering: Offering
    name: str
    arrangement: Arrangement | None
    lines: Sequence[Line]
    problems: Sequence[str]

    @property
    def code(self) -> str:
        return self.offering.procedure.code

    @property
    def rows(self) -> list[dict[str, object]]:
        """The form as plain data."""
        return list(self.arrangement.form_schema.get("fields", [])) if self.arrangement else []

    @property
    def seen(self) -> str:
        """What the page shows of the form, to be compared when it is sent back."""
        return fingerprint({"fields": cast("Json", self.rows)})

    @property
    def result_seen(self) -> str:
        """The same of the text of the result."""
        return fingerprint({"text": self.arrangement.result_template if self.arrangement else ""})

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields, empty while the form cannot be shown."""
        if self.arrangement is None or problems(self.arrangement.form_schema):
            return ()
        return fields_of(self.arrangement.form_schema)

    @property
    def guessed(self) -> int:
        """How many fields nobody has checked against the official form."""
        return sum(line.is_guessed for line in self.lines)


def design(*, agency: Agency, code: str) -> Design:
    """The form of a procedure, of the draft where one lies there. Raises Offering.DoesNotExist."""
    offering = Offering.objects.select_related("procedure").get(agency=agency, procedure__code=code)
    arrangement = offering.arrangements.order_by("-number").first()
    version = ProcedureVersion.objects.filter(procedure=offering.procedure).order_by("-number").first()
    schema = arrangement.form_schema if arrangement else {}
    rows, found = schema.get("fields", []), problems(schema)
    return Design(
        offering=offering,
        name=version.short_name if version else code,
        arrangement=arrangement,
        lines=[_line(row, rows, found) for row in rows],
        problems=[problem_words(problem, labels=_labels(rows)) for problem in found],
    )


def _line(row: dict[str, object], rows: Sequence[dict[str, object]], found: Sequence[Problem]) -> Line:
    typed = str(row.get("type", "text"))
    kind = FieldType(typed) if typed in set(FieldType) else FieldType.TEXT
    name = str(row.get("name", ""))
    options = row.get("options")
    columns = row.get("columns")
    listed = [str(each) for each in options] if isinstance(options, list) else []
    listed += [str(each.get("label", "")) for each in columns] if isinstance(columns, list) else []
    return Line(
        name=name,
        label=str(row.get("label", "")),
        type_label=str(TYPE_LABELS[kind]),
        is_section=kind is FieldType.SECTION,
        is_required=bool(row.get("required", True)),
        is_asked=kind not in (FieldType.SECTION, FieldType.NOTE),
        shown_when=_words(row.get("show_when"), rows),
        required_when=_words(row.get("required_when"), rows),
        source=str(SOURCE_LABELS.get(str(row.get("source", "")), "")) if row.get("source") else "",
        is_guessed=bool(row.get("guessed")),
        problems=[problem_words(problem, labels=_labels(rows)) for problem in found if problem.field == name],
        details=" · ".join(listed),
    )


def _labels(rows: Sequence[dict[str, object]]) -> dict[str, str]:
    return {str(row.get("name", "")): str(row.get("label", "")) for row in rows}


def _words(tree: object, rows: Sequence[dict[str, object]]) -> str:
    """A condition in words, with the labels the fields have now."""
    if not tree:
        return ""
    try:
        condition = read_condition(tree)
    except BadCondition:
        return ""
    named = [
        FormField(name=str(row.get("name", "")), label=str(row.get("label", "")), type=FieldType.TEXT) for row in rows
    ]
    return condition_words(condition, named)
