"""Tables of visits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.encryption import OpenCharField
from apps.visits.domain.doings import Done


class Visit(models.Model):
    """Lượt: one person at one counter, from the first act to the last; several dossiers may belong to it."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(
        max_length=43, help_text="random name of the screen it was opened on: once, however often posted"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="visits")
    visitor_name = OpenCharField(max_length=200, blank=True)
    ticket = models.CharField(max_length=12, blank=True, help_text="as typed from the slip of the queue: 042, A17")
    official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="visits")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="visits_visit_once"),
            models.UniqueConstraint(
                fields=["agency", "official"], condition=Q(ended_at__isnull=True), name="visits_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
                name="visits_end_after_begin",
            ),
        ]
        indexes = [models.Index(fields=["agency", "began_at", "id"], name="visits_of_a_day")]

    def __str__(self) -> str:
        return f"visit {self.pk} at agency {self.agency_id}"


class VisitDossier(models.Model):
    """What was done about one dossier in one visit."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="doings")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="visits")
    done = models.CharField(max_length=12, choices=[(done.value, done.value) for done in Done])
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "visit", "dossier", "done"], name="visits_done_once"),
        ]
        indexes = [models.Index(fields=["dossier", "at"], name="visits_of_a_dossier")]

    def __str__(self) -> str:
        return f"{self.done} of dossier {self.dossier_id} in visit {self.visit_id}"
