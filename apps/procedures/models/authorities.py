"""The agencies that the law names: who issues a procedure, who decides it. The offices of this house are others."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.procedures.domain.authorities import Rank
from apps.procedures.models.law import ProcedureVersion


class Authority(models.Model):
    """Cơ quan as the law writes it; several spellings of one name are one row."""

    slug = models.CharField(max_length=200, help_text="its key, from the folded name")
    name = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=700, db_collation="C")
    rank = models.CharField(max_length=10, choices=[(rank.value, rank.value) for rank in Rank], default=Rank.OTHER)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="procedures_authority_slug"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="procedures_authority_below_another"),
        ]

    def __str__(self) -> str:
        return self.name


class Competence(models.Model):
    """Cơ quan thực hiện: one agency that decides a procedure under one wording, in the order of the law."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="competences")
    position = models.PositiveSmallIntegerField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="competences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="procedures_competence_position")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.authority_id}"
