"""Six digits sent to a phone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class OneTimeCode(models.Model):
    """The last code sent to a phone for one purpose and one thing. Neither the phone nor the code can be read here."""

    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=80, help_text="opaque key of what it proves: dossier:123, random at log-in")
    phone_index = models.CharField(max_length=32)
    digest = models.CharField(max_length=32, help_text="keyed, over all of this and the six digits")
    tries = models.PositiveSmallIntegerField(default=0)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "about", "phone_index"], name="accounts_last_code_counts"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="accounts_code_lasts_a_while"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="accounts_code_age")]

    def __str__(self) -> str:
        return f"code for {self.purpose}"
