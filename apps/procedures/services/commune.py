"""The catalogue this project carries: fifty commune procedures as records, and how a commune arranges them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from apps.core.copying import learn
from apps.core.folding import fold
from apps.officials.models import Agency
from apps.procedures.domain.form_schema import fields_of
from apps.procedures.domain.merging import check_template
from apps.procedures.models import Arrangement, Offering, ProcedureVersion, WorkflowStep
from apps.procedures.services.bundling import put_up_bundles
from apps.procedures.services.guiding import put_up_signposts
from apps.procedures.services.importing import ImportReport, load_file
from apps.procedures.services.workflows import own_workflow, rows_of

DATA = Path(__file__).resolve().parent.parent / "data"
OWN_CATALOGUE = DATA / "commune_catalogue.jsonl"
OWN_OFFERINGS = DATA / "offerings.json"
OWN_FORMS = DATA / "forms"


@transaction.atomic
def load_commune_catalogue(*, agency: Agency, at: datetime) -> ImportReport:
    """Load our own procedures and offer them at an agency; what is arranged there already stays as it is."""
    report = load_file(path=OWN_CATALOGUE, at=at)
    _offer(agency=agency, at=at, arranged=json.loads(OWN_OFFERINGS.read_text(encoding="utf-8")))
    put_up_signposts()
    learn(Offering, Arrangement)
    put_up_bundles(agency=agency)
    return report


def _offer(*, agency: Agency, at: datetime, arranged: Mapping[str, Any]) -> None:
    rows = {str(row["code"]): row for row in arranged["offerings"]}
    offered = Offering.objects.filter(agency=agency).values_list("procedure__code", flat=True)
    first = ProcedureVersion.objects.filter(procedure__code__in=rows, number=1).select_related("procedure")
    versions = {version.procedure.code: version for version in first.exclude(procedure__code__in=list(offered))}
    offerings = Offering.objects.bulk_create(
        [_offering(agency, version, rows[code]) for code, version in versions.items()]
    )
    arrangements = Arrangement.objects.bulk_create(
        [
            _arrangement(offering, version, rows[code], arranged["forms"], at)
            for (code, version), offering in zip(versions.items(), offerings, strict=True)
        ]
    )
    WorkflowStep.objects.bulk_create(
        [
            step
            for code, arrangement in zip(versions, arrangements, strict=True)
            for step in rows_of(arrangement=arrangement, steps=own_workflow(code=code))
        ]
    )


def _offering(agency: Agency, version: ProcedureVersion, row: Mapping[str, Any]) -> Offering:
    names = [str(name) for name in row["names"]]
    return Offering(
        agency=agency,
        procedure=version.procedure,
        is_open=row["is_open"],
        accepts_online=row["accepts_online"],
        is_received_at_desk="specialised_office" not in row,
        specialised_office=row.get("specialised_office", ""),
        is_returned_on_the_spot=row["is_returned_on_the_spot"],
        courtesy=row.get("courtesy", ""),
        explanation=row["explanation"],
        keywords="\n".join(names),
        folded_keywords="\n".join(fold(name) for name in names),
    )


def _arrangement(
    offering: Offering, version: ProcedureVersion, row: Mapping[str, Any], forms: Mapping[str, list[Any]], at: datetime
) -> Arrangement:
    schema, result = _form(str(row["form"]), forms)
    return Arrangement(
        offering=offering,
        number=1,
        effective_from=version.effective_from,
        published_at=at,
        saved_at=at,
        supplement_mode=row["supplement_mode"],
        form_schema=schema,
        result_template=result,
        second_party=row.get("second_party", ""),
        most_copies=row.get("most_copies", 0),
        # Should the national text come in with a time that cannot be read, the office goes on with the one it knows.
        settled_amount=version.allowance_amount,
        settled_unit=version.allowance_unit,
    )


def _form(name: str, short: Mapping[str, list[Any]]) -> tuple[dict[str, Any], str]:
    """A form and the text of its result: a whole one has a file of its own, a short one stands with the offerings."""
    file = OWN_FORMS / f"{name}.json"
    whole = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"fields": short[name], "result": ""}
    schema, result = {"fields": whole["fields"]}, str(whole["result"])
    check_template(template=result, fields=fields_of(schema))
    return schema, result
