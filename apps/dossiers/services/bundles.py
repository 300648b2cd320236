"""Several cases filed as one visit: opened together, told the same, sent with the same papers, filed at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core import addresses
from apps.core.models import StoredFile
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Bundle, BundledCase, Dossier, DossierDocument, Representation
from apps.dossiers.selectors.bundles import Wanted, wanted_papers
from apps.dossiers.services import filing, papers
from apps.procedures.models import BundleOffer, BundlePart

REFERENCE_PREFIX = "SK-"
# What is said once for all of them, at the steps that every procedure has.
SAID_ONCE = (
    *("applicant_name", "applicant_name_folded", "applicant_phone", "applicant_email", "applicant_address"),
    *("applicant_personal_id", "relation", "delivery", "delivery_address", "wants_electronic"),
)


class NothingChosen(Exception):
    """A bundle without a procedure is none."""


@transaction.atomic
def open_bundle(
    *, offer: BundleOffer, drafts: Sequence[tuple[BundlePart, Dossier]], submitter: Person, at: datetime
) -> Bundle:
    """A new bundle over drafts that were just opened. Raises NothingChosen."""
    if not drafts:
        raise NothingChosen(offer.slug)
    bundle = Bundle.objects.create(
        agency_id=offer.agency_id,
        offer=offer,
        reference=REFERENCE_PREFIX + addresses.lookup_factor(),
        title=offer.words,
        submitter=submitter,
        created_at=at,
    )
    for part, dossier in drafts:
        add_case(bundle=bundle, part=part, dossier=dossier)
    return bundle


def add_case(*, bundle: Bundle, part: BundlePart, dossier: Dossier) -> BundledCase:
    """One more case in a bundle that is still written."""
    return BundledCase.objects.create(
        agency_id=bundle.agency_id, bundle=bundle, dossier=dossier, part=part, position=part.position
    )


@transaction.atomic
def save_answers(
    *, bundle_id: int, answers: Mapping[int, Mapping[str, Any]], by: Actor, at: datetime
) -> Mapping[int, Dossier]:
    """Keep what the common form said, in each case under its own names; by dossier. Raises Forbidden."""
    locked_bundle(bundle_id=bundle_id, by=by)
    return {
        dossier_id: filing.save_draft(dossier_id=dossier_id, by=by, at=at, answers=told)
        for dossier_id, told in sorted(answers.items())
    }


@transaction.atomic
def follow(*, bundle_id: int, like: int, by: Actor, at: datetime) -> None:
    """Tell the other drafts what was said to this one: who files for whom, and how the results come."""
    locked_bundle(bundle_id=bundle_id, by=by)
    cases = {case.dossier_id: case.dossier for case in _open_cases(bundle_id)}
    told = cases.pop(like)
    for other in cases.values():
        for name in SAID_ONCE:
            setattr(other, name, getattr(told, name))
        other.saved_at = at
        other.save(update_fields=[*SAID_ONCE, "saved_at"])
        _act_on_the_same_basis(other, like=told)


@transaction.atomic
def leave_papers(*, bundle_id: int, dossier_id: int, by: Actor, at: datetime) -> None:
    """Before one case goes: what was sent to it goes on to the next that asks for it as well. Raises Forbidden."""
    locked_bundle(bundle_id=bundle_id, by=by)
    cases = _open_cases(bundle_id)
    going = next(case for case in cases if case.dossier_id == dossier_id)
    told: set[str] = set()
    for case in cases:
        if case is going:
            continue
        _share_papers(case, sent_to=[going], but=told, by=by, at=at)
        told |= set(wanted_papers(case=case))


def _act_on_the_same_basis(dossier: Dossier, *, like: Dossier) -> None:
    basis = Representation.objects.filter(dossier=like).first()
    Representation.objects.filter(dossier=dossier).delete()
    if basis is not None:
        Representation.objects.create(agency_id=dossier.agency_id, dossier=dossier, **asdict(basis.standing))


@transaction.atomic
def file_bundle(
    *, bundle_id: int, by: Actor, at: datetime, applicant: Person | None = None, notes: Mapping[int, str]
) -> Bundle:
    """File every draft of it, or none. Raises Forbidden, NoLongerFiled, NoAllowance, StillChecked.

    `notes` by dossier: what the desk should know about papers that are not there. A paper that several cases ask for
    was sent to the first of them; the others get the same file before they are filed.
    """
    bundle = locked_bundle(bundle_id=bundle_id, by=by)
    filed: list[BundledCase] = []
    for case in _open_cases(bundle_id):
        _keep_own_answers(case.dossier)
        _share_papers(case, sent_to=filed, by=by, at=at)
        filed.append(case)
        filing.submit(
            dossier_id=case.dossier_id, by=by, at=at, applicant=applicant, note=notes.get(case.dossier_id, "")
        )
    bundle.filed_at = at
    bundle.save(update_fields=["filed_at"])
    return bundle


def _keep_own_answers(dossier: Dossier) -> None:
    """The first case held what the one form said; what others asked is theirs."""
    own = {one.name for one in dossier.arrangement.form_fields}
    dossier.answers = {name: answer for name, answer in (dossier.answers or {}).items() if name in own}
    dossier.save(update_fields=["answers"])


def locked_bundle(*, bundle_id: int, by: Actor) -> Bundle:
    """The bundle, for whoever writes it, until the transaction ends. Raises Forbidden once it is filed."""
    bundle = Bundle.objects.select_for_update().get(pk=bundle_id)
    if bundle.submitter_id != by.id or bundle.filed_at is not None:
        raise Forbidden(action=Action.SUBMIT, status=Status.SUBMITTED, why="wrong_status")
    return bundle


def _open_cases(bundle_id: int) -> list[BundledCase]:
    """Those still written, in their order."""
    cases = BundledCase.objects.filter(bundle_id=bundle_id, dossier__status=Status.DRAFT)
    return list(cases.select_related("dossier__arrangement", "part").order_by("position"))


def _share_papers(
    case: BundledCase, *, sent_to: Sequence[BundledCase], by: Actor, at: datetime, but: Collection[str] = ()
) -> None:
    for common, paper in wanted_papers(case=case).items():
        if common in but:
            continue
        for earlier in sent_to:
            source = wanted_papers(case=earlier).get(common)
            for row in _sent(earlier.dossier, source) if source else ():
                if row.file is not None:
                    _attach(case.dossier, paper, row.file, by=by, at=at)


def _sent(dossier: Dossier, paper: Wanted) -> list[DossierDocument]:
    """What lies at this paper."""
    rows = dossier.documents.filter(file__isnull=False, removed_at__isnull=True).select_related("file").order_by("pk")
    return list(rows.filter(required=paper.required) if paper.required else rows.filter(name=paper.name))


def _attach(dossier: Dossier, paper: Wanted, file: StoredFile, *, by: Actor, at: datetime) -> None:
    if not papers.holds(dossier=dossier, required=paper.required, name=paper.name, sha256=file.sha256):
        papers.attach(dossier_id=dossier.pk, required=paper.required, name=paper.name, file=file, by=by, at=at)
