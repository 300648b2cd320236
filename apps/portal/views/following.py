"""What an owner may follow of a dossier: who looked at it, whether its history is whole, what was written about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.addresses import token
from apps.core.limits import TooMany
from apps.desk.selectors.chains import chain_page
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.talking import talks
from apps.dossiers.labels import act_words, objection
from apps.dossiers.models import Dossier
from apps.dossiers.selectors.talk import talk as talk_of
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.talking import have_read, say
from apps.portal.forms.dossiers import LineForm
from apps.portal.permissions import citizen_actor
from apps.portal.selectors.following import who_looked
from apps.portal.views.citizens import for_citizens
from apps.portal.views.dossiers import find, slips_of
from apps.portal.views.presses import acted_once

A_PAGE = 30


@for_citizens
@require_safe
def reads(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/ai-da-xem/`: unit, duty, day and hour of each reading by officials, newest first."""
    found = _filed(request, reference)
    before = request.GET.get("truoc", "")
    mark = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    rows = who_looked(dossier=found, limit=A_PAGE + 1, before=mark)
    context = {"dossier": found, "rows": rows[:A_PAGE], "more": rows[A_PAGE - 1].mark if len(rows) > A_PAGE else None}
    return render(request, "portal/dossier_reads.html", context)


@for_citizens
@require_safe
def chain(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/chuoi/`: the history recomputed now, link by link, beside what the papers say."""
    found = _filed(request, reference)
    log_read(dossier=found, by=citizen_actor(request), door="portal/chain", at=timezone.now())
    page = chain_page(dossier=found, slips=slips_of(found), typed=request.GET.get("ma", ""), words=act_words)
    return render(request, "portal/dossier_chain.html", {"dossier": found, "page": page})


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/trao-doi/`: what citizen and office wrote, and one line more."""
    by, at = citizen_actor(request), timezone.now()
    found = _filed(request, reference)
    if request.method != "POST":
        have_read(dossier=found, by=by, at=at)
        return _talk_page(request, found, LineForm())
    form = LineForm(request.POST)
    if not form.is_valid():
        return _talk_page(request, found, form, status=422)

    def act() -> None:
        say(dossier_id=found.pk, text=form.cleaned_data["text"], by=by, at=at)

    try:
        is_done = acted_once(request, scope=f"talk:{found.pk}", at=at, act=act)
    except TooMany:
        form.add_error("text", _("Hôm nay bạn đã nhắn nhiều lần. Mai nhắn tiếp, hoặc gọi cho quầy."))
        return _talk_page(request, found, form, status=429)
    if is_done:
        messages.success(request, _("Đã gửi lời nhắn. Cán bộ trả lời ở đây, và chúng tôi báo cho bạn."))
    else:
        messages.error(request, objection("talk_is_over"))
    return redirect("portal:talk", found.reference)


def _talk_page(request: HttpRequest, found: Dossier, form: LineForm, *, status: int = 200) -> HttpResponse:
    may_write = talks(status=Status(found.status), by=citizen_actor(request))
    context = {"dossier": found, "lines": talk_of(dossier=found), "form": form, "may_write": may_write, "key": token()}
    return render(request, "portal/dossier_talk.html", context, status=status)


def _filed(request: HttpRequest, reference: str) -> Dossier:
    """The dossier of this person, once it is filed. Raises Http404."""
    found = find(reference=reference, by=citizen_actor(request))
    if found.status == Status.DRAFT:
        raise Http404
    return found
