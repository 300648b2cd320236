"""What an office says instead of our wording."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class MessageTemplate(models.Model):
    """One version of what an office says of a kind by one way, everywhere or for one procedure.

    Only ever added: the last version is in force, and one that `is_default` goes back to the wording underneath (a
    procedure's to the office's, the office's to ours). The text is in the language of `domain.wording`.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("procedures.Offering", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    is_default = models.BooleanField(default=False)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    changed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "channel", "offering", "version"],
                nulls_distinct=False,
                name="messaging_template_version_once",
            ),
            models.CheckConstraint(
                condition=Q(is_default=True, subject="", body="") | (Q(is_default=False) & ~Q(body="")),
                name="messaging_template_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.version}"
