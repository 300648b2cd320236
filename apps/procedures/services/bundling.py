"""The bundles this project carries, put up at an agency where none stand yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from apps.officials.models import Agency
from apps.procedures.models import BundleOffer, BundlePart, Offering, Signpost

BUNDLES = Path(__file__).resolve().parent.parent / "data" / "bundles.json"


@transaction.atomic
def put_up_bundles(*, agency: Agency) -> None:
    """What the file holds, of the procedures that are offered here. What an office has arranged stays as it is."""
    if BundleOffer.objects.filter(agency=agency).exists():
        return
    offerings = {one.procedure.code: one for one in Offering.objects.filter(agency=agency).select_related("procedure")}
    signposts = {post.slug: post for post in Signpost.objects.filter(parent__isnull=True)}
    for position, row in enumerate(json.loads(BUNDLES.read_text(encoding="utf-8")), start=1):
        offer = BundleOffer.objects.create(
            agency=agency,
            signpost=signposts.get(row["signpost"]),
            slug=row["slug"],
            position=position,
            words=row["words"],
            meaning=row["meaning"],
            picture=row["picture"],
        )
        BundlePart.objects.bulk_create(
            _part(offer, offerings[part["code"]], place, part)
            for place, part in enumerate(row["parts"], start=1)
            if part["code"] in offerings
        )


def _part(offer: BundleOffer, offering: Offering, position: int, row: Mapping[str, Any]) -> BundlePart:
    return BundlePart(
        offer=offer,
        offering=offering,
        position=position,
        why=row["why"],
        is_usual=row.get("is_usual", True),
        shares=row.get("shares", {}),
        given=row.get("given", {}),
        papers=row.get("papers", {}),
    )
