"""Who helped a citizen to file, and how the citizen said that it is what they wanted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from apps.core.encryption import OpenCharField
from apps.dossiers.domain.helping import Confirmation, Told
from apps.dossiers.models.case import Dossier


def _choices(kind: type[Any]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Assistance(models.Model):
    """One filing that a clerk or a registered helper made with the citizen present.

    The helper sees the dossier until `closed_at`: the filing, or the end of the draft. `content_digest` is what the
    citizen confirmed; a later change asks anew. The phone that confirmed is kept as a blind index and a mask.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="assistance")
    beneficiary = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey("officials.Helper", on_delete=models.PROTECT, null=True, related_name="+")
    helper_name = models.CharField(max_length=200)
    helper_phone = models.CharField(max_length=20, blank=True)
    told = models.CharField(max_length=12, choices=_choices(Told), default=Told.BENEFICIARY)
    started_at = models.DateTimeField()

    confirmation = models.CharField(max_length=12, choices=_choices(Confirmation), blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    content_digest = models.CharField(max_length=32, blank=True)
    phone_index = models.CharField(max_length=32, blank=True)
    phone_mask = models.CharField(max_length=20, blank=True)
    read_by = OpenCharField(max_length=200, blank=True, help_text="who read the summary aloud")
    signed_scan = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    second_asked_at = models.DateTimeField(null=True, blank=True)
    second_official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(official__isnull=False, helper__isnull=True)
                | Q(official__isnull=True, helper__isnull=False),
                name="dossiers_one_helper",
            ),
            models.CheckConstraint(
                condition=Q(confirmation="", confirmed_at__isnull=True)
                | ~Q(confirmation="") & Q(confirmed_at__isnull=False) & ~Q(content_digest=""),
                name="dossiers_help_confirmed_at",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation=Confirmation.OWN_PHONE) | ~Q(phone_index=""),
                name="dossiers_help_confirmed_by_a_phone",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation=Confirmation.READ_ALOUD) | ~Q(read_by=""),
                name="dossiers_help_read_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation=Confirmation.SECOND_OFFICIAL) | Q(second_official__isnull=False),
                name="dossiers_help_seen_by_a_second",
            ),
            models.CheckConstraint(
                condition=Q(second_official__isnull=True)
                | Q(official__isnull=True)
                | ~Q(second_official=F("official")),
                name="dossiers_second_is_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["official"],
                condition=Q(closed_at__isnull=True, official__isnull=False),
                name="dossiers_help_of_official",
            ),
            models.Index(
                fields=["helper"],
                condition=Q(closed_at__isnull=True, helper__isnull=False),
                name="dossiers_help_of_helper",
            ),
            models.Index(
                fields=["agency", "second_asked_at"],
                condition=Q(closed_at__isnull=True, second_asked_at__isnull=False),
                name="dossiers_help_asks_a_second",
            ),
            models.Index(
                fields=["agency", "closed_at"], condition=Q(closed_at__isnull=False), name="dossiers_help_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"help with dossier {self.dossier_id}"


class HelpedAnswer(models.Model):
    """One answer to a request for papers that a helper sends with the citizen present, of what was filed with help.

    The helper sees the dossier until `closed_at`: the answer, or the end of the help. Its owner confirms what is sent
    as they confirmed the filing; the row of the filing stays as it was, for it is counted.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="helped_answers")
    official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey("officials.Helper", on_delete=models.PROTECT, null=True, related_name="+")
    helper_phone = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()

    confirmation = models.CharField(max_length=12, choices=_choices(Confirmation), blank=True)
    content_digest = models.CharField(max_length=32, blank=True)
    phone_index = models.CharField(max_length=32, blank=True)
    read_by = OpenCharField(max_length=200, blank=True, help_text="who read it aloud before it was signed")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "dossier"],
                condition=Q(closed_at__isnull=True),
                name="dossiers_one_open_helped_answer",
            ),
            models.CheckConstraint(
                condition=Q(official__isnull=False, helper__isnull=True)
                | Q(official__isnull=True, helper__isnull=False),
                name="dossiers_answer_has_one_helper",
            ),
            models.CheckConstraint(
                condition=Q(confirmation="", content_digest="")
                | Q(confirmation=Confirmation.OWN_PHONE) & ~Q(phone_index="") & ~Q(content_digest="")
                | Q(confirmation=Confirmation.READ_ALOUD) & ~Q(read_by="") & ~Q(content_digest=""),
                name="dossiers_answer_confirmed_by_its_owner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["official"],
                condition=Q(closed_at__isnull=True, official__isnull=False),
                name="dossiers_answer_of_official",
            ),
            models.Index(
                fields=["helper"],
                condition=Q(closed_at__isnull=True, helper__isnull=False),
                name="dossiers_answer_of_helper",
            ),
        ]

    def __str__(self) -> str:
        return f"helped answer in dossier {self.dossier_id}"
