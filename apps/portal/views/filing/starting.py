"""Where a filing begins, and how a draft is thrown away."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core.addresses import token
from apps.core.idempotency import once
from apps.core.limits import Limit, count
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Channel
from apps.dossiers.labels import allowance_words
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.dossiers.services.filing import ApplicantFacts
from apps.portal.domain.steps import Step
from apps.portal.permissions import citizen, citizen_actor
from apps.portal.selectors import filing as selectors
from apps.portal.selectors.filing import Offered
from apps.portal.selectors.helping import guide_of
from apps.portal.services.drafts import discard as discard_draft
from apps.portal.views.citizens import for_citizens
from apps.portal.views.presses import key_of
from apps.procedures.models import Arrangement
from apps.procedures.selectors import out_of_force

# Each may hold sixty files; a company that files for all its people has room.
NEW_DRAFTS = Limit("new-draft", 100, 24 * 60 * 60)


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """`/nop/<mã>/`: drafts of the same procedure first, then a new one."""
    person, by, at = citizen(request), citizen_actor(request), timezone.now()
    try:
        found = selectors.offered(code=code, at=at)
    except Arrangement.DoesNotExist as error:
        if out_of_force(code=code, at=at):
            return redirect("portal:procedure", code)
        raise Http404 from error
    if request.method == "POST" and found.takes_filings:
        reference = _open_draft(request, person=person, by=by, found=found, at=at)
        return redirect("portal:filing_step", reference, Step.WHO.value)
    context = {
        "version": found.version,
        "takes_filings": found.takes_filings,
        "time": allowance_words(found.allowance) if found.allowance else "",
        "paper_count": found.version.documents.filter(is_note=False, is_shown_only=False).count(),
        "fees": selectors.fees(version=found.version, agency=found.agency, at=at),
        "drafts": selectors.drafts(actor=by, offering=found.offering),
        "under_way": selectors.under_way(actor=by, offering=found.offering),
        "guide": guide_of(request.user, agency=found.agency),
        "first_step": Step.WHO.value,
        "key": token(),
    }
    return render(request, "portal/filing_start.html", context)


def _open_draft(request: HttpRequest, *, person: Person, by: Actor, found: Offered, at: datetime) -> str:
    """The reference of the draft to go on with: one that lies open, unless another was asked for. Raises TooMany."""
    wants_another = "them" in request.POST

    def act() -> dict[str, str]:
        Person.objects.select_for_update().get(pk=person.pk)  # two tabs of one person open one draft
        lying = [] if wants_another else selectors.drafts(actor=by, offering=found.offering)
        draft = lying[0] if lying else new_draft(person=person, found=found, at=at)
        return {"reference": draft.temporary_ref}

    content = {"offering": found.offering.pk, "another": wants_another}
    answer = once(scope=f"open-draft:{person.pk}", key=key_of(request), content=content, at=at, act=act)
    return str(answer["reference"])


def new_draft(*, person: Person, found: Offered, at: datetime) -> Dossier:
    """A draft of this procedure, filled in with what is known of its filer. Raises TooMany."""
    count(limits=[(NEW_DRAFTS, str(person.pk))], at=at)
    facts = ApplicantFacts(
        name=person.name,
        phone=person.phone,
        email=person.email,
        address=person.address,
        personal_id=person.personal_id or "",
    )
    return filing.open_draft(
        arrangement=found.arrangement,
        version=found.version,
        agency=found.agency,
        applicant=person,
        submitter=person,
        facts=facts,
        channel=Channel.ONLINE,
        at=at,
    )


@for_citizens
@require_POST
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """`/nop/ho-so/<mã>/bo/`: a draft that nobody needs any more."""
    by = citizen_actor(request)
    try:
        dossier = dossiers.by_reference(reference=reference, actor=by)
        discard_draft(dossier=dossier, by=by, at=timezone.now())
    except Dossier.DoesNotExist:
        # Pressed twice, or never theirs: either way there is no such draft now.
        return redirect("portal:my_dossiers")
    except Forbidden:
        messages.error(request, _("Hồ sơ này đã nộp rồi nên không bỏ được. Bạn có thể rút hồ sơ."))
        return redirect("portal:dossier", reference)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("portal:my_dossiers")
