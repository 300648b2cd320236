"""Where help begins, and what is left of it once something is filed: a line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.services import meet_person
from apps.core.addresses import token
from apps.core.idempotency import once
from apps.core.limits import Limit, count
from apps.desk.printing import spaced
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.helping import Confirmation, Told
from apps.dossiers.models import Dossier
from apps.dossiers.services.filing import ApplicantFacts
from apps.dossiers.services.helping import begin_help
from apps.payments.permissions import TAKING
from apps.payments.selectors.standing import standing
from apps.portal.domain.steps import Step
from apps.portal.forms.helping import BeginHelpForm
from apps.portal.permissions import natural_person
from apps.portal.selectors import filing as filings
from apps.portal.selectors import helping as selectors
from apps.portal.services.drafts import discard as discard_draft
from apps.portal.views.filing.reviewing import FACTOR_SHOWN_FOR
from apps.portal.views.helping.doors import HelperRequest, for_helpers
from apps.portal.views.paying import transfer
from apps.portal.views.presses import key_of

# Whoever tries ids against names is no helper; nobody sits down with more people than this in an hour.
BEGINNINGS = Limit("help-begin", 60, 3600)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("personal_id", "phone", "name")
@for_helpers
def helping(request: HelperRequest) -> HttpResponse:
    """`/giup-nop/`: drafts under way, what was filed, and who sits here now."""
    at = timezone.now()
    form = BeginHelpForm(
        request.POST if request.method == "POST" else None,
        procedures=selectors.choices(agency=request.agency, at=at),
        own_id=_own_id(request),
        helpers_phone=request.helping.phone,
    )
    if request.method == "POST":
        count(limits=[(BEGINNINGS, request.by.key)], at=at)
        if form.is_valid():
            return redirect("portal:filing_step", _begin(request, form, at=at), Step.WHO.value)
    context = {
        "form": form,
        "key": token(),
        "under_way": selectors.under_way(by=request.by),
        "answers": selectors.answers_under_way(by=request.by),
        "lines": selectors.lines(by=request.by, at=at),
        "first_step": Step.WHO.value,
        "may_be_second": request.helping.official is not None,
        "asking": selectors.count_asking(by=request.helping),
    }
    return render(request, "portal/helping.html", context, status=422 if form.errors else 200)


def _own_id(request: HelperRequest) -> str:
    return (natural_person(request).personal_id or "") if request.helping.helper else ""


def _begin(request: HelperRequest, form: BeginHelpForm, *, at: datetime) -> str:
    """The reference of the draft that was begun; pressing twice begins one."""
    said = form.cleaned_data

    def act() -> dict[str, str]:
        found = filings.offered(code=said["procedure"], at=at)
        dossier = begin_help(
            arrangement=found.arrangement,
            version=found.version,
            agency=found.agency,
            beneficiary=meet_person(facts=form.facts(), at=at),
            facts=ApplicantFacts(
                name=said["name"],
                phone=said["phone"],
                address=said["address"],
                personal_id=said["personal_id"],
            ),
            told=Told(said["told"]),
            by=request.helping,
            at=at,
        )
        return {"reference": dossier.temporary_ref}

    answer = once(scope=f"help:{request.by.key}", key=key_of(request), content=said, at=at, act=act)
    return str(answer["reference"])


@require_safe
@for_helpers
def helped(request: HelperRequest, reference: str) -> HttpResponse:
    """`/giup-nop/<mã>/da-nop/`: that it was filed, and the look-up factor to hand over while it may be shown."""
    line = selectors.line_of(reference=reference, by=request.by)
    if line is None or line.closed_at is None:
        raise Http404
    is_fresh = timezone.now() - line.closed_at < FACTOR_SHOWN_FOR
    is_to_hand_over = is_fresh and line.confirmation != Confirmation.OWN_LOG_IN  # who filed alone has it already
    factor = spaced(line.dossier.factor_once) if is_to_hand_over and line.dossier.factor_once else ""
    context = _fee(request, line.dossier) if is_fresh else {"money": None}
    context |= {
        "reference": line.dossier.temporary_ref,
        "filed_at": line.closed_at,
        "factor": factor,
        "minutes": FACTOR_SHOWN_FOR // timedelta(minutes=1),
    }
    return render(request, "portal/helped.html", context)


def _fee(request: HelperRequest, dossier: Dossier) -> dict[str, Any]:
    """What its owner has to pay and how, to be carried home with the codes; who may take cash can do it at once."""
    owner = Actor(kind=ActorKind.CITIZEN, id=dossier.submitter_id, name=dossier.submitter.name)
    money = standing(dossier=dossier, actor=owner)
    official = request.helping.official
    takes = official is not None and any(request.by.has(duty) for duty in TAKING)
    return {"money": money, "may_take_cash": takes and money.is_owing, **transfer(money)}


@require_POST
@for_helpers
def drop_help(request: HelperRequest, reference: str) -> HttpResponse:
    """`/giup-nop/<mã>/bo/`: a draft that was begun and is not needed; twice pressed is once."""
    try:
        dossier = dossiers.by_reference(reference=reference, actor=request.by)
        discard_draft(dossier=dossier, by=request.by, at=timezone.now())
    except Dossier.DoesNotExist:
        return redirect("portal:helping")
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("portal:helping")
