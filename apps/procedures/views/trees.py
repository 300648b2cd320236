"""`/danh-muc/linh-vuc/`: which field hangs below which, and the agencies that the law names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.folding import fold
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.labels.law import RANKS
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.trees import FieldRow, authority_tree, field_tree
from apps.procedures.services.placing import HangsBelowItself, place_fields


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def fields(request: StaffRequest) -> HttpResponse:
    """See the tree, or move fields in it."""
    rows = field_tree(at=request.at)
    names = {row.field.pk: row.field.name for row in rows}
    if request.method != "POST":
        return _show(request, rows, {row.field.pk: names.get(row.field.parent_id or 0, "") for row in rows}, {})
    said = {pk: request.POST.get(f"duoi-{pk}", "").strip()[:300] for pk in names if f"duoi-{pk}" in request.POST}
    known = {fold(name): pk for pk, name in names.items()}
    wrong = {pk: _("Không có lĩnh vực này.") for pk, text in said.items() if text and fold(text) not in known}
    if not wrong:
        try:
            moved = place_fields(parents={pk: known[fold(text)] if text else None for pk, text in said.items()})
        except HangsBelowItself as refused:
            wrong = {pk: _("Nằm dưới chính nó.") for pk in refused.field_ids}
        else:
            messages.success(request, _("Đã xếp lại %(n)d lĩnh vực.") % {"n": moved})
            return redirect("procedures:fields")
    return _show(request, rows, said, wrong)


def _show(
    request: StaffRequest, rows: Sequence[FieldRow], said: Mapping[int, str], wrong: Mapping[int, str]
) -> HttpResponse:
    context = {
        "rows": [(row, said.get(row.field.pk, ""), wrong.get(row.field.pk, "")) for row in rows],
        "is_wrong": bool(wrong),
        "authorities": [(RANKS[rank], found) for rank, found in authority_tree(at=request.at)],
    }
    return render(request, "procedures/fields.html", context, status=422 if wrong else 200)
