"""Rà soát: what the office proposes should become of a procedure, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.procedures.domain.reviewing import Burden, ProposalStatus, Saving, Verdict, saving
from apps.procedures.models.law import ProcedureVersion


class ReviewProposal(models.Model):
    """One proposal about one wording; the saving is computed from what stands here, never typed."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="review_proposals")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="review_proposals")
    verdict = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Verdict])
    reason = models.TextField()
    change = models.TextField(blank=True, help_text="what exactly should be said instead")
    dossiers_a_year = models.PositiveIntegerField(default=0)
    minutes_now = models.PositiveIntegerField(default=0, help_text="of everybody's time, for one dossier")
    minutes_then = models.PositiveIntegerField(default=0)
    cost_now = models.PositiveIntegerField(default=0, help_text="đồng paid for one dossier: fees, copies, travel")
    cost_then = models.PositiveIntegerField(default=0)
    dong_an_hour = models.PositiveIntegerField(help_text="what an hour was valued at when it was written")
    status = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in ProposalStatus], default=ProposalStatus.DRAFT.value
    )
    written_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="procedures_proposal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(status__in=[ProposalStatus.ACCEPTED.value, ProposalStatus.DECLINED.value])
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="procedures_answered_proposal_has_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["agency", "status", "-id"], name="procedures_proposal_list")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.version_id}"

    @property
    def saving(self) -> Saving:
        """What a year would save."""
        return saving(
            verdict=Verdict(self.verdict),
            dossiers_a_year=self.dossiers_a_year,
            now=Burden(minutes=self.minutes_now, cost=self.cost_now),
            then=Burden(minutes=self.minutes_then, cost=self.cost_then),
            dong_an_hour=self.dong_an_hour,
        )
