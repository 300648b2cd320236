"""`/danh-gia/<token>/`: three answers, one vote, no log-in. Only a press votes: a mail scanner that looks does not."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from apps.portal.forms.rating import RatingForm
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.labels import SATISFACTION_LABELS
from apps.surveys.services import TokenUnknown, TokenUsed, find_invitation, vote

PEBBLES = [(kind, answer.value, SATISFACTION_LABELS[answer]) for kind, answer in enumerate(Satisfaction, start=1)]


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The question, and by POST the answer."""
    at = timezone.now()
    form = RatingForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_bound and form.is_valid():
            satisfaction = Satisfaction(form.cleaned_data["satisfaction"])
            vote(token=token, satisfaction=satisfaction, comment=form.cleaned_data["comment"], at=at)
            return _page(request, "portal/rate_thanks.html")
        find_invitation(token=token, at=at)
    except TokenUsed:
        return _page(request, "portal/rate_closed.html", is_used=True, status=410)
    except TokenUnknown:
        return _page(request, "portal/rate_closed.html", is_used=False, status=404)
    # Not 422: Django writes the address of every refusal into the log, and this address is still a secret.
    return _page(request, "portal/rate.html", form=form, pebbles=PEBBLES)


def _page(request: HttpRequest, template: str, *, status: int = 200, **more: object) -> HttpResponse:
    """The link is a secret until it is used: no other site may hear of it. "no-referrer" was rejected: a browser then
    posts the vote with `Origin: null`, and the vote is refused as forged."""
    response = render(request, template, more, status=status)
    response.headers["Referrer-Policy"] = "same-origin"
    return response
