"""The pages of a paper that came as photographs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.dossiers.models.case import DossierDocument

TURNS = (0, 90, 180, 270)


class DocumentPage(models.Model):
    """One photograph as one page; of all of them together a worker makes the PDF that the official reads."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    # A page is nothing without its paper: a draft that is thrown away takes both.
    document = models.ForeignKey(DossierDocument, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=0, help_text="degrees clockwise")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "document", "source"], name="dossiers_page_once"),
            models.CheckConstraint(condition=Q(turn__in=TURNS), name="dossiers_page_turned_by_quarters"),
        ]
        indexes = [models.Index(fields=["document", "position", "id"], name="dossiers_page_of")]

    def __str__(self) -> str:
        return f"page {self.pk} of document {self.document_id}"
