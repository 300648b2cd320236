"""What people used lately, handed down at night by whoever counts dossiers; the catalogue itself knows none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from apps.officials.models import Agency
from apps.procedures.domain.usual import Use
from apps.procedures.models import ProcedureUse


@transaction.atomic
def put_uses(*, agency: Agency, since: date, until: date, uses: Sequence[Use]) -> None:
    """Keep the figures of an agency for the days from `since` to `until`; what is not among them was not used."""
    ProcedureUse.objects.filter(agency=agency).exclude(procedure__in=[use.procedure_id for use in uses]).delete()
    ProcedureUse.objects.bulk_create(
        [
            ProcedureUse(
                agency=agency,
                procedure_id=use.procedure_id,
                since_date=since,
                until_date=until,
                filed_count=use.filed,
                done_count=use.done,
                usual_days=use.usual_days,
            )
            for use in uses
        ],
        update_conflicts=True,
        unique_fields=["agency", "procedure"],
        update_fields=["since_date", "until_date", "filed_count", "done_count", "usual_days"],
    )
