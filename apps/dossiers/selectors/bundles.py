"""Cases that belong to one event: those filed together, and which papers they have in common."""

from __future__ import annotations

from dataclasses import dataclass

from apps.accounts.domain.actor import Actor
from apps.core.folding import fold
from apps.dossiers.domain.representation import proof_besides
from apps.dossiers.domain.status import Status
from apps.dossiers.models import BundledCase, Dossier, Representation
from apps.procedures.domain.form_schema import FieldType
from apps.procedures.models import RequiredDocument

FIRST = 1  # of an event's procedures


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper as one case asks for it: under a name of the law, by a question of its form, or as a proof."""

    name: str
    required: RequiredDocument | None
    is_needed: bool


def case_of(dossier: Dossier) -> BundledCase | None:
    """Its place in a bundle; None where it stands alone."""
    case = getattr(dossier, "bundled", None)
    return case if isinstance(case, BundledCase) else None


def filed_together(*, dossier: Dossier, actor: Actor) -> list[Dossier]:
    """The other cases of the same event that this actor may see, in their order; none where it was filed alone."""
    if case_of(dossier) is None:
        return []
    together = BundledCase.objects.filter(bundle__cases__dossier=dossier).exclude(dossier=dossier)
    seen = Dossier.objects.visible_to(actor).filter(bundled__in=together).exclude(status=Status.DRAFT)
    return list(seen.order_by("bundled__position"))


def wanted_papers(*, case: BundledCase) -> dict[str, Wanted]:
    """The papers a case asks for, by the folded name under which its event knows them."""
    rows = RequiredDocument.objects.filter(version_id=case.dossier.version_id, is_note=False).order_by("position")
    papers = [Wanted(row.name, row, not row.is_optional) for row in rows]
    asked = [one for one in case.dossier.arrangement.form_fields if one.type is FieldType.FILE]
    papers += [Wanted(one.label, None, one.required and one.show_when is None) for one in asked]
    standing = Representation.objects.filter(dossier_id=case.dossier_id).first()
    proof = proof_besides(standing.standing.basis, asked_for=[paper.name for paper in papers]) if standing else ""
    papers += [Wanted(proof, None, True)] if proof else []
    brought = _brought_forth(case)
    common = {paper.name: str(case.part.papers.get(paper.name) or paper.name) for paper in papers}
    return {fold(common[paper.name]): paper for paper in papers if paper.name not in brought}


def _brought_forth(case: BundledCase) -> set[str]:
    """What comes of the first procedure of the event, where that is filed with it."""
    names = {name for name, common in case.part.papers.items() if not common}
    with_first = BundledCase.objects.filter(bundle=case.bundle_id, part__position=FIRST).exclude(pk=case.pk)
    return names if names and with_first.exists() else set()


def sent_with_others(*, dossier: Dossier) -> tuple[set[str], set[str]]:
    """Papers of this case that nobody sends for it: those an earlier case is sent, those another case brings forth.

    What this case cannot do without, and an earlier one can, it asks for itself.
    """
    case = case_of(dossier)
    if case is None:
        return set(), set()
    before = BundledCase.objects.filter(bundle=case.bundle_id, position__lt=case.position)
    earlier = before.select_related("part", "dossier__arrangement")
    known: dict[str, bool] = {}
    for one in earlier:
        for common, paper in wanted_papers(case=one).items():
            known[common] = known.get(common, False) or paper.is_needed
    own = wanted_papers(case=case).items()
    shared = {paper.name for common, paper in own if common in known and (known[common] or not paper.is_needed)}
    return shared, _brought_forth(case)
