"""`/dang-nhap/vneid/`: to VNeID and back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.gateways import vneid
from apps.accounts.selectors import is_silent
from apps.accounts.services.entering import meet_by_vneid
from apps.accounts.services.sessions import fell_silent
from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.portal.labels import TROUBLES, Trouble
from apps.portal.views.entering import Way, enter
from apps.portal.views.returning import safe_return

# A whole commune may sit behind one address; a machine that asks more often is not a person.
PER_ADDRESS = Limit("vneid-address", 300, 15 * 60)


@login_not_required
@never_cache
@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Off to VNeID; when it did not answer a moment ago, nobody waits for it again."""
    if not vneid.is_set_up():
        raise Http404
    at, next_page = timezone.now(), safe_return(request, default="")
    count(limits=[(PER_ADDRESS, client_address(request))], at=at)
    if is_silent(name=vneid.NAME, at=at):
        return trouble(request, Trouble.AWAY, next_page=next_page)
    try:
        return vneid.send_there(request, next_page=next_page, is_shared="may_dung_chung" in request.POST)
    except vneid.NoAnswer:
        fell_silent(name=vneid.NAME, at=at)
        return trouble(request, Trouble.AWAY, next_page=next_page)


@login_not_required
@never_cache
@require_safe
def returned(request: HttpRequest) -> HttpResponse:
    """Back from VNeID, with a person or with a reason why not."""
    if not vneid.is_set_up():
        raise Http404
    at = timezone.now()
    try:
        who = vneid.receive(request)
    except vneid.NoAnswer:  # not remembered: anybody can come here with a made-up error
        return trouble(request, Trouble.AWAY)
    except vneid.Cancelled:
        return trouble(request, Trouble.CANCELLED)
    except vneid.Unknowable:
        return trouble(request, Trouble.UNKNOWABLE)
    except vneid.Spent:
        return trouble(request, Trouble.SPENT)
    return enter(
        request,
        user=meet_by_vneid(identity=who.identity, at=at),
        way=Way.VNEID,
        is_shared=who.is_shared,
        next_page=who.next_page,
        at=at,
        leaves_vneid=vneid.leave_address(end_session=who.end_session),
    )


def trouble(request: HttpRequest, what: Trouble, *, next_page: str = "") -> HttpResponse:
    """Why nobody is logged in, that nothing is lost, and the other ways."""
    words = TROUBLES[what]
    context = {"words": words, "next": next_page, "can_retry": vneid.is_set_up()}
    return render(request, "portal/login_trouble.html", context, status=words.status)
