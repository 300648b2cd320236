"""The editor's room for the workflow of one procedure: `/danh-muc/<mã>/quy-trinh/`. Only the draft is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.workflow import CASE, Step
from apps.procedures.domain.workflow_checks import Fault
from apps.procedures.domain.workflow_editing import MOST_STEPS, insert, moved, put, without
from apps.procedures.forms.workflow import StepForm
from apps.procedures.labels.workflow import (
    PART_LABELS,
    condition_words,
    decimal_words,
    fault_words,
    fit_words,
    hours_words,
    latest_words,
    who_words,
)
from apps.procedures.models import Arrangement, Offering, ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors import case_names
from apps.procedures.selectors.editing import edited
from apps.procedures.selectors.workflow import (
    Checked,
    answer_options,
    checked_workflow,
    field_labels,
    template_names,
    unit_names,
)
from apps.procedures.services.workflows import WorkflowChangedMeanwhile, own_workflow, rewrite, templates

UP, DOWN, REMOVE, TEMPLATE = "len", "xuong", "bo", "mau"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The workflow on the table: the draft's, or what holds as long as nobody has begun a draft."""

    code: str
    title: str
    offering: Offering
    version: ProcedureVersion
    arrangement: Arrangement
    has_steps_of_its_own: bool
    checked: Checked
    labels: dict[str, str]

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.checked.steps


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def workflow(request: StaffRequest, code: str) -> HttpResponse:
    """All steps, their sum against the law's time, what is wrong; posted, a step is moved or taken out."""
    room = _room(request, code)
    if request.method == "POST":
        return _change(request, room)
    checked = room.checked
    context: dict[str, Any] = {
        "room": room,
        "rows": [_row(step, room) for step in room.steps],
        "faults": [_fault(fault, room) for fault in checked.faults],
        "sum": fit_words(fit=checked.fit, allowance=checked.allowance) if checked.fit and checked.allowance else "",
        "latest": latest_words(checked.fit) if checked.fit else "",
        "templates": template_names(codes=templates()),
    }
    return render(request, "procedures/workflow.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def new_step(request: StaffRequest, code: str) -> HttpResponse:
    """One more step, at the end or (`?sau=2`) after one of those there."""
    room = _room(request, code)
    after = request.GET.get("sau", "")
    place = (
        min(int(after), len(room.steps)) if after.isascii() and after.isdigit() and len(after) < 4 else len(room.steps)
    )
    form = _form(request, room, None)
    if request.method == "POST" and form.is_valid():
        if len(room.steps) >= MOST_STEPS:
            form.add_error(None, _("Quy trình đã có %(n)s bước, nhiều hơn thì không ai theo nổi.") % {"n": MOST_STEPS})
        else:
            step = form.step(position=place + 1)
            return _keep(request, room, form, insert(steps=room.steps, step=step), step)
    return _step_page(request, room, form, step=None, after=place)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def step(request: StaffRequest, code: str, position: int) -> HttpResponse:
    """One step, put right."""
    room = _room(request, code)
    found = next((one for one in room.steps if one.position == position), None)
    if found is None:
        raise Http404
    form = _form(request, room, found)
    if request.method == "POST" and form.is_valid():
        changed = form.step(position=position)
        return _keep(request, room, form, put(steps=room.steps, step=changed), changed)
    return _step_page(request, room, form, step=found, after=position - 1)


def _room(request: StaffRequest, code: str) -> Room:
    agency = request.official.agency
    try:
        found = edited(code=code, agency=agency, at=request.at)
    except ProcedureVersion.DoesNotExist as error:
        raise Http404 from error
    if found.offering is None:
        raise Http404
    # What a draft would be copied from: the last one published, whether or not its day has come.
    published = [*found.later, *([found.now] if found.now else []), *found.earlier]
    arrangement = found.draft or next(iter(published), None) or Arrangement(offering=found.offering)
    arrangement.offering = found.offering
    return Room(
        code=code,
        title=found.version.short_name,
        offering=found.offering,
        version=found.version,
        arrangement=arrangement,
        has_steps_of_its_own=found.draft is not None,
        checked=checked_workflow(arrangement=arrangement, version=found.version),
        labels=field_labels(arrangement=arrangement),
    )


def _change(request: StaffRequest, room: Room) -> HttpResponse:
    what, number = request.POST.get("viec", ""), request.POST.get("buoc", "")
    position = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    steps: Sequence[Step]
    if what == TEMPLATE and request.POST.get("mau") in templates():
        steps = own_workflow(code=request.POST["mau"])
    elif what in (UP, DOWN):
        steps = moved(steps=room.steps, position=position, places=-1 if what == UP else 1)
    elif what == REMOVE:
        steps = without(steps=room.steps, position=position)
    else:
        messages.info(request, _("Chọn một việc trong trang này rồi bấm lại."))
        return redirect("procedures:workflow", room.code)
    try:
        rewrite(offering=room.offering, steps=steps, seen=request.POST.get("seen", ""), at=request.at)
    except WorkflowChangedMeanwhile:
        messages.info(request, _("Quy trình vừa được sửa ở nơi khác, hoặc bạn đã bấm hai lần. Đây là bản mới nhất."))
    else:
        messages.success(request, _("Đã ghi vào bản nháp."))
    return redirect("procedures:workflow", room.code)


def _form(request: StaffRequest, room: Room, step: Step | None) -> StepForm:
    return StepForm(
        request.POST if request.method == "POST" else None,
        step=step,
        seen=room.checked.seen,
        labels=room.labels,
        units=unit_names(agency=request.official.agency),
    )


def _keep(request: StaffRequest, room: Room, form: StepForm, steps: Sequence[Step], changed: Step) -> HttpResponse:
    """Written into the draft; what was posted twice is there already, what somebody else changed is looked at anew."""
    seen = form.cleaned_data["seen"]
    if seen != room.checked.seen and any(replace(one, position=changed.position) == changed for one in room.steps):
        return redirect("procedures:workflow", room.code)
    try:
        rewrite(offering=room.offering, steps=steps, seen=seen, at=request.at)
    except WorkflowChangedMeanwhile:
        fresh = request.POST.copy()
        fresh["seen"] = room.checked.seen
        form.data = fresh
        form.add_error(None, _("Quy trình vừa được sửa ở nơi khác. Những gì bạn viết còn ở đây: xem lại rồi ghi."))
        return _step_page(request, room, form, step=None, after=changed.position - 1, status=409)
    messages.success(request, _("Đã ghi bước “%(name)s” vào bản nháp.") % {"name": changed.name})
    return redirect("procedures:workflow", room.code)


def _step_page(
    request: StaffRequest, room: Room, form: StepForm, *, step: Step | None, after: int, status: int = 0
) -> HttpResponse:
    context: dict[str, Any] = {
        "room": room,
        "form": form,
        "step": step,
        "after": next((one for one in room.steps if one.position == after), None),
        "here": request.get_full_path(),
        "kept": condition_words(form.kept, labels=room.labels) if form.kept else "",
        "answers": _set_answers(room),
    }
    small = [*form.questions, *form.routes]
    wrong = form.is_bound and bool(form.errors or any(one.errors for one in small))
    return render(request, "procedures/step.html", context, status=status or (422 if wrong else 200))


def _set_answers(room: Room) -> list[tuple[str, Sequence[str]]]:
    """What the fields are called that have set answers, and these: a condition must be written exactly so."""
    options = {**answer_options(arrangement=room.arrangement), CASE: case_names(version=room.version)}
    return [(room.labels[name], values) for name, values in options.items() if values]


def _row(step: Step, room: Room) -> dict[str, Any]:
    wrong = [fault for fault in room.checked.faults if fault.position == step.position]
    return {
        "step": step,
        "who": who_words(step),
        "hours": hours_words(step),
        "part": PART_LABELS[step.part],
        "when": condition_words(step.when, labels=room.labels) if step.when else "",
        "routes": [(condition_words(one.when, labels=room.labels), one.unit) for one in step.routes],
        "remind": decimal_words(step.remind_hours) if step.remind_hours else "",
        "faults": [_fault(fault, room)["words"] for fault in wrong],
        "is_first": step.position == 1,
        "is_last": step.position == len(room.steps),
    }


def _fault(fault: Fault, room: Room) -> dict[str, Any]:
    checked = room.checked
    words = fault_words(
        fault=fault, labels=room.labels, fit=checked.fit, allowance=checked.allowance, case=checked.case
    )
    return {"words": words, "position": fault.position}
