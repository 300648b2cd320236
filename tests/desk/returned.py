"""A result that waits, and what a clerk says when somebody comes for it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from apps.core.files import store
from apps.core.models import StoredFile
from apps.desk.domain.collecting import Claimant, Identity, Shown
from apps.desk.services.returning import HandOver
from apps.dossiers.models import Dossier, DossierDocument
from tests.factories import MADE_AT


def handed(claimant: Claimant = Claimant.APPLICANT, **said: Any) -> HandOver:
    """What is said of an ordinary hand-over."""
    names = ("identity", "paper", "are_both_there")
    told: dict[str, Any] = {"identity": Identity.SEEN} | {name: said.pop(name) for name in names if name in said}
    rest: dict[str, Any] = {"name": "Lò Thị Mai"} | said
    return HandOver(shown=Shown(claimant=claimant, **told), **rest)


def keep_original(dossier: Dossier, *, name: str = "Giấy chứng sinh", originals: int = 1) -> DossierDocument:
    """A document whose originals the desk kept at reception."""
    return DossierDocument.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        position=dossier.documents.count() + 1,
        name=name,
        originals=originals,
        added_by="official:1",
        added_at=MADE_AT,
    )


def drawn(*, is_blank: bool = False) -> bytes:
    """A signature as the canvas of the page makes it: strokes on white."""
    picture = Image.new("RGB", (600, 200), "white")
    if not is_blank:
        ImageDraw.Draw(picture).line([(20, 150), (120, 40), (220, 160), (400, 60), (580, 120)], fill="black", width=4)
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def signature(*, at: datetime) -> StoredFile:
    return store(upload=SimpleUploadedFile("chu-ky.png", drawn()), by="official:1", at=at)
