"""Where a procedure was shown to people: postings, posters and their scans, editions of the open data."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.procedures.domain.posting import Announcer, Place, PostingEnd
from apps.procedures.models.law import Field, Procedure, ProcedureVersion

OF_ONE_THING = Q(procedure__isnull=False, field__isnull=True) | Q(procedure__isnull=True, field__isnull=False)


class Announcement(models.Model):
    """The day and the kind of decision that a person wrote down for a wording whose file named none, or a wrong one."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="announcements")
    date = models.DateField(help_text="the day of the decision")
    announcer = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Announcer])
    written_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "version"], name="procedures_announcement_once")]

    def __str__(self) -> str:
        return f"{self.version_id} announced {self.date}"


class Posting(models.Model):
    """Đăng tải, niêm yết: one wording shown at one place since a day; what stands there is the row without an end."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="postings")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="postings")
    place = models.CharField(max_length=16, choices=[(place.value, place.value) for place in Place])
    posted_date = models.DateField()
    posted_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_date = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in PostingEnd], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "version", "place"],
                condition=Q(ended_date__isnull=True),
                name="procedures_posted_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_date__isnull=True, ended_by__isnull=True, ending="")
                | (Q(ended_date__isnull=False, ended_by__isnull=False) & ~Q(ending="")),
                name="procedures_posting_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_date__isnull=True) | Q(ended_date__gte=F("posted_date")),
                name="procedures_posting_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} @ {self.place} {self.posted_date}"


class Poster(models.Model):
    """Áp phích mã QR: one procedure or one field at one spot; its short address counts the scans."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="posters")
    slug = models.CharField(max_length=12, help_text="random, behind /q/")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, related_name="posters")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, related_name="posters")
    spot = models.CharField(max_length=120, blank=True, help_text="where it hangs, so that spots can be compared")
    made_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True, help_text="the last print; older than the wording in force: stale")
    retired_at = models.DateTimeField(null=True, help_text="taken down: no longer listed, its address still leads on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="procedures_poster_slug"),
            models.UniqueConstraint(
                fields=["agency", "procedure", "field", "spot"],
                condition=Q(retired_at__isnull=True),
                nulls_distinct=False,
                name="procedures_poster_of_a_spot",
            ),
            models.CheckConstraint(condition=OF_ONE_THING, name="procedures_poster_of_one_thing"),
        ]

    def __str__(self) -> str:
        return f"/q/{self.slug}"


class PosterScans(models.Model):
    """How often a poster was scanned on a day: two numbers and nothing of whoever scanned."""

    poster = models.ForeignKey(Poster, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    counted = models.PositiveIntegerField(default=0)
    uncounted = models.PositiveIntegerField(default=0, help_text="beyond what people can do: too many, too fast")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poster", "day"], name="procedures_scans_of_a_day")]

    def __str__(self) -> str:
        return f"{self.poster_id} {self.day}: {self.counted}"


class CatalogueEdition(models.Model):
    """What the open catalogue of an office says, by its mark, and since when: a new mark is a new edition."""

    agency = models.OneToOneField("officials.Agency", on_delete=models.CASCADE, related_name="catalogue_edition")
    number = models.PositiveIntegerField(default=1)
    mark = models.CharField(max_length=64)
    noticed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="procedures_edition_from_one")]

    def __str__(self) -> str:
        return f"edition {self.number}"


class Faq(models.Model):
    """A question people ask about a procedure or a whole field, with the office's answer."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="faqs")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="faqs")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, blank=True, related_name="faqs")
    question = models.CharField(max_length=300)
    answer = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=True)
    written_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=OF_ONE_THING, name="procedures_faq_of_one_thing")]
        indexes = [
            models.Index(fields=["agency", "procedure"], name="procedures_faq_procedure"),
            models.Index(fields=["agency", "field"], name="procedures_faq_field"),
        ]

    def __str__(self) -> str:
        return self.question
