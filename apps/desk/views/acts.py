"""Doing something with a dossier: one address per act, drawn from the same table that allows it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from apps.core.idempotency import OtherContent, once
from apps.desk.domain.acts import Act
from apps.desk.forms.fields import ActForm, fresh_key
from apps.desk.forms.supplements import JudgeForm, SupplementForm
from apps.desk.labels import ACT_DONE, ACT_EFFECTS, ACT_LABELS, ACT_WILL, Sentences
from apps.desk.selectors.casefile import casefile
from apps.desk.selectors.moments import last_act
from apps.desk.selectors.people import names_of
from apps.desk.selectors.reception import preview
from apps.desk.views.doings import DOINGS, Attempt, Doing
from apps.desk.views.doors import ANYBODY_WHO_SEES
from apps.desk.views.dossiers import find, show
from apps.desk.views.drafting import HANDED
from apps.desk.views.keeping import handed, keep, only_pdf
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.labels import objection
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.writing import ChangedMeanwhile, NoAllowance
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.worktime import OutsideCalendar

# Beside which field the sentence of a refusal stands; the others stand above the form.
FIELD_OF = {
    "reason_too_short": "reason",
    "no_receiver": "receiver",
    "receiver_cannot_take_it": "receiver",
    "not_a_working_day": "new_date",
    "not_later": "new_date",
    "restart_needs_reason": "restart_reason",
    "restart_not_arranged": "mode",
    "again_needs_reason": "again_reason",
    "no_legal_basis": "legal_basis",
    "no_document": "document",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ANYBODY_WHO_SEES)
def act(request: StaffRequest, reference: str, address: str) -> HttpResponse:
    """The form of one act beside the dossier; posted, the act itself."""
    chosen, doing = _chosen(address)
    case = casefile(dossier=find(request, reference), actor=request.actor, at=request.at)
    attempt = Attempt(request=request, case=case)
    if request.method == "POST":
        return _post(attempt, chosen, doing)
    if chosen not in case.acts:
        messages.info(request, Sentences.NOT_OFFERED)
        return redirect("desk:dossier", reference)
    log_read(dossier=case.dossier, by=request.actor, door=f"desk/{chosen}", at=request.at)
    if HANDED in request.GET:
        attempt.kept = handed(request, name="file", ticket=request.GET[HANDED])
    return _draw(attempt, chosen, doing.form(attempt))


def _chosen(address: str) -> tuple[Act, Doing]:
    try:
        chosen = Act(address)
        return chosen, DOINGS[chosen]
    except (ValueError, KeyError) as error:
        raise Http404 from error


def _post(attempt: Attempt, chosen: Act, doing: Doing) -> HttpResponse:
    request, dossier = attempt.request, attempt.case.dossier
    form = doing.form(attempt)
    attempt.kept = keep(
        request, names=[name for name, field in form.fields.items() if field.widget.needs_multipart_form]
    )
    if chosen is Act.SUBMIT_FOR_SIGNATURE:
        only_pdf(attempt.kept)
    if not _is_complete(form, attempt):
        return _draw(attempt, chosen, form, status=422)
    try:
        once(
            scope=f"desk:{chosen}:{dossier.pk}:{request.actor.key}",
            key=form.cleaned_data["key"],
            content=_content(form, attempt),
            at=request.at,
            act=lambda: _do(attempt, chosen, doing, form),
        )
    except REFUSALS as error:
        return _refused(attempt, chosen, form, error)
    messages.success(request, str(ACT_DONE[chosen]))
    dossier.refresh_from_db(fields=["code"])
    return redirect("desk:dossier", dossier.reference)


def _do(attempt: Attempt, chosen: Act, doing: Doing, form: ActForm) -> dict[str, str]:
    doing.do(attempt, form.cleaned_data, form)
    return {"done": chosen}


REFUSALS = (Forbidden, ChangedMeanwhile, NoAllowance, OtherContent, OutsideCalendar)


def _is_complete(form: ActForm, attempt: Attempt) -> bool:
    is_valid = form.is_valid()
    for name, sentence in attempt.kept.refusals.items():
        form.add_error(name, sentence)
    return is_valid and not attempt.kept.refusals


def _content(form: ActForm, attempt: Attempt) -> dict[str, object]:
    """What was said, so that one key cannot do two different things; files count by what is in them."""
    said = {name: value for name, value in form.cleaned_data.items() if name not in ("key", "seen", "file")}
    rows = {"rows": str(form.rows.lines())} if isinstance(form, SupplementForm) else {}
    return said | rows | {name: file.sha256 for name, file in attempt.kept.files.items()}


def _refused(attempt: Attempt, chosen: Act, form: ActForm, error: Exception) -> HttpResponse:
    """The form again with everything that was typed, over the dossier as it is now."""
    request = attempt.request
    if isinstance(error, ChangedMeanwhile):
        names = names_of(official_ids=[error.event.actor_id] if error.event else [])
        form.add_error(None, last_act(event=error.event, names=names) or str(Sentences.CHANGED_UNKNOWN))
    elif isinstance(error, Forbidden):
        field = FIELD_OF.get(error.why, "")
        form.add_error(field if field in form.fields else None, objection(error.why))
    elif isinstance(error, NoAllowance):
        form.add_error(None, str(Sentences.NO_ALLOWANCE))
    elif isinstance(error, OutsideCalendar):
        form.add_error("new_date" if "new_date" in form.fields else None, str(Sentences.TOO_FAR))
    else:
        form.add_error(None, str(Sentences.USED_PAGE))
    now = find(request, attempt.case.dossier.reference)
    attempt.case = casefile(dossier=now, actor=request.actor, at=request.at)
    posted = request.POST.copy()
    posted["seen"], posted["key"] = str(now.last_sequence), fresh_key()
    form.data = posted
    return _draw(attempt, chosen, form, status=409)


def _draw(attempt: Attempt, chosen: Act, form: ActForm, *, status: int = 200) -> HttpResponse:
    panel = {
        "act": chosen,
        "title": ACT_LABELS[chosen],
        "effect": ACT_EFFECTS[chosen],
        "will": ACT_WILL[chosen],
        "form": form,
        "fields": [
            {"field": field, "file": attempt.kept.files.get(field.name), "ticket": attempt.kept.tickets.get(field.name)}
            for field in (form.own_fields() if isinstance(form, JudgeForm) else form.visible_fields())
        ],
        "rows": getattr(form, "rows", None),
        "judged": getattr(form, "judged", None),
        "explanation": _promised(attempt) if chosen is Act.ACCEPT else None,
        "can_do": chosen in attempt.case.acts,
        "not_now": Sentences.NOT_OFFERED,
    }
    return show(attempt.request, attempt.case, status=status, panel=panel)


def _promised(attempt: Attempt) -> Explanation | None:
    """The day the citizen would be promised by accepting now."""
    dossier = attempt.case.dossier
    allowance = dossier.arrangement.allowance_under(dossier.version, variant=dossier.variant)
    promise = preview(allowance=allowance, agency=dossier.agency, at=attempt.request.at)
    return promise.explanation if promise else None
