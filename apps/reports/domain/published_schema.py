"""The JSON Schema of a published month: what a stranger's machine may rely on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.reports.domain.published import FLOW_COLUMNS, SCHEMA, Cut

TEXTS = (
    *("schema", "month", "from", "before", "reason", "as_of", "late_basis"),
    *("licence", "licence_address", "attribution", "schema_address"),
)
TEXT: dict[str, Any] = {"type": "string"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def json_schema(*, meanings: Mapping[str, str]) -> dict[str, Any]:
    """The schema with what each key means."""
    words = {name: {"description": meanings[name]} for name in ("key", "name", "cut", *FLOW_COLUMNS)}
    row: dict[str, Any] = {name: TEXT | words[name] for name in ("key", "name")}
    row |= {"cut": {"enum": [cut.value for cut in Cut]} | words["cut"]}
    row |= {name: COUNT | words[name] for name in FLOW_COLUMNS}
    head: dict[str, Any] = dict.fromkeys(TEXTS, TEXT)
    head |= {"version": COUNT, "is_closed": {"type": "boolean"}, "is_demo": {"type": "boolean"}}
    head |= {"agency": _object({"code": TEXT, "name": TEXT})}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "version": SCHEMA,
        **_object({"figures": _object(head), "rows": {"type": "array", "minItems": 1, "items": _object(row)}}),
    }


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": dict(properties)}
