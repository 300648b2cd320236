"""Where people are logged in, and machines beyond ours that do not answer."""

from __future__ import annotations

from django.db import models

from apps.accounts.models.people import User


class OpenSession(models.Model):
    """A log-in that has not ended: what its owner needs to recognise it and to end it from elsewhere."""

    class Way(models.TextChoices):
        VNEID = "vneid", "VNeID"
        CODE = "code", "Mã gửi đến điện thoại"
        PASSWORD = "password", "Mật khẩu"
        DEMO = "demo", "Chạy thử"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=Way)
    machine = models.CharField(max_length=60, help_text="browser and system in words, as far as it said")
    is_shared = models.BooleanField(default=False, help_text="a machine that others use too: ends soon when idle")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="to within a few minutes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session_key"], name="accounts_session_once")]
        indexes = [models.Index(fields=["seen_at"], name="accounts_session_age")]

    def __str__(self) -> str:
        return f"session of user {self.user_id}"


class Silence(models.Model):
    """A machine beyond ours that did not answer: left alone until then, so that the next person need not wait."""

    name = models.CharField(max_length=40)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="accounts_one_silence")]

    def __str__(self) -> str:
        return f"{self.name} until {self.until}"
