"""Cash books: what each cashier took and gave in cash, counted at the end of the day."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from apps.accounts.domain.actor import Actor
from apps.core.encryption import OpenCharField, OpenTextField
from apps.officials.domain.duties import Duty
from apps.payments.domain.cash import BookState, Entry, GoesTo, Handing
from apps.payments.models.demands import choices

# Who counts drawers, and who looks on.
BOOK_DUTIES = frozenset({Duty.CLERK, Duty.CASHIER, Duty.LEADER})


class CashBookQuerySet(models.QuerySet["CashBook"]):
    def visible_to(self, actor: Actor) -> Self:
        """What this actor may see; the rest does not exist for them."""
        if actor.is_official and BOOK_DUTIES & actor.duties:
            return self.filter(agency_id=actor.agency_id)
        return self.none()


class CashBook(models.Model):
    """Sổ quỹ: the cash of one cashier from its opening to its count; one is open at a time, a closed one stays."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    cashier = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="cash_books")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=choices(BookState), default=BookState.OPEN)
    opening_float = models.PositiveBigIntegerField(default=0, help_text="đồng in the drawer before the first receipt")
    opened_at = models.DateTimeField()
    notes: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[[note, how many], …]")
    others = models.PositiveBigIntegerField(default=0, help_text="đồng in coins and smaller notes")
    expected = models.BigIntegerField(null=True, blank=True, help_text="đồng that should be there")
    counted = models.BigIntegerField(null=True, blank=True, help_text="đồng that were there")
    explanation = OpenTextField(blank=True, help_text="why the two differ")
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict, help_text="names and sums beside the drawer")
    closed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed = models.BigIntegerField(null=True, blank=True, help_text="đồng that the other one counted")
    remark = OpenTextField(blank=True, help_text="of whoever confirmed")

    objects: ClassVar[CashBookQuerySet] = CashBookQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="payments_cash_book_number"),
            models.UniqueConstraint(
                fields=["agency", "cashier"], condition=Q(state=BookState.OPEN), name="payments_one_open_cash_book"
            ),
            models.CheckConstraint(
                condition=Q(state=BookState.OPEN)
                | Q(closed_by__isnull=False, closed_at__isnull=False, expected__isnull=False, counted__isnull=False),
                name="payments_closed_on_a_count",
            ),
            models.CheckConstraint(
                condition=Q(state=BookState.OPEN) | Q(counted=F("expected")) | ~Q(explanation=""),
                name="payments_a_difference_is_explained",
            ),
            models.CheckConstraint(
                condition=~Q(state=BookState.CONFIRMED)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, confirmed__isnull=False)
                & ~Q(confirmed_by=F("cashier"))
                & ~Q(confirmed_by=F("closed_by")),
                name="payments_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=BookState.CONFIRMED) | Q(confirmed=F("counted")) | ~Q(remark=""),
                name="payments_another_count_is_explained",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "opened_at", "id"],
                condition=Q(state__in=[BookState.OPEN, BookState.CLOSED]),
                name="payments_unfinished_cash_books",
            ),
            models.Index(fields=["agency", "cashier", "-opened_at", "id"], name="payments_books_of_a_cashier"),
        ]

    def __str__(self) -> str:
        return f"cash book {self.number}/{self.year}"


class CashLine(models.Model):
    """One receipt, reversal or refund in cash, in exactly one book; never changed, and never into a closed one."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    book = models.ForeignKey(CashBook, on_delete=models.PROTECT, related_name="lines")
    entry = models.CharField(max_length=10, choices=choices(Entry))
    receipt = models.OneToOneField("payments.Receipt", on_delete=models.PROTECT, null=True, related_name="cash_line")
    refund = models.OneToOneField("payments.Refund", on_delete=models.PROTECT, null=True, related_name="cash_line")
    amount = models.BigIntegerField(help_text="đồng: in is positive, out negative")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry=Entry.RECEIPT, receipt__isnull=False, refund__isnull=True, amount__gt=0)
                | Q(entry=Entry.REVERSAL, receipt__isnull=False, refund__isnull=True, amount__lt=0)
                | Q(entry=Entry.REFUND, receipt__isnull=True, refund__isnull=False, amount__lt=0),
                name="payments_cash_line_is_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["agency", "entered_at"], name="payments_cash_of_a_day")]

    def __str__(self) -> str:
        return f"{self.entry} {self.amount} in book {self.book_id}"


class CashHanding(models.Model):
    """The cash of one confirmed book, handed on whole with its document; taken back by a second row, never changed."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    book = models.ForeignKey(CashBook, on_delete=models.PROTECT, related_name="handings")
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=choices(Handing))
    goes_to = models.CharField(max_length=10, choices=choices(GoesTo))
    receiver = OpenCharField(max_length=200, help_text="who took it, or which treasury or bank")
    document = models.CharField(max_length=60, help_text="number of the receipt or of the paying-in slip")
    document_date = models.DateField()
    amount = models.BigIntegerField(help_text="đồng: handed on is positive, taken back negative")
    reason = OpenTextField(blank=True, help_text="why it was taken back")
    by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "book", "sequence"], name="payments_cash_handing_sequence"),
            models.CheckConstraint(
                condition=Q(kind=Handing.HANDED, amount__gt=0, reason="")
                | Q(kind=Handing.TAKEN_BACK, amount__lt=0) & ~Q(reason=""),
                name="payments_cash_handing_says_why",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="payments_cash_handing_has_a_document"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} of book {self.book_id}"
