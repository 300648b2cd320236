"""One address for all steps: whoever is at the wrong one is led to the right one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.labels import stamp
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.selectors import ended_draft
from apps.portal.domain.steps import Step
from apps.portal.selectors.bundles import lying_open
from apps.portal.views.citizens import for_citizens
from apps.portal.views.filing import drafts, filling, paying, reviewing, sending
from apps.portal.views.filing.drafts import Draft, NotOpen

DRAWN_BY: Mapping[Step, Callable[[Draft], HttpResponse]] = {
    Step.WHO: filling.who,
    Step.FORM: filling.form,
    Step.PAPERS: sending.papers,
    Step.DELIVERY: filling.delivery,
    Step.FEE: paying.fee,
    Step.REVIEW: reviewing.review,
}


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """`/nop/ho-so/<mã>/<bước>/`: one step of a draft, or of a dossier to be mended before reception."""
    try:
        draft = drafts.find(request, reference=reference, step=step)
    except Http404:
        return _ended(request, reference)
    except NotOpen as filed:
        return _filed_already(request, filed.reference, is_helped=filed.is_helped)
    bundle = lying_open(dossier=draft.dossier, actor=draft.by)
    if bundle:
        return redirect("portal:bundle_step", bundle.offer.slug, bundle.reference, Step.WHO.value)
    try:
        return DRAWN_BY[draft.step](draft)
    except Forbidden:
        return _filed_already(request, reference, is_helped=draft.by.is_helping)


def again(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """What was posted there on an old proof against forgery, shown and not kept. Raises Http404, NotOpen."""
    draft = drafts.find(request, reference=reference, step=step, is_unproven=True)
    if lying_open(dossier=draft.dossier, actor=draft.by):
        raise Http404
    return DRAWN_BY[draft.step](draft)


def _ended(request: HttpRequest, reference: str) -> HttpResponse:
    """A draft that was theirs: what became of it, and how to begin anew. Raises Http404 for everything else."""
    person = getattr(request.user, "person", None)
    ended = ended_draft(reference=reference, person_id=person.pk) if person else None
    if ended is None:
        raise Http404
    context = {
        "end": ended.end,
        "when": stamp(ended.ended_at),
        "code": ended.offering.procedure.code,
        "start": reverse("portal:file", args=[ended.offering.procedure.code]),
    }
    return render(request, "portal/filing_ended.html", context, status=410)


def _filed_already(request: HttpRequest, reference: str, *, is_helped: bool) -> HttpResponse:
    """The other tab was faster: no second filing, and no error either."""
    if is_helped:
        return redirect("portal:helped", reference)
    messages.info(request, _("Hồ sơ này đã nộp rồi. Đây là tình trạng của nó."))
    return redirect("portal:dossier", reference)
