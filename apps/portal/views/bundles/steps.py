"""One address for all stops of a bundle; what is said at one is told to every case that it concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.models import Dossier
from apps.dossiers.services import bundles
from apps.portal.domain.steps import Step
from apps.portal.domain.stops import CHOOSE
from apps.portal.views.bundles import fees, filing_all, starting
from apps.portal.views.bundles.drafts import BundleDraft, find
from apps.portal.views.citizens import for_citizens
from apps.portal.views.filing import filling, sending
from apps.portal.views.filing.drafts import NotOpen

DRAWN_BY: Mapping[Step, Callable[[BundleDraft], HttpResponse]] = {
    Step.WHO: filling.who,
    Step.FORM: filling.form,
    Step.PAPERS: sending.papers,
    Step.DELIVERY: filling.delivery,
    Step.FEE: fees.fee,
    Step.REVIEW: filing_all.review,
}


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, reference: str, stop: str) -> HttpResponse:
    """`/nop/su-kien/<việc>/<mã>/<bước>/`: one stop of a bundle that is still written."""
    try:
        if stop == CHOOSE:
            return starting.choose_again(request, slug=slug, reference=reference)
        draft = find(request, slug=slug, reference=reference, stop=stop)
        answer = DRAWN_BY[draft.step](draft)
        if draft.typed is not None and draft.step is not Step.REVIEW:
            _tell_all(draft)
    except (NotOpen, Forbidden):
        messages.info(request, _("Các hồ sơ này đã nộp rồi."))
        return redirect("portal:bundle_filed", slug, reference)
    return answer


def again(request: HttpRequest, slug: str, reference: str, stop: str) -> HttpResponse:
    """What was posted there on an old proof against forgery, shown and not kept. Raises Http404, NotOpen."""
    draft = find(request, slug=slug, reference=reference, stop=stop, is_unproven=True)
    return DRAWN_BY[draft.step](draft)


def _tell_all(draft: BundleDraft) -> None:
    """After the ordinary step has saved: the other cases hear it too, and all of them were written just now."""
    bundle_id, first = draft.written.bundle.pk, draft.written.first.pk
    if draft.step is Step.FORM:
        said = Dossier.objects.get(pk=first).answers or {}
        told = draft.written.own_answers(said)
        bundles.save_answers(bundle_id=bundle_id, answers=told, by=draft.by, at=draft.at)
    else:
        bundles.follow(bundle_id=bundle_id, like=first, by=draft.by, at=draft.at)
