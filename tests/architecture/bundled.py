"""An event of two procedures in the town: one bundle that its owner still writes, and one that was filed."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.models import Person
from apps.dossiers.models import Bundle
from apps.dossiers.services import bundles
from apps.payments.domain.words import Way
from apps.payments.services.billing import freeze_together, save_bill
from apps.portal.selectors.bundles import on_offer
from apps.portal.views.filing.starting import new_draft
from apps.procedures.models import BundleOffer, BundlePart, Fee
from tests import factories, walking
from tests.factories import Office

EVENT = "sinh-con"


def bundled(*, office: Office, owner: Person, at: datetime) -> None:
    """Both of them, begun a quarter of an hour before."""
    begun = at - timedelta(minutes=15)
    offer = BundleOffer.objects.create(
        agency=office.agency, slug=EVENT, position=1, words="Sinh con", meaning="Một lần", picture="baby-carriage"
    )
    for position, name in enumerate(("Đăng ký khai sinh", "Cấp bản sao khai sinh"), start=1):
        offering = factories.offering(agency=office.agency, name=name)
        BundlePart.objects.create(offer=offer, offering=offering, position=position, why="Bé có giấy")
        version = factories.version_of(offering)
        Fee.objects.create(version=version, position=1, channel="online", amount=8_000, text="8.000 đồng")
    opened = [_open(offer, owner, begun) for _ in range(2)]
    by, dossier_ids = walking.citizen(owner), [case.dossier_id for case in opened[0].cases.all()]
    for dossier_id in dossier_ids:
        save_bill(dossier_id=dossier_id, way=Way.VIETQR, by=by, at=at)
    bundles.file_bundle(bundle_id=opened[0].pk, by=by, at=at, notes={})
    freeze_together(dossier_ids=dossier_ids, by=by, at=at)


def _open(offer: BundleOffer, owner: Person, at: datetime) -> Bundle:
    drafts = [(one.part, new_draft(person=owner, found=one.found, at=at)) for one in on_offer(offer=offer, at=at)]
    return bundles.open_bundle(offer=offer, drafts=drafts, submitter=owner, at=at)


def written() -> dict[str, object]:
    """The address of the one that is still written."""
    return {"slug": EVENT, "reference": Bundle.objects.get(filed_at__isnull=True).reference}


def filed() -> dict[str, object]:
    """The address of the one that was filed."""
    return {"slug": EVENT, "reference": Bundle.objects.get(filed_at__isnull=False).reference}
