"""One payment for everything that was filed as one visit: `/nop/su-kien/<việc>/<mã>/nop-tien/`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Bundle
from apps.payments.selectors.standing import Standing, standing_together
from apps.portal.labels.bundles import bundle_words
from apps.portal.permissions import citizen_actor
from apps.portal.selectors import bundles as selectors
from apps.portal.views.citizens import for_citizens
from apps.portal.views.paying import code_picture, press, ways_to_pay


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """What all dossiers of the visit owe as one sum, how it is paid, what became of what was paid."""
    by, at = citizen_actor(request), timezone.now()
    bundle, money = _find(slug=slug, reference=reference, by=by)
    if request.method == "POST":
        press(request, money, by=by, at=at)
        return redirect("portal:bundle_pay", slug, reference)
    context = {
        "bundle": bundle,
        "event": bundle_words(bundle.title),
        "money": money,
        "together": None,
        "code_href": reverse("portal:bundle_pay_code", args=[slug, reference]),
        **ways_to_pay(request, money, at=at),
    }
    return render(request, "portal/bundle_pay.html", context)


@for_citizens
@require_safe
def pay_code(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """The code of the one transfer as a picture to save."""
    return code_picture(_find(slug=slug, reference=reference, by=citizen_actor(request))[1])


def _find(*, slug: str, reference: str, by: Actor) -> tuple[Bundle, Standing]:
    try:
        bundle, dossiers = selectors.filed(slug=slug, reference=reference, actor=by)
    except Bundle.DoesNotExist as error:
        raise Http404 from error
    if not dossiers:
        raise Http404
    return bundle, standing_together(dossiers=dossiers, actor=by)
