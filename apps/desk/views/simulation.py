"""A workflow tried on a dossier that does not exist."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk.forms.simulation import SimulationForm
from apps.desk.selectors.simulation import Simulated, TimeNotSettled, scene, simulated
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.labels.workflow import fault_words, hours_words, who_words
from apps.worktime import OutsideCalendar

IN_FORCE = "hien-hanh"


@require_safe
@needs(Duty.EDITOR, Duty.ADMINISTRATOR, Duty.LEADER, Duty.CLERK)
def simulation(request: StaffRequest, code: str) -> HttpResponse:
    """What to imagine and, once it is said, every date, paper and message of the walk. Writes nothing."""
    agency = request.official.agency
    wants_draft = request.GET.get("ban") != IN_FORCE
    shown = scene(agency=agency, code=code, wants_draft=wants_draft, at=request.at)
    if shown is None:
        raise Http404
    form = SimulationForm(request.GET if "ngay" in request.GET else None, scene=shown, at=request.at)
    told: Simulated | None = None
    is_settled = shown.checked.allowance is not None
    if form.is_bound and form.is_valid():
        try:
            told = simulated(
                scene=shown,
                agency=agency,
                arrives_at=form.arrives_at,
                is_online=form.is_online,
                answers=form.answers,
                left_out=form.left_out,
            )
        except OutsideCalendar:
            form.add_error("ngay", _("Lịch làm việc của xã chưa có những ngày này. Chọn ngày gần hơn."))
        except TimeNotSettled:
            is_settled = False
    checked = shown.checked
    context: dict[str, Any] = {
        "scene": shown,
        "form": form,
        "told": told,
        "faults": [
            fault_words(
                fault=fault, labels=shown.labels, fit=checked.fit, allowance=checked.allowance, case=checked.case
            )
            for fault in checked.faults
        ],
        "way": [(step, who_words(step), hours_words(step)) for step in shown.steps],
        "is_settled": is_settled,
        "can_edit": any(request.actor.has(duty) for duty in (Duty.EDITOR, Duty.ADMINISTRATOR)),
        "ban": "" if shown.arrangement.is_draft else IN_FORCE,
    }
    return render(request, "desk/simulation.html", context, status=422 if form.errors else 200)
