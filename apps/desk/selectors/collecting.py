"""What the law and the house ask of one result before anybody takes it: values for `domain.collecting`."""

from __future__ import annotations

from django.db.models import Sum

from apps.desk.domain.collecting import Claimed, FamilyRule, HouseRules
from apps.dossiers.models import Dossier, DossierDocument
from apps.officials.selectors import office_settings
from apps.payments.models import Demand

CIVIL_STATUS = "ho-tich"


def claimed_of(dossier: Dossier) -> Claimed:
    """What the law asks of this dossier."""
    return Claimed(
        is_organisation=dossier.applicant.kind == "organisation",
        is_civil_status=dossier.field.slug == CIVIL_STATUS,
        needs_both=bool(dossier.arrangement.second_party),
        has_submitter=dossier.submitter_id != dossier.applicant_id,
    )


def rules_of(*, agency_id: int) -> HouseRules:
    """What this office settled for itself."""
    office = office_settings(agency_id=agency_id)
    return HouseRules(
        family=FamilyRule(office["family_collects"]),
        known_is_enough=office["known_collects"],
        both_in_person=office["both_collect"],
    )


def owed(*, dossier: Dossier) -> int:
    """Đồng that are to be paid before the result leaves the house; 0 where nothing is, or the office does not ask."""
    if not office_settings(agency_id=dossier.agency_id)["fee_before_result"]:
        return 0
    return Demand.objects.payable().filter(dossier=dossier).aggregate(sum=Sum("amount"))["sum"] or 0


def originals_of(dossier: Dossier) -> list[DossierDocument]:
    """The documents of which originals lie in the dossier."""
    kept = dossier.documents.filter(removed_at__isnull=True, originals__gt=0)
    return list(kept.order_by("position", "pk"))
