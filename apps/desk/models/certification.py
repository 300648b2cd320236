"""Chứng thực: what was brought to be certified, the numbered lines of the books, and what was crossed out in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.encryption import OpenCharField, OpenTextField, SealedTextField
from apps.desk.models.books import BOOKS


class CertificationPaper(models.Model):
    """One kind of paper on the table: its pages, how many copies of it are wanted, and what they cost."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="to_certify")
    position = models.PositiveSmallIntegerField()
    book = models.CharField(max_length=10, choices=BOOKS)
    title = OpenTextField()
    pages = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    fee = models.PositiveIntegerField(null=True, help_text="đồng; null: no rule was certain, the sum is the dossier's")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "position"], name="desk_to_certify_once"),
            models.CheckConstraint(condition=Q(pages__gte=1, copies__gte=1), name="desk_to_certify_something"),
        ]

    def __str__(self) -> str:
        return f"paper {self.position} to certify of dossier {self.dossier_id}"

    @property
    def numbered(self) -> CertificationEntry | None:
        """Its line in the book, once it has a number."""
        return getattr(self, "entry", None)


class CertificationEntry(models.Model):
    """One line of a book, for ever: a trigger refuses to change it or to take it away."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=10, choices=BOOKS)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="số chứng thực")
    volume = models.PositiveSmallIntegerField(help_text="quyển số")
    paper = models.OneToOneField(CertificationPaper, on_delete=models.PROTECT, related_name="entry")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="certified")
    certified_at = models.DateTimeField()
    requester_name = OpenCharField(max_length=200)
    requester_id = SealedTextField(null=True, blank=True)
    title = OpenTextField()
    pages = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    fee = models.PositiveIntegerField(null=True)
    signer = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    signed_as = OpenCharField(max_length=400, help_text="name and position on that day")
    entered_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "book", "year", "number"], name="desk_certification_number_once"),
            models.CheckConstraint(condition=~Q(book="dossiers"), name="desk_certification_has_its_book"),
        ]
        indexes = [models.Index(fields=["agency", "-certified_at", "-id"], name="desk_certified_last")]

    def __str__(self) -> str:
        return f"{self.book} {self.number}/{self.year}"

    @property
    def is_crossed_out(self) -> bool:
        return hasattr(self, "void")


class CertificationVoid(models.Model):
    """A number crossed out: by whom, when and why. The line keeps its place; a right one is a new number."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(CertificationEntry, on_delete=models.PROTECT, related_name="void")
    reason = OpenCharField(max_length=200)
    crossed_out_at = models.DateTimeField()
    crossed_out_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="desk_crossed_out_with_reason")]

    def __str__(self) -> str:
        return f"entry {self.entry_id} crossed out"
