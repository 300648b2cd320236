"""What people ask about a procedure: its own questions first, then those of its field."""

from __future__ import annotations

from django.db.models import F, Q

from apps.officials.models import Agency
from apps.procedures.models import Faq, Field, Procedure


def faq_of(*, agency: Agency | None, procedure: Procedure, field: Field | None = None) -> list[Faq]:
    """The questions and answers that a procedure's page shows; with its field, those of the field after its own."""
    asked = Q(procedure=procedure) | Q(field=field) if field else Q(procedure=procedure)
    rows = Faq.objects.filter(asked, agency=agency, is_shown=True)
    return list(rows.order_by(F("procedure_id").asc(nulls_last=True), "position", "pk"))


def faqs(*, agency: Agency, procedure: Procedure | None = None, field: Field | None = None) -> list[Faq]:
    """All questions of one procedure or one field as the editor sees them, hidden ones too."""
    rows = Faq.objects.filter(agency=agency, procedure=procedure, field=field).select_related("written_by")
    return list(rows.order_by("position", "pk"))
