"""By which ways people want to hear, and how the ways out are doing."""

from __future__ import annotations

from django.db import models


class WaysPreference(models.Model):
    """By which ways a person wants to hear from an office; no row means the usual ones."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    person_key = models.CharField(max_length=60)
    sms = models.BooleanField()
    email = models.BooleanField()
    zalo = models.BooleanField()
    post = models.BooleanField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60, help_text="opaque key: the person, or who wrote it down for them")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "person_key"], name="messaging_one_preference")]

    def __str__(self) -> str:
        return f"ways of {self.person_key}"


class WayOut(models.Model):
    """How one way out is doing: one row for SMS, one for e-mail, one for Zalo."""

    channel = models.CharField(max_length=10)
    silent_until = models.DateTimeField(null=True, help_text="its gateway did not answer: left alone until then")
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    last_sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel"], name="messaging_one_way_out")]

    def __str__(self) -> str:
        return f"{self.channel} failing since {self.failing_since}"
