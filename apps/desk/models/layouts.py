"""How an office words its papers, version by version."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.desk.domain.layouts import Layout


class PaperLayout(models.Model):
    """One version of an office's layout of one kind of paper: a draft until it is put in force, then never changed.

    At most one of a kind is in force, at most one is a draft; with none in force the standard holds. Slips name the
    version they were issued in, so a reprint looks as the first print did.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1, help_text="how often the draft was written")
    content = models.JSONField(default=dict, help_text="domain.layouts.Layout; nothing in it is the standard")
    drafted_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    put_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    put_at = models.DateTimeField(null=True, blank=True, help_text="since when it is or was in force")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "version"], name="desk_layout_version_once"),
            models.UniqueConstraint(
                fields=["agency", "kind"], condition=Q(put_at__isnull=True), name="desk_layout_one_draft"
            ),
            models.UniqueConstraint(
                fields=["agency", "kind"],
                condition=Q(put_at__isnull=False, replaced_at__isnull=True),
                name="desk_layout_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(put_at__isnull=True, put_by__isnull=True, replaced_at__isnull=True)
                | Q(put_at__isnull=False, put_by__isnull=False),
                name="desk_layout_put_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"layout {self.version} of {self.kind}"

    @property
    def layout(self) -> Layout:
        """What it says."""
        return Layout.from_json(self.content)

    @property
    def is_draft(self) -> bool:
        return self.put_at is None

    @property
    def is_in_force(self) -> bool:
        return self.put_at is not None and self.replaced_at is None

    @property
    def seen(self) -> str:
        """What a page says it showed, so that nobody overwrites what they have not read: «3.2»."""
        return f"{self.version}.{self.revision}"
