"""Where an event begins: which of its procedures one wants, now or after a second thought, and throwing it away."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core.addresses import token
from apps.core.idempotency import once
from apps.dossiers.models import Bundle, BundledCase
from apps.dossiers.services import bundles
from apps.portal.domain.steps import Step
from apps.portal.forms.bundles import ChooseForm
from apps.portal.labels.bundles import bundle_words
from apps.portal.permissions import citizen, citizen_actor
from apps.portal.selectors import bundles as selectors
from apps.portal.selectors.bundles import PartOnOffer, Written
from apps.portal.services.drafts import discard as discard_draft
from apps.portal.services.drafts import discard_together
from apps.portal.views.bundles.drafts import address, find_written
from apps.portal.views.citizens import for_citizens
from apps.portal.views.filing.starting import new_draft
from apps.portal.views.presses import key_of
from apps.procedures.models import BundleOffer

ANOTHER = "them"


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """`/nop/su-kien/<việc>/`: what lies open first, then which procedures one wants."""
    person, by, at = citizen(request), citizen_actor(request), timezone.now()
    offer, offered = _event(slug, at)
    form = ChooseForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_bound and form.is_valid():
        chosen = [one for one in offered if one.part.pk in form.wanted()]
        reference = _open_once(request, offer=offer, chosen=chosen, person=person, by=by, at=at)
        return redirect("portal:bundle_step", slug, reference, Step.WHO.value)
    open_ones = [(one, address(one, Step.WHO.value)) for one in selectors.still_written(actor=by, offer=offer)]
    return _page(request, offer=offer, offered=offered, form=form, open_ones=open_ones)


def choose_again(request: HttpRequest, *, slug: str, reference: str) -> HttpResponse:
    """`…/chon-viec/`: another procedure comes in, or one goes out with what was said for it alone."""
    person, by, at = citizen(request), citizen_actor(request), timezone.now()
    offer, offered = _event(slug, at)
    written = find_written(slug=slug, reference=reference, by=by)
    chosen = [case.part_id for case in written.cases]
    form = ChooseForm(request.POST if request.method == "POST" else None, offered=offered, chosen=chosen)
    if form.is_bound and form.is_valid():
        _change(written, offered=offered, wanted=form.wanted(), person=person, by=by, at=at)
        return redirect(address(written.bundle, Step.WHO.value))
    return _page(request, offer=offer, offered=offered, form=form, bundle=written.bundle)


def _page(
    request: HttpRequest,
    *,
    offer: BundleOffer,
    offered: list[PartOnOffer],
    form: ChooseForm,
    open_ones: list[tuple[Bundle, str]] | None = None,
    bundle: Bundle | None = None,
) -> HttpResponse:
    context = {
        "offer": offer,
        "event": bundle_words(offer.words),
        "offered": offered,
        "form": form,
        "open_ones": open_ones or [],
        "key": token(),
        "here": request.path,
        "bundle": bundle,
    }
    return render(request, "portal/bundle_start.html", context, status=422 if form.errors else 200)


@for_citizens
@require_POST
def discard(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """`…/bo/`: all drafts of an event that nobody needs any more."""
    by = citizen_actor(request)
    try:
        written = selectors.written(slug=slug, reference=reference, actor=by)
    except Bundle.DoesNotExist:
        return redirect("portal:my_dossiers")  # pressed twice, or never theirs
    discard_together(bundle_id=written.bundle.pk, by=by, at=timezone.now())
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("portal:my_dossiers")


def _event(slug: str, at: datetime) -> tuple[BundleOffer, list[PartOnOffer]]:
    try:
        offer = selectors.event(slug=slug)
    except BundleOffer.DoesNotExist as error:
        raise Http404 from error
    return offer, selectors.on_offer(offer=offer, at=at)


def _open_once(
    request: HttpRequest, *, offer: BundleOffer, chosen: list[PartOnOffer], person: Person, by: Actor, at: datetime
) -> str:
    """The reference of the bundle to go on with: one that lies open, unless another was asked for."""
    wants_another = ANOTHER in request.POST

    def act() -> dict[str, str]:
        Person.objects.select_for_update().get(pk=person.pk)  # two tabs of one person open one bundle
        lying = [] if wants_another else selectors.still_written(actor=by, offer=offer)
        if lying:
            return {"reference": lying[0].reference}
        drafts = [(one.part, new_draft(person=person, found=one.found, at=at)) for one in chosen]
        bundle = bundles.open_bundle(offer=offer, drafts=drafts, submitter=person, at=at)
        _tell_given(bundle, by=by, at=at)
        return {"reference": bundle.reference}

    content = {"offer": offer.pk, "parts": sorted(one.part.pk for one in chosen), "another": wants_another}
    answer = once(scope=f"open-bundle:{person.pk}", key=key_of(request), content=content, at=at, act=act)
    return str(answer["reference"])


def _tell_given(bundle: Bundle, *, by: Actor, at: datetime) -> None:
    """What the event itself answers stands in every case, and what was answered before in those that came later."""
    written = selectors.written(slug=bundle.offer.slug, reference=bundle.reference, actor=by)
    told = written.own_answers(written.answers())
    bundles.save_answers(bundle_id=bundle.pk, answers=told, by=by, at=at)


@transaction.atomic
def _change(
    written: Written, *, offered: list[PartOnOffer], wanted: set[int], person: Person, by: Actor, at: datetime
) -> None:
    """Take in what is wanted and is not there, let go what is not wanted. Raises Forbidden."""
    bundle = bundles.locked_bundle(bundle_id=written.bundle.pk, by=by)
    standing = {case.part_id: case for case in BundledCase.objects.filter(bundle=bundle).select_related("dossier")}
    for one in offered:
        if one.part.pk in wanted and one.part.pk not in standing:
            draft = new_draft(person=person, found=one.found, at=at)
            bundles.add_case(bundle=bundle, part=one.part, dossier=draft)
    bundles.follow(bundle_id=bundle.pk, like=written.first.pk, by=by, at=at)
    _tell_given(bundle, by=by, at=at)
    for part_id, case in standing.items():
        if part_id not in wanted:
            bundles.leave_papers(bundle_id=bundle.pk, dossier_id=case.dossier_id, by=by, at=at)
            discard_draft(dossier=case.dossier, by=by, at=at)
    _tell_given(bundle, by=by, at=at)
