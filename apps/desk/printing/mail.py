"""Labels for results that go by post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string

from apps.accounts.domain.identity import show_phone
from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import code128_svg
from apps.desk.models import PostalItem
from apps.officials.models import Agency
from apps.procedures.printing import DEMO_MARK


def render_mail_labels(*, items: Sequence[PostalItem], agency: Agency) -> bytes:
    """The PDF of address labels; of a sensitive procedure the envelope says nothing."""
    last = max(item.prepared_at for item in items)
    context = {
        "labels": [_label(item) for item in items],
        "office": agency.desk_name,
        "office_lines": [agency.address] if agency.address else [],
        "phone": show_phone(agency.phone),
        "mark": DEMO_MARK if agency.is_demo else "",
        "created": wording.local(last).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/mail_labels.html", context))


def _label(item: PostalItem) -> dict[str, Any]:
    code = item.dossier.reference
    return {
        "name": item.name,
        "address": item.address,
        "phone": show_phone(item.dossier.applicant_phone),
        "code": code,
        "barcode": code128_svg(code, label=f"Mã vạch {code}", height_mm=10, module_mm=0.25, at_most_mm=84),
        "title": "" if item.dossier.is_sensitive else item.dossier.procedure_name,
    }
