"""Lists of what changes hands between the desk and whoever handles it, and where each of their lines stands."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.core.encryption import OpenCharField, SealedJSONField
from apps.desk.domain.lists import OPEN, LineState, ListKind
from apps.dossiers.models import SEEING_DUTIES

OPEN_STATES = sorted(state.value for state in OPEN)
KINDS = [(kind.value, kind.value) for kind in ListKind]


class HandOverListQuerySet(models.QuerySet["HandOverList"]):
    def visible_to(self, actor: Actor) -> Self:
        """The lists of this official's office, and those made out to it; the rest does not exist for them."""
        if not actor.is_official or not SEEING_DUTIES & actor.duties:
            return self.none()
        return self.filter(Q(agency_id=actor.agency_id) | Q(to_agency_id=actor.agency_id))


class HandOverList(models.Model):
    """Phiếu bàn giao: its number, whom it goes to, and frozen facts that every reprint is drawn from."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    address = models.CharField(max_length=40, help_text="random address under which anybody can verify it")
    facts = SealedJSONField()
    given_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    to = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, related_name="+", help_text="null: the desk"
    )
    to_agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    prints = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="when no line was open any more")

    objects: ClassVar[HandOverListQuerySet] = HandOverListQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "year", "sequence"], name="desk_list_number"),
            models.UniqueConstraint(fields=["address"], name="desk_list_address"),
        ]
        indexes = [
            models.Index(fields=["agency", "-given_at", "-id"], name="desk_lists_of"),
            models.Index(
                fields=["to_agency", "given_at", "id"], condition=Q(closed_at__isnull=True), name="desk_lists_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"


class HandOverLine(models.Model):
    """One dossier on a list: waiting, not found with a reason, received, or taken back. `agency`: the dossier's."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    list = models.ForeignKey(HandOverList, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=KINDS, help_text="that of its list")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in LineState], default=LineState.WAITING
    )
    reason = OpenCharField(max_length=200, blank=True, help_text="why it was not received")
    decided_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "list", "position"], name="desk_list_line"),
            models.UniqueConstraint(
                fields=["agency", "dossier", "kind"], condition=Q(state__in=OPEN_STATES), name="desk_on_one_open_list"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="desk_list_line_decided",
            ),
            models.CheckConstraint(condition=~Q(state="missing") | ~Q(reason=""), name="desk_missing_says_why"),
        ]
        indexes = [models.Index(fields=["dossier", "kind"], name="desk_lists_of_dossier")]

    def __str__(self) -> str:
        return f"line {self.position} of a list: {self.state}"
