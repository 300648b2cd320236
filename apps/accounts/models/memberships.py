"""Who may act for an organisation."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from apps.accounts.models.people import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, *, on: date) -> Self:
        """Those that hold on a day; `to_date` is the last of them."""
        begun = self.filter(ended_at__isnull=True, from_date__lte=on)
        return begun.filter(Q(to_date__isnull=True) | Q(to_date__gte=on))


class Membership(models.Model):
    """A person acts for an organisation from a day on, until a day if one was given, and until somebody ends it."""

    class Role(models.TextChoices):
        REPRESENTATIVE = "representative", "Người đại diện theo pháp luật"
        DELEGATE = "delegate", "Người được giao nộp hồ sơ"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=16, choices=Role)
    from_date = models.DateField()
    to_date = models.DateField(null=True, help_text="the last day")
    made_by = models.CharField(max_length=60, help_text="opaque key of who admitted them")
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, blank=True, help_text="opaque key of who ended it")
    ended_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_at__isnull=True), name="accounts_member_once"
            ),
            models.CheckConstraint(condition=~Q(person=F("organisation")), name="accounts_nobody_is_their_own_member"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="accounts_member_for_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | Q(Q(ended_at__isnull=False), ~Q(ended_by="")),
                name="accounts_member_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} for {self.organisation_id}"
