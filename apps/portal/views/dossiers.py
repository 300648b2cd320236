"""`/ho-so/`: a citizen's dossiers, the way of one of them, and what its owner may still do."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.domain.actor import Actor
from apps.core.addresses import token
from apps.desk.models import Slip
from apps.desk.selectors.courtesies import courtesy_of
from apps.dossiers import selectors
from apps.dossiers.domain.asking import Side
from apps.dossiers.domain.lifecycle import allowed_actions
from apps.dossiers.domain.results import is_open_to_owner
from apps.dossiers.domain.status import OPEN, WITH_RESULT, Action, Delivery, Status
from apps.dossiers.labels import objection, status_label
from apps.dossiers.models import Dossier, Result
from apps.dossiers.selectors.bundles import filed_together
from apps.dossiers.selectors.talk import unread
from apps.dossiers.services import filing
from apps.dossiers.services.reading import log_read
from apps.payments.selectors.standing import standing
from apps.portal.forms.dossiers import WithdrawForm
from apps.portal.forms.readback import sections
from apps.portal.labels.story import to_do
from apps.portal.permissions import citizen_actor, helper
from apps.portal.selectors.aloud import status_lines
from apps.portal.selectors.bundles import filed_in
from apps.portal.selectors.following import who_looked
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.selectors.promises import clock, promise
from apps.portal.selectors.requests import asked
from apps.portal.selectors.shelf import about, context_of, inbox, shelf
from apps.portal.selectors.story import story
from apps.portal.views.citizens import for_citizens
from apps.portal.views.presses import acted_once

BROUGHT = frozenset({Delivery.POST, Delivery.HOME})  # paper that somebody carries to its owner
LOOKS_SHOWN = 3  # of who looked, the rest one tap away


@for_citizens
@require_safe
def my_dossiers(request: HttpRequest) -> HttpResponse:
    """`/ho-so/`: drafts, what waits for the reader, what is under way, what is done."""
    by, at = citizen_actor(request), timezone.now()
    before = request.GET.get("truoc", "")
    page = shelf(actor=by, at=at, before=int(before) if before.isascii() and before.isdigit() else None)
    more = {"inbox": inbox(actor=by), "may_help": helper(request, at=at) is not None}
    return render(request, "portal/my_dossiers.html", context_of(page) | more)


@for_citizens
@require_safe
def dossier(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/`: the promise with its arithmetic, the way so far, and what comes next."""
    by, at = citizen_actor(request), timezone.now()
    found = find(reference=reference, by=by)
    if found.status == Status.DRAFT:
        return redirect("portal:filing_step", found.reference, "nguoi-nop")
    if reference != found.reference:
        return redirect("portal:dossier", found.reference)  # a temporary reference leads on to the code
    log_read(dossier=found, by=by, door="portal/dossier", at=at)
    events, slips = selectors.timeline(dossier=found), slips_of(found)
    badge, allowed = clock(dossier=found, at=at), allowed_actions(state=found.state(), by=by)
    money = standing(dossier=found, actor=by)
    context = {
        "dossier": found,
        "status_label": status_label(found.status),
        "clock": badge,
        "promise": promise(dossier=found, badge=badge),
        "to_do": to_do(status=Status(found.status), is_paused=found.paused_at is not None, owed=money.to_pay),
        "moments": story(dossier=found, events=events, slips=slips, at=at),
        "asked": asked(dossier=found, events=events, slips=slips),
        "sections": sections(dossier=found, questions=found.arrangement.form_fields),
        "papers": papers_of(dossier=found, chosen_from=()),
        "result": current_result(found),
        "letter": courtesy_of(dossier=found),
        "money": money,
        "inbox": about(dossier=found, actor=by),
        "looks": who_looked(dossier=found, limit=LOOKS_SHOWN),
        "unread": unread(dossier=found, side=Side.OFFICE),
        "may_withdraw": Action.WITHDRAW in allowed or found.status in OPEN,
        "may_take": Action.CONFIRM_RECEIPT in allowed,
        "is_open": is_open_to_owner(status=Status(found.status), wants_copy=found.wants_electronic),
        "is_by_post": found.delivery in BROUGHT,
        "aloud": status_lines(dossier=found, at=at, is_owner=True, owed=money.to_pay),
        "together": [(each, status_label(each.status)) for each in filed_together(dossier=found, actor=by)],
        "bundle": filed_in(dossier=found, actor=by),
    }
    return render(request, "portal/dossier.html", context)


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """`/ho-so/<mã>/rut/`: taken back before the desk has accepted it."""
    by, at = citizen_actor(request), timezone.now()
    found = find(reference=reference, by=by)
    if request.method != "POST":
        if found.status in OPEN:  # by then a leader confirms it: where to ask is said here
            return _withdrawing(request, found, form=None, by=by)
        if Action.WITHDRAW not in allowed_actions(state=found.state(), by=by):
            return moved_on(request, found)
        return _withdrawing(request, found, form=WithdrawForm(), by=by)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _withdrawing(request, found, form=form, by=by)

    def act() -> None:
        filing.withdraw(dossier_id=found.pk, by=by, at=at, reason=form.cleaned_data["reason"])

    if not acted_once(request, scope=f"withdraw:{found.pk}", at=at, act=act):
        return moved_on(request, found)
    messages.success(request, _("Đã rút hồ sơ. Không ai xử lý nữa, và bạn nộp lại lúc nào cũng được."))
    return redirect("portal:dossier", found.reference)


def _withdrawing(request: HttpRequest, found: Dossier, *, form: WithdrawForm | None, by: Actor) -> HttpResponse:
    """What taking it back means, the money included: what was paid by whatever way, else what the desk noted."""
    paid = standing(dossier=found, actor=by).paid or found.fee_amount
    context = {"dossier": found, "form": form, "paid": paid, "key": token()}
    return render(request, "portal/dossier_withdraw.html", context, status=422 if form and form.errors else 200)


def find(*, reference: str, by: Actor) -> Dossier:
    """The dossier of this person. Raises Http404 for what is not theirs."""
    try:
        return selectors.by_reference(reference=reference, actor=by)
    except Dossier.DoesNotExist as error:
        raise Http404 from error


def slips_of(found: Dossier) -> list[Slip]:
    """The papers issued for it, newest first."""
    return list(Slip.objects.filter(dossier=found).order_by("-issued_at", "-pk"))


def current_result(found: Dossier) -> Result | None:
    """What it led to, once that may be known."""
    if found.status not in WITH_RESULT:
        return None
    return found.results.filter(is_current=True).select_related("file", "signed_by").first()


def moved_on(request: HttpRequest, found: Dossier) -> HttpResponse:
    """Not possible any more: say so where the new state can be seen."""
    messages.error(request, objection("wrong_status"))
    return redirect("portal:dossier", found.reference)
