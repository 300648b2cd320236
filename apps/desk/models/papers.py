"""Papers issued, letters waiting for a leader, and what the guard asked and noticed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from apps.core.encryption import SealedJSONField, SealedTextField
from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.reminders import ReminderKind
from apps.procedures.domain.courtesies import Courtesy


def _choices(kind: type[Any]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Slip(models.Model):
    """A paper as it was issued: its number, and frozen facts that every reprint is drawn from."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="slips")
    kind = models.CharField(max_length=20, choices=_choices(SlipKind))
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    address = models.CharField(max_length=40, help_text="random address under which anybody can verify it")
    facts = SealedJSONField()
    factor_once = SealedTextField(null=True, help_text="the look-up factor in clear until the paper is first printed")
    head = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    prints = models.PositiveSmallIntegerField(default=0)
    superseded_at = models.DateTimeField(null=True, blank=True)
    layout = models.ForeignKey(
        "desk.PaperLayout", on_delete=models.PROTECT, null=True, related_name="+", help_text="none: the standard"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "year", "sequence"], name="desk_slip_number"),
            models.UniqueConstraint(fields=["address"], name="desk_slip_address"),
        ]
        indexes = [models.Index(fields=["dossier", "issued_at"], name="desk_slip_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"


class Letter(models.Model):
    """A paper that a leader must approve before it exists: a supplement request, an apology, a stop."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "chờ ký"
        SIGNED = "signed", "đã ký"
        RETURNED = "returned", "trả lại người soạn"
        WITHDRAWN = "withdrawn", "tự rút"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=_choices(SlipKind))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    cycle = models.PositiveSmallIntegerField(default=1)
    reason_code = models.CharField(max_length=20, choices=_choices(DelayReason), blank=True)
    reason = SealedTextField()
    items = SealedJSONField(null=True, help_text="supplement: [{document, what, how}]")
    mode = models.CharField(max_length=8, blank=True, help_text="supplement: restart or resume")
    restart_reason = SealedTextField(null=True, blank=True)
    again_reason = SealedTextField(null=True, blank=True, help_text="why a second request")
    proposed_date = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = SealedTextField(null=True, blank=True)
    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "dossier", "kind"], condition=Q(state="drafted"), name="desk_one_letter_drafted"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "proposed_at", "id"], condition=Q(state="drafted"), name="desk_letters_to_sign"
            ),
            models.Index(fields=["agency", "kind", "proposed_at"], name="desk_letters_by_proposal"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} letter of dossier {self.dossier_id}: {self.state}"


class HolderQuestion(models.Model):
    """«Kịp hay không kịp?», asked once per promise; silence is an answer too (ruling 6).

    It follows the dossier: whoever holds that now may answer, and `holder` is whom the guard told last.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="questions")
    cycle = models.PositiveSmallIntegerField()
    holder = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField()
    heads_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="since when the unit heads may answer as well: the holder was not at work"
    )
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=_choices(Answer), blank=True)
    reason_code = models.CharField(max_length=20, choices=_choices(DelayReason), blank=True)
    reason = SealedTextField(null=True, blank=True)
    proposed_date = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="answered, overtaken or turned into a draft")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "dossier", "cycle"], name="desk_asked_once")]
        indexes = [
            models.Index(
                fields=["holder", "answer_by"], condition=Q(closed_at__isnull=True), name="desk_questions_open"
            ),
            models.Index(fields=["answer_by", "id"], condition=Q(closed_at__isnull=True), name="desk_questions_due"),
            models.Index(fields=["agency", "asked_at"], name="desk_questions_of_agency"),
        ]

    def __str__(self) -> str:
        return f"question {self.cycle} about dossier {self.dossier_id}"


class BrokenPromise(models.Model):
    """A promise whose last instant passed with no letter signed: noticed and escalated once."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="broken_promises")
    cycle = models.PositiveSmallIntegerField()
    late_after = models.DateTimeField()
    holder = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    noticed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "dossier", "cycle"], name="desk_broken_once")]
        indexes = [models.Index(fields=["agency", "-noticed_at"], name="desk_broken_of_agency")]

    def __str__(self) -> str:
        return f"broken promise {self.cycle} of dossier {self.dossier_id}"


class GuardRound(models.Model):
    """One round of the guard as of an instant; `finished_at` stays empty if the worker was killed in its middle."""

    class Started(models.TextChoices):
        BEAT = "beat", "theo giờ"
        COMMAND = "command", "bằng lệnh"

    at = models.DateTimeField(help_text="the instant as of which it looked")
    started_by = models.CharField(max_length=10, choices=Started)
    started_at = models.DateTimeField(help_text="what the clock showed then")
    finished_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveIntegerField(default=0)
    drafted = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    notices = models.PositiveIntegerField(default=0)
    escalated = models.PositiveIntegerField(default=0)
    reminders = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], condition=Q(finished_at__isnull=False), name="desk_rounds_finished"),
            models.Index(fields=["started_at"], name="desk_rounds_by_start"),
        ]

    def __str__(self) -> str:
        return f"round of the guard as of {self.at}"


class Digest(models.Model):
    """What an official was reminded of on one day, in one message (domain 5.7): never a second one that day."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "official", "day"], name="desk_one_digest_a_day")]

    def __str__(self) -> str:
        return f"digest for official {self.official_id} on {self.day}"


class Reminder(models.Model):
    """One line of a digest. The same end, near or passed, is spoken of once to each official, not every day anew."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders")
    official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=_choices(ReminderKind))
    ends_at = models.DateTimeField(help_text="the end that is near or has passed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "dossier", "official", "kind", "ends_at"], name="desk_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of dossier {self.dossier_id}"


class CourtesyLetter(models.Model):
    """A letter of congratulation or condolence that the applicant wished for; none of the promise's business.

    Signed only once the result is; it has no public address, and nobody is told of it by message.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="courtesies")
    kind = models.CharField(max_length=14, choices=_choices(Courtesy))
    wished_at = models.DateTimeField()
    wished_by = models.CharField(max_length=60, help_text="who said so: person:12 online, official:3 at the counter")
    text = SealedTextField(null=True, help_text="the words as signed")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier"], name="desk_courtesy_once"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, text__isnull=True, handed_at__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, text__isnull=False),
                name="desk_courtesy_signed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "id"], condition=Q(signed_at__isnull=True), name="desk_courtesies_to_sign")
        ]

    def __str__(self) -> str:
        return f"{self.kind} with dossier {self.dossier_id}"


class CalendarReview(models.Model):
    """What one change of the calendar would move, reckoned once per version; nothing moves before a leader confirms."""

    class State(models.TextChoices):
        CLEAR = "clear", "không lời hẹn nào bị ảnh hưởng"
        OPEN = "open", "chờ lãnh đạo xem"
        CONFIRMED = "confirmed", "đã xác nhận, đang ghi"
        DONE = "done", "đã ghi xong"
        OVERTAKEN = "overtaken", "lịch lại thay đổi, đã tính lại"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(help_text="of the calendar it was reckoned with")
    since_version = models.PositiveIntegerField(help_text="the last version that was decided on")
    state = models.CharField(max_length=10, choices=State)
    reckoned = models.PositiveIntegerField(help_text="open promises that were looked at")
    unreckoned = models.PositiveIntegerField(default=0, help_text="of these, those nobody could reckon")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "version"], name="desk_calendar_reviewed_once"),
            models.UniqueConstraint(fields=["agency"], condition=Q(state="open"), name="desk_one_calendar_review_open"),
            models.CheckConstraint(
                condition=Q(state__in=["clear", "open", "overtaken"])
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="desk_calendar_review_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar {self.version} of {self.agency_id}: {self.state}"


class AffectedPromise(models.Model):
    """An open promise that a changed calendar would put on another day, as it was and as it would be."""

    class Fate(models.TextChoices):
        PENDING = "pending", "chờ xác nhận"
        MOVED = "moved", "hẹn sớm hơn"
        KEPT = "kept", "giữ ngày đã hẹn"
        GONE = "gone", "không còn chờ"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(CalendarReview, on_delete=models.CASCADE, related_name="promises")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField(help_text="the dossier's last event when it was reckoned")
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    new_first_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    is_better = models.BooleanField(help_text="for the citizen, and still to be kept when it was reckoned")
    fate = models.CharField(max_length=8, choices=Fate, default=Fate.PENDING)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "review", "dossier"], name="desk_affected_once"),
        ]
        indexes = [
            models.Index(fields=["review", "id"], condition=Q(fate="pending"), name="desk_affected_pending"),
            models.Index(fields=["agency", "dossier"], condition=Q(fate="kept"), name="desk_promises_kept"),
        ]

    def __str__(self) -> str:
        return f"promise of dossier {self.dossier_id} under review {self.review_id}: {self.fate}"
