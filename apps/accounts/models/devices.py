"""Machines of the office that citizens use."""

from __future__ import annotations

from django.db import models


class Device(models.Model):
    """A kiosk of an office: made with a short code, enrolled by whoever types it there, until somebody revokes it.

    Of the code and of the secret in its cookie only digests lie here.
    """

    agency_id = models.BigIntegerField(help_text="the office it stands in, one floor up")
    name = models.CharField(max_length=100, help_text="Ki-ốt sảnh chính")
    place = models.CharField(max_length=200, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    secret_digest = models.CharField(max_length=64, blank=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    enrolled_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_digest"], condition=~models.Q(code_digest=""), name="accounts_device_code"
            ),
            models.CheckConstraint(
                condition=models.Q(code_digest="", code_expires_at__isnull=True)
                | ~models.Q(code_digest="") & models.Q(code_expires_at__isnull=False),
                name="accounts_device_code_expires",
            ),
            models.CheckConstraint(
                condition=models.Q(enrolled_at__isnull=True) | ~models.Q(secret_digest=""),
                name="accounts_device_enrolled_has_a_secret",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True) | models.Q(code_digest=""),
                name="accounts_device_revoked_has_no_code",
            ),
        ]
        indexes = [models.Index(fields=["agency_id", "name"], name="accounts_device_of_agency")]

    def __str__(self) -> str:
        return f"device {self.pk}"

    @property
    def key(self) -> str:
        return f"device:{self.pk}"

    @property
    def is_enrolled(self) -> bool:
        return self.enrolled_at is not None and self.revoked_at is None
