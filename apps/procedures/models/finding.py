"""How people find a procedure: everyday words for those of the law, the way by questions, what others used."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class EverydayWord(models.Model):
    """What people say, and the words of the law they mean by it: «độc thân», «tình trạng hôn nhân»."""

    said = models.CharField(max_length=100)
    means = models.CharField(max_length=200)
    folded_said = models.CharField(max_length=100)
    folded_means = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folded_said", "folded_means"], name="procedures_everyday_word_once"),
            models.CheckConstraint(
                condition=~Q(folded_said="") & ~Q(folded_means="") & ~Q(folded_said=F("folded_means")),
                name="procedures_everyday_word_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} → {self.means}"


class Signpost(models.Model):
    """One answer on the way to a procedure. Those without a parent are the events of a life (chuyện trong nhà)."""

    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=60, help_text="its address")
    words = models.CharField(max_length=120, help_text="the answer as somebody would give it")
    meaning = models.CharField(max_length=200, blank=True)
    picture = models.CharField(max_length=40, blank=True, help_text="pictogram, for events of a life")
    question = models.CharField(max_length=200, blank=True, help_text="what is asked of whoever chose this answer")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug"], name="procedures_signpost_slug")]

    def __str__(self) -> str:
        return self.slug


class SignpostProcedure(models.Model):
    """A procedure to which a signpost points, the likeliest first."""

    signpost = models.ForeignKey(Signpost, on_delete=models.CASCADE, related_name="destinations")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signpost", "procedure"], name="procedures_signpost_points_once")
        ]

    def __str__(self) -> str:
        return f"{self.signpost_id} → {self.procedure_id}"


class ProcedureUse(models.Model):
    """How often an agency took a procedure in lately, and how long it usually took. Numbers, never people."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="uses")
    since_date = models.DateField()
    until_date = models.DateField(help_text="the last day counted")
    filed_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0, help_text="the cases that the usual time rests on")
    usual_days = models.PositiveSmallIntegerField(
        null=True, help_text="working days within which nine of ten had their result; 0: the same day"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "procedure"], name="procedures_use_once"),
            models.CheckConstraint(
                condition=Q(usual_days__isnull=True) | Q(done_count__gt=0), name="procedures_usual_time_has_cases"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.procedure_id}: {self.filed_count}"
