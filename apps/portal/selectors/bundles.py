"""Events of a life over several procedures: what is offered, and one of them while it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.status import Status
from apps.dossiers.labels import allowance_words
from apps.dossiers.models import Bundle, BundledCase, Dossier
from apps.dossiers.selectors.bundles import case_of
from apps.officials.models import Agency
from apps.officials.selectors import own_agency
from apps.payments.models import Attempt
from apps.portal.labels.bundles import bundle_words
from apps.portal.selectors import filing
from apps.portal.selectors.filing import Offered
from apps.procedures.domain.bundling import CommonForm, FormPart, common_form
from apps.procedures.models import Arrangement, BundleOffer, BundlePart

OFFICE = "{office}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOnOffer:
    """One procedure of an event, as it is done here today."""

    part: BundlePart
    found: Offered
    fees: Sequence[str]

    @property
    def name(self) -> str:
        return self.found.version.short_name

    @property
    def why(self) -> str:
        return bundle_words(self.part.why)

    @property
    def time(self) -> str:
        return allowance_words(self.found.allowance) if self.found.allowance else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A bundle that is still written, with its drafts in their order and their one form."""

    bundle: Bundle
    cases: tuple[BundledCase, ...]
    form: CommonForm

    @property
    def first(self) -> Dossier:
        """The draft that the steps common to all are said to."""
        return self.cases[0].dossier

    def answers(self) -> dict[str, Any]:
        """What was answered so far, under the names of the one form."""
        return self.form.answers_of({case_key(case): case.dossier.answers or {} for case in self.cases})

    def own_answers(self, answers: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
        """The same for each draft under its own names."""
        return {case.dossier_id: self.form.own_answers(case_key(case), answers=answers) for case in self.cases}


def events(*, agency: Agency) -> list[BundleOffer]:
    """The events that an office offers, in its order."""
    offers = BundleOffer.objects.filter(agency=agency, is_open=True, parts__isnull=False).distinct()
    return list(offers.order_by("position", "pk"))


def event(*, slug: str) -> BundleOffer:
    """One event of our office. Raises BundleOffer.DoesNotExist."""
    return BundleOffer.objects.select_related("agency").get(agency=own_agency(), slug=slug, is_open=True)


def on_offer(*, offer: BundleOffer, at: datetime) -> list[PartOnOffer]:
    """The procedures of an event that can be filed here and now, by one person and without choosing a case."""
    parts = offer.parts.select_related("offering__procedure").order_by("position")
    found = [(part, _offered(part, at)) for part in parts]
    return [
        PartOnOffer(part=part, found=one, fees=filing.fees(version=one.version, agency=one.agency, at=at))
        for part, one in found
        if one is not None and one.takes_filings and not one.arrangement.second_party
        if not filing.cases(version=one.version)
    ]


def _offered(part: BundlePart, at: datetime) -> Offered | None:
    try:
        return filing.offered(code=part.offering.procedure.code, at=at)
    except Arrangement.DoesNotExist:
        return None


def bundles_of(*, actor: Actor) -> QuerySet[Bundle]:
    """The bundles of one person, the newest first."""
    return Bundle.objects.filter(submitter_id=actor.id).select_related("offer").order_by("-pk")


def still_written(*, actor: Actor, offer: BundleOffer | None = None) -> list[Bundle]:
    """Those that still hold a draft."""
    drafts = BundledCase.objects.filter(bundle=OuterRef("pk"), dossier__status=Status.DRAFT)
    open_ones = bundles_of(actor=actor).filter(Exists(drafts), filed_at__isnull=True)
    return list(open_ones.filter(offer=offer) if offer else open_ones)


def written(*, slug: str, reference: str, actor: Actor) -> Written:
    """A bundle of this person that is still written. Raises Bundle.DoesNotExist."""
    bundle = bundles_of(actor=actor).get(reference=reference, offer__slug=slug, filed_at__isnull=True)
    cases = tuple(
        BundledCase.objects.filter(bundle=bundle, dossier__status=Status.DRAFT, dossier__submitter_id=actor.id)
        .select_related("part", "dossier__agency", "dossier__version", "dossier__offering", "dossier__arrangement")
        .prefetch_related("dossier__saves")
        .order_by("position")
    )
    if not cases:
        raise Bundle.DoesNotExist(reference)
    return Written(bundle=bundle, cases=cases, form=common_form([_form_part(case) for case in cases]))


def is_filed(*, slug: str, reference: str, actor: Actor) -> bool:
    """Whether this person has filed it."""
    return bundles_of(actor=actor).filter(reference=reference, offer__slug=slug, filed_at__isnull=False).exists()


def lying_open(*, dossier: Dossier, actor: Actor) -> Bundle | None:
    """The bundle in which this draft is written; None where it is written alone."""
    case = case_of(dossier)
    is_theirs = case is not None and case.bundle.submitter_id == actor.id and case.bundle.filed_at is None
    return case.bundle if case and is_theirs else None


def filed_in(*, dossier: Dossier, actor: Actor) -> Bundle | None:
    """The visit of this person in which this dossier was filed; None where it was filed alone."""
    case = case_of(dossier)
    is_theirs = case is not None and case.bundle.submitter_id == actor.id and case.bundle.filed_at is not None
    return case.bundle if case and is_theirs else None


def paid_together(*, attempt: Attempt, actor: Actor) -> Bundle | None:
    """The bundle of this person whose dossiers one try was to pay; None where it was for one dossier."""
    dossiers = set(attempt.demands.values_list("dossier_id", flat=True))
    found = bundles_of(actor=actor).filter(cases__dossier__in=dossiers).distinct()
    return found.first() if len(dossiers) > 1 else None


def filed(*, slug: str, reference: str, actor: Actor) -> tuple[Bundle, list[Dossier]]:
    """A bundle of this person after it was filed, with its dossiers. Raises Bundle.DoesNotExist."""
    bundle = bundles_of(actor=actor).get(reference=reference, offer__slug=slug, filed_at__isnull=False)
    return bundle, filed_cases(bundle=bundle, actor=actor)


def filed_cases(*, bundle: Bundle, actor: Actor) -> list[Dossier]:
    """The dossiers that were filed in it, as far as this person may see them, in their order."""
    seen = Dossier.objects.visible_to(actor).filter(bundled__bundle=bundle).exclude(status=Status.DRAFT)
    return list(seen.select_related("agency").order_by("bundled__position"))


def case_key(case: BundledCase) -> str:
    """How this case is told from the others in the one form."""
    return f"p{case.position}"


def _form_part(case: BundledCase) -> FormPart:
    office = case.dossier.agency.name
    return FormPart(
        key=case_key(case),
        name=case.dossier.procedure_name,
        fields=case.dossier.arrangement.form_fields,
        shares=case.part.shares,
        given={own: office if answer == OFFICE else answer for own, answer in case.part.given.items()},
    )
